"""Equations are curves, inequalities regions, and so are what is outside of them."""

import pytest

from calcviz.language.names import Names
from calcviz.language.rows import read_row
from calcviz.language.statements import RelationRow
from calcviz.scene.relations import is_region


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x y = 1", False),
        ("x < y", True),
        ("x != y", True),
        ("x < y and x y = 1", False),
        ("x < y or x y = 1", True),
        ("not x < 0", True),
        ("not x = 0", True),
        ("not x != 0", False),
        ("not (x < 0 or y != 1)", False),
        ("not (x < 0 and y = 1)", True),
        ("not not x = 0", False),
    ],
)
def test_what_mostly_holds_over_areas_is_a_region(written: str, expected: bool) -> None:
    statement = read_row(written, Names()).statement
    assert isinstance(statement, RelationRow)
    assert is_region(statement.condition) is expected
