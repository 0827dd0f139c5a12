"""Axes and numbers stand where the view needs them."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from calcviz.scene.document import Viewport
from calcviz.views.axes import axes
from calcviz.views.background import paint_numbers, stamp_numbers
from calcviz.views.navigation import home
from calcviz.views.theme import LIGHT
from tests.views.frames import Frame, colored, picture, pixels

pytestmark = pytest.mark.usefixtures("qapp")


def test_at_home_the_axes_cross_in_the_middle() -> None:
    laid = axes(home(960, 600))
    assert (laid.x_line, laid.y_line) == (300, 480)
    assert [number.text for number in laid.x_numbers] == ["−8", "−6", "−4", "−2", "0", "2", "4", "6", "8"]
    assert "0" not in [number.text for number in laid.y_numbers]


@given(
    st.floats(-1e3, 1e3),
    st.floats(-1e3, 1e3),
    st.floats(0.01, 100),
    st.integers(200, 1600),
    st.integers(200, 1000),
)
def test_numbers_stay_in_the_view_and_apart(x: float, y: float, span: float, width: int, height: int) -> None:
    tall = span * height / width
    view = Viewport(x, x + span, y, y + tall, width, height)
    laid = axes(view)
    for number in laid.x_numbers + laid.y_numbers:
        assert number.box.left() >= 0 and number.box.right() <= width
        assert number.box.top() >= 0 and number.box.bottom() <= height
    for numbers in (laid.x_numbers, laid.y_numbers):
        assert not any(a.box.intersects(b.box) for a, b in combinations(numbers, 2))


@given(st.floats(0.001, 1e6), st.integers(200, 1600), st.integers(200, 1000))
def test_in_equal_scale_the_grid_is_made_of_squares(span: float, width: int, height: int) -> None:
    laid = axes(Viewport(0.0, span, 0.0, span * height / width, width, height))
    assert laid.x.step == laid.y.step


def test_without_an_axis_in_view_the_numbers_stand_at_the_edge() -> None:
    laid = axes(Viewport(5, 15, 5, 15, 500, 500))
    assert laid.x_line is None and laid.y_line is None
    assert all(number.box.bottom() > 480 for number in laid.x_numbers)
    # the end of a line that showed left of a number would look like its minus sign
    assert all(-1 < number.box.left() <= 0 for number in laid.y_numbers)


@pytest.mark.parametrize(
    ("x", "y", "axis"), [(700, 312, "x"), (470, 100, "y"), (700, 100, ""), (100, 500, "")]
)
def test_the_strips_of_numbers(x: float, y: float, axis: str) -> None:
    view = home(960, 600)
    assert axes(view).strip_at(view, QPointF(x, y)) == axis


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_axes_are_crisp_at_every_pixel_ratio(ratio: float) -> None:
    """Across an axis there are its own colour and paper, and no mixture of both."""
    view = Viewport(-1.03, 1, -1.01, 1, 400, 400)
    image = picture(Frame((), view), ratio=ratio)
    column = image[:, round(20 * ratio)]
    dark = colored(image, LIGHT.axis, 2)[:, round(20 * ratio)]
    assert 1 <= dark.sum() <= 4
    mixed = (column.max(1) < 200) & ~dark
    assert not mixed.any()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_stamped_numbers_are_painted_numbers(ratio: float) -> None:
    view = Viewport(-3.3, 4.1, -2.2, 2.8, 480, 300)
    images = []
    for stamped in (False, True):
        image = QImage(round(480 * ratio), round(300 * ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.red)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if stamped:
            stamp_numbers(painter, view, LIGHT, ratio)
        else:
            paint_numbers(painter, view, LIGHT)
        painter.end()
        images.append(pixels(image))
    painted, stamped_ones = images
    assert (painted != (255, 0, 0)).any(2).mean() > 0.005
    assert abs(painted - stamped_ones).max() <= 40
    assert (abs(painted - stamped_ones).max(2) > 4).mean() < 0.002
