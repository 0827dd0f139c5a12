"""No mesh is drawn where a function turns or jumps faster than cells of a mesh can show."""

import numpy as np
import pytest

from calcviz.maths.fields.box import Box
from calcviz.maths.fields.grid import grid
from calcviz.maths.fields.surfaces import surface
from calcviz.maths.fields.undersampled import undersampled
from tests.maths.fields.fields import field

BOX = Box(z_low=-1.0, z_high=1.0)


def lost(written: str, box: Box = BOX) -> np.ndarray:
    g = field(written)
    return undersampled(g, grid(g, box.x_range, box.y_range, 81, 81), box.z_range)


@pytest.mark.parametrize(
    "written",
    [
        "sin(x y)",
        "floor(x)",
        "tan(x y/3)",
        "1/(x - y)",
        "x^2 + y^2",
        "floor(x + y)",
        "arctan(99x)",
        "1",
        "ln(-1)",
    ],
)
def test_what_a_mesh_shows_is_kept(written: str) -> None:
    assert not lost(written).any()


@pytest.mark.parametrize("written", ["sin(40x y)", "mod(20x, 1)", "sin(90(x + 2y))"])
def test_what_it_invents_is_given_up(written: str) -> None:
    assert lost(written).mean() > 0.9


def test_a_surface_has_neither_cells_nor_a_rim_there() -> None:
    made = surface(field("sin(40x y)"), BOX)
    assert made.lost.mean() > 0.95 and (made.broken[made.lost]).all()
    assert np.hypot(made.rim.x, made.rim.y).max(initial=0.0) < 1
