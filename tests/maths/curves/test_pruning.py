"""Pruning: fewer points, the same picture."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from calcviz.maths.curves.pruning import needed


@given(
    st.lists(st.floats(-1000, 1000), min_size=1, max_size=200),
    st.sampled_from([0.01, 0.15, 5.0, 300.0]),
    st.integers(1, 60),
)
def test_no_dropped_point_is_far_from_what_remains(heights: list[float], tolerance: float, per: int) -> None:
    y = np.array(heights)
    x = np.arange(y.size) / 3
    stroke = np.arange(y.size) // per
    keep = needed(x, y, stroke, tolerance)
    for number in np.unique(stroke):
        at = stroke == number
        kept = at & keep
        assert keep[np.flatnonzero(at)[[0, -1]]].all()
        left = np.flatnonzero(kept)
        for a, b in pairwise(left):
            dx, dy = x[b] - x[a], y[b] - y[a]
            away = np.abs((x[a:b] - x[a]) * dy - (y[a:b] - y[a]) * dx) / np.hypot(dx, dy)
            assert away.max() <= tolerance + 1e-9
            assert y[a:b].max() <= max(y[a], y[b]) + tolerance + 1e-9


def test_a_line_needs_few_points_and_a_corner_is_kept() -> None:
    x = np.arange(3600) / 3
    stroke = np.zeros(3600, np.int64)
    assert needed(x, 0.5 * x, stroke, 0.15).sum() < 120
    corner = np.abs(x - 500)
    assert needed(x, corner, stroke, 0.15)[1500]


def test_nothing_comes_of_nothing() -> None:
    none = np.empty(0)
    assert needed(none, none, np.empty(0, np.int64), 0.15).size == 0
