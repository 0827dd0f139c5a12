"""Eigenvalues of symmetric matrices against numpy and against their laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from calcviz.maths.fields.linear import eigen

entries = st.floats(-1e6, 1e6).map(lambda v: v if abs(v) > 1e-100 else 0.0)


@given(entries, entries, entries)
def test_against_numpy(a: float, b: float, d: float) -> None:
    found = eigen(((a, b), (b, d)))
    size = max(abs(a), abs(b), abs(d), 1e-100)
    assert found.values == pytest.approx(np.linalg.eigvalsh([[a, b], [b, d]]), abs=1e-13 * size, rel=1e-13)
    for value, (x, y) in zip(found.values, found.vectors):
        assert np.hypot(x, y) == pytest.approx(1) and (x > 0 or (x == 0 and y == 1))
        assert (a * x + b * y, b * x + d * y) == pytest.approx((value * x, value * y), abs=1e-12 * size)
    (x, y), (u, v) = found.vectors
    assert x * u + y * v == pytest.approx(0, abs=1e-12) and found.values[0] <= found.values[1]


def test_the_small_one_keeps_its_digits() -> None:
    a, b, d = 1e8, 1e4 + 1e-3, 1.0000002
    with mp.workdps(50):
        truth = mp.eigsy(mp.matrix([[mpf(a), mpf(b)], [mpf(b), mpf(d)]]), eigvals_only=True)
        assert abs(eigen(((a, b), (b, d))).values[0] / truth[0] - 1) < 1e-14


def test_simple_ones() -> None:
    assert eigen(((2.0, 0.0), (0.0, -2.0))).values == (-2, 2)
    assert eigen(((2.0, 0.0), (0.0, -2.0))).vectors == ((0, 1), (1, 0))
    assert eigen(((0.0, 1.0), (1.0, 0.0))).values == (-1, 1)
    assert eigen(((3.0, 0.0), (0.0, 3.0))).vectors == ((1, 0), (0, 1))
    assert all(np.isnan(eigen(((np.nan, 0.0), (0.0, 1.0))).values))
