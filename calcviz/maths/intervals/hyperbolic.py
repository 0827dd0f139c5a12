"""Enclosures of the hyperbolic functions and their inverses."""

from typing import Any

import numpy as np

from calcviz.maths.intervals.arithmetic import reciprocal
from calcviz.maths.intervals.enclosures import (
    INFINITY,
    UNDEFINED,
    UNKNOWN,
    Enclosure,
    absolute,
    decreasing,
    increasing,
    negate,
    restricted,
)

ULPS = 4.0
"""numpy's hyperbolic functions were measured within 1 ulp of 40 digits; the compositions here within 3."""

sinh = increasing(np.sinh, ULPS, zero=True)
tanh = increasing(np.tanh, ULPS, -1.0, 1.0, zero=True)
asinh = increasing(np.arcsinh, ULPS, zero=True)
acosh = restricted(1.0, INFINITY, increasing(np.arccosh, ULPS, zero=True))
atanh = restricted(-1.0, 1.0, increasing(np.arctanh, ULPS, zero=True), True, True)
_cosh = increasing(np.cosh, ULPS, 1.0)


def cosh(a: Enclosure) -> Enclosure:
    """The hyperbolic cosine, at least 1."""
    return _cosh(absolute(a))


def coth(a: Enclosure) -> Enclosure:
    """1/tanh."""
    return reciprocal(tanh(a))


def sech(a: Enclosure) -> Enclosure:
    """1/cosh."""
    return reciprocal(cosh(a))


def csch(a: Enclosure) -> Enclosure:
    """1/sinh."""
    return reciprocal(sinh(a))


def enclose_acsch(a: Enclosure) -> Enclosure:
    """asinh(1/x)."""
    return asinh(reciprocal(a))


def acoth(x: Any) -> Any:
    """atanh(1/x) for |x| > 1, without cancellation near 1; NaN elsewhere."""
    size = np.abs(x)
    half = 0.5 * np.log1p(np.divide(2.0, size - 1.0))
    return np.where(np.greater(size, 1.0), np.copysign(half, x), np.nan)


def asech(x: Any) -> Any:
    """acosh(1/x) on (0, 1], without cancellation near 1 and overflow near 0; NaN elsewhere."""
    near = 2.0 * np.arctanh(np.sqrt((1.0 - x) / (1.0 + x)))
    far = np.log1p(np.sqrt((1.0 - x) * (1.0 + x))) - np.log(x)
    return np.where(np.greater(x, 0.0), np.where(np.less(x, 0.5), far, near), np.nan)


def acsch(x: Any) -> Any:
    """asinh(1/x), without overflow near 0; NaN at 0."""
    size = np.abs(x)
    near = np.copysign(np.log1p(np.sqrt(1.0 + np.square(size))) - np.log(size), x)
    value = np.where(np.less(size, 0.5), near, np.arcsinh(np.divide(1.0, x)))
    return np.where(np.equal(x, 0.0), np.nan, value)


_acoth_right = restricted(
    1.0, INFINITY, decreasing(lambda x: 0.5 * np.log1p(np.divide(2.0, x - 1.0)), ULPS, 0.0), low_open=True
)
enclose_asech = restricted(
    0.0, 1.0, decreasing(lambda x: np.where(x == 0.0, INFINITY, asech(x)), ULPS, zero=True), low_open=True
)


def enclose_acoth(a: Enclosure) -> Enclosure:
    """The inverse of coth on |x| > 1."""
    return either_side(_acoth_right(a), negate(_acoth_right(negate(a))))


def either_side(right: Enclosure, left: Enclosure) -> Enclosure:
    """The hull of two branches with domains apart: proven where one is proven, unknown where both meet."""
    r, s = np.asarray(right.state), np.asarray(left.state)
    lo = np.where(r == UNDEFINED, left.lo, np.where(s == UNDEFINED, right.lo, np.minimum(left.lo, right.lo)))
    hi = np.where(r == UNDEFINED, left.hi, np.where(s == UNDEFINED, right.hi, np.maximum(left.hi, right.hi)))
    one = (r == UNDEFINED) | (s == UNDEFINED)
    state = np.where(one, np.maximum(r, s), np.minimum(np.minimum(r, s), UNKNOWN))
    return Enclosure(lo, hi, state.astype(np.int8))
