"""Places found with floats made exact: proven zeros in closed form, and the values there."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from calcviz.language.expression import Expression, size
from calcviz.maths.landmarks.closed import Closed, NoForm, closed
from calcviz.maths.landmarks.exactly import Anything, Exactly
from calcviz.maths.landmarks.polynomial import Coefficients, limit, numerator, quadratic_rest
from calcviz.maths.landmarks.recognised import NEAR, quadratic_zeros, recognised
from calcviz.maths.landmarks.smooth import Smooth

STEPS = 2000
"""Nodes of expressions that may be worked out exactly for one window; each place costs LOOKING besides."""

LOOKING = 8

MEANT_DIGITS = 12
"""A slider's value with no more digits than this is meant as that decimal."""


class Proofs:
    """Exact arithmetic on one function in a window of that width.

    A parameter whose float is written with few digits counts as that decimal: 0.1 is 1/10. Others are not
    known exactly, and nothing that depends on them is proven.
    """

    def __init__(self, f: Smooth, span: float) -> None:
        self.f, self.span = f, span
        meant = {name: meant_number(value) for name, value in f.parameters}
        self.numbers = {name: value for name, value in meant.items() if value is not None}
        self.closed = {name: closed(value) for name, value in self.numbers.items()}
        self.steps = STEPS
        self._rests: dict[int, Coefficients | None] = {}

    def zero(self, g: Smooth, x: float, others: list[float]) -> Closed | None:
        """The number near x at which g, f or one of its derivatives, is proven to be 0."""
        return self._first(self._candidates(g, x, others), (g.expression,), x)

    def place(self, conditions: tuple[Expression, ...], x: float) -> Closed | None:
        """The number near x at which one of the expressions is proven to be 0."""
        return self._first(recognised(x, self.span), conditions, x)

    def _first(
        self, candidates: Iterator[Closed], conditions: tuple[Expression, ...], x: float
    ) -> Closed | None:
        """The first candidate near x at which one of the expressions is 0."""
        self.steps -= LOOKING
        if not conditions or self.steps < 0:
            return None
        near = NEAR * (abs(x) + self.span)
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

    def _candidates(self, g: Smooth, x: float, others: list[float]) -> Iterator[Closed]:
        yield from recognised(x, self.span)
        rest = self._rest(g, others)
        if rest is not None:
            c, b, a = (*rest, Fraction(0))[:3]
            if a:
                yield from quadratic_zeros(a, b, c)
            else:
                yield closed(-c / b)

    def _rest(self, g: Smooth, places: list[float]) -> Coefficients | None:
        """What makes g 0 as a polynomial of degree 1 or 2, its rational zeros set aside."""
        if g.order not in self._rests:
            p = numerator(g.expression, g.variable, self.numbers)
            self._rests[g.order] = None if p is None else quadratic_rest(p, places)
        return self._rests[g.order]


@lru_cache(maxsize=256)
def _size(e: Expression) -> int:
    return size(e)


def meant_number(value: float) -> Fraction | None:
    """The decimal with few digits that a float stands for; None where it needs many."""
    written = Decimal(repr(value))
    return (
        Fraction(written) if written.is_finite() and len(written.as_tuple().digits) <= MEANT_DIGITS else None
    )
