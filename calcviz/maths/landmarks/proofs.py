"""Places found with floats made exact: proven zeros in closed form, and the values there."""

from bisect import bisect
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import numpy as np

from calcviz.language.expression import Expression, size
from calcviz.maths.landmarks.closed import Closed, NoForm, closed
from calcviz.maths.landmarks.exactly import Anything, Exactly
from calcviz.maths.landmarks.recognised import NEAR, quadratic_zeros, recognised
from calcviz.maths.landmarks.signs import point_signs
from calcviz.maths.landmarks.smooth import Smooth
from calcviz.maths.polynomial import Coefficients, limit, numerator, quadratic_rest

STEPS = 1500
"""Nodes of expressions that may be worked out exactly for one window; besides, each place costs LOOKING, and
FLAT where it is not recognised at once."""

LOOKING, FLAT = 8, 25

MEANT_DIGITS = 12
"""A slider's value with no more digits than this is meant as that decimal."""


class Proofs:
    """Exact arithmetic on one function in a window whose cells have these edges.

    A parameter whose float is written with few digits counts as that decimal: 0.1 is 1/10. Others are not
    known exactly, and nothing that depends on them is proven.
    """

    def __init__(self, f: Smooth, edges: list[float]) -> None:
        self.f, self.edges = f, edges
        meant = {name: meant_number(value) for name, value in f.parameters}
        self.numbers = {name: value for name, value in meant.items() if value is not None}
        self.closed = {name: closed(value) for name, value in self.numbers.items()}
        self.steps = STEPS
        self._rests: dict[Expression, Coefficients | None] = {}

    def zero(self, g: Smooth, x: float, others: list[float]) -> Closed | None:
        """The number near x at which g, f or one of its derivatives, is proven to be 0."""
        near = NEAR * (abs(x) + self._width(x))
        found = self._first(self._candidates(g, x, others), (g.expression,), x, near)
        if found is None and self.steps > 0:
            near = self._doubt(g, x)
            if near:
                blurred = recognised(x, near, near / max(abs(x), near))
                found = self._first(blurred, (g.expression,), x, near)
        return found

    def _doubt(self, g: Smooth, x: float) -> float:
        """How far the true zero may be where g is so flat that rounding hides its sign; 0 where it is not."""
        self.steps -= FLAT
        h = 1e-6 * self._width(x)
        a, b, c, d = g.values(np.array([x - h, x + h, x - 8 * h, x + 8 * h])).tolist()
        if not abs(b - a) < 0.06 * abs(d - c):
            return 0.0
        rooms = self._width(x) * 4.0 ** np.arange(-18.0, -5.0)
        before, after = point_signs(g.enclose, x - rooms), point_signs(g.enclose, x + rooms)
        apart = np.flatnonzero(before * after == -1)
        return float(rooms[apart[0]]) if apart.size else 0.0

    def place(self, conditions: tuple[Expression, ...], x: float) -> Closed | None:
        """The number near x at which one of the expressions is proven to be 0."""
        near = NEAR * (abs(x) + self._width(x))
        return self._first(recognised(x, NEAR * self._width(x)), conditions, x, near)

    def _first(
        self, candidates: Iterator[Closed], conditions: tuple[Expression, ...], x: float, near: float
    ) -> Closed | None:
        """The first candidate near x at which one of the expressions is 0."""
        self.steps -= LOOKING
        if not conditions or self.steps < 0:
            return None
        for candidate in candidates:
            if abs(float(candidate) - x) > near:
                continue
            for e in conditions:
                value = self.value(e, candidate)
                if value is not None and value.sign == 0:
                    return candidate
        return None

    def value(self, e: Expression, x: Closed) -> Closed | None:
        """e at x in closed form; None where that is not known, or undefined."""
        self.steps -= _size(e)
        if self.steps < 0:
            return None
        try:
            return Exactly({**self.closed, self.f.variable: x}).value(e)
        except (NoForm, Anything, ArithmeticError):
            return None

    def limit(self, x: Closed) -> Closed | None:
        """What f tends to at x, where it is a quotient of polynomials."""
        at = x.rational
        value = None if at is None else limit(self.f.expression, self.f.variable, self.numbers, at)
        return None if value is None else closed(value)

    def _width(self, x: float) -> float:
        """How wide the window is at the scale that it has around x."""
        k = min(max(bisect(self.edges, x), 1), len(self.edges) - 1)
        return (self.edges[k] - self.edges[k - 1]) * (len(self.edges) - 1)

    def _candidates(self, g: Smooth, x: float, others: list[float]) -> Iterator[Closed]:
        yield from recognised(x, NEAR * self._width(x))
        rest = self._rest(g, others)
        if rest is not None:
            c, b, a = (*rest, Fraction(0))[:3]
            if a:
                yield from quadratic_zeros(a, b, c)
            else:
                yield closed(-c / b)

    def _rest(self, g: Smooth, places: list[float]) -> Coefficients | None:
        """What makes g 0 as a polynomial of degree 1 or 2, its rational zeros set aside."""
        e = g.expression
        if e not in self._rests:
            p = numerator(e, g.variable, self.numbers)
            self._rests[e] = None if p is None else quadratic_rest(p, places)
        return self._rests[e]


@lru_cache(maxsize=256)
def _size(e: Expression) -> int:
    return size(e)


def meant_number(value: float) -> Fraction | None:
    """The decimal with few digits that a float stands for; None where it needs many."""
    written = Decimal(repr(value))
    return (
        Fraction(written) if written.is_finite() and len(written.as_tuple().digits) <= MEANT_DIGITS else None
    )
