"""Marching squares read the values that stand there now, and strokes are joined where their ends meet."""

import numpy as np
import pytest
from contourpy import contour_generator

from calcviz.maths.fields.strokes import Strokes, joined, walked


def test_lines_are_those_of_the_values_asked_of_last() -> None:
    """One source of lines is kept for all values of a shape."""
    places = np.linspace(-1, 1, 40)
    for shift in (0.1, 0.4, -0.3):
        values = (places - shift) ** 2 + places[:, None] ** 2
        kept = values.copy()
        lines = walked(values, (0.2, 0.5))
        fresh = [contour_generator(z=values).lines(level) for level in (0.2, 0.5)]
        expected = np.concatenate([line for found in fresh for line in found])
        assert np.array_equal(np.stack((lines.x, lines.y), axis=1), expected)
        assert np.array_equal(values, kept)


@pytest.mark.parametrize("count", [5, 80])
def test_pieces_of_a_line_become_one_whether_they_are_few_or_many(count: int) -> None:
    """Each step of a circle is a stroke of its own, in any order, and half of them run backwards."""
    turn = 2 * np.pi * np.arange(count + 1) / count
    ends = np.stack((np.cos(turn), np.sin(turn)), axis=1)
    steps = np.stack((ends[:-1], ends[1:]), axis=1)
    steps[::2] = steps[::2, ::-1].copy()
    steps = steps[np.random.default_rng(1).permutation(count)]
    x, y = steps.reshape(-1, 2).T
    apart = Strokes(x, y, 2 * np.arange(count), np.zeros(count, np.int64))
    ring = joined(apart, 1e-3, 1e-3)
    lengths = np.hypot(np.diff(ring.x), np.diff(ring.y))
    assert len(ring.starts) == 1 and ring.x[0] == pytest.approx(ring.x[-1])
    assert lengths[lengths > 1e-6] == pytest.approx(np.full(count, 2 * np.sin(np.pi / count)))


def test_ends_on_two_levels_are_not_joined() -> None:
    two = Strokes(np.array([0.0, 1, 1, 2]), np.zeros(4), np.array([0, 2]), np.array([0, 1]))
    assert len(joined(two, 1e-3, 1e-3).starts) == 2
