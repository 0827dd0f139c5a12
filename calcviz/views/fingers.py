"""Touch: one finger is the pointer with a wide reach, two fingers move and zoom the paper."""

from collections.abc import Sequence
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QTimer
from PySide6.QtGui import QContextMenuEvent, QInputDevice, QTouchEvent
from PySide6.QtWidgets import QApplication

from calcviz.scene.document import Viewport
from calcviz.views import navigation

if TYPE_CHECKING:
    from calcviz.views.plane import PlaneView

REACH = 28.0
"""Pixels from a handle within which a finger takes it."""
LONG = 700
"""Milliseconds after which a finger that rests asks for the menu."""
SLACK = 8.0
"""Pixels by which a resting finger moves."""


class Fingers:
    """The fingers on a plane."""

    def __init__(self, plane: "PlaneView") -> None:
        self._plane = plane
        self._first = QPointF()
        self._pair: tuple[Viewport, QPointF, float] | None = None
        self._long = QTimer(plane, singleShot=True, interval=LONG)
        self._long.timeout.connect(self._ask_menu)

    def touch(self, event: QTouchEvent) -> bool:
        """Follow the fingers; whether they are on the screen, for those on a touchpad make the mouse."""
        if event.device().type() != QInputDevice.DeviceType.TouchScreen:
            return False
        points = [self._plane.spot(point.position()) for point in event.points()]
        match event.type():
            case QEvent.Type.TouchBegin:
                self._begin(points[0])
            case QEvent.Type.TouchUpdate:
                self._follow(points)
            case QEvent.Type.TouchEnd:
                self._end(points[-1])
            case _:
                self._long.stop()
                self._plane.pointer.cancel()
        return True

    def _begin(self, at: QPointF) -> None:
        """Read what is there; only what was read before can be kept by this touch."""
        pointer, readings = self._plane.pointer, self._plane.readings
        before = readings.plate.reading.mark if readings.plate else None
        pointer.move(at)
        now = readings.plate.reading.mark if readings.plate else None
        pointer.press(at, reach=REACH, keeping=now is not None and now == before)
        self._pair, self._first = None, at
        self._long.start()

    def _follow(self, points: Sequence[QPointF]) -> None:
        if len(points) > 1:
            self._follow_two(points[0], points[1])
        elif self._pair is None:
            if (points[0] - self._first).manhattanLength() > SLACK:
                self._long.stop()
            self._plane.pointer.move(points[0])

    def _follow_two(self, one: QPointF, other: QPointF) -> None:
        """The points of the paper under both fingers stay under them."""
        plane = self._plane
        middle, apart = (one + other) / 2, hypot(one.x() - other.x(), one.y() - other.y())
        if self._pair is None:
            self._long.stop()
            plane.pointer.cancel()
            self._pair = plane.view(), middle, max(apart, 1.0)
        view, start, before = self._pair
        factor, moved = max(apart, 1.0) / before, middle - start
        zoomed = navigation.zoomed(view, factor, factor, start.x(), start.y())
        plane.go(navigation.panned(zoomed, moved.x(), moved.y()))

    def _end(self, at: QPointF) -> None:
        self._long.stop()
        if self._pair is not None:
            self._pair = None
            self._plane.history.settle()
        elif self._plane.pointer.grab is not None:
            self._plane.pointer.release(at)

    def _ask_menu(self) -> None:
        plane = self._plane
        plane.pointer.cancel()
        here = (self._first * plane.magnification).toPoint()
        reason = QContextMenuEvent.Reason.Other
        QApplication.sendEvent(plane, QContextMenuEvent(reason, here, plane.mapToGlobal(here)))
