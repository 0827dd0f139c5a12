"""Columns in space: no wall is hidden between two of the same height, none leaves the box."""

import numpy as np
import pytest

from calcviz.drawing.columns import column_faces
from calcviz.drawing.space import Faces
from calcviz.maths.calculus.volumes import Columns
from calcviz.maths.fields.box import Box

EDGES = np.array([0.0, 1.0, 2.0])


def faces(heights: list[list[float]], box: Box | None = None) -> np.ndarray:
    """The corners of all faces, (k, 4, 3)."""
    found = column_faces(Columns(EDGES, EDGES, np.array(heights)), box or Box())
    if not found:
        return np.zeros((0, 4, 3))
    made = found[0]
    assert isinstance(made, Faces)
    return np.stack([made.x, made.y, made.z], 1).reshape(-1, 4, 3)


def test_four_columns_of_one_height_are_a_block() -> None:
    """Four tops, and two walls on each side."""
    assert len(faces([[1.0, 1.0], [1.0, 1.0]])) == 4 + 8


def test_a_step_has_a_wall_of_its_height() -> None:
    made = faces([[1.0, 3.0], [1.0, 3.0]])
    inner = [face for face in made if (face[:, 0] == 1.0).all()]
    assert len(inner) == 2
    assert all(sorted(face[:, 2]) == [1.0, 1.0, 3.0, 3.0] for face in inner)


def test_a_gap_has_no_column_and_below_the_floor_they_hang() -> None:
    made = faces([[np.nan, 0.0], [0.0, -2.0]])
    assert len(made) == 1 + 4
    assert made[:, :, 2].min() == -2 and made[:, :, 2].max() == 0
    assert len(faces([[np.nan, 0.0], [0.0, 0.0]])) == 0


def test_nothing_leaves_the_box() -> None:
    made = faces([[9.0, 1.0], [1.0, 1.0]], Box(z_high=4.0))
    assert made[:, :, 2].max() == 4.0
    made = faces([[1.0, 1.0], [1.0, 1.0]], Box(x_high=1.5))
    assert made[:, :, 0].max() == pytest.approx(1.0)
