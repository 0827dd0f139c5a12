"""All examples: pictures by subject, found by typing, and beside them what the chosen one is about."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.cards import Cards
from calcviz.ui.examples import Example, examples
from calcviz.ui.icons import put
from calcviz.ui.keys import typed_text
from calcviz.ui.note import NoteView
from calcviz.ui.pictures import Pictures
from calcviz.ui.sheets import Sheet
from calcviz.ui.welcome import open_example
from calcviz.views import fonts

if TYPE_CHECKING:
    from calcviz.ui.window import Window

_TEXT, _PICTURES = 380, 860


class Gallery(Sheet):
    """A click on a picture tells of it; Enter, a double click or the button opens it."""

    name = "gallery"

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.pictures = Pictures(self, window.session.background)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search: a word, a formula"))
        self.search.setAccessibleName(tr("Search the examples"))
        self.search.setClearButtonEnabled(True)
        self.groups = _grouped(examples(), self.pictures)
        self.nothing = QLabel(tr("No example has all these words."))
        self.article = Article()
        self.open = QPushButton(tr("Open"))
        self.open.setDefault(True)
        self.chosen: Example | None = None
        self._area = QScrollArea()
        self._lay_out()
        self._connect()
        self.refresh_theme()
        self.setFocusProxy(self.search)
        self.setAccessibleName(tr("Examples"))
        self._choose(self.groups[0][1].cards[0].example)

    def refresh_theme(self) -> None:
        """Take on the colours and the size of a new theme."""
        super().refresh_theme()
        self._title.setFont(fonts.number_font(theme.em(30)))
        self.nothing.setStyleSheet(f"color: {theme.look().soft};")
        for heading, cards in self.groups:
            heading.setFont(fonts.number_font(theme.em(20)))
            cards.arrange()
            cards.paint_pictures()
        self.article.refresh_theme()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search the arrow down goes to the pictures, Enter opens what is chosen."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._step(-1, 1)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed while a picture has the focus is searched for."""
        text = typed_text(event)
        if text.strip():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(text)
        else:
            super().keyPressEvent(event)

    # How it looks.

    def _lay_out(self) -> None:
        back = QPushButton(tr("Back"))
        put(back, "close")
        back.setIconSize(QSize(theme.whole(16), theme.whole(16)))
        back.clicked.connect(self.leave)
        self._title = QLabel(tr("Examples"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = QHBoxLayout()
        whole.addLayout(head)
        head.setContentsMargins(28, 12, 28, 10)
        head.setSpacing(14)
        head.addWidget(self._title, 1)
        head.addWidget(self.search, 1)
        head.addWidget(back)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setHandleWidth(1)
        panes.setChildrenCollapsible(False)
        panes.addWidget(self._list())
        panes.addWidget(self._text())
        panes.setStretchFactor(0, 1)
        panes.setSizes([_PICTURES, _TEXT])
        whole.addWidget(panes, 1)

    def _list(self) -> QWidget:
        leaf = QWidget()
        leaf.setObjectName("leaf")
        leaf.setMinimumWidth(220)
        column = QVBoxLayout(leaf)
        column.setContentsMargins(28, 6, 24, 24)
        column.setSpacing(10)
        for heading, cards in self.groups:
            heading.setContentsMargins(0, 6, 0, 0)
            column.addWidget(heading)
            column.addWidget(cards)
        column.addWidget(self.nothing)
        self.nothing.hide()
        column.addStretch(1)
        self._area.setWidget(leaf)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return self._area

    def _text(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(240)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 16)
        column.addWidget(self.article, 1)
        line = QHBoxLayout()
        column.addLayout(line)
        line.setContentsMargins(24, 6, 24, 0)
        line.addWidget(self.open)
        line.addStretch(1)
        return side

    # What it does.

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._open)
        self.search.installEventFilter(self)
        self.open.clicked.connect(self._open)
        for place, (_, cards) in enumerate(self.groups):
            cards.chosen.connect(self._choose)
            cards.passed.connect(self._choose)
            cards.opened.connect(lambda example: open_example(self.window_of, example))
            cards.left_upwards.connect(lambda place=place: self._step(place, -1))
            cards.left_downwards.connect(lambda place=place: self._step(place, 1))

    def _choose(self, example: Example) -> None:
        if example is not self.chosen:
            self.chosen = example
            self.article.show_example(example)
        for _, cards in self.groups:
            cards.show_chosen(example)
        focus = self._area.focusWidget()
        if focus is not None and focus.hasFocus():
            self._area.ensureWidgetVisible(focus, 0, 48)

    def _filter(self, words: str) -> None:
        found = []
        for heading, cards in self.groups:
            some = cards.filter(words)
            heading.setVisible(some)
            cards.setVisible(some)
            found += cards.shown() if some else []
        self.nothing.setVisible(not found)
        self.open.setEnabled(bool(found))
        if found and self.chosen not in [card.example for card in found]:
            self._choose(found[0].example)

    def _open(self) -> None:
        if self.chosen is not None and self.open.isEnabled():
            open_example(self.window_of, self.chosen)

    def _step(self, place: int, way: int) -> None:
        """From the cards of one subject to those of the next or the last; from the first to the search."""
        place += way
        while 0 <= place < len(self.groups):
            if not self.groups[place][1].isHidden():
                self.groups[place][1].take_focus(last=way < 0)
                return
            place += way
        if way < 0:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)


class Article(QScrollArea):
    """Title, sentence and text of an example, with formulas as they are printed."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._parts = QLabel(), [NoteView() for _ in range(12)]
        self._title.setWordWrap(True)
        leaf = QWidget()
        leaf.setObjectName("leaf")
        column = QVBoxLayout(leaf)
        column.setContentsMargins(24, 8, 24, 12)
        column.setSpacing(12)
        for part in (self._title, *self._parts):
            column.addWidget(part)
        for part in self._parts:
            part.setCursor(Qt.CursorShape.ArrowCursor)
            policy = part.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)  # its height is that for its width
            part.setSizePolicy(policy)
        column.addStretch(1)
        self.setWidget(leaf)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("About the example"))

    def show_example(self, example: Example) -> None:
        """Tell of another example."""
        self._title.setText(example.title)
        texts = [f"**{example.lead}**", *paragraphs(example.text)]
        for part, text in zip(self._parts, texts):
            part.show_note(f"# {text}")
        for place, part in enumerate(self._parts):
            part.setVisible(place < len(texts))
        self.verticalScrollBar().setValue(0)

    def refresh_theme(self) -> None:
        """Take on the size of a new theme."""
        self._title.setFont(fonts.number_font(theme.em(22)))
        for part in self._parts:
            part.update()


def paragraphs(markdown: str) -> list[str]:
    """The paragraphs of a text; a list has one for each of its points."""
    found = []
    for block in markdown.split("\n\n"):
        if block.startswith("- "):
            found += [f"– {line.removeprefix('- ')}" for line in block.splitlines()]
        else:
            found.append(" ".join(block.split()))
    return found


def _grouped(found: list[Example], pictures: Pictures) -> list[tuple[QLabel, Cards]]:
    """The cards of each subject below its heading."""
    subjects = list(dict.fromkeys(example.group for example in found))
    return [
        (QLabel(subject), Cards([each for each in found if each.group == subject], pictures, narrowest=230))
        for subject in subjects
    ]
