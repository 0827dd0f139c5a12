"""What the pointer does on the plane: it takes hold, lets what is held follow, clicks and zooms."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from calcviz.drawing import Handle
from calcviz.engine.frame import FrameRow
from calcviz.views import navigation
from calcviz.views.background import axes
from calcviz.views.coordinates import corner
from calcviz.views.grabs import AxisGrab, Grab, HandleGrab, PaperGrab, axis_cursor
from calcviz.views.hits import handle_at, handle_pixel, row_at
from calcviz.views.keys import HandleKey

if TYPE_CHECKING:
    from calcviz.views.plane import PlaneView

CLICK_RADIUS = 4.0


class Pointer:
    """The pointer over a plane; `at` is its pixel, `grab` what it holds, `hovered` what it could."""

    def __init__(self, plane: "PlaneView") -> None:
        self._plane = plane
        self._pressed: QPointF | None = None
        self.at: QPointF | None = None
        self.grab: Grab | None = None
        self.hovered: HandleKey | None = None

    @property
    def held(self) -> HandleKey | None:
        """The handle that is dragged now."""
        grab = self.grab
        return (grab.row_id, grab.handle.name) if isinstance(grab, HandleGrab) else None

    def press(self, at: QPointF) -> None:
        """Take hold of the nearest handle, of an axis, or of the paper."""
        view = self._plane.view()
        self._pressed = at
        hit = handle_at(view, self._plane.rows(), at)
        if hit is not None:
            self._take(*hit, at)
            return
        axis = axes(view).strip_at(view, at)
        self._plane.keys.select(None)
        self.grab = AxisGrab(axis, at, view) if axis else PaperGrab(at, view)

    def move(self, at: QPointF) -> None:
        """Let what is held follow; without a button show what could be taken."""
        self._point_at(at)
        if self.grab is None:
            self._hover(at)
            return
        if isinstance(self.grab, PaperGrab) and self._pressed is not None:
            if (at - self._pressed).manhattanLength() < CLICK_RADIUS:
                return
            self._pressed = None
        self._plane.setCursor(self.grab.cursor)
        self.grab.move(self._plane, at)

    def release(self, at: QPointF) -> None:
        """Let go; a click that moved nothing names the row whose curve is there."""
        grab, self.grab = self.grab, None
        plane = self._plane
        plane.flush()
        if isinstance(grab, HandleGrab):
            plane.handle_released.emit()
        elif isinstance(grab, PaperGrab) and self._pressed is not None:
            row = row_at(plane.view(), plane.rows(), at)
            if row is not None:
                plane.row_clicked.emit(row)
        plane.settle_soon()
        self._hover(at)

    def cancel(self) -> None:
        """Let go and put back what was moved."""
        grab, self.grab = self.grab, None
        plane = self._plane
        plane.drop()
        if isinstance(grab, HandleGrab):
            plane.drag_cancelled.emit()
        elif isinstance(grab, PaperGrab | AxisGrab):
            plane.go(grab.view)
        plane.unsetCursor()
        plane.settle_soon()

    def zoom(self, factor: float, at: QPointF) -> None:
        """Make everything larger about a pixel, unless something is held."""
        if self.grab is None and factor > 0:
            self._plane.go(navigation.zoomed(self._plane.view(), factor, factor, at.x(), at.y()))

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self.at = None
        self.hovered = None
        self._plane.update()
        self._plane.pointer_left.emit()

    def _take(self, row: FrameRow, handle: Handle, at: QPointF) -> None:
        plane = self._plane
        plane.keys.select((row.row.id, handle.name))
        self.grab = HandleGrab(row.row.id, handle, handle_pixel(plane.view(), handle) - at)
        plane.setCursor(self.grab.cursor)
        plane.settle_rows()
        plane.row_clicked.emit(row.row.id)

    def _point_at(self, at: QPointF) -> None:
        plane = self._plane
        self.at = at
        plane.update(corner(plane.view()).toAlignedRect())
        plane.pointer_moved.emit(*navigation.at_pixel(plane.view(), at.x(), at.y()))

    def _hover(self, at: QPointF) -> None:
        plane = self._plane
        hit = handle_at(plane.view(), plane.rows(), at)
        key = (hit[0].row.id, hit[1].name) if hit else None
        if key != self.hovered:
            self.hovered = key
            plane.update()
        if hit is not None:
            shape = Qt.CursorShape.SizeHorCursor if hit[1].horizontal_only else Qt.CursorShape.OpenHandCursor
            plane.setCursor(shape)
            return
        axis = axes(plane.view()).strip_at(plane.view(), at)
        if axis:
            plane.setCursor(axis_cursor(axis))
        else:
            plane.unsetCursor()
