"""Numbers and formulas as they are read beside a picture that moves."""

import pytest

from calcviz.drawing import Readout
from calcviz.scene.document import Document, Row
from calcviz.session import Session
from calcviz.ui.readings import filled, line_of, live, reading_of


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


def test_the_numbers_of_a_plane_are_rounded_as_well() -> None:
    latex = "1.6240720315135 x - 0.29552020666134 y + 0.48724"
    _, values = line_of(Readout("equation", "z", text="", text_latex=latex))
    assert list(values.values()) == ["1.62407", "0.29552", "0.48724"]


def test_a_formula_that_is_no_line_stays_as_it_is() -> None:
    latex, values = line_of(Readout("derivative", "f'(x)", text="6*x", text_latex=r"\frac{1}{x^{2}}"))
    assert latex == r"f'(x) = \frac{1}{x^{2}}"
    assert not values


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (6.160928470923547, 2.7e-13, "6.160928471"),
        (0.682689492137086, 7e-15, "0.6826894921"),
        (1.1366352153, 3e-5, "1.137"),
        (1.13663521531, 3e-7, "1.13664"),
        (2e-17, 3e-14, "0"),
        (24.0, 1e-14, "24"),
    ],
)
def test_a_number_with_a_bound_has_the_digits_that_are_sure(value: float, error: float, text: str) -> None:
    assert line_of(Readout("area", "A", value, error=error))[1] == {"area": text}


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


def reading(*texts: str) -> str:
    frame = Session(Document(tuple(Row(k, text) for k, text in enumerate(texts, 1)))).frame
    return filled(reading_of(frame.rows[-1]))


def test_a_vector_is_a_column_and_a_matrix_stands_by_its_rows() -> None:
    g = "g(x, y) = x^2 + y^2/3"
    assert reading(g, "∇g(3, 3)").endswith(r"= \begin{pmatrix} 6 \\ 2 \end{pmatrix}")
    assert reading(g, "∇g(3, 1)").endswith(r"\approx \begin{pmatrix} 6 \\ 0.6666666667 \end{pmatrix}")
    F = "F(x, y) = (x^2 - y, x y)"
    assert reading(F, "jacobian F(1, 2)").endswith(r"= \begin{pmatrix} 2 & -1 \\ 2 & 1 \end{pmatrix}")
    assert "pmatrix" not in reading("g(x, y) = sqrt(x)", "∇g(-1, 0)").partition("=")[2]


def test_a_matrix_of_numbers_is_not_said_twice() -> None:
    assert reading("g(x, y) = x^2 - y^2", "hessian(g)").count("pmatrix") == 2


def test_the_components_of_a_result_move_in_their_places() -> None:
    one, values = line_of(Readout("gradient", r"\nabla g", values=(2.0, -2.0)))
    other, moved = line_of(Readout("gradient", r"\nabla g", values=(3.0, -4.5)))
    assert list(values.values()) == ["2", "-2"] and list(moved.values()) == ["3", "-4.5"]
    assert one.count(r"\slot") == 2 and other != one


def test_a_row_shows_both_partial_derivatives() -> None:
    session = Session(Document((Row(1, "partials(x^2 + 3y, (2, 1))"),)))
    line = reading_of(session.frame.row(1))
    assert list(line[1].values()) == ["4", "3"]
    assert filled(line).count(r"\partial z") == 2
    assert filled(reading_of(session.frame.row(1))).endswith("= 3")


def test_a_partial_derivative_that_there_is_stands_beside_one_that_there_is_not() -> None:
    shown = reading("partials(abs(x) + y^2, (0, 4))")
    assert "does not exist" in shown and shown.endswith("= 8")
