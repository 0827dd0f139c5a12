"""An antiderivative without a formula is an integral from a place that is said, and has the right values."""

import mpmath
import pytest

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.reader import parse
from calcviz.maths.calculus.started import antiderivative, numeric_antiderivative, started
from calcviz.maths.real import RealFunction
from calcviz.scene.document import Document, Row
from calcviz.session import Session


def read(written: str) -> Expression:
    e = parse(written, Names(numbers=frozenset("a")))
    assert isinstance(e, Expression)
    return e


@pytest.mark.parametrize(
    ("written", "start", "f", "at"),
    [
        ("e^(-x^2)", 0, lambda t: mpmath.exp(-t * t), 1.5),
        ("sin(x^3) e^(-x)", 0, lambda t: mpmath.sin(t**3) * mpmath.exp(-t), 1.25),
        ("sin(x)/x", 0, mpmath.sinc, 2.0),
        ("cos(x)/x", 1, lambda t: mpmath.cos(t) / t, 2.0),
        ("|sin(x)|", 0, lambda t: abs(mpmath.sin(t)), 3.0),
    ],
)
def test_its_values_are_integrals_from_the_start(written, start, f, at) -> None:
    F, base = started(read(written), "x")
    assert base == start
    assert RealFunction(F, "x")(at) == pytest.approx(float(mpmath.quad(f, [base, at])), abs=1e-11)


def test_numbers_say_from_where_and_only_where_no_rule_leads() -> None:
    answer = numeric_antiderivative(read("sin(x^3) e^(-x)"), "x")
    assert answer.standing == "numeric" and answer.remark == "numeric, from x = 0"
    assert text(answer.results[0]) == "integral(sin(t^3)*e^(-t), t, 0, x)"
    assert numeric_antiderivative(read("x^2"), "x").standing == "unknown"
    assert numeric_antiderivative(read("ln(-1 - x^2)"), "x").standing == "unknown"
    assert numeric_antiderivative(read("e^(a x^2)"), "x").standing == "unknown"


def test_the_letter_inside_is_free() -> None:
    assert text(started(read("e^(a cos(t))"), "t")[0]) == "integral(e^(a*cos(s)), s, 0, t)"
    assert text(antiderivative(read("x^2"), "x")) == "x^3/3"


def test_a_row_may_define_an_antiderivative() -> None:
    rows = ("F(x) = integral(e^(-x^2), x)", "F(1)", "F'(1)", "G(x) = integral(x^2, x)", "a = 2",
            "H(x) = integral(e^(a x^2), x)", "H(1)", "K(x) = 1 + integral(x, x)")  # fmt: skip
    frame = Session(Document(tuple(Row(k, row) for k, row in enumerate(rows, 1)))).frame
    assert frame.row(2).value == pytest.approx(0.7468241328124271, abs=1e-14)
    assert frame.row(3).value == pytest.approx(float(mpmath.exp(-1)), abs=1e-15)
    assert frame.row(1).drawing.primitives
    assert [hint.message for hint in frame.row(1).hints] == ["numeric, from x = 0"]
    assert [hint.message for hint in frame.row(4).hints] == ["the antiderivative with the constant 0"]
    assert frame.row(7).value == pytest.approx(float(mpmath.quad(lambda t: mpmath.exp(2 * t * t), [0, 1])))
    problem = frame.row(8).problem
    assert problem is not None and problem.message == "an integral without bounds stands alone in its row"


def test_an_antiderivative_by_numbers_is_drawn() -> None:
    row = Session(Document((Row(1, "integral(sin(x^3) e^-x, x)"),))).frame.row(1)
    assert row.drawing.primitives and row.answer is not None and row.answer.remark == "numeric, from x = 0"
