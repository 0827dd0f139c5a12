"""What is known of a question of exact calculus, said under its row: how far it can be trusted, and why."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from calcviz.engine.frame import FrameRow
from calcviz.engine.reply_words import remarks, standing_meaning, standing_word
from calcviz.language.messages import tr
from calcviz.maths.calculus.answer import Answer, Standing
from calcviz.ui import theme
from calcviz.ui.icons import put
from calcviz.ui.sentences import joined, rich, sentence, unbroken

_SIGNS: dict[Standing, str] = {
    "exact": "=",
    "numeric": "≈",
    "unconfirmed": "?",
    "undefined": "∅",
    "diverges": "→∞",
    "unknown": "–",
}
_BORDERS: dict[Standing, str] = {
    "exact": "1px solid {soft}",
    "numeric": "1px dotted {soft}",
    "unconfirmed": "1px dashed {problem}",
    "undefined": "1px solid {hover}",
    "diverges": "1px solid {hover}",
    "unknown": "none",
}
_TONES: dict[Standing, str] = {
    "exact": "ink",
    "unconfirmed": "problem",
    "undefined": "ink",
    "diverges": "ink",
}
_FILLED = ("undefined", "diverges")


class AnswerLine(QWidget):
    """A tag with its sign, a sentence, and a button: it stops the search while it goes on, then asks anew."""

    stopped = Signal()
    again = Signal()

    def __init__(self, explaining: bool = False, parent: QWidget | None = None) -> None:
        """`explaining`: what the tag means is said too, not only in its tooltip."""
        super().__init__(parent)
        self._explaining, self._beside, self._plain = explaining, True, ""
        self._shown: FrameRow | None = None
        self.tag, self.words = QLabel(), QLabel()
        self.tag.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.stop_button, self.again_button = _button("close"), _button("redo")
        self.stop_button.setAccessibleName(tr("Stop looking for an exact answer"))
        self.stop_button.setToolTip(tr("Stop looking for an exact answer (Ctrl+.)"))
        self.stop_button.clicked.connect(self.stopped)
        self.again_button.setAccessibleName(tr("Ask once more"))
        self.again_button.setToolTip(tr("Ask once more (Ctrl+Shift+.)"))
        self.again_button.clicked.connect(self.again)
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 2, 0, 2)
        self._lines.setHorizontalSpacing(theme.whole(7))
        self._lines.setVerticalSpacing(theme.whole(3))
        self._lines.setColumnStretch(1, 1)
        self._lines.addWidget(self.tag, 0, 0)
        self._lines.addWidget(self.words, 0, 1)
        self._lines.addWidget(self.stop_button, 0, 2)
        self._lines.addWidget(self.again_button, 0, 3)

    def show_row(self, row: FrameRow) -> None:
        """Say what is known of the question of this row."""
        self._shown = row
        self.stop_button.setVisible(row.asking)
        answer = row.answer
        self.again_button.setVisible(answer is not None and answer.given_up and not row.asking)
        searching = answer is None or (row.asking and answer.standing == "unknown")
        self.tag.setVisible(not searching)
        if answer is None or searching:
            self._say(tr("looking for an answer"))
            self._dress("unknown")
        else:
            self._tell(answer, row.asking)
        self._place()

    def _tell(self, answer: Answer, asking: bool) -> None:
        word, meaning = standing_word(answer.standing), standing_meaning(answer)
        self.tag.setText(f"{_SIGNS[answer.standing]} {word}")
        self.tag.setAccessibleName(word)
        self.tag.setAccessibleDescription(meaning)
        self.tag.setToolTip(meaning)
        self._say(*remarks(answer, asking), *([meaning] if self._explaining else []))
        self._dress(answer.standing)

    def _say(self, *said: str) -> None:
        words = joined([sentence(each) for each in said])
        self._plain = words.replace("`", "")
        words = unbroken(words)
        self.words.setText(rich(words) if words else "")

    def _place(self) -> None:
        """Put the words beside the tag where they fit there on one line, else below it."""
        room = self.width() - 2 * self._lines.horizontalSpacing()
        room -= sum(each.sizeHint().width() for each in self._fixed() if not each.isHidden())
        beside = self.words.fontMetrics().horizontalAdvance(self._plain) <= room
        if beside != self._beside:
            self._beside = beside
            self._lines.removeWidget(self.words)
            self._lines.addWidget(self.words, *((0, 1, 1, 1) if beside else (1, 0, 1, 4)))
        self.words.setVisible(bool(self._plain))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        if self._shown is not None:
            self.show_row(self._shown)

    def tab_stops(self) -> list[QWidget]:
        """Where Tab stops here."""
        return [each for each in (self.stop_button, self.again_button) if each.isVisibleTo(self)]

    def _fixed(self) -> tuple[QWidget, ...]:
        """What the words stand between."""
        return self.tag, self.stop_button, self.again_button

    def _dress(self, standing: Standing) -> None:
        look = theme.look()
        colors = {"soft": look.soft, "problem": look.problem, "hover": look.hover}
        border, tone = _BORDERS[standing].format(**colors), getattr(look, _TONES.get(standing, "soft"))
        ground = look.hover if standing in _FILLED else "transparent"
        size, room = theme.whole(12), theme.whole(5) if standing != "unknown" else 0
        tag = (
            f"font-size: {size}px; color: {tone}; background: {ground}; border: {border};"
            f" border-radius: {theme.whole(4)}px; padding: 0 {room}px;"
        )
        for label, sheet in ((self.tag, tag), (self.words, f"font-size: {size}px; color: {look.soft}")):
            if label.styleSheet() != sheet:  # to set the same anew takes milliseconds
                label.setStyleSheet(sheet)


def _button(sign: str) -> QToolButton:
    button = QToolButton()
    put(button, sign)
    button.setIconSize(QSize(theme.whole(14), theme.whole(14)))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
