"""How many turns a polar curve needs."""

import pytest

from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.curves.turns import MOST, turns


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1", 1), ("1 + cos(theta)", 1), ("2sin(theta/2) + 1", 2), ("cos(3theta)", 1),
        ("1/cos(theta/3)^3", 3),
        ("sin(2theta/3) + cos(theta/4)", 12), ("sin(0.4theta + 1)", 5), ("tan(theta/2)", 1),
        ("sin(-theta/5)", 5), ("cos(sin(theta/2))", 2), ("sin(theta/3)sin(theta)", 3),
        ("theta", 1), ("theta cos(theta)", 1), ("cos(pi theta)", 1), ("cos(theta^2)", 1),
        (f"cos(theta/{MOST + 1})", 1),
    ],
)  # fmt: skip
def test_turns(text: str, count: int) -> None:
    e = read_expression(text, Names(), frozenset({"theta"}))
    assert turns(e, "theta") == count
