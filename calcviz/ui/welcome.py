"""The first page: what CalcViz is, eight examples as pictures, the files opened last."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.cards import Cards
from calcviz.ui.examples import FIRST, Example, begun, examples
from calcviz.ui.icons import put
from calcviz.ui.keys import typed_text
from calcviz.ui.pictures import Pictures
from calcviz.ui.recent import RecentFiles
from calcviz.ui.sheets import Sheet
from calcviz.views import fonts
from calcviz.views.paint import handles_of

if TYPE_CHECKING:
    from calcviz.ui.window import Window

WIDEST = 1720
"""The width of the page, in logical pixels, however wide the window is."""

_NARROW = 640
"""The width below which name and buttons stand one below the other."""

_COLUMNS = (1, 2, 4)


class Welcome(Sheet):
    """Whoever types begins a document with that text; whoever clicks has a live example."""

    name = "welcome"

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.pictures = Pictures(self)
        self.formula = QLineEdit()
        self.cards = Cards(examples(FIRST), self.pictures, lead=True, narrowest=210)
        self.cards.counts = _COLUMNS
        self.recent = RecentFiles(window.remembered.recent, window.session.background)
        self.at_start = QCheckBox(tr("Show this page at start"))
        self.at_start.setChecked(window.remembered.welcome)
        self._area = QScrollArea()
        self._leaf = QWidget()
        self._lay_out()
        self._connect()
        self.refresh_theme()
        self.setFocusProxy(self.formula)
        self.setAccessibleName(tr("Welcome"))

    def refresh_theme(self) -> None:
        """Take on the colours and the size of a new theme."""
        super().refresh_theme()
        colors = theme.look()
        self._name.setFont(fonts.number_font(theme.em(44)))
        self._heading.setFont(fonts.number_font(theme.em(20)))
        self._sentence.setFont(fonts.interface_font(theme.em(16)))
        self._sentence.setStyleSheet(f"color: {colors.soft};")
        self._rule.setStyleSheet(f"background: {colors.hairline};")
        self.formula.setFont(fonts.interface_font(theme.em(16)))
        self.formula.setMinimumHeight(theme.whole(32))
        self.recent.refresh_theme()
        self.cards.arrange()
        self.cards.paint_pictures()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed while a picture has the focus is a formula too."""
        text = typed_text(event)
        if text.strip():
            self._begin_with(text)
        else:
            super().keyPressEvent(event)

    # How it looks.

    def _lay_out(self) -> None:
        self._name, self._sentence, self._rule = QLabel("CalcViz"), QLabel(), QWidget()
        self._sentence.setText(tr("A laboratory for calculus: type a formula, take hold of the picture."))
        self._sentence.setWordWrap(True)
        self._rule.setFixedHeight(1)
        self._rule.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._heading = QLabel(tr("Recent files"))
        self.formula.setPlaceholderText(tr("Type a formula, e.g. x^2"))
        self.formula.setAccessibleName(tr("Formula for a new document"))
        self._leaf.setObjectName("leaf")
        self._leaf.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self._leaf)
        column.setContentsMargins(40, 16, 40, 14)
        column.setSpacing(0)
        for part, below in ((self._head(), 12), (self._rule, 18), (self.cards, 14)):
            column.addWidget(part)
            column.addSpacing(below)
        column.addWidget(self._heading)
        column.addSpacing(4)
        column.addWidget(self.recent)
        column.addStretch(1)
        column.addSpacing(8)
        column.addWidget(self.at_start)
        self._heading.setVisible(not self.recent.is_empty())
        self._in_the_middle()

    def _head(self) -> QWidget:
        head = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, head)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(10)
        left, right = QVBoxLayout(), QVBoxLayout()
        self._sides.addLayout(left, 3)
        self._sides.addLayout(right, 2)
        left.addWidget(self._name)
        left.addWidget(self._sentence)
        right.addStretch(1)
        self._put_buttons(right)
        right.addWidget(self.formula)
        return head

    def _put_buttons(self, column: QVBoxLayout) -> None:
        line = QHBoxLayout()
        column.addLayout(line)
        line.setSpacing(8)
        line.addStretch(1)
        tasks = self.window_of.tasks()
        for words, sign, name in (
            (tr("New"), "new", "new"),
            (tr("Open…"), "open", "open"),
            (tr("All examples…"), "book", "gallery"),
        ):
            button = QPushButton(words)
            put(button, sign)
            button.setIconSize(QSize(theme.whole(16), theme.whole(16)))
            button.clicked.connect(lambda _=False, what=tasks[name]: what())
            line.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.em(_NARROW)
        ways = QBoxLayout.Direction
        self._sides.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _in_the_middle(self) -> None:
        """A page of a width that can be read, in the middle; what has no room is scrolled to."""
        self._leaf.setMaximumWidth(WIDEST)
        around = QWidget()
        around.setObjectName("leaf")
        line = QHBoxLayout(around)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._leaf)
        self._area.setWidget(around)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    # What it does.

    def _connect(self) -> None:
        self.formula.textEdited.connect(self._begin_with)
        self.formula.returnPressed.connect(self.cards.take_focus)
        self.formula.installEventFilter(self)
        self.cards.chosen.connect(self._open)
        self.cards.opened.connect(self._open)
        self.cards.passed.connect(lambda _: self._reveal())
        self.cards.left_upwards.connect(self.formula.setFocus)
        self.recent.wanted.connect(self._open_file)
        self.at_start.clicked.connect(self._remember)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Out of the formula, down or to the right, is where the pictures are."""
        if watched is self.formula and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Right):
                self.cards.take_focus()
                return True
        return False

    def _reveal(self) -> None:
        focus = self.focusWidget()
        if focus is not None:
            self._area.ensureWidgetVisible(focus, 0, 24)

    def _begin_with(self, text: str) -> None:
        """Begin a document with what was typed; the cursor stands behind it."""
        window = self.window_of
        before = window.session.document
        window.files.new()
        if window.session.document is before:
            self.formula.clear()  # someone wants to stay where he is
            return
        self.leave()
        window.editing.type_in(text)

    def _open(self, example: Example) -> None:
        open_example(self.window_of, example)

    def _open_file(self, path: Path) -> None:
        window = self.window_of
        window.files.open(path)
        if window.windows.showing(path) is not None:
            window.sheets.clear()

    def _remember(self, wanted: bool) -> None:
        self.window_of.remembered.welcome = wanted


def open_example(window: "Window", example: Example) -> None:
    """Open a copy of an example, with its first point in the hand of the arrow keys.

    Where a document is being worked on, the copy has a window of its own.
    """
    document = begun(example)
    window.files.begin(document)
    shown = next((each for each in window.windows.open if each.session.document is document), None)
    if shown is None:
        return
    window.sheets.clear()
    held = handles_of(shown.session.frame.rows)
    for row, handle in sorted(held, key=lambda each: each[0].row.id != shown.rows.current)[:1]:
        shown.rows.select(row.row.id)
        shown.plane.keys.select((row.row.id, handle.name))
        if shown.viewing.in_space and shown.viewing.space is not None:
            shown.viewing.space.keys.select((row.row.id, handle.name))
