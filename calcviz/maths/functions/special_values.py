"""Values of the special functions and activations on float64 arrays."""

import math
from threading import Event
from typing import Any

import numpy as np

from calcviz.maths.functions.entry import undefined_where

_ready = Event()
FACTORIALS = np.array([float(math.factorial(n)) for n in range(171)])


def load() -> None:
    """Import scipy's special functions before they are asked for: that takes some 150 ms."""
    from scipy import special

    special.erf(0.0)
    _ready.set()


def loaded() -> bool:
    """Whether that was done: else a first value takes as long."""
    return _ready.is_set()


def erf(x: Any) -> Any:
    """The error function."""
    from scipy import special

    return special.erf(x)


def gamma(x: Any) -> Any:
    """Γ, exact factorials at whole numbers; NaN at 0, -1, -2, …"""
    from scipy import special

    whole = np.equal(np.floor(x), x)
    n = np.clip(np.where(whole, x, 1.0) - 1.0, 0.0, 170.0).astype(np.int64)
    value = np.where(whole & np.less(x, 172.0), FACTORIALS[n], special.gamma(x))
    return undefined_where(whole & np.less_equal(x, 0.0), value)


def factorial(x: Any) -> Any:
    """x! = Γ(x + 1), which is x Γ(x) where x + 1 would round; NaN at -1, -2, …"""
    return np.where(np.less(np.abs(x), 1.0), gamma(np.add(x, 1.0)), np.multiply(x, gamma(x)))


def polygamma(n: Any, x: Any) -> Any:
    """The n-th derivative of ψ = (ln Γ)'; NaN unless n is a whole number >= 0, and at x = 0, -1, -2, …"""
    orders, x = np.broadcast_arrays(np.asarray(n, np.float64), np.asarray(x, np.float64))
    result = np.full(x.shape, np.nan)
    for order in np.unique(orders):
        if order >= 0 and order == np.floor(order) and order <= 170:
            here = orders == order
            result[here] = _polygamma(int(order), x[here])
    return result


def _polygamma(n: int, x: Any) -> Any:
    """For x < 0 by the reflection ψₙ(x) = (-1)ⁿ ψₙ(1 - x) - π dⁿ/dxⁿ cot(πx) (DLMF 5.15.6)."""
    from scipy import special

    left, pole = x < 0.0, (x <= 0.0) & (np.floor(x) == x)
    kinds: Any = special
    y = np.where(left, 1.0 - x, x)
    value = kinds.psi(y) if n == 0 else kinds.polygamma(n, y)
    if np.count_nonzero(left):
        cot = 1.0 / np.tan(np.pi * (x - np.round(x)))
        value = np.where(left, (-1.0) ** n * value - np.pi ** (n + 1) * _cot_derivative(n, cot), value)
    return undefined_where(pole, value)


def _cot_derivative(n: int, c: Any) -> Any:
    """dⁿ/duⁿ cot u as a polynomial in c = cot u, from c' = -(1 + c²)."""
    coefficients = [0.0, 1.0]
    for _ in range(n):
        slope = [k * p for k, p in enumerate(coefficients)][1:]
        coefficients = [-a - b for a, b in zip([*slope, 0.0, 0.0], [0.0, 0.0, *slope])]
    return np.polynomial.polynomial.polyval(c, coefficients)


def binomial(n: Any, k: Any) -> Any:
    """n over k for real n and k by Γ; the polynomial in n for whole k; NaN for n = -1, -2, … and other k."""
    from scipy import special

    if np.ndim(k) == 0 and float(k).is_integer() and 0.0 <= k <= 64.0:
        return _falling(n, int(k))
    whole_n, whole_k = np.equal(np.floor(n), n), np.equal(np.floor(k), k)
    below = whole_n & np.less(n, 0.0)
    upper = np.where(below & whole_k, np.subtract(k, n) - 1.0, n)  # (-1)^k times (k - n - 1 over k)
    value = special.binom(upper, k)
    value = np.where(below & np.equal(np.mod(k, 2.0), 1.0), -value, value)
    value = np.where(whole_k & np.less(k, 0.0), 0.0, value)
    value = np.where(whole_n & whole_k & (np.abs(value) < 2.0**53), np.rint(value), value)
    return undefined_where((below & ~whole_k) | np.isnan(n) | np.isnan(k), value)


def _falling(n: Any, k: int) -> Any:
    """n (n - 1) … (n - k + 1) / k!, where every factor keeps its relative precision."""
    result = np.add(np.multiply(n, 0.0), 1.0)
    for i in range(k):
        result = np.divide(np.multiply(result, np.subtract(n, float(i))), i + 1.0)
    return result


def sinc(x: Any) -> Any:
    """sin(x)/x, and 1 at 0."""
    return np.where(np.equal(x, 0.0), 1.0, np.divide(np.sin(x), x))


def relu(x: Any) -> Any:
    """max(x, 0)."""
    return np.maximum(x, 0.0)


def leakyrelu(x: Any, slope: Any = 0.01) -> Any:
    """x for x >= 0, slope·x for x < 0."""
    return np.where(np.less(x, 0.0), np.multiply(slope, x), np.add(x, np.multiply(slope, 0.0)))


def elu(x: Any, scale: Any = 1.0) -> Any:
    """x for x >= 0, scale·(e^x - 1) for x < 0."""
    return np.where(
        np.less(x, 0.0), np.multiply(scale, np.expm1(np.minimum(x, 0.0))), np.add(x, np.multiply(scale, 0.0))
    )


def softplus(x: Any) -> Any:
    """ln(1 + e^x)."""
    return np.logaddexp(0.0, x)


def sigmoid(x: Any) -> Any:
    """1/(1 + e^-x)."""
    return np.divide(1.0, np.add(1.0, np.exp(np.negative(x))))


def swish(x: Any) -> Any:
    """x·sigmoid(x), 0 at minus infinity."""
    return np.where(np.equal(x, -np.inf), 0.0, np.multiply(x, sigmoid(x)))


def gelu(x: Any) -> Any:
    """x·Φ(x) with the normal distribution function, 0 at minus infinity."""
    return np.where(np.equal(x, -np.inf), 0.0, np.multiply(x, normalcdf(x)))


def normalpdf(x: Any, mean: Any = 0.0, sd: Any = 1.0) -> Any:
    """The density of the normal distribution; NaN for sd <= 0."""
    z = np.divide(np.subtract(x, mean), sd)
    density = np.divide(np.exp(-0.5 * np.square(z)), np.multiply(sd, math.sqrt(2.0 * math.pi)))
    return undefined_where(np.less_equal(sd, 0.0), density)


def normalcdf(x: Any, mean: Any = 0.0, sd: Any = 1.0) -> Any:
    """The distribution function of the normal distribution; NaN for sd <= 0."""
    from scipy import special

    z = np.divide(np.subtract(x, mean), sd)
    return undefined_where(np.less_equal(sd, 0.0), special.ndtr(z))
