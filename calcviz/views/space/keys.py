"""What keys do in space: they turn, zoom, and nudge the selected handle; letters and digits begin a row."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from calcviz.views.handle_keys import ARROWS, KEY_ZOOM, HandleKey, HandleKeys, times
from calcviz.views.space import looking

if TYPE_CHECKING:
    from calcviz.views.space.view import SpaceView

KEY_TURN = 5.0
LIFTS = {Qt.Key.Key_PageUp: 1.0, Qt.Key.Key_PageDown: -1.0}
"""The keys that move a point up and down."""


class Keys(HandleKeys):
    """The keys of space; where no handle is selected they turn the picture."""

    def __init__(self, view: "SpaceView") -> None:
        super().__init__(view)
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; whether it means something."""
        key, view = Qt.Key(event.key()), self._view
        if key in ARROWS:
            self._arrow(*ARROWS[key], event.modifiers())
        elif key in LIFTS and self.selected in self._handles():
            self._nudging = True
            view.handle_raised.emit(*self.selected, LIFTS[key] * times(event.modifiers()))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            view.zoom(KEY_ZOOM)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            view.zoom(1 / KEY_ZOOM)
        elif key == Qt.Key.Key_Home:
            view.reset()
        else:
            return key == Qt.Key.Key_Escape and self._escape()
        return True

    def release(self, event: QKeyEvent) -> bool:
        """The end of a run of nudges is the end of one change; whether the key means something."""
        return self._ends_nudges(event)

    def _escape(self) -> bool:
        """Let go of what is held, else of what is selected."""
        if self._view.pointer.grab is not None:
            self._view.pointer.cancel()
            return True
        return self._lets_go()

    def _arrow(self, right: float, up: float, modifiers: Qt.KeyboardModifier) -> None:
        """Nudge the handle; else turn by 5 degrees, with Shift by 1."""
        if not self._nudges(right, up, modifiers):
            step = 1.0 if modifiers & Qt.KeyboardModifier.ShiftModifier else KEY_TURN
            self._view.go(looking.turned(self._view.space(), right * step, up * step))

    def _handles(self) -> list[HandleKey]:
        return [(row.row.id, handle.name) for row, handle in self._view.handles()]

    def _show(self) -> None:
        self._view.touch()
