"""From mathematical coordinates to pixels, and what lies outside the view cut away."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPolygonF

from calcviz.drawing import Floats, Integers
from calcviz.scene.document import Viewport

FAR = 1e14
"""Pixels beyond which no place is told from another: larger ones lose a tenth of a pixel, or overflow."""
MARGIN = 24.0
"""How far beyond the view strokes go on, in pixels: farther than the widest pen reaches."""

_MISS, _LONG, _TIMES = 0.1, 60.0, 5
"""Pixels by which a chord may miss a point that is left out, how long it may be, and how often they are."""
_WORTH = 0.8
"""The share of points that may be left to try again."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """Points in pixels, float64 of shape (n,); a new stroke begins at each index in `starts`."""

    x: Floats
    y: Floats
    starts: Integers

    def cuts(self) -> Integers:
        """The indices of the segments between two strokes, which are not drawn."""
        inner = (self.starts > 0) & (self.starts < len(self.x))
        return self.starts[inner] - 1

    def pieces(self) -> list[tuple[int, int]]:
        """The half-open ranges of indices of the strokes that have at least two points."""
        edges = [*self.starts.tolist(), len(self.x)]
        return [(a, b) for a, b in pairwise(edges) if b - a > 1]


def together(lines: Sequence[Strokes]) -> Strokes:
    """All strokes of several, at least one, in one: numpy is asked once."""
    if len(lines) == 1:
        return lines[0]
    counts = np.array([len(each.x) for each in lines])
    before = (np.cumsum(counts) - counts).tolist()
    return Strokes(
        np.concatenate([each.x for each in lines]),
        np.concatenate([each.y for each in lines]),
        np.concatenate([each.starts + first for each, first in zip(lines, before, strict=True)]),
    )


def pixel_x(viewport: Viewport, x: float) -> float:
    """The horizontal pixel of an abscissa, counted from the left."""
    return viewport.x_axis.pixel(x)


def pixel_y(viewport: Viewport, y: float) -> float:
    """The vertical pixel of an ordinate, counted from the top."""
    return viewport.y_axis.pixel(y)


def strokes(viewport: Viewport, x: Floats, y: Floats, starts: Integers) -> Strokes:
    """The strokes in pixels, clipped to the view and a margin around it."""
    return stroke_parts(viewport, x, y, starts)[0]


def stroke_parts(viewport: Viewport, x: Floats, y: Floats, starts: Integers) -> tuple[Strokes, Integers]:
    """The same, and which stroke each was."""
    px, py = viewport.x_axis.pixels(x), viewport.y_axis.pixels(y)
    box = (-MARGIN, -MARGIN, viewport.width + MARGIN, viewport.height + MARGIN)
    return parts(Strokes(px, py, starts), box)


def clipped(lines: Strokes, box: tuple[float, float, float, float]) -> Strokes:
    """The parts of the strokes within the box (left, top, right, bottom)."""
    return parts(lines, box)[0]


def parts(lines: Strokes, box: tuple[float, float, float, float]) -> tuple[Strokes, Integers]:
    """The same, and for each part which stroke it is of, (k,).

    Liang and Barsky (1984) for all segments at once; strokes that leave the box and come back are parted.
    """
    x, y = lines.x, lines.y
    left, top, right, bottom = box
    if len(x) < 2 or (x.min() >= left and x.max() <= right and y.min() >= top and y.max() <= bottom):
        return lines, np.arange(len(lines.starts))
    x, y = np.clip(x, -FAR, FAR), np.clip(y, -FAR, FAR)
    dx, dy = np.diff(x), np.diff(y)
    enter, leave = np.zeros_like(dx), np.ones_like(dx)
    keep = np.ones(dx.shape, bool)
    keep[lines.cuts()] = False
    sides = ((-dx, x[:-1] - left), (dx, right - x[:-1]), (-dy, y[:-1] - top), (dy, bottom - y[:-1]))
    for step, room in sides:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            t = room / step
        np.maximum(enter, t, out=enter, where=step < 0)
        np.minimum(leave, t, out=leave, where=step > 0)
        keep &= (step != 0) | (room >= 0)
    kept = np.flatnonzero(keep & (enter < leave))
    made, first = _joined(x, y, dx, dy, enter, leave, kept)
    return made, np.searchsorted(lines.starts, first, "right") - 1


def _joined(
    x: Floats, y: Floats, dx: Floats, dy: Floats, enter: Floats, leave: Floats, kept: Integers
) -> tuple[Strokes, Integers]:
    """The kept parts of segments as strokes, and the first segment of each: parts that meet at an unclipped
    point are one stroke.
    """
    enter, leave = enter[kept], leave[kept]
    fresh = np.ones(kept.shape, bool)
    fresh[1:] = (np.diff(kept) > 1) | (leave[:-1] < 1) | (enter[1:] > 0)
    ends = np.cumsum(1 + fresh) - 1
    begins = ends[fresh] - 1
    px, py = np.empty(len(kept) + len(begins)), np.empty(len(kept) + len(begins))
    px[ends], py[ends] = x[kept] + leave * dx[kept], y[kept] + leave * dy[kept]
    first, t = kept[fresh], enter[fresh]
    px[begins], py[begins] = x[first] + t * dx[first], y[first] + t * dy[first]
    return Strokes(px, py, begins), first


def thinned(lines: Strokes) -> Strokes:
    """The strokes without every second point where the chord passes it, a few times over.

    What is left is at most half a pixel away; a segment longer than 60 pixels was there before.
    """
    for _ in range(_TIMES):
        x, y = lines.x, lines.y
        if len(x) < 3:
            break
        fixed = np.zeros(len(x), bool)
        fixed[lines.starts], fixed[lines.starts[1:] - 1], fixed[-1] = True, True, True
        dx, dy = x[2:] - x[:-2], y[2:] - y[:-2]
        length = np.maximum(np.hypot(dx, dy), 1e-9)
        off = abs(dx * (y[1:-1] - y[:-2]) - dy * (x[1:-1] - x[:-2])) / length
        kept = fixed.copy()
        kept[::2] = True
        kept[1:-1] |= (off > _MISS) | (length > _LONG)
        if kept.all():
            break
        few = np.count_nonzero(kept) > _WORTH * len(kept)
        before = np.cumsum(kept) - kept
        lines = Strokes(x[kept], y[kept], before[lines.starts])
        if few:
            break
    return lines


def polygon(x: Floats, y: Floats) -> QPolygonF:
    """The points as Qt keeps them, copied in one go: a list of QPointF takes two hundred times as long."""
    made = QPolygonF()
    made.resize(len(x))
    if len(x):
        address: Any = shiboken6.VoidPtr
        memory = np.frombuffer(address(made.data(), 16 * len(x), True), np.float64)
        memory[0::2] = x
        memory[1::2] = y
    return made


def draw_lines(painter: QPainter, ends: Floats) -> None:
    """Draw lines from (x0, y0) to (x1, y1), the rows of `ends` (n, 4), in pixels.

    Qt reads them where numpy keeps them: to make n QLineF takes longer than to draw them.
    """
    ends = np.ascontiguousarray(ends, np.float64)
    if len(ends):
        first: Any = shiboken6.wrapInstance(ends.ctypes.data, QLineF)
        painter.drawLines(first, len(ends))


def fill_boxes(painter: QPainter, boxes: Floats, color: QColor) -> None:
    """Fill rectangles, rows left, top, width, height (n, 4) in pixels, whose edges are not smoothed."""
    boxes = np.ascontiguousarray(boxes, np.float64)
    if len(boxes):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        first: Any = shiboken6.wrapInstance(boxes.ctypes.data, QRectF)
        painter.drawRects(first, len(boxes))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def on_screen(painter: QPainter) -> bool:
    """Whether it paints pixels, not a file that keeps its lines."""
    return bool(painter.paintEngine().type() == QPaintEngine.Type.Raster)


def verticals(x: Floats, low: Floats, high: Floats) -> Floats:
    """Vertical lines at the abscissas as rows x0, y0, x1, y1; all in pixels."""
    return np.stack((x, low, x, high), 1)


class Foot(NamedTuple):
    """The point of strokes that is nearest to another: how many pixels away, where, and its segment's way."""

    away: float
    x: float
    y: float
    dx: float
    dy: float


def foot(lines: Strokes, x: float, y: float) -> Foot:
    """The nearest point of strokes, which have two points at least."""
    ax, ay = lines.x[:-1] - x, lines.y[:-1] - y
    dx, dy = np.diff(lines.x), np.diff(lines.y)
    square = dx * dx + dy * dy
    t = np.clip(-(ax * dx + ay * dy) / np.where(square > 0, square, 1.0), 0.0, 1.0)
    gaps = np.hypot(ax + t * dx, ay + t * dy)
    gaps[lines.cuts()] = np.inf
    k = int(gaps.argmin())
    there = (gaps[k], lines.x[k] + t[k] * dx[k], lines.y[k] + t[k] * dy[k], dx[k], dy[k])
    return Foot(*map(float, there))


def distance(lines: Strokes, x: float, y: float) -> float:
    """How many pixels the nearest stroke is away from a point; infinite where there is none."""
    return foot(lines, x, y).away if len(lines.x) > 1 else float("inf")
