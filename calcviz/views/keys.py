"""What keys do on the plane: they nudge the selected handle, pan, zoom and let go."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from calcviz.views import navigation
from calcviz.views.handle_keys import ARROWS, KEY_ZOOM, HandleKey, HandleKeys, times
from calcviz.views.paint import handles_of

if TYPE_CHECKING:
    from calcviz.views.plane import PlaneView

KEY_PAN = 40.0


class Keys(HandleKeys):
    """The keys of a plane; where no handle is selected they move the paper."""

    def __init__(self, plane: "PlaneView") -> None:
        super().__init__(plane)
        self._plane = plane

    def press(self, event: QKeyEvent) -> bool:
        """Arrows nudge the selected handle or pan; Space takes the paper; whether the key means something."""
        key = event.key()
        if self._plane.tracing.row is not None and self._plane.tracing.press(event):
            return True
        if key in ARROWS:
            self._arrow(*ARROWS[Qt.Key(key)], event.modifiers())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._plane.zoom(KEY_ZOOM)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self._plane.zoom(1 / KEY_ZOOM)
        elif key == Qt.Key.Key_Home:
            self._plane.home()
        elif key == Qt.Key.Key_Space and not event.modifiers():
            self._plane.pointer.arm(hand=True)
        else:
            return key == Qt.Key.Key_Escape and self._escape()
        return True

    def release(self, event: QKeyEvent) -> bool:
        """The end of a run of nudges is the end of one change; whether the key means something."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._plane.pointer.arm(hand=False)
            return True
        return self._ends_nudges(event)

    def _escape(self) -> bool:
        """Let go of what is held, else of what is selected."""
        pointer = self._plane.pointer
        if pointer.grab is not None or pointer.boxing:
            pointer.cancel()
            return True
        return self._lets_go()

    def _arrow(self, right: float, up: float, modifiers: Qt.KeyboardModifier) -> None:
        if not self._nudges(right, up, modifiers):
            plane, step = self._plane, KEY_PAN * times(modifiers)
            plane.go(navigation.panned(plane.view(), -right * step, up * step))

    def _handles(self) -> list[HandleKey]:
        return [(row.row.id, handle.name) for row, handle in handles_of(self._plane.rows())]

    def _show(self) -> None:
        self._plane.update()
