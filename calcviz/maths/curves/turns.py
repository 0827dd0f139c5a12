"""After how many turns a polar curve closes, where its formula tells."""

from fractions import Fraction
from math import gcd, lcm

from calcviz.language.expression import Call, Constant, Expression, Name, Number, children, free_names

MOST = 24
"""Turns up to which a curve is followed until it closes."""

_PERIODS = {"sin": 2, "cos": 2, "sec": 2, "csc": 2, "tan": 1, "cot": 1}
"""The periods of functions, in units of pi."""


def turns(e: Expression, variable: str) -> int:
    """The least known number of turns after which r = e repeats; 1 where none is known, or more than MOST.

    Proven only for formulas in which the variable stands inside of trigonometric functions of p/q times it.
    """
    period = _period(e, variable)
    if period is None or period == 0:
        return 1
    # The point repeats when both r and the angle do: after a common multiple of the period and of 2 pi.
    whole = Fraction(lcm(period.numerator, 2 * period.denominator), period.denominator) / 2
    return int(whole) if whole <= MOST else 1


def _period(e: Expression, variable: str) -> Fraction | None:
    """A period of e in units of pi; 0 where e is constant, None where none is known."""
    if variable not in free_names(e):
        return Fraction(0)
    if isinstance(e, Call) and e.function in _PERIODS:
        slope = _slope(e.arguments[0], variable)
        if slope:
            return Fraction(_PERIODS[e.function]) / abs(slope)
    if isinstance(e, Name):
        return None
    found = Fraction(0)
    for part in children(e):
        period = _period(part, variable)
        if period is None:
            return None
        found = _common(found, period)
    return found


def _common(a: Fraction, b: Fraction) -> Fraction:
    """The least common multiple of two periods; 0 is that of a constant."""
    if not a or not b:
        return a or b
    return Fraction(lcm(a.numerator, b.numerator), gcd(a.denominator, b.denominator))


def _slope(e: Expression, variable: str) -> Fraction | None:
    """m where e is m times the variable plus a constant, m rational; None where that cannot be told."""
    if variable not in free_names(e):
        return Fraction(0)
    match e:
        case Name():
            return Fraction(1)
        case Call("negate", (part,)):
            found = _slope(part, variable)
            return None if found is None else -found
        case Call("add", parts):
            slopes = [_slope(part, variable) for part in parts]
            known = [slope for slope in slopes if slope is not None]
            return sum(known, Fraction(0)) if len(known) == len(slopes) else None
        case Call("multiply", parts):
            factors = [part for part in parts if variable not in free_names(part)]
            numbers = [_rational(part) for part in factors]
            inner = [part for part in parts if variable in free_names(part)]
            if len(inner) != 1 or None in numbers:
                return None
            found = _slope(inner[0], variable)
            for number in numbers:
                found = None if found is None or number is None else found * number
            return found
        case Call("divide", (part, below)):
            found, number = _slope(part, variable), _rational(below)
            return None if found is None or not number else found / number
    return None


def _rational(e: Expression) -> Fraction | None:
    match e:
        case Number(value):
            return Fraction(value)
        case Call("negate", (part,)):
            found = _rational(part)
            return None if found is None else -found
        case Call("divide", (a, b)):
            above, below = _rational(a), _rational(b)
            return None if above is None or not below else above / below
        case Constant():
            return None
    return None
