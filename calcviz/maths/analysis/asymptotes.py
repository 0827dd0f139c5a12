"""Horizontal and slanted asymptotes, proven by division and by rules, or seen in numbers and unconfirmed."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import copysign, inf, isfinite

import numpy as np

from calcviz.language.expression import Expression, Name, free_names
from calcviz.maths.analysis.stretches import unfolded
from calcviz.maths.analysis.tails import Line, Runs, Swings, tail
from calcviz.maths.functions.building import divide, multiply, number, subtract
from calcviz.maths.intervals.enclosures import Interval
from calcviz.maths.landmarks.proofs import meant_number
from calcviz.maths.landmarks.smooth import Smooth
from calcviz.maths.landmarks.written import written
from calcviz.maths.real import RealFunction

MOST_ERROR = 1e-7

NEAR = (0.4, 1.3, 2.9, 7.1), (2.1, 3.0, 4.6, 8.8)
"""Distances at which a graph that only comes near a line is seen to be away from it."""

FAR = (1.3e4, 2.9e4, 7.1e5)
"""Distances that are beyond whatever a function is made of."""


@dataclass(frozen=True, slots=True)
class Asymptote:
    """A line y = slope·x + height that the graph comes near on some `sides`: -1 left, 1 right.

    `slope_text` and `height_text` are exact where they are known. What is not `proven` was seen in numbers.
    """

    slope: float
    height: float
    sides: tuple[int, ...]
    slope_text: str | None = None
    height_text: str | None = None
    proven: bool = True


@lru_cache(maxsize=64)
def asymptotes(f: RealFunction) -> tuple[Asymptote, ...]:
    """The lines that the graph of f comes near far out, the left one first; one where they are the same.

    Where the graph is itself a line there is none to tell of.
    """
    left, right = (_found(f, side) for side in (-1, 1))
    left, right = (None if line is None or _is_itself(f, line) else line for line in (left, right))
    if left is not None and right is not None and _alike(left, right):
        return (replace(left, sides=(-1, 1), proven=left.proven and right.proven),)
    return tuple(line for line in (left, right) if line is not None)


def _found(f: RealFunction, side: int) -> Asymptote | None:
    meant = {name: meant_number(value) for name, value in f.parameters}
    numbers = {name: value for name, value in meant.items() if value is not None}
    there = tail(f.expression, f.variable, numbers, side)
    if isinstance(there, Line):
        slope, height = float(there.slope) + 0.0, float(there.height) + 0.0
        return Asymptote(slope, height, (side,), written(there.slope), written(there.height))
    if isinstance(there, Swings) or (isinstance(there, Runs) and not there.tame):
        return None
    return _seen(f, side)


def _seen(f: RealFunction, side: int) -> Asymptote | None:
    """A line that values and bounds far out show: the limits of f(x)/x, and of f(x) without that slope."""
    e, x = f.expression, Name(f.variable)
    level = _limit(f, e, side)
    if level is None or isfinite(level[0]):
        return None if level is None else Asymptote(0.0, level[0], (side,), proven=level[1])
    slope = _limit(f, divide(e, x), side)
    if slope is None or not isfinite(slope[0]) or not slope[0]:
        return None
    rest = _limit(f, subtract(e, multiply(number(Fraction(slope[0])), x)), side)
    if rest is None or not isfinite(rest[0]):
        return None
    return Asymptote(slope[0], rest[0], (side,), proven=False)


def _limit(f: RealFunction, e: Expression, side: int) -> tuple[float, bool] | None:
    """What e tends to far out, ±inf too, and whether bounds prove it; None where nothing is seen."""
    from calcviz.maths.calculus.approaching import approach
    from calcviz.maths.calculus.integrand import Integrand
    from calcviz.maths.calculus.shifting import Place

    found = approach(Integrand(e, f.variable, f.parameters), Place(copysign(inf, side)), 1)
    if found.kind == "infinite":
        return found.value, found.proven
    if found.kind != "finite" or found.error > MOST_ERROR * max(1.0, abs(found.value)):
        return None
    if abs(found.value) <= found.error:
        return 0.0, found.proven
    simple = float(f"{found.value:.10g}")
    return (simple if abs(simple - found.value) <= found.error else found.value), found.proven


def _alike(a: Asymptote, b: Asymptote) -> bool:
    return abs(a.slope - b.slope) <= 1e-12 * abs(a.slope) and abs(a.height - b.height) <= 1e-9 * abs(a.height)


def _is_itself(f: RealFunction, line: Asymptote) -> bool:
    """Whether the graph is that line far out, on the side where it is meant."""
    if f.variable not in free_names(f.expression):
        return True
    (side,) = line.sides

    def agrees(places: tuple[float, ...]) -> bool:
        values = ((side * x, f(side * x)) for x in places)
        return all(abs(y - line.slope * x - line.height) <= 1e-12 * (1 + abs(y)) for x, y in values)

    if any(agrees(places) for places in NEAR):
        return True
    if not agrees(FAR):
        return False
    df = Smooth(unfolded(f.expression), f.variable, f.parameters).slope
    ddf = None if df is None else df.slope
    if ddf is None:
        return True
    low, high = sorted((side * FAR[0], side * FAR[-1]))
    bounds = ddf.enclose(Interval(np.array([low]), np.array([high])))
    return bool(bounds.lo[0] == bounds.hi[0] == 0)
