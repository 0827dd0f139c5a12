"""Two views in the middle of a window: one of them, or both beside one another."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from calcviz.ui import theme

NARROWEST = 150
"""A view with less room than so many logical pixels along one side is not worth having."""

FIRST = 1.3
"""How much higher than one of the views that stand below it the first one is to begin with."""

STEP = 0.05
"""The share of the room by which keys move the border."""


class SideBySide(QWidget):
    """Two views and the border between them; where the room is higher than wide one stands above the other.

    `first` is there from the beginning, and `plane` is what takes the keys in it; `second` comes later. Where
    there is not enough room for both, the one that was entered last is seen. `moved` carries the share of
    the room that the first one was given; `changed` tells that other views are seen than before, `entered`
    that keys go to another one.
    """

    moved = Signal(float)
    changed = Signal()
    entered = Signal()

    def __init__(self, first: QWidget, plane: QWidget, share: float) -> None:
        super().__init__()
        self.plane = plane
        self.current = plane
        self._first = first
        self._second: QWidget | None = None
        self._share = share
        self._stacked, self._stack_share = 0, 0.0
        self._wanted = (True, False)
        self._seen = (False, False)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(first)
        self._splitter.splitterMoved.connect(self._take)
        plane.installEventFilter(self)

    @property
    def share(self) -> float:
        """The share of the room that the first view has beside the second one."""
        return self._stack_share if self._stacked else self._share

    def put(self, second: QWidget) -> None:
        """Take the second view in, at the right of the first one or below it."""
        self._second = second
        self._splitter.addWidget(second)
        second.installEventFilter(self)
        self.show_views(*self._wanted)

    def stack(self, views: int) -> None:
        """Let the second view stand below the first one, for it is made of so many; 0: as there is room."""
        if views != self._stacked:
            self._stacked, self._stack_share = views, FIRST / (FIRST + views)

    def show_views(self, first: bool, second: bool) -> None:
        """Show these views, as far as there is room for them."""
        self._wanted = first, second
        self._arrange()

    def give(self, share: float) -> None:
        """Give the first view that share of the room."""
        share = min(max(share, 0.1), 0.9)
        if self._stacked:
            self._stack_share = share
            self._lay()
            return
        self._share = share
        self._lay()
        self.moved.emit(share)

    @property
    def seen(self) -> tuple[bool, bool]:
        """Whether the first view, and whether the second one has a place here now."""
        return self._seen

    def sizeHint(self) -> QSize:
        return QSize(960, 600)

    def minimumSizeHint(self) -> QSize:
        """That of one view: a window may be so narrow that both have no room."""
        return self._first.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._splitter.resize(self.size())
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.current = watched
            self.entered.emit()
        return False

    def _arrange(self) -> None:
        """Which views are seen, and how they stand."""
        first, second = self._wanted
        second = second and self._second is not None
        first = first or not second
        if first and second and not self._has_room():
            first, second = self.current is self.plane, self.current is not self.plane
        upright = Qt.Orientation.Vertical if self._is_upright else Qt.Orientation.Horizontal
        self._splitter.setOrientation(upright)
        before, self._seen = self._seen, (first, second)
        shown = ((self._first, first), (self._second, second))
        for view, seen in sorted(shown, key=lambda each: not each[1]):  # first what comes: keys can go there
            if view is not None and self._seen != before:
                view.setVisible(seen)
        if not (second if self.current is self._second else first):
            self.current = self.plane if first or self._second is None else self._second
        self._lay()
        if self._seen != before:
            self.changed.emit()

    @property
    def _is_upright(self) -> bool:
        return bool(self._stacked) or self.width() < self.height()

    def _has_room(self) -> bool:
        if self._stacked:
            return self.height() >= 2 * theme.em(NARROWEST)
        longer, shorter = max(self.width(), self.height()), min(self.width(), self.height())
        return longer >= 2 * theme.em(NARROWEST) and shorter >= theme.em(NARROWEST)

    def _lay(self) -> None:
        if all(self._seen):
            length = self.height() if self._is_upright else self.width()
            part = round((self._stack_share if self._stacked else self._share) * length)
            self._splitter.setSizes([part, length - part])

    def _take(self) -> None:
        """Someone has moved the border."""
        sizes: Sequence[int] = self._splitter.sizes()
        if len(sizes) == 2 and min(sizes) > 0:
            share = sizes[0] / sum(sizes)
            if self._stacked:
                self._stack_share = share
                return
            self._share = share
            self.moved.emit(share)
