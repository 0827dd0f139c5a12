"""Quotients of polynomials, or over a power: simpler expressions with the signs of their two derivatives.

Written out, bounds of such derivatives are wide near multiple zeros; of factors without multiple zeros they
are not. D. Y. Y. Yun, "On square-free decomposition algorithms", 1976, finds these.
"""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from calcviz.language.expression import Call, Expression, Name, Number
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from calcviz.maths.derivatives.tidy import tidy
from calcviz.maths.functions.building import add, call, divide, multiply, number, power
from calcviz.maths.polynomial import Coefficients, divided, polynomial, quotient

MOST_DEGREE, MOST_BELOW = 12, 1000
"""A higher degree makes long numbers; denominators up to which a zero is looked for."""


def signs_of_slopes(
    e: Expression, variable: str, numbers: Mapping[str, Fraction]
) -> tuple[Expression, Expression] | None:
    """Polynomials with the signs of e' and e'', but for zeros without a change of sign.

    None where e is no quotient of polynomials of a moderate degree.
    """
    found = quotient(e, variable, numbers)
    if found is None or max(map(len, found)) > MOST_DEGREE + 1 or not found[0]:
        return None
    p, q = found
    shared = common(p, q)
    p, q = _divided(p, shared)[0], _divided(q, shared)[0]
    first = _minus(_times(_slope(p), q), _times(p, _slope(q)))
    second = _minus(_times(_slope(first), q), _times((Fraction(2),), _times(first, _slope(q))))
    return _written(first, variable), _written(_times(second, q), variable)


def over_power(e: Expression, variable: str) -> tuple[Expression, Expression] | None:
    """Expressions with the signs of e' and e'', where e is something over a power of its variable.

    Of sin(x)/x these are x cos(x) - sin(x), and one without a quotient too: bounds of quotients that are 0/0
    at 0 tell nothing around it. None for other expressions, and where no rule gives the derivatives.
    """
    x = Name(variable)
    match e:
        case Call("divide", (above, Name(name))) if name == variable:
            k = 1
        case Call("divide", (above, Call("power", (Name(name), Number(value))))) if name == variable:
            k = int(value) if value == int(value) and 0 < value <= MOST_DEGREE else 0
        case _:
            return None
    if not k:
        return None
    try:
        first, second = derivative(above, variable, 1), derivative(above, variable, 2)
    except (NoRule, TooLong):
        return None
    slope = tidy(add(multiply(x, first), multiply(number(-k), above)))
    terms = (
        multiply(power(x, 2), second),
        multiply(number(-2 * k), x, first),
        multiply(number(k * (k + 1)), above),
    )
    bend = tidy(add(*terms))
    side = call("sign", x)  # that of an odd power
    return (slope, multiply(side, bend)) if k % 2 else (multiply(side, slope), bend)


def factored(e: Expression, variable: str) -> Expression:
    """A quotient of polynomials with both taken to pieces, defined where e is; e itself where it is none."""
    if not (isinstance(e, Call) and e.function == "divide"):
        return e
    above, below = (polynomial(part, variable) for part in e.arguments)
    if not above or not below or max(len(above), len(below)) > MOST_DEGREE + 1 or len(below) < 3:
        return e
    return divide(_pieces(above, variable), _pieces(below, variable))


def _pieces(p: Coefficients, variable: str) -> Expression:
    """p as a product of powers."""
    parts = [(each, times) for part, times in square_free(p) for each in _split(part) if len(each) > 1]
    factors = [
        _sum(part, variable) if times == 1 else power(_sum(part, variable), times) for part, times in parts
    ]
    return multiply(*([number(p[-1])] if p[-1] != 1 or not factors else []), *factors)


def _written(p: Coefficients, variable: str) -> Expression:
    """The factors of p that change its sign."""
    if not p:
        return number(0)
    parts = [each for part, times in square_free(p) if times % 2 for each in _split(part)]
    factors = [_sum(part, variable) for part in parts if len(part) > 1]
    sign = number(1 if p[-1] > 0 else -1)
    return multiply(sign, *factors) if p[-1] < 0 or not factors else multiply(*factors)


def _split(p: Coefficients) -> list[Coefficients]:
    """p as factors x - r for its rational zeros, and the rest: short factors have close bounds."""
    found: list[Coefficients] = []
    if len(p) > 2:
        for zero in np.roots([float(c) for c in reversed(p)]).tolist():
            r = Fraction(zero.real).limit_denominator(MOST_BELOW)
            rest = divided(p, r) if len(p) > 2 else None
            if rest is not None:
                found.append((-r, Fraction(1)))
                p = rest
    return [*found, p]


def _sum(p: Coefficients, variable: str) -> Expression:
    terms = [_term(c, variable, k) for k, c in reversed(list(enumerate(p))) if c]
    return add(*terms) if len(terms) > 1 else terms[0]


def _term(c: Fraction, variable: str, k: int) -> Expression:
    if not k:
        return number(c)
    grown = Name(variable) if k == 1 else power(Name(variable), k)
    return grown if c == 1 else multiply(number(c), grown)


def square_free(p: Coefficients) -> list[tuple[Coefficients, int]]:
    """The factors of p, led by 1 and without multiple zeros, and how often each stands in it."""
    found: list[tuple[Coefficients, int]] = []
    a = common(p, _slope(p))
    b, c = _divided(p, a)[0], _divided(_slope(p), a)[0]
    d, times = _minus(c, _slope(b)), 1
    while len(b) > 1:
        a = common(b, d)
        found += [(a, times)] if len(a) > 1 else []
        b, c = _divided(b, a)[0], _divided(d, a)[0] if d else ()
        d, times = _minus(c, _slope(b)), times + 1
    return found


def common(p: Coefficients, q: Coefficients) -> Coefficients:
    """The greatest common divisor, led by 1."""
    while q:
        p, q = q, _divided(p, q)[1]
        q = tuple(c / q[-1] for c in q)
    return tuple(c / p[-1] for c in p)


def _divided(p: Coefficients, q: Coefficients) -> tuple[Coefficients, Coefficients]:
    """The whole part of p/q and the rest, by long division."""
    rest, whole = list(p), [Fraction(0)] * max(0, len(p) - len(q) + 1)
    for k in reversed(range(len(whole))):
        whole[k] = rest[k + len(q) - 1] / q[-1]
        for j, b in enumerate(q):
            rest[k + j] -= whole[k] * b
    return tuple(whole), _trimmed(rest)


def _trimmed(c: list[Fraction]) -> Coefficients:
    while c and not c[-1]:
        c.pop()
    return tuple(c)


def _slope(p: Coefficients) -> Coefficients:
    return tuple(k * c for k, c in enumerate(p) if k)


def _times(p: Coefficients, q: Coefficients) -> Coefficients:
    result = [Fraction(0)] * (len(p) + len(q))
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            result[i + j] += a * b
    return _trimmed(result)


def _minus(p: Coefficients, q: Coefficients) -> Coefficients:
    size = max(len(p), len(q))
    a, b = ((*part, *[Fraction(0)] * (size - len(part))) for part in (p, q))
    return _trimmed([s - t for s, t in zip(a, b, strict=True)])
