"""Tables of numbers: one manner in a column, powers of ten as they are written by hand."""

import pytest
from pytestqt.qtbot import QtBot

from calcviz.drawing import Table
from calcviz.ui.results import NumberTable, _column


@pytest.mark.parametrize(
    ("values", "form", "shown"),
    [
        ([0.1, 0.01, 1e-05], "g", ["0.1", "0.01", "0.00001"]),
        ([0.3 / 10, 0.3 / 10**4], "g", ["0.03", "0.00003"]),
        ([1e-5, 1e-8, 0.0, None], "g", ["10⁻⁵", "10⁻⁸", "0", "–"]),
        ([2.5e-3, 2.5e-9], "g", ["2.5×10⁻³", "2.5×10⁻⁹"]),
        ([-1e-9, 1.0], "g", ["−10⁻⁹", "1"]),
        ([1.776e-15, -2.3e-5, 0.0], ".1e", ["1.8×10⁻¹⁵", "−2.3×10⁻⁵", "0"]),
        ([2.3, None, -1.0], ".2f", ["2.30", "–", "−1.00"]),
    ],
)
def test_a_column(values: list[float | None], form: str, shown: list[str]) -> None:
    assert _column(values, form) == shown


def test_programs_get_plain_numbers(qtbot: QtBot) -> None:
    table = NumberTable()
    qtbot.addWidget(table)
    table.show_table(Table(("h", "e"), ("h", r"\text{error}"), ((1e-5, 1.8e-15), (1e-6, None)), ("g", ".1e")))
    assert table.text() == "h\terror\n1e-05\t1.8e-15\n1e-06\t"


def test_negative_numbers_beside_exact_ones_have_the_same_minus() -> None:
    column = list(_column(["−3π", -2.5, None, 0.25], ""))
    assert column == ["−3π", "−2.5", "", "0.25"]
