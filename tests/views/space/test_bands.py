"""Steep surfaces: their colours run along heights, and gentle ones stay as they are."""

import numpy as np
import pytest

from calcviz.drawing import Floats
from calcviz.drawing.fields import ColorScale
from calcviz.drawing.space import Faces, Mesh
from calcviz.views.space.bands import MOST, MOST_IN_MOTION, NUMBER, STEEP
from calcviz.views.space.camera import HALF, Camera
from calcviz.views.space.gather import scene
from calcviz.views.space.model import Pieces
from tests.views.space.worlds import BOX, SPACE, Height, mesh, row

SCALE = ColorScale(-2.0, 2.0, (), "diverging")


def colored(height: Height, cells: int = 20, scale: ColorScale = SCALE, by: Height | None = None) -> Mesh:
    made = mesh(height, cells=cells)
    z = np.clip(height(made.x[None, :], made.y[:, None]), -2.0, 2.0)
    strength = z if by is None else by(made.x[None, :], made.y[:, None])
    return Mesh(made.x, made.y, z, np.zeros_like(made.broken), None, strength, scale)


def pieces(*meshes: Mesh, coarse: bool = False) -> Pieces:
    rows = tuple(row(k + 1, one) for k, one in enumerate(meshes))
    return scene(rows, Camera(SPACE, BOX, 480, 320), coarse=coarse).model.pieces


def cliff(x: Floats, y: Floats) -> Floats:
    return np.asarray(40.0 * (x - 0.93 * y), np.float64)


def slope(x: Floats, y: Floats) -> Floats:
    return np.asarray(0.3 * x + 0.2 * y, np.float64)


def errors(made: Pieces) -> Floats:
    """How far the strengths of corners are from that of their piece, as a share of the scale."""
    own = made.rings.points[:, 2] / HALF[2] * 2.0
    return np.asarray(np.abs(own - made.strength[made.rings.owner]) / 4.0, np.float64)


def test_no_piece_of_a_cliff_spans_much_of_the_scale() -> None:
    made = pieces(colored(cliff))
    assert errors(made).max() <= STEEP / NUMBER
    steep = np.ptp(made.rings.points[:, 2]) > 1.0
    assert steep and made.rings.count > 20 * 20


def test_cutting_leaves_every_piece_in_its_cell_and_the_floor_covered_once() -> None:
    made = pieces(colored(cliff))
    points, first = made.rings.points, made.rings.first[:-1]
    _, after = made.rings.neighbours()
    areas = np.add.reduceat(points[:, 0] * points[after, 1] - points[:, 1] * points[after, 0], first)
    assert np.abs(areas).sum() / 2 == pytest.approx(4.0)
    lines = np.linspace(-1.0, 1.0, 21)
    column = np.searchsorted(lines, made.middle[:, 0]) - 1
    assert (column == made.i).all()


def test_the_bands_of_a_cell_are_in_the_same_light() -> None:
    made = pieces(colored(cliff))
    cell = (made.i == 10) & (made.j == 10)
    assert cell.sum() > 3
    assert np.ptp(made.normal[cell], axis=0).max() == 0.0


def test_a_polygon_of_a_rim_is_cut_as_well() -> None:
    x, y, z = np.array([0.0, 0.2, 0.2]), np.array([0.0, 0.0, 0.2]), np.array([-2.0, 2.0, 2.0])
    rim = Faces(x, y, z, np.zeros(1, np.int64), np.zeros(1))
    flat = colored(slope)
    made = pieces(Mesh(flat.x, flat.y, flat.z, np.ones_like(flat.broken), rim, flat.strength, SCALE))
    assert made.rings.count == NUMBER
    assert np.sort(made.strength) == pytest.approx((np.arange(NUMBER) + 0.5) / NUMBER * 4.0 - 2.0)


@pytest.mark.parametrize("coarse", [False, True])
def test_a_gentle_surface_stays_as_it_is(coarse: bool) -> None:
    assert pieces(colored(slope), coarse=coarse).rings.count == 20 * 20


def test_colors_that_do_not_tell_heights_or_have_levels_are_left_alone() -> None:
    assert pieces(colored(cliff, by=slope)).rings.count == 20 * 20
    assert pieces(colored(cliff, scale=ColorScale(-2.0, 2.0, (-1.0, 0.0, 1.0)))).rings.count == 20 * 20


@pytest.mark.parametrize(("coarse", "most"), [(False, MOST), (True, MOST_IN_MOTION)])
def test_a_surface_steep_everywhere_is_cut_into_wider_bands(coarse: bool, most: int) -> None:
    made = pieces(colored(lambda x, y: 2.0 * np.sin(70 * x) * np.cos(70 * y), 60), coarse=coarse)
    cells = 60 * 60 if not coarse else 30 * 30
    assert cells < made.rings.count <= cells + most
