"""The x–y plane on the screen: it shows frames and says what pointer and keys want."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from calcviz.drawing import Handle
from calcviz.engine.frame import Frame, FrameRow
from calcviz.language.messages import tr
from calcviz.scene.document import Viewport
from calcviz.scene.framing import framed
from calcviz.views import navigation
from calcviz.views.background import axes
from calcviz.views.coordinates import corner, paint_coordinates
from calcviz.views.grabs import AxisGrab, Grab, HandleGrab, PaperGrab, axis_cursor
from calcviz.views.hits import handle_at, handle_pixel, row_at
from calcviz.views.items import Canvas, paint_grip
from calcviz.views.latest import Latest
from calcviz.views.layers import Layers
from calcviz.views.paint import handles_of
from calcviz.views.pens import look_of
from calcviz.views.theme import LIGHT, Theme

CLICK_RADIUS = 4.0
NOTCH = 1.15
FINE_NOTCH = 1.03
KEY_ZOOM = 1.25
KEY_PAN = 40.0
SETTLE_AFTER = 250
"""Milliseconds without a new frame after which moving rows are painted in their proper order."""

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}
HandleKey = tuple[int, str]


class PlaneView(QWidget):
    """Shows the frame it is given last; every wish of the person is a signal in mathematical coordinates.

    `viewport_changed` expects that a frame for the new viewport is shown; until then the present drawings are
    shown at their new places. `handle_released` ends any number of drags or nudges, `drag_cancelled` undoes
    them.
    """

    handle_dragged = Signal(int, str, float, float)
    handle_released = Signal()
    drag_cancelled = Signal()
    handle_nudged = Signal(int, str, float, float)
    viewport_changed = Signal(object)
    pointer_moved = Signal(float, float)
    pointer_left = Signal()
    row_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._view = Viewport()
        self._layers = Layers()
        self._grab: Grab | None = None
        self._pressed: QPointF | None = None
        self._pointer: QPointF | None = None
        self._hovered: HandleKey | None = None
        self._selected: HandleKey | None = None
        self._selected_row: int | None = None
        self._nudging = False
        self._placed = False
        screen = QGuiApplication.primaryScreen()
        self._latest = Latest(self, max(4, int(1000 / screen.refreshRate()) - 1))
        self._settle_timer = QTimer(self, singleShot=True, interval=SETTLE_AFTER)
        self._settle_timer.timeout.connect(self._settle)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Plane"))

    # what is shown

    def show_frame(self, frame: Frame) -> None:
        """Show a frame; rows whose drawing is the same object as before are not painted again."""
        if not self._latest.waiting and frame.viewport != self._view:
            self._adopt(frame.viewport)
        if self._layers.show(frame.rows, self._view):
            self._settle_timer.start()
            self.update()
        elif self._layers.unsettled and not self._settle_timer.isActive():
            self._settle_timer.start()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def set_selected_row(self, row_id: int | None) -> None:
        """The row whose sentence describes the picture to those who do not see it."""
        self._selected_row = row_id
        self._describe()

    def view(self) -> Viewport:
        """The viewport that is shown."""
        return self._view

    # where the view goes

    def home(self) -> None:
        """Show −10 ≤ x ≤ 10 in equal scale."""
        self.go(navigation.home(max(1, self.width()), max(1, self.height())))

    def fit(self) -> None:
        """Show all that is drawn."""
        self.go(navigation.fitted(self._view, self._layers.rows))

    def zoom(self, factor: float) -> None:
        """Make everything larger (factor > 1) or smaller about the middle."""
        view = self._view
        self.go(navigation.zoomed(view, factor, factor, view.width / 2, view.height / 2))

    @property
    def equal_scale(self) -> bool:
        """Whether one unit of x is as long as one unit of y."""
        return navigation.equal_scale(self._view)

    @equal_scale.setter
    def equal_scale(self, equal: bool) -> None:
        if equal and not self.equal_scale:
            self.go(navigation.equalised(self._view))

    def go(self, view: Viewport) -> None:
        """Show another viewport and tell it; several in one refresh of the screen are told once."""
        if view == self._view:
            return
        self._view = view
        if self._layers.show(self._layers.rows, view):
            self._settle_timer.start()
        self.update()
        self._latest.call(self._tell_view)

    def _tell_view(self) -> None:
        self.viewport_changed.emit(self._view)

    def _adopt(self, view: Viewport) -> None:
        """Take the viewport of a document; one of another size is fitted into this window, which is told."""
        if (view.width, view.height) == (self.width(), self.height()) or not self._placed:
            self._view = view
        else:
            self._view = framed(view, (self.width(), self.height()))
            QTimer.singleShot(0, self, self._tell_view)

    def sizeHint(self) -> QSize:
        """A size at which −10 … 10 can be read."""
        return QSize(960, 600)

    def minimumSizeHint(self) -> QSize:
        """Small, so that it never keeps a window from fitting on its screen."""
        return QSize(160, 120)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy what rests, paint what moves, then grips and the pointer's coordinates."""
        painter = QPainter(self)
        try:
            painter.setClipRect(event.rect())
            self._paint(painter)
        finally:
            painter.end()  # a painter left open by an error would bring the program down

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self.devicePixelRatioF()
        self._layers.paint(painter, self._view, self._theme, ratio)
        self._paint_grips(Canvas(painter, self._view, self._theme, ratio))
        if self._pointer is not None:
            paint_coordinates(painter, self._view, self._theme, self._pointer)

    def _paint_grips(self, canvas: Canvas) -> None:
        focused = self._selected if self.hasFocus() else None
        held = self._held()
        if focused is None and self._hovered is None and held is None:
            return
        for row, handle in handles_of(self._layers.rows):
            key = (row.row.id, handle.name)
            if key in (self._hovered, focused, held):
                at = canvas.point(handle.x, handle.y)
                paint_grip(
                    canvas,
                    at,
                    look_of(self._theme, row),
                    hovered=True,
                    selected=key == focused,
                    hollow=handle.hollow,
                )

    def _settle(self) -> None:
        self._describe()
        if not isinstance(self._grab, HandleGrab) and self._layers.settle():
            self.update()

    def _describe(self) -> None:
        rows = [row for row in self._layers.rows if row.row.id == self._selected_row]
        text = rows[0].drawing.sentence if rows else ""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scale and the middle; the first size shows all that the document's viewport showed."""
        size = max(1, self.width()), max(1, self.height())
        view = navigation.resized(self._view, *size) if self._placed else framed(self._view, size)
        self._placed = True
        self.go(view)

    # pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the nearest handle, of an axis, or of the paper."""
        if event.button() != Qt.MouseButton.LeftButton or self._grab is not None:
            event.ignore()
            return
        at = event.position()
        self._pressed = at
        hit = handle_at(self._view, self._layers.rows, at)
        if hit is not None:
            self._take(*hit, at)
        else:
            axis = axes(self._view).strip_at(self._view, at)
            self._select(None)
            self._grab = AxisGrab(axis, at, self._view) if axis else PaperGrab(at, self._view)

    def _take(self, row: FrameRow, handle: Handle, at: QPointF) -> None:
        self._select((row.row.id, handle.name))
        self._grab = HandleGrab(row.row.id, handle, handle_pixel(self._view, handle) - at)
        self.setCursor(self._grab.cursor)
        self._layers.settle()
        self.update()
        self.row_clicked.emit(row.row.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let what is held follow; without a button show what could be taken."""
        at = event.position()
        self._point_at(at)
        if self._grab is None:
            self._hover(at)
            return
        if isinstance(self._grab, PaperGrab) and self._pressed is not None:
            if (at - self._pressed).manhattanLength() < CLICK_RADIUS:
                return
            self._pressed = None
        self.setCursor(self._grab.cursor)
        self._grab.move(self, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a click that moved nothing names the row whose curve is there."""
        if event.button() != Qt.MouseButton.LeftButton or self._grab is None:
            event.ignore()
            return
        grab, self._grab = self._grab, None
        self._latest.flush()
        if isinstance(grab, HandleGrab):
            self.handle_released.emit()
        elif isinstance(grab, PaperGrab) and self._pressed is not None:
            row = row_at(self._view, self._layers.rows, event.position())
            if row is not None:
                self.row_clicked.emit(row)
        self._settle_timer.start()
        self._hover(event.position())

    def report_drag(self, row_id: int, name: str, x: float, y: float) -> None:
        """Tell where a handle is wanted; several in one refresh of the screen are told once."""
        self._latest.call(lambda: self.handle_dragged.emit(row_id, name, x, y))

    def cancel_drag(self) -> None:
        """Let go and put back what was moved."""
        grab, self._grab = self._grab, None
        self._latest.drop()
        if isinstance(grab, HandleGrab):
            self.drag_cancelled.emit()
        elif isinstance(grab, PaperGrab | AxisGrab):
            self.go(grab.view)
        self.unsetCursor()
        self._settle_timer.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; finer with Ctrl."""
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        factor = (FINE_NOTCH if fine else NOTCH) ** (event.angleDelta().y() / 120)
        self._zoom_at(factor, event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._pointer = None
        self._hovered = None
        self.update()
        self.pointer_left.emit()

    def event(self, event: QEvent) -> bool:
        """Two fingers on a touchpad zoom."""
        zoom = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == zoom:
            self._zoom_at(1.0 + event.value(), event.position())
            return True
        return super().event(event)

    def _zoom_at(self, factor: float, at: QPointF) -> None:
        if self._grab is None and factor > 0:
            self.go(navigation.zoomed(self._view, factor, factor, at.x(), at.y()))

    def _point_at(self, at: QPointF) -> None:
        self._pointer = at
        self.update(corner(self._view).toAlignedRect())
        self.pointer_moved.emit(*navigation.at_pixel(self._view, at.x(), at.y()))

    def _hover(self, at: QPointF) -> None:
        hit = handle_at(self._view, self._layers.rows, at)
        key = (hit[0].row.id, hit[1].name) if hit else None
        if key != self._hovered:
            self._hovered = key
            self.update()
        if hit is not None:
            shape = Qt.CursorShape.SizeHorCursor if hit[1].horizontal_only else Qt.CursorShape.OpenHandCursor
            self.setCursor(shape)
            return
        axis = axes(self._view).strip_at(self._view, at)
        if axis:
            self.setCursor(axis_cursor(axis))
        else:
            self.unsetCursor()

    def _held(self) -> HandleKey | None:
        grab = self._grab
        return (grab.row_id, grab.handle.name) if isinstance(grab, HandleGrab) else None

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows nudge the selected handle or pan; + and − zoom; Home; Escape lets go."""
        key = event.key()
        if key in _ARROWS:
            self._arrow(*_ARROWS[Qt.Key(key)], event.modifiers())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(KEY_ZOOM)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / KEY_ZOOM)
        elif key == Qt.Key.Key_Home:
            self.home()
        elif key == Qt.Key.Key_Escape and self._grab is not None:
            self.cancel_drag()
        elif key == Qt.Key.Key_Escape and self._selected is not None:
            self._select(None)
        else:
            event.ignore()

    def _arrow(self, right: float, up: float, modifiers: Qt.KeyboardModifier) -> None:
        """Steps of a tenth with Shift, of ten with Ctrl, as in GeoGebra."""
        factor = 1.0
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            factor = 0.1
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            factor = 10.0
        if self._selected not in self._handle_keys():
            self._select(None)
            self.go(navigation.panned(self._view, -right * KEY_PAN * factor, up * KEY_PAN * factor))
        elif self._selected is not None:
            self._nudging = True
            self.handle_nudged.emit(*self._selected, right * factor, up * factor)

    def _handle_keys(self) -> list[HandleKey]:
        return [(row.row.id, handle.name) for row, handle in handles_of(self._layers.rows)]

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The end of a run of nudges is the end of one change."""
        if event.key() in _ARROWS and not event.isAutoRepeat() and self._nudging:
            self._end_nudging()
        else:
            event.ignore()

    def _end_nudging(self) -> None:
        self._nudging = False
        self.handle_released.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from handle to handle, and from the last one out of the plane."""
        keys = self._handle_keys()
        place = keys.index(self._selected) if self._selected in keys else (-1 if forward else len(keys))
        place += 1 if forward else -1
        if 0 <= place < len(keys):
            self._select(keys[place])
            self.row_clicked.emit(keys[place][0])
            return True
        self._select(None)
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End a run of nudges; hide the ring."""
        if self._nudging:
            self._end_nudging()
        super().focusOutEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring again."""
        super().focusInEvent(event)
        self.update()

    def _select(self, key: HandleKey | None) -> None:
        if self._nudging:
            self._end_nudging()
        if key != self._selected:
            self._selected = key
            self.update()
