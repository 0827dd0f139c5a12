"""The bar above the rows in which a function, a number or a point gets another name."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton

from calcviz.language.messages import tr
from calcviz.language.problems import Problem
from calcviz.language.rows import head
from calcviz.scene.document import Document
from calcviz.scene.renaming import count, defined_names, renamed
from calcviz.ui import theme
from calcviz.ui.bar import Bar
from calcviz.ui.sentences import joined, problem_sentences, rich

if TYPE_CHECKING:
    from calcviz.ui.rows import RowList


class RenameBar(Bar):
    """Says before anything changes where the name stands, and why another one cannot be taken."""

    done = Signal(str)

    def __init__(self, rows: "RowList") -> None:
        super().__init__(tr("Rename everywhere"))
        self.rows = rows
        self.old, self.new = QComboBox(), QLineEdit()
        self.old.setAccessibleName(tr("What is renamed"))
        self.new.setPlaceholderText(tr("new name"))
        self.new.setAccessibleName(tr("new name"))
        self.old.setMinimumWidth(theme.whole(60))
        self.new.setMinimumWidth(theme.whole(50))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.button = QPushButton(tr("Rename"))
        grid = QGridLayout(self)
        grid.setContentsMargins(*[theme.whole(each) for each in (10, 7, 6, 7)])
        grid.setSpacing(theme.whole(4))
        for column, part in enumerate((self.old, QLabel("→"), self.new, self.closer())):
            grid.addWidget(part, 0, column)
        grid.addWidget(self.words, 1, 0, 1, 4)
        grid.addWidget(self.button, 2, 0, 1, 4, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self.old.currentIndexChanged.connect(self._weigh)
        self.new.textChanged.connect(self._weigh)
        self.new.returnPressed.connect(self._rename)
        self.button.clicked.connect(self._rename)

    def begin(self) -> None:
        """Offer every name, that of the selected row first chosen, and take the keyboard."""
        document = self.rows.session.document
        names = list(defined_names(document))
        self.old.addItems(names)
        found = None if self.rows.current is None else head(document.row(self.rows.current).text)
        if found is not None and found.name in names:
            self.old.setCurrentIndex(names.index(found.name))
        self.new.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._weigh()

    def end(self) -> None:
        """Nothing is left behind."""

    def _weigh(self) -> None:
        """Say what would happen."""
        session, old, new = self.rows.session, self.old.currentText(), self.new.text().strip()
        found = renamed(session.document, old, new) if new and old else None
        self.button.setEnabled(isinstance(found, Document) and found is not session.document)
        self.new.setEnabled(bool(old))
        if isinstance(found, Problem):
            self._say(joined(problem_sentences(found)), "problem")
        elif not old:
            self._say(tr("No row defines a name."), "soft")
        else:
            places, rows = count(session.document, old)
            said = tr("Places: {places}, in rows: {rows}. Notes stay as they are.", places=places, rows=rows)
            self._say(said, "soft")

    def _say(self, words: str, tone: str) -> None:
        self.words.setText(rich(words))
        self.words.setStyleSheet(f"color: {getattr(theme.look(), tone)}")
        self.rows.place_foot()

    def _rename(self) -> None:
        """Give the thing its other name, as one step of undo."""
        session, old, new = self.rows.session, self.old.currentText(), self.new.text().strip()
        found = renamed(session.document, old, new) if old and new else None
        if not isinstance(found, Document) or found is session.document:
            return
        places, rows = count(session.document, old)
        session.change(lambda _: found, tr("rename {name}", name=old))
        said = tr("Places: {places}, in rows: {rows}", places=places, rows=rows)
        self.done.emit(f"{old} → {new}. {said}")
        self.closed.emit()
