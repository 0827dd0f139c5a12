"""Random expressions, of every kind the reader can make."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from calcviz.language.expression import (
    Apply,
    Call,
    Comparison,
    Constant,
    Derivative,
    Differential,
    Expression,
    Logic,
    Name,
    Number,
    Partial,
    Piecewise,
)
from calcviz.language.vocabulary import FUNCTIONS

SIGNS = ("add", "multiply", "negate", "divide", "power", "factorial")
NAMES = ("x", "y", "t", "theta", "a", "b", "n", "alpha", "x_0")


@st.composite
def numbers(draw: Any) -> Number:
    """A number that can be typed: not below zero, with decimals that end."""
    value = Fraction(draw(st.integers(0, 99999)), 10 ** draw(st.integers(0, 12)))
    if draw(st.booleans()):
        value = draw(st.sampled_from([Fraction(k) for k in (0, 1, 2, 3, 10, 10**12, 123 * 10**15)]))
    return Number(int(value) if value.denominator == 1 else value)


@st.composite
def expressions(draw: Any, depth: int = 3) -> Expression:
    """A value of at most that depth."""
    kind = draw(st.integers(0, 13)) if depth else draw(st.integers(0, 2))
    if kind == 0:
        return draw(numbers())
    if kind == 1:
        return Name(draw(st.sampled_from(NAMES)))
    if kind == 2:
        return Constant(draw(st.sampled_from(["pi", "e"])))
    part = expressions(depth - 1)
    if kind < 7:
        return call(draw, draw(st.sampled_from(SIGNS)), part)
    if kind < 9:
        return call(draw, draw(st.sampled_from(sorted(set(FUNCTIONS) - {*SIGNS, "log"}))), part)
    if kind == 9:
        return Apply("f", draw(st.integers(0, 3)), (draw(part),))
    if kind == 10:
        body = Call("sin", (Name(draw(st.sampled_from(["x", "a"]))),))
        return Derivative(body, "x", draw(st.integers(1, 4)))
    if kind == 11:
        variables = tuple(draw(st.lists(st.sampled_from(["x", "y"]), min_size=1, max_size=3)))
        return Partial(Name("g"), variables, (draw(part), draw(part)))
    if kind == 12:
        function = draw(st.sampled_from([Name("g"), Call("multiply", (Name("x"), Name("y")))]))
        return Call("abs", (Differential("gradient", function, (draw(part), draw(part))),))
    branches = [(draw(part), draw(conditions(depth - 1))) for _ in range(draw(st.integers(1, 2)))]
    return Piecewise(tuple(branches), draw(part) if draw(st.booleans()) else None)


def call(draw: Any, name: str, part: st.SearchStrategy[Expression]) -> Call:
    """A call of that function with as many arguments as it takes."""
    least, most = FUNCTIONS[name].arity
    return Call(name, tuple(draw(part) for _ in range(draw(st.integers(least, most or least + 2)))))


@st.composite
def conditions(draw: Any, depth: int) -> Expression:
    """A comparison, or conditions joined by and, or, not."""
    kind = draw(st.integers(0, 4)) if depth > 0 else 0
    if kind < 3:
        count = draw(st.integers(1, 2))
        relations = tuple(draw(st.sampled_from(["<", "<=", ">", ">=", "=", "!="])) for _ in range(count))
        return Comparison(tuple(draw(expressions(max(depth - 1, 0))) for _ in range(count + 1)), relations)
    if kind == 3:
        return Logic("not", (draw(conditions(depth - 1)),))
    operands = tuple(draw(conditions(depth - 1)) for _ in range(draw(st.integers(2, 3))))
    return Logic(draw(st.sampled_from(["and", "or"])), operands)
