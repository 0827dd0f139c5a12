"""What the pointer does on the plane: it takes hold, lets what is held follow, clicks and zooms."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from calcviz.drawing import Handle
from calcviz.engine.frame import FrameRow
from calcviz.views import navigation
from calcviz.views.axes import axes
from calcviz.views.coordinates import corner
from calcviz.views.grabs import AxisGrab, BoxGrab, Grab, HandleGrab, PaperGrab, axis_cursor
from calcviz.views.handle_keys import HandleKey
from calcviz.views.hits import HIT_RADIUS, handle_at, handle_pixel, row_at

if TYPE_CHECKING:
    from calcviz.views.plane import PlaneView

CLICK_RADIUS = 4.0
CLOSER = 2.0
"""How much a double click on the paper enlarges."""


class Pointer:
    """The pointer over a plane; `at` is its pixel, `grab` what it holds, `hovered` what it could."""

    def __init__(self, plane: "PlaneView") -> None:
        self._plane = plane
        self._pressed: QPointF | None = None
        self._keeping = False
        self.at: QPointF | None = None
        self.grab: Grab | None = None
        self.hovered: HandleKey | None = None
        self.hand = False
        self.boxing = False
        self.snapping = True

    @property
    def held(self) -> HandleKey | None:
        """The handle that is dragged now."""
        grab = self.grab
        return (grab.row_id, grab.handle.name) if isinstance(grab, HandleGrab) else None

    @property
    def box(self) -> QRectF | None:
        """The box that is drawn now, in pixels."""
        return self.grab.box if isinstance(self.grab, BoxGrab) and self._pressed is None else None

    def press(
        self, at: QPointF, *, box: bool = False, reach: float = HIT_RADIUS, keeping: bool = True
    ) -> None:
        """Take hold of the nearest handle, of an axis, or of the paper; of a corner where a box is wanted.

        `keeping` False: a click there keeps no landmark.
        """
        view = self._plane.view()
        self._keeping = keeping and self._plane.readings.snapped
        self._pressed = at
        free = not (self.hand or self.boxing)
        hit = handle_at(view, self._plane.rows(), at, reach) if free else None
        if hit is not None:
            self._take(*hit, at)
            return
        on_landmark = self._plane.readings.snapped
        axis = axes(view).strip_at(view, at) if free and not on_landmark else ""
        self._plane.keys.select(None)
        if axis:
            self.grab = AxisGrab(axis, at, view)
        elif box or self.boxing:
            self.grab = BoxGrab(at, view)
        else:
            self.grab = PaperGrab(at, view)
        if self.hand:
            self._plane.setCursor(self.grab.cursor)

    def press_paper(self, at: QPointF) -> None:
        """Take the paper, whatever lies on it."""
        self._pressed = None
        self.grab = PaperGrab(at, self._plane.view())
        self._plane.setCursor(self.grab.cursor)

    def press_box(self, at: QPointF) -> None:
        """Begin a box, whatever lies there; it is none before the pointer moves."""
        self._pressed = at
        self.grab = BoxGrab(at, self._plane.view())

    def double_click(self, at: QPointF) -> None:
        """Name the axis whose numbers are there; keep the point of a curve; elsewhere look closer."""
        plane = self._plane
        view = plane.view()
        if handle_at(view, plane.rows(), at) is not None or self.hand or self.boxing:
            self.press(at)
            return
        axis = axes(view).strip_at(view, at)
        if axis:
            plane.axis_double_clicked.emit(axis)
        elif plane.readings.plate is not None:
            plane.keep()
        elif row_at(view, plane.rows(), at) is None:
            plane.jump(navigation.zoomed(view, CLOSER, CLOSER, at.x(), at.y()))

    def arm(self, *, hand: bool | None = None, boxing: bool | None = None) -> None:
        """Choose what the next press takes: the paper with the `hand`, a corner of a box with `boxing`."""
        self.hand = self.hand if hand is None else hand
        self.boxing = self.boxing if boxing is None else boxing
        if self.at is not None and self.grab is None:
            self._hover(self.at)

    def move(self, at: QPointF, *, snapping: bool = True) -> None:
        """Let what is held follow; without a button show what could be taken, and read the curves."""
        self.snapping = snapping
        if at != self.at:
            self._plane.tracing.end()
        self._point_at(at)
        if self.grab is None:
            self._hover(at)
            return
        if isinstance(self.grab, PaperGrab | BoxGrab) and self._pressed is not None:
            if (at - self._pressed).manhattanLength() < CLICK_RADIUS:
                return
            self._pressed = None
        if self._plane.readings.plate is not None:
            self._plane.readings.forget()
        self._plane.setCursor(self.grab.cursor)
        self.grab.move(self._plane, at)

    def release(self, at: QPointF) -> bool:
        """Let go; whether that was a click, which moved nothing: it names the row whose curve is there."""
        grab, self.grab = self.grab, None
        clicked = self._pressed is not None
        plane = self._plane
        plane.flush()
        if isinstance(grab, HandleGrab):
            plane.handle_released.emit()
        elif isinstance(grab, BoxGrab):
            self._close(grab, clicked)
        elif isinstance(grab, PaperGrab) and clicked:
            self._click(at)
        elif grab is not None:
            plane.history.settle()
        plane.settle_soon()
        self._hover(at)
        return clicked

    def _click(self, at: QPointF) -> None:
        """Keep the landmark that is read; else name the row whose curve is there."""
        plane = self._plane
        if self._keeping and plane.readings.snapped:
            plane.keep()
            return
        row = row_at(plane.view(), plane.rows(), at)
        if row is not None:
            plane.row_clicked.emit(row)

    def _close(self, grab: BoxGrab, clicked: bool) -> None:
        self.boxing = self.boxing and clicked
        if not clicked:
            self._plane.jump(grab.wanted())
        self._plane.update()

    def cancel(self) -> None:
        """Let go and put back what was moved."""
        self.boxing = False
        grab, self.grab = self.grab, None
        plane = self._plane
        plane.drop()
        if isinstance(grab, HandleGrab):
            plane.drag_cancelled.emit()
        elif isinstance(grab, PaperGrab | AxisGrab):
            plane.go(grab.view)
        plane.unsetCursor()
        plane.update()
        plane.settle_soon()

    def zoom(self, factor: float, at: QPointF) -> None:
        """Make everything larger about a pixel, unless something is held."""
        if self.grab is None and factor > 0:
            self._plane.go(navigation.zoomed(self._plane.view(), factor, factor, at.x(), at.y()))

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self.at = None
        self.hovered = None
        if self._plane.tracing.row is None:
            self._plane.readings.forget()
        self._plane.update()
        self._plane.pointer_left.emit()

    def look_again(self) -> None:
        """The picture under the pointer is another one."""
        if self.at is not None and self.grab is None and self._plane.tracing.row is None:
            self._hover(self.at)

    def _take(self, row: FrameRow, handle: Handle, at: QPointF) -> None:
        plane = self._plane
        plane.readings.forget()
        plane.keys.select((row.row.id, handle.name))
        self.grab = HandleGrab(row.row.id, handle, handle_pixel(plane.view(), handle) - at)
        plane.setCursor(self.grab.cursor)
        plane.settle_rows()
        plane.row_clicked.emit(row.row.id)

    def _point_at(self, at: QPointF) -> None:
        plane = self._plane
        self.at = at
        plane.renew(corner(plane.view()))
        plane.pointer_moved.emit(*navigation.at_pixel(plane.view(), at.x(), at.y()))

    def _hover(self, at: QPointF) -> None:
        plane = self._plane
        if self.hand or self.boxing:
            plane.readings.forget()
            shape = Qt.CursorShape.OpenHandCursor if self.hand else Qt.CursorShape.CrossCursor
            plane.setCursor(shape)
            return
        hit = handle_at(plane.view(), plane.rows(), at)
        key = (hit[0].row.id, hit[1].name) if hit else None
        if key != self.hovered:
            self.hovered = key
            plane.update()
        if hit is not None:
            plane.readings.forget()
            shape = Qt.CursorShape.SizeHorCursor if hit[1].horizontal_only else Qt.CursorShape.OpenHandCursor
            plane.setCursor(shape)
            return
        plane.readings.look(at, snapping=self.snapping)
        axis = axes(plane.view()).strip_at(plane.view(), at)
        if plane.readings.snapped:
            plane.setCursor(Qt.CursorShape.PointingHandCursor)
        elif axis:
            plane.setCursor(axis_cursor(axis))
        else:
            plane.unsetCursor()
