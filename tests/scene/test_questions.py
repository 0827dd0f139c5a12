"""What is a closed question, which numbers can answer."""

import pytest

from calcviz.language.names import Names
from calcviz.language.rows import read_row
from calcviz.language.statements import QuestionRow
from calcviz.scene.questions import is_closed


@pytest.mark.parametrize(
    ("row", "closed"),
    [
        ("integral(x^2, x, 0, 1)", True),
        ("integral(1, x, -sqrt(1-y^2), sqrt(1-y^2), y, -1, 1)", True),
        ("integral(1, x, 0, 1, y, 0, x)", False),
        ("integral(x y, x)", False),
        ("solve(x^2 = 2, x)", True),
    ],
)
def test_the_ends_of_an_inner_integral_vary_with_the_outer_variable(row: str, closed: bool) -> None:
    statement = read_row(row, Names()).statement
    assert isinstance(statement, QuestionRow)
    assert is_closed(statement.asked) is closed
