"""One line above the plane that tells what happened to a file and what can be done; never in the way."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.icons import icon, put


class MessageBar(QWidget):
    """Hidden until something is to be told; stays until it is closed or the next message comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("message")
        self._sign, self.words = QLabel(), QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._action.clicked.connect(self._act)
        self._what: Callable[[], None] | None = None
        self._close = QToolButton()
        put(self._close, "close")
        self._close.setIconSize(QSize(16, 16))
        self._close.setAccessibleName(tr("Close the message"))
        self._close.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 7, 8, 7)
        line.setSpacing(8)
        line.addWidget(self._sign)
        line.addWidget(self.words, 1)
        line.addWidget(self._action)
        line.addWidget(self._close)
        self._bad = False
        self.hide()

    def tell(
        self,
        words: str,
        *,
        bad: bool = False,
        action: str | None = None,
        what: Callable[[], None] | None = None,
    ) -> None:
        """Say a sentence; `bad` where something failed; `action` names a button that does `what`."""
        self._bad, self._what = bad, what
        self.words.setText(words)
        self._action.setVisible(action is not None)
        self._action.setText(action or "")
        self.refresh_theme()
        self.show()

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        colors = theme.look()
        ground = colors.problem_ground if self._bad else colors.selected
        self.setStyleSheet(
            f"#message {{ background: {ground}; border-bottom: 1px solid {colors.hairline}; }}"
            f" QLabel {{ color: {colors.ink}; }}"
        )
        sign, tone = ("problem", "problem") if self._bad else ("about", "accent")
        self._sign.setPixmap(icon(sign, tone).pixmap(20, 20))

    def _act(self) -> None:
        self.hide()
        if self._what is not None:
            self._what()
