"""Small builders of expressions, for rules and conditions that read like mathematics."""

from fractions import Fraction

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Number,
    Piecewise,
    Relation,
)

ZERO, ONE, TWO = Number(0), Number(1), Number(2)
PI, E = Constant("pi"), Constant("e")


def call(function: str, *arguments: Expression) -> Call:
    """A call of a function of the table."""
    return Call(function, arguments)


def number(value: int | Fraction) -> Expression:
    """A rational number; a fraction is written as a quotient of whole numbers."""
    if value < 0:
        return call("negate", number(-value))
    if isinstance(value, int) or value.denominator == 1:
        return Number(int(value))
    return call("divide", Number(value.numerator), Number(value.denominator))


def add(*terms: Expression) -> Expression:
    """The sum."""
    return call("add", *terms)


def negate(u: Expression) -> Expression:
    """-u."""
    return call("negate", u)


def subtract(u: Expression, v: Expression) -> Expression:
    """u - v."""
    return call("add", u, call("negate", v))


def multiply(*factors: Expression) -> Expression:
    """The product of one or more factors."""
    return call("multiply", *factors) if len(factors) > 1 else factors[0]


def divide(u: Expression, v: Expression) -> Expression:
    """u/v."""
    return call("divide", u, v)


def power(u: Expression, exponent: Expression | int) -> Expression:
    """u to a power."""
    return call("power", u, number(exponent) if isinstance(exponent, int) else exponent)


def relation(u: Expression, sign: Relation, v: Expression) -> Comparison:
    """A comparison of two operands."""
    return Comparison((u, v), (sign,))


def above(u: Expression, v: Expression = ZERO) -> Comparison:
    """u > v."""
    return relation(u, ">", v)


def below(u: Expression, v: Expression = ZERO) -> Comparison:
    """u < v."""
    return relation(u, "<", v)


def at_least(u: Expression, v: Expression = ZERO) -> Comparison:
    """u >= v."""
    return relation(u, ">=", v)


def nonzero(u: Expression) -> Comparison:
    """u != 0."""
    return relation(u, "!=", ZERO)


def whole(u: Expression) -> Comparison:
    """u is a whole number."""
    return relation(call("frac", u), "=", ZERO)


def broken(u: Expression) -> Comparison:
    """u is no whole number."""
    return nonzero(call("frac", u))


def between(low: Expression, u: Expression, high: Expression) -> Comparison:
    """low <= u <= high."""
    return Comparison((low, u, high), ("<=", "<="))


def both(*conditions: Expression) -> Expression:
    """All of the conditions."""
    return Logic("and", conditions) if len(conditions) > 1 else conditions[0]


def either(*conditions: Expression) -> Expression:
    """At least one of the conditions."""
    return Logic("or", conditions) if len(conditions) > 1 else conditions[0]


def cases(*branches: tuple[Expression, Expression]) -> Piecewise:
    """The value of the first branch whose condition holds."""
    return Piecewise(branches)
