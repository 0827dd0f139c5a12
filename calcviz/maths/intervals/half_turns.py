"""Enclosures of the trigonometric functions of π·u by u, whose quadrants end exactly at floats."""

from typing import Any

import numpy as np

from calcviz.maths.functions import half_turns as values
from calcviz.maths.intervals.arithmetic import reciprocal
from calcviz.maths.intervals.enclosures import Enclosure, negate, states, worst
from calcviz.maths.intervals.trigonometry import branch, wave

ULPS = 6.0
"""The angle is rounded twice before numpy's sine is taken, within 1 ulp."""


def sin(u: Enclosure) -> Enclosure:
    """sin(πu)."""
    return wave(values.sin, u, (2.0 * u.lo, 2.0 * u.hi), 1.0, 3.0, ULPS)


def cos(u: Enclosure) -> Enclosure:
    """cos(πu)."""
    return wave(values.cos, u, (2.0 * u.lo, 2.0 * u.hi), 0.0, 2.0, ULPS)


def tan(u: Enclosure) -> Enclosure:
    """tan(πu): nowhere defined on a cell that is a pole alone."""
    lo, hi = values.tan(u.lo), values.tan(u.hi)
    inner = branch(u, (2.0 * u.lo, 2.0 * u.hi), 1.0, lo, hi, 2.0 * ULPS)
    return _without_poles(u, inner, lo)


def cot(u: Enclosure) -> Enclosure:
    """cot(πu): nowhere defined on a cell that is a pole alone."""
    lo, hi = values.cot(u.lo), values.cot(u.hi)
    inner = negate(branch(u, (2.0 * u.lo, 2.0 * u.hi), 0.0, -lo, -hi, 2.0 * ULPS))
    return _without_poles(u, inner, lo)


def sec(u: Enclosure) -> Enclosure:
    """1/cos(πu)."""
    return reciprocal(cos(u))


def csc(u: Enclosure) -> Enclosure:
    """1/sin(πu)."""
    return reciprocal(sin(u))


def _without_poles(u: Enclosure, inner: Enclosure, value: Any) -> Enclosure:
    """The enclosure, undefined where u is one point at which the function has no value."""
    possible = (u.lo != u.hi) | ~np.isnan(value)
    return Enclosure(inner.lo, inner.hi, worst(inner.state, states(possible, possible)))
