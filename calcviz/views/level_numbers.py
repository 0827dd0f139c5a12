"""Where the numbers of level curves stand: on their lines, turned with them, apart from one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, degrees, radians, sin
from typing import NamedTuple

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


class Piece(NamedTuple):
    """A line through points in pixels from its start to its end, (n,), and what is to be written on it."""

    text: str
    x: Floats
    y: Floats


class LineNumbers:
    """Places the numbers of one picture, line after line."""

    def __init__(self, board: Board, view: Viewport) -> None:
        self._board, self._view = board, view

    def on(self, pieces: Sequence[Piece]) -> list[list[LineNumber]]:
        """The numbers on each piece, along it; none where it has no room."""
        if not pieces:
            return []
        spots = _Spots(pieces, self._view)
        free = spots.clear(self._board.taken)
        crossed = self._board.crossings(*spots.box, self._view) > 0
        return [self._placed(spots, number, free, crossed) for number in range(len(pieces))]

    def _placed(self, spots: "_Spots", number: int, free: Booleans, crossed: Booleans) -> list[LineNumber]:
        """The numbers on one of the pieces; what they take is `free` no longer.

        The best place covers neither a point nor another curve; the latter where it would have none at all.
        """
        found = list[LineNumber]()
        here = slice(*spots.parts[number : number + 2])
        while here.start < here.stop and len(found) <= spots.lengths[number] / _LONG:
            cost = np.where(free[here], spots.cost[here], np.inf)
            alone = np.where(crossed[here], np.inf, cost)
            k = int(alone.argmin())
            if alone[k] == np.inf and not found:
                k = int(cost.argmin())
                alone = cost
            if alone[k] == np.inf:
                break
            found.append(best := spots.number(here.start + k, number))
            bounds = best.bounds.adjusted(-7.0, -4.0, 7.0, 4.0)
            self._board.keep_free(bounds)
            free &= spots.apart(best) & spots.clear([bounds])
        return sorted(found, key=lambda spot: spot.low)


class _Spots:
    """Places along all pieces: their middles, what each costs; they fit into the view and are straight.

    Those of piece k are from parts[k] to parts[k + 1].
    """

    def __init__(self, pieces: Sequence[Piece], view: Viewport) -> None:
        self._pieces = pieces
        wide = np.array([width(piece.text) + 2 * GAP for piece in pieces])
        counts = [len(piece.x) for piece in pieces]
        x, y = np.concatenate([piece.x for piece in pieces]), np.concatenate([piece.y for piece in pieces])
        along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
        last = np.cumsum(counts)
        self._begin, end = along[last - counts], along[last - 1]
        self.lengths = end - self._begin
        low, high = self._begin + wide / 2 + 2, end - wide / 2 - 2
        room = (self.lengths >= np.maximum(1.6 * wide, 60.0)) & (high > low)
        tried = np.where(room, np.ceil((high - low) / _STEP), 0).astype(np.int64)
        first = np.cumsum(tried) - tried
        of = np.repeat(np.arange(len(pieces)), tried)
        middle = low[of] + _STEP * (np.arange(len(of)) - first[of])
        self._choose(of, middle, wide, (along, x, y), view)

    def _choose(
        self, of: Integers, middle: Floats, wide: Floats, line: tuple[Floats, Floats, Floats], view: Viewport
    ) -> None:
        along, half = line[0], wide[of] / 2
        sides = middle - half, middle, middle + half
        xs, ys = ([np.interp(s, along, part) for s in sides] for part in line[1:])
        dx, dy = xs[2] - xs[0], ys[2] - ys[0]
        x, y = (xs[0] + 2 * xs[1] + xs[2]) / 4, (ys[0] + 2 * ys[1] + ys[2]) / 4
        straight = np.hypot(dx, dy) / (2 * half)
        across, down = x - view.width / 2, y - view.height / 2
        fits = (straight > _STRAIGHT) & (abs(across) < view.width / 2 - _EDGE)
        fits &= abs(down) < view.height / 2 - _EDGE
        away = abs(across * sin(_LEAN) + down * cos(_LEAN))
        cost = _BENT * (1 - straight) + _AWAY * away + (across < 0) * 6.0
        self.parts = np.searchsorted(of[fits], np.arange(len(self._pieces) + 1)).tolist()
        self.cost, self._of, self._middle, self._wide = cost[fits], of[fits], middle[fits], 2 * half[fits]
        self.x, self.y, self._dx, self._dy = x[fits], y[fits], dx[fits], dy[fits]
        self.box = self._boxes()

    def _boxes(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Left, top, right and bottom of each number there and of what is kept free around it."""
        dx, dy, tall = abs(self._dx), abs(self._dy), SIZE * _TALL
        length, wide = np.maximum(np.hypot(dx, dy), 1e-9), self._wide - 2 * GAP
        half_x = (wide * dx + tall * dy) / length / 2 + _BESIDE
        half_y = (wide * dy + tall * dx) / length / 2 + _BESIDE
        return self.x - half_x, self.y - half_y, self.x + half_x, self.y + half_y

    def clear(self, taken: Sequence[QRectF]) -> Booleans:
        """Which places meet none of the rectangles."""
        coords = [(each.left(), each.top(), each.right(), each.bottom()) for each in taken]
        a, b, c, d = np.array(coords).reshape(-1, 4).T
        left, top, right, bottom = (part[:, None] for part in self.box)
        met = (left < c) & (a < right) & (top < d) & (b < bottom)
        return np.asarray(~met.any(1))

    def apart(self, number: LineNumber) -> Booleans:
        """Which places are far enough from a number, farther where the same is written."""
        alike = np.array([piece.text == number.text for piece in self._pieces])
        room = np.where(alike[self._of], _ALIKE, (self._wide + number.width) / 2 + _APART)
        x, y = self.x - number.at.x(), self.y - number.at.y()
        return np.asarray(x * x + y * y > room * room)

    def number(self, k: int, piece: int) -> LineNumber:
        """The number at the place with that index, on that piece."""
        sign = 1.0 if self._dx[k] >= 0 else -1.0
        turn = degrees(atan2(sign * float(self._dy[k]), sign * float(self._dx[k])))
        middle, wide = float(self._middle[k] - self._begin[piece]), float(self._wide[k])
        at, text = QPointF(self.x[k], self.y[k]), self._pieces[piece].text
        return LineNumber(text, at, turn, wide - 2 * GAP, middle - wide / 2, middle + wide / 2)


@lru_cache(maxsize=1024)
def width(text: str) -> float:
    """How wide a number is, in pixels."""
    return QFontMetricsF(number_font(SIZE)).horizontalAdvance(text)
