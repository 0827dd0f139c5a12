"""The table of integrals of the textbook: known functions h(u), each with an antiderivative H(u)."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from calcviz.language.expression import Call, Constant, Expression, Name, Number, free_names
from calcviz.maths.calculus.squares import of_reciprocal, of_reciprocal_root, of_root, squares
from calcviz.maths.exact import exact
from calcviz.maths.functions.building import (
    PI,
    TWO,
    add,
    call,
    divide,
    multiply,
    negate,
    number,
    power,
    subtract,
)

Used = tuple[int, Expression]
"""0 for a factor above the stroke, 1 for one below it; and the factor."""


class Primitive(NamedTuple):
    """Factors of an integrand that are h(inner), and the antiderivative of h at it."""

    used: tuple[Used, ...]
    inner: Expression
    integral: Expression


def primitives(above: Sequence[Expression], below: Sequence[Expression]) -> Iterator[Primitive]:
    """Every way to read one factor as a known function of some u; powers come last."""
    for factor in above:
        if isinstance(factor, Call):
            yield from _of_function(factor)
    for factor in below:
        if isinstance(factor, Call):
            yield from _of_reciprocal(factor)
    for side, factors in enumerate((above, below)):
        for factor in factors:
            yield from _of_power(factor, side)


def _of_function(factor: Call) -> Iterator[Primitive]:
    used: tuple[Used, ...] = ((0, factor),)
    if factor.function == "power":
        base, exponent = factor.arguments
        if base == Constant("e"):
            yield Primitive(used, exponent, factor)
        elif not free_names(base):
            yield Primitive(used, exponent, divide(factor, call("ln", base)))
        elif (inside := _squared(factor)) is not None and inside.function in _SQUARES:
            (u,) = inside.arguments
            yield Primitive(used, u, _SQUARES[inside.function](u))
        return
    if factor.function == "sqrt" and (q := squares(factor.arguments[0])) is not None:
        yield Primitive(used, q.u, of_root(q, factor))
    if factor.function == "mod" and not free_names(factor.arguments[1]):
        yield Primitive(used, factor.arguments[0], _of_mod(*factor.arguments))
    if len(factor.arguments) != 1:
        return
    (u,) = factor.arguments
    if (integral := _KNOWN.get(factor.function)) is not None:
        yield Primitive(used, u, integral(u))
    if factor.function == "abs" and isinstance(u, Call) and u.function in _ARCHES:
        yield Primitive(used, u.arguments[0], _ARCHES[u.function](u.arguments[0]))


def _of_reciprocal(factor: Call) -> Iterator[Primitive]:
    """1/cos u, 1/sin u and their squares, 1/cosh² u, 1/(c ± u²), 1/√(c ± u²)."""
    used: tuple[Used, ...] = ((1, factor),)
    inside = _squared(factor)
    if inside is not None and inside.function == "cos":
        yield Primitive(used, inside.arguments[0], call("tan", inside.arguments[0]))
    if inside is not None and inside.function == "sin":
        yield Primitive(used, inside.arguments[0], negate(call("cot", inside.arguments[0])))
    if inside is not None and inside.function == "cosh":
        yield Primitive(used, inside.arguments[0], call("tanh", inside.arguments[0]))
    if (q := squares(factor)) is not None:
        yield Primitive(used, q.u, of_reciprocal(q))
    if factor.function == "sqrt" and (q := squares(factor.arguments[0])) is not None:
        yield Primitive(used, q.u, of_reciprocal_root(q, factor))
    if factor.function == "cos":
        (u,) = factor.arguments
        yield Primitive(used, u, _logarithm(add(call("sec", u), call("tan", u))))
    if factor.function == "sin":
        (u,) = factor.arguments
        yield Primitive(used, u, _logarithm(call("tan", divide(u, TWO))))


def _of_power(factor: Expression, side: int) -> Iterator[Primitive]:
    """uⁿ, √u and u itself, above or below the stroke; n may be a letter, which is not to be −1 then."""
    u, n, rooted = factor, number(1), False
    if isinstance(factor, Call) and factor.function == "power":
        u, n = factor.arguments
    elif isinstance(factor, Call) and factor.function == "sqrt":
        (u,), n, rooted = factor.arguments, divide(Number(1), TWO), True
    known = exact(n) if not free_names(n) else None
    if known is not None:
        yield Primitive(((side, factor),), u, _raised(u, -known if side else known, rooted))
    elif isinstance(n, Name):
        raised = subtract(Number(1), n) if side else add(n, Number(1))
        yield Primitive(((side, factor),), u, divide(power(u, raised), raised))


def _raised(u: Expression, n: Fraction, rooted: bool) -> Expression:
    """The antiderivative of uⁿ; a root stays one where a root was written."""
    if n == -1:
        return _logarithm(u)
    k = 1 / (n + 1)
    top = power(u, number(n + 1)) if n != 0 else u
    if rooted:
        root = call("sqrt", u)
        top = root if n < 0 else multiply(u, root)
    return multiply(number(k), top) if k != 1 else top


def _squared(e: Call) -> Call | None:
    """The function whose square e is."""
    if e.function != "power" or e.arguments[1] != TWO:
        return None
    return e.arguments[0] if isinstance(e.arguments[0], Call) else None


def _logarithm(u: Expression) -> Expression:
    return call("ln", call("abs", u))


def _of_floor(u: Expression) -> Expression:
    """n u − n (n + 1)/2 with n = ⌊u⌋, which has no jumps."""
    n = call("floor", u)
    return subtract(multiply(n, u), divide(multiply(n, add(n, Number(1))), TWO))


def _of_ceil(u: Expression) -> Expression:
    n = call("ceil", u)
    return subtract(multiply(n, u), divide(multiply(n, subtract(n, Number(1))), TWO))


def _of_round(u: Expression) -> Expression:
    """n u − n²/2 with the nearest whole number n."""
    n = call("round", u)
    return subtract(multiply(n, u), divide(power(n, 2), TWO))


def _of_frac(u: Expression) -> Expression:
    return divide(add(call("floor", u), power(call("frac", u), 2)), TWO)


def _of_mod(u: Expression, m: Expression) -> Expression:
    """Whole periods, each m²/2, and the rest."""
    return divide(add(multiply(power(m, 2), call("floor", divide(u, m))), power(call("mod", u, m), 2)), TWO)


def _arches(u: Expression) -> Expression:
    """The area of |sin u|: 2 for each whole arch, and the rest."""
    return subtract(multiply(TWO, call("floor", divide(u, PI))), call("cos", call("mod", u, PI)))


_ARCHES: dict[str, Callable[[Expression], Expression]] = {
    "sin": _arches,
    "cos": lambda u: _arches(add(u, divide(PI, TWO))),
}

_SQUARES: dict[str, Callable[[Expression], Expression]] = {
    "sec": lambda u: call("tan", u),
    "csc": lambda u: negate(call("cot", u)),
    "sech": lambda u: call("tanh", u),
}
"""H(u) for h(u)², each by the name of h."""

_KNOWN: dict[str, Callable[[Expression], Expression]] = {
    "exp": lambda u: call("exp", u),
    "sec": lambda u: _logarithm(add(call("sec", u), call("tan", u))),
    "csc": lambda u: _logarithm(call("tan", divide(u, TWO))),
    "sin": lambda u: negate(call("cos", u)),
    "cos": lambda u: call("sin", u),
    "tan": lambda u: negate(_logarithm(call("cos", u))),
    "cot": lambda u: _logarithm(call("sin", u)),
    "sinh": lambda u: call("cosh", u),
    "cosh": lambda u: call("sinh", u),
    "tanh": lambda u: call("ln", call("cosh", u)),
    "coth": lambda u: _logarithm(call("sinh", u)),
    "abs": lambda u: divide(multiply(u, call("abs", u)), TWO),
    "sign": lambda u: call("abs", u),
    "heaviside": lambda u: call("relu", u),
    "relu": lambda u: divide(multiply(u, call("relu", u)), TWO),
    "floor": _of_floor,
    "ceil": _of_ceil,
    "round": _of_round,
    "frac": _of_frac,
    "sigmoid": lambda u: call("softplus", u),
    "normalpdf": lambda u: call("normalcdf", u),
}
"""H(u) for h(u), each by the name of h; continuous wherever h is bounded."""
