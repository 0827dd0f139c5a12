"""The operations and functions of the language on discs: how far each value may stray from one number."""

from collections.abc import Callable
from functools import partial, reduce
from typing import Any

import numpy as np

from calcviz.maths.calculus.disc import Disc, Operation, fixed
from calcviz.maths.intervals.enclose import Truth
from calcviz.maths.intervals.enclosures import Enclosure

INFINITY = np.inf


def nothing(*parts: Any) -> tuple[Any, Any]:
    return np.float64(0.0), np.float64(INFINITY)


def _add(*parts: Disc) -> tuple[Any, Any]:
    return reduce(np.add, [p.mid for p in parts]), reduce(np.add, [p.rad for p in parts])


def _product(a: tuple[Any, Any], b: tuple[Any, Any]) -> tuple[Any, Any]:
    return a[0] * b[0], np.abs(a[0]) * b[1] + a[1] * np.abs(b[0]) + a[1] * b[1]


def _multiply(*parts: Disc) -> tuple[Any, Any]:
    return reduce(_product, [(p.mid, p.rad) for p in parts])


def _inverse(b: Disc | tuple[Any, Any]) -> tuple[Any, Any]:
    """1/z maps a disc without 0 to a disc."""
    m, r = b[-2], b[-1]
    room = np.where(np.abs(m) > r, m * m - r * r, np.nan)
    return m / room, r / room


def _divide(a: Disc, b: Disc) -> tuple[Any, Any]:
    return _product((a.mid, a.rad), _inverse(b))


def exp(u: Disc) -> tuple[Any, Any]:
    value = np.exp(u.mid)
    return value, value * np.expm1(u.rad)


def _ln(u: Disc) -> tuple[Any, Any]:
    inside = np.where(u.mid > u.rad, u.mid, np.nan)
    return np.log(inside), -np.log1p(-u.rad / inside)


def _sin(u: Disc) -> tuple[Any, Any]:
    s, c = np.sin(u.mid), np.cos(u.mid)
    return s, np.abs(c) * np.sinh(u.rad) + np.abs(s) * 2 * np.sinh(u.rad / 2) ** 2


def _cos(u: Disc) -> tuple[Any, Any]:
    s, c = np.sin(u.mid), np.cos(u.mid)
    return c, np.abs(s) * np.sinh(u.rad) + np.abs(c) * 2 * np.sinh(u.rad / 2) ** 2


def _tan(u: Disc) -> tuple[Any, Any]:
    """tan(m + w) - tan m = sin w / (cos m cos(m + w))."""
    away = np.abs(u.mid - np.pi * np.rint(u.mid / np.pi))  # from the nearest zero of the sine
    c = np.cos(u.mid)
    least = np.where(away + u.rad < np.pi / 2 - 1e-9, np.cos(away + u.rad), np.nan)
    return np.tan(u.mid), np.sinh(u.rad) / (np.abs(c) * least)


def _cot(u: Disc) -> tuple[Any, Any]:
    mid, rad = _tan(Disc(u.real, np.pi / 2 - u.mid, u.rad * (1 + 1e-12) + 1e-15 * np.abs(u.mid)))
    return mid, rad


def _sec(u: Disc) -> tuple[Any, Any]:
    return _inverse(_cos(u))


def _csc(u: Disc) -> tuple[Any, Any]:
    return _inverse(_sin(u))


def _sinh(u: Disc) -> tuple[Any, Any]:
    s, c = np.sinh(u.mid), np.cosh(u.mid)
    return s, c * np.sinh(u.rad) + np.abs(s) * 2 * np.sinh(u.rad / 2) ** 2


def _cosh(u: Disc) -> tuple[Any, Any]:
    s, c = np.sinh(u.mid), np.cosh(u.mid)
    return c, np.abs(s) * np.sinh(u.rad) + c * 2 * np.sinh(u.rad / 2) ** 2


def _tanh(u: Disc) -> tuple[Any, Any]:
    """|cosh(a + ib)|² = sinh² a + cos² b."""
    nearest = np.maximum(np.abs(u.mid) - u.rad, 0.0)
    below = np.sqrt(np.sinh(nearest) ** 2 + np.where(u.rad < 1.5, np.cos(u.rad), np.nan) ** 2)
    with np.errstate(all="ignore"):
        spread = np.sinh(u.rad) / (np.cosh(u.mid) * below)
    return np.tanh(u.mid), np.where(np.abs(u.mid) > 300, np.where(u.rad < 1.5, 1e-15, np.nan), spread)


def _sigmoid(u: Disc) -> tuple[Any, Any]:
    half = _tanh(Disc(u.real, u.mid / 2, u.rad / 2))
    return (1 + half[0]) / 2, half[1] / 2 + 1e-16


def _sinc(u: Disc) -> tuple[Any, Any]:
    """sinc is the mean of cos(tu) over 0 < t < 1, so that its slope is at most cosh(Im u)/2."""
    return np.sinc(u.mid / np.pi), u.rad * np.cosh(u.rad) / 2


def _sqrt(u: Disc) -> tuple[Any, Any]:
    return power(u, 0.5, False, None)


def _cbrt(u: Disc) -> tuple[Any, Any]:
    return power(u, 1 / 3, True, None)


def power(u: Disc, exponent: float, odd: bool, whole: Any) -> tuple[Any, Any]:
    """m^p (1 + w)^p on a disc without 0, p > 0 and whole on any; a real root where m < 0."""
    p, size = exponent, np.abs(u.mid)
    if p == round(p) and p >= 0:
        return u.mid ** int(p), (size + u.rad) ** int(p) - size ** int(p)
    allowed = (u.mid > u.rad) | (odd & (size > u.rad))
    size = np.where(allowed, size, np.nan)
    s = u.rad / size
    if p < 0:
        grown = np.expm1(p * np.log1p(-s))
    else:
        grown = np.expm1(p * np.log1p(s)) if p >= 1 else -np.expm1(p * np.log1p(-s))
    value = size**p
    signed = np.where(u.mid < 0, -value, value) if getattr(whole, "numerator", 1) % 2 else value
    return signed, value * grown


def general_power(u: Disc, y: Disc) -> tuple[Any, Any]:
    """a^y for a > 0."""
    narrow = np.ndim(y.mid) == 0 and np.ndim(y.rad) == 0 and y.rad <= 1e-14 * abs(y.mid)
    if narrow and not float(y.mid).is_integer():
        mid, rad = power(u, float(y.mid), False, None)
        return mid, rad + (np.abs(mid) + rad) * y.rad * (np.abs(np.log(np.abs(u.mid))) + 4)
    return exp(Disc(u.real, *_product((y.mid, y.rad), _ln(u))))


def _integer_power(u: Disc, y: Disc) -> tuple[Any, Any]:
    if np.ndim(y.mid) == 0 and y.rad == 0 and float(y.mid).is_integer() and 0 <= y.mid <= 64:
        return power(u, float(y.mid), True, None)
    return general_power(u, y)


def _signed(real: Enclosure, above: Any, below: Any) -> Any:
    return np.where(real.lo >= 0, above, np.where(real.hi <= 0, below, np.nan))


def _abs(u: Disc) -> tuple[Any, Any]:
    return _signed(u.real, u.mid, -u.mid), u.rad


def _relu(u: Disc) -> tuple[Any, Any]:
    return _signed(u.real, u.mid, 0.0), _signed(u.real, u.rad, 0.0)


def _sign(u: Disc) -> tuple[Any, Any]:
    sign = np.where(u.real.lo > 0, 1.0, np.where(u.real.hi < 0, -1.0, np.nan))
    return sign, np.float64(0.0)


def _heaviside(u: Disc) -> tuple[Any, Any]:
    mid, rad = _sign(u)
    return (mid + 1) / 2, rad


def _step(round_to: Callable[[Any], Any], u: Disc) -> tuple[Any, Any]:
    low = round_to(u.real.lo)
    return np.where(low == round_to(u.real.hi), low, np.nan), np.float64(0.0)


def _frac(u: Disc) -> tuple[Any, Any]:
    return u.mid - _step(np.floor, u)[0], u.rad


def _mod(a: Disc, b: Disc) -> tuple[Any, Any]:
    quotient = _divide(a, b)
    low = np.floor(np.minimum(a.real.lo / b.real.lo, a.real.lo / b.real.hi))
    high = np.floor(np.maximum(a.real.hi / b.real.lo, a.real.hi / b.real.hi))
    fixed = (np.ndim(b.mid) == 0) & np.equal(b.rad, 0) & np.greater(b.mid, 0)
    whole = np.where((low == high) & fixed, low, np.nan)
    return a.mid - whole * b.mid, a.rad + 0 * quotient[1]


def _extreme(sign: float, *parts: Disc) -> tuple[Any, Any]:
    best = parts[0]
    for part in parts[1:]:
        if sign > 0:
            first, second = best.real.lo >= part.real.hi, part.real.lo >= best.real.hi
        else:
            first, second = best.real.hi <= part.real.lo, part.real.hi <= best.real.lo
        mid = np.where(first, best.mid, np.where(second, part.mid, np.nan))
        rad = np.where(first, best.rad, np.where(second, part.rad, np.nan))
        choose = np.maximum if sign > 0 else np.minimum
        real = Enclosure(choose(best.real.lo, part.real.lo), choose(best.real.hi, part.real.hi), 2)
        best = Disc(real, mid, rad)
    return best.mid, best.rad


def _hypot(*parts: Disc) -> tuple[Any, Any]:
    return _sqrt(Disc(parts[0].real, *_add(*[Disc(p.real, *power(p, 2.0, True, None)) for p in parts])))


def _log(u: Disc, *base: Disc) -> tuple[Any, Any]:
    below = Disc(base[0].real, *_ln(base[0])) if base else fixed(np.log(10.0))
    return _divide(Disc(u.real, *_ln(u)), below)


def _bent(slope: float, u: Disc, *slopes: Disc) -> tuple[Any, Any]:
    """u above 0, else a multiple of u."""
    factor = slopes[0] if slopes else fixed(slope)
    mid, rad = _multiply(factor, u)
    return _signed(u.real, u.mid, mid), _signed(u.real, u.rad, rad)


def _elu(u: Disc, *scales: Disc) -> tuple[Any, Any]:
    scale = scales[0] if scales else fixed(1.0)
    grown, rad = exp(u)
    mid, rad = _product((grown - 1, rad), (scale.mid, scale.rad))
    return _signed(u.real, u.mid, mid), _signed(u.real, u.rad, rad)


def _normalpdf(x: Disc, *spread: Disc) -> tuple[Any, Any]:
    """The exponential of -z²/2 over the width."""
    mean = spread[0] if spread else fixed(0.0)
    sd = spread[1] if len(spread) > 1 else fixed(1.0)
    z = _product((x.mid - mean.mid, x.rad + mean.rad), _inverse(sd))
    square = power(Disc(x.real, *z), 2.0, True, None)
    bell = exp(Disc(x.real, -square[0] / 2, square[1] / 2))
    return _product(_product(bell, _inverse(sd)), (1 / np.sqrt(2 * np.pi), 0.0))


def _root(u: Disc, n: Disc) -> tuple[Any, Any]:
    if np.ndim(n.mid) or np.any(n.rad) or not float(n.mid).is_integer() or n.mid == 0:
        return nothing()
    return power(u, 1 / float(n.mid), float(n.mid) % 2 == 1, None)


def _gamma(u: Disc) -> tuple[Any, Any]:
    """|Γ(z)| <= Γ(Re z) for Re z > 0, where Γ is convex; Cauchy's bound of Γ' on a greater disc."""
    from calcviz.maths.functions.special_values import gamma

    inside = np.where(u.mid > u.rad, u.mid, np.nan)
    room = np.minimum((inside - u.rad) / 2, 1.0)
    most = np.maximum(gamma(inside - u.rad - room), gamma(inside + u.rad + room))
    return gamma(inside), u.rad * most / room


def _factorial(u: Disc) -> tuple[Any, Any]:
    return _gamma(Disc(u.real, u.mid + 1, u.rad))


def _better(a: Disc, b: Disc) -> tuple[Any, Any]:
    """The smaller of two bounds of the same value."""
    second = (b.rad < a.rad) | np.isnan(a.rad)
    return np.where(second, b.mid, a.mid), np.where(second, b.rad, a.rad)


def _one(a: Disc) -> tuple[Any, Any]:
    return np.where(np.abs(a.mid) > a.rad, 1.0, np.nan), np.float64(0.0)


def _piecewise(*parts: Any) -> tuple[Any, Any]:
    """The branch that is proven to be meant on the real cell."""
    branches = list(zip(parts[0::2], parts[1::2]))
    if len(parts) % 2:
        branches.append((parts[-1], Truth(np.True_, np.False_)))
    mid: Any = np.float64(np.nan)
    rad: Any = np.float64(np.nan)
    certain: Any = np.True_
    for value, test in branches:
        here = certain & test.always
        mid, rad = np.where(here, value.mid, mid), np.where(here, value.rad, rad)
        certain = certain & test.never
    return mid, rad


OPERATIONS: dict[str, Operation] = {
    "add": _add,
    "multiply": _multiply,
    "negate": lambda u: (-u.mid, u.rad),
    "divide": _divide,
    "power": _integer_power,
    "exp": exp,
    "ln": _ln,
    "log": _log,
    "sqrt": _sqrt,
    "cbrt": _cbrt,
    "sin": _sin,
    "cos": _cos,
    "tan": _tan,
    "cot": _cot,
    "sec": _sec,
    "csc": _csc,
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "coth": lambda u: _inverse(_tanh(u)),
    "sech": lambda u: _inverse(_cosh(u)),
    "csch": lambda u: _inverse(_sinh(u)),
    "normalpdf": _normalpdf,
    "elu": _elu,
    "leakyrelu": partial(_bent, 0.01),
    "root": _root,
    "sigmoid": _sigmoid,
    "sinc": _sinc,
    "abs": _abs,
    "relu": _relu,
    "sign": _sign,
    "heaviside": _heaviside,
    "floor": partial(_step, np.floor),
    "ceil": partial(_step, np.ceil),
    "round": partial(_step, lambda x: np.floor(x + 0.5)),
    "frac": _frac,
    "mod": _mod,
    "max": partial(_extreme, 1.0),
    "min": partial(_extreme, -1.0),
    "hypot": _hypot,
    "gamma": _gamma,
    "factorial": _factorial,
    "both": _better,
    "a/a": _one,
    "piecewise": _piecewise,
}
