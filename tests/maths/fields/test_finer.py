"""Beside poles and ends of the domain level curves run on, up to where they truly are."""

import numpy as np
import pytest

from calcviz.maths.fields.levels import Strokes, heights, level_curves, level_through
from tests.maths.fields.fields import field

CELL = 10 / 255


def curves(written: str, *levels: float, to: float = 5.0) -> Strokes:
    return level_curves(field(written), (-to, to), (-to, to), levels=levels)


def test_rings_close_beside_the_rim() -> None:
    """At the level 0.2 a half sphere is a quarter of a cell from where it ends."""
    levels = (0.1, 0.2, 0.4, 1.0)
    found = curves("sqrt(4 - x^2 - y^2)", *levels)
    assert found.of.tolist().count(3) == 1
    assert np.abs(np.hypot(found.x, found.y) - np.sqrt(4 - heights(found, levels) ** 2)).max() < 0.02 * CELL
    angles = np.arctan2(found.y, found.x)
    for k in range(4):
        there = np.sort(angles[heights(found, levels) == levels[k]])
        assert np.diff(there).max() < 0.05 and len(found.of[found.of == k]) <= 4


def test_lines_run_beside_poles() -> None:
    """tan x is 20 at 0.64 cells from its pole, 100 at 0.13."""
    levels = (-100.0, -20.0, 20.0, 100.0)
    found = curves("tan(x)", *levels, to=10)
    for k, level in enumerate(levels):
        wanted = np.arctan(level) + np.pi * np.arange(-4, 5)
        wanted = wanted[np.abs(wanted) < 10]
        x = found.x[np.repeat(found.of, np.diff(np.append(found.starts, len(found.x)))) == k]
        near = np.abs(x[:, None] - wanted)
        assert near.min(axis=1).max() < 0.05 * CELL and near.min(axis=0).max() < 0.05 * CELL


def test_lines_run_on_where_two_axes_meet() -> None:
    found = curves("ln(x y)", -7.0, -6.0, -5.0)
    assert sorted(found.of.tolist()) == [0, 0, 1, 1, 2, 2]
    level = heights(found, (-7.0, -6.0, -5.0))
    away = np.abs(found.x * found.y - np.exp(level)) / np.hypot(found.x, found.y)
    assert away.max() < 0.05 * CELL


@pytest.mark.parametrize(
    ("written", "point"), [("sqrt(4 - x^2 - y^2)", (1.995, 0.0)), ("ln(x y)", (0.03, 0.05))]
)
def test_the_curve_through_a_point_beside_an_end(written: str, point: tuple[float, float]) -> None:
    g = field(written)
    found = level_through(g, point, (-5.0, 5.0), (-5.0, 5.0))
    assert len(found.strokes.starts) <= 2
    away = np.hypot(found.strokes.x - point[0], found.strokes.y - point[1])
    assert away.min() < CELL
    if written.startswith("sqrt"):
        assert np.ptp(found.strokes.x) > 3.98


def test_a_jump_is_no_line_on_finer_cells_either() -> None:
    assert len(curves("floor(x) + y/100", 0.5).x) == 0
    assert len(curves("1/(x - y - 0.013)", 0.0).x) == 0
