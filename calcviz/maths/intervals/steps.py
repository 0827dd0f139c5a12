"""Enclosures of the functions that step, choose and count: floor, sign, min, mod, gcd and their kin."""

from functools import reduce
from typing import Any

import numpy as np

from calcviz.maths.intervals.arithmetic import add, divide, multiply
from calcviz.maths.intervals.enclosures import DEFINED, Enclosure, down, negate, states, unless, up, worst


def _step(f: Any, a: Enclosure) -> Enclosure:
    """A step function with whole values: continuous on a cell where it has one value."""
    lo, hi = f(a.lo), f(a.hi)
    return Enclosure(lo, hi, unless(lo != hi, a.state))


def floor(a: Enclosure) -> Enclosure:
    """The greatest whole number not above a."""
    return _step(np.floor, a)


def ceil(a: Enclosure) -> Enclosure:
    """The least whole number not below a."""
    return _step(np.ceil, a)


def half_up(x: Any) -> Any:
    """x to the nearest whole number, halves upwards; exact also beside a half."""
    whole = np.floor(x)
    return np.where(x - whole >= 0.5, whole + 1.0, whole)


def round_(a: Enclosure) -> Enclosure:
    """The nearest whole number."""
    return _step(half_up, a)


def frac(a: Enclosure) -> Enclosure:
    """a - floor(a), in [0, 1)."""
    whole = floor(a)
    inner = add(a, negate(whole))
    constant = whole.lo == whole.hi
    lo = np.where(constant, np.clip(inner.lo, 0.0, 1.0), 0.0)
    return Enclosure(lo, np.where(constant, np.clip(inner.hi, 0.0, 1.0), 1.0), whole.state)


def mod(a: Enclosure, m: Enclosure) -> Enclosure:
    """a - m floor(a/m): between 0 and m, undefined for m = 0."""
    quotient = floor(divide(a, m))
    inner = add(a, negate(multiply(m, quotient)))
    constant = quotient.lo == quotient.hi
    least, greatest = np.minimum(m.lo, 0.0), np.maximum(m.hi, 0.0)
    lo = np.where(constant, np.maximum(inner.lo, least), least)
    hi = np.where(constant, np.minimum(inner.hi, greatest), greatest)
    known = (a.lo == a.hi) & (m.lo == m.hi) & (m.lo != 0.0)
    lo, hi = np.minimum(lo, greatest), np.maximum(hi, least)
    if not np.any(known):
        return Enclosure(lo, hi, quotient.state)
    # floor(x) is one number on a whole cell: the quotient of two numbers may be whole, its bounds are not
    rest = np.mod(a.lo, m.lo)
    exact = (rest == 0.0) | ((np.floor(a.lo) == a.lo) & (np.floor(m.lo) == m.lo) & (np.abs(a.lo) < 2.0**52))
    lo = np.where(known, np.where(exact, rest, np.maximum(down(rest), least)), lo)
    hi = np.where(known, np.where(exact, rest, np.minimum(up(rest), greatest)), hi)
    return Enclosure(lo, hi, np.where(known, worst(a.state, m.state), quotient.state))


def sign(a: Enclosure) -> Enclosure:
    """-1, 0 or 1."""
    return _step(np.sign, a)


def heaviside(a: Enclosure) -> Enclosure:
    """0, 1/2 at 0, or 1."""
    return _step(lambda x: np.heaviside(x, 0.5), a)


def minimum(*parts: Enclosure) -> Enclosure:
    """The least of the arguments: continuous."""
    return reduce(_minimum, parts)


def _minimum(a: Enclosure, b: Enclosure) -> Enclosure:
    return Enclosure(np.minimum(a.lo, b.lo), np.minimum(a.hi, b.hi), worst(a.state, b.state))


def maximum(*parts: Enclosure) -> Enclosure:
    """The greatest of the arguments: continuous."""
    return reduce(_maximum, parts)


def _maximum(a: Enclosure, b: Enclosure) -> Enclosure:
    return Enclosure(np.maximum(a.lo, b.lo), np.maximum(a.hi, b.hi), worst(a.state, b.state))


def hypot(*parts: Enclosure) -> Enclosure:
    """The square root of the sum of squares."""
    return reduce(_hypot, parts)


def _hypot(a: Enclosure, b: Enclosure) -> Enclosure:
    least = [np.maximum(np.maximum(c.lo, -c.hi), 0.0) for c in (a, b)]
    greatest = [np.maximum(-c.lo, c.hi) for c in (a, b)]
    lo = np.hypot(*least)
    lo = np.maximum(np.minimum(lo * (1.0 - 2.0**-51), lo), np.maximum(*least))
    return Enclosure(lo, up(np.hypot(*greatest), 2.0), worst(a.state, b.state))


def gcd(*parts: Enclosure) -> Enclosure:
    """The greatest common divisor: defined at whole numbers only, so proven on single points only."""
    whole = [(c.lo == c.hi) & (np.floor(c.lo) == c.lo) & (np.abs(c.lo) <= 2.0**53) for c in parts]
    possible = [np.floor(c.hi) >= c.lo for c in parts]
    points = reduce(np.logical_and, whole)
    size = reduce(np.maximum, [np.maximum(-c.lo, c.hi) for c in parts])
    value = common_divisor(*[np.where(points, c.lo, 0.0) for c in parts])
    state = states(points, reduce(np.logical_and, possible))
    lo, hi = np.where(points, value, 0.0), np.where(points, value, size)
    return Enclosure(lo, hi, reduce(worst, [c.state for c in parts], worst(state, DEFINED)))


def common_divisor(*parts: Any) -> Any:
    """The greatest common divisor of whole floats up to 2^53; NaN for others."""
    fit = reduce(np.logical_and, [(np.floor(x) == x) & (np.abs(x) <= 2.0**53) for x in parts])
    whole = [np.where(fit, x, 0.0).astype(np.int64) for x in parts]
    return np.where(fit, reduce(np.gcd, whole).astype(np.float64), np.nan)
