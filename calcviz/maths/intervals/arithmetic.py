"""Enclosures of the operators: sums, products, quotients, powers and roots."""

from fractions import Fraction
from typing import Any

import numpy as np

from calcviz.maths.intervals.enclosures import (
    DEFINED,
    INFINITY,
    LARGEST,
    UNKNOWN,
    Enclose,
    Enclosure,
    absolute,
    down,
    fitted,
    increasing,
    negate,
    restricted,
    states,
    up,
    worst,
)

MULTIPLIED = 16
"""Whole exponents up to this are computed by multiplication: at most as many roundings."""


def add(a: Enclosure, b: Enclosure, *rest: Enclosure) -> Enclosure:
    """The sum, exact where floating point is exact."""
    lo, hi = _sum(a.lo, b.lo, down), _sum(a.hi, b.hi, up)
    total = Enclosure(lo, hi, worst(a.state, b.state))
    return add(total, *rest) if rest else total


def _sum(a: Any, b: Any, outwards: Any) -> Any:
    """a + b rounded outwards only where it is inexact: taking the larger part away leaves the smaller one and
    the error, exactly (Dekker).
    """
    s = a + b
    return np.where((s - a == b) & (s - b == a), s, outwards(s))


def both(a: Enclosure, b: Enclosure) -> Enclosure:
    """The bounds that two enclosures of the same value prove together."""
    return Enclosure(np.fmax(a.lo, b.lo), np.fmin(a.hi, b.hi), worst(a.state, b.state))


def multiply(a: Enclosure, b: Enclosure, *rest: Enclosure) -> Enclosure:
    """The product; 0 times anything is 0."""
    if np.ndim(a.lo) == 0 and a.lo == a.hi:
        product = _scaled(b, a)
    elif np.ndim(b.lo) == 0 and b.lo == b.hi:
        product = _scaled(a, b)
    else:
        product = _signed(a, b, *_hull(a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi))
    return multiply(product, *rest) if rest else product


def _scaled(a: Enclosure, factor: Enclosure) -> Enclosure:
    """a times one number, which is exact for 0 and a sign."""
    c: Any = factor.lo
    state = worst(a.state, factor.state)
    if c == 0.0:
        return Enclosure(np.zeros_like(a.lo), np.zeros_like(a.hi), state)
    first, last = (a.lo, a.hi) if c > 0.0 else (a.hi, a.lo)
    lo, hi = first * c, last * c
    if abs(c) == 1.0:
        return Enclosure(lo, hi, state)
    return Enclosure(np.where(first == 0.0, 0.0, down(lo)), np.where(last == 0.0, 0.0, up(hi)), state)


def _signed(a: Enclosure, b: Enclosure, lo: Any, hi: Any) -> Enclosure:
    """The product with bounds rounded outwards, but not across 0 where the signs of its parts forbid it."""
    least, greatest = down(lo), up(hi)
    if np.count_nonzero(lo == 0.0):
        positive = ((a.lo >= 0.0) & (b.lo >= 0.0)) | ((a.hi <= 0.0) & (b.hi <= 0.0))
        least = np.where(positive & (lo == 0.0), 0.0, least)
    if np.count_nonzero(hi == 0.0):
        negative = ((a.lo >= 0.0) & (b.hi <= 0.0)) | ((a.hi <= 0.0) & (b.lo >= 0.0))
        greatest = np.where(negative & (hi == 0.0), 0.0, greatest)
    return Enclosure(least, greatest, worst(a.state, b.state))


def _hull(p: Any, q: Any, r: Any, s: Any) -> tuple[Any, Any]:
    """The least and the greatest of four products; NaN among them comes from 0·inf and is 0."""
    lo = np.minimum(np.minimum(p, q), np.minimum(r, s))
    hi = np.maximum(np.maximum(p, q), np.maximum(r, s))
    nan = lo != lo
    if np.count_nonzero(nan):
        lo = np.where(nan, np.fmin(np.fmin(np.fmin(p, q), np.fmin(r, s)), 0.0), lo)
        hi = np.where(nan, np.fmax(np.fmax(np.fmax(p, q), np.fmax(r, s)), 0.0), hi)
    return lo, hi


def divide(a: Enclosure, b: Enclosure) -> Enclosure:
    """The quotient: unknown and unbounded where the divisor can be 0, undefined where it is nothing but 0."""
    zero = (b.lo <= 0.0) & (b.hi >= 0.0)
    if not np.count_nonzero(zero):
        return _quotient(a, b)
    if np.ndim(zero) == 0:
        return multiply(a, reciprocal(b))
    # most cells lie apart from the zeros: the long way is taken only for those that do not
    most = _quotient(a, Enclosure(np.where(zero, 1.0, b.lo), np.where(zero, 1.0, b.hi), b.state))
    here = np.nonzero(fitted(zero, most.lo.shape))
    few = _around_zero(_cells(a, most.lo.shape, here), _cells(b, most.lo.shape, here))
    state = np.array(fitted(np.asarray(most.state, np.int8), most.lo.shape))
    most.lo[here], most.hi[here], state[here] = few.lo, few.hi, few.state
    return Enclosure(most.lo, most.hi, state)


def _around_zero(a: Enclosure, b: Enclosure) -> Enclosure:
    """a/b on cells where b can be 0: one bound is known where b ends at 0 and a has one sign."""
    rising, falling = b.lo == 0.0, b.hi == 0.0
    plus, minus = a.lo >= 0.0, a.hi <= 0.0
    bound = np.where(plus, a.lo, a.hi) / np.where(rising, b.hi, b.lo)
    one_sign = rising != falling
    positive = one_sign & ((plus & rising) | (minus & falling))
    negative = one_sign & ((plus & falling) | (minus & rising))
    lo = np.where(positive, np.maximum(down(bound), 0.0), -INFINITY)
    hi = np.where(negative, np.minimum(up(bound), 0.0), INFINITY)
    nothing = plus & minus
    possible = ~(rising & falling)
    state = worst(states(False, possible), worst(a.state, b.state))
    return Enclosure(np.where(nothing, 0.0, lo), np.where(nothing, 0.0, hi), state)


def _cells(a: Enclosure, shape: tuple[int, ...], here: Any) -> Enclosure:
    """Some of the cells; what all cells share stays shared."""
    parts: list[Any] = [part if np.ndim(part) == 0 else fitted(part, shape)[here] for part in a]
    return Enclosure(*parts)


def _ratio(a: Any, b: Any, outwards: Any) -> Any:
    """a/b rounded outwards, but for one whole divisor where few digits show that the quotient is exact.

    So floor(x)/2 is one number where floor(x) is one, and floor(floor(x)/2) is known there.
    """
    q = a / b
    first = np.ravel(b)[:1]
    if not (first.size and abs(first[0]) < 2.0**20 and first[0] == np.floor(first[0]) and (b == first).all()):
        return outwards(q)
    short = q * 2.0**20
    exact = (short == np.rint(short)) & (np.abs(short) < 2.0**32) & (q * b == a)
    return np.where(exact, q, outwards(q))


def _quotient(a: Enclosure, b: Enclosure) -> Enclosure:
    """a/b for b without 0: the signs say which ends to divide."""
    positive = b.lo > 0.0
    if np.count_nonzero(positive) < np.size(positive):
        a = Enclosure(np.where(positive, a.lo, -a.hi), np.where(positive, a.hi, -a.lo), a.state)
        b = Enclosure(np.where(positive, b.lo, -b.hi), np.where(positive, b.hi, -b.lo), b.state)
    above, below = a.lo >= 0.0, a.hi <= 0.0
    lo = _ratio(a.lo, np.where(above, b.hi, b.lo), down)
    hi = _ratio(a.hi, np.where(below, b.hi, b.lo), up)
    lo = np.where(above & (lo < 0.0), 0.0, lo)
    hi = np.where(below & (hi > 0.0), 0.0, hi)
    return Enclosure(lo, hi, worst(a.state, b.state))


def reciprocal(b: Enclosure) -> Enclosure:
    """1/b, with one infinite bound where b ends at 0 and two where 0 lies inside."""
    lo, hi = b.lo + 0.0, b.hi + 0.0  # -0.0 becomes 0.0: its reciprocal must be +inf
    below = np.where(lo == 0.0, INFINITY, 1.0 / lo)
    above = np.where(hi == 0.0, -INFINITY, 1.0 / hi)
    inside = (lo < 0.0) & (hi > 0.0)
    state = states((lo > 0.0) | (hi < 0.0), (lo != 0.0) | (hi != 0.0))
    nothing = (lo == 0.0) & (hi == 0.0)
    least = np.where(inside | nothing, -INFINITY, down(above))
    greatest = np.where(inside | nothing, INFINITY, up(below))
    return Enclosure(least, greatest, worst(state, b.state))


def ratio_of_equals(a: Enclosure) -> Enclosure:
    """a/a: 1, but for the zeros of a."""
    state = states((a.lo > 0.0) | (a.hi < 0.0), (a.lo != 0.0) | (a.hi != 0.0))
    one = np.ones_like(a.lo)
    return Enclosure(one, one, worst(state, a.state))


def whole_power(a: Enclosure, n: int) -> Enclosure:
    """a^n for a whole n; even powers are tight around 0, a^0 is 1."""
    if n < 0:
        return reciprocal(whole_power(a, -n))
    if n == 1:
        return a
    if n == 0:
        one = np.ones_like(a.lo)
        return Enclosure(one, one, a.state)
    ulps = 1.0 if n == 2 else float(n) if n <= MULTIPLIED else 4.0
    base = absolute(a) if n % 2 == 0 else a
    lo, hi = down(multiplied(base.lo, n), ulps), up(multiplied(base.hi, n), ulps)
    lo = np.maximum(lo, 0.0) if n % 2 == 0 else np.where(base.lo == 0.0, 0.0, lo)
    return Enclosure(lo, np.where(base.hi == 0.0, 0.0, hi), a.state)


def multiplied(x: Any, n: int) -> Any:
    """x^n for n >= 1 by repeated squaring up to MULTIPLIED, else by numpy's power."""
    if n > MULTIPLIED:
        return np.power(x, float(n))
    result, square = None, x
    while True:
        if n & 1:
            result = square if result is None else result * square
        n >>= 1
        if not n:
            return result
        square = square * square


def sqrt(a: Enclosure) -> Enclosure:
    """The square root on a >= 0; unknown where a is negative in part."""
    return _sqrt(a)


_sqrt = restricted(0.0, INFINITY, increasing(np.sqrt, 1.0, zero=True))
cbrt: Enclose = increasing(np.cbrt, 4.0, zero=True)


def rational_power(a: Enclosure, exponent: Fraction) -> Enclosure:
    """a^(p/q) in lowest terms: real for a < 0 where q is odd, on a >= 0 where q is even."""
    p, q = exponent.numerator, exponent.denominator
    if q == 1:
        return whole_power(a, p)
    if p < 0:
        return reciprocal(rational_power(a, -exponent))
    if q == 2:
        return whole_power(sqrt(a), p)
    if q == 3:
        return whole_power(cbrt(a), p)
    if q % 2 == 0:
        inside = restricted(0.0, INFINITY, lambda b: b)(a)
        return _magnitude_power(inside, p / q)
    if p % 2 == 0:
        return _magnitude_power(absolute(a), p / q)
    return _odd_power(a, p / q)


def _magnitude_power(a: Enclosure, y: float) -> Enclosure:
    """a^y for a >= 0 and y > 0, where y itself is rounded: the error grows with |y ln a|."""
    lo, hi = np.power(a.lo, y), np.power(a.hi, y)
    lo = np.maximum(down(lo, _ulps(a.lo, y)), 0.0)
    return Enclosure(lo, up(hi, _ulps(a.hi, y)), a.state)


def _ulps(x: Any, y: float) -> Any:
    return 4.0 + y * np.abs(np.log(np.clip(x, 5e-324, LARGEST)))


def _odd_power(a: Enclosure, y: float) -> Enclosure:
    """sign(a) |a|^y."""
    lo, hi = np.abs(a.lo), np.abs(a.hi)
    least = down(np.copysign(np.power(lo, y), a.lo), _ulps(lo, y))
    greatest = up(np.copysign(np.power(hi, y), a.hi), _ulps(hi, y))
    return Enclosure(least, greatest, a.state)


def power(a: Enclosure, y: Enclosure) -> Enclosure:
    """a^y: on a > 0, at a = 0 for y > 0, and for whole y as a product; see calcviz.maths.functions.powers."""
    if np.ndim(y.lo) == 0 and y.lo == y.hi and y.lo == np.floor(y.lo) and abs(float(y.lo)) <= 2**53:
        product = whole_power(a, int(y.lo))
        return Enclosure(product.lo, product.hi, worst(product.state, y.state))
    right = _corners(np.maximum(a.lo, 0.0), np.maximum(a.hi, 0.0), y)
    whole = (y.lo == y.hi) & (np.floor(y.lo) == y.lo) & (np.abs(y.lo) < INFINITY)
    positive = (a.lo > 0.0) | ((a.lo == 0.0) & (y.lo > 0.0))
    smooth = positive | (whole & ((y.lo >= 0.0) | (a.hi < 0.0)))
    if not np.count_nonzero(a.lo < 0.0):
        nowhere = (a.hi == 0.0) & (y.hi < 0.0)
        return Enclosure(*right, worst(worst(states(smooth, ~nowhere), a.state), y.state))
    meets_whole = np.floor(y.hi) >= y.lo
    lo, hi = _corners(np.maximum(-a.hi, 0.0), np.maximum(-a.lo, 0.0), y)
    odd = whole & (np.mod(y.lo, 2.0) == 1.0)
    least = np.where(odd | ~whole, -hi, lo)
    greatest = np.where(odd, -lo, hi)
    only_left, only_right = a.hi < 0.0, (a.lo >= 0.0) | ~meets_whole
    lo = np.where(only_right, right[0], np.where(only_left, least, np.minimum(least, right[0])))
    hi = np.where(only_right, right[1], np.where(only_left, greatest, np.maximum(greatest, right[1])))
    nowhere = (only_left & ~meets_whole) | ((a.lo == 0.0) & (a.hi == 0.0) & (y.hi < 0.0))
    return Enclosure(lo, hi, worst(worst(states(smooth, ~nowhere), a.state), y.state))


def positive_power(a: Enclosure, y: Enclosure) -> Enclosure:
    """a^y on a > 0, and at a = 0 for y > 0; undefined for a < 0 whatever y is."""
    lo, hi = _corners(np.maximum(a.lo, 0.0), np.maximum(a.hi, 0.0), y)
    proven = (a.lo > 0.0) | ((a.lo == 0.0) & (y.lo > 0.0))
    possible = (a.hi > 0.0) | ((a.hi == 0.0) & (y.hi > 0.0))
    return Enclosure(lo, hi, worst(worst(states(proven, possible), a.state), y.state))


def _corners(lo: Any, hi: Any, y: Enclosure) -> tuple[Any, Any]:
    """The hull of x^y for 0 <= lo <= x <= hi: x^y is monotone in x and in y, so the corners decide."""
    corners = [np.power(lo, y.lo)]
    if lo is not hi:
        corners.append(np.power(hi, y.lo))
    if y.lo is not y.hi:
        corners += [np.power(lo, y.hi)] + ([np.power(hi, y.hi)] if lo is not hi else [])
    least, greatest = corners[0], corners[0]
    for corner in corners[1:]:
        least, greatest = np.minimum(least, corner), np.maximum(greatest, corner)
    return np.maximum(down(least, 2.0), 0.0), up(greatest, 2.0)


def root(a: Enclosure, n: Enclosure) -> Enclosure:
    """The n-th root: of every number for odd n, of a >= 0 for other n (a > 0 where n < 0)."""
    if np.ndim(n.lo) == 0 and n.lo == n.hi and n.lo == np.floor(n.lo) and 0 < abs(float(n.lo)) <= 2**53:
        result = rational_power(a, Fraction(1, int(n.lo)))
        return Enclosure(result.lo, result.hi, worst(result.state, n.state))
    return _general_root(a, n)


def _general_root(a: Enclosure, n: Enclosure) -> Enclosure:
    """The n-th root where n varies: an odd n among others makes a negative radicand possible."""
    y = reciprocal(n)
    result = positive_power(a, y)
    odd = np.floor((n.hi - 1.0) / 2.0) >= (n.lo - 1.0) / 2.0
    if not np.count_nonzero(odd & (a.lo < 0.0)):
        return result
    left = positive_power(negate(a), y)
    lo = np.where(odd & (a.lo < 0.0), np.minimum(-left.hi, result.lo), result.lo)
    hi = np.where(odd & (a.hi < 0.0), np.maximum(result.hi, -left.lo), result.hi)
    possible = odd & (a.lo < 0.0) & (worst(n.state, a.state) != 0)
    state = np.where(possible, np.clip(result.state, UNKNOWN, DEFINED - 1), result.state)
    return Enclosure(lo, hi, state.astype(np.int8))
