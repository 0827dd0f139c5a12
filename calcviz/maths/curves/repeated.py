"""Polynomials with repeated roots, written as powers: x^2 - 2x + 1 is (x - 1)^2.

Added up term by term such a polynomial drowns in rounding near its roots, and no bounds tell it from 0 there;
as a power it is exact and its roots are seen. Other expressions stay as they were typed.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from calcviz.language.expression import Call, Constant, Expression, Name, Number, rebuild

Polynomial = tuple[Fraction, ...]
"""Coefficients from the constant upwards, the last not 0; () is 0."""
Join = Callable[[Polynomial, Polynomial], Polynomial]

DEGREE = 20
DIGITS = 10**30


@lru_cache(maxsize=512)
def gathered(e: Expression) -> Expression:
    """e with its polynomials in one name, where they have repeated roots, written as products of powers.

    An arc sine or cosine whose argument only touches 1 or -1 is written as an angle: asin(2x/(1 + x^2)) is
    that of the point ((1 - x^2)^2/(1 + x^2)^2)^(1/2), 2x/(1 + x^2), which no bounds take out of its domain.
    """
    match e:
        case Call("asin" | "acos" as arc, (u,)):
            angle = _angle(rebuild(u, gathered))
            if angle is not None:
                right = Call("divide", (Constant("pi"), Number(2)))
                return angle if arc == "asin" else Call("add", (right, Call("negate", (angle,))))
    name, p = _read(e)
    if p is None:
        return rebuild(e, gathered)
    if name is None or len(p) < 3 or not isinstance(e, Call) or e.function != "add":
        return rebuild(e, gathered)
    parts = _square_free(p)
    if all(len(q) == 1 for q in parts[1:]):
        return e
    factors = [_power(_written(q, name), k) for k, q in enumerate(parts, 1) if len(q) > 1]
    size = abs(p[-1])
    if size != 1:
        factors.insert(0, _number(size))
    product = factors[0] if len(factors) == 1 else Call("multiply", tuple(factors))
    return product if p[-1] > 0 else Call("negate", (product,))


def _angle(u: Expression) -> Expression | None:
    """The arc sine of a quotient of polynomials as an angle, where 1 - u^2 has repeated roots."""
    above, below = u.arguments if isinstance(u, Call) and u.function == "divide" else (u, Number(1))
    name, rest = _combined(
        [Call("add", (below, above)), Call("add", (below, Call("negate", (above,))))], _product
    )
    if name is None or rest is None or len(rest) < 3:
        return None
    written = _written(rest, name)
    square = gathered(written)
    if square == written:
        return None
    if below != Number(1):
        square = Call("divide", (square, Call("power", (below, Number(2)))))
    return Call("atan2", (u, Call("sqrt", (square,))))


def _read(e: Expression) -> tuple[str | None, Polynomial | None]:
    """The polynomial that e is and the name it is in (None: a constant); no polynomial where e is none."""
    match e:
        case Number(value):
            return None, _trimmed((Fraction(value),))
        case Name(name):
            return name, (Fraction(0), Fraction(1))
        case Call("negate", (inner,)):
            return _combined([Number(-1), inner], _product)
        case Call("divide", (above, Number(value))) if value != 0:
            return _combined([Number(1 / Fraction(value)), above], _product)
        case Call("power", (base, Number(value))) if value == int(value) and 0 < value <= DEGREE:
            return _combined([base] * int(value), _product)
        case Call("add", terms):
            return _combined(list(terms), _sum)
        case Call("multiply", factors):
            return _combined(list(factors), _product)
    return None, None


def _combined(parts: list[Expression], join: Join) -> tuple[str | None, Polynomial | None]:
    found: str | None = None
    total: Polynomial | None = None
    for part in parts:
        name, p = _read(part)
        if p is None or (name is not None and found is not None and name != found):
            return None, None
        found = found or name
        total = p if total is None else join(total, p)
        if len(total) > DEGREE + 1 or any(max(abs(c.numerator), c.denominator) > DIGITS for c in total):
            return None, None
    return found, total


def _trimmed(p: Polynomial) -> Polynomial:
    while p and p[-1] == 0:
        p = p[:-1]
    return p


def _sum(p: Polynomial, q: Polynomial) -> Polynomial:
    n = max(len(p), len(q))
    zero = (Fraction(0),)
    return _trimmed(tuple(a + b for a, b in zip(p + zero * (n - len(p)), q + zero * (n - len(q)))))


def _product(p: Polynomial, q: Polynomial) -> Polynomial:
    total = [Fraction(0)] * max(0, len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            total[i + j] += a * b
    return _trimmed(tuple(total))


def _divided(p: Polynomial, q: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Quotient and remainder."""
    quotient, rest = [Fraction(0)] * max(0, len(p) - len(q) + 1), p
    while len(rest) >= len(q):
        shift, factor = len(rest) - len(q), rest[-1] / q[-1]
        quotient[shift] = factor
        rest = _sum(rest, _product((Fraction(0),) * shift + (-factor,), q))
    return _trimmed(tuple(quotient)), rest


def _common(p: Polynomial, q: Polynomial) -> Polynomial:
    """The greatest common divisor, with leading coefficient 1."""
    while q:
        p, q = q, _divided(p, q)[1]
    return tuple(c / p[-1] for c in p)


def _derived(p: Polynomial) -> Polynomial:
    return tuple(k * c for k, c in enumerate(p))[1:]


def _square_free(p: Polynomial) -> list[Polynomial]:
    """Yun's algorithm: the k-th part, with leading coefficient 1, has the roots that p has k times."""
    parts: list[Polynomial] = []
    df = _derived(p)
    a = _common(p, df)
    b, c = _divided(p, a)[0], _divided(df, a)[0]
    while len(b) > 1:
        d = _sum(c, tuple(-k for k in _derived(b)))
        part = _common(b, d)
        parts.append(part)
        b, c = _divided(b, part)[0], _divided(d, part)[0]
    return parts


def _number(value: Fraction) -> Expression:
    if value < 0:
        return Call("negate", (_number(-value),))
    if value.denominator == 1:
        return Number(value.numerator)
    return Call("divide", (Number(value.numerator), Number(value.denominator)))


def _power(base: Expression, k: int) -> Expression:
    return base if k == 1 else Call("power", (base, Number(k)))


def _written(p: Polynomial, name: str) -> Expression:
    """The polynomial by falling powers."""
    terms: list[Expression] = []
    for k in range(len(p) - 1, -1, -1):
        if p[k] == 0:
            continue
        factors = ([] if k and p[k] == 1 else [_number(p[k])]) + ([_power(Name(name), k)] if k else [])
        terms.append(factors[0] if len(factors) == 1 else Call("multiply", tuple(factors)))
    return terms[0] if len(terms) == 1 else Call("add", tuple(terms))
