"""What keys do on the plane: they nudge the selected handle, pan, zoom and let go."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from calcviz.views import navigation
from calcviz.views.paint import handles_of

if TYPE_CHECKING:
    from calcviz.views.plane import PlaneView

KEY_ZOOM = 1.25
KEY_PAN = 40.0

HandleKey = tuple[int, str]
"""A handle by the id of its row and its name."""

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}


class Keys:
    """The keys of a plane, and the handle that they move: `selected`, None where they move the paper."""

    def __init__(self, plane: "PlaneView") -> None:
        self._plane = plane
        self._nudging = False
        self.selected: HandleKey | None = None

    def press(self, event: QKeyEvent) -> bool:
        """Arrows nudge the selected handle or pan; Space takes the paper; whether the key means something."""
        key = event.key()
        if self._plane.tracing.row is not None and self._plane.tracing.press(event):
            return True
        if key in _ARROWS:
            self._arrow(*_ARROWS[Qt.Key(key)], event.modifiers())
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
        if event.key() in _ARROWS and not event.isAutoRepeat() and self._nudging:
            self.rest()
            return True
        return False

    def rest(self) -> None:
        """End a run of nudges, where there is one."""
        if self._nudging:
            self._nudging = False
            self._plane.handle_released.emit()

    def select(self, key: HandleKey | None) -> None:
        """Let the keys move that handle."""
        self.rest()
        if key != self.selected:
            self.selected = key
            self._plane.update()

    def select_next(self, forward: bool) -> bool:
        """Go to the next handle, or back; False from the last one."""
        keys = self._handles()
        place = keys.index(self.selected) if self.selected in keys else (-1 if forward else len(keys))
        place += 1 if forward else -1
        if 0 <= place < len(keys):
            self.select(keys[place])
            self._plane.row_clicked.emit(keys[place][0])
            self._plane.handle_selected.emit(keys[place][1])
            return True
        self.select(None)
        return False

    def _escape(self) -> bool:
        """Let go of what is held, else of what is selected."""
        pointer = self._plane.pointer
        if pointer.grab is not None or pointer.boxing:
            pointer.cancel()
            return True
        held = self.selected is not None
        self.select(None)
        return held

    def _arrow(self, right: float, up: float, modifiers: Qt.KeyboardModifier) -> None:
        """Steps of a tenth with Shift, of ten with Ctrl, as in GeoGebra."""
        factor = 1.0
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            factor = 0.1
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            factor = 10.0
        plane = self._plane
        if self.selected not in self._handles():
            self.select(None)
            plane.go(navigation.panned(plane.view(), -right * KEY_PAN * factor, up * KEY_PAN * factor))
        elif self.selected is not None:
            self._nudging = True
            plane.handle_nudged.emit(*self.selected, right * factor, up * factor)

    def _handles(self) -> list[HandleKey]:
        return [(row.row.id, handle.name) for row, handle in handles_of(self._plane.rows())]
