"""What the pointer holds while a button is pressed: a handle, the paper, or the numbers of an axis."""

from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPointF, Qt

from calcviz.drawing import Handle
from calcviz.scene.document import Viewport
from calcviz.views.navigation import at_pixel, panned, scaled_axis


class Plane(Protocol):
    """What a grab needs of the view."""

    def view(self) -> Viewport:
        """The present viewport."""
        ...

    def go(self, view: Viewport) -> None:
        """Show another viewport."""
        ...

    def report_drag(self, row_id: int, name: str, x: float, y: float) -> None:
        """Tell that a handle is wanted at a point."""
        ...


class Grab(Protocol):
    """Something held: it follows the pointer; `cursor` is shown meanwhile."""

    cursor: Qt.CursorShape

    def move(self, plane: Plane, at: QPointF) -> None:
        """Follow the pointer to that pixel."""
        ...


@dataclass(slots=True)
class HandleGrab:
    """A handle in the hand; it keeps its distance to the pointer, so that it does not jump when taken."""

    row_id: int
    handle: Handle
    offset: QPointF
    cursor: Qt.CursorShape = Qt.CursorShape.ClosedHandCursor

    def move(self, plane: Plane, at: QPointF) -> None:
        """Report where the handle is wanted."""
        goal = at + self.offset
        x, y = at_pixel(plane.view(), goal.x(), goal.y())
        if self.handle.horizontal_only:
            y = self.handle.y
        plane.report_drag(self.row_id, self.handle.name, x, y)


@dataclass(slots=True)
class PaperGrab:
    """The paper in the hand."""

    start: QPointF
    view: Viewport
    cursor: Qt.CursorShape = Qt.CursorShape.ClosedHandCursor

    def move(self, plane: Plane, at: QPointF) -> None:
        """Move the view with the pointer."""
        moved = at - self.start
        plane.go(panned(self.view, moved.x(), moved.y()))


@dataclass(slots=True)
class AxisGrab:
    """The numbers of one axis in the hand: they follow the pointer, and zero stays."""

    axis: str
    start: QPointF
    view: Viewport
    cursor: Qt.CursorShape = field(init=False)

    def __post_init__(self) -> None:
        self.cursor = axis_cursor(self.axis)

    def move(self, plane: Plane, at: QPointF) -> None:
        """Scale that axis alone."""
        start, now = (self.start.x(), at.x()) if self.axis == "x" else (self.start.y(), at.y())
        plane.go(scaled_axis(self.view, self.axis, start, now))


def axis_cursor(axis: str) -> Qt.CursorShape:
    """The cursor over the numbers of an axis."""
    return Qt.CursorShape.SizeHorCursor if axis == "x" else Qt.CursorShape.SizeVerCursor
