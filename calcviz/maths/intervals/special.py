"""Enclosures of gamma and its derivatives, binomials, erf, the normal distribution and the activations."""

from typing import Any

import numpy as np

from calcviz.maths.functions import special_values as values
from calcviz.maths.intervals import arithmetic
from calcviz.maths.intervals.enclosures import (
    DEFINED,
    INFINITY,
    Enclosure,
    absolute,
    constant,
    decreasing,
    down,
    increasing,
    meet,
    negate,
    states,
    up,
    valley,
    worst,
)
from calcviz.maths.intervals.trigonometry import sin

GAMMA_ULPS = 16.0
"""scipy's gamma was measured within 4 ulp of 40 digits on [-30, 171], psi and polygamma within 3."""

ONE = constant(1.0, 1.0)
PI = constant(np.pi, float(np.nextafter(np.pi, 4.0)))


def _gamma_value(x: Any) -> Any:
    """Γ on [0, inf], where it comes down from infinity."""
    return np.where(x == 0.0, INFINITY, values.gamma(x))


_gamma_right = valley(_gamma_value, GAMMA_ULPS, 1.4616321449683623, 0.8856031944108886)
erf = increasing(values.erf, 8.0, -1.0, 1.0)


def _meets_pole(a: Enclosure) -> Any:
    """Whether a whole number <= 0 lies in the cell."""
    return np.floor(np.minimum(a.hi, 0.0)) >= a.lo


def _only_pole(a: Enclosure) -> Any:
    return (a.lo == a.hi) & (a.lo <= 0.0) & (np.floor(a.lo) == a.lo)


def gamma(a: Enclosure) -> Enclosure:
    """Γ: by its one valley for a > 0, by Γ(x) = π / (sin(πx) Γ(1 - x)) for a < 0."""
    right = _gamma_right(Enclosure(np.maximum(a.lo, 0.0), np.maximum(a.hi, 0.0), a.state))
    poles = _meets_pole(a)
    state = worst(states(~poles, ~_only_pole(a)), a.state)
    if not np.count_nonzero(a.lo < 0.0):
        return Enclosure(right.lo, np.where(poles, INFINITY, right.hi), state)
    mirrored = gamma(arithmetic.add(ONE, negate(Enclosure(a.lo, np.minimum(a.hi, 0.0), DEFINED))))
    left = arithmetic.divide(PI, arithmetic.multiply(sin(arithmetic.multiply(PI, a)), mirrored))
    lo, hi = np.where(a.lo > 0.0, right.lo, left.lo), np.where(a.lo > 0.0, right.hi, left.hi)
    return Enclosure(np.where(poles, -INFINITY, lo), np.where(poles, INFINITY, hi), state)


def digamma(a: Enclosure) -> Enclosure:
    """ψ: increasing between its poles. Near its zeros scipy's relative error grows, not the absolute one."""
    poles = _meets_pole(a)
    lo, hi = values.polygamma(0, a.lo), values.polygamma(0, a.hi)
    slack = 2.0**-50 + np.where(a.lo < 0.0, 2.0**-48 * (1.0 + np.abs(a.lo) + np.abs(a.hi)), 0.0)
    lo = np.where(poles | np.isnan(lo), -INFINITY, down(lo, GAMMA_ULPS) - slack)
    hi = np.where(poles | np.isnan(hi), INFINITY, up(hi, GAMMA_ULPS) + slack)
    lo = np.where((a.lo < 0.0) & ~(a.lo >= -50.0), -INFINITY, lo)
    hi = np.where((a.lo < 0.0) & ~(a.lo >= -50.0), INFINITY, hi)
    return Enclosure(lo, hi, worst(states(~poles, ~_only_pole(a)), a.state))


def polygamma(n: Enclosure, a: Enclosure) -> Enclosure:
    """The n-th derivative of ψ for a whole n >= 0: bounded for a > 0, of one sign for odd n."""
    if not (np.ndim(n.lo) == 0 and n.lo == n.hi and n.lo >= 0.0 and n.lo == np.floor(n.lo)):
        state = states(False, (np.floor(n.hi) >= n.lo) & (n.hi >= 0.0))
        shaped = np.zeros(np.broadcast(n.lo, a.lo).shape)
        return Enclosure(shaped - INFINITY, shaped + INFINITY, worst(worst(state, n.state), a.state))
    order = int(n.lo)
    if order == 0:
        lowest = digamma(a)
        return Enclosure(lowest.lo, lowest.hi, worst(lowest.state, n.state))
    poles = _meets_pole(a)
    ends = values.polygamma(order, np.maximum(a.lo, 0.0)), values.polygamma(order, np.maximum(a.hi, 0.0))
    positive = a.lo > 0.0
    lo, hi = np.minimum(*ends), np.maximum(*ends)
    odd = order % 2 == 1
    least = 0.0 if odd else -INFINITY
    greatest = INFINITY if odd else np.where(positive, 0.0, INFINITY)
    lo = np.where(positive, np.maximum(down(lo, GAMMA_ULPS), least), least)
    hi = np.where(positive, np.minimum(up(hi, GAMMA_ULPS), greatest), greatest)
    return Enclosure(lo, hi, worst(worst(states(~poles, ~_only_pole(a)), a.state), n.state))


def factorial(a: Enclosure) -> Enclosure:
    """Γ(a + 1)."""
    return gamma(arithmetic.add(a, ONE))


def binomial(n: Enclosure, k: Enclosure) -> Enclosure:
    """n over k: the polynomial in n for a single whole k, else within ±2^n for n >= 0."""
    if np.ndim(k.lo) == 0 and k.lo == k.hi and k.lo == np.floor(k.lo) and abs(float(k.lo)) <= 64.0:
        polynomial = _falling(n, int(k.lo))
        return Enclosure(polynomial.lo, polynomial.hi, worst(worst(n.state, k.state), polynomial.state))
    bound = np.where(n.lo >= 0.0, up(np.exp2(n.hi), 4.0), INFINITY)
    poles = np.floor(np.minimum(n.hi, -1.0)) >= n.lo
    whole_k = np.floor(k.hi) >= k.lo
    nowhere = (n.lo == n.hi) & (n.lo < 0.0) & (np.floor(n.lo) == n.lo) & ~whole_k
    state = worst(states(~poles, ~nowhere), worst(n.state, k.state))
    shaped = np.zeros(np.broadcast(n.lo, k.lo).shape)
    return Enclosure(shaped - bound, shaped + bound, state)


def _falling(n: Enclosure, k: int) -> Enclosure:
    """n (n - 1) … (n - k + 1) / k!, 0 for k < 0."""
    if k <= 0:
        value = constant(1.0, 1.0) if k == 0 else constant(0.0, 0.0)
        return Enclosure(np.zeros_like(n.lo) + value.lo, np.zeros_like(n.lo) + value.hi, n.state)
    result = n
    for i in range(1, k):
        factor = arithmetic.add(n, constant(-i, -i))
        result = arithmetic.divide(arithmetic.multiply(result, factor), constant(i + 1, i + 1))
    return result


def sinc(a: Enclosure) -> Enclosure:
    """sin(x)/x with 1 at 0: falling in |x| up to its first valley at 4.49, never below -0.21723362822."""
    b = absolute(a)
    near = decreasing(values.sinc, 8.0, -0.2172336282113, 1.0)(b)
    far = meet(arithmetic.divide(sin(b), b), -0.2172336282113, 1.0)
    falling = b.hi <= 4.4934
    return Enclosure(np.where(falling, near.lo, far.lo), np.where(falling, near.hi, far.hi), a.state)


softplus = increasing(values.softplus, 8.0, 0.0)
sigmoid = increasing(values.sigmoid, 8.0, 0.0, 1.0)
swish = valley(values.swish, 16.0, -1.2784645427610738, -0.2784645427610739)


def relu(a: Enclosure) -> Enclosure:
    """max(a, 0), exactly."""
    return Enclosure(np.maximum(a.lo, 0.0), np.maximum(a.hi, 0.0), a.state)


def gelu(a: Enclosure) -> Enclosure:
    """x·Φ(x): falling until -0.7518, then rising; for x > 0 between 0 and x."""
    left, right = _gelu_end(a.lo, down), _gelu_end(a.hi, down)
    inside = (a.lo <= -0.75179) & (a.hi >= -0.75180)
    least = np.where(inside, -0.16997120747990370, np.maximum(np.minimum(left, right), -0.16997120747990370))
    greatest = np.maximum(_gelu_end(a.lo, up), _gelu_end(a.hi, up))
    return Enclosure(least, greatest, a.state)


def _gelu_end(x: Any, outwards: Any) -> Any:
    return outwards(values.gelu(x), TAIL + 2.0 * np.square(np.clip(x, -40.0, 0.0)))


TAIL = 16.0
"""In the tail the relative error of the normal distribution grows like the square of the argument."""


def leakyrelu(a: Enclosure, slope: Enclosure | None = None) -> Enclosure:
    """x for x >= 0, slope·x for x < 0."""
    slope = slope or constant(float(np.nextafter(0.01, 0.0)), float(np.nextafter(0.01, 1.0)))
    left = arithmetic.multiply(slope, Enclosure(np.minimum(a.lo, 0.0), np.minimum(a.hi, 0.0), a.state))
    return _joined(a, left)


def elu(a: Enclosure, scale: Enclosure | None = None) -> Enclosure:
    """x for x >= 0, scale·(e^x - 1) for x < 0."""
    clipped = Enclosure(np.minimum(a.lo, 0.0), np.minimum(a.hi, 0.0), a.state)
    left = increasing(np.expm1, 4.0, -1.0, 0.0)(clipped)
    return _joined(a, arithmetic.multiply(scale, left) if scale else left)


def _joined(a: Enclosure, left: Enclosure) -> Enclosure:
    """The hull of a itself on a >= 0 and of a left part that is 0 at 0."""
    only_left, only_right = a.hi < 0.0, a.lo >= 0.0
    lo, hi = np.maximum(a.lo, 0.0), np.maximum(a.hi, 0.0)
    lo = np.where(only_left, left.lo, np.where(only_right, lo, np.minimum(left.lo, lo)))
    hi = np.where(only_left, left.hi, np.where(only_right, hi, np.maximum(left.hi, hi)))
    return Enclosure(lo, hi, left.state)


def _standardised(x: Enclosure, mean: Enclosure | None, sd: Enclosure | None) -> tuple[Enclosure, Enclosure]:
    """(x - mean)/sd and sd, which must be positive."""
    z = x if mean is None else arithmetic.add(x, negate(mean))
    if sd is None:
        return z, ONE
    deviation = Enclosure(np.maximum(sd.lo, 0.0), np.maximum(sd.hi, 0.0), sd.state)
    proper = worst(states(sd.lo > 0.0, sd.hi > 0.0), sd.state)
    deviation = Enclosure(deviation.lo, deviation.hi, proper)
    return arithmetic.divide(z, deviation), deviation


def normalpdf(x: Enclosure, mean: Enclosure | None = None, sd: Enclosure | None = None) -> Enclosure:
    """The density of the normal distribution: even and falling in |z|."""
    z, deviation = _standardised(x, mean, sd)
    size = absolute(z)
    wide = 16.0 + 2.0 * np.square(np.minimum(size.hi, 40.0))
    lo, hi = values.normalpdf(size.hi), values.normalpdf(size.lo)
    bell = Enclosure(np.maximum(down(lo, wide), 0.0), up(hi, wide), z.state)
    return bell if sd is None else arithmetic.divide(bell, deviation)


def normalcdf(x: Enclosure, mean: Enclosure | None = None, sd: Enclosure | None = None) -> Enclosure:
    """The distribution function of the normal distribution."""
    z, _ = _standardised(x, mean, sd)
    lo = down(values.normalcdf(z.lo), TAIL + 2.0 * np.square(np.clip(z.lo, -40.0, 0.0)))
    hi = up(values.normalcdf(z.hi), TAIL + 2.0 * np.square(np.clip(z.hi, -40.0, 0.0)))
    return meet(Enclosure(lo, hi, z.state), 0.0, 1.0)
