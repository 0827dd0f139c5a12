"""Expressions as JSON: exact, closed to everything that is not on the list, bounded."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import calcviz.maths.functions.table  # noqa: F401
from calcviz.language.expression import (
    Apply,
    Call,
    Comparison,
    Constant,
    Derivative,
    Expression,
    Logic,
    Name,
    Number,
    Partial,
    Piecewise,
    Question,
    Sequence,
    Tuple,
)
from calcviz.language.tree import DEEPEST, MOST_NODES, from_json, to_json

X = Name("x")
KINDS = [
    Number(7),
    Number(-(10**300)),
    Number(Fraction(1, 3)),
    Number(Fraction("0.1")),
    Constant("pi"),
    Constant("inf"),
    Name("theta"),
    Name("x_1"),
    Call("add", (X, Number(1), Constant("e"))),
    Call("log", (X, Number(2))),
    Comparison((Number(0), X, Number(1)), ("<", "<=")),
    Piecewise(((X, Comparison((X, Number(0)), (">",))),)),
    Piecewise(((X, Logic("not", (Comparison((X, X), ("!=",)),))),), Number(0)),
    Tuple((X, Sequence((X,)), Sequence(()))),
    Question("integral", X, ("x",), (Number(0), Number(1))),
    Question("limit", X, ("x",), (Number(0),), "left"),
    Question("solve", Logic("and", (Comparison((X, X), ("=",)), Comparison((X, X), ("<",)))), ("x", "y")),
]


@pytest.mark.parametrize("e", KINDS, ids=lambda e: type(e).__name__)
def test_comes_back_exactly(e: Expression) -> None:
    assert from_json(json.loads(json.dumps(to_json(e)))) == e


@given(st.fractions())
def test_numbers_are_kept_exactly(value: Fraction) -> None:
    assert from_json(to_json(Number(value))) == Number(value)


@pytest.mark.parametrize("e", [Apply("f", 1, (X,)), Derivative(X, "x", 1), Partial(Name("g"), ("x",))])
def test_nodes_of_a_document_are_refused(e: Expression) -> None:
    with pytest.raises(ValueError):
        to_json(Call("sin", (e,)))


@pytest.mark.parametrize(
    "tree",
    [
        None,
        1,
        "x",
        [],
        {},
        ["call"],
        ["call", "__import__", ["name", "os"]],
        ["call", "sin"],
        ["call", "sin", ["name", "x"], ["name", "x"]],
        ["call", ["sin"], ["name", "x"]],
        ["name", "x.__class__"],
        ["name", "a b"],
        ["name", "x" * 99],
        ["name"],
        ["number", 1],
        ["number", "1e5"],
        ["number", "1", "0"],
        ["number", "1", "-3"],
        ["number", "9" * 5000],
        ["number", "１"],
        ["constant", "i"],
        ["comparison", ["<"], ["name", "x"]],
        ["comparison", ["~"], ["name", "x"], ["name", "x"]],
        ["and", ["name", "x"]],
        ["not", ["name", "x"], ["name", "x"]],
        ["piecewise", None],
        ["piecewise", None, [["name", "x"], ["name", "x"]]],
        ["ask", "system", ["name", "x"], ["x"], ""],
        ["ask", "limit", ["name", "x"], ["x"], "above", ["number", "0"]],
        ["ask", "limit", ["name", "x"], "x", ""],
        ["derivative", ["name", "x"]],
    ],
)
def test_everything_else_is_refused(tree: object) -> None:
    with pytest.raises(ValueError):
        from_json(tree)


json_trees = st.recursive(
    st.none()
    | st.integers()
    | st.text(max_size=4)
    | st.sampled_from(["call", "sin", "name", "x", "number", "1"]),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=20,
)


@given(json_trees)
def test_anything_is_read_or_refused(tree: object) -> None:
    try:
        e = from_json(tree)
    except ValueError:
        return
    assert from_json(to_json(e)) == e


def test_size_and_depth_are_bounded() -> None:
    deep: Expression = X
    for _ in range(DEEPEST + 5):
        deep = Call("negate", (deep,))
    wide = Call("add", (X,) * MOST_NODES)
    for e in (deep, wide):
        with pytest.raises(ValueError):
            to_json(e)
    nested: list[object] = ["name", "x"]
    for _ in range(DEEPEST + 5):
        nested = ["call", "negate", nested]
    with pytest.raises(ValueError):
        from_json(nested)
    with pytest.raises(ValueError):
        from_json(["call", "add", *[["name", "x"]] * MOST_NODES])
