"""What Qt tells the plane of mouse, wheel, fingers and keys, handed on in pixels of the view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from calcviz.views.tangible import Tangible

if TYPE_CHECKING:
    from calcviz.views.fingers import Fingers
    from calcviz.views.keys import Keys
    from calcviz.views.pointer import Pointer
    from calcviz.views.tracing import Trace

NOTCH = 1.15
FINE_NOTCH = 1.03
FAST_NOTCH = 1.6

_TAKING = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)


class Inputs(Tangible):
    """The ears of a plane: every event goes to the part that knows what it means.

    `ringless` says that no ring about it is ever shown.
    """

    pointer: "Pointer"
    keys: "Keys"
    fingers: "Fingers"
    tracing: "Trace"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._menu: QEvent | None = None
        self._drawn = False
        self.ringless = False

    def back(self) -> None:
        """Show the view before this one."""
        raise NotImplementedError

    def forward(self) -> None:
        """Show again the view that was gone back from."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of something; the buttons at the side go through the views."""
        self._ring(False)
        at, button = self.spot(event.position()), event.button()
        self._menu = None
        if button == Qt.MouseButton.BackButton:
            self.back()
        elif button == Qt.MouseButton.ForwardButton:
            self.forward()
        elif self.pointer.grab is not None or button not in _TAKING:
            event.ignore()
            return
        elif button == Qt.MouseButton.LeftButton:
            self.pointer.press(at, box=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif button == Qt.MouseButton.MiddleButton:
            self.pointer.press_paper(at)
        else:
            self.pointer.press_box(at)
        self._button = button

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let what is held follow."""
        snapping = not event.modifiers() & Qt.KeyboardModifier.AltModifier
        self.pointer.move(self.spot(event.position()), snapping=snapping)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a right click that drew no box opens the menu."""
        if event.button() != self._button or self.pointer.grab is None:
            event.ignore()
            return
        clicked = self.pointer.release(self.spot(event.position()))
        menu, self._menu = self._menu, None
        if event.button() == Qt.MouseButton.RightButton:
            self._drawn = not clicked
            if clicked and menu is not None:
                QApplication.sendEvent(self, menu)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look closer, or ask for the numbers of an axis."""
        if event.button() == Qt.MouseButton.LeftButton and self.pointer.grab is None:
            self._button = event.button()
            self.pointer.double_click(self.spot(event.position()))
        else:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Wait with the menu until the right button is let go: it may draw a box.

        Some systems ask for the menu when the button goes down, others when it comes up.
        """
        drawn, self._drawn = self._drawn, False
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            event.ignore()
        elif self.pointer.grab is not None:
            self._menu = event.clone()
        elif not drawn:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; finer with Ctrl, faster with Alt, which makes some systems turn the wheel."""
        keys, turn = event.modifiers(), event.angleDelta()
        notch = NOTCH
        if keys & Qt.KeyboardModifier.ControlModifier:
            notch = FINE_NOTCH
        elif keys & Qt.KeyboardModifier.AltModifier:
            notch, turn = FAST_NOTCH, QPoint(0, turn.y() or turn.x())
        self.pointer.zoom(notch ** (turn.y() / 120), self.spot(event.position()))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """While a curve is read with the keys, they mean that before they are anybody's shortcut."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self.tracing.means(event):
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the hand away, and stop reading but for a menu or another window."""
        self.pointer.arm(hand=False)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.tracing.end()
        super().focusOutEvent(event)
