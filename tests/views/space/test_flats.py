"""Flat planes as one polygon: what is beyond and before them, and where they cross others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from calcviz.drawing.space import Faces, Mesh, space_line
from calcviz.scene.document import Space
from calcviz.views.space.camera import HALF, Camera
from calcviz.views.space.flats import Flat, flat_of, layers
from calcviz.views.space.gather import scene
from calcviz.views.space.order import ordered
from calcviz.views.space.rays import flat_hit
from tests.views.space.worlds import BOX, SPACE, frame, mesh, picture, row

CAMERA = Camera(SPACE, BOX, 480, 320)
numbers = st.floats(-1.5, 1.5)


def plane(a: float, b: float, c: float, cells: int = 6) -> Mesh:
    return mesh(lambda x, y: a * x + b * y + c, cells=cells, role="plane")


@given(numbers, numbers, numbers)
def test_a_flat_mesh_is_the_plane_that_it_shows_held_within_the_box(a: float, b: float, c: float) -> None:
    made = flat_of(plane(a, b, c), 0, CAMERA)
    if made is None:
        assert np.abs(c) + 2 * (abs(a) + abs(b)) > 1.0  # a box that cuts all cells leaves nothing to fit
        return
    corners = CAMERA.real(made.outline)
    assert corners[:, 2] == pytest.approx(a * corners[:, 0] + b * corners[:, 1] + c, abs=1e-6)
    assert (np.abs(made.outline) <= HALF + 1e-6).all()
    assert np.abs(made.over(made.lines)).max(initial=0.0) < 1e-6
    assert (np.abs(made.lines) <= HALF + 1e-6).all()


def test_what_is_bent_torn_coloured_or_opaque_is_not_flat() -> None:
    flat = plane(0.1, 0.2, 0.0)
    assert flat_of(flat, 0, CAMERA) is not None
    torn = flat.broken.copy()
    torn[2, 2] = True
    bent = mesh(lambda x, y: 0.01 * x * x, role="plane")
    opaque = mesh(lambda x, y: 0.1 * x)
    point = Mesh(flat.x[:1], flat.y[:1], flat.z[:1, :1], np.zeros((0, 0), bool), role="plane")
    for other in (Mesh(flat.x, flat.y, flat.z, torn, role="plane"), bent, opaque, point):
        assert flat_of(other, 0, CAMERA) is None


def test_a_plane_of_which_all_cells_are_cut_is_known_by_its_rim() -> None:
    ends = np.array([-2.0, 2.0])
    rim = Faces(
        np.array([-0.2, 0.2, 0.2, -0.2]),
        np.array([-2.0, -2.0, 2.0, 2.0]),
        np.array([-2.0, 2.0, 2.0, -2.0]),
        np.zeros(1, np.int64),
    )
    steep = Mesh(ends, ends, np.full((2, 2), np.nan), np.ones((1, 1), bool), rim, role="plane")
    made = flat_of(steep, 0, CAMERA)
    assert made is not None
    assert CAMERA.real(made.outline)[:, 0] == pytest.approx(CAMERA.real(made.outline)[:, 2] / 10, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(st.floats(-180, 180), st.floats(-89, 89), st.booleans(), numbers, numbers)
def test_along_every_ray_planes_come_between_what_is_beyond_and_what_is_before_them(
    azimuth: float, elevation: float, perspective: bool, a: float, b: float
) -> None:
    camera = Camera(Space(azimuth=azimuth, elevation=elevation, perspective=perspective), BOX, 400, 300)
    surface = mesh(lambda x, y: np.sin(1.5 * x) * np.cos(y), cells=8)
    made = scene((row(1, surface, plane(a, b, 0.0), plane(-b, a, 0.2)),), camera).model
    items = ordered(made, camera).items()
    told = list(layers(items, made.sides, made.flats, camera))
    pieces = np.concatenate([part for part in told if not isinstance(part, Flat)])
    assert sorted(pieces.tolist()) == sorted(items.tolist())
    place, flats = np.zeros(len(items)), []
    for number, part in enumerate(told):
        if isinstance(part, Flat):
            flats.append((number, part))
        else:
            place[part] = number
    assert len(flats) >= len(made.flats)
    for k in range(0, made.pieces.rings.count, 5):
        middle = made.pieces.middle[k]
        start, way = camera.ray(*camera.project(middle)[:2].tolist())
        mine = (middle - start) @ way
        for number, flat in flats:
            along = flat_hit(flat, start, way)
            if along is not None and abs(along - mine) > 1e-3:
                assert (along > mine) == (number < place[k])


def test_surfaces_are_cut_by_planes_and_the_line_is_drawn_within_the_plane() -> None:
    small = Mesh(*(np.array([-1.0, 1.0]),) * 2, np.zeros((2, 2)), np.zeros((1, 1), bool), role="plane")
    surface = mesh(lambda x, y: 0.6 * x + 0.013, cells=9)
    seen = scene((row(1, surface), row(2, small)), CAMERA)
    gaps = seen.model.flats[0].over(seen.model.pieces.rings.points)
    first = seen.model.pieces.rings.first[:-1]
    low, high = np.minimum.reduceat(gaps, first), np.maximum.reduceat(gaps, first)
    assert ((low > -1e-6) | (high < 1e-6)).all()
    pen = next(k for k, ink in enumerate(seen.inks) if ink.role == "crossing")
    ends = np.stack([seen.model.lines.start, seen.model.lines.end], 1)[seen.model.lines.pen == pen]
    ends = CAMERA.real(ends)
    assert ends[:, :, 0] == pytest.approx(-0.013 / 0.6, abs=1e-6) and ends[:, :, 2] == pytest.approx(
        0, abs=1e-6
    )
    assert np.abs(ends[:, 1, 1] - ends[:, 0, 1]).sum() == pytest.approx(2.0, abs=1e-6)


def test_two_surfaces_have_a_line_where_they_cross() -> None:
    one, other = mesh(lambda x, y: 0.5 * x, cells=10), mesh(lambda x, y: 0.31 * y, cells=10)
    seen = scene((row(1, one), row(2, other)), CAMERA)
    pen = next(k for k, ink in enumerate(seen.inks) if ink.role == "crossing")
    mine = seen.model.lines.pen == pen
    ends = CAMERA.real(np.concatenate([seen.model.lines.start[mine], seen.model.lines.end[mine]]))
    assert ends[:, 2] == pytest.approx(0.5 * ends[:, 0], abs=1e-6)
    assert ends[:, 2] == pytest.approx(0.31 * ends[:, 1], abs=1e-6)
    assert np.ptp(ends[:, 1]) == pytest.approx(4.0, abs=1e-6)


def test_a_plane_shows_what_is_behind_it_through_its_colour(qtbot: QtBot) -> None:
    level = plane(0.0, 0.0, 0.0)
    over, under = (space_line(np.array([-1.0, 1.0]), np.zeros(2), np.full(2, z)) for z in (0.6, -0.6))
    space = Space(azimuth=0, elevation=60)
    camera = Camera(space, BOX, 480, 320)
    found = []
    for line, z in ((over, 0.6), (under, -0.6)):
        shot = picture(frame(row(1, level, color="#00a000"), row(2, line, color="#e00000")), space)
        across, down = camera.pixel(0.03, 0.0, z)
        found.append(shot[round(down) - 1 : round(down) + 2, round(across)].reshape(-1, 3))
    before, beyond = (rows[np.argmin(rows[:, 1].astype(int) - rows[:, 0])] for rows in found)
    assert before[0] > 200 and before[1] < 60
    assert 60 < beyond[0] < before[0] and beyond[1] > before[1] + 30
