"""What moves painted over what rests: the same picture as all in one order, for less work."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from calcviz.drawing import Floats
from calcviz.drawing.fields import ColorScale
from calcviz.drawing.space import Mesh, SpaceArrows, SpaceHandle, space_line
from calcviz.engine.frame import Frame, FrameRow
from calcviz.scene.document import Row, Space, Style
from calcviz.views.space.camera import Camera
from calcviz.views.space.gather import scene
from calcviz.views.space.paint import looks_of
from calcviz.views.space.picture import Picture
from calcviz.views.space.projected import projected
from calcviz.views.space.rays import hidden
from calcviz.views.space.sight import Sight
from calcviz.views.theme import DARK, LIGHT, Theme
from tests.views.frames import pixels
from tests.views.space.worlds import BOX, frame, mesh, row

T = np.linspace(-2, 2, 60)


def hill(x: Floats, y: Floats) -> Floats:
    return np.asarray(np.sin(1.6 * x) * np.cos(1.3 * y) + 0.2 * x, np.float64)


SURFACE = row(1, mesh(hill, cells=40), space_line(T, np.sin(T), np.full(60, -2.0), "level"))
CORNER = Space()
SCALE = ColorScale(-1.4, 1.4, (), "diverging")


def tangent(a: float, b: float) -> FrameRow:
    """The row of a plane that touches the hill over (a, b), with its steepest way and a drop to the floor."""
    p = 1.6 * np.cos(1.6 * a) * np.cos(1.3 * b) + 0.2
    q = -1.3 * np.sin(1.6 * a) * np.sin(1.3 * b)
    z = float(hill(np.array(a), np.array(b)))
    one = np.ones(1)
    items = (
        mesh(lambda x, y: z + p * (x - a) + q * (y - b), cells=12, role="plane"),
        SpaceArrows(a * one, b * one, z * one, 0.5 * p * one, 0.5 * q * one, 0.5 * (p * p + q * q) * one),
        space_line(np.array([a, a]), np.array([b, b]), np.array([z, -2.0]), "construction"),
        space_line(a + 0.8 * np.cos(T * 2), b + 0.8 * np.sin(T * 2), np.full(60, -2.0), "level"),
        SpaceHandle("P", a, b, z, "P"),
    )
    return row(2, *items)


class Stage:
    """A picture of 480 × 320 in motion, shown frame after frame."""

    def __init__(self, space: Space = CORNER, theme: Theme = LIGHT, ratio: float = 1.0) -> None:
        self.picture = Picture()
        self.picture.space, self.picture.theme, self.picture.ratio = space, theme, ratio
        self.picture.size, self.picture.moving = (480, 320), True

    def shot(self, *rows: FrameRow) -> np.ndarray:
        self.picture.frame = Frame(rows, frame().viewport, BOX)
        ratio = self.picture.ratio
        image = QImage(round(480 * ratio), round(320 * ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        try:
            self.picture.paint(painter)
        finally:
            painter.end()
        return pixels(image).astype(int)

    @property
    def over(self) -> bool:
        """Whether the last picture was painted over one that rests."""
        return self.picture._resting[1] is not None


def differing(one: np.ndarray, other: np.ndarray) -> float:
    """The share of pixels that a reader could tell apart."""
    return float((np.abs(one - other).max(2) > 70).mean())


@pytest.mark.parametrize(
    ("azimuth", "elevation", "perspective"),
    [(-130, -35, True), (30, -35, False), (100, 12, True), (30, 12, True), (-130, 50, False), (30, 50, True)],
)
def test_a_point_dragged_is_seen_as_all_painted_in_one_order(
    qtbot: QtBot, azimuth: int, elevation: int, perspective: bool
) -> None:
    space = Space(azimuth=azimuth, elevation=elevation, perspective=perspective)
    theme = DARK if azimuth == 30 else LIGHT
    moved = Stage(space, theme)
    moved.shot(SURFACE, tangent(-1.0, 0.2))
    for a, b in ((-0.9, 0.2), (0.7, -0.6)):
        quick = moved.shot(SURFACE, tangent(a, b))
        assert moved.over
    fresh = Stage(space, theme)
    whole = fresh.shot(SURFACE, tangent(a, b))
    assert not fresh.over
    assert differing(quick, whole) < 0.004
    assert differing(whole, fresh.shot(SURFACE)) > 0.01


def test_what_moved_leaves_nothing_behind(qtbot: QtBot) -> None:
    stage = Stage()
    first = stage.shot(SURFACE, tangent(-1.0, 0.2))
    for a in (-0.5, 0.3, 1.1):
        stage.shot(SURFACE, tangent(a, 0.2))
    assert differing(first, stage.shot(SURFACE, tangent(-1.0, 0.2))) < 0.004
    assert differing(stage.shot(SURFACE), Stage().shot(SURFACE)) < 0.001


def test_a_surface_that_changes_is_painted_in_order_again(qtbot: QtBot) -> None:
    stage = Stage()
    stage.shot(SURFACE, tangent(-1.0, 0.2))
    stage.shot(SURFACE, tangent(-0.9, 0.2))
    other = row(1, mesh(lambda x, y: 0.3 * x * y, cells=40))
    again = Stage().shot(other, tangent(-0.8, 0.2))
    assert differing(stage.shot(other, tangent(-0.8, 0.2)), again) < 0.001


@pytest.mark.parametrize("sheer", ["a plane", "a pale surface"])
def test_over_what_is_seen_through_all_is_painted_in_order(qtbot: QtBot, sheer: str) -> None:
    if sheer == "a plane":
        still = row(3, mesh(lambda x, y: 0.2 * x, cells=6, role="plane"))
    else:
        items = SURFACE.space[:1]
        style = Style(color=3, opacity=0.5)
        still = FrameRow(Row(3, "pale", style), "concept", SURFACE.drawing, space=items)
    stage = Stage()
    stage.shot(still, tangent(-1.0, 0.2))
    shot = stage.shot(still, tangent(0.4, 0.2))
    assert not stage.over
    # nothing of the old place is left, though only what changed is painted
    assert differing(shot, Stage().shot(still, tangent(0.4, 0.2))) < 0.002


def test_turning_ends_what_rests_and_a_colour_bar_that_comes_moves_all(qtbot: QtBot) -> None:
    stage = Stage()
    stage.shot(SURFACE, tangent(-1.0, 0.2))
    stage.shot(SURFACE, tangent(-0.9, 0.2))
    stage.picture.space = Space(azimuth=-20)
    turned = stage.shot(SURFACE, tangent(-0.9, 0.2))
    assert not stage.over and (turned == Stage(Space(azimuth=-20)).shot(SURFACE, tangent(-0.9, 0.2))).all()
    plain = SURFACE.space[0]
    assert isinstance(plain, Mesh)
    colored = row(1, Mesh(plain.x, plain.y, plain.z, plain.broken, None, plain.z, SCALE))
    shot = stage.shot(colored, tangent(-0.9, 0.2))
    assert (shot == Stage(Space(azimuth=-20)).shot(colored, tangent(-0.9, 0.2))).all()


def test_points_are_seen_past_surfaces_as_rays_tell(qtbot: QtBot) -> None:
    camera = Camera(Space(azimuth=40, elevation=20), BOX, 480, 320)
    seen = scene((row(1, mesh(hill, cells=40)),), camera)
    sight = Sight(seen.model, projected(seen, looks_of(seen.rows, LIGHT), camera, LIGHT), camera)
    points = np.random.default_rng(3).uniform([-1, -1, -0.7], [1, 1, 0.7], (600, 3))
    told = sight.sees(points)
    right = np.array([not hidden(seen.model.ground, p, camera.to_eye(p)) for p in points])
    assert (told == right).mean() > 0.97 and 0.2 < told.mean() < 0.9
