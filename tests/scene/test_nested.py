"""Integrals, sums and limits inside the formulas of rows."""

import pytest

from calcviz.concepts import discover
from calcviz.language.expression import Call, Question, walk
from calcviz.scene.document import Document, Row
from calcviz.scene.item import Item
from calcviz.scene.resolve import resolve

discover()


def items(*rows: str) -> tuple[Item, ...]:
    return resolve(Document(tuple(Row(k, row) for k, row in enumerate(rows, start=1)))).items


def test_a_finite_sum_is_written_out_and_drawn() -> None:
    (item,) = items("y = sum(2^-k cos(3^k pi x), k, 0, 10)")
    assert item.kind == "function" and isinstance(item.expression, Call)
    assert item.expression.function == "add" and len(item.expression.arguments) == 11
    assert not any(isinstance(node, Question) for node in walk(item.expression))


def test_a_hundred_terms_are_no_problem() -> None:
    (item,) = items("y = sum(sin(pi*k^2*x)/(pi*k^2), k, 1, 100)")
    assert item.kind == "function" and item.problem is None


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("2 + integral(x^2, x, 0, 1)", 7 / 3),
        ("a = integral(x^2, x, 0, 1)", 1 / 3),
        ("1 + limit(sin(x)/x, x, 0)", 2.0),
        ("6*sum(1/k^2, k, 1, inf)", 9.869604401089358),
        ("sum(k, k, 1, 0) + 1", 1.0),
        ("sum(k, k, 1, 1000) + 0", 500500.0),
    ],
)
def test_values(row: str, value: float) -> None:
    (item,) = items(row)
    assert item.problem is None and item.value == pytest.approx(value, abs=1e-12)


def test_the_integral_as_a_function_has_values_and_a_slope() -> None:
    *_, at, slope, twice = items("F(x) = integral(t^2, t, 0, x)", "F(3)", "F'(2)", "F''(2)")
    assert (at.value, slope.value, twice.value) == pytest.approx((9.0, 4.0, 4.0))


def test_the_bounds_of_a_sum_may_be_a_slider() -> None:
    _, curve, at = items("n = 3", "f(x) = sum(x^k, k, 0, n)", "f(2)")
    assert curve.kind == "function" and at.value == 15.0


def test_the_variable_of_an_integral_is_its_own() -> None:
    *_, at = items("H(t) = integral(sin(x t), x, 0, 1)", "G(x) = H(x) + H(2x)", "G(1)")
    assert at.value == pytest.approx(1.1677711124054313, abs=1e-12)


def test_what_has_no_value_says_why() -> None:
    (item,) = items("integral(1/t, t, -1, 1) + 1")
    assert item.value is None and item.reason is not None and "t = 0" in item.reason


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1 + solve(x^2 = 2, x)", "alone"),
        ("2x + series(sin(x), x, 0, 5)", "alone"),
        ("y = integral(x, x) + 1", "alone"),
        ("y = simplify(x + x) + 1", "alone"),
        ("limit(sin(x t)/t, t, 0)", "no letter but `t`"),
        ("sum(x^k, k, 0, inf)", "whole numbers for bounds"),
    ],
)
def test_what_has_no_value_within_a_formula_is_refused(row: str, said: str) -> None:
    (item,) = items(row)
    assert item.kind == "problem" and item.problem is not None and said in item.problem.message


def test_a_sum_too_long_to_be_written_out_is_refused() -> None:
    (item,) = items("y = sum(sin(k x), k, 1, 100000)")
    assert item.problem is not None and "too large" in item.problem.message
