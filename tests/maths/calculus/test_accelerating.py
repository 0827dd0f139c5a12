"""Limits of partial sums from few terms."""

import math

import numpy as np
import pytest

from calcviz.maths.calculus.accelerating import limit_of_sums

N = np.arange(1.0, 61.0)


@pytest.mark.parametrize(
    ("terms", "limit"),
    [
        (0.5**N, 1.0),
        (0.97**N, 0.97 / 0.03),
        ((-1) ** N / N, -math.log(2)),
        ((-1) ** N / np.sqrt(N), -0.6048986434216303),
        (1 / N**2, math.pi**2 / 6),
        (1 / N**1.5, 2.6123753486854883),
        (1 / (N * (N + 1)), 1.0),
        (N * 0.5**N, 2.0),
    ],
)  # fmt: skip
def test_the_error_is_within_its_estimate(terms: np.ndarray, limit: float) -> None:
    found = limit_of_sums(terms)
    assert abs(found.value - limit) <= found.error <= 1e-2


def test_terms_that_are_no_numbers_have_no_sum() -> None:
    assert limit_of_sums(np.array([1.0, np.nan, 1.0, 1.0, 1.0])).error == math.inf
    assert limit_of_sums(np.array([1.0, 2.0])).error == math.inf


def test_what_ends_is_added_up() -> None:
    found = limit_of_sums(np.array([3.0, 2.0, 1.0, 0.0, 0.0, 0.0]))
    assert found.value == 6.0 and found.error < 1e-14
