"""The live sentence in sight: a line of words at the foot of the plane."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from calcviz.language.messages import tr
from calcviz.ui import theme

LINES = 2
"""It has this height whatever it says: a plane that grew and shrank would move the picture."""


class SentenceLine(QLabel):
    """Says in words what is seen; what is too long for it stands in its tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setObjectName("sentence")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("What is seen"))
        self.refresh_theme()

    @property
    def words(self) -> str:
        """The whole sentence."""
        return self._words

    def say(self, words: str) -> None:
        """Show a sentence."""
        self._words = words
        self.setAccessibleDescription(words)
        self._fit()

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        colors = theme.look()
        self.setStyleSheet(
            f"#sentence {{ background: {colors.pane}; color: {colors.ink};"
            f" border-top: 1px solid {colors.hairline}; padding: 0 {theme.whole(12)}px; }}"
        )

    def sizeHint(self) -> QSize:
        return QSize(theme.whole(200), LINES * self.fontMetrics().lineSpacing() + theme.whole(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Never: a layout would give a short sentence one line."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Cut what two lines do not hold; words wrap, so the last line is reckoned a little shorter."""
        room = self.width() - 2 * theme.whole(12)
        shown = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, max(0, round((LINES - 0.15) * room))
        )
        self.setText(shown)
        self.setToolTip(self._words if shown != self._words else "")
