"""Exact rational values: 1/3 + 1/6 is 1/2."""

from collections.abc import Mapping
from fractions import Fraction

from calcviz.language.expression import Call, Comparison, Expression, Found, Logic, Name, Number, Piecewise
from calcviz.maths.functions import angles
from calcviz.maths.functions.table import TABLE

BITS = 4000
"""Numerators and denominators grow up to this many bits."""

NOTHING: Mapping[str, Fraction] = {}


def exact(e: Expression, numbers: Mapping[str, Fraction] = NOTHING) -> Fraction | None:
    """The value of e by rational arithmetic, with these numbers for its names.

    None where the value is undefined, irrational or not known to be rational, where a name has no number,
    or where a numerator or denominator on the way exceeds BITS bits.
    """
    match e:
        case Found():
            return None
        case Number(value):
            return _bounded(Fraction(value))
        case Name(name):
            return numbers.get(name)
        case Call(function, arguments):
            return _call(function, arguments, numbers)
        case Piecewise(branches, otherwise):
            for branch, test in branches:
                holds = truth(test, numbers)
                if holds is None:
                    return None
                if holds:
                    return exact(branch, numbers)
            return None if otherwise is None else exact(otherwise, numbers)
    return None


def _call(
    function: str, arguments: tuple[Expression, ...], numbers: Mapping[str, Fraction]
) -> Fraction | None:
    rule = TABLE[function].exact
    if rule is None:
        return _at_angle(function, arguments)
    values = [exact(part, numbers) for part in arguments]
    if any(value is None for value in values):
        return None
    result = rule(*values)
    return None if result is None else _bounded(Fraction(result))


def _at_angle(function: str, arguments: tuple[Expression, ...]) -> Fraction | None:
    """A trigonometric function at a multiple of π where it is rational: cos(π/3) = 1/2."""
    r = angles.turns(arguments[0]) if function in ("sin", "cos", "tan", "cot", "sec", "csc") else None
    return None if r is None else angles.rational_value(function, r)[1]


def _bounded(value: Fraction) -> Fraction | None:
    small = value.numerator.bit_length() <= BITS and value.denominator.bit_length() <= BITS
    return value if small else None


def truth(e: Expression, numbers: Mapping[str, Fraction] = NOTHING) -> bool | None:
    """Whether a Comparison or Logic holds, decided exactly; None where that cannot be done."""
    if isinstance(e, Logic):
        parts = [truth(part, numbers) for part in e.operands]
        if e.operator == "not":
            return None if parts[0] is None else not parts[0]
        decisive = e.operator == "or"
        return decisive if decisive in parts else None if None in parts else not decisive
    if not isinstance(e, Comparison):
        return None
    values = [exact(part, numbers) for part in e.operands]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    pairs = zip(known, known[1:], e.relations)
    return all(_holds(a, b, sign) for a, b, sign in pairs)


def _holds(a: Fraction, b: Fraction, sign: str) -> bool:
    match sign:
        case "<":
            return a < b
        case "<=":
            return a <= b
        case ">":
            return a > b
        case ">=":
            return a >= b
        case "=":
            return a == b
    return a != b
