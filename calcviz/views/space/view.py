"""Space on the screen: it shows frames and says what pointer, fingers and keys want."""

from math import ceil
from operator import eq

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from calcviz.drawing.space import SpaceHandle
from calcviz.engine.frame import Frame, FrameRow
from calcviz.language.messages import tr
from calcviz.scene.document import Space
from calcviz.views.inputs import NOTCH
from calcviz.views.latest import Latest
from calcviz.views.pens import pen
from calcviz.views.space import looking
from calcviz.views.space.fingers import Fingers
from calcviz.views.space.keys import Keys
from calcviz.views.space.looking import Direction
from calcviz.views.space.picture import Picture
from calcviz.views.space.pointer import Pointer, Way
from calcviz.views.space.spots import Touched
from calcviz.views.theme import Theme
from calcviz.views.view_history import ViewHistory

SETTLE_AFTER = 150
"""Milliseconds after the last movement when the coarse picture gives way to the fine one."""
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)

_BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)
_SIDE_BUTTONS = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton


class SpaceView(QWidget):
    """Shows the frame and the Space it is given last; every wish of the person is a signal.

    `space_changed` tells the Space that is looked at from now on, which is shown at once; where its box is
    another one, a frame for it is expected. `handle_released` ends any number of drags or nudges,
    `drag_cancelled` undoes them; `handle_selected` is the name of the handle that keys move from now on.
    x and y are mathematical coordinates.
    """

    space_changed = Signal(object)
    handle_dragged = Signal(int, str, float, float)
    handle_released = Signal()
    drag_cancelled = Signal()
    handle_nudged = Signal(int, str, float, float)
    handle_selected = Signal(str)
    row_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = Picture()
        self.pointer = Pointer(self)
        self.keys = Keys(self)
        self.fingers = Fingers(self)
        self.history = ViewHistory(self.space, eq, self)
        self._magnification = 1.0
        self._button = Qt.MouseButton.NoButton
        self.ringed = False
        screen = QGuiApplication.primaryScreen()
        self._latest = Latest(self, max(4, int(1000 / screen.refreshRate()) - 1))
        self._settle_timer = QTimer(self, singleShot=True, interval=SETTLE_AFTER)
        self._settle_timer.timeout.connect(self._settle)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Space"))

    # what is shown

    def show_frame(self, frame: Frame, space: Space | None = None) -> None:
        """Show a frame, looked at in that way; while this view has a wish of its own untold, that stays."""
        before = self.picture.frame
        if space is not None and not self._latest.waiting:
            elsewhere = before is None or space != self.picture.space
            self.picture.space = space
            if elsewhere:
                self.history.begin()  # another document, for all that is wanted here is shown at once
        if self.pointer.held is not None and before is not None:
            self._move()
        self.picture.frame = frame
        self.describe()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.picture.theme = theme
        self.update()

    def space(self) -> Space:
        """How space is looked at now."""
        return self.picture.space

    def handles(self) -> list[tuple[FrameRow, SpaceHandle]]:
        """What can be taken hold of, from back to front."""
        return self.picture.handles()

    def describe(self) -> None:
        """Say what is to be seen, to those who do not see it."""
        shown = [row for row in self.picture.rows() if row.row.visible and row.space]
        text = " ".join(row.drawing.sentence for row in shown if row.drawing.sentence)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    # where the view goes

    def go(self, space: Space) -> None:
        """Look in another way and tell it; several in one refresh of the screen are told once."""
        if space != self.picture.space:
            self._look(space)
            self.history.moved()

    def back(self) -> None:
        """Look as before this."""
        self._recall(self.history.back())

    def forward(self) -> None:
        """Look again as before it was gone back from."""
        self._recall(self.history.forward())

    def _recall(self, space: Space | None) -> None:
        if space is not None:
            self._look(space)

    def _look(self, space: Space) -> None:
        self.picture.space = space
        self._move()
        self.update()
        self._latest.call(lambda: self.space_changed.emit(self.picture.space))

    def look_from(self, direction: Direction) -> None:
        """Look along an axis, or from the corner as at first."""
        self.go(looking.from_direction(self.space(), direction))

    def reset(self) -> None:
        """Show the whole box from the corner."""
        self.go(looking.reset(self.space()))

    def fit(self) -> None:
        """Show the whole box as it is turned."""
        self.go(looking.whole(self.space()))

    def zoom(self, factor: float) -> None:
        """Make the picture larger (factor > 1) or smaller about its middle."""
        self.go(looking.zoomed(self.space(), factor))

    def zoom_box(self, factor: float) -> None:
        """Show narrower ranges (factor > 1) or wider ones about the middle of the box."""
        self.go(looking.narrowed(self.space(), factor))

    # larger than life

    @property
    def magnification(self) -> float:
        """How many pixels of the widget one pixel of the picture takes; all is counted in those of it."""
        return self._magnification

    def set_magnification(self, magnification: float) -> None:
        """Paint type, lines and handles larger; the picture as a whole stays as large."""
        if magnification != self._magnification:
            self._magnification = magnification
            self.picture.size = self.sheet_size()
            self.update()

    def sheet_size(self) -> tuple[int, int]:
        """The size of the picture in its own pixels."""
        m = self._magnification
        return max(1, ceil(self.width() / m)), max(1, ceil(self.height() / m))

    def spot(self, at: QPointF) -> QPointF:
        """The pixel of the picture at a place of the widget."""
        return at / self._magnification

    def sizeHint(self) -> QSize:
        """A size at which a box can be read."""
        return QSize(640, 600)

    def minimumSizeHint(self) -> QSize:
        """Small, so that it never keeps a window from fitting on its screen."""
        return QSize(160, 120)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and a ring about it for who came with keys."""
        painter = QPainter(self)
        try:
            painter.scale(self._magnification, self._magnification)
            self.picture.ratio = self.devicePixelRatioF() * self._magnification
            self.picture.size = self.sheet_size()
            held = self.pointer.held or self.pointer.hovered
            focused = self.hasFocus()
            self.picture.touched = Touched(True, held, self.keys.selected if focused else None)
            self.picture.paint(painter)
            if focused and self.ringed and self.keys.selected is None:
                painter.setPen(pen(self.picture.theme.selection, 2.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                width, height = self.width() / self._magnification, self.height() / self._magnification
                painter.drawRect(QRectF(1, 1, width - 2, height - 2))
        finally:
            painter.end()  # a painter left open by an error would bring the program down

    def touch(self) -> None:
        """What is hovered or selected has changed."""
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture fills the widget."""
        self.picture.size = self.sheet_size()
        self._move()

    def _move(self) -> None:
        """Paint coarser from now on, until nothing has moved for a moment."""
        self.picture.moving = True
        self._settle_timer.start()

    def settle_soon(self) -> None:
        """Paint finely once nothing moves for a moment."""
        if self.picture.moving:
            self._settle_timer.start()

    def _settle(self) -> None:
        if self.pointer.held is not None:
            self._settle_timer.start()
        elif self.picture.moving:
            self.picture.moving = False
            self.update()

    # what pointer and keys need of it

    def report_drag(self, row_id: int, name: str, x: float, y: float) -> None:
        """Tell where a handle is wanted; several in one refresh of the screen are told once."""
        self._latest.call(lambda: self.handle_dragged.emit(row_id, name, x, y))

    def flush(self) -> None:
        """Tell now what waits for the next refresh of the screen."""
        self._latest.flush()

    def drop(self) -> None:
        """Forget what waits for the next refresh of the screen."""
        self._latest.drop()

    # what Qt tells

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle or the picture: to turn it, with Shift or the middle button to move it."""
        self._ring(False)
        button = event.button()
        if button in _SIDE_BUTTONS and self.pointer.grab is None:
            (self.back if button == Qt.MouseButton.BackButton else self.forward)()
            return
        if self.pointer.grab is not None or button not in _BUTTONS:
            event.ignore()
            return
        at = self.spot(event.position())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        way: Way = "move" if shift or button == Qt.MouseButton.MiddleButton else "turn"
        if button == Qt.MouseButton.RightButton:
            self.pointer.press_picture(at)
        else:
            self.pointer.press(at, way=way)
        self._button = button

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let what is held follow."""
        self.pointer.move(self.spot(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() != self._button or self.pointer.grab is None:
            event.ignore()
            return
        self.pointer.release(self.spot(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole box as at first, where no handle is; a handle is taken."""
        self.mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.pointer.held is None:
            self.pointer.cancel()
            self.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom the picture at the pointer; with Ctrl the ranges of the box."""
        factor = NOTCH ** (event.angleDelta().y() / 120)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_box(factor)
        elif self.pointer.held is None:
            self.pointer.zoom(factor, self.spot(event.position()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self.pointer.leave()

    def event(self, event: QEvent) -> bool:
        """Two fingers on a touchpad zoom; fingers on the screen turn, zoom and move."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.pointer.zoom(1.0 + event.value(), self.spot(event.position()))
                return True
        if isinstance(event, QTouchEvent) and self.fingers.touch(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let keys that mean something here do it."""
        taken = self.keys.press(event)
        self._ring(self.ringed or taken)
        event.setAccepted(taken)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The end of a run of nudges is the end of one change."""
        event.setAccepted(self.keys.release(event))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from handle to handle, and from the last one out of the view."""
        return self.keys.select_next(forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring to who came with keys."""
        if event.reason() in _BY_KEYS:
            self.ringed = True
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End a run of nudges; hide the ring."""
        self.keys.rest()
        super().focusOutEvent(event)
        self.update()

    def _ring(self, ringed: bool) -> None:
        if ringed != self.ringed:
            self.ringed = ringed
            self.update()
