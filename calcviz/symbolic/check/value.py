"""The value of a tree at many digits, with the domain of the language: NaN where it is undefined."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from mpmath import mp, mpf

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Number,
    Piecewise,
    free_names,
)
from calcviz.maths.functions.powers import exponent_kind

Real = Any
"""An mpf of mpmath, which has no types."""

Numbers = Mapping[str, Real]

LARGE = 10**7
"""Exponents beyond this are not followed."""


class Undefined(Exception):
    """There is no value."""


class TooLarge(Exception):
    """The value is too large to be computed, or needs too long."""


def value(e: Expression, numbers: Numbers) -> Real:
    """The value at the precision that mpmath works with; raises Undefined and TooLarge."""
    return _compiled(e)(numbers)


def maybe(e: Expression, numbers: Numbers) -> Real | None:
    """The value, or None where there is none or it is too large."""
    try:
        return _compiled(e)(numbers)
    except (Undefined, TooLarge, OverflowError, ZeroDivisionError, ValueError):
        return None


def truth(e: Expression, numbers: Numbers) -> bool:
    """Whether a condition holds; a comparison with an undefined operand does not."""
    match e:
        case Comparison(operands, relations):
            values = [maybe(part, numbers) for part in operands]
            if any(v is None for v in values):
                return False
            return all(_HOLDS[sign](a, b) for sign, a, b in zip(relations, values, values[1:]))
        case Logic("and", operands):
            return all(truth(part, numbers) for part in operands)
        case Logic("or", operands):
            return any(truth(part, numbers) for part in operands)
        case Logic("not", (part,)):
            return not truth(part, numbers)
    raise TypeError(type(e).__name__)


_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}

Compiled = Callable[[Numbers], Real]


@lru_cache(maxsize=512)
def _compiled(e: Expression) -> Compiled:
    match e:
        case Number(number):
            return lambda numbers: mpf(number.numerator) / number.denominator
        case Constant(name):
            return {"pi": lambda n: +mp.pi, "e": lambda n: +mp.e, "inf": lambda n: mp.inf}[name]
        case Name(name):
            return lambda numbers: numbers[name]
        case Call("power", (base, exponent)):
            return _compiled_power(base, exponent)
        case Call(function, arguments):
            rule, parts = _RULES[function], [_compiled(part) for part in arguments]
            if len(parts) == 1:
                only = parts[0]
                return lambda numbers: rule(only(numbers))
            return lambda numbers: rule(*[part(numbers) for part in parts])
        case Piecewise(branches, otherwise):
            return lambda numbers: _chosen(branches, otherwise, numbers)
    raise TypeError(type(e).__name__)


def _chosen(branches: Any, otherwise: Expression | None, numbers: Numbers) -> Real:
    for branch, test in branches:
        if truth(test, numbers):
            return value(branch, numbers)
    _need(otherwise is not None)
    assert otherwise is not None
    return value(otherwise, numbers)


def _compiled_power(base: Expression, exponent: Expression) -> Compiled:
    """The power that the exponent's form says: a rational number is a root where its denominator is odd."""
    a, y, kind = _compiled(base), _compiled(exponent), exponent_kind(base, exponent)
    if isinstance(kind, Fraction):
        return lambda numbers: _rational_power(a(numbers), kind)
    if kind == "positive" or (free_names(base) and free_names(exponent)):
        return lambda numbers: _positive_power(a(numbers), y(numbers))
    return lambda numbers: _any_power(a(numbers), y(numbers))


def _need(holds: bool) -> None:
    if not holds:
        raise Undefined


def _exp(x: Real) -> Real:
    if abs(x) > LARGE:
        if x < 0:
            return mpf(0)
        raise TooLarge
    return mp.exp(x)


def _over(x: Real, y: Real) -> Real:
    _need(y != 0)
    return x / y


def _ln(x: Real) -> Real:
    _need(x > 0)
    return mp.log(x)


def _whole(x: Real) -> bool:
    return bool(mp.isint(x))


def _positive_power(a: Real, y: Real) -> Real:
    _need(a > 0 or (a == 0 and y > 0))
    if a == 0:
        return mpf(0)
    size = y * mp.log(a)
    if abs(size) > LARGE:
        if size < 0:
            return mpf(0)  # smaller than 10^-4000000
        raise TooLarge
    return mp.power(a, y)


def _any_power(a: Real, y: Real) -> Real:
    if not _whole(y):
        return _positive_power(a, y)
    _need(a != 0 or y >= 0)
    if a == 0:
        return mpf(y == 0)
    magnitude = _positive_power(abs(a), y)
    return -magnitude if a < 0 and mp.fmod(y, 2) != 0 else magnitude


def _rational_power(a: Real, r: Fraction) -> Real:
    p, q = r.numerator, r.denominator
    if q == 1 and abs(p) <= 64:
        _need(a != 0 or p >= 0)
        return a**p
    if a >= 0 or q % 2 == 0:
        if a == 0 and p == 0:
            return mpf(1)
        return _positive_power(a, mpf(p) / q)
    magnitude = _positive_power(-a, mpf(p) / q)
    return -magnitude if p % 2 else magnitude


def _root(x: Real, n: Real) -> Real:
    _need(n != 0)
    if x < 0 and _whole(n) and mp.fmod(n, 2) != 0:
        return -_positive_power(-x, 1 / n)
    return _positive_power(x, 1 / n)


def _where(f: Callable[[Real], Real], holds: Callable[[Real], bool]) -> Callable[[Real], Real]:
    def wrapped(x: Real) -> Real:
        _need(holds(x))
        return f(x)

    return wrapped


def _wave(f: Callable[[Real], Real]) -> Callable[[Real], Real]:
    def wrapped(x: Real) -> Real:
        if mp.mag(x) > 20_000:
            raise TooLarge
        return f(x)

    return wrapped


_sin, _cos = _wave(mp.sin), _wave(mp.cos)


def _grown(f: Callable[[Real], Real]) -> Callable[[Real], Real]:
    def wrapped(x: Real) -> Real:
        if abs(x) > LARGE:
            raise TooLarge
        return f(x)

    return wrapped


def _mod(x: Real, m: Real) -> Real:
    _need(m != 0)
    return x - m * mp.floor(x / m)


def _gamma(x: Real) -> Real:
    _need(x > 0 or not _whole(x))
    if abs(x) > 10**5:
        raise TooLarge
    return mp.gamma(x)


def _polygamma(n: Real, x: Real) -> Real:
    _need(_whole(n) and n >= 0 and (x > 0 or not _whole(x)))
    return mp.re(mp.psi(int(n), x))


def _binomial(n: Real, k: Real) -> Real:
    if _whole(k) and abs(k) < 3000:
        return mp.re(mp.binomial(n, k)) if k >= 0 else mpf(0)
    _need(n >= 0 or not _whole(n))
    return mp.binomial(n, k)


def _atan2(y: Real, x: Real) -> Real:
    _need(x != 0 or y != 0)
    return mp.atan2(y, x)


def _gcd(*parts: Real) -> Real:
    _need(all(map(_whole, parts)))
    result = 0
    for part in parts:
        a, b = result, abs(int(part))
        while b:
            a, b = b, a % b
        result = a
    return mpf(result)


def _cdf(x: Real, mean: Any = 0, sd: Any = 1) -> Real:
    _need(sd > 0)
    return mp.erfc(-(x - mean) / sd / mp.sqrt(2)) / 2


def _pdf(x: Real, mean: Any = 0, sd: Any = 1) -> Real:
    _need(sd > 0)
    return _exp(-(((x - mean) / sd) ** 2) / 2) / (sd * mp.sqrt(2 * mp.pi))


def _log(x: Real, base: Any = None) -> Real:
    return _over(_ln(x), mp.log(10) if base is None else _ln(base))


def _softplus(x: Real) -> Real:
    return (x if x > 0 else mpf(0)) + mp.log1p(_exp(-abs(x)))


_RULES: dict[str, Callable[..., Any]] = {
    "add": lambda *terms: mp.fsum(terms),
    "multiply": lambda *factors: mp.fprod(factors),
    "negate": lambda x: -x,
    "divide": _over,
    "abs": abs,
    "sqrt": _where(mp.sqrt, lambda x: x >= 0),
    "cbrt": lambda x: _root(x, mpf(3)),
    "root": _root,
    "exp": _exp,
    "ln": _ln,
    "log": _log,
    "hypot": lambda *parts: mp.sqrt(mp.fsum([x * x for x in parts])),
    "sin": _sin,
    "cos": _cos,
    "tan": lambda x: _over(_sin(x), _cos(x)),
    "cot": lambda x: _over(_cos(x), _sin(x)),
    "sec": lambda x: _over(mpf(1), _cos(x)),
    "csc": lambda x: _over(mpf(1), _sin(x)),
    "asin": _where(mp.asin, lambda x: abs(x) <= 1),
    "acos": _where(mp.acos, lambda x: abs(x) <= 1),
    "atan": mp.atan,
    "acot": lambda x: mp.atan2(1, x),
    "asec": _where(lambda x: mp.acos(1 / x), lambda x: abs(x) >= 1),
    "acsc": _where(lambda x: mp.asin(1 / x), lambda x: abs(x) >= 1),
    "atan2": _atan2,
    "sinh": _grown(mp.sinh),
    "cosh": _grown(mp.cosh),
    "tanh": mp.tanh,
    "coth": lambda x: _over(mpf(1), mp.tanh(x)),
    "sech": lambda x: 1 / _grown(mp.cosh)(x),
    "csch": lambda x: _over(mpf(1), _grown(mp.sinh)(x)),
    "asinh": mp.asinh,
    "acosh": _where(mp.acosh, lambda x: x >= 1),
    "atanh": _where(mp.atanh, lambda x: abs(x) < 1),
    "acoth": _where(lambda x: mp.atanh(1 / x), lambda x: abs(x) > 1),
    "asech": _where(lambda x: mp.acosh(1 / x), lambda x: 0 < x <= 1),
    "acsch": _where(lambda x: mp.asinh(1 / x), lambda x: x != 0),
    "sign": mp.sign,
    "heaviside": lambda x: (mp.sign(x) + 1) / 2,
    "floor": mp.floor,
    "ceil": mp.ceil,
    "round": lambda x: mp.floor(x + mpf(1) / 2),
    "frac": lambda x: _mod(x, mpf(1)),
    "mod": _mod,
    "gcd": _gcd,
    "min": min,
    "max": max,
    "gamma": _gamma,
    "digamma": lambda x: _polygamma(mpf(0), x),
    "polygamma": _polygamma,
    "factorial": lambda x: _gamma(x + 1),
    "binomial": _binomial,
    "erf": mp.erf,
    "sinc": lambda x: mpf(1) if x == 0 else _sin(x) / x,
    "normalpdf": _pdf,
    "normalcdf": _cdf,
    "sigmoid": lambda x: 1 / (1 + _exp(-x)) if x > -LARGE else mpf(0),
    "relu": lambda x: max(x, mpf(0)),
    "leakyrelu": lambda x, slope=None: x if x >= 0 else x * (mpf(1) / 100 if slope is None else slope),
    "elu": lambda x, scale=1: x if x >= 0 else scale * mp.expm1(x),
    "softplus": _softplus,
    "gelu": lambda x: x * _cdf(x),
    "swish": lambda x: x / (1 + _exp(-x)) if x > -LARGE else mpf(0),
}
