"""Bounds of a function on discs of the complex plane around real cells: what makes quadrature provable."""

from collections.abc import Callable, Hashable
from functools import lru_cache, partial, reduce
from typing import Any, NamedTuple

import numpy as np

from calcviz.language.expression import Expression, Name
from calcviz.maths.functions.table import TABLE
from calcviz.maths.intervals.enclose import Bounding, Truth
from calcviz.maths.intervals.enclosures import Enclosure, fitted
from calcviz.maths.program import Program, run

INFINITY = np.inf


class Disc(NamedTuple):
    """A function on some cells, each with discs around its middle.

    `real` is its enclosure on the real cells. Where `rad` is finite the function agrees on the cell with one
    that is analytic on the disc and differs there from the number `mid` by at most `rad`. Cells have shape
    (n,), discs (k, n).
    """

    real: Enclosure
    mid: Any
    rad: Any


Operation = Callable[..., tuple[Any, Any]]
"""From the discs of the arguments to mid and rad; NaN counts as no bound."""


class Discs:
    """A function of one variable (and parameters) as a function of Discs."""

    __slots__ = ("program",)

    def __init__(self, program: Program) -> None:
        self.program = program

    def __call__(self, variable: Disc, *parameters: float) -> Disc:
        """The bounds of the function on the discs of its variable."""
        fixed = [_number(value) for value in parameters]
        with np.errstate(all="ignore"):
            found = run(self.program, [variable, *fixed])
        shape = np.shape(variable.rad)
        mid, rad = np.broadcast_to(found.mid, shape), np.broadcast_to(found.rad, shape)
        good = np.isfinite(mid) & np.isfinite(rad)
        real = Enclosure(
            *(fitted(part, shape[-1:]) for part in found.real[:2]),
            fitted(np.asarray(found.real.state, np.int8), shape[-1:]),
        )
        return Disc(real, np.where(good, mid, 0.0), np.where(good, rad, INFINITY))


@lru_cache(maxsize=256)
def discs(e: Expression, variables: tuple[str, ...]) -> Discs:
    """The bounds of e on discs; raises KeyError for a name that is no variable."""
    return Discs(Discing(variables).program(e))


def _number(value: float) -> Disc:
    number = np.float64(value)
    return Disc(Enclosure(number, number, 2), number, np.float64(0.0))


class Discing(Bounding):
    """The walk to a program of operations on discs: bounds of the real cells go along."""

    def constant(self, e: Any) -> Any:
        """The disc of a literal."""
        real = super().constant(e)
        mid = real.lo + (real.hi - real.lo) / 2
        return Disc(real, mid, real.hi - real.lo)

    def emit(self, name: Hashable, operation: Callable[..., Any], sources: tuple[int, ...]) -> int:
        """The slot of an operation, done on the enclosures and on the discs."""
        if isinstance(name, tuple) and name[0] == "compare" or name in ("and", "or", "not"):
            return super().emit(name, partial(_truth, operation), sources)
        return super().emit(name, partial(_both, operation, _operation(name)), sources)


def _truth(operation: Callable[..., Any], *parts: Any) -> Truth:
    reals = [part.real if isinstance(part, Disc) else part for part in parts]
    found: Truth = operation(*reals)
    return found


def _both(operation: Callable[..., Any], on_discs: Operation, *parts: Any) -> Disc:
    real = operation(*[part.real if isinstance(part, Disc) else part for part in parts])
    if not parts:
        return Disc(real, real.lo, np.float64(0.0))
    mid, rad = on_discs(*parts)
    return Disc(real, mid, rad * (1 + 1e-12) + np.abs(mid) * 1e-14)


def _operation(name: Hashable) -> Operation:
    """The operation on discs by the name that the walk gives it."""
    if isinstance(name, str):
        return OPERATIONS.get(name) or partial(_by_slopes, name)
    if not isinstance(name, tuple):
        return _nothing
    function, key = name
    if function == "power":
        return _power_of(key[0])
    if key == ("half turns",):
        inner = _operation(function)
        return lambda u: inner(Disc(u.real, u.mid * np.pi, u.rad * np.pi))
    return _nothing


def _power_of(key: Any) -> Operation:
    if key == "e":
        return _exp
    if key == "positive":
        return _general_power
    return partial(_power, exponent=float(key), odd=getattr(key, "denominator", 1) % 2 == 1, whole=key)


def _nothing(*parts: Any) -> tuple[Any, Any]:
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


def _exp(u: Disc) -> tuple[Any, Any]:
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
    return _power(u, 0.5, False, None)


def _cbrt(u: Disc) -> tuple[Any, Any]:
    return _power(u, 1 / 3, True, None)


def _power(u: Disc, exponent: float, odd: bool, whole: Any) -> tuple[Any, Any]:
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


def _general_power(u: Disc, y: Disc) -> tuple[Any, Any]:
    """a^y for a > 0."""
    if np.ndim(y.mid) == 0 and np.ndim(y.rad) == 0 and y.rad <= 1e-14 * abs(y.mid) and y.mid != round(y.mid):
        mid, rad = _power(u, float(y.mid), False, None)
        return mid, rad + (np.abs(mid) + rad) * y.rad * (np.abs(np.log(np.abs(u.mid))) + 4)
    return _exp(Disc(u.real, *_product((y.mid, y.rad), _ln(u))))


def _integer_power(u: Disc, y: Disc) -> tuple[Any, Any]:
    if np.ndim(y.mid) == 0 and y.rad == 0 and float(y.mid).is_integer() and 0 <= y.mid <= 64:
        return _power(u, float(y.mid), True, None)
    return _general_power(u, y)


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
    return _sqrt(Disc(parts[0].real, *_add(*[Disc(p.real, *_power(p, 2.0, True, None)) for p in parts])))


def _log(u: Disc, *base: Disc) -> tuple[Any, Any]:
    below = Disc(base[0].real, *_ln(base[0])) if base else _number(np.log(10.0))
    return _divide(Disc(u.real, *_ln(u)), below)


def _bent(slope: float, u: Disc, *slopes: Disc) -> tuple[Any, Any]:
    """u above 0, else a multiple of u."""
    factor = slopes[0] if slopes else _number(slope)
    mid, rad = _multiply(factor, u)
    return _signed(u.real, u.mid, mid), _signed(u.real, u.rad, rad)


def _elu(u: Disc, *scales: Disc) -> tuple[Any, Any]:
    scale = scales[0] if scales else _number(1.0)
    grown, rad = _exp(u)
    mid, rad = _product((grown - 1, rad), (scale.mid, scale.rad))
    return _signed(u.real, u.mid, mid), _signed(u.real, u.rad, rad)


def _normalpdf(x: Disc, *spread: Disc) -> tuple[Any, Any]:
    """The exponential of -z²/2 over the width."""
    mean, sd = (spread[0], spread[1]) if spread else (_number(0.0), _number(1.0))
    z = _product((x.mid - mean.mid, x.rad + mean.rad), _inverse(sd))
    square = _power(Disc(x.real, *z), 2.0, True, None)
    bell = _exp(Disc(x.real, -square[0] / 2, square[1] / 2))
    return _product(_product(bell, _inverse(sd)), (1 / np.sqrt(2 * np.pi), 0.0))


def _root(u: Disc, n: Disc) -> tuple[Any, Any]:
    if np.ndim(n.mid) or np.any(n.rad) or not float(n.mid).is_integer() or n.mid == 0:
        return _nothing()
    return _power(u, 1 / float(n.mid), float(n.mid) % 2 == 1, None)


def _gamma(u: Disc) -> tuple[Any, Any]:
    """|Γ(z)| <= Γ(Re z) on the right half plane, where Γ is convex; Cauchy's bound of Γ' on a greater disc."""
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


def _by_slopes(function: str, *parts: Disc) -> tuple[Any, Any]:
    """A function by its derivatives: it strays by no more than the radius times their largest value."""
    entry = TABLE.get(function)
    if entry is None or entry.derivative is None or function in _SLOPELESS:
        return _nothing()
    names = tuple(f"u{k}" for k in range(len(parts)))
    spread: Any = np.float64(0.0)
    for k, part in enumerate(parts):
        if not np.any(part.rad):
            continue
        slope = _slope(function, k, names)
        if slope is None:
            return _nothing()
        found = run(slope.program, list(parts))
        spread = spread + part.rad * (np.abs(found.mid) + found.rad)
    return entry.numpy(*[part.mid for part in parts]), spread


@lru_cache(maxsize=128)
def _slope(function: str, k: int, names: tuple[str, ...]) -> Discs | None:
    derivative = TABLE[function].derivative
    rule = None if derivative is None else derivative[k]
    return None if rule is None else Discs(Discing(names).program(rule(*[Name(name) for name in names])))


_SLOPELESS = frozenset(("digamma", "polygamma", "binomial", "gcd", "acot", "atan2"))
"""Functions whose slopes are made of themselves, or jump where the function may not."""


OPERATIONS: dict[str, Operation] = {
    "add": _add,
    "multiply": _multiply,
    "negate": lambda u: (-u.mid, u.rad),
    "divide": _divide,
    "power": _integer_power,
    "exp": _exp,
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
