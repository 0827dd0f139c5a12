"""The formula on one side of a point."""

import pytest

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.reader import parse
from calcviz.maths.derivatives.locally import locally


@pytest.mark.parametrize(
    ("written", "at", "left", "right"),
    [
        ("abs(x)", 0.0, "-x", "x"),
        ("floor(x)", 1.0, "0", "1"),
        ("frac(x)", 1.0, "x - 0", "x - 1"),
        ("max(x, x^2)", 1.0, "x", "x^2"),
        ("relu(x - 1)", 1.0, "0", "x - 1"),
        ("heaviside(x)", 0.0, "0", "1"),
        ("{x < 2: x, otherwise: 3}", 2.0, "x", "3"),
        ("abs(x - a)", 1.0, "-(x - a)", "x - a"),
        ("sqrt(x)", 0.0, "sqrt(x)", "sqrt(x)"),
    ],
)
def test_each_branch_is_decided(written: str, at: float, left: str, right: str) -> None:
    e = parse(written, Names(numbers=frozenset("a")))
    assert isinstance(e, Expression)
    found = [locally(e, "x", at, side, {"a": 1.0}) for side in (-1, 1)]
    assert [None if f is None else text(f) for f in found] == [left, right]


@pytest.mark.parametrize(
    "written", ["abs(sin(1/x))", "floor(1/x)", "{x sin(1/x) > 0: 1, otherwise: 2}", "abs(ln(x))"]
)
def test_what_cannot_be_decided_is_not(written: str) -> None:
    e = parse(written, Names())
    assert isinstance(e, Expression)
    assert locally(e, "x", 0.0, -1, {}) is None
