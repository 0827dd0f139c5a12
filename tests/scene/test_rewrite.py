"""Dragged values written back into the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.concepts import discover
from calcviz.language.names import Names
from calcviz.language.rows import read_row
from calcviz.scene.rewrite import with_values

discover()
NAMES = Names(functions=frozenset({("f", ("x",))}), commands=frozenset({"tangent", "secant"}))


def rewritten(text, values):
    """The row with other values, after its statement was read."""
    statement = read_row(text, NAMES).statement
    assert statement is not None
    return with_values(text, statement, values)


@pytest.mark.parametrize(
    ("text", "values", "answer"),
    [
        ("a = 1.5 in [-5, 5] step 0.5", {"a": -2.0}, "a = -2 in [-5, 5] step 0.5"),
        ("a=-3", {"a": 0.25}, "a=0.25"),
        ("a = 2", {"b": 1.0}, "a = 2"),
        ("P = (1, 2)", {"y": 7.0}, "P = (1, 7)"),
        ("P = (sqrt(2), max(1, 2))", {"x": 1.0, "y": -1.0}, "P = (1, -1)"),
        ("tangent(f, 1)", {1: 1.25}, "tangent(f, 1.25)"),
        ("tangent(f, a = 1)", {"a": 1.25}, "tangent(f, a = 1.25)"),
        ("secant(max(x, 1), 1, h = 2)", {1: 10.0, "h": 0.5}, "secant(max(x, 1), 10, h = 0.5)"),
        ("tangent(f)", {"a": 2.0}, "tangent(f, a = 2)"),
        ("# a note", {"a": 2.0}, "# a note"),
    ],
)
def test_only_the_value_changes(text, values, answer):
    """The rest stays as it was typed."""
    assert rewritten(text, values) == answer


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_what_is_written_reads_back(x, y):
    """Every digit of a float survives the text."""
    text = rewritten("P = (1, 2)", {"x": x, "y": y})
    assert rewritten(text, {"x": 1.0, "y": 2.0}) == "P = (1, 2)"
    inside = text.removeprefix("P = (").removesuffix(")").split(", ")
    assert [float(part) for part in inside] == [x, y]
