"""The page on which rows stand: those in sight at once, the others as soon as there is time."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from time import perf_counter

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from calcviz.ui import theme
from calcviz.ui.row_widget import RowWidget

_AT_ONCE = 10
"""Rows of a document that are made at once: more than that are first made where they are seen."""
_BUDGET = 0.04
"""Seconds in one turn for rows that are seen: each takes about 5 ms; the others come with the next turn."""
_PATIENCE = 300
_USUAL = 67
"""The height of a row that is not made yet."""


class RowPage(QWidget):
    """Keeps the place of every row; `make` makes the one that belongs there when it is wanted."""

    def __init__(self, sight: QScrollArea, make: Callable[[int], RowWidget]) -> None:
        super().__init__()
        self._sight = sight
        self._make = make
        self.widgets: dict[int, RowWidget] = {}
        self._places: dict[int, QWidget] = {}
        self._order: tuple[int, ...] = ()
        # Whatever its rows hold, the page is as wide as the pane: nothing scrolls sideways.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(0)
        self._filling = QTimer(self, interval=0)
        self._filling.timeout.connect(self._fill)
        self._seeing = QTimer(self, singleShot=True, interval=0)
        self._seeing.timeout.connect(self.fill_sight)
        sight.verticalScrollBar().valueChanged.connect(self.fill_sight)

    def place(self, row_id: int) -> QWidget:
        """What stands where the row is: the row, or an empty widget in its place."""
        return self._places[row_id]

    def widget(self, row_id: int) -> RowWidget:
        """The row, made now if need be; raises KeyError where there is none."""
        if row_id not in self.widgets:
            self._put(row_id)
        return self.widgets[row_id]

    def arrange(self, order: Sequence[int]) -> None:
        """Give each row its place, in this order."""
        wanted, few = set(order), len(order) <= _AT_ONCE
        for gone in self._places.keys() - wanted:
            widget = self._places.pop(gone)
            self.widgets.pop(gone, None)
            _take_away(self.lines, widget)
        for index, row_id in enumerate(order):
            if row_id not in self._places:
                self._places[row_id] = self._new(row_id) if few else _stand_in(self)
            if self.lines.indexOf(self._places[row_id]) != index:
                self.lines.insertWidget(index, self._places[row_id])
        self._order = tuple(order)
        self._chain_tabs(self._order)
        self.rest()

    def rest(self) -> None:
        """Somebody scrolls or types: the rows that nobody sees wait a while."""
        if len(self.widgets) < len(self._order):
            self._filling.start(_PATIENCE)

    def fill_sight(self) -> None:
        """Make the rows that are seen."""
        complete = len(self.widgets) == len(self._order)
        if complete or not self.lines.isEnabled():  # places are being given: what is seen is not known
            return
        self.rest()
        end = perf_counter() + _BUDGET
        while perf_counter() < end:
            self.lines.activate()
            view = self._sight.viewport()
            top = self._sight.verticalScrollBar().value()
            bottom = top + view.height()
            row_id = next((i for i in self._order if self._is_missing(i, top, bottom)), None)
            if row_id is None:
                return
            self._put(row_id)
        self._seeing.start()

    def _is_missing(self, row_id: int, top: int, bottom: int) -> bool:
        place = self._places[row_id]
        seen = place.y() <= bottom and place.y() + place.height() >= top
        return row_id not in self.widgets and seen and not place.isHidden()

    def _fill(self) -> None:
        """Make one more row while nobody waits; what is in sight stays where it is."""
        row_id = next((i for i in self._order if i not in self.widgets), None)
        if row_id is None:
            self._filling.stop()
            return
        self._filling.setInterval(0)
        bar = self._sight.verticalScrollBar()
        seen = next((i for i in self._order if self._places[i].y() >= bar.value()), self._order[-1])
        before = self._places[seen].y()
        self._put(row_id)
        self._settle()
        bar.setValue(bar.value() + self._places[seen].y() - before)

    def _settle(self) -> None:
        """Give everything its place now and not with the next events, which would be seen."""
        tall = self.lines.totalHeightForWidth(self.width())
        self.resize(self.width(), max(tall, self._sight.viewport().height()))
        self.lines.activate()

    def _new(self, row_id: int) -> RowWidget:
        self.widgets[row_id] = widget = self._make(row_id)
        return widget

    def _put(self, row_id: int) -> None:
        """Put a row where its stand-in stands."""
        before = self._places[row_id]
        widget, concealed = self._new(row_id), before.isHidden()
        index = self.lines.indexOf(before)
        _take_away(self.lines, before)
        self.lines.insertWidget(index, widget)
        widget.setHidden(concealed)
        self._places[row_id] = widget
        index = self._order.index(row_id)
        above = next((i for i in reversed(self._order[:index]) if i in self.widgets), None)
        below = next((i for i in self._order[index + 1 :] if i in self.widgets), None)
        self._chain_tabs([i for i in (above, row_id, below) if i is not None])

    def _chain_tabs(self, order: Sequence[int]) -> None:
        made = [self.widgets[row_id] for row_id in order if row_id in self.widgets]
        for before, after in pairwise(made):
            QWidget.setTabOrder(before.menu_button, after.bullet)


def _stand_in(page: QWidget) -> QWidget:
    place = QWidget(page)
    place.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    place.setFixedHeight(theme.whole(_USUAL))
    return place


def _take_away(lines: QVBoxLayout, widget: QWidget) -> None:
    lines.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
