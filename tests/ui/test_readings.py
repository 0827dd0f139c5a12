"""Numbers and formulas as they are read beside a picture that moves."""

import pytest

from calcviz.drawing import Readout
from calcviz.scene.document import Document, Row
from calcviz.session import Session
from calcviz.ui.readings import line_of, live, reading_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.0, "2"),
        (-0.12345, "-0.123"),
        (0.0, "0"),
        (0.00012345, "1.234×10⁻⁴"),
        (12345678.0, "1.235×10⁷"),
        (float("inf"), "∞"),
        (float("-inf"), "-∞"),
        (None, "undefined"),
        (float("nan"), "undefined"),
    ],
)
def test_a_live_number(value: float | None, text: str) -> None:
    assert live(value) == text


def test_an_equation_keeps_its_formula_while_its_numbers_move() -> None:
    one, values = line_of(Readout("equation", "y", text="", text_latex=r"2.72 x - 3.76"))
    other, moved = line_of(
        Readout("equation", "y", text="", text_latex=r"2.7799999999999994 x - 3.8300000000000001")
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


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("f''(x)", r"f''\left(x\right) = 6"),
        ("d/dx sin(x^2)", r"\frac{d}{d x} \sin\left(x^{2}\right) = 2 x \cos\left(x^{2}\right)"),
        ("diff(f(x), x)", r"\frac{d}{d x} f\left(x\right) = 6 x - 4"),
        ("x^2", "x^{2}"),
    ],
)
def test_a_function_shows_what_it_comes_to(text: str, written: str) -> None:
    session = Session(Document((Row(1, "f(x) = 3x^2 - 4x"), Row(2, text))))
    assert reading_of(session.frame.row(2)) == (written, {})


def test_what_is_too_long_to_be_read_is_not_written_out() -> None:
    session = Session(Document((Row(1, "d^6/dx^6 x^x"),)))
    assert reading_of(session.frame.row(1)) == (r"\frac{d^{6}}{d x^{6}} x^{x}", {})


def test_an_equation_of_a_line_is_set_like_every_other() -> None:
    session = Session(Document((Row(1, "tangent(3x^2 - 4x, 1)"),)))
    assert session.frame.row(1).drawing.readouts[1].text_latex == "2 x - 3"
