"""Bounds that hold: intervals, enclosures with their state, and rounding outwards."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Bounds of cells, shape (n,); a bound that all cells share may be a single float64."""

States = NDArray[np.int8] | int
"""States of cells, shape (n,); the int DEFINED stands for cells that are all defined."""

DEFINED = 2
"""Defined and continuous at every point of the closed cell."""
UNKNOWN = 1
"""Not proven either way: a pole, a jump, a hole, an end of the domain, or bounds too wide to tell."""
UNDEFINED = 0
"""Defined at no point of the cell."""

INFINITY = float("inf")
LARGEST = float(np.finfo(np.float64).max)
EPSILON = 2.0**-52
TINIEST = 5e-324

FEW = 300
"""Bounds up to which the next float is found sooner than a slack is computed."""


class Interval(NamedTuple):
    """Closed cells [lo, hi] of a variable, shapes (n,), or floats for a parameter (lo = hi)."""

    lo: Floats
    hi: Floats


class Enclosure(NamedTuple):
    """What is proven about an expression on each cell.

    Every true value at a defined point of the cell lies in [lo, hi]. Bounds are never NaN; lo is never
    +inf and hi never -inf. Where the state is UNDEFINED the bounds mean nothing.
    """

    lo: Floats
    hi: Floats
    state: States


Enclose = Callable[..., Enclosure]


def down(v: Any, ulps: Any = 1.0) -> Any:
    """A bound at or below v by at least `ulps` units in the last place; +inf becomes the largest float."""
    if np.size(v) <= FEW and isinstance(ulps, float) and ulps <= 1.0:
        return np.nextafter(v, -INFINITY)
    low = np.minimum(v, LARGEST)
    low -= _slack(low, ulps)
    return low


def up(v: Any, ulps: Any = 1.0) -> Any:
    """A bound at or above v by at least `ulps` units in the last place; -inf becomes the least float."""
    if np.size(v) <= FEW and isinstance(ulps, float) and ulps <= 1.0:
        return np.nextafter(v, INFINITY)
    high = np.maximum(v, -LARGEST)
    high += _slack(high, ulps)
    return high


def _slack(v: Any, ulps: Any) -> Any:
    """At least so many units in the last place of v."""
    size = np.abs(v)
    size *= ulps * EPSILON
    size += TINIEST
    return size


def fitted(part: Any, shape: tuple[int, ...]) -> Any:
    """An array in that shape, itself where it has it: to ask costs a tenth of numpy's broadcasting."""
    return part if np.shape(part) == shape else np.broadcast_to(part, shape)


def worst(a: States, b: States) -> States:
    """The state of a value that needs both: a function of an undefined argument is undefined."""
    if isinstance(a, int):
        return b
    if isinstance(b, int):
        return a
    return np.minimum(a, b)


def states(proven: Any, possible: Any) -> Any:
    """DEFINED where proven, UNDEFINED where not even possible, else UNKNOWN (proven implies possible)."""
    return np.add(proven, possible, dtype=np.int8)


def unless(broken: Any, state: States) -> States:
    """The state with DEFINED lowered to UNKNOWN on the cells that are broken."""
    return worst(state, np.subtract(DEFINED, broken, dtype=np.int8))


def constant(lo: float, hi: float) -> Enclosure:
    """The enclosure of one number, the same on all cells."""
    low: Any = np.float64(lo)
    high: Any = low if lo == hi else np.float64(hi)
    return Enclosure(low, high, DEFINED)


def increasing(
    f: Callable[[Any], Any],
    ulps: float,
    least: float = -INFINITY,
    greatest: float = INFINITY,
    zero: bool = False,
) -> Enclose:
    """The enclosure of a continuous increasing function on all reals with values in [least, greatest].

    `f` is its numpy implementation, right to `ulps` units in the last place. `zero` says that f is 0 only
    where the true value is, so that a bound 0 needs no rounding.
    """

    def enclose(a: Enclosure) -> Enclosure:
        left, right = f(a.lo), f(a.hi)
        lo, hi = down(left, ulps), up(right, ulps)
        if zero:
            lo, hi = np.where(left == 0.0, 0.0, lo), np.where(right == 0.0, 0.0, hi)
        if least > -INFINITY:
            lo = np.maximum(lo, least)
        if greatest < INFINITY:
            hi = np.minimum(hi, greatest)
        return Enclosure(lo, hi, a.state)

    return enclose


def decreasing(
    f: Callable[[Any], Any],
    ulps: float,
    least: float = -INFINITY,
    greatest: float = INFINITY,
    zero: bool = False,
) -> Enclose:
    """The same for a decreasing function."""
    rising = increasing(f, ulps, least, greatest, zero)
    return lambda a: rising(Enclosure(a.hi, a.lo, a.state))


def restricted(
    low: float, high: float, enclose: Enclose, low_open: bool = False, high_open: bool = False
) -> Enclose:
    """The enclosure of a function on [low, high] only, undefined elsewhere; each end may be excluded."""

    def on_domain(a: Enclosure) -> Enclosure:
        starts = (a.lo > low) if low_open else (a.lo >= low)
        ends = (a.hi < high) if high_open else (a.hi <= high)
        meets_low = (a.hi > low) if low_open else (a.hi >= low)
        meets_high = (a.lo < high) if high_open else (a.lo <= high)
        state = states(starts & ends, meets_low & meets_high)
        inside = Enclosure(np.clip(a.lo, low, high), np.clip(a.hi, low, high), worst(state, a.state))
        return enclose(inside)

    return on_domain


def valley(f: Callable[[Any], Any], ulps: float, at: float, least: float) -> Enclose:
    """The enclosure of a function that falls until `at` and rises after it; `least` is below its minimum.

    `at` may be wrong by some units in the last place: beside it the function is flat.
    """

    def enclose(a: Enclosure) -> Enclosure:
        left, right = f(a.lo), f(a.hi)
        inside = (a.lo <= at + 1e-7) & (a.hi >= at - 1e-7)
        lo = np.where(inside, least, np.maximum(down(np.minimum(left, right), ulps), least))
        return Enclosure(lo, up(np.maximum(left, right), ulps), a.state)

    return enclose


def negate(a: Enclosure) -> Enclosure:
    """-a, exactly."""
    return Enclosure(-a.hi, -a.lo, a.state)


def absolute(a: Enclosure) -> Enclosure:
    """|a|, exactly."""
    lo = np.maximum(np.maximum(a.lo, -a.hi), 0.0)
    return Enclosure(lo, np.maximum(-a.lo, a.hi), a.state)


def meet(a: Enclosure, least: float, greatest: float) -> Enclosure:
    """a, where it is known that no value lies outside [least, greatest]."""
    return Enclosure(np.clip(a.lo, least, greatest), np.clip(a.hi, least, greatest), a.state)
