"""Numbers and formulas as they are read beside a picture that moves."""

import pytest

from calcviz.drawing import Readout
from calcviz.ui.readings import capital, line_of, live, rounded, spoken


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


def test_sentences_are_for_people() -> None:
    assert (
        spoken("the tangent at 1 is y = 2.7200000000000006*x - 3")
        == "The tangent at 1 is y = 2.72\u2009x − 3"
    )
    assert rounded("at 0.25") == "at 0.25"


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("nothing is named `foo`", "Nothing is named `foo`"),
        ("a number is missing", "A number is missing"),
        ("a is undefined", "a is undefined"),
        ("f 在 1 处的差商", "f 在 1 处的差商"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_letter(sentence: str, read: str) -> None:
    assert capital(sentence) == read
