"""Where keys go in the window: from part to part with Tab, from pane to pane with F6; and wider panes."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QToolBar, QWidget

from calcviz.ui import theme

if TYPE_CHECKING:
    from calcviz.ui.window import Window

STEP = 32
"""How much wider or narrower the rows become at once, in logical pixels."""
MARGIN = 12
"""Pixels above and below a part that come into sight with it."""


class Going:
    """Tab goes through the window as it is read; F6 enters each pane where it was left.

    Parts come and go while someone works, so their order is taken from where they stand, each time anew.
    """

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
        bars: list[QWidget] = [bar for bar in window.findChildren(QToolBar) if bar.isVisible()]
        if lying:
            return [*bars, *(each for each in (lying[-1], window.message) if each.isVisible())]
        rows, inspector, keypad = window.rows, window.inspector, window.writing.keypad
        views = (window.plane, window.viewing.panels, window.viewing.space)
        panes = (rows, keypad, window.message, window.tools, *views, inspector)
        asked = (rows, inspector) if window.presentation.active else ()
        seen = (pane for pane in panes if pane is not None and (pane.isVisible() or pane in asked))
        return [*bars, *seen]

    def step(self, by: int) -> bool:
        """To the next part at which Tab stops (1) or the one before (-1); False where there is none."""
        order = [part for pane in self.panes() if not pane.isHidden() for part in self.stops(pane)]
        focus = QApplication.focusWidget()
        while focus is not None and focus not in order:
            focus = focus.parentWidget()
        if not order or (focus is None and QApplication.focusWidget() is not None):
            return False
        place = order.index(focus) + by if focus is not None else (0 if by > 0 else -1)
        _focus(order[place % len(order)], by)
        return True

    def stops(self, pane: QWidget) -> list[QWidget]:
        """What Tab stops at in a pane, in its order; what lies over it is a pane of its own."""
        others = [each for each in self.panes() if each is not pane]
        return [part for part in _parts(pane, others) if _stops_at(part, pane)]

    def _enter(self, pane: QWidget, stops: list[QWidget]) -> None:
        """Go where the pane was left; at first to the selected row."""
        if pane.isHidden():
            self._window.presentation.bring(pane)
        wanted = self._left.get(id(pane))
        current = self._window.rows.current
        if wanted not in stops and pane is self._window.rows and current is not None:
            row = self._window.rows.row(current)
            wanted = next((part for part in row.tab_stops()[1:] if part in stops), None)
        _focus(wanted if wanted is not None and wanted in stops else stops[0], 1)

    def _widen(self, by: int) -> None:
        window = self._window
        sizes = window.splitter.sizes()
        if window.rows.isHidden() or window.presentation.active or len(sizes) != 3:
            return
        wide = max(window.rows.minimumWidth(), sizes[0] + theme.whole(by))
        least = max(window.views.minimumSizeHint().width(), window.tools.minimumSizeHint().width())
        moved = min(wide - sizes[0], max(0, sizes[1] - least))
        window.splitter.setSizes([sizes[0] + moved, sizes[1] - moved, sizes[2]])
        window.splitter.take(window.splitter.sizes())


def _focus(part: QWidget, by: int) -> None:
    """Give a part the focus and bring it into sight."""
    back = by < 0
    part.setFocus(Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason)
    over = part.parentWidget()
    while over is not None:
        if isinstance(over, QScrollArea):
            over.ensureWidgetVisible(part, 0, MARGIN)
        over = over.parentWidget()


def _parts(of: QWidget, others: list[QWidget]) -> Iterator[QWidget]:
    """A widget and what is in it, as it is laid out and read."""
    yield of
    if isinstance(of, QScrollArea):
        within = [of.viewport()]
        within += [child for child in _children(of) if child not in within]
    else:
        laid = list(_laid(of.layout()))
        within = [*laid, *(child for child in _children(of) if child not in laid)]
    for part in within:
        if part not in others:
            yield from _parts(part, others)


def _children(of: QWidget) -> list[QWidget]:
    return [child for child in of.children() if isinstance(child, QWidget) and not child.isWindow()]


def _laid(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout in its order; those of layouts within it at their places."""
    if layout is None:
        return
    # WORKAROUND PySide6 6.11: the Python side of what itemAt answers outlives the item; an object that Qt
    # puts at its address later is taken for it, and the program ends. So parts are asked for their places.
    below = [part for part in layout.children() if isinstance(part, QLayout)]
    of = layout.parentWidget()
    placed = [(layout.indexOf(part), part) for part in (*below, *(_children(of) if of is not None else ()))]
    for _, part in sorted((each for each in placed if each[0] >= 0), key=lambda each: each[0]):
        if isinstance(part, QLayout):
            yield from _laid(part)
        else:
            yield part


def _stops_at(part: QWidget, pane: QWidget) -> bool:
    tab = part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    seen = part is pane or part.isVisibleTo(pane)
    return bool(tab) and seen and part.isEnabled() and part.focusProxy() is None
