"""Lines and polygons for Qt that lie in arrays: thousands are painted without an object made for each."""

from threading import local
from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPolygonF

from calcviz.drawing import Floats, Integers


class _Pool(local):
    """Objects of Qt that stand over the rows of an array, (n, words); every thread has its own."""

    def __init__(self, kind: type[Any], numbers: type[Any], words: int) -> None:
        self._kind = kind
        self.made: list[Any] = []
        self.rows = np.zeros((0, words), numbers)

    def room(self, count: int) -> None:
        """Have as many objects at least."""
        if count > len(self.made):
            self.rows = np.zeros((max(count, 2 * len(self.rows), 1024), self.rows.shape[1]), self.rows.dtype)
            begin, size = self.rows.ctypes.data, self.rows.nbytes
            wrapped: Any = shiboken6.wrapInstance
            places = range(begin, begin + size, size // len(self.rows))
            self.made = [wrapped(place, self._kind) for place in places]


_lines = _Pool(QLineF, np.float64, 4)
_polygons = _Pool(QPolygonF, np.int64, 3)
"""WORKAROUND PySide6 6.11: to make thousands of polygons takes longer than to fill them. A QPolygonF of Qt 6
is three words: the owner of its points (0: none, as in QList::fromRawData), where they are, and how many."""


def strokes(ends: Floats) -> list[QLineF]:
    """Lines with these ends, (n, 4); good until this is asked again."""
    _lines.room(len(ends))
    _lines.rows[: len(ends)] = ends
    return _lines.made[: len(ends)]


def outlines(xy: Floats, first: Integers, order: Integers) -> list[QPolygonF]:
    """Polygons in an order, number k with the corners xy[first[k]:first[k + 1]].

    Only to be painted, while `xy` (contiguous float64) is alive and until this is asked again.
    """
    _polygons.room(len(order))
    rows = _polygons.rows[: len(order)]
    rows[:, 1] = xy.ctypes.data + 16 * first[order]
    rows[:, 2] = first[order + 1] - first[order]
    return _polygons.made[: len(order)]
