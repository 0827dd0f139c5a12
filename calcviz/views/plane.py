"""The x–y plane on the screen: it shows frames and says what pointer and keys want."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
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

from calcviz.engine.frame import Frame, FrameRow
from calcviz.language.messages import tr
from calcviz.scene.document import Viewport
from calcviz.scene.framing import framed
from calcviz.views import navigation
from calcviz.views.coordinates import paint_coordinates
from calcviz.views.items import Canvas, paint_grip
from calcviz.views.keys import Keys
from calcviz.views.latest import Latest
from calcviz.views.layers import Layers
from calcviz.views.paint import handles_of
from calcviz.views.pens import look_of
from calcviz.views.pointer import Pointer
from calcviz.views.theme import LIGHT, Theme

NOTCH = 1.15
FINE_NOTCH = 1.03
SETTLE_AFTER = 250
"""Milliseconds without a new frame after which moving rows are painted in their proper order."""


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
        self._selected_row: int | None = None
        self.pointer = Pointer(self)
        self.keys = Keys(self)
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
        if self.pointer.at is not None:
            paint_coordinates(painter, self._view, self._theme, self.pointer.at)

    def _paint_grips(self, canvas: Canvas) -> None:
        focused = self.keys.selected if self.hasFocus() else None
        shown = {self.pointer.hovered, self.pointer.held, focused} - {None}
        if not shown:
            return
        for row, handle in handles_of(self._layers.rows):
            key = (row.row.id, handle.name)
            if key in shown:
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
        if self.pointer.held is None and self._layers.settle():
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

    # what pointer and keys need of it

    def rows(self) -> tuple[FrameRow, ...]:
        """The rows that are shown."""
        return self._layers.rows

    def report_drag(self, row_id: int, name: str, x: float, y: float) -> None:
        """Tell where a handle is wanted; several in one refresh of the screen are told once."""
        self._latest.call(lambda: self.handle_dragged.emit(row_id, name, x, y))

    def flush(self) -> None:
        """Tell now what waits for the next refresh of the screen."""
        self._latest.flush()

    def drop(self) -> None:
        """Forget what waits for the next refresh of the screen."""
        self._latest.drop()

    def settle_soon(self) -> None:
        """Paint moving rows in their proper order once no new frame has come for a moment."""
        self._settle_timer.start()

    def settle_rows(self) -> None:
        """Let all rows rest: what moves next is painted on them."""
        self._layers.settle()
        self.update()

    # what Qt tells

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of something."""
        if event.button() != Qt.MouseButton.LeftButton or self.pointer.grab is not None:
            event.ignore()
            return
        self.pointer.press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let what is held follow."""
        self.pointer.move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() != Qt.MouseButton.LeftButton or self.pointer.grab is None:
            event.ignore()
            return
        self.pointer.release(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; finer with Ctrl."""
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.pointer.zoom((FINE_NOTCH if fine else NOTCH) ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self.pointer.leave()

    def event(self, event: QEvent) -> bool:
        """Two fingers on a touchpad zoom."""
        zoom = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == zoom:
            self.pointer.zoom(1.0 + event.value(), event.position())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let keys that mean something here do it."""
        event.setAccepted(self.keys.press(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The end of a run of nudges is the end of one change."""
        event.setAccepted(self.keys.release(event))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from handle to handle, and from the last one out of the plane."""
        return self.keys.select_next(forward) or super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End a run of nudges; hide the ring."""
        self.keys.rest()
        super().focusOutEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring again."""
        super().focusInEvent(event)
        self.update()
