"""A plane on a desk: mouse and keys are real events, and what it reports is noted."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.engine.frame import Frame
from calcviz.scene.document import Viewport
from calcviz.views.hits import handle_pixel
from calcviz.views.paint import handles_of
from calcviz.views.plane import PlaneView
from tests.views.frames import moved, sine_and_tangent

LEFT = Qt.MouseButton.LeftButton
NOTHING = Qt.KeyboardModifier.NoModifier


class Desk:
    """A plane and what it reported; a small session answers every report with a new frame."""

    def __init__(self, qtbot: QtBot) -> None:
        self.plane = PlaneView()
        qtbot.addWidget(self.plane)
        self.plane.resize(480, 300)
        self.log: list[tuple[object, ...]] = []
        self.frame = sine_and_tangent()
        for name in (
            "handle_dragged",
            "handle_released",
            "drag_cancelled",
            "handle_nudged",
            "row_clicked",
            "pointer_left",
        ):
            getattr(self.plane, name).connect(self._noting(name))
        self.plane.handle_dragged.connect(lambda _, __, x, y: self.show(moved(self.frame, x)))
        self.plane.viewport_changed.connect(self._looked)
        self.plane.show_frame(self.frame)
        self.plane.show()
        self.plane.setFocus()
        QApplication.processEvents()
        self.log.clear()

    def _noting(self, name: str) -> Callable[..., None]:
        return lambda *values: self.log.append((name, *values))

    def _looked(self, view: Viewport) -> None:
        self.log.append(("viewport_changed", view))
        self.show(sine_and_tangent(view=view))

    def show(self, frame: Frame) -> None:
        self.frame = frame
        self.plane.show_frame(frame)

    def named(self, name: str) -> list[tuple[object, ...]]:
        return [entry[1:] for entry in self.log if entry[0] == name]

    def handle(self, number: int = 0) -> QPoint:
        _, handle = handles_of(self.frame.rows)[number]
        return handle_pixel(self.plane.view(), handle).toPoint()

    def press(self, at: QPoint) -> None:
        QTest.mousePress(self.plane, LEFT, pos=at)

    def move(self, at: QPoint) -> None:
        """Move the pointer and let the refresh of the screen pass."""
        self.slide(at)
        self.plane._latest.flush()

    def slide(self, at: QPoint) -> None:
        QTest.mouseMove(self.plane, at)

    def release(self, at: QPoint) -> None:
        QTest.mouseRelease(self.plane, LEFT, pos=at)

    def wheel(self, at: QPoint, notches: float, keys: Qt.KeyboardModifier) -> None:
        turned = QPoint(0, round(120 * notches))
        place = QPointF(at)
        event = QWheelEvent(
            place, place, QPoint(), turned, Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(self.plane, event)
        self.plane._latest.flush()
