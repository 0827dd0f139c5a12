"""A note as it is read: words that wrap, and formulas among them, all painted by us."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, inf

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTextBoundaryFinder, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calcviz.ui import theme
from calcviz.ui.markup import Run, runs
from calcviz.views import fonts
from calcviz.views.formula.formula import plain_text, typeset

_SIZE = 15.0
_MARGIN = 2.0
_LEADING = 3.0
_SMALLEST = 0.62
"""The share of its size to which a formula shrinks that is wider than the note."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: its run, its measures, whether a line may end before it, its size of letters."""

    run: Run
    width: float
    height: float
    depth: float
    may_begin: bool
    size: float = _SIZE


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece at its place: the left end of its baseline."""

    piece: Piece
    x: float
    baseline: float


class NoteView(QWidget):
    """Shows a note; `wanted` says that someone goes into it to change it."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, larger: float = 1.0) -> None:
        super().__init__(parent)
        self._text = ""
        self._larger = theme.em(larger)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def show_note(self, row_text: str) -> None:
        """Show the note of a row."""
        if row_text == self._text:
            return
        self._text = row_text
        self.setAccessibleName(spoken_note(row_text))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return ceil(arranged(self._text, width / self._larger)[1] * self._larger)

    def width_of_one_line(self) -> int:
        """How wide the note is when no line of it ends early."""
        placed = arranged(self._text, inf)[0]
        return ceil(
            (max((each.x + each.piece.width for each in placed), default=0.0) + _MARGIN) * self._larger
        )

    def sizeHint(self) -> QSize:
        return QSize(theme.whole(200), self.heightForWidth(max(self.width(), theme.whole(60))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme.look()
        painter.scale(self._larger, self._larger)
        for placed in arranged(self._text, self.width() / self._larger)[0]:
            _paint(painter, placed, colors)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        selecting = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers() & selecting:
            self.wanted.emit()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self.wanted.emit)  # once Qt has done giving the focus


def spoken_note(row_text: str) -> str:
    """The note as plain text, for those who hear it."""
    return "".join(plain_text(run.text) if run.formula else run.text for run in runs(row_text))


@lru_cache(maxsize=1024)
def arranged(row_text: str, width: float) -> tuple[tuple[Placed, ...], float]:
    """The pieces of a note in lines no wider than `width` (logical pixels), and the height of it all."""
    pieces = _pieces(runs(row_text), max(width - 2 * _MARGIN, 24.0))
    lines: list[list[Piece]] = [[]]
    for group in _groups(pieces):
        wide = sum(piece.width for piece in group)
        so_far = sum(piece.width for piece in lines[-1])
        if lines[-1] and so_far + wide - _spare(group[-1]) > width - 2 * _MARGIN:
            lines.append([])
        lines[-1] += group
    placed: list[Placed] = []
    top = _MARGIN
    for line in lines:
        up = max((piece.height for piece in line), default=_SIZE)
        down = max((piece.depth for piece in line), default=0.0)
        x = _MARGIN
        for piece in line:
            placed.append(Placed(piece, x, top + up))
            x += piece.width
        top += up + down + _LEADING
    return tuple(placed), top - _LEADING + _MARGIN


def _pieces(found: tuple[Run, ...], width: float) -> list[Piece]:
    """The runs cut where a line may end; a formula behaves there like a letter."""
    line = "".join("A" if run.formula else run.text for run in found)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, line)
    breaks = {0}
    while (place := finder.toNextBoundary()) >= 0:
        breaks.add(place)
    breaks = _as_indices(line, breaks)
    order = sorted(breaks)
    pieces: list[Piece] = []
    place = 0
    for run in found:
        if run.formula:
            pieces.append(_formula_piece(run, width, place in breaks))
            place += 1
            continue
        after = place + len(run.text)
        cuts = [place, *order[bisect_right(order, place) : bisect_left(order, after)], after]
        for begin, end in pairwise(cuts):
            part = Run(line[begin:end], run.bold, run.italic, run.code)
            pieces += _word(part, width, begin in breaks)
        place = after
    return pieces


def _as_indices(line: str, places: set[int]) -> set[int]:
    """Places that Qt counts in UTF-16 units, counted in characters."""
    if line.isascii() or max(line, default="") <= "\uffff":
        return places
    answer, unit = set(), 0
    for index, character in enumerate(line):
        if unit in places:
            answer.add(index)
        unit += 2 if character > "\uffff" else 1
    return answer


def _word(run: Run, width: float, may_begin: bool) -> list[Piece]:
    """A word as one piece; letter by letter where it is wider than the note."""
    metrics = QFontMetricsF(_font(run))
    measured = metrics.horizontalAdvance(run.text)
    if measured <= width or len(run.text) == 1:
        return [Piece(run, measured, metrics.ascent(), metrics.descent(), may_begin)]
    letters = [Run(letter, run.bold, run.italic, run.code) for letter in run.text]
    return [piece for letter in letters for piece in _word(letter, width, True)]


def _formula_piece(run: Run, width: float, may_begin: bool) -> Piece:
    size = _SIZE + 1
    formula = typeset(run.text, size, display=False)
    if formula.width > width:
        size = float(int(size * max(width / formula.width, _SMALLEST)))
        formula = typeset(run.text, size, display=False)
    return Piece(run, formula.width, formula.height + 1, formula.depth + 1, may_begin, size)


def _groups(pieces: list[Piece]) -> list[list[Piece]]:
    """What has to stay together on one line."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if piece.may_begin or not groups:
            groups.append([])
        groups[-1].append(piece)
    return groups


def _spare(piece: Piece) -> float:
    """The width of the spaces at the end of a piece: they may stand beyond the end of a line."""
    trailing = len(piece.run.text) - len(piece.run.text.rstrip())
    if piece.run.formula or not trailing:
        return 0.0
    return QFontMetricsF(_font(piece.run)).horizontalAdvance(" " * trailing)


def _paint(painter: QPainter, placed: Placed, colors: theme.Look) -> None:
    piece, run = placed.piece, placed.piece.run
    if run.formula:
        formula = typeset(run.text, piece.size, display=False)
        formula.paint(painter, placed.x, placed.baseline, QColor(colors.ink))
        return
    if run.code:
        ground = QRectF(placed.x, placed.baseline - piece.height, piece.width, piece.height + piece.depth)
        painter.fillRect(ground, QColor(colors.hover))
    painter.setFont(_font(run))
    painter.setPen(QColor(colors.function if run.code else colors.ink))
    painter.drawText(QPointF(placed.x, placed.baseline), run.text)


@lru_cache(maxsize=8)
def _shape(bold: bool, italic: bool) -> QFont:
    font = QFont(fonts.interface_font(_SIZE, bold=bold))
    font.setItalic(italic)
    return font


def _font(run: Run) -> QFont:
    return _shape(run.bold, run.italic)
