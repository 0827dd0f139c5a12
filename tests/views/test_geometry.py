"""Pixels are where they belong, and nothing is lost or added by clipping."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PySide6.QtCore import QLineF
from PySide6.QtGui import QImage, QPainter

from calcviz.scene.document import Viewport
from calcviz.views.geometry import Strokes, clipped, distance, draw_lines, pixel_x, pixel_y, polygon, strokes

BOX = (0.0, 0.0, 100.0, 60.0)
places = arrays(np.float64, st.shared(st.integers(2, 12), key="n"), elements=st.floats(-200, 300))


def inside_length(x0: float, y0: float, x1: float, y1: float) -> float:
    """How long the part of a segment in BOX is, by sampling it finely."""
    t = (np.arange(20000) + 0.5) / 20000
    x, y = x0 + t * (x1 - x0), y0 + t * (y1 - y0)
    share = ((x >= 0) & (x <= 100) & (y >= 0) & (y <= 60)).mean()
    return float(share * np.hypot(x1 - x0, y1 - y0))


def length(lines: Strokes) -> float:
    return sum(float(np.hypot(np.diff(lines.x[a:b]), np.diff(lines.y[a:b])).sum()) for a, b in lines.pieces())


@given(places, places, st.integers(1, 11))
def test_what_is_kept_is_what_lies_inside(x: np.ndarray, y: np.ndarray, cut: int) -> None:
    starts = np.array([0, cut] if cut < len(x) else [0])
    kept = clipped(Strokes(x, y, starts), BOX)
    assert ((kept.x > -1e-9) & (kept.x < 100 + 1e-9) & (kept.y > -1e-9) & (kept.y < 60 + 1e-9)).all()
    wanted = sum(
        inside_length(x[i], y[i], x[i + 1], y[i + 1]) for i in range(len(x) - 1) if i + 1 not in starts
    )
    assert length(kept) == pytest.approx(wanted, abs=0.5)


def test_a_stroke_that_leaves_and_returns_becomes_two() -> None:
    x, y = np.array([10.0, 50.0, 90.0]), np.array([50.0, 110.0, 50.0])
    kept = clipped(Strokes(x, y, np.array([0])), BOX)
    assert kept.starts.tolist() == [0, 2]
    assert kept.y.tolist() == [50, 60, 60, 50]


def test_a_stroke_inside_is_the_same_object() -> None:
    lines = Strokes(np.array([1.0, 2.0]), np.array([1.0, 2.0]), np.array([0]))
    assert clipped(lines, BOX) is lines


def test_a_line_far_beyond_the_view_is_cut_to_it() -> None:
    view = Viewport(-1, 1, -1, 1, 100, 100)
    lines = strokes(view, np.array([-1e12, 1e12]), np.array([-1e12, 1e12]), np.array([0]))
    assert len(lines.x) == 2
    assert abs(lines.x).max() < 200
    assert lines.x + lines.y == pytest.approx([100, 100], abs=0.1)


def test_the_corners_of_the_view() -> None:
    view = Viewport(-2, 6, 1, 3, 800, 100)
    assert (pixel_x(view, -2), pixel_x(view, 6)) == (0, 800)
    assert (pixel_y(view, 3), pixel_y(view, 1)) == (0, 100)


@given(places, places)
def test_a_polygon_holds_the_points(x: np.ndarray, y: np.ndarray) -> None:
    made = polygon(x, y)
    assert [(p.x(), p.y()) for p in made] == list(zip(x.tolist(), y.tolist()))


def test_lines_in_memory_are_drawn_as_lines_one_by_one() -> None:
    """Rows of an array that is no block of memory, and none at all."""
    ends = np.random.default_rng(1).uniform(0, 60, (6, 40)).T[::2, :4]
    pictures = []
    for draw in (
        lambda painter: draw_lines(painter, ends),
        lambda painter: painter.drawLines([QLineF(*row) for row in ends.tolist()]),
        lambda painter: draw_lines(painter, ends[:0]),
    ):
        picture = QImage(64, 64, QImage.Format.Format_Grayscale8)
        picture.fill(255)
        painter = QPainter(picture)
        draw(painter)
        painter.end()
        pictures.append(bytes(picture.constBits()))
    assert pictures[0] == pictures[1]
    assert set(pictures[2]) == {255}
    assert 0 in pictures[0]


def test_distance_is_to_the_drawn_segments_only() -> None:
    x, y = np.array([0.0, 10.0, 20.0, 30.0]), np.zeros(4)
    lines = Strokes(x, y, np.array([0, 2]))
    assert distance(lines, 5, 3) == 3
    assert distance(lines, 15, 0) == 5
    assert distance(Strokes(x[:1], y[:1], np.array([0])), 0, 0) == float("inf")


def test_what_lies_beyond_all_floats_is_cut_away() -> None:
    """An old drawing of a logarithmic axis, seen for a moment on a linear one."""
    lines = Strokes(np.array([0.0, 50.0, 100.0]), np.array([50.0, -1e308, 1e308]), np.zeros(1, np.int64))
    cut = clipped(lines, (0.0, 0.0, 100.0, 100.0))
    assert len(cut.x)
    assert np.isfinite(cut.x).all() and np.isfinite(cut.y).all()
    assert cut.y.min() >= -0.1 and cut.y.max() <= 100.1
