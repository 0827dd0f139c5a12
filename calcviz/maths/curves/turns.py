"""After how long a curve repeats, and after how many turns a polar one closes, where the formula tells."""

from fractions import Fraction
from math import gcd, lcm, pi, prod

from calcviz.language.expression import Call, Constant, Expression, Name, Number, children, free_names

MOST = 24
"""Turns up to which a polar curve is followed until it closes."""

_PERIODS = {"sin": 2, "cos": 2, "sec": 2, "csc": 2, "tan": 1, "cot": 1}
"""The periods of functions, in units of pi."""

_EVEN, _ODD = (
    frozenset({"cos", "sec", "cosh", "abs"}),
    frozenset({"sin", "tan", "sinh", "tanh", "atan", "cbrt"}),
)

Multiple = tuple[Fraction, int]
"""A rational number times a power of pi."""
STILL: Multiple = (Fraction(0), 0)
"""The period of a constant, and the slope of one."""
TURN: Multiple = (Fraction(2), 1)


def half_turns(e: Expression, variable: str) -> int | None:
    """The least known number of half turns after which r = e is drawn as a whole; None where none is known.

    After k of them the point repeats where r does, times (-1)^k: cos 3θ after one, as the point at −r in the
    direction θ + π is that at r in the direction θ. Proven only for formulas in which the variable stands
    inside of trigonometric functions of p/q times it; None where there would be more than 2 MOST.
    """
    own = _period(e, variable)
    whole = None if own is None else _common(own, TURN)
    if whole is None or whole[0] > 2 * MOST:
        return None
    signs = ((k, _sign_after(e, variable, k)) for k in range(1, int(whole[0])))
    return next((k for k, sign in signs if sign == (-1) ** k), int(whole[0]))


def _sign_after(e: Expression, variable: str, k: int) -> int | None:
    """The sign s for which e is s times itself once the variable has grown by k pi; None: none is known."""
    if variable not in free_names(e):
        return 1
    if not isinstance(e, Call):
        return None
    if e.function in _PERIODS:
        slope = _slope(e.arguments[0], variable)
        if slope is not None and slope[1] == 0 and (slope[0] * k).denominator == 1:
            return 1 if _PERIODS[e.function] == 1 else (-1) ** int(slope[0] * k)
    signs = [_sign_after(part, variable, k) for part in e.arguments]
    if all(sign == 1 for sign in signs):
        return 1
    if None in signs:
        return None
    if e.function == "add":
        return signs[0] if len(set(signs)) == 1 else None
    if e.function in ("multiply", "divide", "negate"):
        return prod(sign for sign in signs if sign is not None)
    if e.function == "power" and isinstance(e.arguments[1], Number):
        whole = Fraction(e.arguments[1].value)
        return (-1) ** int(whole) if whole.denominator == 1 else None
    return 1 if e.function in _EVEN else -1 if e.function in _ODD else None


def period(parts: tuple[Expression, ...], variable: str) -> float | None:
    """The least known period that expressions have together; None where none is known or all are constant."""
    found: Multiple | None = STILL
    for e in parts:
        own = _period(e, variable)
        found = None if own is None or found is None else _common(found, own)
    return None if found is None or not found[0] else float(found[0]) * pi ** found[1]


def _period(e: Expression, variable: str) -> Multiple | None:
    """A period of e; 0 where e is constant, None where none is known."""
    if variable not in free_names(e):
        return STILL
    if isinstance(e, Call) and e.function in _PERIODS:
        slope = _slope(e.arguments[0], variable)
        if slope is not None and slope[0]:
            return Fraction(_PERIODS[e.function]) / abs(slope[0]), 1 - slope[1]
    if isinstance(e, Name):
        return None
    found: Multiple | None = STILL
    for part in children(e):
        own = _period(part, variable)
        found = None if own is None or found is None else _common(found, own)
    return found


def _common(a: Multiple, b: Multiple) -> Multiple | None:
    """The least common multiple of two periods; 0 is that of a constant. None where they share none."""
    if not a[0] or not b[0]:
        return a if a[0] else b
    if a[1] != b[1]:
        return None
    (p, power), (q, _) = a, b
    return Fraction(lcm(p.numerator, q.numerator), gcd(p.denominator, q.denominator)), power


def _slope(e: Expression, variable: str) -> Multiple | None:
    """m where e is m times the variable plus a constant, m known; None where that cannot be told."""
    if variable not in free_names(e):
        return STILL
    match e:
        case Name():
            return Fraction(1), 0
        case Call("negate", (part,)):
            found = _slope(part, variable)
            return None if found is None else (-found[0], found[1])
        case Call("add", parts):
            slopes = [_slope(part, variable) for part in parts]
            known = [slope for slope in slopes if slope is not None]
            powers = {slope[1] for slope in known if slope[0]}
            if len(known) < len(slopes) or len(powers) > 1:
                return None
            return sum((slope[0] for slope in known), Fraction(0)), min(powers, default=0)
        case Call("multiply", parts):
            found = (Fraction(1), 0)
            inner = [part for part in parts if variable in free_names(part)]
            factors = [_multiple(part) for part in parts if variable not in free_names(part)]
            for factor in (*factors, _slope(inner[0], variable) if len(inner) == 1 else None):
                if found is None or factor is None:
                    return None
                found = found[0] * factor[0], found[1] + factor[1]
            return found
        case Call("divide", (part, below)):
            found, number = _slope(part, variable), _multiple(below)
            if found is None or number is None or not number[0]:
                return None
            return found[0] / number[0], found[1] - number[1]
    return None


def _multiple(e: Expression) -> Multiple | None:
    """A constant as a rational number times a power of pi; None where it is none."""
    match e:
        case Number(value):
            return Fraction(value), 0
        case Constant("pi"):
            return Fraction(1), 1
        case Call("negate", (part,)):
            found = _multiple(part)
            return None if found is None else (-found[0], found[1])
        case Call("multiply", parts):
            whole = (Fraction(1), 0)
            for factor in map(_multiple, parts):
                if factor is None:
                    return None
                whole = whole[0] * factor[0], whole[1] + factor[1]
            return whole
        case Call("divide", (a, b)):
            above, below = _multiple(a), _multiple(b)
            if above is None or below is None or not below[0]:
                return None
            return above[0] / below[0], above[1] - below[1]
    return None
