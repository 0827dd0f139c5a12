"""The polar grid: circles where the radii are, in any scale, and angles that can be read."""

from dataclasses import replace
from math import hypot

import numpy as np
import pytest

from calcviz.engine.frame import Frame
from calcviz.scene.document import Viewport
from calcviz.views.axes import axes
from calcviz.views.polar import is_polar, polar
from tests.views.frames import picture

HOME = Viewport(-10, 10, -6.25, 6.25, 960, 600, grid="polar")

pytestmark = pytest.mark.usefixtures("qapp")


def ink(view: Viewport) -> np.ndarray:
    """Where the paper is not white, shape (height, width)."""
    return picture(Frame((), view)).min(2) < 250


@pytest.mark.parametrize("tall", [6.25, 2.0, 40.0])
def test_circles_are_ellipses_of_their_radii(tall: float) -> None:
    """Along the diagonals of a view of any scale, where neither an axis nor a named ray runs."""
    view = replace(HOME, y_low=-tall, y_high=tall)
    laid = axes(view).polar
    assert laid is not None
    assert laid.major
    dark = ink(view)
    found = 0
    for r in laid.major:
        for turn in np.radians((40.0, 130.0, 222.0)):
            px, py = view.x_axis.pixel(r * np.cos(turn)), view.y_axis.pixel(r * np.sin(turn))
            if 3 < px < 956 and 3 < py < 596:
                column, line = round(px), round(py)
                assert dark[line - 2 : line + 3, column - 2 : column + 3].any(), (r, turn)
                found += 1
    assert found


def test_radii_are_those_of_the_numbers_on_the_axis() -> None:
    laid = axes(HOME)
    assert laid.polar is not None
    assert set(laid.x.major) & set(laid.polar.major) == {r for r in laid.x.major if r > 0}
    assert not laid.y_numbers
    assert {number.text for number in laid.x_numbers} >= {"2", "4", "6", "8"}


def test_angles_stand_around_the_outermost_whole_circle() -> None:
    laid = axes(HOME)
    assert {number.text for number in laid.angles} == {
        "π/6", "π/3", "π/2", "2π/3", "5π/6", "7π/6", "4π/3", "3π/2", "5π/3", "11π/6",
    }  # fmt: skip
    for number in laid.angles:
        centre = number.box.center()
        assert 0 < centre.x() < 960 and 0 < centre.y() < 600
        assert 4 * 48 < hypot(centre.x() - 480, centre.y() - 300) < 4 * 48 + 30
    boxes = [number.box for number in laid.numbers]
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_far_from_the_origin_there_is_still_a_grid_of_few_lines() -> None:
    for view in (
        replace(HOME, x_low=1e6, x_high=1e6 + 20, y_low=0.0, y_high=12.5),
        replace(HOME, x_low=1e9, x_high=1e9 + 1, y_low=-1e9, y_high=-1e9 + 1),
        replace(HOME, x_low=-1e-3, x_high=1e-3, y_low=-1e6, y_high=1e6),
    ):
        laid = polar(view, max(axes(view).x.step, axes(view).y.step))
        assert len(laid.major) + len(laid.minor) < 400
        ink(view)


def test_there_is_none_on_logarithmic_axes_and_none_where_none_is_wanted() -> None:
    log = replace(HOME, x_low=0.1, x_scale="log")
    assert not is_polar(log)
    assert axes(log).polar is None
    empty, squares = replace(HOME, grid="none"), replace(HOME, grid="square")
    assert ink(empty).mean() < 0.2 * ink(squares).mean()
