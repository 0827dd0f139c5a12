"""Where the numbers of level curves stand: on their lines, turned with them, apart from one another."""

from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, degrees, radians, sin

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from calcviz.drawing import Floats, Integers
from calcviz.scene.document import Viewport
from calcviz.views.fonts import number_font
from calcviz.views.labels import Board

Booleans = NDArray[np.bool_]

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
_TALL, _BESIDE = 0.8, 2.0
"""The height of a number in its size, and the pixels kept free around it."""
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
        turn, tall = radians(self.turn), SIZE * _TALL
        wide = abs(self.width * cos(turn)) + abs(tall * sin(turn))
        high = abs(self.width * sin(turn)) + abs(tall * cos(turn))
        return QRectF(self.at.x() - wide / 2, self.at.y() - high / 2, wide, high)


class LineNumbers:
    """Places the numbers of one picture, line after line."""

    def __init__(self, board: Board, view: Viewport) -> None:
        self._board, self._view = board, view
        self.placed: list[LineNumber] = []
        self._boxes: list[tuple[float, float, float, float]] = []

    def place(self, text: str, x: Floats, y: Floats) -> list[LineNumber]:
        """The numbers on a line through points in pixels, from its start to its end; none without room."""
        wide = width(text) + 2 * GAP
        along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
        length, found = float(along[-1]), list[LineNumber]()
        if length < max(1.6 * wide, 60.0):
            return found
        spots = _Spots(wide, x, y, along, self._view)
        while len(found) <= length / _LONG:
            free = spots.fits & self._apart(spots, text, wide)
            best = self._best(text, spots, free, alone=not found)
            if best is None:
                break
            found.append(best)
            self.placed.append(best)
            self._board.keep_free(best.bounds.adjusted(-7.0, -4.0, 7.0, 4.0))
        return sorted(found, key=lambda spot: spot.low)

    def _apart(self, spots: "_Spots", text: str, wide: float) -> Booleans:
        """Which places are far enough from all numbers."""
        if not self.placed:
            return np.ones(spots.x.shape, bool)
        measured = [(each.at.x(), each.at.y(), each.width, each.text == text) for each in self.placed]
        x, y, widths, alike = np.array(measured).T
        room = np.where(alike > 0, _ALIKE, (wide + widths) / 2 + _APART)
        away = (spots.x[:, None] - x) ** 2 + (spots.y[:, None] - y) ** 2
        free: Booleans = (away > room * room).all(1)
        return free

    def _taken(self) -> Floats:
        """The rectangles on the board as rows left, top, right, bottom."""
        for each in self._board.taken[len(self._boxes) :]:
            self._boxes.append((each.left(), each.top(), each.right(), each.bottom()))
        return np.array(self._boxes).reshape(-1, 4)

    def _best(self, text: str, spots: "_Spots", free: Booleans, *, alone: bool) -> LineNumber | None:
        """The best place that covers neither a point nor another curve; the latter where it stays `alone`."""
        crowded = None
        count = min(int(free.sum()), _TRIED)
        tried = np.argsort(np.where(free, spots.cost, np.inf), kind="stable")[:count]
        for k in tried[spots.clear(tried, self._taken())].tolist():
            spot = spots.number(text, k)
            if not self._board.crosses(
                spot.bounds.adjusted(-_BESIDE, -_BESIDE, _BESIDE, _BESIDE), self._view
            ):
                return spot
            crowded = crowded or spot
        return crowded if alone else None


class _Spots:
    """Places along a line: their middles, what each costs, and which fit into the view and are straight."""

    def __init__(self, wide: float, x: Floats, y: Floats, along: Floats, view: Viewport) -> None:
        self._wide = wide
        self._middle = middle = np.arange(wide / 2 + 2, along[-1] - wide / 2 - 2, _STEP)
        sides = middle - wide / 2, middle, middle + wide / 2
        xs, ys = ([np.interp(s, along, part) for s in sides] for part in (x, y))
        self._dx, self._dy = xs[2] - xs[0], ys[2] - ys[0]
        self.x, self.y = (xs[0] + 2 * xs[1] + xs[2]) / 4, (ys[0] + 2 * ys[1] + ys[2]) / 4
        straight = np.hypot(self._dx, self._dy) / wide
        across, down = self.x - view.width / 2, self.y - view.height / 2
        self.fits = (straight > _STRAIGHT) & (abs(across) < view.width / 2 - _EDGE)
        self.fits &= abs(down) < view.height / 2 - _EDGE
        away = abs(across * sin(_LEAN) + down * cos(_LEAN))
        self.cost = _BENT * (1 - straight) + _AWAY * away + (across < 0) * 6.0

    def clear(self, tried: Integers, taken: Floats) -> Booleans:
        """Which of the places with these indices, (n,), meet none of the rectangles, (m, 4)."""
        x, y, dx, dy = (part[tried][:, None] for part in (self.x, self.y, self._dx, self._dy))
        length, wide, tall = np.maximum(np.hypot(dx, dy), 1e-9), self._wide - 2 * GAP, SIZE * _TALL
        half_x = (wide * abs(dx) + tall * abs(dy)) / length / 2 + _BESIDE
        half_y = (wide * abs(dy) + tall * abs(dx)) / length / 2 + _BESIDE
        left, top, right, bottom = taken.T
        met = (x - half_x < right) & (left < x + half_x) & (y - half_y < bottom) & (top < y + half_y)
        free: Booleans = ~met.any(1)
        return free

    def number(self, text: str, k: int) -> LineNumber:
        """The number at the place with that index."""
        sign = 1.0 if self._dx[k] >= 0 else -1.0
        turn = degrees(atan2(sign * float(self._dy[k]), sign * float(self._dx[k])))
        at, middle, half = QPointF(self.x[k], self.y[k]), float(self._middle[k]), self._wide / 2
        return LineNumber(text, at, turn, self._wide - 2 * GAP, middle - half, middle + half)


@lru_cache(maxsize=1024)
def width(text: str) -> float:
    """How wide a number is, in pixels."""
    return QFontMetricsF(number_font(SIZE)).horizontalAdvance(text)
