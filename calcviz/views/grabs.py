"""What the pointer holds while a button is pressed: a handle, the paper, the numbers of an axis, a box."""

from dataclasses import dataclass, field, replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt

from calcviz.drawing import Handle
from calcviz.scene.document import Viewport
from calcviz.scene.framing import framed
from calcviz.views.navigation import allowed, at_pixel, panned, scaled_axis

SMALLEST_BOX = 8.0
"""Pixels of the shorter side from which on a box is meant."""


class Plane(Protocol):
    """What a grab needs of the view."""

    def view(self) -> Viewport:
        """The present viewport."""
        ...

    def go(self, view: Viewport) -> None:
        """Show another viewport."""
        ...

    def lay_box(self) -> None:
        """The box that is drawn has another shape."""
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


@dataclass(slots=True)
class BoxGrab:
    """A corner of a box in the hand: what lies in it shall fill the view."""

    start: QPointF
    view: Viewport
    corner: QPointF = field(init=False)
    cursor: Qt.CursorShape = Qt.CursorShape.CrossCursor

    def __post_init__(self) -> None:
        self.corner = self.start

    @property
    def box(self) -> QRectF:
        """The box in pixels, within the view."""
        sheet = QRectF(0, 0, self.view.width, self.view.height)
        return QRectF(self.start, self.corner).normalized().intersected(sheet)

    def move(self, plane: Plane, at: QPointF) -> None:
        """Draw the box up to that pixel."""
        self.corner = at
        plane.lay_box()

    def wanted(self) -> Viewport:
        """The view of what lies in the box; the present one where the box is tiny."""
        box = self.box
        return into(self.view, box) if min(box.width(), box.height()) >= SMALLEST_BOX else self.view


def into(view: Viewport, box: QRectF) -> Viewport:
    """The view that a box of pixels fills; equal scale stays, with more on two sides than is in the box."""
    x_low, y_low = at_pixel(view, box.left(), box.bottom())
    x_high, y_high = at_pixel(view, box.right(), box.top())
    wanted = replace(view, x_low=x_low, x_high=x_high, y_low=y_low, y_high=y_high)
    if view.in_equal_scale:
        wanted = framed(replace(wanted, equal=True), (view.width, view.height))
        wanted = replace(wanted, equal=view.equal)
    return wanted if allowed(wanted) else view


def axis_cursor(axis: str) -> Qt.CursorShape:
    """The cursor over the numbers of an axis."""
    return Qt.CursorShape.SizeHorCursor if axis == "x" else Qt.CursorShape.SizeVerCursor
