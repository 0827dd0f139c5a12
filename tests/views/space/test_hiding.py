"""What hides what: pixels of pictures whose order is known."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from calcviz.drawing import Floats
from calcviz.drawing.space import SpaceMarkers, space_line
from calcviz.scene.document import Space
from calcviz.views.space.camera import Camera
from calcviz.views.space.gather import scene
from calcviz.views.space.order import ordered
from calcviz.views.space.rays import first_hit
from calcviz.views.theme import LIGHT
from tests.views.space.worlds import BOX, HEIGHT, SPACE, WIDTH, frame, hue, mesh, picture, row

RED, BLUE, GREEN = "#e00000", "#0000e0", "#00a000"
PLAIN = replace(LIGHT, bare=True)


def cap(x: Floats, y: Floats) -> Floats:
    return np.asarray(1.8 - 0.8 * (x * x + y * y), np.float64)


def color_at(shot: np.ndarray, space: Space, x: float, y: float, z: float) -> np.ndarray:
    across, down = Camera(space, BOX, WIDTH, HEIGHT).pixel(x, y, z)
    return np.asarray(shot[round(down), round(across)])


def test_a_cap_hides_a_line_behind_it_and_not_one_before_it(qtbot: QtBot) -> None:
    space = Space(azimuth=0, elevation=5)
    for y, seen in ((1.9, "b"), (-1.9, "r")):
        bar = space_line(np.array([-0.3, 0.3]), np.array([y, y]), np.array([0.9, 0.9]))
        shot = picture(frame(row(1, mesh(cap), color=BLUE), row(2, bar, color=RED)), space, PLAIN)
        assert hue(color_at(shot, space, 0.03, y, 0.9)) == seen


@pytest.mark.parametrize("azimuth", [-150, 20, 135])
@pytest.mark.parametrize("elevation", [-60, -15, 15, 60])
def test_two_surfaces_meet_where_their_difference_changes_sign(
    qtbot: QtBot, azimuth: int, elevation: int
) -> None:
    def one(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return 0.6 * np.sin(1.7 * x) + 0.2 * y

    def other(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return 0.5 * np.cos(1.3 * y) - 0.3 * x

    shown = frame(row(1, mesh(one, cells=23), color=BLUE), row(2, mesh(other, cells=23), color=RED))
    space = Space(azimuth=azimuth, elevation=elevation)
    shot = picture(shown, space, PLAIN)
    camera = Camera(space, BOX, WIDTH, HEIGHT)
    ground = scene(shown.rows, camera).model.ground
    rng, compared = np.random.default_rng(1), 0
    for across, down in rng.uniform([100, 60], [380, 260], (250, 2)).round().tolist():
        hits = [first_hit(ground, *camera.ray(across + dx + 0.5, down + dy + 0.5)) for dx, dy in AROUND]
        sheets = {-1 if hit is None else hit.sheet for hit in hits}
        if len(sheets) == 1 and -1 not in sheets:
            assert hue(shot[int(down), int(across)]) == "br"[sheets.pop()]
            compared += 1
    assert compared > 10


AROUND = [(dx, dy) for dx in (-3, 0, 3) for dy in (-3, 0, 3)]


@settings(max_examples=25, deadline=None)
@given(
    st.floats(-180, 180),
    st.floats(-89, 89),
    st.booleans(),
    st.floats(0.5, 2.5),
    st.floats(-1, 1),
    st.booleans(),
)
def test_along_every_ray_the_pieces_are_painted_back_to_front(
    azimuth: float, elevation: float, perspective: bool, wave: float, slope: float, equal: bool
) -> None:
    """Of two pieces that a ray passes, the nearer one comes later."""
    first = mesh(lambda x, y: np.sin(wave * x) * np.cos(y), cells=8)
    second = mesh(lambda x, y: slope * x + 0.3 * y, cells=8, role="plane")
    space = Space(azimuth=azimuth, elevation=elevation, perspective=perspective, equal=equal)
    camera = Camera(space, BOX, 400, 300)
    made = scene((row(1, first), row(2, second)), camera).model
    rings = made.pieces.rings
    colors = np.random.default_rng(rings.count).integers(0, 9, rings.count)
    place = np.argsort(ordered(made, camera).items(colors))
    middles = rings.means()
    wrong = 0
    for k in range(0, rings.count, 7):
        start, way = camera.ray(*camera.project(middles[k])[:2].tolist())
        mine = (middles[k] - start) @ way
        for other in _met(rings.points, rings.first, start, way, camera):
            along = _along(made.pieces, other, start, way)
            if other != k and np.isfinite(along) and abs(along - mine) > 0.1:
                wrong += (along > mine) != (place[other] < place[k])
    assert wrong == 0


def _met(
    points: np.ndarray, first: np.ndarray, start: np.ndarray, way: np.ndarray, camera: Camera
) -> list[int]:
    """The polygons that hold the ray's pixel well inside, on the picture."""
    spot = camera.project(start + 4.0 * way)[:2]
    xy = camera.project(points)[:, :2] - spot
    after = np.arange(1, len(xy) + 1)
    after[first[1:] - 1] = first[:-1]
    turn = xy[:, 0] * xy[after, 1] - xy[:, 1] * xy[after, 0]
    length = np.hypot(*(xy[after] - xy).T) + 1e-9
    low, high = (f.reduceat(turn / length, first[:-1]) for f in (np.minimum, np.maximum))
    return np.flatnonzero((low > 0.4) | (high < -0.4)).tolist()


def _along(pieces: object, number: int, start: np.ndarray, way: np.ndarray) -> float:
    normal, middle = pieces.normal[number], pieces.middle[number]  # type: ignore[attr-defined]
    steep = float(normal @ way)
    return float(normal @ (middle - start)) / steep if abs(steep) > 0.15 else np.nan


def test_a_point_behind_the_cap_is_pale_and_one_before_it_is_not(qtbot: QtBot) -> None:
    space = Space(azimuth=0, elevation=5)
    found = []
    for y in (1.9, -1.9):
        dot = SpaceMarkers(np.array([0.0]), np.array([y]), np.array([0.5]))
        shot = picture(frame(row(1, mesh(cap), color=BLUE), row(2, dot, color=RED)), space, PLAIN)
        found.append(color_at(shot, space, 0.0, y, 0.5))
    assert found[0][1] > 90 > found[1][1]


def test_lines_on_a_surface_are_seen_in_full_width(qtbot: QtBot) -> None:
    """No neighbouring cell covers a part of them: their ink is that of a line in the air."""
    t = np.linspace(-1.5, 1.5, 200)
    flat = mesh(lambda x, y: 0 * x, cells=40)
    line = space_line(t, 0.37 * t + 0.02, 0 * t)
    counts = []
    for rows in ((row(1, flat, color=BLUE), row(2, line, color=RED)), (row(2, line, color=RED),)):
        shot = picture(frame(*rows), SPACE, PLAIN)
        counts.append(int(((shot[:, :, 0] > 150) & (shot[:, :, 1] < 120) & (shot[:, :, 2] < 120)).sum()))
    assert counts[0] == pytest.approx(counts[1], rel=0.15)
