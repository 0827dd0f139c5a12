"""Colour bars in space: in the upper right corner, and the box as large as they leave it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF
from pytestqt.qtbot import QtBot

from calcviz.drawing.fields import ColorScale
from calcviz.drawing.space import Mesh
from calcviz.engine.frame import Frame
from calcviz.scene.document import Space
from calcviz.views.color_bars import bar_marks, bar_place
from calcviz.views.space.bars import bars_of, camera_of
from calcviz.views.space.camera import CORNERS, HALF, Camera
from calcviz.views.theme import LIGHT
from tests.views.space.worlds import BOX, SPACE, frame, mesh, row

SCALE = ColorScale(-1.6, 1.6, (), "diverging", "g")
SIDES = [(corner[axis], axis) for axis in range(3) for corner in (-np.ones(3), np.ones(3))]


def colored() -> Frame:
    plain = mesh(lambda x, y: 0.4 * (x * x - y * y))
    return frame(row(1, Mesh(plain.x, plain.y, plain.z, plain.broken, None, plain.z, SCALE)))


def plate(width: float, height: float) -> QRectF:
    (place,) = bars_of(colored().rows, width, height, LIGHT).values()
    return place


def shape(camera: Camera) -> QPainterPath:
    """What the cuboid covers: it is convex, and so is each of its sides."""
    made = QPainterPath()
    for sign, axis in SIDES:
        corners = CORNERS[CORNERS[:, axis] == sign][[0, 1, 3, 2]] * HALF
        points = [QPointF(x, y) for x, y in camera.project(corners)[:, :2].tolist()]
        made.addPolygon(QPolygonF([*points, points[0]]))
    made.setFillRule(made.fillRule().WindingFill)
    return made


@pytest.mark.parametrize("size", [(485, 700), (485, 350), (640, 420), (1200, 800), (1500, 500), (330, 300)])
@pytest.mark.parametrize("perspective", [False, True])
def test_the_box_is_clear_of_the_bar_from_every_side(
    qtbot: QtBot, size: tuple[int, int], perspective: bool
) -> None:
    place = plate(*size)
    for azimuth in range(-180, 180, 15):
        for elevation, equal in ((10.0, False), (28.0, True), (75.0, False)):
            space = Space(azimuth=azimuth, elevation=elevation, perspective=perspective, equal=equal)
            shown = shape(camera_of(colored(), replace(BOX, x_high=6.0), space, *size, LIGHT))
            assert not shown.intersects(place)
            assert shown.boundingRect().left() > 0 and shown.boundingRect().bottom() < size[1]


def test_half_a_window_shows_the_box_as_large_as_without_a_bar(qtbot: QtBot) -> None:
    bare = Camera(SPACE, BOX, 485, 700)
    assert camera_of(colored(), BOX, SPACE, 485, 700, LIGHT).scale == pytest.approx(bare.scale)
    low = camera_of(colored(), BOX, SPACE, 485, 400, LIGHT)
    assert low.scale > 0.85 * Camera(SPACE, BOX, 485, 400).scale


def test_a_bar_is_no_taller_than_it_needs(qtbot: QtBot) -> None:
    assert plate(485, 400).bottom() < 0.5 * 400
    assert plate(485, 1000).height() < 300
    assert plate(485, 200).height() > 100


@pytest.mark.parametrize("high", [0.998, 1.0, 1.6, 2.4, 6.0])
def test_a_short_bar_too_tells_how_its_colours_run(qtbot: QtBot, high: float) -> None:
    scale = replace(SCALE, low=-high, high=high)
    marks = bar_marks(scale, bar_place(scale, QRectF(0.0, 0.0, 60.0, 155.0)))
    assert len(marks) >= 3
