"""Pictures of space: whatever is to be shown, something is painted and nothing fails."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from calcviz.drawing import Floats
from calcviz.drawing.fields import ColorScale
from calcviz.drawing.space import (
    Faces,
    Mesh,
    SpaceArrows,
    SpaceHandle,
    SpaceLabel,
    SpaceMarkers,
    space_line,
)
from calcviz.engine.frame import Frame
from calcviz.maths.fields.box import Box
from calcviz.scene.document import Space
from calcviz.views.space.camera import Camera
from calcviz.views.space.gather import scene
from calcviz.views.space.walls import edges
from calcviz.views.theme import LIGHT, THEMES, Theme
from tests.views.space.worlds import BOX, SPACE, frame, mesh, picture, row

ONE = np.ones(1)


def saddle(x: Floats, y: Floats) -> Floats:
    return np.asarray(0.4 * (x * x - y * y), np.float64)


def everything() -> Frame:
    surface = mesh(saddle, cells=40)
    plane = mesh(lambda x, y: 0.3 * x + 0.2 * y, cells=4, role="plane")
    t = np.linspace(0, 6, 90)
    return frame(
        row(1, surface, space_line(np.cos(t), np.sin(t), 0.4 * np.cos(2 * t), "level")),
        row(2, plane, SpaceArrows(0 * ONE, 0 * ONE, 0 * ONE, ONE, ONE, ONE), SpaceHandle("P", 0, 0, 0, "P")),
        row(3, SpaceMarkers(ONE, ONE, ONE, "open"), SpaceLabel(1, 1, 1, "Q")),
        row(4, Faces(t[:3], t[:3] ** 2 / 20, t[:3], np.zeros(1, np.int64))),
    )


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_everything_is_painted_in_every_theme(qtbot: QtBot, theme: Theme, ratio: float) -> None:
    full, empty = picture(everything(), theme=theme, ratio=ratio), picture(frame(), theme=theme, ratio=ratio)
    share = (np.abs(full - empty).max(2) > 24).mean()
    assert 0.1 < share < 0.6


def test_an_empty_space_shows_its_box_and_one_without_a_box_paper(qtbot: QtBot) -> None:
    paper = np.array([255, 255, 255])
    assert (picture(frame()) != paper).any()
    assert (picture(frame(box=None)) == paper).all()


@pytest.mark.parametrize("azimuth", [0.0, 30.0, 71.0])
def test_no_seam_is_seen_in_a_surface(qtbot: QtBot, azimuth: float) -> None:
    """A level plane has one colour, and lines of another one, but nothing of the paper."""
    flat = mesh(lambda x, y: 0 * x, cells=40)
    space, theme = Space(azimuth=azimuth, elevation=28), LIGHT
    shot = picture(frame(row(1, flat)), space)
    camera = Camera(space, BOX, 480, 320)
    across, down = camera.pixel(0, 0, 0)
    part = shot[int(down) - 25 : int(down) + 25, int(across) - 40 : int(across) + 40].reshape(-1, 3)
    paper = np.array([int(theme.paper[k : k + 2], 16) for k in (1, 3, 5)])
    body = np.median(part, 0)
    nearer = np.abs(part - paper).max(1) < 0.7 * np.abs(body - paper).max()
    assert not nearer.any()


AWKWARD = [
    Box(0, 0, 0, 0, 0, 0),
    Box(-1e300, 1e300, -1e300, 1e300, -1e300, 1e300),
    Box(1e9, 1e9 + 1e-6, 0, 1, 0, 1e-300),
    Box(-np.inf, np.inf, np.nan, 1, 0, 1),
]


@pytest.mark.parametrize("box", AWKWARD)
def test_awkward_boxes_do_not_fail(qtbot: QtBot, box: Box) -> None:
    x = np.array([0.0, 1.0, 2.0])
    z = np.array([[np.nan, 1.0, 1e308], [-1e308, 0.0, np.inf], [0.0, 0.0, 0.0]])
    items = Mesh(x, x, z, np.zeros((2, 2), bool)), space_line(x, x, z[1]), SpaceHandle("P", np.nan, 0, 0, "P")
    assert picture(frame(row(1, *items), box=box)).shape == (320, 480, 3)


@pytest.mark.parametrize("elevation", [-90.0, 0.0, 90.0])
@pytest.mark.parametrize("azimuth", [-90.0, 0.0, 180.0])
def test_views_along_the_axes_do_not_fail(qtbot: QtBot, azimuth: float, elevation: float) -> None:
    for perspective in (True, False):
        space = Space(azimuth=azimuth, elevation=elevation, perspective=perspective)
        assert (picture(everything(), space) != 255).any()


def test_one_cell_and_a_point_are_enough(qtbot: QtBot) -> None:
    ends = np.array([-2.0, 2.0])
    one = Mesh(ends, ends, np.zeros((2, 2)), np.zeros((1, 1), bool))
    point = Mesh(ends[:1], ends[:1], np.zeros((1, 1)), np.zeros((0, 0), bool))
    assert (picture(frame(row(1, one, point))) != picture(frame())).any()


def test_strength_goes_through_the_scale(qtbot: QtBot) -> None:
    plain = mesh(saddle)
    scale = ColorScale(-1.6, 1.6, (), "diverging")
    colored = Mesh(plain.x, plain.y, plain.z, plain.broken, None, plain.z, scale)
    shot = picture(frame(row(1, colored)))
    camera = Camera(SPACE, BOX, 480, 320)
    for x, y, strongest in ((0.0, -1.65, 2), (1.65, 0.05, 0)):
        across, down = map(round, camera.pixel(x, y, 0.4 * (x * x - y * y)))
        color = np.median(shot[down - 4 : down + 5, across - 4 : across + 5].reshape(-1, 3), 0)
        assert color[strongest] == color.max() > color[2 - strongest]


def test_the_coarse_picture_is_nearly_the_fine_one(qtbot: QtBot) -> None:
    fine = mesh(lambda x, y: np.sin(x) * np.cos(y), cells=80)
    camera = Camera(SPACE, BOX, 480, 320)
    rows = (row(1, fine),)
    detailed, quick = scene(rows, camera), scene(rows, camera, coarse=True)
    assert quick.model.pieces.rings.count * 4 == detailed.model.pieces.rings.count
    places = [{*np.round(made.model.lines.start[:, 0], 9).tolist()} for made in (detailed, quick)]
    assert places[1] <= places[0]


@pytest.mark.parametrize("azimuth", range(-180, 180, 24))
@pytest.mark.parametrize("size", [(960, 640), (320, 240), (1600, 500)])
def test_numbers_stand_apart(qtbot: QtBot, azimuth: int, size: tuple[int, int]) -> None:
    box = Box(-1000, 2000, -0.001, 0.002, -7, 31)
    for elevation in (-40, 3, 28, 75):
        camera = Camera(Space(azimuth=azimuth, elevation=elevation), box, *size)
        places: list[QRectF] = [text.place for edge in edges(camera) for text in edge.texts if not text.name]
        for k, one in enumerate(places):
            assert not any(one.intersects(other) for other in places[:k])
