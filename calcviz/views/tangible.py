"""A picture that is taken hold of: what plane and space alike hear of keys, fingers and focus, and tell."""

from math import ceil
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QNativeGestureEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from calcviz.views.latest import Latest

_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Keys(Protocol):
    """What keys do here."""

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key means something; then it is done."""

    def release(self, event: QKeyEvent) -> bool:
        """Whether letting go of the key means something; then it is done."""

    def rest(self) -> None:
        """End a run of nudges, where there is one."""

    def select_next(self, forward: bool) -> bool:
        """Go to the next handle, or back; False from the last one."""


class Fingers(Protocol):
    """What fingers do here."""

    def touch(self, event: QTouchEvent) -> bool:
        """Follow the fingers; whether they are on the screen."""


class Pointer(Protocol):
    """What the mouse does here."""

    def zoom(self, factor: float, at: QPointF) -> None:
        """Look closer at a pixel of the view, or from farther."""

    def leave(self) -> None:
        """The pointer is no longer here."""


class HandleWishes(QWidget):
    """Tells what is wanted of handles, in mathematical coordinates: (row, name, x, y).

    In space a handle may be pulled towards a Ray, or to a height (float), and raised by steps.
    `handle_released` ends any number of drags or nudges, `drag_cancelled` undoes them; `handle_selected` is
    the name of the handle that keys move from now on.
    """

    handle_dragged = Signal(int, str, float, float)
    handle_pulled = Signal(int, str, object)
    handle_raised = Signal(int, str, float)
    handle_released = Signal()
    drag_cancelled = Signal()
    handle_nudged = Signal(int, str, float, float)
    handle_selected = Signal(str)
    row_clicked = Signal(int)


class Tangible(HandleWishes):
    """Hands keys, fingers and the touchpad to the part that knows what they mean here.

    `ringed` says whether a picture that has the keys shows a ring about it: for who came with keys.
    """

    pointer: Pointer
    keys: Keys
    fingers: Fingers

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._magnification = 1.0
        self._button = Qt.MouseButton.NoButton
        self.ringed = False
        screen = QGuiApplication.primaryScreen()
        self._latest = Latest(self, max(4, int(1000 / screen.refreshRate()) - 1))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    # larger than life

    @property
    def magnification(self) -> float:
        """How many pixels of the widget one pixel of the picture takes; all is counted in those of it."""
        return self._magnification

    def sheet_size(self) -> tuple[int, int]:
        """The size of the picture in its own pixels; it reaches to the edges of the widget or just beyond."""
        m = self._magnification
        return max(1, ceil(self.width() / m)), max(1, ceil(self.height() / m))

    def set_magnification(self, magnification: float) -> None:
        """Paint type, lines and handles larger."""
        raise NotImplementedError

    def spot(self, at: QPointF) -> QPointF:
        """The pixel of the picture at a place of the widget."""
        return at / self._magnification

    def minimumSizeHint(self) -> QSize:
        """Small, so that it never keeps a window from fitting on its screen."""
        return QSize(160, 120)

    # what is told

    def report_drag(self, row_id: int, name: str, x: float, y: float) -> None:
        """Tell where a handle is wanted; several in one refresh of the screen are told once."""
        self._latest.call(lambda: self.handle_dragged.emit(row_id, name, x, y))

    def report_pull(self, row_id: int, name: str, to: object) -> None:
        """Tell towards what line of sight or to what height a handle is wanted, as rarely."""
        self._latest.call(lambda: self.handle_pulled.emit(row_id, name, to))

    def flush(self) -> None:
        """Tell now what waits for the next refresh of the screen."""
        self._latest.flush()

    def drop(self) -> None:
        """Forget what waits for the next refresh of the screen."""
        self._latest.drop()

    # what Qt tells

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self.pointer.leave()

    def event(self, event: QEvent) -> bool:
        """Two fingers on a touchpad zoom; fingers on the screen do what they mean here."""
        zoom = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == zoom:
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

    def _ring(self, ringed: bool) -> None:
        if ringed != self.ringed:
            self.ringed = ringed
            self.update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from handle to handle, and from the last one out of the picture."""
        return self.keys.select_next(forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring again: for who came with keys, for others none is in the way."""
        if event.reason() in _BY_KEYS:
            self.ringed = True
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End a run of nudges; hide the ring."""
        self.keys.rest()
        super().focusOutEvent(event)
        self.update()
