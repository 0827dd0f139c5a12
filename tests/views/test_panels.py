"""Panels stand beside the plane, follow their rows, and their points are dragged like those of the plane."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.drawing import Drawing, Handle, Panel, polyline
from calcviz.engine.frame import Frame, FrameRow
from calcviz.export.figure import on_screen
from calcviz.export.picture import figure_image
from calcviz.scene.document import Viewport
from calcviz.views.hits import handle_pixel
from calcviz.views.panel_parts import panel_view, panels_of, plane_part
from calcviz.views.panels import PanelStrip
from calcviz.views.theme import DARK, LIGHT
from calcviz.views.view_history import alike
from tests.views.frames import VIEW, colored, pixels, row

LEFT = Qt.MouseButton.LeftButton


def panel(x: float = 1.0, title: str = "F(x, y)") -> Panel:
    line = polyline(np.array([-2.0, 2.0]), np.array([-1.0, 1.0]))
    return Panel(title, (-2.0, 2.0), (-2.0, 2.0), (line, Handle("P", x, 1.0)))


def frame(*panels: Panel, visible: bool = True) -> Frame:
    made = row(1, Handle("P", 0, 0), visible=visible)
    return Frame((replace(made, drawing=Drawing(made.drawing.primitives, panels=panels)),), VIEW)


@pytest.fixture
def strip(qtbot: QtBot) -> PanelStrip:
    made = PanelStrip()
    qtbot.addWidget(made)
    made.resize(640, 300)
    made.show_frame(frame(panel(), panel(title="G")))
    made.show()
    QApplication.processEvents()
    return made


def handle_at(strip: PanelStrip) -> QPoint:
    plane = strip.planes[0]
    item = plane.rows()[0].drawing.handles[0]
    return handle_pixel(plane.view(), item).toPoint()


def test_each_panel_has_a_plane_and_hidden_rows_have_none(strip: PanelStrip) -> None:
    assert strip.shown == 2 and "F" in strip.planes[0].accessibleName()
    strip.show_frame(frame(panel()))
    assert strip.shown == 1
    strip.show_frame(frame(panel(), visible=False))
    assert strip.shown == 0 and not panels_of(frame(panel(), visible=False).rows)


def test_a_panel_shows_its_range_in_equal_scale_at_any_size(strip: PanelStrip) -> None:
    for size in ((640, 300), (300, 700)):
        strip.resize(*size)
        QApplication.processEvents()
        for plane in strip.planes:
            view = plane.view()
            assert (view.width, view.height) == plane.sheet_size()
            assert view.x_low <= -2 and view.x_high >= 2 and view.y_low <= -2 and view.y_high >= 2
            assert view.in_equal_scale
    assert strip.planes[0].x() == strip.planes[1].x()


def test_a_point_of_a_panel_is_dragged_in_coordinates_of_the_panel(strip: PanelStrip) -> None:
    log: list[tuple[object, ...]] = []
    strip.handle_dragged.connect(lambda *what: log.append(what))
    strip.handle_released.connect(lambda: log.append(("released",)))
    plane, at = strip.planes[0], handle_at(strip)
    QTest.mousePress(plane, LEFT, pos=at)
    QTest.mouseMove(plane, at + QPoint(30, 0))
    QTest.mouseRelease(plane, LEFT, pos=at + QPoint(30, 0))
    row_id, name, x, y = log[0]
    assert (row_id, name) == (1, "P") and y == pytest.approx(1.0, abs=0.02)
    assert x == pytest.approx(1 + 30 / plane.view().x_unit, abs=0.02)
    assert log[-1] == ("released",)


def test_who_looks_elsewhere_stays_there_until_home(strip: PanelStrip) -> None:
    plane = strip.planes[0]
    before = plane.view()
    plane.zoom(2.0)
    plane.flush()
    strip.show_frame(frame(panel(1.5), panel(title="G")))
    assert plane.view().x_high == pytest.approx(before.x_high / 2)
    assert plane.rows()[0].drawing.handles[0].x == 1.5
    strip.home()
    assert plane.view().x_range == pytest.approx(before.x_range)


def test_the_same_panel_is_not_drawn_anew(strip: PanelStrip) -> None:
    shown = frame(panel(), panel(title="G"))
    strip.show_frame(shown)
    drawing = strip.planes[0].rows()[0].drawing
    strip.show_frame(Frame((replace(shown.rows[0]),), VIEW))
    assert strip.planes[0].rows()[0].drawing is drawing


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_figure_has_its_panels_at_the_right(theme: object, qapp: QApplication) -> None:
    figure = replace(on_screen(800, 300, theme=theme), panels=1)  # type: ignore[arg-type]
    across, down = plane_part(800, 300, 1)
    made: FrameRow = frame(panel()).rows[0]
    shown = pixels(figure_image(Frame((made,), Viewport(-5, 5, -4, 4, across, down)), figure))
    right = colored(shown, figure.theme.curves[0])[:, across + 10 :]
    assert right.any(0).mean() > 0.5
    assert figure.viewport(VIEW).width == across


def test_panels_stand_below_their_plane_where_all_are_larger_so() -> None:
    """Three columns of a square are too narrow to read; two planes of a wide picture stand side by side."""
    assert plane_part(1200, 600, 1) == (592, 600)
    assert plane_part(700, 700, 2) == (700, 342)
    assert plane_part(700, 700, 0) == (700, 700)


def test_panels_below_are_painted_below(qapp: QApplication) -> None:
    figure = replace(on_screen(400, 400), panels=2)
    made: FrameRow = frame(panel(), panel(title="G")).rows[0]
    view = Viewport(-5, 5, -4, 4, *plane_part(400, 400, 2))
    shown = colored(pixels(figure_image(Frame((made,), view), figure)), figure.theme.curves[0])
    assert shown[230:, :190].any() and shown[230:, 210:].any()


def test_a_panel_that_is_not_in_equal_scale_shows_its_range_alone() -> None:
    view = panel_view(Panel("", (0.0, 10.0), (0.0, 1.0), (), equal=False), (300, 200))
    assert (view.x_range, view.y_range) == ((0.0, 10.0), (0.0, 1.0))


def test_a_panel_whose_size_and_range_change_at_once_shows_its_new_range(strip: PanelStrip) -> None:
    """A layout settles in several steps, and its row is drawn anew meanwhile: nobody has looked elsewhere."""
    plane = strip.planes[0]
    width, height = plane.width(), plane.height()
    for more in (1, 0, 1):
        plane.resize(width, height + more)
    wider = replace(panel(), x_range=(-40.0, 40.0), y_range=(-40.0, 40.0))
    strip.show_frame(frame(wider, panel(title="G")))
    plane.flush()
    assert alike(plane.view(), panel_view(wider, plane.sheet_size()))
