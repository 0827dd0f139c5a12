"""What is a closed question, which numbers can answer, and where letters stand for any number."""

import pytest

from calcviz.language.expression import Question, free_names
from calcviz.language.names import Names
from calcviz.language.rows import read_row
from calcviz.language.statements import QuestionRow, Statement, StepsRow
from calcviz.scene.document import Document, Row
from calcviz.scene.questions import is_closed
from calcviz.session import Session


@pytest.mark.parametrize(
    ("row", "closed"),
    [
        ("integral(x^2, x, 0, 1)", True),
        ("integral(1, x, -sqrt(1-y^2), sqrt(1-y^2), y, -1, 1)", True),
        ("integral(1, x, 0, 1, y, 0, x)", True),
        ("integral(y, x)", False),
        ("integral(x y, x)", False),
        ("solve(x^2 = 2, x)", True),
    ],
)
def test_the_ends_of_an_inner_integral_vary_with_the_outer_variable(row: str, closed: bool) -> None:
    statement = read_row(row, Names()).statement
    assert isinstance(statement, QuestionRow)
    assert is_closed(statement.asked) is closed


def read(row: str) -> tuple[Statement | None, str]:
    reading = read_row(row, Names())
    return reading.statement, "" if reading.problem is None else reading.problem.message


@pytest.mark.parametrize(
    "row",
    [
        "integral(x^n, x)",
        "integral(a x^n)",
        "sum(k, k, 1, n)",
        "simplify(2a + 3a)",
        "steps(integral(x^n, x))",
    ],
)
def test_letters_without_a_value_stand_for_any_number(row: str) -> None:
    assert isinstance(read(row)[0], QuestionRow | StepsRow)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("integral(x^n, x, 0, 1)", "`n` has no value"),
        ("sum(x^k, k, 0, n)", "`n` has no value"),
        ("solve(a x = 1, x)", "`a` has no value"),
        ("1 + integral(x^n, x)", "`n` has no value"),
        ("diff(x^n, x, n)", "`n` has no value"),
        ("integral(i x, x)", "`i` is no number here: CalcViz computes with real numbers"),
    ],
)
def test_elsewhere_a_letter_needs_a_value(row: str, said: str) -> None:
    assert read(row) == (None, said)


def test_the_order_of_a_derivative_is_no_letter() -> None:
    problem = read_row("diff(x^n, x, n)", Names()).problem
    assert problem is not None and problem.hint is not None and "whole number" in problem.hint
    assert read_row("diff(a x^2, x, a)", Names(numbers=frozenset({"a"}))).problem is None


def questions(*texts: str) -> list[Question | None]:
    live = Session(Document(tuple(Row(k, each) for k, each in enumerate(texts, 1))))
    return [item.question for item in live.scene.items]


def test_a_letter_becomes_a_number_with_its_slider() -> None:
    general, *_ = questions("integral(x^n, x)")
    known, *_ = questions("integral(x^n, x)", "n = 2")
    assert general is not None and free_names(general) == {"n", "x"}
    assert known is not None and free_names(known) == {"x"}
