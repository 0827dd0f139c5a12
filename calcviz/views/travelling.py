"""Going along the strokes of a row, however they turn: a place is so many pixels from their beginning."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF

from calcviz.views.geometry import Strokes, together


class Way:
    """The strokes of a row one behind the other; from the end of the last one it goes on at the first."""

    def __init__(self, lines: Sequence[Strokes]) -> None:
        whole = together(lines)
        self._x, self._y = whole.x, whole.y
        step = np.hypot(np.diff(whole.x), np.diff(whole.y))
        step[whole.cuts()] = 0.0
        self._before = np.concatenate(([0.0], np.cumsum(step)))
        self._drawn = step > 0

    def place(self, at: QPointF) -> float:
        """How far the point of the strokes that is nearest to a pixel is from their beginning."""
        k = np.flatnonzero(self._drawn)
        if not k.size:
            return 0.0
        ax, ay = self._x[k] - at.x(), self._y[k] - at.y()
        dx, dy = self._x[k + 1] - self._x[k], self._y[k + 1] - self._y[k]
        t = np.clip(-(ax * dx + ay * dy) / (dx * dx + dy * dy), 0.0, 1.0)
        best = int(np.hypot(ax + t * dx, ay + t * dy).argmin())
        first = int(k[best])
        length = self._before[first + 1] - self._before[first]
        return float(self._before[first] + t[best] * length)

    def moved(self, place: float, pixels: float) -> float:
        """The place so many pixels farther on, or back."""
        whole = float(self._before[-1])
        return (place + pixels) % whole if whole else 0.0

    def point(self, place: float) -> QPointF:
        """The pixel of a place."""
        k = int(np.searchsorted(self._before, place, side="right")) - 1
        k = min(max(k, 0), len(self._x) - 2)
        length = self._before[k + 1] - self._before[k]
        t = (place - self._before[k]) / length if length else 0.0
        x = self._x[k] + t * (self._x[k + 1] - self._x[k])
        y = self._y[k] + t * (self._y[k + 1] - self._y[k])
        return QPointF(float(x), float(y))
