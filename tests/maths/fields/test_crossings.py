"""Where a function takes a level between two places of a grid, to a thousandth of a cell."""

import numpy as np
import pytest

from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.grid import grid
from calcviz.maths.fields.levels import traced
from tests.maths.fields.fields import field


@pytest.mark.parametrize(
    "written",
    ["x^2 + y^2 - 3", "x^3 + y^3 - 3 x y", "e^(3 x) - y^2 - 1", "sin(3 x) - cos(4 y) / 2", "y^5 - x"],
)
def test_points_of_lines_are_moved_onto_them(written: str) -> None:
    """The nearest zero on the edge of the cell is as near as the slope there says."""
    g = field(written)
    on = grid(g, (-2.0, 2.0), (-2.1, 1.9), 48, 48)
    lines = traced(on, (0.0,))
    x, y = Crossings.on(on, lines.x, lines.y).settled(g, np.zeros(len(lines.x)))
    width, height = on.cell
    assert (np.hypot((x - lines.x) / width, (y - lines.y) / height) < 0.5).all()
    h = 1e-3
    slope = np.maximum(
        np.abs(g.values(x + h * width, y) - g.values(x - h * width, y)),
        np.abs(g.values(x, y + h * height) - g.values(x, y - h * height)),
    )
    assert (np.abs(g.values(x, y)) <= slope).all()  # a slope over 2 h of a cell
