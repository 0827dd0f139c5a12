"""The strip of tools above the plane, with room for a short sentence."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from calcviz.ui import theme

LEFT = ("rows_pane", "keypad", "undo", "redo")
RIGHT = ("home", "fit", "zoom_in", "zoom_out", "equal", "inspector_pane")
_MOMENT = 4000


class Tip(QLabel):
    """A line of text that ends in … where there is no room for all of it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class Tools(QWidget):
    """Buttons for actions that are wanted often; between them `tip` says what an action does.

    `told` carries what is told there.
    """

    told = Signal(str)

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tools")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(6, 3, 6, 3)
        self._line.setSpacing(2)
        self._add(LEFT, actions)
        self.tip = Tip()
        self.tip.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._line.addSpacing(8)
        self._line.addWidget(self.tip, 1)
        self._add(RIGHT, actions)
        self.refresh_theme()

    def say(self, words: str) -> None:
        """Tell something small for a moment."""
        self.tip.setText(words)
        self.told.emit(words)
        QTimer.singleShot(
            _MOMENT, self.tip, lambda: self.tip.setText("") if self.tip.text() == words else None
        )

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        colors = theme.look()
        self.setStyleSheet(
            f"#tools {{ background: {colors.pane}; border-bottom: 1px solid {colors.hairline}; }}"
            f" QLabel {{ color: {colors.soft}; }}"
        )

    def _add(self, names: Sequence[str], actions: Mapping[str, QAction]) -> None:
        for name in names:
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setIconSize(QSize(theme.whole(20), theme.whole(20)))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(actions[name].statusTip())
            self._line.addWidget(button)
