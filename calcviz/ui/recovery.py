"""What a program that was killed had not saved is offered at the next start, in one bar above everything."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from calcviz.language.messages import tr
from calcviz.scene.journal import Orphan
from calcviz.ui import theme
from calcviz.ui.crash_log import Ended
from calcviz.ui.icons import icon, put
from calcviz.ui.message_bar import Offer

if TYPE_CHECKING:
    from calcviz.ui.window import Window

_MOST_LINES = 5
"""Documents that are seen at once; more are scrolled."""
_LONGEST_TEXT = 40


class Recovery:
    """The unsaved changes that were found, and what became of each: opened, thrown away, or left for later.

    What is thrown away can be brought back until the bar is closed.
    """

    def __init__(self, window: "Window", found: Sequence[Orphan], ended: Ended) -> None:
        self.waiting = list(found)
        self.discarded: list[Orphan] = []
        self.ended = ended
        self.window = window
        self._bar: RecoveryBar | None = None

    def show(self) -> None:
        """Show what is still to be decided, in the language and theme in use."""
        if self._bar is not None:
            self.window.removeToolBar(self._bar)
            self._bar.deleteLater()
            self._bar = None
        if self.waiting or self.discarded or self.ended.report is not None:
            self._bar = RecoveryBar(self)
            self.window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._bar)

    def open(self, orphan: Orphan) -> None:
        """Go on with a document: here where nothing is to be lost, else in a window of its own."""
        self.waiting.remove(orphan)
        self._decided()
        layout = self.window.layout()
        if layout is not None:
            layout.activate()  # the document is fitted into the plane as it is without the bar
        self.window.windows.recover(orphan, beside=self.window)

    def open_all(self) -> None:
        """Go on with every document."""
        for orphan in self.waiting.copy():
            self.open(orphan)

    def discard(self, orphan: Orphan) -> None:
        """Throw changes away, once the bar is closed."""
        self.waiting.remove(orphan)
        self.discarded.append(orphan)
        self.show()

    def bring_back(self, orphan: Orphan) -> None:
        """Offer again what was to be thrown away."""
        self.discarded.remove(orphan)
        self.waiting.append(orphan)
        self.show()

    def show_report(self) -> None:
        """Show what the crash log says."""
        from calcviz.ui.report import show_report

        if self.ended.report is not None:
            show_report(self.window, self.ended.report)

    def finish(self) -> None:
        """Throw away what was to be; the rest is offered at the next start."""
        for orphan in self.discarded:
            orphan.discard()
        for orphan in self.waiting:
            orphan.leave()
        self.waiting, self.discarded, self.ended = [], [], Ended()

    def close(self) -> None:
        """The bar is not wanted any more."""
        self.finish()
        self.show()

    def _decided(self) -> None:
        if self.waiting or self.discarded:
            self.show()
        else:
            self.close()


class RecoveryBar(QToolBar):
    """One sentence with its buttons; of several documents, a line for each."""

    def __init__(self, recovery: Recovery) -> None:
        super().__init__()
        self._recovery = recovery
        self.setObjectName("recovery")
        self.setWindowTitle(tr("Unsaved changes"))
        self.setMovable(False)
        self.toggleViewAction().setVisible(False)  # it is no tool that can be wanted back
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.whole(12), 7, theme.whole(8), 7)
        self._column.setSpacing(6)
        self._fill()
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(inside)
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Take on the colours of the theme."""
        colors = theme.look()
        self.setStyleSheet(
            f"#recovery {{ background: {colors.selected}; border: none;"
            f" border-bottom: 1px solid {colors.hairline}; padding: 0; spacing: 0; }}"
            f" #recovery QWidget#lines {{ background: {colors.selected}; }}"
            f" #recovery QLabel {{ color: {colors.ink}; background: transparent; }}"
            f" #recovery QLabel#soft {{ color: {colors.soft}; }}"
        )
        self._sign.setPixmap(icon("about", "accent").pixmap(theme.whole(20), theme.whole(20)))

    def _fill(self) -> None:
        recovery = self._recovery
        everything = [*recovery.waiting, *recovery.discarded]
        alone = everything[0] if len(everything) == 1 else None
        offers = self._offers(alone) if alone else []
        if len(recovery.waiting) > 1:
            offers.append((tr("Open all"), recovery.open_all))
        if recovery.ended.report is not None:
            offers.append((tr("Show the report"), recovery.show_report))
        self._put_headline(self._sentence(alone, len(everything)), offers)
        if alone is None and everything:
            self._column.addWidget(self._lines(everything))

    def _sentence(self, alone: Orphan | None, count: int) -> str:
        said = [tr("CalcViz ended unexpectedly.")] if self._recovery.ended.badly else []
        if alone is not None:
            said.append(self._state(alone))
        elif count:
            said.append(tr("{count} documents have unsaved changes.", count=count))
        return " ".join(said)

    def _state(self, orphan: Orphan) -> str:
        """What is the matter with one document."""
        name, time = called(orphan), self._moment(orphan)
        if orphan in self._recovery.discarded:
            return tr("The unsaved changes of {name} are thrown away.", name=name)
        if orphan.overtaken:
            return tr("{name} has unsaved changes from {time}; its file is newer.", name=name, time=time)
        return tr("{name} has unsaved changes from {time}.", name=name, time=time)

    def _moment(self, orphan: Orphan) -> str:
        """The time of changes; with its seconds where another version differs in nothing else."""
        said = called(orphan), moment(orphan.time)
        everything = [*self._recovery.waiting, *self._recovery.discarded]
        alike = sum((called(each), moment(each.time)) == said for each in everything)
        return moment(orphan.time, exact=alike > 1)

    def _offers(self, orphan: Orphan) -> list[Offer]:
        recovery = self._recovery
        if orphan in recovery.discarded:
            return [(tr("Bring back"), partial(recovery.bring_back, orphan))]
        return [
            (tr("Open"), partial(recovery.open, orphan)),
            (tr("Discard"), partial(recovery.discard, orphan)),
        ]

    def _put_headline(self, words: str, offers: Sequence[Offer]) -> None:
        line = QHBoxLayout()
        self._column.addLayout(line)
        line.setSpacing(8)
        self._sign = QLabel()
        self.words = _label(words)
        line.addWidget(self._sign)
        line.addWidget(self.words, 1)
        _add_buttons(line, offers, words)
        closing = QToolButton()
        put(closing, "close")
        closing.setIconSize(QSize(theme.whole(16), theme.whole(16)))
        closing.setAccessibleName(tr("Decide later"))
        closing.setToolTip(tr("Decide later"))
        closing.clicked.connect(self._recovery.close)
        line.addWidget(closing)

    def _lines(self, orphans: Sequence[Orphan]) -> QWidget:
        """A line for each document; many of them can be scrolled."""
        lines = QWidget()
        lines.setObjectName("lines")
        column = QVBoxLayout(lines)
        column.setContentsMargins(theme.whole(28), 0, theme.whole(8), 0)
        column.setSpacing(4)
        for orphan in orphans:
            self._put_line(column, orphan)
        if len(orphans) <= _MOST_LINES:
            return lines
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(lines)
        area.setFixedHeight(lines.sizeHint().height() * _MOST_LINES // len(orphans))
        return area

    def _put_line(self, column: QVBoxLayout, orphan: Orphan) -> None:
        line = QHBoxLayout()
        column.addLayout(line)
        line.setSpacing(8)
        state = self._state(orphan)
        words = _label(state)
        if orphan.path is not None:
            words.setToolTip(str(orphan.path))
        line.addWidget(words, 1)
        _add_buttons(line, self._offers(orphan), state)


def called(orphan: Orphan) -> str:
    """The name of the file; of a document without one, how it begins."""
    if orphan.path is not None:
        return orphan.path.stem
    begins = next((row.text.strip() for row in orphan.document.rows if row.text.strip()), "")
    if len(begins) > _LONGEST_TEXT:
        begins = begins[: _LONGEST_TEXT - 1] + "…"
    return f"{tr('Untitled')}: {begins}" if begins else tr("Untitled")


def moment(seconds: float, *, exact: bool = False) -> str:
    """The time of a day in the language in use, its date where it is not today; `exact` to the second."""
    then, short = QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale.FormatType.ShortFormat
    pattern = QLocale().timeFormat(short)
    clock = QLocale().toString(then.time(), pattern.replace("mm", "mm:ss") if exact else pattern)
    if then.date() == QDateTime.currentDateTime().date():
        return clock
    return f"{QLocale().toString(then.date(), short)} {clock}"


def _label(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label


def _add_buttons(line: QHBoxLayout, offers: Sequence[Offer], about: str) -> None:
    for text, what in offers:
        button = QPushButton(text)
        button.setAccessibleDescription(about)
        button.clicked.connect(lambda _=False, what=what: what())
        line.addWidget(button)
