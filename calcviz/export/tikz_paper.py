"""The coordinates of a figure in pgfplots, with the digits that its view can tell apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np

from calcviz.drawing import Floats
from calcviz.export.figure import Figure
from calcviz.export.tex import number
from calcviz.maths.axis import Axis
from calcviz.scene.document import Viewport
from calcviz.views.geometry import Strokes, strokes

MOST_POINTS = 400
"""Points of one piece: TeX draws each of them slowly, and more are not seen."""
_MISS = 0.04
"""Logical pixels by which a chord may miss the points that it leaves out, at first."""
_FAR = 20.0
"""How many times its own range a view lies from zero before its coordinates count from a point within."""
_GRAIN = 1e-7


@dataclass(frozen=True, slots=True)
class Place:
    """Writes the coordinates of one axis, less `start`."""

    axis: Axis
    start: float = 0.0

    def __call__(self, value: float) -> str:
        """The coordinate as pgfplots reads it."""
        grain = 0.0 if self.axis.log else abs(self.axis.high - self.axis.low) * _GRAIN
        return number(value - self.start, grain)

    @property
    def range(self) -> tuple[str, str]:
        """The lower and the upper end."""
        low, high = sorted((self.axis.low, self.axis.high))
        return self(low), self(high)


def _place(axis: Axis) -> Place:
    span = abs(axis.high - axis.low)
    if axis.log or max(abs(axis.low), abs(axis.high)) <= _FAR * span:
        return Place(axis)
    middle = (axis.low + axis.high) / 2
    return Place(axis, round(middle, -floor(log10(span))))


class Paper:
    """A viewport and its figure, as the parts of the drawing ask for them."""

    def __init__(self, view: Viewport, figure: Figure) -> None:
        self.view = view
        self.figure = figure
        self.x, self.y = _place(view.x_axis), _place(view.y_axis)

    @property
    def x_range(self) -> tuple[str, str]:
        """The ends of the abscissas."""
        return self.x.range

    @property
    def y_range(self) -> tuple[str, str]:
        """The ends of the ordinates."""
        return self.y.range

    def remarks(self) -> list[str]:
        """What a reader of the file has to know about its coordinates."""
        places = (("x", self.x.start), ("y", self.y.start))
        return [f"% The coordinates are {name} - ({start!r})." for name, start in places if start]

    def at(self, x: float, y: float) -> str:
        """A point."""
        return f"({self.x(x)},{self.y(y)})"

    def at_pixel(self, x: float, y: float) -> str:
        """The point at a pixel of the viewport."""
        return self.at(self.view.x_axis.value(x), self.view.y_axis.value(y))

    def pieces(self, lines: Strokes) -> Iterable[list[str]]:
        """The points of each stroke, those left out that a straight line passes anyway."""
        across, down = self.view.x_axis, self.view.y_axis
        for begin, end in lines.pieces():
            kept = sparse(lines.x[begin:end], lines.y[begin:end])
            x = across.values(lines.x[begin:end][kept] / across.length)
            y = down.values(lines.y[begin:end][kept] / down.length)
            yield [self.at(a, b) for a, b in zip(x.tolist(), y.tolist())]

    def clipped_plot(self, style: str, points: Sequence[tuple[float, float]]) -> list[str]:
        """The plot of a line through points, where it is seen."""
        x, y = np.array(points, float).T
        return [plot(style, piece) for piece in self.pieces(strokes(self.view, x, y, np.zeros(1, np.int64)))]


def plot(style: str, points: Sequence[str]) -> str:
    """A plot through points, eight of them on a line."""
    lines = (" ".join(points[k : k + 8]) for k in range(0, len(points), 8))
    return f"\\addplot{style} coordinates {{\n  " + "\n  ".join(lines) + "\n};"


def sparse(x: Floats, y: Floats) -> list[int]:
    """The indices of the points that a line needs: at most MOST_POINTS, the ends among them.

    Douglas and Peucker (1973), in pixels; the distance that may be missed doubles until it is enough.
    """
    miss = _MISS
    while True:
        kept = _simplified(x, y, miss)
        if len(kept) <= MOST_POINTS:
            return kept
        miss *= 2


def _simplified(x: Floats, y: Floats, miss: float) -> list[int]:
    kept, waiting = {0, len(x) - 1}, [(0, len(x) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        dx, dy = x[last] - x[first], y[last] - y[first]
        ox, oy = x[first + 1 : last] - x[first], y[first + 1 : last] - y[first]
        square = dx * dx + dy * dy
        t = np.clip((ox * dx + oy * dy) / square, 0.0, 1.0) if square > 0 else np.zeros_like(ox)
        gaps = np.hypot(ox - t * dx, oy - t * dy)
        worst = int(gaps.argmax())
        if gaps[worst] > miss:
            middle = first + 1 + worst
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return sorted(kept)
