"""Space on the screen: it shows frames and says what pointer, fingers and keys want."""

from collections.abc import Iterator
from operator import eq
from time import perf_counter

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from calcviz.drawing.space import SpaceHandle
from calcviz.engine.frame import Frame, FrameRow
from calcviz.language.messages import tr
from calcviz.scene.document import Space
from calcviz.views.inputs import NOTCH
from calcviz.views.pens import pen
from calcviz.views.space import looking
from calcviz.views.space.fingers import Fingers
from calcviz.views.space.keys import Keys
from calcviz.views.space.looking import Direction
from calcviz.views.space.picture import Picture
from calcviz.views.space.pointer import Pointer, Way
from calcviz.views.space.spots import Touched
from calcviz.views.tangible import Tangible
from calcviz.views.theme import Theme
from calcviz.views.view_history import ViewHistory

SETTLE_AFTER = 150
"""Milliseconds after the last movement when the coarse picture gives way to the fine one."""
TURN = 0.012
"""Seconds of the window's time that a picture of very many pieces is given at once."""
_BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)
_SIDE_BUTTONS = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton


class SpaceView(Tangible):
    """Shows the frame and the Space it is given last; every wish of the person is a signal.

    `space_changed` tells the Space that is looked at from now on, which is shown at once; where its box is
    another one, a frame for it is expected.
    """

    pointer: Pointer
    keys: Keys
    fingers: Fingers
    space_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = Picture()
        self.pointer = Pointer(self)
        self.keys = Keys(self)
        self.fingers = Fingers(self)
        self.history = ViewHistory(self.space, eq, self)
        self._settle_timer = QTimer(self, singleShot=True, interval=SETTLE_AFTER)
        self._settle_timer.timeout.connect(self._settle)
        self._finer: Iterator[None] = iter(())
        self._finer_timer = QTimer(self, interval=0)
        self._finer_timer.timeout.connect(self._go_on)
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
        held = self.pointer.held is not None and before is not None
        if held or self.picture.is_new(frame) and self.picture.large(frame):
            self._move()
        self.picture.frame = frame
        self.describe()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        if self.picture.large():
            self._move()
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

    def set_magnification(self, magnification: float) -> None:
        """Paint type, lines and handles larger; the picture as a whole stays as large."""
        if magnification != self._magnification:
            self._magnification = magnification
            self.picture.size = self.sheet_size()
            self.update()

    def sizeHint(self) -> QSize:
        """A size at which a box can be read."""
        return QSize(640, 600)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and a ring about it for who came with keys."""
        painter = QPainter(self)
        try:
            painter.scale(self._magnification, self._magnification)
            self.picture.ratio = self.devicePixelRatioF() * self._magnification
            self.picture.size = self.sheet_size()
            self.picture.held = self.pointer.held is not None
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
        self._finer_timer.stop()
        self._settle_timer.start()

    def settle_soon(self) -> None:
        """Paint finely once nothing moves for a moment."""
        if self.picture.moving:
            self._settle_timer.start()

    def _settle(self) -> None:
        if self.pointer.held is not None:
            self._settle_timer.start()
        elif self.picture.moving and self.picture.large():
            self._finer = self.picture.in_turns()
            self._finer_timer.start()
        elif self.picture.moving:
            self._rest()

    def _go_on(self) -> None:
        """Make some more of the fine picture, and show it when it is complete."""
        end = perf_counter() + TURN
        for _ in self._finer:
            if perf_counter() > end:
                return
        self._finer_timer.stop()
        self._rest()

    def _rest(self) -> None:
        self.picture.moving = False
        self.update()

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
