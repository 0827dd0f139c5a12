"""Sums whose terms cancel are 0, and nothing else is said to be."""

import pytest

from calcviz.maths.relations.identity import is_zero
from tests.maths.relations.relations import relation


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("(x + y)^2", "x^2 + 2x y + y^2", True),
        ("(x - y)(x + y)", "x^2 - y^2", True),
        ("sin(x)/2 + sin(x)/2", "sin(x)", True),
        ("sin(x)^2 + cos(x)^2", "1", False),
        ("x/x", "1", False),
        ("x + 1", "x", False),
        ("(x + y + 1)^12 (x - y)^12", "0", False),
    ],
)
def test_identities(left: str, right: str, same: bool) -> None:
    field = relation(f"{left} = {right} + 0y").parts[0].field
    assert is_zero(field.expression) == same
