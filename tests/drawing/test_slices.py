"""Curves and straight lines in space end where the box does."""

import numpy as np
import pytest

from calcviz.drawing.slices import between, line_in_box, slice_in_space, stretch
from calcviz.maths.fields.box import Box
from tests.maths.fields.fields import field

BOX = Box(-2, 2, -2, 2, -1, 1)


def test_strokes_are_cut_at_the_very_heights() -> None:
    """A zigzag of one stroke becomes pieces that begin and end on the planes z = ±1."""
    t, z = np.array([0.0, 1, 2, 3]), np.array([-3.0, 3, -3, 0])
    x, height, starts = between(t, z, np.array([0]), -1, 1)
    assert starts.tolist() == [0, 2, 4]
    assert height.tolist() == [-1, 1, 1, -1, -1, 0]
    assert x == pytest.approx([1 / 3, 2 / 3, 4 / 3, 5 / 3, 2 + 2 / 3, 3])


def test_the_pen_is_lifted_where_it_was() -> None:
    t, z = np.array([0.0, 1, 2, 3]), np.zeros(4)
    x, _, starts = between(t, z, np.array([0, 2]), -1, 1)
    assert (x.tolist(), starts.tolist()) == ([0, 1, 2, 3], [0, 2])
    assert not len(between(t, z + 5, np.array([0]), -1, 1)[0])


def test_a_slice_lies_on_the_surface_and_in_the_box() -> None:
    """1/x along x: two pieces, none across the pole."""
    g = field("1/x + 0y")
    (line,) = slice_in_space(g.slice("x", (1.0, 0.5)), BOX.x_range, lambda t: (t, 0 * t + 0.5), BOX)
    assert len(line.starts) == 2
    assert (np.abs(line.z) <= 1).all() and (line.y == 0.5).all()
    assert line.z == pytest.approx(1 / line.x, rel=0.01)
    assert {round(float(abs(line.x[k])), 2) for k in (0, -1)} == {2.0}


def test_a_straight_line_ends_on_the_walls() -> None:
    (line,) = line_in_box((0, 0, 0), (1, 0, 1), BOX)
    assert line.x.tolist() == [-1, 1] and line.z.tolist() == [-1, 1]
    assert line_in_box((0, 5, 0), (1, 0, 0), BOX) == ()
    assert stretch((0, 0), (0, 0), (BOX.x_range, BOX.y_range)) is None
