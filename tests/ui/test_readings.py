"""Numbers and formulas as they are read beside a picture that moves."""

import pytest

from calcviz.drawing import Readout
from calcviz.ui.readings import line_of, live


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.0, "2.000"),
        (-0.12345, "-0.123"),
        (0.0, "0.000"),
        (0.00012345, "1.234e-4"),
        (12345678.0, "1.235e7"),
        (float("inf"), "∞"),
        (float("-inf"), "-∞"),
        (None, "undefined"),
        (float("nan"), "undefined"),
    ],
)
def test_a_live_number(value: float | None, text: str) -> None:
    assert live(value) == text


def test_an_equation_keeps_its_formula_while_its_numbers_move() -> None:
    one, values = line_of(Readout("equation", "y", text="", text_latex=r"2.72\,x - 3.76"))
    other, moved = line_of(
        Readout("equation", "y", text="", text_latex=r"2.7799999999999994\,x - 3.8300000000000001")
    )
    assert one == other
    assert list(values.values()) == ["2.72", "3.76"]
    assert list(moved.values()) == ["2.78", "3.83"]


def test_a_formula_that_is_no_line_stays_as_it_is() -> None:
    latex, values = line_of(Readout("derivative", "f'(x)", text="6*x", text_latex=r"\frac{1}{x^{2}}"))
    assert latex == r"f'(x) = \frac{1}{x^{2}}"
    assert not values


def test_what_does_not_exist_says_so() -> None:
    latex, values = line_of(Readout("slope", "f'(a)", reason="a corner"))
    assert "does not exist" in latex
    assert not values
