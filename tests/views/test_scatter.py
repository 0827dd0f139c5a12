"""Points of data on the paper: where they are, in what shape, and many of them as fast as few."""

import numpy as np
import pytest

from calcviz.drawing import Handle, Markers
from calcviz.engine.frame import Frame
from calcviz.scene.document import Mark, Style
from tests.views.frames import VIEW, picture, row

pytestmark = pytest.mark.usefixtures("qapp")


def ink(x: list[float], y: list[float], style: Style | None = None, *more: Handle) -> int:
    """How many pixels are not as without the points."""
    item = Markers(np.array(x, float), np.array(y, float), "data")
    empty = picture(Frame((row(1, style=style),), VIEW))
    drawn = picture(Frame((row(1, item, *more, style=style),), VIEW))
    return int((drawn != empty).any(axis=-1).sum())


def test_points_in_view_are_seen_and_others_are_not() -> None:
    one = ink([1.0], [2.0])
    assert 30 < one < 90
    assert ink([1.0, 5.0, 90.0], [2.0, -3.0, 2.0]) == 2 * one
    assert ink([1e300], [-1e300]) == 0


def test_the_mark_of_a_row_is_the_shape_of_its_points() -> None:
    item = Markers(np.array([1.0]), np.array([2.0]), "data")
    marks: tuple[Mark, ...] = ("", "square", "triangle", "bar")
    frames = [Frame((row(1, item, style=Style(mark=mark)),), VIEW) for mark in marks]
    shapes = {picture(frame).tobytes() for frame in frames}
    assert len(shapes) == 4


def test_a_quiet_handle_adds_nothing() -> None:
    assert ink([1.0], [2.0], None, Handle("points.1", 1.0, 2.0, quiet=True)) == ink([1.0], [2.0])


def test_of_many_points_on_one_pixel_one_is_painted() -> None:
    chance = np.random.default_rng(1)
    x = chance.uniform(1, 1.001, 50_000)
    assert ink(x.tolist(), (x + 1).tolist()) < 120
