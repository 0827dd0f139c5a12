"""Newton's iteration, and what becomes of it: a root, a cycle, a horizontal tangent, an end of the domain."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import copysign, inf, isfinite, isnan, nan
from typing import Literal

import numpy as np

from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.intervals.enclose import Interval, enclosure
from calcviz.maths.intervals.enclosures import UNDEFINED
from calcviz.maths.real import RealFunction

Ending = Literal["root", "cycle", "flat", "no slope", "outside", "away", "wandering"]

LONG = 100
"""Steps after which it is said what becomes of the iteration."""
STILL = 1e-14
"""A step that is smaller than this, compared with where it is or with 1 where f is 0 nearly, is the last."""
AGAIN = 1e-9
"""Two iterates nearer than this, relatively, are the same one."""
LONGEST_CYCLE = 12
FAR = 1e15
"""Iterates beyond this are on their way to infinity."""
RUN = 30
"""So many steps away from 0, one after the other, are no accident."""


@dataclass(frozen=True, slots=True)
class Iteration:
    """The iterates from the start on, as far as they were followed, and how they ended.

    `ending`: they tend to a "root"; they repeat as a "cycle" of `period` numbers; the last one has a "flat"
    tangent, or "no slope"; it lies "outside" the domain; they run "away" to infinity; or are "wandering".
    `rootless`: f is proven to be 0 nowhere.
    """

    iterates: tuple[float, ...]
    ending: Ending
    period: int = 0
    rootless: bool = False

    def first(self, steps: int) -> tuple[float, ...]:
        """The start and so many iterates, or as many as there are; a cycle goes on."""
        x = list(self.iterates[: steps + 1])
        while self.period and len(x) <= steps:
            x.append(x[-self.period])
        return tuple(x)

    @property
    def root(self) -> float | None:
        """The root that they tend to."""
        if self.ending != "root":
            return None
        return 0.0 if len(self.iterates) > LONG else self.iterates[-1]


@lru_cache(maxsize=64)
def newton(f: RealFunction, start: float) -> Iteration:
    """x - f(x)/f'(x), again and again; up to LONG steps."""
    slope, found = _Slopes(f), [start]
    ending: Ending | None = None
    while ending is None and len(found) <= LONG:
        x = found[-1]
        y = f(x)
        if not isfinite(y):  # too large to be computed
            ending = "outside"
        elif y == 0:
            ending = "root"
        else:
            steep = slope(x)
            ending = "no slope" if isnan(steep) else "flat" if steep == 0 else None
            if ending is None:
                found.append(x if steep in (inf, -inf) else x - y / steep)
                ending = _settled(found)
    if ending is None:
        period = _period(found)
        ending = "root" if _creeps(f, found) else "cycle" if period else "wandering"
        ending = "away" if ending == "wandering" and _runs_away(found) else ending
    period = _period(found) if ending == "cycle" else 0
    return Iteration(tuple(found), ending, period, _is_rootless(f))


class _Slopes:
    """f'(x) by the rules, and where these say nothing by the limits of quotients; NaN where there is none."""

    def __init__(self, f: RealFunction) -> None:
        self._f = f
        self._df: RealFunction | None = None
        try:
            self._df = f.derivative()
        except (NoRule, TooLong):
            pass

    def __call__(self, x: float) -> float:
        found = nan if self._df is None else self._df(x)
        if isfinite(found):
            return found
        slope = self._f.slope(x)
        if slope.value is not None:
            return slope.value
        return inf if slope.reason == "vertical" and slope.left == slope.right else nan


def _settled(found: list[float]) -> Ending | None:
    """Whether the last step ended it."""
    before, x = found[-2:]
    if not isfinite(x) or abs(x) > max(FAR, abs(before)):
        found[-1] = x if isfinite(x) else copysign(FAR, x)
        return "away"
    if abs(x - before) <= STILL * abs(x):
        return "root"
    if x in found[:-1]:
        return "cycle"
    return None


def _period(found: list[float]) -> int:
    """After how many steps the iterates repeat in the end; 0: they do not."""
    last = found[-1]
    for period in range(1, min(LONGEST_CYCLE, len(found) // 2) + 1):
        pairs = [(found[-1 - k], found[-1 - k - period]) for k in range(period)]
        if all(abs(a - b) <= AGAIN * max(abs(a), abs(b)) for a, b in pairs):
            return period
    return next((k for k in range(1, len(found)) if found[-1 - k] == last), 0)


def _runs_away(found: list[float]) -> bool:
    sizes = [abs(x) for x in found[-RUN:]]
    return len(sizes) == RUN and all(a < b for a, b in pairwise(sizes))


def _creeps(f: RealFunction, found: list[float]) -> bool:
    """Whether the iterates tend to 0, and f is 0 there, by steps that shrink only steadily: x^2."""
    steps = [abs(b - a) for a, b in pairwise(found[-RUN:])]
    return f(0.0) == 0 and all(b < 0.95 * a for a, b in pairwise(steps)) and abs(found[-1]) < steps[0]


def _is_rootless(f: RealFunction) -> bool:
    """Whether bounds on the whole line prove that f is nowhere 0."""
    everywhere = Interval(np.array([-inf]), np.array([inf]))
    numbers = [Interval(np.array(value), np.array(value)) for _, value in f.parameters]
    names = (f.variable, *(name for name, _ in f.parameters))
    low, high, state = enclosure(f.expression, names)(everywhere, *numbers)
    return bool(np.all(np.equal(state, UNDEFINED)) or low[0] > 0 or high[0] < 0)
