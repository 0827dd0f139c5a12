"""Touch in space: one finger turns or drags a point, two fingers zoom and move."""

from collections.abc import Sequence
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QInputDevice, QTouchEvent

from calcviz.scene.document import Space
from calcviz.views.fingers import REACH
from calcviz.views.space import looking

if TYPE_CHECKING:
    from calcviz.views.space.view import SpaceView


class Fingers:
    """The fingers on a view of space."""

    def __init__(self, view: "SpaceView") -> None:
        self._view = view
        self._pair: tuple[Space, QPointF, float] | None = None

    def touch(self, event: QTouchEvent) -> bool:
        """Follow the fingers; whether they are on the screen, for those on a touchpad make the mouse."""
        if event.device().type() != QInputDevice.DeviceType.TouchScreen:
            return False
        points = [self._view.spot(point.position()) for point in event.points()]
        match event.type():
            case QEvent.Type.TouchBegin:
                self._pair = None
                self._view.pointer.press(points[0], reach=REACH)
            case QEvent.Type.TouchUpdate:
                self._follow(points)
            case QEvent.Type.TouchEnd:
                self._end(points[-1])
            case _:
                self._view.pointer.cancel()
        return True

    def _follow(self, points: Sequence[QPointF]) -> None:
        if len(points) > 1:
            self._follow_two(points[0], points[1])
        elif self._pair is None:
            self._view.pointer.move(points[0])

    def _follow_two(self, one: QPointF, other: QPointF) -> None:
        """What is under both fingers stays under them."""
        view = self._view
        middle, apart = (one + other) / 2, hypot(one.x() - other.x(), one.y() - other.y())
        if self._pair is None:
            view.pointer.cancel()
            self._pair = view.space(), middle, max(apart, 1.0)
        space, start, before = self._pair
        width, height = view.sheet_size()
        zoomed = looking.zoomed(space, max(apart, 1.0) / before, start.x() / width, 1 - start.y() / height)
        moved = middle - start
        view.go(looking.moved(zoomed, moved.x() / width, -moved.y() / height))

    def _end(self, at: QPointF) -> None:
        if self._pair is not None:
            self._pair = None
        elif self._view.pointer.grab is not None:
            self._view.pointer.release(at)
