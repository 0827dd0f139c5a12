"""The handle that the keys move: chosen one after the other, nudged; a run of nudges is one change."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from calcviz.views.tangible import Tangible

KEY_ZOOM = 1.25

HandleKey = tuple[int, str]
"""A handle by the id of its row and its name."""

ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}
ENDING = frozenset((*ARROWS, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
"""The keys that nudge: letting go of one ends a run of nudges."""


class HandleKeys:
    """What the keys of every view do to handles; `selected` is the one they move, None where they move none.

    A view says which handles there are, and how another choice comes to be seen.
    """

    def __init__(self, view: "Tangible") -> None:
        self._told = view
        self._nudging = False
        self.selected: HandleKey | None = None

    def rest(self) -> None:
        """End a run of nudges, where there is one."""
        if self._nudging:
            self._nudging = False
            self._told.handle_released.emit()

    def select(self, key: HandleKey | None) -> None:
        """Let the keys move that handle."""
        self.rest()
        if key != self.selected:
            self.selected = key
            self._show()

    def select_next(self, forward: bool) -> bool:
        """Go to the next handle, or back; False from the last one."""
        keys = self._handles()
        place = keys.index(self.selected) if self.selected in keys else (-1 if forward else len(keys))
        place += 1 if forward else -1
        if 0 <= place < len(keys):
            self.select(keys[place])
            self._told.row_clicked.emit(keys[place][0])
            self._told.handle_selected.emit(keys[place][1])
            return True
        self.select(None)
        return False

    def _ends_nudges(self, event: QKeyEvent) -> bool:
        """Whether a key that is let go ends a run of nudges; then it is ended."""
        if event.key() in ENDING and not event.isAutoRepeat() and self._nudging:
            self.rest()
            return True
        return False

    def _nudges(self, right: float, up: float, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether a handle is selected; it is nudged then, by steps as in GeoGebra."""
        if self.selected is None or self.selected not in self._handles():
            self.select(None)
            return False
        factor = times(modifiers)
        self._nudging = True
        self._told.handle_nudged.emit(*self.selected, right * factor, up * factor)
        return True

    def _lets_go(self) -> bool:
        """Whether there was a handle to let go of."""
        held = self.selected is not None
        self.select(None)
        return held

    def _handles(self) -> list[HandleKey]:
        raise NotImplementedError

    def _show(self) -> None:
        raise NotImplementedError


def times(modifiers: Qt.KeyboardModifier) -> float:
    """The size of a step: a tenth with Shift, ten with Ctrl."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return 0.1
    return 10.0 if modifiers & Qt.KeyboardModifier.ControlModifier else 1.0
