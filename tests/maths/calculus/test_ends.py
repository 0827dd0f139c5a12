"""The way from an antiderivative to the value of a definite integral."""

import pytest

from calcviz.language.expression import Question
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.rows import read_row
from calcviz.language.statements import QuestionRow
from calcviz.maths.calculus.ends import FUNDAMENTAL, LIMITS, ends


def asked(row: str, *letters: str) -> Question:
    statement = read_row(row, Names(numbers=frozenset(letters))).statement
    assert isinstance(statement, QuestionRow)
    return statement.asked


@pytest.mark.parametrize(
    ("row", "put_in", "value"),
    [
        ("integral(x^2, x, 0, 1)", "1^3/3 - 0^3/3", "1/3"),
        ("integral(x^2, x, 1, 0)", "0^3/3 - 1^3/3", "-1/3"),
        ("integral(sin(x), x, 0, pi)", "-cos(pi) - (-cos(0))", "2"),
        ("integral(1/(1 + x^2), x, 0, 1)", "atan(1) - atan(0)", "pi/4"),
        ("integral(1/x, x, 1, e)", "ln(abs(e)) - ln(abs(1))", "1"),
        ("integral(x e^x, x, 0, 1)", "(1*e^1 - e^1) - (0*e^0 - e^0)", "1"),
        ("integral(abs(sin(x)), x, 0, 2pi)", None, "4"),
        ("integral(1/sqrt(4 - x^2), x, -2, 2)", "asin(2/2) - asin((-2)/2)", "pi"),
        ("integral(2^x, x, 0, 3)", "2^3/ln(2) - 2^0/ln(2)", None),
    ],
)
def test_the_ends_are_put_in(row: str, put_in: str | None, value: str | None) -> None:
    first, *rest = ends(asked(row))
    assert first.rule == FUNDAMENTAL and first.before == asked(row)
    assert put_in is None or text(first.after) == put_in
    assert value is None or [text(step.after) for step in rest] == [value]


@pytest.mark.parametrize(
    ("row", "limits"),
    [
        ("integral(e^(-x), x, 0, inf)", "limit(-e^(-x), x, inf) - (-e^(-0))"),
        ("integral(ln(x), x, 0, 1)", "(1*ln(1) - 1) - limit(x*ln(x) - x, x, 0, right)"),
        ("integral(ln(x), x, 1, 0)", "limit(x*ln(x) - x, x, 0, right) - (1*ln(1) - 1)"),
    ],
)
def test_where_it_has_no_value_its_limit_stands(row: str, limits: str) -> None:
    (only,) = ends(asked(row))
    assert only.rule == LIMITS and text(only.after) == limits


@pytest.mark.parametrize(
    "row",
    [
        "integral(1/x^2, x, -1, 1)",
        "integral(1/x, x, -1, 1)",
        "integral(sin(x^2), x, 0, 1)",
        "integral(a x, x, 0, 1)",
        "integral(1/(5 - 3cos(x)), x, 0, 2pi)",
        "integral(sqrt(x), x, -1, 1)",
    ],
)
def test_nothing_false_is_shown(row: str) -> None:
    assert ends(asked(row, "a")) == ()
