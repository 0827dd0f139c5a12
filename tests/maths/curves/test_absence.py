"""That a function is defined nowhere is said only where it is proven."""

import pytest

from calcviz.language.names import Names
from calcviz.language.rows import read_row
from calcviz.language.statements import FunctionRow
from calcviz.maths.curves.absence import nowhere_defined


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("sqrt(x - 3) sqrt(1 - x)", True),
        ("sqrt(x - 20)", True),
        ("ln(-1 - x^2)", True),
        ("x^2 + 100", False),
        ("sqrt(1e-12 - (x - 0.3)^2)", False),
        ("sqrt(-x^2)", False),  # at 0 alone it is
    ],
)
def test_only_what_is_proven(written: str, expected: bool) -> None:
    statement = read_row(written, Names()).statement
    assert isinstance(statement, FunctionRow)
    assert nowhere_defined(statement.body, "x", (), -10, 10) is expected
