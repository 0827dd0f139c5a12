"""A frame is painted in layers, within its view, and as large as it is asked for."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from calcviz.drawing import Bars, Handle, Label, Markers, Polyline, Unresolved, polyline
from calcviz.engine.frame import Frame
from calcviz.scene.document import Style
from calcviz.views.labels import Board
from calcviz.views.paint import handles_of, layer, paint_frame
from calcviz.views.theme import LIGHT
from tests.views.frames import START, VIEW, colored, everything, picture, pixels, row, tangent

pytestmark = pytest.mark.usefixtures("qapp")
NONE = np.zeros(1)


def test_points_lie_on_lines_and_labels_on_points() -> None:
    def line(role: str) -> Polyline:
        return Polyline(NONE, NONE, START, role)  # type: ignore[arg-type]

    order = [
        Unresolved(0, 1),
        line("asymptote"),
        line("curve"),
        line("line"),
        line("construction"),
        Markers(NONE, NONE, "open"),
        Label(0, 0, "A"),
        Handle("a", 0, 0),
    ]
    assert [layer(item) for item in order] == list(range(8))
    assert layer(Bars(NONE, NONE, NONE)) == layer(line("curve"))


def test_a_marker_of_the_first_row_lies_on_the_curve_of_the_last() -> None:
    hole = row(1, Markers(np.array([5.0]), np.array([3.0]), "open"))
    line = row(2, polyline(np.array([-10.0, 0, 10]), np.array([3.0, 3, 3])), style=Style(color=2, width=3))
    shown = picture(Frame((hole, line), VIEW))
    assert colored(shown, LIGHT.paper)[78, 360]
    assert colored(shown, LIGHT.curves[2])[78, 300]


def test_nothing_is_painted_beside_the_view() -> None:
    image = QImage(VIEW.width + 60, VIEW.height + 60, QImage.Format.Format_RGB32)
    image.fill("#123456")
    painter = QPainter(image)
    painter.translate(30, 30)
    paint_frame(painter, everything(), LIGHT)
    painter.end()
    outside = np.ones((VIEW.height + 60, VIEW.width + 60), bool)
    outside[29:-29, 29:-29] = False
    assert colored(pixels(image), "#123456", 0)[outside].all()


def test_twice_the_pixels_are_the_same_picture() -> None:
    once, twice = picture(everything()), picture(everything(), ratio=2.0)
    halved = twice.reshape(VIEW.height, 2, VIEW.width, 2, 3).mean((1, 3))
    assert abs(once - halved).mean() < 4


def test_hidden_and_faded_rows_have_no_handles() -> None:
    shown, faded = tangent(1.0), replace(tangent(2.0, number=3), faded=True)
    hidden = row(4, Handle("h", 0, 0), visible=False)
    assert [handle.x for _, handle in handles_of((shown, faded, hidden))] == [1.0]


def test_an_empty_frame_is_paper_with_axes() -> None:
    shown = picture(Frame((), VIEW))
    assert colored(shown, LIGHT.axis)[150, 10:470].all()
    assert colored(shown, LIGHT.paper).mean() > 0.7


def test_a_point_and_what_hangs_on_it_have_one_name_and_one_handle() -> None:
    """Others that happen to lie there keep their own."""
    point = replace(row(1, Handle("point", 1.0, 1.0, "Q")), kind="point")
    hanging, other = row(2, Handle("P", 1.0, 1.0, "Q")), row(3, Handle("P", 1.0, 1.0, "P"))
    rows = (hanging, point, other)
    assert [each.row.id for each, _ in handles_of(rows)] == [1, 3]
    assert [each.row.id for each, _ in handles_of((hanging, other))] == [2, 3]
    board = Board()
    at = QPointF(10, 10)
    assert [board.names(name, at) for name in ("Q", "Q", "P", "")] == [True, False, True, False]
    assert not board.copy(VIEW).names("Q", at) and board.names("Q", QPointF(20, 10))
