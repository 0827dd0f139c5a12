"""Arrows: the few that matter by themselves, and fields of many thin ones."""

from collections.abc import Iterator
from math import hypot
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from calcviz.drawing import Arrows, Floats, Integers
from calcviz.scene.document import Viewport
from calcviz.views.colormaps import STEPS, line_color, share_of
from calcviz.views.geometry import FAR, Strokes, clipped, draw_lines, on_screen
from calcviz.views.items import Canvas
from calcviz.views.pens import Look, pen

BATCHES = 16
"""Colours that arrows of one field have at most: each batch is painted by itself."""
_TOGETHER = 8
"""Heads filled at once on a screen, one above the other: Qt's rasteriser sorts the edges in each line."""
_EDGE = 40.0
"""Pixels beyond the view within which arrows are drawn."""
_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])


class Shape(NamedTuple):
    """The measures of an arrow in pixels: its shaft, and the length, half width and notch of its head.

    The head of a short one is smaller: at most `share` of the arrow.
    """

    shaft: float
    head: float
    half: float
    notch: float
    share: float
    dot: float


VECTOR = Shape(2.4, 13.0, 5.2, 2.6, 0.62, 3.4)
FIELD = Shape(1.3, 7.2, 2.7, 1.2, 0.55, 1.5)


class Barb(NamedTuple):
    """One side of the head of an arrow of full size as a line: from where to where along it, in pixels.

    The shaft ends `point` before the tip.
    """

    width: float
    begin: float
    end: float
    point: float


BARB = Barb(1.5, 1.9, 7.1, 0.9)
_SIZES = 4
"""Widths in which barbs are drawn, for smaller heads have thinner ones."""


class Placed(NamedTuple):
    """Arrows in pixels: tail, tip and length of those that are to be seen, and which they are."""

    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats
    length: Floats
    seen: Integers

    def some(self, which: Integers) -> "Placed":
        """Those with these indices."""
        x0, y0, x1, y1, length = (part[which] for part in self[:5])
        return Placed(x0, y0, x1, y1, length, self.seen[which])


def placed(view: Viewport, item: Arrows) -> Placed:
    """The arrows that meet the view, in pixels."""
    x0, y0 = view.x_axis.pixels(item.x), view.y_axis.pixels(item.y)
    x1, y1 = view.x_axis.pixels(item.x + item.dx), view.y_axis.pixels(item.y + item.dy)
    with np.errstate(invalid="ignore", over="ignore"):
        there = abs(x0) + abs(y0) + abs(x1) + abs(y1) < FAR
        there &= (np.maximum(x0, x1) > -_EDGE) & (np.minimum(x0, x1) < view.width + _EDGE)
        there &= (np.maximum(y0, y1) > -_EDGE) & (np.minimum(y0, y1) < view.height + _EDGE)
    seen = np.flatnonzero(there)
    x0, y0, x1, y1 = x0[seen], y0[seen], x1[seen], y1[seen]
    return Placed(x0, y0, x1, y1, np.hypot(x1 - x0, y1 - y0), seen)


def shafts(view: Viewport, item: Arrows) -> Strokes:
    """The arrows as strokes from tail to tip, in pixels, for who looks what lies where."""
    at = placed(view, item)
    x, y = np.stack([at.x0, at.x1], 1).ravel(), np.stack([at.y0, at.y1], 1).ravel()
    box = (-_EDGE, -_EDGE, view.width + _EDGE, view.height + _EDGE)
    return clipped(Strokes(x, y, np.arange(0, len(x), 2)), box)


def paint_arrows(item: Arrows, canvas: Canvas, shown: Look) -> None:
    """Paint all arrows, those of one colour together; over other lines vectors have an edge of paper."""
    at, shape = placed(canvas.viewport, item), FIELD if item.role == "field" else VECTOR
    if not len(at.seen):
        return
    painter = canvas.painter
    painter.save()
    painter.setOpacity(shown.opacity)
    if item.role == "vector":
        canvas.board.keep_visible(shafts(canvas.viewport, item))
        if not canvas.theme.clear:
            _paint(painter, at, shape, QColor(canvas.theme.paper), 2.4)
    for color, batch in _batches(item, at, canvas, shown):
        _paint(painter, at.some(batch), shape, QColor(color), quick=canvas.quick)
    painter.restore()


def _batches(item: Arrows, at: Placed, canvas: Canvas, shown: Look) -> Iterator[tuple[str, Integers]]:
    """The colours, and which arrows have each; the strongest arrows come last and lie above."""
    if item.strength is None or item.scale is None:
        yield shown.color, np.arange(len(at.seen))
        return
    entries = np.minimum(share_of(item.scale, item.strength[at.seen]) * BATCHES, BATCHES - 1).astype(int)
    for k in np.unique(entries).tolist():
        entry = int((k + 0.5) / BATCHES * STEPS)
        yield line_color(canvas.theme, item.scale.kind, entry), np.flatnonzero(entries == k)


def _paint(
    painter: QPainter, at: Placed, shape: Shape, color: QColor, wider: float = 0.0, *, quick: bool = False
) -> None:
    """Dots, shafts, heads; `wider` by so many pixels. Heads of a field that moves are two barbs each."""
    dots = at.length < 2 * shape.dot
    _dots(painter, at.x0[dots], at.y0[dots], 2 * shape.dot + wider, color)
    x0, y0, x1, y1, length = (part[~dots] for part in at[:5])
    if not len(length):
        return
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    size = np.minimum(1.0, shape.share * length / shape.head)
    barbed = quick and shape is FIELD
    neck = BARB.point * size if barbed else (shape.head - shape.notch - 0.5) * size
    rule = QPen(color, shape.shaft + wider)
    rule.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(rule)
    ends = (x0 - wider / 2 * ux, y0 - wider / 2 * uy, x1 - neck * ux, y1 - neck * uy)
    draw_lines(painter, np.stack(ends, 1))
    if barbed:
        _barbs(painter, rule, (x1, y1, ux, uy), size)
        return
    along = np.outer(size, (0.0, -shape.head, shape.notch - shape.head, -shape.head))
    beside = np.outer(size, (0.0, -shape.half, 0.0, shape.half))
    x = x1[:, None] + along * ux[:, None] - beside * uy[:, None]
    y = y1[:, None] + along * uy[:, None] + beside * ux[:, None]
    edge = QPen(color, wider)
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(edge if wider else Qt.PenStyle.NoPen)
    painter.setBrush(color)
    together = len(x)
    if on_screen(painter):
        upwards = np.lexsort((y1, x1))
        x, y, together = x[upwards], y[upwards], _TOGETHER
    for path in _paths(x, y, together):
        painter.drawPath(path)


def _barbs(painter: QPainter, rule: QPen, tips: tuple[Floats, Floats, Floats, Floats], size: Floats) -> None:
    """The heads at the tips (x, y) of arrows along (ux, uy), each as two short lines along its sides.

    Around the shaft they cover what a filled head covers, but for less than a pixel: in half the time.
    """
    x, y, ux, uy = tips
    side = hypot(FIELD.head, FIELD.half)
    back, out = FIELD.head / side, FIELD.half / side
    along = [size * -(t * back + BARB.width / 2 * out) for t in (BARB.begin, BARB.end)]
    beside = [size * (t * out - BARB.width / 2 * back) for t in (BARB.begin, BARB.end)]
    ends = [
        np.stack([part for a, b in zip(along, beside, strict=True) for part in (
            x + a * ux - sign * b * uy, y + a * uy + sign * b * ux
        )], 1)
        for sign in (1, -1)
    ]  # fmt: skip
    lines, step = np.concatenate(ends), np.tile(np.ceil(size * _SIZES), 2)
    for k in np.unique(step).tolist():
        rule.setWidthF(BARB.width * k / _SIZES)
        painter.setPen(rule)
        draw_lines(painter, lines[step == k])


def _dots(painter: QPainter, x: Floats, y: Floats, width: float, color: QColor) -> None:
    """Where the field is zero: round points."""
    painter.setPen(pen(color.name(), width))
    for a, b in zip(x.tolist(), y.tolist()):
        painter.drawLine(QLineF(a, b, a, b + 1e-3))


def _paths(x: Floats, y: Floats, together: int) -> Iterator[QPainterPath]:
    """Closed polygons, the rows of x and y, as paths of some polygons each.

    Qt reads a path from a stream (its documented format) in a tenth of the time of calls for each point.
    """
    corners = x.shape[1]
    for first in range(0, len(x), together * 256):
        part = slice(first, first + together * 256)
        px, py = x[part], y[part]
        whole = len(px) // together * together
        for begin, end, size in ((0, whole, together), (whole, len(px), len(px) - whole)):
            if end > begin:
                yield from _streamed(px[begin:end], py[begin:end], size, corners)


def _streamed(x: Floats, y: Floats, together: int, corners: int) -> Iterator[QPainterPath]:
    count = together * (corners + 1)
    block = np.dtype([("count", ">i4"), ("of", _ELEMENT, (count,)), ("start", ">i4"), ("rule", ">i4")])
    made = np.zeros(len(x) // together, block)
    made["count"], made["rule"] = count, 1
    made["of"]["x"] = np.hstack([x, x[:, :1]]).reshape(-1, count)
    made["of"]["y"] = np.hstack([y, y[:, :1]]).reshape(-1, count)
    made["of"]["kind"] = np.tile([0] + [1] * corners, together)
    stream = QDataStream(QByteArray(made.tobytes()))
    for _ in made:
        path = QPainterPath()
        stream >> path
        yield path
