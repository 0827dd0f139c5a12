"""One line over the upper edge of the plane that tells what happened to a file and what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.icons import icon, put

_A_WHILE = 6000
"""Milliseconds for which a message stands that needs no answer."""


Offer = tuple[str, Callable[[], object]]
"""The text of a button and what it does."""


class MessageBar(QWidget):
    """Hidden until something is to be told; what needs no answer goes away by itself.

    `told` carries each sentence, and whether something failed.
    """

    told = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("message")
        self._sign, self.words = QLabel(), QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._actions: list[QPushButton] = []
        self._close = QToolButton()
        put(self._close, "close")
        self._close.setIconSize(QSize(theme.whole(16), theme.whole(16)))
        self._close.setAccessibleName(tr("Close the message"))
        self._close.setToolTip(tr("Close the message"))
        self._close.clicked.connect(self.hide)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(12, 7, 8, 7)
        line.setSpacing(8)
        line.addWidget(self._sign)
        line.addWidget(self.words, 1)
        line.addWidget(self._close)
        self._bad = False
        self._over: QWidget | None = None
        self._passing = QTimer(self, singleShot=True, interval=_A_WHILE)
        self._passing.timeout.connect(self._pass)
        self.hide()

    def lie_over(self, below: QWidget) -> None:
        """Lie over the upper edge of a widget, which keeps its size when a message comes or goes."""
        shown = not self.isHidden()
        if self._over is not None:
            self._over.removeEventFilter(self)
        self._over = below
        self.setParent(below)
        if shown:
            self._place()
            self.show()
            self.raise_()
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        below.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def tell(
        self,
        words: str,
        *,
        bad: bool = False,
        action: str | None = None,
        what: Callable[[], object] | None = None,
        more: Sequence[Offer] = (),
        stays: bool = False,
    ) -> None:
        """Say a sentence; `bad`: something failed; `action` names a button that does `what`, as do `more`.

        What is bad, has an action or `stays` stands until it is closed; the rest goes after a while.
        """
        self._bad = bad
        self.words.setText(words)
        self._offer([*([(action, what)] if action is not None and what is not None else []), *more])
        self.refresh_theme()
        self._place()
        self.show()
        self.raise_()
        self.told.emit(words, bad)
        if bad or stays or self._actions:
            self._passing.stop()
        else:
            self._passing.start()

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        colors = theme.look()
        ground = colors.problem_ground if self._bad else colors.selected
        self.setStyleSheet(
            f"#message {{ background: {ground}; border-bottom: 1px solid {colors.hairline}; }}"
            f" QLabel {{ color: {colors.ink}; }}"
        )
        sign, tone = ("problem", "problem") if self._bad else ("about", "accent")
        self._sign.setPixmap(icon(sign, tone).pixmap(theme.whole(20), theme.whole(20)))

    def _place(self) -> None:
        if self._over is not None:
            width = self._over.width()
            tall = self.heightForWidth(width) if self.hasHeightForWidth() else -1
            self.setGeometry(0, 0, width, tall if tall > 0 else self.sizeHint().height())

    def _pass(self) -> None:
        """Go away, unless somebody points at it."""
        if self.underMouse():
            self._passing.start()
        else:
            self.hide()

    def _offer(self, offers: Sequence[Offer]) -> None:
        """Make a button for each offer, before the one that closes."""
        for button in self._actions:
            button.hide()
            button.deleteLater()
        self._actions = [QPushButton(text) for text, _ in offers]
        for place, (button, (_, what)) in enumerate(zip(self._actions, offers)):
            button.clicked.connect(lambda _=False, what=what: self._act(what))
            self._line.insertWidget(2 + place, button)

    def _act(self, what: Callable[[], object]) -> None:
        self.hide()
        what()
