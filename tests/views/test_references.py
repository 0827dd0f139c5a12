"""Dragging for long loses no references, the fault for which PySide6 6.12.0 is excluded."""

import sys

from PySide6.QtCore import QEvent
from pytestqt.qtbot import QtBot

from calcviz.views.plane import PlaneView
from tests.views.frames import moved, sine_and_tangent


def test_none_keeps_its_references_over_three_hundred_steps_of_a_drag(qtbot: QtBot) -> None:
    plane = PlaneView()
    qtbot.addWidget(plane)
    plane.resize(480, 300)
    plane.show()
    frame = sine_and_tangent(view=plane.view())
    plane.show_frame(frame)
    plane.repaint()
    before = sys.getrefcount(None)
    for step in range(300):
        frame = moved(frame, 1 + step / 100)
        plane.show_frame(frame)
        plane.repaint()
        plane.leaveEvent(QEvent(QEvent.Type.Leave))
    assert sys.getrefcount(None) > before - 50
