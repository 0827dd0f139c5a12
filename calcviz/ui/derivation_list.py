"""The derivation of the selected row in the inspector: one rule a line, typeset, to be copied."""

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from calcviz.engine.derivation_lines import Line, as_latex, as_text, lines
from calcviz.language.messages import tr
from calcviz.language.spoken import written
from calcviz.maths.derivatives.derivation import Derivation
from calcviz.ui import theme
from calcviz.ui.derivation_flow import Block, block, said
from calcviz.views import fonts

_BETWEEN, _APART = 8.0, 22.0
"""Pixels between two lines, and between two derivations."""

_AT_ONCE = 0.02
"""Seconds for which lines are typeset in one go: a hundred long formulas would halt the window."""


class DerivationList(QWidget):
    """The lines of a row steps(…); one too wide for the list is broken, shrunk, and then scrolled to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._derivations: Sequence[Derivation] = ()
        self._lines: tuple[Line, ...] = ()
        self.sheet = _Sheet()
        self.area = _Area()
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(tr("Derivation"))
        self.area.setWidget(self.sheet)
        self.area.viewport().setAutoFillBackground(False)
        self.sheet.measured.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.area)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._let_copy()
        self._dress()

    def show_derivations(self, derivations: Sequence[Derivation]) -> None:
        """Show the lines; the same derivations again cost nothing."""
        if derivations is not self._derivations:
            self._derivations = derivations
            self.show_lines(lines(derivations), tr("Derivation"))

    def show_lines(self, shown: tuple[Line, ...], name: str) -> None:
        """Show any lines, under a name for those who listen; the same again cost nothing."""
        if shown == self._lines:
            return
        self._lines = shown
        self.area.setAccessibleName(name)
        self.area.setAccessibleDescription(written(self.text()))
        self.area.horizontalScrollBar().setValue(0)
        self.sheet.show_lines(self._lines, self._room())

    def text(self) -> str:
        """The lines as text."""
        shown = ((line.of, line.rule, line.text) for line in self._lines)
        return as_text(shown, (line.sign for line in self._lines))

    def latex(self) -> str:
        """The lines as an environment of amsmath."""
        return as_latex(self._lines)

    def refresh_theme(self) -> None:
        """Take on the colours and the size of a new theme."""
        self._dress()
        self.sheet.show_lines(self._lines, self._room())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.sheet.show_lines(self._lines, self._room())

    def _room(self) -> int:
        """The width within the edge that shows the focus."""
        return max(self.width() - 2, 1)

    def _fit(self) -> None:
        """Be as high as the lines are, with room for the bar where one is wider than the list."""
        bar = self.area.horizontalScrollBar()
        wide = self.sheet.width() > self._room()
        self.area.setFixedHeight(self.sheet.height() + 2 + (bar.sizeHint().height() if wide else 0))

    def _dress(self) -> None:
        self.area.setStyleSheet(
            "QScrollArea { background: transparent; border: 1px solid transparent; }"
            f" QScrollArea:focus {{ border-color: {theme.look().accent}; }}"
        )

    def _let_copy(self) -> None:
        clipboard = QGuiApplication.clipboard()
        text = QAction(tr("Copy text"), self.area)
        text.triggered.connect(lambda: clipboard.setText(self.text()))
        self.area.copied.connect(text.trigger)
        latex = QAction(tr("Copy as LaTeX"), self.area)
        latex.triggered.connect(lambda: clipboard.setText(self.latex()))
        self.area.addActions([text, latex])
        self.area.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


class _Area(QScrollArea):
    """Takes the focus; the action Copy of the window finds what it copies here."""

    copied = Signal()

    def copy(self) -> None:
        """Copy the lines as text."""
        self.copied.emit()


class _Sheet(QWidget):
    """Paints the lines one below the other; long derivations are typeset a few lines at a time."""

    measured = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[Block, float]] = []
        self._lines: tuple[Line, ...] = ()
        self._room = 0
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.timeout.connect(self._measure)

    def show_lines(self, shown: tuple[Line, ...], room: int) -> None:
        """Lay out lines in a width."""
        self._lines, self._room, self.blocks = shown, room, []
        self._measure()

    @property
    def finished(self) -> bool:
        """Whether every line is laid out."""
        return len(self.blocks) == len(self._lines)

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = theme.look(), QPainter(self)
        ink, soft = QColor(colors.ink), QColor(colors.soft)
        painter.setFont(_words())
        for found, top in self.blocks:
            if top > event.rect().bottom() or top + found.height < event.rect().top():
                continue
            painter.setPen(soft)
            if found.words:
                room = QRectF(0, top, self._room, found.words)
                painter.drawText(room, Qt.TextFlag.TextWordWrap, said(found.line))
            for formula, x, baseline in found.formulas:
                formula.paint(painter, x, top + baseline, ink)
        painter.end()

    def _measure(self) -> None:
        metrics = QFontMetricsF(_words())
        scale = theme.em(1)
        done = len(self.blocks)
        end = perf_counter() + _AT_ONCE
        for place in range(done, len(self._lines)):
            if perf_counter() > end:
                break
            line = self._lines[place]
            begins = place == 0 or self._lines[place - 1].of != line.of
            last = self.blocks[-1] if self.blocks else None
            top = last[1] + last[0].height + theme.em(_APART if begins else _BETWEEN) if last else 2.0
            self.blocks.append((block(line, begins, self._room, scale, metrics), top))
        wide = max([self._room, *(round(found.width) + 1 for found, _ in self.blocks)])
        bottom = self.blocks[-1][1] + self.blocks[-1][0].height if self.blocks else 0
        self.resize(wide, round(bottom) + 2)
        self.update()
        self.measured.emit()
        if not self.finished:
            self._more.start(0)


def _words() -> QFont:
    return fonts.interface_font(theme.em(12))
