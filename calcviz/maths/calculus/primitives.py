"""The table of integrals of the textbook: known functions h(u), each with an antiderivative H(u)."""

from collections.abc import Iterator, Sequence
from math import isqrt
from typing import NamedTuple

from calcviz.language.expression import Call, Constant, Expression, Number, free_names
from calcviz.maths.exact import exact
from calcviz.maths.functions.building import TWO, call, divide, multiply, negate, number, power

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
        return
    (u,) = factor.arguments if len(factor.arguments) == 1 else (None,)
    if u is None:
        return
    match factor.function:
        case "exp":
            yield Primitive(used, u, factor)
        case "sin":
            yield Primitive(used, u, negate(call("cos", u)))
        case "cos":
            yield Primitive(used, u, call("sin", u))
        case "tan":
            yield Primitive(used, u, negate(_logarithm(call("cos", u))))
        case "sinh":
            yield Primitive(used, u, call("cosh", u))
        case "cosh":
            yield Primitive(used, u, call("sinh", u))


def _of_reciprocal(factor: Call) -> Iterator[Primitive]:
    """1/cos² u, 1/sin² u, 1/(1 + u²), 1/√(1 − u²)."""
    used: tuple[Used, ...] = ((1, factor),)
    if factor.function == "power" and factor.arguments[1] == TWO and isinstance(factor.arguments[0], Call):
        inside = factor.arguments[0]
        if inside.function == "cos":
            yield Primitive(used, inside.arguments[0], call("tan", inside.arguments[0]))
        if inside.function == "sin":
            yield Primitive(used, inside.arguments[0], negate(call("cot", inside.arguments[0])))
    if (u := _beside_one(factor, negative=False)) is not None:
        yield Primitive(used, u, call("atan", u))
    if factor.function == "sqrt" and isinstance(factor.arguments[0], Call):
        u = _beside_one(factor.arguments[0], negative=True)
        if u is not None:
            yield Primitive(used, u, call("asin", u))


def _of_power(factor: Expression, side: int) -> Iterator[Primitive]:
    """uⁿ, √u and u itself, above or below the stroke."""
    n, u = number(1), factor
    if isinstance(factor, Call) and factor.function == "power":
        u, n = factor.arguments
    elif isinstance(factor, Call) and factor.function == "sqrt":
        u, n = factor.arguments[0], number(1) if side < 0 else divide(Number(1), TWO)
    known = exact(n) if not free_names(n) else None
    if known is None:
        return
    exponent = -known if side else known
    if exponent == -1:
        integral: Expression = _logarithm(u)
    else:
        raised = exponent + 1
        top = power(u, number(raised)) if raised != 1 else u
        integral = multiply(number(1 / raised), top) if raised != 1 else top
    yield Primitive(((side, factor),), u, integral)


def _beside_one(e: Expression, *, negative: bool) -> Expression | None:
    """The u of 1 + u², or of 1 − u²."""
    if (
        not isinstance(e, Call)
        or e.function != "add"
        or len(e.arguments) != 2
        or Number(1) not in e.arguments
    ):
        return None
    other = e.arguments[1] if e.arguments[0] == Number(1) else e.arguments[0]
    if negative:
        if not (isinstance(other, Call) and other.function == "negate"):
            return None
        other = other.arguments[0]
    return _root(other)


def _root(e: Expression) -> Expression | None:
    """The u of u², of 4 u² too; None where e is no such square."""
    if isinstance(e, Call) and e.function == "power" and e.arguments[1] == TWO:
        return e.arguments[0]
    if isinstance(e, Call) and e.function == "multiply" and len(e.arguments) == 2:
        k, u = exact(e.arguments[0]), _root(e.arguments[1])
        side = None if k is None or k.denominator != 1 or k < 0 else isqrt(int(k))
        if u is not None and side is not None and side**2 == k:
            return multiply(Number(side), u)
    return None


def _logarithm(u: Expression) -> Expression:
    return call("ln", call("abs", u))
