"""Sums by seven rules against values known by hand; lower and upper sums against a million places."""

from itertools import pairwise

import numpy as np
import pytest

from calcviz.maths.calculus.riemann import ORDER, riemann, sums
from tests.maths.functions_of import function


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("left", 19.0),
        ("right", 31.0),
        ("midpoint", 23.5),
        ("lower", 15.0),
        ("upper", 35.0),
        ("trapezoid", 25.0),
        ("simpson", 24.0),
    ],
)
def test_a_parabola_over_six_boxes(rule: str, expected: float) -> None:
    f = function("x^2")
    assert riemann(f, -2.0, 4.0, 6, rule).value == pytest.approx(expected, abs=1e-12)
    assert riemann(f, 4.0, -2.0, 6, rule).value == pytest.approx(-expected, abs=1e-12)


@pytest.mark.parametrize(
    "written", ["sin(5x) + x/3", "abs(x - 3/14)", "e^(-x^2) cos(7x)", "x^4 - x^2", "floor(3x)"]
)
def test_boxes_hold_the_graph_and_touch_it(written: str) -> None:
    f, n = function(written), 7
    low, high = (riemann(f, -1.0, 1.5, n, rule) for rule in ("lower", "upper"))
    for k, (a, b) in enumerate(pairwise(low.edges.tolist())):
        seen = f.values(np.linspace(a, b, 100_001))
        least, most = low.heights[k, 0], high.heights[k, 0]
        slack = 1e-13 * (1 + abs(most))
        assert least <= seen.min() + slack and most >= seen.max() - slack
        assert seen.min() - least < 2e-6 and most - seen.max() < 2e-6
    assert low.proven and high.proven or written.startswith("floor")


def test_a_jump_at_an_edge_belongs_to_both_boxes() -> None:
    heights = riemann(function("floor(x)"), 0.0, 2.0, 2, "upper").heights[:, 0]
    assert heights.tolist() == [1.0, 2.0]


def test_a_value_that_stands_alone_counts() -> None:
    f = function("{x = 1/5: 3, 1}")
    assert riemann(f, 0.0, 1.0, 3, "upper").heights[:, 0].tolist() == [3.0, 1.0, 1.0]


def test_a_pole_at_an_edge_matters_on_one_side_only() -> None:
    """1/x is bounded below on (0, 1], and not above."""
    f = function("1/x")
    assert riemann(f, 0.0, 1.0, 1, "lower").value == 1.0
    assert riemann(f, 0.0, 1.0, 1, "upper").unbounded


@pytest.mark.parametrize(("written", "rule"), [("1/x", "upper"), ("1/x", "lower"), ("ln(x + 1)", "lower")])
def test_there_is_no_sum_where_f_is_unbounded(written: str, rule: str) -> None:
    found = riemann(function(written), -1.0, 2.0, 6, rule)
    assert found.value is None and found.unbounded


def test_a_hole_is_no_pole() -> None:
    found = riemann(function("sin(x)/x"), -1.0, 1.0, 1, "upper")
    assert found.value == pytest.approx(2.0, abs=1e-6)
    assert not found.proven


def test_what_is_undefined_has_no_sum() -> None:
    for rule in ORDER:
        assert riemann(function("sqrt(x)"), -1.0, 1.0, 4, rule).value is None


@pytest.mark.parametrize("rule", ORDER)
def test_errors_shrink_with_the_order_of_the_rule(rule: str) -> None:
    f, exact = function("e^x"), np.e - 1
    first, second = sums(f, 0.0, 1.0, rule, (16, 32))
    assert first is not None and second is not None
    assert np.log2(abs(first - exact) / abs(second - exact)) == pytest.approx(ORDER[rule], abs=0.05)
    assert second == riemann(f, 0.0, 1.0, 32, rule).value
