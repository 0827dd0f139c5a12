"""The errors of difference quotients: figures, slopes of truncation, the floor of rounding, the best h."""

from math import cos

import numpy as np
import pytest

from calcviz.maths.derivatives.errors import Measured, errors
from tests.maths.functions_of import function


@pytest.mark.parametrize(
    ("text", "a", "central"),
    [
        ("0.01x^2 + 0.1x", 5.0, 0.1999999999990898),
        ("x^2 + 16", 3.0, 6.00000000000378),
        ("9 + x^2", 4.0, 7.999999999999119),
    ],
)
def test_central_quotients_to_every_digit(text: str, a: float, central: float) -> None:
    assert Measured(function(text), a, "float64").quotients(1e-4).central == central


def test_the_error_is_counted_from_the_exact_derivative() -> None:
    measured = Measured(function("x^3"), 0.1, "float64")
    exact = 3 * 0.1 * 0.1
    assert measured.error(exact) == pytest.approx(0, abs=1e-17)
    assert measured.error(exact + 1e-16) > 0


@pytest.mark.parametrize(("text", "a"), [("sin(x)", 1.0), ("e^x", 0.5), ("1/x", 0.7)])
def test_truncation_falls_with_h_and_with_its_square(text: str, a: float) -> None:
    found = errors(function(text), a, "float64")
    assert found is not None
    wide = (found.h > 1e-4) & (found.h < 1e-2)
    h = np.log(found.h[wide])
    for values, order, factor in ((found.forward, 1, found.first), (found.central, 2, found.second)):
        steep, level = np.polyfit(h, np.log(values[wide]), 1)
        assert steep == pytest.approx(order, abs=0.02)
        assert level == pytest.approx(np.log(factor), abs=0.15)


@pytest.mark.parametrize("digits", ["float64", "float32"])
def test_rounding_stays_below_its_floor_and_the_best_h_is_good(digits: str) -> None:
    found = errors(function("sin(x)"), 1.0, digits)
    assert found is not None
    best = found.best(2)
    assert best is not None
    small = found.h < best / 10
    assert (found.central[small] <= 4 * found.rounding / found.h[small] + abs(cos(1.0))).all()
    near = np.nanmedian(found.central[(found.h > best / 2) & (found.h < best * 2)])
    for factor in (1e-2, 1e2):
        away = (found.h > best * factor / 2) & (found.h < best * factor * 2)
        assert near < np.nanmedian(found.central[away])


def test_single_precision_loses_its_digits_earlier() -> None:
    double, single = (errors(function("sin(x)"), 1.0, digits) for digits in ("float64", "float32"))
    assert double is not None and single is not None
    assert (single.best(2) or 0) > 100 * (double.best(2) or 1)
    assert Measured(function("sin(x)"), 0.1, "float32").a == float(np.float32(0.1))


def test_a_parabola_has_no_truncation_error_in_the_middle() -> None:
    found = errors(function("x^2"), 1.5, "float64")
    assert found is not None
    assert found.second == 0 and found.best(2) is None and found.best(1) is not None


def test_without_a_derivative_there_is_no_error() -> None:
    assert errors(function("abs(x)"), 0.0, "float64") is None
    assert errors(function("ln(x)"), -1.0, "float64") is None
