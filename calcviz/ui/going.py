"""From pane to pane by keys, and wider or narrower panes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from calcviz.ui import theme

if TYPE_CHECKING:
    from calcviz.ui.window import Window

STEP = 32
"""How much wider or narrower the rows become at once, in logical pixels."""


class Going:
    """The keys F6 and Shift+F6: each pane is entered where it was left."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._left: dict[int, QWidget] = {}  # by pane

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {
            "next_pane": lambda: self.go(1),
            "previous_pane": lambda: self.go(-1),
            "wider_rows": lambda: self._widen(STEP),
            "narrower_rows": lambda: self._widen(-STEP),
        }

    def go(self, by: int) -> None:
        """To the next pane that has something to enter, or to the one before."""
        panes = self.panes()
        stops = {id(pane): self.stops(pane) for pane in panes}
        panes = [pane for pane in panes if stops[id(pane)]]
        if not panes:
            return
        focus = QApplication.focusWidget()
        here = next((k for k, pane in enumerate(panes) if focus in stops[id(pane)]), None)
        if here is not None and focus is not None:
            self._left[id(panes[here])] = focus
        place = (0 if by > 0 else -1) if here is None else (here + by) % len(panes)
        self._enter(panes[place], stops[id(panes[place])])

    def panes(self) -> list[QWidget]:
        """The parts of the window that can be entered now, in the order in which keys go through them.

        A presentation shows the side panes when they are wanted: there they count though hidden.
        """
        window = self._window
        lying = window.sheets.lying()
        if lying:
            return [each for each in (lying[-1], window.message) if each.isVisible()]
        rows, inspector, keypad = window.rows, window.inspector, window.writing.keypad
        panes = (rows, keypad, window.message, window.tools, window.plane, inspector)
        asked = (rows, inspector) if window.presentation.active else ()
        return [pane for pane in panes if pane is not None and (pane.isVisible() or pane in asked)]

    def stops(self, pane: QWidget) -> list[QWidget]:
        """What Tab stops at in a pane, in its order; what lies over it is a pane of its own."""
        own = self.panes()
        return [
            part
            for part in tab_stops(self._window, pane)
            if pane is min((each for each in own if _holds(each, part)), key=_size_of)
        ]

    def _enter(self, pane: QWidget, stops: list[QWidget]) -> None:
        """Go where the pane was left; at first to the selected row."""
        if pane.isHidden():
            self._window.presentation.bring(pane)
        wanted = self._left.get(id(pane))
        current = self._window.rows.current
        if wanted not in stops and pane is self._window.rows and current is not None:
            row = self._window.rows.row(current)
            wanted = next((part for part in row.tab_stops()[1:] if part in stops), None)
        (wanted if wanted in stops else stops[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def _widen(self, by: int) -> None:
        window = self._window
        sizes = window.splitter.sizes()
        if window.rows.isHidden() or window.presentation.active or len(sizes) != 3:
            return
        wide = max(window.rows.minimumWidth(), sizes[0] + theme.whole(by))
        least = window.plane.minimumSizeHint().width()
        moved = min(wide - sizes[0], max(0, sizes[1] - least))
        window.splitter.setSizes([sizes[0] + moved, sizes[1] - moved, sizes[2]])
        window.splitter.take(window.splitter.sizes())


def tab_stops(window: QWidget, pane: QWidget) -> list[QWidget]:
    """Every part of a pane at which Tab stops, in the order of the window."""
    found: list[QWidget] = []
    part = window.nextInFocusChain()
    while part is not None and part is not window:
        if _holds(pane, part) and _stops_at(part, pane):
            found.append(part)
        part = part.nextInFocusChain()
    return found


def _holds(pane: QWidget, part: QWidget) -> bool:
    return pane is part or pane.isAncestorOf(part)


def _stops_at(part: QWidget, pane: QWidget) -> bool:
    tab = part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    seen = part is pane or part.isVisibleTo(pane)
    return bool(tab) and seen and part.isEnabled() and part.focusProxy() is None


def _size_of(pane: QWidget) -> int:
    """Of two panes that hold the same part the one that holds fewer parts is the inner one."""
    return len(pane.findChildren(QWidget))
