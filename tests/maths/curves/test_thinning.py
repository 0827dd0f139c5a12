"""Points that chords do not need."""

import numpy as np

from calcviz.maths.curves.thinning import needed


def test_a_line_needs_its_ends_and_a_turn_its_tip() -> None:
    """Also where the way back lies on the way there."""
    there = np.linspace(0, 100, 33)
    x = np.concatenate((there, there[-2::-1]))
    points = np.stack((x, np.zeros_like(x)))
    keep = needed(points, np.zeros(x.size, np.int64), 0.1)
    assert keep[0] and keep[-1] and points[0, keep].max() == 100
    assert keep.sum() < 8


def test_each_stroke_keeps_its_ends_and_no_point_is_farther_off_than_allowed() -> None:
    t = np.linspace(0, 6, 1001)
    points = np.stack((300 * np.cos(t), 300 * np.sin(t), 10 * t))
    stroke = (t > 3).astype(np.int64)
    keep = needed(points, stroke, 0.1)
    assert keep[[0, -1]].all() and keep[np.flatnonzero(np.diff(stroke))].all()
    assert keep.sum() < 140
    kept = points[:, keep]
    a, way = kept[:, :-1], np.diff(kept)
    for at in points[:, ::13].T:
        u = np.clip(((at[:, None] - a) * way).sum(0) / (way * way).sum(0), 0, 1)
        assert np.sqrt(((a + u * way - at[:, None]) ** 2).sum(0)).min() < 0.11
