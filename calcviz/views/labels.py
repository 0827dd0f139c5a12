"""Where a label stands: beside its point, inside the view, on no other label and beside the curves."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from calcviz.drawing import Floats
from calcviz.scene.document import Viewport
from calcviz.views.geometry import Strokes, together

_CORNERS = ((1, -1), (-1, -1), (1, 1), (-1, 1))
_AROUND = (*_CORNERS, (0, -1), (0, 1), (1, 0), (-1, 0))
_FARTHER = 2.5
_SIDES = (*((a, b, False) for a, b in _AROUND), *((a, b, True) for a, b in ((0, -1), (0, 1), *_CORNERS)))
"""Right above first, as in a textbook; the other corners, straight beside the point, farther away: there
beyond a label of the same height that stands beside the next point."""
_EDGE = 4.0


_SLIDE = 14.0
"""Pixels by which a label may move off an axis that it meets with an end."""
_CELL = 6.0
"""Pixels along one side of the cells in which strokes are noted."""
_BESIDE = 4.0
"""Pixels between two labels that stand side by side: else they are read as one."""
_ABOVE = 1.0
"""Pixels between two labels one above the other."""
_OTHER = 4.0
"""How much worse it is to cover other labels and points than strokes."""
_STROKE = 30.0
"""How much a cell with a stroke in it weighs, in covered square pixels."""
_PREFERENCE = 8.0
"""How much each later side of the list weighs: labels do not change sides for nothing."""


@dataclass(slots=True)
class Board:
    """What a label shall not cover: rectangles, in pixels, and the strokes of curves; `axes` it avoids."""

    taken: list[QRectF] = field(default_factory=list)
    axes: list[QRectF] = field(default_factory=list)
    _names: set[tuple[str, int, int]] = field(default_factory=set)
    _strokes: list[Strokes] = field(default_factory=list)
    _cells: NDArray[np.bool_] | None = None

    def copy(self, view: Viewport) -> "Board":
        """A board of its own on which the same is taken."""
        self._note_strokes(view)
        cells = None if self._cells is None else self._cells.copy()
        return Board(list(self.taken), list(self.axes), set(self._names), [], cells)

    def names(self, latex: str, at: QPointF) -> bool:
        """Whether a point there is to be called so: not where another one at its place is already."""
        name = latex, round(at.x()), round(at.y())
        new = bool(latex) and name not in self._names
        self._names.add(name)
        return new

    def keep_free(self, rectangle: QRectF) -> None:
        """No label shall cover that."""
        self.taken.append(rectangle)

    def keep_free_around(self, at: QPointF, reach: float) -> None:
        """No label shall come so near to a point, across or down."""
        self.keep_free(QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach))

    def keep_visible(self, lines: Strokes) -> None:
        """Labels shall stand beside these strokes."""
        self._strokes.append(lines)

    def place(
        self,
        at: QPointF,
        width: float,
        height: float,
        gap: float,
        view: Viewport,
        outward: QPointF | None = None,
    ) -> QRectF:
        """The rectangle of a label of that size: the first side where it covers nothing, and then taken.

        Where there is no such side, it is the one that covers least; it is pushed into the view in any case.
        With a direction `outward`, in pixels, only the sides that lie there are asked.
        """
        sheet = QRectF(_EDGE, _EDGE, view.width - 2 * _EDGE, view.height - 2 * _EDGE)
        self._note_strokes(view)
        best, least = QRectF(), float("inf")
        wide, tall = width + _FARTHER * gap, 2 * height + _FARTHER * gap + _BESIDE
        around = QRectF(at.x() - wide, at.y() - tall, 2 * wide, 2 * tall)
        taken = [each for each in self.taken if each.intersects(around)]
        for number, (across, down, far) in enumerate(_sides(outward)):
            spot = _beside(at, width, height, gap, across, down, far=far)
            cost = number * _PREFERENCE + _cost(spot, sheet, taken) + _STROKE * self._crossed(spot)
            if cost < least:
                best, least = spot, cost
            if least <= number * _PREFERENCE:
                break
        best = self._slid(_pushed(best, sheet), sheet)
        self.taken.append(best.adjusted(-_BESIDE, -_ABOVE, _BESIDE, _ABOVE))
        return best

    def _slid(self, spot: QRectF, sheet: QRectF) -> QRectF:
        """A spot that only just meets an axis moves off it, where it then covers no more than before."""
        for axis in self.axes:
            if not spot.intersects(axis):
                continue
            upright = axis.height() > axis.width()
            for move in _ways_off(spot, axis, upright):
                moved = spot.translated(move, 0.0) if upright else spot.translated(0.0, move)
                before, after = (_cost(each, sheet, self.taken) for each in (spot, moved))
                if after <= before and self._crossed(moved) <= self._crossed(spot):
                    spot = moved
                    break
        return spot

    def freest(self, spots: Iterable[tuple[float, QRectF]], view: Viewport, worst: float) -> QRectF | None:
        """The spot that covers least, counting what each costs by itself, and then taken.

        The first one that covers nothing is taken at once; None where each covers more than `worst`.
        """
        sheet = QRectF(_EDGE, _EDGE, view.width - 2 * _EDGE, view.height - 2 * _EDGE)
        self._note_strokes(view)
        best, least = None, worst
        for cost, spot in spots:
            if cost >= least:
                break
            whole = cost + _STROKE * self._crossed(spot)
            if whole < least:  # else what else it covers need not be looked for among hundreds of rectangles
                whole += _cost(spot, sheet, self.taken)
            if whole < least:
                best, least = spot, whole
        if best is not None:
            self.taken.append(best)
        return best

    def crosses(self, spot: QRectF, view: Viewport) -> bool:
        """Whether a curve passes through a rectangle."""
        self._note_strokes(view)
        return self._crossed(spot) > 0

    def crossings(
        self, left: Floats, top: Floats, right: Floats, bottom: Floats, view: Viewport
    ) -> NDArray[np.int32]:
        """How many cells with strokes each of many rectangles in the view covers, (n,)."""
        self._note_strokes(view)
        assert self._cells is not None
        if not self._cells.any():
            return np.zeros(len(left), np.int32)
        table = np.zeros((self._cells.shape[0] + 1, self._cells.shape[1] + 1), np.int32)
        table[1:, 1:] = self._cells.cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32)
        rows, columns = self._cells.shape
        a, b = ((low / _CELL).astype(np.int64) for low in (top, left))
        c, d = ((high / _CELL).astype(np.int64) + 1 for high in (bottom, right))
        a, c = a.clip(0, rows), c.clip(0, rows)
        b, d = b.clip(0, columns), d.clip(0, columns)
        return np.asarray(table[c, d] - table[a, d] - table[c, b] + table[a, b])

    def _note_strokes(self, view: Viewport) -> None:
        """Mark the cells that strokes pass; done when a label asks, for many pictures have none."""
        if self._cells is None:
            self._cells = np.zeros((int(view.height / _CELL) + 1, int(view.width / _CELL) + 1), bool)
        if not self._strokes:
            return
        down, across = self._cells.shape
        x, y = _sampled(together(self._strokes))
        i, j = (y / _CELL).astype(int), (x / _CELL).astype(int)
        inside = (y >= 0) & (x >= 0) & (i < down) & (j < across)
        self._cells[i[inside], j[inside]] = True
        self._strokes.clear()

    def _crossed(self, spot: QRectF) -> int:
        """How many cells with strokes a rectangle covers."""
        if self._cells is None or spot.right() < 0 or spot.bottom() < 0:
            return 0
        rows = slice(max(0, int(spot.top() / _CELL)), int(spot.bottom() / _CELL) + 1)
        columns = slice(max(0, int(spot.left() / _CELL)), int(spot.right() / _CELL) + 1)
        return int(np.count_nonzero(self._cells[rows, columns]))


def _sampled(lines: Strokes) -> tuple[Floats, Floats]:
    """Points along the strokes, less than a cell apart."""
    dx, dy = np.diff(lines.x), np.diff(lines.y)
    count = np.ceil(np.hypot(dx, dy) / (_CELL / 1.5)).astype(int) + 1
    count[lines.cuts()] = 0
    segment = np.repeat(np.arange(len(dx)), count)
    first = np.repeat(np.cumsum(count) - count, count)
    t = (np.arange(len(segment)) - first) / count[segment]
    return lines.x[segment] + t * dx[segment], lines.y[segment] + t * dy[segment]


def _sides(outward: QPointF | None) -> tuple[tuple[int, int, bool], ...]:
    if outward is None or outward.isNull():
        return _SIDES
    return tuple(side for side in _SIDES if side[0] * outward.x() + side[1] * outward.y() > 0)


def _beside(
    at: QPointF, width: float, height: float, gap: float, across: int, down: int, *, far: bool = False
) -> QRectF:
    slant = gap * (0.75 if across and down else 1.0)
    right, under = (_FARTHER * slant, slant + height + _BESIDE / 2) if far else (slant, slant)
    left = at.x() + across * right + (across - 1) / 2 * width
    top = at.y() + down * under + (down - 1) / 2 * height
    return QRectF(left, top, width, height)


def _ways_off(spot: QRectF, axis: QRectF, upright: bool) -> list[float]:
    """The short moves that bring a rectangle to either side of an axis, the shorter first."""
    ends = (
        (axis.left() - spot.right(), axis.right() - spot.left())
        if upright
        else (axis.top() - spot.bottom(), axis.bottom() - spot.top())
    )
    return sorted((move for move in ends if abs(move) <= _SLIDE), key=abs)


def _cost(spot: QRectF, sheet: QRectF, taken: list[QRectF]) -> float:
    """The covered area, and ten times the area outside the sheet."""
    inside = spot.intersected(sheet)
    outside = spot.width() * spot.height() - max(0.0, inside.width() * inside.height())
    covered = 0.0
    for other in taken:
        if spot.intersects(other):
            shared = spot.intersected(other)
            covered += _OTHER * shared.width() * shared.height()
    return 10 * max(0.0, outside) + covered


def _pushed(spot: QRectF, sheet: QRectF) -> QRectF:
    left = max(sheet.left(), min(spot.left(), sheet.right() - spot.width()))
    top = max(sheet.top(), min(spot.top(), sheet.bottom() - spot.height()))
    return QRectF(left, top, spot.width(), spot.height())
