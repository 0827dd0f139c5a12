"""Why a row cannot be read, said under it, with what can be done."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from calcviz.language.messages import tr
from calcviz.language.problems import Hint, Problem
from calcviz.ui import theme
from calcviz.ui.icons import icon
from calcviz.ui.sentences import hint_sentences, joined, problem_sentences, rich, sentence, unbroken

_MOST_OFFERS = 4


class ProblemLine(QWidget):
    """An icon, a sentence, a hint; and buttons: for what was meant, or for letters that can be sliders."""

    sliders_wanted = Signal(list)
    instead_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._sign.setFixedSize(theme.whole(18), theme.whole(18))
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._offering = QWidget()
        self._offers = QHBoxLayout(self._offering)
        self._offers.setContentsMargins(0, 2, 0, 0)
        self._offers.setSpacing(6)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        line.addLayout(said, 1)
        said.setSpacing(0)
        said.addWidget(self._words)
        said.addWidget(self._offering)

    def show_problem(self, problem: Problem | None, hints: tuple[Hint, ...], reason: str | None) -> None:
        """Say the problem; else why the thing does not exist; else how a doubtful spelling was read."""
        if problem is not None:
            self._say("problem", "problem", joined(problem_sentences(problem)))
        else:
            self._say("hint", "soft", sentence(reason) if reason else joined(hint_sentences(hints)))
        self._offer(problem.missing if problem else ())
        if problem is not None and problem.instead and not problem.missing:
            self._offer_instead(problem)

    def say(self, problem: Problem | None) -> None:
        """Show what is wrong in a field, or nothing at all; no rows are made here, nothing is replaced."""
        self.setVisible(problem is not None)
        if problem is not None:
            self.show_problem(replace(problem, missing=(), instead=None), (), None)

    def words(self) -> str:
        """What is said now, as rich text."""
        return self._words.text()

    def offers(self) -> list[QWidget]:
        """The buttons, in their order."""
        buttons = self._offering.findChildren(QPushButton)
        return [button for button in buttons if self._offers.indexOf(button) >= 0]

    def _say(self, sign: str, tone: str, words: str) -> None:
        self._sign.setPixmap(icon(sign, tone).pixmap(theme.whole(16), theme.whole(16)))
        self._words.setText(rich(unbroken(words)))
        self._words.setStyleSheet(f"color: {getattr(theme.look(), tone)}")

    def _offer(self, missing: tuple[str, ...]) -> None:
        self._offering.setVisible(bool(missing))
        while self._offers.count():
            item = self._offers.takeAt(0)
            button = item.widget() if item else None
            if button is not None:
                button.hide()
                button.deleteLater()
        alone = len(missing) == 1
        if missing and not alone:
            self._offers.addWidget(QLabel(tr("Slider")))
        for name in missing[:_MOST_OFFERS]:
            self._add_offer(tr("Create slider {name}", name=name) if alone else name, [name])
        if len(missing) > 1:
            self._add_offer(tr("All"), list(missing))
        if missing:
            self._offers.addStretch(1)

    def _offer_instead(self, problem: Problem) -> None:
        button = QPushButton(str(problem.instead))
        button.setProperty("offer", "true")
        button.setAccessibleName(tr("Write {word} instead", word=problem.instead))
        button.setToolTip(button.accessibleName())
        button.clicked.connect(lambda: self.instead_wanted.emit(problem))
        self._offers.addWidget(button)
        self._offers.addStretch(1)
        self._offering.show()

    def _add_offer(self, text: str, names: list[str]) -> None:
        button = QPushButton(text)
        button.setProperty("offer", "true")
        button.setAccessibleName(tr("Create slider {name}", name=", ".join(names)))
        button.setToolTip(button.accessibleName())
        button.clicked.connect(lambda: self.sliders_wanted.emit(names))
        self._offers.addWidget(button)
