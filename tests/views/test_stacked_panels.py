"""Panels that stand below the plane: over the same x, edge under edge, on screen and in pictures."""

from dataclasses import replace

import numpy as np
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.drawing import Drawing, Panel, segment
from calcviz.engine.frame import Frame, FrameRow
from calcviz.export.figure import on_screen
from calcviz.export.picture import figure_image
from calcviz.scene.document import Viewport
from calcviz.views.panel_parts import all_stacked, plane_part
from calcviz.views.panels import PanelStrip
from tests.views.frames import colored, pixels, row

UPRIGHT = segment(1.0, -1.0, 1.0, 1.0)
THIN = 60
"""How much a line that is thin differs from its colour."""


def below(stacked: bool = True) -> Panel:
    return Panel("", (-4.0, 4.0), (-1.0, 1.0), (UPRIGHT,), equal=False, stacked=stacked)


def rows(*panels: Panel) -> tuple[FrameRow, ...]:
    made = row(1, UPRIGHT)
    return (replace(made, drawing=Drawing((UPRIGHT,), panels=panels)),)


def test_the_plane_and_its_panels_are_equally_high_in_a_picture() -> None:
    assert plane_part(900, 632, 3, stacked=True) == (900, 146)
    assert plane_part(900, 632, 0, stacked=True) == (900, 632)
    assert all_stacked(rows(below(), below()))
    assert not all_stacked(rows(below(), below(stacked=False)))
    assert not all_stacked(rows())


def test_what_lies_over_the_same_x_stands_in_one_column(qapp: QApplication) -> None:
    figure = on_screen(400, 416).with_panels(Frame(rows(below(), below()), Viewport()))
    assert (figure.panels, figure.stacked) == (2, True)
    view = Viewport(-4, 4, -1, 1, *figure.plane_size, equal=False)
    shown = pixels(figure_image(Frame(rows(below(), below()), view), figure))
    line = colored(shown, figure.theme.curves[0], THIN)
    wanted = 400 * 5 / 8
    for top in (0, 144, 288):
        columns = np.flatnonzero(line[top + 20 : top + 100].any(0))
        assert columns.size and abs(columns - wanted).max() < 3


def test_the_strip_stacks_them_however_wide_it_is(qtbot: QtBot) -> None:
    strip = PanelStrip()
    qtbot.addWidget(strip)
    strip.resize(900, 300)
    strip.show_frame(Frame(rows(below(), below()), Viewport()))
    strip.show()
    QApplication.processEvents()
    first, second = strip.planes
    assert strip.stacked == 2
    assert first.width() == second.width() == 900
    strip.show_frame(Frame(rows(below(), below(stacked=False)), Viewport()))
    QApplication.processEvents()
    assert strip.stacked == 0
    assert max(plane.width() for plane in strip.planes) < 500
