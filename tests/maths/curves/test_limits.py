"""One-sided limits from values at shrinking distances."""

import math

import numpy as np
import pytest

from calcviz.maths.curves.limits import SAMPLES, Limits, Side, limits

D = 0.4 * 0.3 ** np.arange(SAMPLES)


def of(values: np.ndarray, errors: float = 1e-15) -> Limits:
    v = np.asarray(values, np.float64)[None, :]
    return limits(v, np.full(v.shape, errors), np.isnan(v))


@pytest.mark.parametrize(
    ("values", "limit"),
    [
        (2 + D, 2.0),
        (2 - 3 * np.sqrt(D) + D, 2.0),
        (D**0.02, 0.0),
        (1 / np.log(D), 0.0),
        (np.full(SAMPLES, 7.5), 7.5),
        (D * np.sin(1 / D), 0.0),
    ],
)
def test_finite_limits_are_found_within_their_error(values: np.ndarray, limit: float) -> None:
    found = of(values)
    assert found.kind[0] == Side.FINITE
    assert abs(found.limit[0] - limit) <= max(4 * found.error[0], 1e-12)
    assert found.error[0] < 1e-6


@pytest.mark.parametrize("values", [1 / D, np.log(D), -(D**-0.1), 5 + 1 / D**2, -np.log(-np.log(D / 2))])
def test_growth_without_bounds_is_seen(values: np.ndarray) -> None:
    found = of(values)
    assert found.kind[0] == Side.INFINITE
    assert found.limit[0] == math.copysign(math.inf, values[-1])


@pytest.mark.parametrize("values", [np.sin(1 / D), np.sin(1 / D) / D, np.sin(3 * np.log(D)), np.cos(1e5 / D)])
def test_oscillation_has_no_limit(values: np.ndarray) -> None:
    assert of(values).kind[0] == Side.WILD
    assert math.isnan(of(values).limit[0])


def test_nothing_is_nothing() -> None:
    assert of(np.full(SAMPLES, np.nan)).kind[0] == Side.ABSENT
    half = np.where(np.arange(SAMPLES) % 2 == 0, 1.0, np.nan)
    assert of(half).kind[0] == Side.WILD


def test_values_that_rounding_spoiled_are_left_out() -> None:
    errors = 1e-16 / D**2
    noise = errors * np.where(np.arange(SAMPLES) % 3 == 0, -1, 1)
    v = (0.5 - D**2 / 24 + noise)[None, :]
    found = limits(v, errors[None, :], np.isnan(v))
    assert found.kind[0] == Side.FINITE
    assert found.limit[0] == pytest.approx(0.5, abs=1e-7)
