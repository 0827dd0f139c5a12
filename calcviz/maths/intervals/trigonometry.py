"""Enclosures of the trigonometric functions by their quadrants, and of their inverses."""

from typing import Any

import numpy as np

from calcviz.maths.intervals.arithmetic import reciprocal
from calcviz.maths.intervals.enclosures import (
    INFINITY,
    Enclosure,
    down,
    increasing,
    meet,
    negate,
    restricted,
    states,
    unless,
    up,
    worst,
)

QUADRANTS = 2.0 / np.pi
SLACK = 2.0**-50
PI_HIGH = 3.1415926535897936

ULPS = 4.0
"""numpy's trigonometric functions and their inverses were measured within 1 ulp of 40 digits."""


def _quadrants(a: Enclosure) -> tuple[Any, Any]:
    """The cell in units of a right angle, widened by more than the error of that product.

    The slack grows with the argument: beyond 2^50 every cell holds all quadrants.
    """
    lo, hi = a.lo * QUADRANTS, a.hi * QUADRANTS
    lo = np.minimum(lo * (1.0 - SLACK), lo * (1.0 + SLACK))
    return lo, np.maximum(hi * (1.0 - SLACK), hi * (1.0 + SLACK))


def _meets(lo: Any, hi: Any, phase: float, period: float) -> Any:
    """Whether phase + k·period lies in [lo, hi] for some whole k."""
    return np.floor((hi - phase) / period) >= (lo - phase) / period


def wave(
    f: Any, a: Enclosure, angles: tuple[Any, Any], crest: float, trough: float, ulps: float = ULPS
) -> Enclosure:
    """sin or cos: monotone but for its crests and troughs; these and the cell's angles in right angles."""
    lo, hi = angles
    left, right = f(a.lo), f(a.hi)
    least, greatest = np.minimum(left, right), np.maximum(left, right)
    # where the value at a float is 0, it is so exactly: the sine of a float is 0 at 0 alone, a cosine never
    least = np.where(least == 0.0, 0.0, np.maximum(down(least, ulps), -1.0))
    greatest = np.where(greatest == 0.0, 0.0, np.minimum(up(greatest, ulps), 1.0))
    least = np.where(_meets(lo, hi, trough, 4.0), -1.0, least)
    return Enclosure(least, np.where(_meets(lo, hi, crest, 4.0), 1.0, greatest), a.state)


def sin(a: Enclosure) -> Enclosure:
    """The sine."""
    return wave(np.sin, a, _quadrants(a), 1.0, 3.0)


def cos(a: Enclosure) -> Enclosure:
    """The cosine."""
    return wave(np.cos, a, _quadrants(a), 0.0, 2.0)


def branch(
    a: Enclosure, angles: tuple[Any, Any], pole: float, at_lo: Any, at_hi: Any, ulps: float = ULPS
) -> Enclosure:
    """An increasing branch of tan or -cot: unbounded and unknown on a cell that meets a pole."""
    broken = _meets(*angles, pole, 2.0)
    lo = np.where(broken, -INFINITY, np.where(at_lo == 0.0, 0.0, down(at_lo, ulps)))
    hi = np.where(broken, INFINITY, np.where(at_hi == 0.0, 0.0, up(at_hi, ulps)))
    return Enclosure(lo, hi, unless(broken, a.state))


def tan(a: Enclosure) -> Enclosure:
    """The tangent."""
    return branch(a, _quadrants(a), 1.0, np.tan(a.lo), np.tan(a.hi))


def cot(a: Enclosure) -> Enclosure:
    """The cotangent; nowhere defined on the cell that is 0 alone, its only pole that is a float."""
    inner = negate(branch(a, _quadrants(a), 0.0, -1.0 / np.tan(a.lo), -1.0 / np.tan(a.hi)))
    state = worst(inner.state, states(False, (a.lo != 0.0) | (a.hi != 0.0)) * 2)
    return Enclosure(inner.lo, inner.hi, state)


def sec(a: Enclosure) -> Enclosure:
    """1/cos."""
    return reciprocal(cos(a))


def csc(a: Enclosure) -> Enclosure:
    """1/sin."""
    return reciprocal(sin(a))


asin = restricted(-1.0, 1.0, increasing(np.arcsin, ULPS, zero=True))
_acos_mirrored = restricted(-1.0, 1.0, increasing(lambda x: np.arccos(-x), ULPS, greatest=PI_HIGH, zero=True))
atan = increasing(np.arctan, ULPS, zero=True)


def acos(a: Enclosure) -> Enclosure:
    """The arc cosine on [-1, 1]."""
    return _acos_mirrored(negate(a))


def acot(a: Enclosure) -> Enclosure:
    """The arc cotangent with values in (0, π), continuous everywhere."""
    lo, hi = np.arctan2(1.0, a.hi), np.arctan2(1.0, a.lo)
    return meet(Enclosure(down(lo, ULPS), up(hi, ULPS), a.state), 0.0, PI_HIGH)


def asec(a: Enclosure) -> Enclosure:
    """acos(1/x) on |x| >= 1."""
    return _of_outer(a, acos)


def acsc(a: Enclosure) -> Enclosure:
    """asin(1/x) on |x| >= 1."""
    return _of_outer(a, asin)


def _of_outer(a: Enclosure, enclose: Any) -> Enclosure:
    """A function of 1/x for |x| >= 1, with the domain judged before the division rounds."""
    inverse = reciprocal(a)
    inner = enclose(meet(Enclosure(inverse.lo, inverse.hi, a.state), -1.0, 1.0))
    proven = (a.lo >= 1.0) | (a.hi <= -1.0)
    possible = (a.hi >= 1.0) | (a.lo <= -1.0)
    return Enclosure(inner.lo, inner.hi, worst(states(proven, possible), a.state))


def atan2(y: Enclosure, x: Enclosure) -> Enclosure:
    """The angle of (x, y) in (-π, π]: it jumps across the negative x axis, undefined at the origin."""
    corners = [np.arctan2(b + 0.0, a + 0.0) for b in (y.lo, y.hi) for a in (x.lo, x.hi)]
    lo = np.minimum(np.minimum(corners[0], corners[1]), np.minimum(corners[2], corners[3]))
    hi = np.maximum(np.maximum(corners[0], corners[1]), np.maximum(corners[2], corners[3]))
    on_cut = (x.lo <= 0.0) & (y.lo <= 0.0) & (y.hi >= 0.0)
    jumps = on_cut & (y.lo < 0.0) & (x.lo < 0.0)
    origin = on_cut & (x.hi >= 0.0)
    lo = np.where(jumps, -PI_HIGH, down(lo, ULPS))
    hi = np.where(jumps, PI_HIGH, up(hi, ULPS))
    alone = (x.lo == 0.0) & (x.hi == 0.0) & (y.lo == 0.0) & (y.hi == 0.0)
    state = states(~(jumps | origin), ~alone)
    return meet(Enclosure(lo, hi, worst(worst(state, x.state), y.state)), -PI_HIGH, PI_HIGH)
