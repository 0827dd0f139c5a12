"""Where the numbers of level curves stand: on their lines, turned with them, apart from one another."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, degrees, hypot, radians, sin

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from calcviz.drawing import Floats
from calcviz.scene.document import Viewport
from calcviz.views.fonts import number_font
from calcviz.views.labels import Board

SIZE = 13.0
GAP = 3.5
"""Pixels of the line left out on either side of its number."""
_STEP = 7.0
"""Pixels between two places that are tried along a line."""
_EDGE = 18.0
_STRAIGHT = 0.97
"""The least share that the way straight across a number has of the way along the line."""
_BENT = 900.0
_AWAY = 0.12
"""What a pixel away from the common line of the numbers weighs: they stand in a row where they can."""
_LEAN = radians(38)
"""The direction of that row from the middle of the view."""
_APART, _ALIKE = 14.0, 420.0
"""Pixels left between two numbers at least, and between two with the same value."""
_TRIED = 24
_LONG = 1100.0
"""A line so long has a second number."""


@dataclass(frozen=True, slots=True)
class LineNumber:
    """A number on a line: its text, middle and turn in degrees, and the part of the line that it takes.

    `low` and `high` are lengths along the piece, in pixels.
    """

    text: str
    at: QPointF
    turn: float
    width: float
    low: float
    high: float

    @property
    def bounds(self) -> QRectF:
        """The upright rectangle about it."""
        turn, tall = radians(self.turn), SIZE * 0.8
        wide = abs(self.width * cos(turn)) + abs(tall * sin(turn))
        high = abs(self.width * sin(turn)) + abs(tall * cos(turn))
        return QRectF(self.at.x() - wide / 2, self.at.y() - high / 2, wide, high)


class LineNumbers:
    """Places the numbers of one picture, line after line."""

    def __init__(self, board: Board, view: Viewport) -> None:
        self._board, self._view = board, view
        self.placed: list[LineNumber] = []

    def place(self, text: str, x: Floats, y: Floats) -> list[LineNumber]:
        """The numbers on a line through points in pixels, from its start to its end; none without room."""
        wide = width(text) + 2 * GAP
        along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
        found: list[LineNumber] = []
        if along[-1] < max(1.6 * wide, 60.0):
            return found
        crowded: list[LineNumber] = []
        for spot in self._best(text, wide, x, y, along):
            if self._enough(found, along[-1]):
                break
            if self._free(spot):
                if self._board.crosses(spot.bounds, self._view):
                    crowded.append(spot)
                else:
                    found.append(self._take(spot))
        for spot in crowded:  # a number on another curve is better than none
            if not found and self._free(spot):
                found.append(self._take(spot))
        return sorted(found, key=lambda spot: spot.low)

    def _enough(self, found: list[LineNumber], length: float) -> bool:
        return len(found) > length / _LONG

    def _take(self, spot: LineNumber) -> LineNumber:
        self.placed.append(spot)
        self._board.keep_free(spot.bounds)
        return spot

    def _best(self, text: str, wide: float, x: Floats, y: Floats, along: Floats) -> Iterator[LineNumber]:
        """Places on a line that are inside the view and straight enough, the best first."""
        middle = np.arange(wide / 2 + 2, along[-1] - wide / 2 - 2, _STEP)
        sides = middle - wide / 2, middle, middle + wide / 2
        xs, ys = ([np.interp(s, along, part) for s in sides] for part in (x, y))
        dx, dy = xs[2] - xs[0], ys[2] - ys[0]
        straight = np.hypot(dx, dy) / wide
        view = self._view
        fits = (straight > _STRAIGHT) & (xs[1] > _EDGE) & (xs[1] < view.width - _EDGE)
        fits &= (ys[1] > _EDGE) & (ys[1] < view.height - _EDGE)
        away = abs((xs[1] - view.width / 2) * sin(_LEAN) + (ys[1] - view.height / 2) * cos(_LEAN))
        behind = (xs[1] < view.width / 2) * 6.0
        cost = _BENT * (1 - straight) + _AWAY * away + behind
        order = np.argsort(np.where(fits, cost, np.inf), kind="stable")[: int(min(fits.sum(), _TRIED))]
        for k in order.tolist():
            sign = 1.0 if dx[k] >= 0 else -1.0
            turn = degrees(float(np.arctan2(sign * dy[k], sign * dx[k])))
            at = QPointF((xs[0][k] + 2 * xs[1][k] + xs[2][k]) / 4, (ys[0][k] + 2 * ys[1][k] + ys[2][k]) / 4)
            yield LineNumber(text, at, turn, wide - 2 * GAP, middle[k] - wide / 2, middle[k] + wide / 2)

    def _free(self, spot: LineNumber) -> bool:
        """Whether it is far enough from all numbers and covers no point."""
        bounds = spot.bounds.adjusted(-2.0, -2.0, 2.0, 2.0)
        for other in self.placed:
            gap = spot.at - other.at
            room = (spot.width + other.width) / 2 + _APART
            if hypot(gap.x(), gap.y()) < (_ALIKE if other.text == spot.text else room):
                return False
        return not any(bounds.intersects(taken) for taken in self._board.taken)


@lru_cache(maxsize=1024)
def width(text: str) -> float:
    """How wide a number is, in pixels."""
    return QFontMetricsF(number_font(SIZE)).horizontalAdvance(text)
