"""What keys do in space: they turn, zoom, and nudge the selected handle; letters and digits begin a row."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from calcviz.views.space import looking
from calcviz.views.space.spots import Key

if TYPE_CHECKING:
    from calcviz.views.space.view import SpaceView

KEY_ZOOM = 1.25
KEY_TURN = 5.0

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}


class Keys:
    """The keys of space, and the handle that they move: `selected`, None where they turn the picture."""

    def __init__(self, view: "SpaceView") -> None:
        self._view = view
        self._nudging = False
        self.selected: Key | None = None

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; whether it means something."""
        key, view = Qt.Key(event.key()), self._view
        if key in _ARROWS:
            self._arrow(*_ARROWS[key], event.modifiers())
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
        if event.key() in _ARROWS and not event.isAutoRepeat() and self._nudging:
            self.rest()
            return True
        return False

    def rest(self) -> None:
        """End a run of nudges, where there is one."""
        if self._nudging:
            self._nudging = False
            self._view.handle_released.emit()

    def select(self, key: Key | None) -> None:
        """Let the keys move that handle."""
        self.rest()
        if key != self.selected:
            self.selected = key
            self._view.touch()

    def select_next(self, forward: bool) -> bool:
        """Go to the next handle, or back; False from the last one."""
        keys = self._handles()
        place = keys.index(self.selected) if self.selected in keys else (-1 if forward else len(keys))
        place += 1 if forward else -1
        if 0 <= place < len(keys):
            self.select(keys[place])
            self._view.row_clicked.emit(keys[place][0])
            self._view.handle_selected.emit(keys[place][1])
            return True
        self.select(None)
        return False

    def _escape(self) -> bool:
        """Let go of what is held, else of what is selected."""
        if self._view.pointer.grab is not None:
            self._view.pointer.cancel()
            return True
        held = self.selected is not None
        self.select(None)
        return held

    def _arrow(self, right: float, up: float, modifiers: Qt.KeyboardModifier) -> None:
        """Nudge the handle, by tenths with Shift, by tens with Ctrl; else turn by 5 degrees, or by 1."""
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        view = self._view
        if self.selected in self._handles() and self.selected is not None:
            large = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            factor = 0.1 if shift else 10.0 if large else 1.0
            self._nudging = True
            view.handle_nudged.emit(*self.selected, right * factor, up * factor)
            return
        self.select(None)
        step = 1.0 if shift else KEY_TURN
        view.go(looking.turned(view.space(), right * step, up * step))

    def _handles(self) -> list[Key]:
        return [(row.row.id, handle.name) for row, handle in self._view.handles()]
