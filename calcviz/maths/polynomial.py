"""Expressions that are quotients of polynomials with known coefficients: their zeros and their limits."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache, reduce

from calcviz.language.expression import Call, Expression, Name, Number, free_names, longer
from calcviz.maths.functions.building import add, multiply, number, power, subtract
from calcviz.maths.functions.powers import literal

Coefficients = tuple[Fraction, ...]
"""c[k] is the coefficient of x^k; the last is not 0; the polynomial 0 has none."""

Quotient = tuple[Coefficients, Coefficients]

MOST_DEGREE = 40
MOST_NODES = 60
"""Nodes of a sum that is centred."""

ONE: Coefficients = (Fraction(1),)


class NoPolynomial(Exception):
    """The expression is no quotient of polynomials, or one of too high a degree."""


def limit(e: Expression, variable: str, numbers: Mapping[str, Fraction], at: Fraction) -> Fraction | None:
    """What a quotient of polynomials tends to at a rational place; None where e is none or has a pole."""
    try:
        above, below = _quotient(e, variable, numbers)
    except NoPolynomial:
        return None
    while (less := divided(below, at)) is not None:
        more = divided(above, at)
        if more is None:
            return None
        above, below = more, less
    bottom = _at(below, at)
    return _at(above, at) / bottom if bottom else None


def _at(p: Coefficients, x: Fraction) -> Fraction:
    return reduce(lambda result, c: result * x + c, reversed(p), Fraction(0))


def numerator(e: Expression, variable: str, numbers: Mapping[str, Fraction]) -> Coefficients | None:
    """The numerator of e as a quotient of polynomials in the variable; None where e is none.

    Domains are not minded: what makes a denominator 0 may be among its zeros.
    """
    try:
        return _quotient(e, variable, numbers)[0]
    except NoPolynomial:
        return None


def quotient(e: Expression, variable: str, numbers: Mapping[str, Fraction]) -> Quotient | None:
    """The numerator and the denominator of e, not reduced; None where e is no quotient of polynomials."""
    try:
        found = _quotient(e, variable, numbers)
    except NoPolynomial:
        return None
    return found if found[1] else None


def polynomial(e: Expression, variable: str) -> Coefficients | None:
    """The coefficients of e, where it is a polynomial with rational coefficients as it is written."""
    try:
        above, below = _quotient(e, variable, {})
    except NoPolynomial:
        return None
    return above if below == ONE else None


def _quotient(e: Expression, variable: str, numbers: Mapping[str, Fraction]) -> Quotient:
    def of(part: Expression) -> Quotient:
        return _quotient(part, variable, numbers)

    match e:
        case Number(value):
            return _trimmed([Fraction(value)]), ONE
        case Name(name) if name == variable:
            return (Fraction(0), Fraction(1)), ONE
        case Name(name) if name in numbers:
            return _trimmed([numbers[name]]), ONE
        case Call("negate", (part,)):
            above, below = of(part)
            return tuple(-c for c in above), below
        case Call("add", terms):
            return reduce(_sum, map(of, terms))
        case Call("multiply", factors):
            return reduce(_product, map(of, factors))
        case Call("divide", (part, by)):
            below, above = of(by)
            if len(below) == 1:  # a number: no denominator remains
                below, above = ONE, tuple(c / below[0] for c in above)
            return _product(of(part), (above, below))
        case Call("power", (base, exponent)):
            n = literal(exponent)
            if n is not None and n.denominator == 1 and 0 <= n <= MOST_DEGREE:
                return reduce(_product, [of(base)] * int(n), (ONE, ONE))
    raise NoPolynomial


def _sum(p: Quotient, q: Quotient) -> Quotient:
    if p[1] == q[1]:
        return _plus(p[0], q[0]), p[1]
    return _plus(_times(p[0], q[1]), _times(q[0], p[1])), _times(p[1], q[1])


def _product(p: Quotient, q: Quotient) -> Quotient:
    return _times(p[0], q[0]), _times(p[1], q[1])


def _plus(p: Coefficients, q: Coefficients) -> Coefficients:
    size = max(len(p), len(q))
    zero = Fraction(0)
    return _trimmed([(p[k] if k < len(p) else zero) + (q[k] if k < len(q) else zero) for k in range(size)])


def _times(p: Coefficients, q: Coefficients) -> Coefficients:
    if len(p) + len(q) > MOST_DEGREE:
        raise NoPolynomial
    result = [Fraction(0)] * (len(p) + len(q))
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            result[i + j] += a * b
    return _trimmed(result)


def _trimmed(c: list[Fraction]) -> Coefficients:
    while c and c[-1] == 0:
        c.pop()
    if any(part.numerator.bit_length() + part.denominator.bit_length() > 2000 for part in c):
        raise NoPolynomial
    return tuple(c)


@lru_cache(maxsize=1024)
def centred(e: Expression) -> Expression | None:
    """A sum that is a polynomial of degree 2 to 4, written by powers of t = x - h so that t^(n-1) is missing.

    Bounds of x^2 - 5x + 6 are wide where x^2 and 5x nearly cancel; those of (x - 5/2)^2 - 1/4 are not. None
    for other sums, and where nothing is won: x^3 - 3x.
    """
    if longer(e, MOST_NODES):
        return None
    names = free_names(e)
    if len(names) != 1:
        return None
    (variable,) = names
    try:
        p, below = _quotient(e, variable, {})
    except NoPolynomial:
        return None
    n = len(p) - 1
    if below != ONE or not 2 <= n <= 4 or p[n - 1] == 0:
        return None
    h = -p[n - 1] / (n * p[n])
    t = subtract(Name(variable), number(h)) if h > 0 else add(Name(variable), number(-h))
    by_t = shifted(p, h)
    terms = [number(by_t[0])] if by_t[0] else []
    terms += [multiply(number(c), power(t, k)) for k, c in enumerate(by_t) if k and c]
    return add(*terms) if len(terms) > 1 else terms[0]


def shifted(p: Coefficients, h: Fraction) -> Coefficients:
    """The coefficients by powers of x - h, by Horner's scheme again and again."""
    rest, result = list(p), []
    while rest:
        for k in reversed(range(len(rest) - 1)):
            rest[k] += h * rest[k + 1]
        result.append(rest.pop(0))
    return tuple(result)


def divided(p: Coefficients, zero: Fraction) -> Coefficients | None:
    """p/(x - zero); None where zero is no zero of p. By Horner's scheme."""
    result, carry = [], Fraction(0)
    for c in reversed(p):
        carry = carry * zero + c
        result.append(carry)
    if not result or result.pop() != 0:
        return None
    return tuple(reversed(result))


def quadratic_rest(p: Coefficients, places: list[float]) -> Coefficients | None:
    """p without its rational zeros near the places, until a degree of 1 or 2 is left; else None."""
    for x in places:
        if abs(x) > 1e9:
            continue
        zero = Fraction(x).limit_denominator(1000)
        while len(p) > 3 and (rest := divided(p, zero)) is not None:
            p = rest
    return p if len(p) in (2, 3) else None
