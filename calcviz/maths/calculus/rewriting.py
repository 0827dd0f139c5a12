"""Other forms of an integrand: multiplied out, divided, cancelled, squares of sines by double angles."""

from fractions import Fraction

from calcviz.language.expression import Call, Expression, Name, Number
from calcviz.language.messages import mark
from calcviz.maths.derivatives.tidy import tidy
from calcviz.maths.exact import exact
from calcviz.maths.functions.building import TWO, add, call, divide, multiply, negate, number, power, subtract
from calcviz.maths.polynomial import polynomial

EXPANSION = mark("multiplying out")
DIVISION = mark("polynomial division")
BY_TERMS = mark("dividing term by term")
HALF_ANGLE = mark("half-angle formula")

MOST_TERMS = 12
Coefficients = list[Fraction]


def rewritten(e: Expression, variable: str) -> tuple[str, Expression] | None:
    """The name of what was done, and the new form; None where nothing suits."""
    above, below = factors(e)
    if not below and (coefficients := polynomial(e, variable)) is not None:
        if 1 < sum(c != 0 for c in coefficients) <= MOST_TERMS:
            return EXPANSION, _written(list(coefficients), variable)
        return None
    if len(above) == 1 and len(below) == 1:
        if (divided := _divided(above[0], below[0], variable)) is not None:
            return DIVISION, divided
    if below and len(above) == 1 and isinstance(above[0], Call) and above[0].function == "add":
        return BY_TERMS, add(*(_over(term, below) for term in above[0].arguments))
    if len(above) == 1 and not below and (halved := _halved(above[0])) is not None:
        return HALF_ANGLE, halved
    return None


def factors(e: Expression) -> tuple[list[Expression], list[Expression]]:
    """The factors above and below the stroke; a sign is the factor −1."""
    if isinstance(e, Call) and e.function == "multiply":
        pairs = [factors(part) for part in e.arguments]
        return [f for above, _ in pairs for f in above], [f for _, below in pairs for f in below]
    if isinstance(e, Call) and e.function == "divide":
        (top, top_below), (bottom, bottom_below) = map(factors, e.arguments)
        return [*top, *bottom_below], [*bottom, *top_below]
    if isinstance(e, Call) and e.function == "negate":
        above, below = factors(e.arguments[0])
        return [number(-1), *above], below
    return ([] if e == Number(1) else [e]), []


def quotient(above: list[Expression], below: list[Expression]) -> Expression:
    """The product of some factors over that of others."""
    top = multiply(*above) if above else Number(1)
    return divide(top, multiply(*below)) if below else top


def cancelled(e: Expression) -> Expression:
    """A product in which each base stands once: x^3/x is x^2, where it has a hole too."""
    powers: dict[Expression, Fraction] = {}
    above, below = factors(e)
    for side, parts in ((1, above), (-1, below)):
        for part in parts:
            base, exponent = _power(part)
            powers[base] = powers.get(base, Fraction(0)) + side * exponent
    top = [_raised(base, n) for base, n in powers.items() if n > 0]
    bottom = [_raised(base, -n) for base, n in powers.items() if n < 0]
    return tidy(quotient(top, bottom))


def _power(e: Expression) -> tuple[Expression, Fraction]:
    """A whole power as base and exponent; numbers stay as they are."""
    if isinstance(e, Call) and e.function == "power":
        n = exact(e.arguments[1])
        if n is not None and n.denominator == 1:
            return e.arguments[0], n
    return e, Fraction(1)


def _raised(base: Expression, n: Fraction) -> Expression:
    return base if n == 1 else power(base, number(n))


def _over(term: Expression, below: list[Expression]) -> Expression:
    if isinstance(term, Call) and term.function == "negate":
        return negate(_over(term.arguments[0], below))
    return cancelled(quotient([term], below))


def _written(coefficients: Coefficients, variable: str) -> Expression:
    """A polynomial by its coefficients, the highest power first."""
    x = Name(variable)
    terms = []
    for k, c in reversed(list(enumerate(coefficients))):
        if c:
            part = number(c) if not k else multiply(number(c), x if k == 1 else power(x, k))
            terms.append(part)
    return tidy(add(*terms)) if len(terms) > 1 else tidy(terms[0])


def _divided(top: Expression, bottom: Expression, variable: str) -> Expression | None:
    """A quotient of polynomials as a polynomial and a rest; None where the degree below is higher."""
    p, q = polynomial(top, variable), polynomial(bottom, variable)
    if p is None or q is None or len(q) < 2 or len(p) < len(q):
        return None
    rest, whole = list(p), [Fraction(0)] * (len(p) - len(q) + 1)
    for k in reversed(range(len(whole))):
        whole[k] = rest[k + len(q) - 1] / q[-1]
        for j, c in enumerate(q):
            rest[k + j] -= whole[k] * c
    while rest and not rest[-1]:
        rest.pop()
    if sum(c != 0 for c in (*whole, *rest)) > MOST_TERMS:
        return None
    if not rest:
        return _written(whole, variable)
    if rest[-1] < 0:
        return subtract(_written(whole, variable), divide(_written([-c for c in rest], variable), bottom))
    return add(_written(whole, variable), divide(_written(rest, variable), bottom))


def _halved(e: Expression) -> Expression | None:
    """sin² u and cos² u by cos 2u."""
    base, n = _power(e)
    if n != 2 or not isinstance(base, Call) or base.function not in ("sin", "cos"):
        return None
    turned = call("cos", tidy(multiply(TWO, base.arguments[0])))
    top = subtract(Number(1), turned) if base.function == "sin" else add(Number(1), turned)
    return divide(top, TWO)
