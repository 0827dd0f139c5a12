"""Integrals of functions: exact where a fraction is proven, numeric with a bound, and a reason where none."""

from math import inf, nan, pi

import pytest

from calcviz.language.notation import text
from calcviz.maths.calculus.integrals import difference, integral, moment, size_of
from tests.maths.functions_of import function


@pytest.mark.parametrize(
    ("written", "low", "high", "expected"),
    [
        ("x^2", 0.0, 1.0, "1/3"),
        ("x^2", 1.0, 0.0, "-1/3"),
        ("x^2", 0.1, 0.3, "13/1500"),
        ("sin(x)", 0.0, pi, "2"),
        ("1/x^2", 1.0, 4.0, "0.75"),
        ("abs(x)", -1.0, 2.0, "2.5"),
        ("x", 2.0, 2.0, "0"),
    ],
)
def test_a_fraction_is_exact(written: str, low: float, high: float, expected: str) -> None:
    found = integral(function(written), low, high)
    assert found.standing == "exact"
    assert text(found.results[0]) == expected


@pytest.mark.parametrize(
    ("written", "low", "high", "expected"),
    [
        ("abs(sin(x))", 0.0, 10.0, 6.160928470923547),
        ("normalpdf(x)", -1.0, 1.0, 0.682689492137086),
        ("e^(-x^2)", -inf, inf, 1.7724538509055159),
        ("1/x", 1.0, 2.0, 0.6931471805599453),
        ("1/sqrt(x)", 0.0, 2.0, 2.8284271247461903),
    ],
)
def test_other_numbers_have_a_bound(written: str, low: float, high: float, expected: float) -> None:
    found = integral(function(written), low, high)
    assert found.standing == "numeric" and found.value is not None and found.error is not None
    assert abs(found.value - expected) <= found.error + 1e-15 * abs(expected)
    assert found.error < 1e-10


@pytest.mark.parametrize(
    ("written", "low", "high", "standing"),
    [
        ("1/x", -1.0, 1.0, "diverges"),
        ("1/x^2", -1.0, 1.0, "diverges"),
        ("x", 0.0, inf, "diverges"),
        ("ln(x)", -1.0, 1.0, "undefined"),
        ("x", 0.0, nan, "undefined"),
    ],
)
def test_what_has_no_value_has_a_reason(written: str, low: float, high: float, standing: str) -> None:
    found = integral(function(written), low, high)
    assert (found.standing, found.value) == (standing, None)
    assert found.reason


def test_a_formula_across_a_pole_is_not_believed() -> None:
    """−1/x from −1 to 1 would say −2."""
    assert integral(function("1/x^2"), -1.0, 1.0).value is None


def test_functions_made_of_others() -> None:
    f, g = function("c x", c=3.0), function("x^2")
    assert difference(f, None) is f
    assert difference(f, g)(2.0) == 2.0
    assert size_of(difference(g, f))(2.0) == 2.0
    assert moment(g, 1)(3.0) == 27.0
    assert moment(g, 2, 1.0)(3.0) == 36.0
