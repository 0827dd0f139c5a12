"""Signs that are proven from the form: e^u is positive wherever it is defined, so that it is 0 nowhere."""

from enum import Enum
from fractions import Fraction
from functools import reduce

from calcviz.language.expression import Call, Constant, Expression, Number
from calcviz.maths.functions.powers import literal


class Sign(Enum):
    """What is known of all values of an expression."""

    POSITIVE = "> 0"
    AT_LEAST = ">= 0"
    NEGATIVE = "< 0"
    AT_MOST = "<= 0"
    OPEN = "nobody knows"


P, PN, N, NP, OPEN = Sign.POSITIVE, Sign.AT_LEAST, Sign.NEGATIVE, Sign.AT_MOST, Sign.OPEN

_TURNED = {P: N, N: P, PN: NP, NP: PN, OPEN: OPEN}
_POSITIVE = frozenset({"exp", "cosh", "sech", "sigmoid", "softplus", "normalpdf"})
_NOT_NEGATIVE = frozenset({"abs", "sqrt", "hypot", "acos", "acosh", "normalcdf", "relu", "heaviside", "acot"})
_AS_INSIDE = frozenset({"sinh", "tanh", "asinh", "atan", "cbrt", "erf", "sign", "asin", "atanh"})


def sign_of(e: Expression) -> Sign:
    """The sign of e wherever it has a value, for real numbers and whatever the letters are."""
    match e:
        case Number(value):
            return P if value > 0 else N if value < 0 else PN
        case Constant():
            return P
        case Call("negate", (u,)):
            return _TURNED[sign_of(u)]
        case Call("add", terms):
            by_terms = reduce(_sum, map(sign_of, terms))
            return _by_bounds(terms) if by_terms == OPEN else by_terms
        case Call("multiply", factors):
            return reduce(_product, map(sign_of, factors))
        case Call("divide", (u, v)):
            return _product(sign_of(u), _divisor(sign_of(v)))
        case Call("power", (u, v)):
            return _power(u, v)
        case Call(function, (u,)) if function in _AS_INSIDE:
            return sign_of(u)
        case Call(function) if function in _POSITIVE:
            return P
        case Call(function) if function in _NOT_NEGATIVE:
            return PN
    return OPEN


_BOUNDED: dict[str, tuple[int, int, bool]] = {
    "tanh": (-1, 1, False),
    "erf": (-1, 1, False),
    "sigmoid": (0, 1, False),
    "normalcdf": (0, 1, False),
    "sech": (0, 1, True),
    "sin": (-1, 1, True),
    "cos": (-1, 1, True),
    "frac": (0, 1, False),
}
"""The least and the greatest value, and whether these are taken."""


def _by_bounds(terms: tuple[Expression, ...]) -> Sign:
    """Of a sum of numbers and of functions that stay between bounds: tanh x - 1 is negative."""
    least = greatest = Fraction(0)
    attained = True
    for term in terms:
        turned = isinstance(term, Call) and term.function == "negate"
        inner = term.arguments[0] if isinstance(term, Call) and turned else term
        match inner:
            case Number(value):
                low = high = Fraction(value)
            case Call(function) if function in _BOUNDED:
                low, high = map(Fraction, _BOUNDED[function][:2])
                attained = attained and _BOUNDED[function][2]
            case _:
                return OPEN
        least, greatest = (least - high, greatest - low) if turned else (least + low, greatest + high)
    if least > 0 or (least == 0 and not attained):
        return P
    if greatest < 0 or (greatest == 0 and not attained):
        return N
    return PN if least == 0 else NP if greatest == 0 else OPEN


def never_zero(e: Expression) -> bool:
    """Whether e is proven to be 0 nowhere."""
    return sign_of(e) in (P, N)


def difference(a: Expression, b: Expression) -> Expression:
    """a - b, or a itself where b is 0."""
    return a if b == Number(0) else Call("add", (a, Call("negate", (b,))))


def _sum(a: Sign, b: Sign) -> Sign:
    for strict, weak in ((P, PN), (N, NP)):
        if {a, b} <= {strict, weak}:
            return strict if strict in (a, b) else weak
    return OPEN


def _product(a: Sign, b: Sign) -> Sign:
    if OPEN in (a, b):
        return OPEN
    positive = (a in (P, PN)) == (b in (P, PN))
    strict = {a, b} <= {P, N}
    return (P if strict else PN) if positive else (N if strict else NP)


def _divisor(sign: Sign) -> Sign:
    """Of what stands below a stroke: where the quotient is defined it is not 0."""
    return {PN: P, NP: N}.get(sign, sign)


def _power(u: Expression, v: Expression) -> Sign:
    """Of u^v: positive for a positive u, at least 0 for an even exponent."""
    base, n = sign_of(u), literal(v)
    if base == P:
        return P
    if n is None:
        return OPEN
    q = Fraction(n)
    even = q.numerator % 2 == 0
    strict = base == N or q < 0
    if even or q.denominator % 2 == 0:
        return P if strict else PN
    return base if q > 0 else _divisor(base)
