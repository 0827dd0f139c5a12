"""The same mathematics in mpmath at 40 digits: what values must be, and where there is none."""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
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

DIGITS = 40
LARGE = mpf(10) ** 6


class Undefined(Exception):
    """There is no value."""


class TooLarge(Exception):
    """The value is beyond what is worth computing."""


def _need(holds: bool) -> None:
    if not holds:
        raise Undefined


def _exp(x: mpf) -> mpf:
    if abs(x) > LARGE:
        raise TooLarge
    return mp.exp(x)


def _sine(x: mpf, turned: bool) -> mpf:
    return mp.sinpi(x) if turned else mp.sin(x)


def _cosine(x: mpf, turned: bool) -> mpf:
    return mp.cospi(x) if turned else mp.cos(x)


def _trig(f: Callable[[mpf, bool], mpf]) -> Callable[[mpf], mpf]:
    def wrapped(x: mpf) -> mpf:
        if abs(x) > mpf(10) ** 400:
            raise TooLarge
        digits = max(0, int(mp.log10(abs(x) + 1)))
        with mp.workdps(mp.dps + digits):
            twelfths = 12 * x / mp.pi
            near = mp.nint(twelfths)
            if near != 0 and abs(twelfths - near) < abs(near) * mpf(10) ** -(DIGITS - 4) and abs(x) < LARGE:
                return f(near / 12, True)  # a multiple of π that was rounded
            return f(x, False)

    return wrapped


def _over(x: mpf, y: mpf) -> mpf:
    _need(y != 0)
    return x / y


def _ln(x: mpf) -> mpf:
    _need(x > 0)
    return mp.log(x)


def _log(x: mpf, base: Any = 10) -> mpf:
    return _over(_ln(x), _ln(mpf(base)))


def _whole(x: mpf) -> bool:
    return bool(mp.floor(x) == x)


def _sqrt(x: mpf) -> mpf:
    _need(x >= 0)
    return mp.sqrt(x)


def _positive_power(a: mpf, y: mpf) -> mpf:
    _need(a > 0 or (a == 0 and y > 0))
    if a == 0:
        return mpf(0)
    if _whole(y) and abs(y) < 1000:
        return a ** int(y)
    return _exp(y * mp.log(a))


def _power(a: mpf, y: mpf) -> mpf:
    if _whole(y):
        _need(a != 0 or y >= 0)
        if a == 0:
            return mpf(1) if y == 0 else mpf(0)
        magnitude = _positive_power(abs(a), y)
        return -magnitude if a < 0 and mp.fmod(y, 2) != 0 else magnitude
    return _positive_power(a, y)


def _rational_power(a: mpf, r: Fraction) -> mpf:
    p, q = r.numerator, r.denominator
    if a >= 0 or q % 2 == 0:
        if a == 0 and p == 0:
            return mpf(1)
        return _positive_power(a, mpf(p) / q)
    magnitude = _positive_power(-a, mpf(p) / q)
    return -magnitude if p % 2 else magnitude


def _root(x: mpf, n: mpf) -> mpf:
    _need(n != 0)
    if x < 0 and _whole(n) and mp.fmod(n, 2) != 0:
        return -_positive_power(-x, 1 / n)
    return _positive_power(x, 1 / n)


def _within(x: mpf, f: Callable[[mpf], mpf]) -> mpf:
    _need(-1 <= x <= 1)
    return f(x)


def _outside(x: mpf, f: Callable[[mpf], mpf]) -> mpf:
    _need(abs(x) >= 1)
    return f(1 / x)


def _restricted(f: Callable[[mpf], mpf], holds: Callable[[mpf], bool]) -> Callable[[mpf], mpf]:
    def wrapped(x: mpf) -> mpf:
        _need(holds(x))
        return f(x)

    return wrapped


def _sinh(x: mpf) -> mpf:
    _exp(x)
    return mp.sinh(x)


def _cosh(x: mpf) -> mpf:
    _exp(x)
    return mp.cosh(x)


def _tanh(x: mpf) -> mpf:
    return mp.tanh(x) if abs(x) < 1000 else mp.sign(x)


def _atan2(y: mpf, x: mpf) -> mpf:
    _need(x != 0 or y != 0)
    return mp.atan2(y, x)


def _gcd(*parts: mpf) -> mpf:
    _need(all(_whole(x) for x in parts))
    return mpf(math.gcd(*[int(x) for x in parts]))


def _mod(x: mpf, m: mpf) -> mpf:
    _need(m != 0)
    if abs(x / m) > mpf(10) ** 20:
        raise TooLarge  # the digits that are left say nothing
    return x - m * mp.floor(x / m)


def _gamma(x: mpf) -> mpf:
    _need(x > 0 or not _whole(x))
    if abs(x) > 10000:
        raise TooLarge
    return mp.gamma(x)


def _polygamma(n: mpf, x: mpf) -> mpf:
    _need(_whole(n) and n >= 0 and (x > 0 or not _whole(x)))
    if n > 30 or abs(x) > 10000:
        raise TooLarge
    if x > 0 or n == 0:
        return mp.psi(int(n), x)
    k, sign = int(n), (-1) ** int(n)
    # the recurrence, away from mpmath's complex reflection
    shift = int(mp.ceil(-x)) + 1
    total = mp.psi(k, x + shift)
    return total - sum(sign * mp.factorial(k) / (x + j) ** (k + 1) for j in range(shift))


def _binomial(n: mpf, k: mpf) -> mpf:
    if max(abs(n), abs(k)) > 3000:
        raise TooLarge
    if _whole(k):
        if k < 0:
            return mpf(0)
        result = mpf(1)
        for i in range(int(k)):
            result = result * (n - i) / (i + 1)
        return result
    _need(n >= 0 or not _whole(n))
    if _whole(n - k) and n - k < 0:
        return mpf(0)
    return mp.gamma(n + 1) / (mp.gamma(k + 1) * mp.gamma(n - k + 1))


def _sigmoid(x: mpf) -> mpf:
    return 1 / (1 + _exp(-x))


def _cdf(z: mpf) -> mpf:
    if abs(z) > 1000:
        raise TooLarge
    return mp.erfc(-z / mp.sqrt(2)) / 2


def _normalpdf(x: mpf, mean: Any = 0, sd: Any = 1) -> mpf:
    _need(sd > 0)
    return _exp(-(((x - mean) / sd) ** 2) / 2) / (sd * mp.sqrt(2 * mp.pi))


def _normalcdf(x: mpf, mean: Any = 0, sd: Any = 1) -> mpf:
    _need(sd > 0)
    return _cdf((x - mean) / sd)


def _product(*factors: mpf) -> mpf:
    return mp.fprod(factors)


REFERENCES: dict[str, Callable[..., Any]] = {
    "add": lambda *terms: sum(terms, mpf(0)),
    "multiply": _product,
    "negate": lambda x: -x,
    "divide": _over,
    "power": _power,
    "abs": abs,
    "sqrt": _sqrt,
    "cbrt": lambda x: _root(x, mpf(3)),
    "root": _root,
    "exp": _exp,
    "ln": _ln,
    "log": _log,
    "hypot": lambda *parts: mp.sqrt(sum(x * x for x in parts)),
    "sin": _trig(_sine),
    "cos": _trig(_cosine),
    "tan": _trig(lambda x, turned: _over(_sine(x, turned), _cosine(x, turned))),
    "cot": _trig(lambda x, turned: _over(_cosine(x, turned), _sine(x, turned))),
    "sec": _trig(lambda x, turned: _over(mpf(1), _cosine(x, turned))),
    "csc": _trig(lambda x, turned: _over(mpf(1), _sine(x, turned))),
    "asin": lambda x: _within(x, mp.asin),
    "acos": lambda x: _within(x, mp.acos),
    "atan": mp.atan,
    "acot": lambda x: mp.atan2(1, x),
    "asec": lambda x: _outside(x, mp.acos),
    "acsc": lambda x: _outside(x, mp.asin),
    "atan2": _atan2,
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "coth": lambda x: _over(mpf(1), _tanh(x)),
    "sech": lambda x: 1 / _cosh(x),
    "csch": lambda x: _over(mpf(1), _sinh(x)),
    "asinh": mp.asinh,
    "acosh": _restricted(mp.acosh, lambda x: x >= 1),
    "atanh": _restricted(mp.atanh, lambda x: abs(x) < 1),
    "acoth": _restricted(lambda x: mp.atanh(1 / x), lambda x: abs(x) > 1),
    "asech": _restricted(lambda x: mp.acosh(1 / x), lambda x: 0 < x <= 1),
    "acsch": _restricted(lambda x: mp.asinh(1 / x), lambda x: x != 0),
    "sign": mp.sign,
    "heaviside": lambda x: (mp.sign(x) + 1) / 2,
    "floor": mp.floor,
    "ceil": mp.ceil,
    "round": lambda x: mp.floor(x + mpf(1) / 2),
    "frac": lambda x: _mod(x, mpf(1)),
    "mod": _mod,
    "gcd": _gcd,
    "min": lambda *parts: min(parts),
    "max": lambda *parts: max(parts),
    "gamma": _gamma,
    "digamma": lambda x: _polygamma(mpf(0), x),
    "polygamma": _polygamma,
    "factorial": lambda x: _gamma(x + 1),
    "binomial": _binomial,
    "erf": mp.erf,
    "sinc": lambda x: mpf(1) if x == 0 else REFERENCES["sin"](x) / x,
    "normalpdf": _normalpdf,
    "normalcdf": _normalcdf,
    "sigmoid": _sigmoid,
    "relu": lambda x: max(x, mpf(0)),
    "leakyrelu": lambda x, slope=None: x if x >= 0 else x * (mpf(1) / 100 if slope is None else slope),
    "elu": lambda x, scale=1: x if x >= 0 else scale * mp.expm1(max(x, -LARGE)),
    "softplus": lambda x: max(x, mpf(0)) + mp.log1p(_exp(-abs(x))),
    "gelu": lambda x: x * _cdf(x),
    "swish": lambda x: x * _sigmoid(x),
}

CONSTANTS = {"pi": lambda: mp.pi + 0, "e": lambda: mp.e + 0}


def true_value(e: Expression, numbers: Mapping[str, Any]) -> Any:
    """The value of e at 40 digits; raises Undefined or TooLarge."""
    match e:
        case Number(value):
            return mpf(Fraction(value).numerator) / Fraction(value).denominator
        case Constant(name):
            return CONSTANTS[name]()
        case Name(name):
            return mpf(numbers[name])
        case Call("power", (base, exponent)):
            return _true_power(base, exponent, numbers)
        case Call(function, arguments):
            return _finite(REFERENCES[function](*[true_value(part, numbers) for part in arguments]))
        case Piecewise(branches, otherwise):
            for branch, test in branches:
                if true_condition(test, numbers):
                    return true_value(branch, numbers)
            _need(otherwise is not None)
            assert otherwise is not None
            return true_value(otherwise, numbers)
    raise TypeError(e)


def _finite(value: Any) -> Any:
    assert isinstance(value, mpf), value
    if not mp.isfinite(value) or abs(value) > mpf(10) ** 10000:
        raise TooLarge
    return value


def ratio(e: Expression) -> Fraction | None:
    """A whole literal or a quotient of two, by itself or negated; a decimal with an even denominator too."""
    match e:
        case Number(value):
            return Fraction(value) if Fraction(value).denominator % 2 == 0 or value == int(value) else None
        case Call("negate", (part,)):
            inner = ratio(part)
            return None if inner is None else -inner
        case Call("divide", (Number(top), Number(bottom))) if bottom and top == int(top):
            return Fraction(top) / Fraction(bottom) if bottom == int(bottom) else None
        case Call("divide", (Call("negate", (Number() as top,)), Number() as bottom)):
            inner = ratio(Call("divide", (top, bottom)))
            return None if inner is None else -inner
    return None


def _true_power(base: Expression, exponent: Expression, numbers: Mapping[str, Any]) -> Any:
    a = true_value(base, numbers)
    literal = ratio(exponent)
    if literal is not None:
        return _finite(_rational_power(a, literal))
    y = true_value(exponent, numbers)
    names = free_names(base)
    if base == Number(0) or (names and names <= free_names(exponent) and base != Constant("e")):
        return _finite(_positive_power(a, y))
    return _finite(_power(a, y))


RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def true_condition(e: Expression, numbers: Mapping[str, Any]) -> bool:
    """Whether a condition holds; a comparison with an undefined operand does not."""
    match e:
        case Comparison(operands, relations):
            try:
                values = [true_value(part, numbers) for part in operands]
            except Undefined:
                return False
            return all(RELATIONS[sign](a, b) for sign, a, b in zip(relations, values, values[1:]))
        case Logic("and", operands):
            return all(true_condition(part, numbers) for part in operands)
        case Logic("or", operands):
            return any(true_condition(part, numbers) for part in operands)
        case Logic("not", (part,)):
            return not true_condition(part, numbers)
    raise TypeError(e)
