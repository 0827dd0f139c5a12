"""The quantile of a density: the place up to which its area is p."""

from functools import lru_cache
from math import inf, isfinite
from typing import TYPE_CHECKING

import numpy as np

from calcviz.language.messages import current_language, tr
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.integrals import integral
from calcviz.maths.real import RealFunction

if TYPE_CHECKING:
    from calcviz.maths.calculus.antiderivative import Antiderivative

FARTHEST = 1e15
"""How far out a place is looked for."""

PARTS, ROUNDS = 65, 12
"""Places in the interval that is left, and how often it is made smaller by them."""

FINEST = 1e-14
LOOSEST = 1e-4
"""The distance to both sides, relative, beyond which a proof of where the place lies says nothing."""


def quantile(f: RealFunction, p: float) -> Answer:
    """x with ∫ f = p from −∞ to x, for a density f and 0 < p < 1.

    Newton's method inside an interval that holds the place; where it leaves that, in a smaller one. The
    error is a bound where the areas up to both sides of it, with their own bounds, lie on both sides of p.
    """
    return _quantile(f, p, current_language())


@lru_cache(maxsize=128)
def _quantile(f: RealFunction, p: float, language: str) -> Answer:
    if not 0 < p < 1:
        return Answer("undefined", reason=tr("p lies between 0 and 1"))
    start = up_to(f, 0.0)
    if start is None:
        return Answer("unknown", reason=tr("this could not be computed"))
    ends = _around(f, p - start[0])
    x = None if ends is None else _found(f, *ends)
    if x is None:
        return Answer("unknown", reason=tr("this could not be computed"))
    error = _proven(f, p, x, start[1])
    if error is None:  # a narrow density may fall between the places of a wide interval
        x = _polished(f, p, x)
        error = _proven(f, p, x, start[1])
    if error is not None and abs(x) <= error:
        x, error = 0.0, 2 * error
    return Answer("numeric", value=x, error=error)


def up_to(f: RealFunction, x: float) -> tuple[float, float] | None:
    """The area up to x and a bound of its error; None where it has none."""
    found = integral(f, -inf, x)
    return None if found.value is None or found.error is None else (found.value, found.error)


def _around(f: RealFunction, rest: float) -> tuple[float, float, float] | None:
    """Two places between which the area from 0 on comes to the rest, and what is left of it at the first."""
    sign, inner, step = 1.0 if rest > 0 else -1.0, 0.0, 1.0
    while step < FARTHEST:
        area = integral(f, inner, sign * step).value
        if area is None or not isfinite(area):
            return None
        if (rest - area) * sign <= 0:
            outer = sign * step
            return (inner, outer, rest) if sign > 0 else (outer, inner, rest - area)
        inner, step, rest = sign * step, 2 * step, rest - area
    return None


def _found(f: RealFunction, low: float, high: float, rest: float) -> float | None:
    """The place between two up to which the area from the first one on is the rest."""
    from calcviz.maths.calculus.antiderivative import Antiderivative  # large, and no start needs it
    from calcviz.maths.calculus.integrand import Integrand

    F = Antiderivative(Integrand(f.expression, f.variable, f.parameters), low)
    for _ in range(ROUNDS):
        x = np.linspace(low, high, PARTS)
        y = F.values(x)
        if not np.isfinite(y).all():
            return None
        k = min(max(int(np.searchsorted(np.maximum.accumulate(y), rest)), 1), PARTS - 1)
        low, high = float(x[k - 1]), float(x[k])
        nearer = _newton(f, F, rest, low, high)
        if nearer is not None:
            return nearer
        if high - low <= FINEST * max(abs(low), abs(high)):
            break
    return (low + high) / 2


def _newton(f: RealFunction, F: "Antiderivative", rest: float, low: float, high: float) -> float | None:
    """The place by Newton's method, where that comes to rest inside of the interval."""
    x = (low + high) / 2
    for _ in range(8):
        slope = f(x)
        if not (slope > 0 and isfinite(slope)):
            return None
        new = x - (F(x) - rest) / slope
        if not low <= new <= high:
            return None
        if abs(new - x) <= FINEST * max(abs(new), 1e-3):
            return new
        x = new
    return None


def _polished(f: RealFunction, p: float, x: float) -> float:
    """A place near x that is nearer to the quantile, by the whole area up to it."""
    for _ in range(8):
        area, slope = up_to(f, x), f(x)
        if area is None or not (slope > 0 and isfinite(slope)):
            return x
        x -= (area[0] - p) / slope
    return x


def _proven(f: RealFunction, p: float, x: float, doubt: float) -> float | None:
    """How far the place may lie from x; None where that is not known."""
    slope, wide = f(x), max(abs(x), 1e-3)
    away = max(1e-14 * wide, 4 * doubt / slope if slope > 0 else 0.0)
    while away <= LOOSEST * wide:
        sides = up_to(f, x - away), up_to(f, x + away)
        if sides[0] is None or sides[1] is None:
            return None
        if sides[0][0] + sides[0][1] < p < sides[1][0] - sides[1][1]:
            return away
        away *= 30
    return None
