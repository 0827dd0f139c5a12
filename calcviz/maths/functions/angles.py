"""Trigonometric functions of written multiples of π: sin π = 0, tan(π/2) undefined, sin(πx) by x."""

from fractions import Fraction
from functools import partial

import numpy as np

from calcviz.language.expression import Call, Constant, Expression, Number
from calcviz.maths.functions import half_turns
from calcviz.maths.functions.entry import Special
from calcviz.maths.intervals import half_turns as enclose
from calcviz.maths.intervals.enclosures import UNDEFINED, Enclosure, constant

HALF = Fraction(1, 2)

SINES = {
    Fraction(0): Fraction(0),
    Fraction(1, 6): HALF,
    Fraction(1, 2): Fraction(1),
    Fraction(5, 6): HALF,
}
"""sin(rπ) for 0 <= r < 1 where it is rational (Niven's theorem: there are no others)."""

TANGENTS = {Fraction(0): Fraction(0), Fraction(1, 4): Fraction(1), Fraction(3, 4): Fraction(-1)}
"""tan(rπ) for 0 <= r < 1 where it is rational."""


def turns(e: Expression) -> Fraction | None:
    """r where e is written as the rational multiple r·π (r = 0 for a zero); None for other expressions."""
    match e:
        case Constant("pi"):
            return Fraction(1)
        case Number(0):
            return Fraction(0)
        case Call("negate", (part,)):
            inner = turns(part)
            return None if inner is None else -inner
        case Call("divide", (part, Number(value))) if value:
            inner = turns(part)
            return None if inner is None else inner / Fraction(value)
        case Call("multiply", factors):
            return _product(factors)
        case Call("add", terms):
            parts = [turns(term) for term in terms]
            known = [part for part in parts if part is not None]
            return sum(known, Fraction(0)) if len(known) == len(parts) else None
    return None


def _product(factors: tuple[Expression, ...]) -> Fraction | None:
    """The multiple in a product of rational literals and one multiple of π."""
    result, angles = Fraction(1), 0
    for factor in factors:
        number, angle = _rational(factor), turns(factor)
        if number is None and angle is None:
            return None
        angles += number is None
        result *= number if number is not None else angle or 0
    return result if angles == 1 else None


def _rational(e: Expression) -> Fraction | None:
    match e:
        case Number(value):
            return Fraction(value)
        case Call("negate", (part,)):
            inner = _rational(part)
            return None if inner is None else -inner
        case Call("divide", (Number(top), Number(bottom))) if bottom:
            return Fraction(top) / Fraction(bottom)
    return None


def rational_value(function: str, r: Fraction) -> tuple[bool, Fraction | None]:
    """Whether function(rπ) is settled here, and its value: None where it is undefined."""
    if function in ("sin", "cos", "csc", "sec"):
        r = r + HALF if function in ("cos", "sec") else r
        value = SINES.get(r % 1)
        if value is None:
            return False, None
        value = -value if r % 2 >= 1 else value
        if function in ("sin", "cos"):
            return True, value
        return True, 1 / value if value else None
    if r % 1 == HALF:
        return True, None if function == "tan" else Fraction(0)
    value = TANGENTS.get(r % 1)
    if value is None or function == "tan":
        return value is not None, value
    return True, 1 / value if value else None


def special(function: str, arguments: tuple[Expression, ...]) -> Special | None:
    """The constant at a written multiple of π, where that is rational; else the function of u for π·u."""
    r = turns(arguments[0])
    if r is None or not (settled := rational_value(function, r))[0]:
        return _by_half_turns(function, arguments[0])
    value = settled[1]
    number = np.nan if value is None else float(value)
    return Special(("angle", r), partial(float, number), partial(_bounds, number), ())


def _by_half_turns(function: str, argument: Expression) -> Special | None:
    u = half_turns.half_turns(argument)
    if u is None:
        return None
    return Special(("half turns",), getattr(half_turns, function), getattr(enclose, function), (u,))


def _bounds(number: float) -> Enclosure:
    if number != number:
        return Enclosure(*constant(0.0, 0.0)[:2], np.asarray(UNDEFINED, np.int8))
    return constant(number, number)
