"""Rows, plane and inspector beside one another: in a narrower window the side panes are narrower too."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from calcviz.ui import theme

ROWS, INSPECTOR, WHOLE = 340, 280, 1280
"""The widths of the side panes, and the width of the window in which they have them."""

NARROW = 900
"""The width of the window below which the inspector makes room for the plane."""

_LEAST, _MOST = 100.0, 20_000.0
"""Widths outside are none that anyone gave."""


class Panes(QSplitter):
    """Left and right keep the widths that someone gave them; with less room they shrink in proportion.

    `folding` is the action that shows the last pane: it is switched off as the window becomes narrow, and on
    again as it becomes wide. Who switches it on in a narrow window has the pane there.
    """

    def __init__(self, rows: QWidget, plane: QWidget, inspector: QWidget, folding: QAction) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._wanted: list[float] = [ROWS, INSPECTOR]  # in the normal size
        self._whole: float = WHOLE
        self._folding = folding
        self._folded = False
        self._was_wide = True
        self._lent = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._sides = (rows, inspector)
        for place, part in enumerate((rows, plane, inspector)):
            self.addWidget(part)
            self.setStretchFactor(place, int(part is plane))
        self.splitterMoved.connect(lambda: self.take(self.sizes()))
        self.share()

    def take(self, sizes: Sequence[int]) -> None:
        """Let the side panes have these widths in a window of this width; a hidden one keeps its own."""
        if len(sizes) == 3 and sum(sizes) > 0:
            sides = (sizes[0], sizes[2])
            self._wanted = [size / theme.em(1) or kept for size, kept in zip(sides, self._wanted)]
            self._whole = sum(sizes) / theme.em(1)

    def like(self, other: "Panes") -> None:
        """Take the widths that were given to the panes of a window before its parts were made anew."""
        self._wanted, self._whole = other._wanted, other._whole

    def saveState(self) -> QByteArray:
        """The widths that were given, not what a narrow window left of them: nothing shrinks by itself."""
        return QByteArray(" ".join(f"{width:g}" for width in (*self._wanted, self._whole)).encode())

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """Take the widths that `saveState` kept; False where the state is none of them."""
        try:
            given = [float(word) for word in bytes(QByteArray(state).data()).decode("ascii").split()]
        except ValueError:
            return False
        if len(given) != 3 or not all(_LEAST <= width <= _MOST for width in given):
            return False
        *self._wanted, self._whole = given
        self.share()
        return True

    def share(self) -> None:
        """Give each pane its width: after the window became another size, and after a pane came or went."""
        if self._lent:
            return
        shrunk = min(1.0, self.width() / self._whole / theme.em(1)) * theme.em(1)
        sides = [
            0 if part.isHidden() else max(part.minimumWidth(), round(wanted * shrunk))
            for part, wanted in zip(self._sides, self._wanted)
        ]
        self.setSizes([sides[0], max(1, self.width() - sum(sides)), sides[1]])

    @property
    def crowded(self) -> bool:
        """Whether both side panes are shown where there is no room for them: the window would grow."""
        middle = self.widget(1)
        shown = [part for part in self._sides if not part.isHidden()]
        between = middle.minimumSizeHint().width() if middle is not None else 0
        least = sum(part.minimumWidth() for part in shown) + between
        return len(shown) == 2 and not self._lent and least + 2 * self.handleWidth() > self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold_within(self.width())
        self.share()

    def lend(self, to: QWidget) -> None:
        """Give the side panes, hidden, to a widget that shows them over itself where it wants."""
        self._lent = True
        for part in self._sides:
            part.setParent(to)
            part.hide()

    def take_back(self) -> None:
        """Have the side panes again at both sides."""
        rows, inspector = self._sides
        self.insertWidget(0, rows)
        self.addWidget(inspector)
        self._lent = False

    def fold_within(self, width: int) -> None:
        """Fold the inspector or show it again as a window of this width has room for it."""
        wide = width >= theme.em(NARROW)
        if self._lent:
            return
        if wide == self._was_wide:
            return
        self._was_wide = wide
        if wide and self._folded:
            self._folding.setChecked(True)
        self._folded = not wide and self._folding.isChecked()
        if self._folded:
            self._folding.setChecked(False)
