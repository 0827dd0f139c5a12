"""The referee of antiderivatives: F' = f at many digits, F(b) - F(a) = ∫f on cells where f is proven."""

from collections.abc import Callable
from enum import Enum
from functools import lru_cache, partial
from itertools import zip_longest

import numpy as np
from mpmath import mp, mpf
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, free_names, walk
from calcviz.maths.curves.cells import certify
from calcviz.maths.evaluate import Compiled, compiled
from calcviz.maths.intervals.enclose import enclosure
from calcviz.maths.intervals.enclosures import DEFINED, Enclosure, Interval
from calcviz.symbolic.check.value import maybe

Floats = NDArray[np.float64]

REACH = 13.0
"""The window that is looked at goes from -REACH to REACH: two periods of sin x each way."""

CELLS = 512
DIGITS = 50
MOST_DOUBTS = 40
NEAR = mpf(10) ** -22
PARAMETERS = (1.37, 0.61, 2.23, 3.19)
"""Values for letters that stand for any number."""

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(20)


class Verdict(Enum):
    """What the referee says."""

    HOLDS = "it holds"
    HOLES = "it holds, but for single points where it is undefined and f is not"
    FAILS = "it is wrong"
    OPEN = "nobody knows"


class Antiderivatives:
    """The antiderivatives of one function in one variable; its other letters are given values."""

    def __init__(self, f: Expression, variable: str, signs: tuple[int, ...] = ()) -> None:
        """`signs`: those of the values for the other letters in alphabetical order; 1 where there is none."""
        self.f, self.variable = f, variable
        self.names = tuple(sorted(free_names(f) - {variable}))
        given = zip_longest(PARAMETERS[: len(self.names)], signs, fillvalue=1)
        self.numbers = tuple(value * sign for value, sign in given)
        self.x = _places()
        self.values = compiled(f, (variable, *self.names))(self.x, *self.numbers)
        self.defined = np.isfinite(self.values) & (np.abs(self.values) < 1e200)

    def verdict(self, F: Expression) -> Verdict:
        """Whether F is an antiderivative of f wherever f is defined, and continuous where f is."""
        if len(self.names) > len(self.numbers) or not free_names(F) <= {self.variable, *self.names}:
            return Verdict.OPEN
        if not self.defined.any():
            return Verdict.OPEN
        values = compiled(F, (self.variable, *self.names))
        lost = self.defined & ~np.isfinite(values(self.x, *self.numbers))
        if any(maybe(F, self._at(mpf(x))) is None for x in self.x[lost][:8].tolist()):
            return Verdict.FAILS
        slopes = self._slopes(F)
        return slopes if slopes != Verdict.HOLDS else self._sums(F, values)

    def lost(self, e: Expression) -> bool:
        """Whether e is below 0 somewhere where f is defined: a logarithm of it would not do."""
        values = compiled(e, (self.variable, *self.names))(self.x, *self.numbers)
        return bool(np.any(self.defined & (values < 0)))

    def _at(self, x: mpf) -> dict[str, mpf]:
        return {self.variable: x, **{name: mpf(v) for name, v in zip(self.names, self.numbers)}}

    def _slopes(self, F: Expression) -> Verdict:
        """Compare difference quotients at many digits with f at points spread over the domain."""
        chosen = self.x[self.defined]
        chosen = chosen[np.linspace(0, chosen.size - 1, min(chosen.size, 28)).astype(int)]
        compared = 0
        for x in chosen.tolist():
            right = self._right_slope(F, x, DIGITS)
            if right is False:  # or F cancels so much that it takes more digits to see it
                right = self._right_slope(F, x, 4 * DIGITS)
            if right is False:
                return Verdict.FAILS
            compared += right is True
        return Verdict.HOLDS if compared >= min(6, chosen.size) else Verdict.OPEN

    def _right_slope(self, F: Expression, at: float, digits: int) -> bool | None:
        """Whether F'(at) = f(at); None where a value is missing or rounding hides it."""
        with mp.workdps(digits):
            x = mpf(at)
            h = mpf(10) ** (-digits // 3) * (1 + abs(x))
            y, low, high = maybe(self.f, self._at(x)), maybe(F, self._at(x - h)), maybe(F, self._at(x + h))
            if y is None or low is None or high is None:
                return None
            doubt = NEAR * (abs(y) + 1) + mpf(10) ** (6 - digits) * (abs(low) + abs(high)) / h
            if doubt > mpf(10) ** -6 * (abs(y) + 1):
                return None
            return bool(abs((high - low) / (2 * h) - y) <= doubt + self._curvature(x, h))

    def _curvature(self, x: mpf, h: mpf) -> mpf:
        """How far a difference quotient of F may be from f by the bend of f, with some room."""
        a, b, c = (maybe(self.f, self._at(x + k * h)) for k in (-1, 0, 1))
        return mpf(0) if a is None or b is None or c is None else abs(a - 2 * b + c) + mpf(10) ** -28

    def _sums(self, F: Expression, values: Compiled) -> Verdict:
        """Compare F(b) - F(a) with ∫f over each proven cell, and see whether F has points of its own."""
        edges = np.linspace(-REACH, REACH, CELLS + 1) + 0.0123
        a, b = edges[:-1], edges[1:]
        sure: NDArray[np.bool_] = np.asarray(self._enclose(self.f, a, b).state == DEFINED)
        a, b = a[sure], b[sure]
        if not a.size:
            return Verdict.HOLDS  # a domain of slivers; the slopes are right
        first, rise = 0.0, partial(_float_rise, values, self.numbers)
        for _ in range(14):
            gaps, room = self._gaps(rise, a, b)
            wrong = ~(gaps <= room)  # NaN too: F is undefined where f is proven
            if not wrong.any():
                return self._own_points(F, edges, sure)
            last, first = float(gaps[wrong].max()), first or float(gaps[wrong].max())
            chosen = np.flatnonzero(wrong)[:: 1 + int(wrong.sum()) // MOST_DOUBTS]
            middle = (a[chosen] + b[chosen]) / 2
            a, b = np.concatenate((a[chosen], middle)), np.concatenate((middle, b[chosen]))
            rise = partial(self._rise, F)
        # At a corner of f the quadrature is poor, and the gap falls with the cells; at a jump of F it stays.
        return self._own_points(F, edges, sure) if last < 1e-2 * first else Verdict.FAILS

    def _gaps(self, rise: Callable[[Floats, Floats], Floats], a: Floats, b: Floats) -> tuple[Floats, Floats]:
        """How far F(b) - F(a) is from a quadrature of f on each cell, and how far it may be for rounding."""
        f = compiled(self.f, (self.variable, *self.names))
        half = (b - a) / 2
        x = (a + b)[:, None] / 2 + half[:, None] * _NODES
        y = f(x, *self.numbers)
        with np.errstate(all="ignore"):
            integral, size = half * (y @ _WEIGHTS), half * np.abs(y).max(1)
            return np.abs(rise(a, b) - integral), 1e-8 * size + 1e-15

    def _rise(self, F: Expression, a: Floats, b: Floats) -> Floats:
        """F(b) - F(a) computed at many digits."""

        def at(x: float) -> mpf:
            y = maybe(F, self._at(mpf(x)))
            return mp.nan if y is None else y

        with mp.workdps(2 * DIGITS):
            return np.array([float(at(right) - at(left)) for left, right in zip(a.tolist(), b.tolist())])

    def _own_points(self, F: Expression, edges: Floats, sure: NDArray[np.bool_]) -> Verdict:
        """Whether F is undefined at single points inside cells where f is proven."""
        cells = certify(
            lambda cell: self._enclose(F, cell.lo, cell.hi), edges, (edges[1] - edges[0]) * 2.0**-24
        )
        for left, right in np.concatenate((cells.slivers, cells.unresolved))[:64].tolist():
            k = int(np.searchsorted(edges, (left + right) / 2)) - 1
            if 0 <= k < sure.size and sure[k] and self._lost_inside(F, left, right):
                return Verdict.HOLES
        return Verdict.HOLDS

    def _lost_inside(self, F: Expression, left: float, right: float) -> bool:
        """Whether a part of F has a pole in a sliver, or no value."""
        with mp.workdps(DIGITS):
            places = [self._at(mpf(left) + (mpf(right) - left) * k / 8) for k in range(9)]
            for part in walk(F):
                below = part.arguments[1] if isinstance(part, Call) and part.function == "divide" else None
                if below is not None and any(_vanishes(below, place) for place in places):
                    return True
                if isinstance(part, Call):
                    values = [maybe(part, place) for place in places]
                    if any(v is None or abs(v) > 1e6 for v in values):
                        return True
        return False

    def _enclose(self, e: Expression, lo: Floats, hi: Floats) -> Enclosure:
        points = [Interval(np.asarray(v), np.asarray(v)) for v in self.numbers]
        return enclosure(e, (self.variable, *self.names))(Interval(lo, hi), *points)


def _vanishes(e: Expression, place: dict[str, mpf]) -> bool:
    value = maybe(e, place)
    return value is not None and bool(abs(value) < 1e-6)


def _float_rise(values: Compiled, numbers: tuple[float, ...], a: Floats, b: Floats) -> Floats:
    """F(b) - F(a) in floats; what they cannot tell is looked at again."""
    return values(b, *numbers) - values(a, *numbers)


@lru_cache(maxsize=1)
def _places() -> Floats:
    """Points near and far, without pattern."""
    near = np.linspace(-REACH, REACH, 401) + 0.00737
    far = np.logspace(-4, 3, 60) * 1.0137
    return np.unique(np.concatenate((near, far, -far)))
