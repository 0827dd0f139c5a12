"""Real powers: what base and exponent may be, and how each kind is computed.

- a^n for a whole literal n is a product: defined for every a (a != 0 for n < 0), and a^0 = 1.
- a^(p/q), written as a quotient of whole numbers, is taken in lowest terms: for odd q it is the real root,
  defined for a < 0 too; for even q it needs a >= 0.
- A decimal exponent is no such quotient: a^0.2 needs a >= 0.
- Else the exponent varies. a^y is defined on a > 0, at a = 0 for y > 0, and where y happens to be a whole
  number as the product, so that x^n with a slider n is what one expects.
- Where the base moves only with its exponent, as in x^x, whole exponents would be isolated points: such a
  power, and 0^y, is defined on a > 0 and at a = 0 for y > 0 only.
"""

from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

import numpy as np

from calcviz.language.expression import Call, Constant, Expression, Number, free_names
from calcviz.maths.functions.building import (
    ONE,
    ZERO,
    above,
    at_least,
    both,
    call,
    either,
    multiply,
    nonzero,
    number,
    relation,
    subtract,
    whole,
)
from calcviz.maths.functions.building import power as powered
from calcviz.maths.functions.entry import Special, undefined_where
from calcviz.maths.intervals import arithmetic as enclose
from calcviz.maths.intervals.enclosures import increasing


def literal(e: Expression) -> Fraction | None:
    """The value of a whole literal, a quotient of two of them, or minus one of these; None for others."""
    if isinstance(e, Number):
        value = Fraction(e.value)
        return value if value.denominator % 2 == 0 or value.denominator == 1 else None
    if isinstance(e, Call) and e.function == "negate":
        inner = literal(e.arguments[0])
        return None if inner is None else -inner
    if isinstance(e, Call) and e.function == "divide":
        top, bottom = (literal(part) for part in e.arguments)
        if top is not None and bottom and top.denominator == bottom.denominator == 1:
            return top / bottom
    return None


def exponent_kind(base: Expression, exponent: Expression) -> Fraction | str:
    """A literal exponent, or "e" for the exponential function, "positive" or "general"."""
    value = literal(exponent)
    if value is not None and abs(value) <= 2**53 and value.denominator <= 2**53:
        return value
    if base == Constant("e"):
        return "e"
    if base == ZERO:
        return "positive"
    moving = free_names(base)
    return "positive" if moving and moving <= free_names(exponent) else "general"


def special(arguments: tuple[Expression, ...]) -> Special | None:
    """How this power is computed; None for the general case."""
    base, exponent = arguments
    kind = exponent_kind(base, exponent)
    if isinstance(kind, Fraction):
        return Special((kind,), _numpy_for(kind), partial(enclose.rational_power, exponent=kind), (base,))
    if kind == "e":
        return Special(("e",), np.exp, exponential, (exponent,))
    if kind == "positive":
        return Special(("positive",), positive_power, enclose.positive_power, arguments)
    return None


exponential = increasing(np.exp, 4.0, least=0.0)


@lru_cache(maxsize=256)
def _numpy_for(exponent: Fraction) -> Any:
    if exponent == 2:
        return np.square
    if exponent == 1:
        return np.positive
    if exponent.denominator == 1:
        return partial(whole_power, n=exponent.numerator)
    return partial(rational_power, exponent=exponent)


def whole_power(x: Any, n: int) -> Any:
    """x^n: a product up to n = 16, NaN for 0 to a negative power, 1 for n = 0 wherever x is defined."""
    if n == 0:
        return undefined_where(np.isnan(x), np.ones_like(x))
    if n > 0:
        return enclose.multiplied(x, n)
    return undefined_where(np.equal(x, 0.0), np.divide(1.0, enclose.multiplied(x, -n)))


def rational_power(x: Any, exponent: Fraction) -> Any:
    """x^(p/q), a real root for x < 0 where q is odd, else NaN there."""
    p, q = exponent.numerator, exponent.denominator
    if q == 2:
        return whole_power(np.sqrt(x), p)
    if q == 3:
        return whole_power(np.cbrt(x), p)
    if q % 2 == 0:
        result = np.power(x, p / q)
    else:
        result = np.power(np.abs(x), p / q)
        result = np.copysign(result, x) if p % 2 else result
    return undefined_where(np.equal(x, 0.0), result) if p < 0 else result


def power(a: Any, y: Any) -> Any:
    """a^y for an exponent that varies: also for a < 0 where y is whole."""
    if np.ndim(y) == 0 and abs(float(y)) <= enclose.MULTIPLIED and float(y).is_integer():
        return whole_power(a, int(y))
    broken = (np.equal(a, 0.0) & np.less(y, 0.0)) | np.isnan(a) | np.isnan(y)  # numpy: 1^NaN = NaN^0 = 1
    return undefined_where(broken, np.power(a, y))


def positive_power(a: Any, y: Any) -> Any:
    """a^y on a > 0, and at a = 0 for y > 0."""
    proven = np.greater(a, 0.0) | (np.equal(a, 0.0) & np.greater(y, 0.0))
    return undefined_where(~proven | np.isnan(y), np.power(a, y))


def by_base(base: Expression, exponent: Expression) -> Expression:
    """The partial derivative of base^exponent by the base: n·base^(n-1)."""
    value = literal(exponent)
    if value is None:
        return multiply(exponent, powered(base, subtract(exponent, ONE)))
    if value == 0:
        return ZERO
    if value in (1, 2):
        return ONE if value == 1 else multiply(number(2), base)
    return multiply(number(value), powered(base, number(value - 1)))


def by_exponent(base: Expression, exponent: Expression) -> Expression:
    """The partial derivative of base^exponent by the exponent: base^exponent·ln(base)."""
    if base == Constant("e"):
        return powered(base, exponent)
    if base == ZERO:
        return ZERO
    return multiply(powered(base, exponent), call("ln", base))


def domain(base: Expression, exponent: Expression) -> tuple[Expression, ...]:
    """Where base^exponent is defined."""
    kind = exponent_kind(base, exponent)
    if isinstance(kind, Fraction):
        if kind.denominator % 2 == 0:
            return (at_least(base) if kind > 0 else above(base),)
        return () if kind >= 0 else (nonzero(base),)
    if kind == "e":
        return ()
    at_zero = both(relation(base, "=", ZERO), above(exponent))
    if kind == "positive":
        return (either(above(base), at_zero),)
    value = decimal(exponent)
    if value is not None:
        return (at_least(base),) if value > 0 else (above(base),)
    product = both(whole(exponent), either(nonzero(base), at_least(exponent)))
    return (either(above(base), at_zero, product),)


def decimal(e: Expression) -> Fraction | None:
    """The value of a number or minus a number."""
    if isinstance(e, Number):
        return Fraction(e.value)
    if isinstance(e, Call) and e.function == "negate":
        inner = decimal(e.arguments[0])
        return None if inner is None else -inner
    return None


def exact_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """base^exponent for a whole exponent of bounded size; None for others and for 0 to a power < 0."""
    if exponent.denominator != 1 or (base == 0 and exponent < 0):
        return None
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    if size > 1 and size * abs(exponent) > 8192 or abs(exponent) > 2**64:
        return None
    return Fraction(base ** int(exponent))
