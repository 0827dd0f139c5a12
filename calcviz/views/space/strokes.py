"""Lines for Qt that lie in one array: thousands are told to a painter without an object made for each."""

from threading import local
from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF

from calcviz.drawing import Floats


class _Pool(local):
    """Lines that stand over the rows of an array (n, 4), both ends of each; every thread has its own."""

    def __init__(self) -> None:
        self.lines: list[QLineF] = []
        self.ends = np.zeros((0, 4))

    def grow(self, count: int) -> None:
        """Have as many lines at least."""
        self.ends = np.zeros((max(count, 2 * len(self.ends), 1024), 4))
        places = range(self.ends.ctypes.data, self.ends.ctypes.data + self.ends.nbytes, 32)
        wrapped: Any = shiboken6.wrapInstance
        self.lines = [wrapped(place, QLineF) for place in places]


_pool = _Pool()


def strokes(ends: Floats) -> list[QLineF]:
    """Lines with these ends, (n, 4); good until this is asked again."""
    if len(ends) > len(_pool.lines):
        _pool.grow(len(ends))
    _pool.ends[: len(ends)] = ends
    return _pool.lines[: len(ends)]
