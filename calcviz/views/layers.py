"""What does not move is painted once: paper and resting rows are one picture, moving ones lie on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPixmap

from calcviz.engine.frame import FrameRow
from calcviz.scene.document import Viewport
from calcviz.views.background import blank_board, paint_background
from calcviz.views.items import Canvas
from calcviz.views.labels import Board
from calcviz.views.paint import paint_rows
from calcviz.views.theme import Theme


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A picture of the whole view, and what it was painted for."""

    pixmap: QPixmap
    view: Viewport
    theme: Theme
    ratio: float


class Layers:
    """The rows of a frame, parted into resting and moving ones.

    A row whose drawing or look is another object than before is moving until `settle` is called; a new
    viewport moves all of them. What was never painted before rests.
    """

    def __init__(self) -> None:
        self.rows: tuple[FrameRow, ...] = ()
        self._moving: set[int] = set()
        self._view: Viewport | None = None
        self._paper: _Sheet | None = None
        self._rest: _Sheet | None = None
        self._board = Board()

    @property
    def unsettled(self) -> bool:
        """Whether some row counts as moving."""
        return bool(self._moving)

    def show(self, rows: tuple[FrameRow, ...], view: Viewport) -> bool:
        """Take the rows of a new frame; whether anything is to be seen otherwise than before."""
        old = {row.row.id: row for row in self.rows}
        changed = {row.row.id for row in rows if not _same(row, old.get(row.row.id))}
        gone = old.keys() - {row.row.id for row in rows}
        reordered = not changed and not gone and [r.row.id for r in rows] != [r.row.id for r in self.rows]
        self.rows = rows
        if view != self._view:
            self._view = view
            changed = {row.row.id for row in rows if row.drawing.primitives}
            self._rest = None
        if (changed | gone) - self._moving or reordered:
            self._rest = None
        self._moving = (self._moving | changed) - gone
        if self._paper is None:
            self._moving.clear()
        return bool(changed or gone or reordered)

    def settle(self) -> bool:
        """Let all rows rest; whether that is to be painted."""
        if not self._moving:
            return False
        self._moving.clear()
        self._rest = None
        return True

    def paint(self, painter: QPainter, view: Viewport, theme: Theme, ratio: float) -> None:
        """Paint the view where the painter is not clipped; `ratio` is device pixels per logical pixel."""
        moving = [row for row in self.rows if row.row.id in self._moving and _seen(row)]
        resting = [row for row in self.rows if row.row.id not in self._moving and _seen(row)]
        sheet = self._resting(resting, view, theme, ratio)
        painter.drawPixmap(QPointF(0, 0), sheet.pixmap)
        if moving:
            board = self._board.copy(view) if resting else blank_board(view)
            canvas = Canvas(painter, view, theme, ratio, quick=True, board=board)
            paint_rows(canvas, moving, handles=True, among=self.rows)

    def _resting(self, rows: Sequence[FrameRow], view: Viewport, theme: Theme, ratio: float) -> _Sheet:
        paper = self._paper
        if paper is None or (paper.view, paper.theme, paper.ratio) != (view, theme, ratio):
            paper = self._paper = _blank(view, theme, ratio)
            self._rest = None
        if not rows:
            return paper
        if self._rest is None:
            pixmap = paper.pixmap.copy()
            painter = _painter(pixmap)
            self._board = blank_board(view)
            quick = self.unsettled
            canvas = Canvas(painter, view, theme, ratio, quick, self._board)
            paint_rows(canvas, rows, handles=True, among=self.rows)
            painter.end()
            self._rest = _Sheet(pixmap, view, theme, ratio)
        return self._rest


def _blank(view: Viewport, theme: Theme, ratio: float) -> _Sheet:
    pixmap = QPixmap(max(1, round(view.width * ratio)), max(1, round(view.height * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    painter = _painter(pixmap)
    paint_background(painter, view, theme, ratio)
    painter.end()
    return _Sheet(pixmap, view, theme, ratio)


def _painter(pixmap: QPixmap) -> QPainter:
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def _seen(row: FrameRow) -> bool:
    return row.row.visible and bool(row.drawing.primitives)


def _same(row: FrameRow, old: FrameRow | None) -> bool:
    """Whether both look alike: the same drawing (not an equal one) in the same look."""
    if row is old:
        return True
    if old is None:
        return not _seen(row)
    if not _seen(row) and not _seen(old):
        return True
    return (
        row.drawing is old.drawing
        and row.faded == old.faded
        and row.row.visible == old.row.visible
        and row.row.style == old.row.style
    )
