"""Points of data: many thousands in one stroke of the pen."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPen

from calcviz.drawing import Floats, Markers
from calcviz.views.curve_marks import shape_of
from calcviz.views.geometry import polygon
from calcviz.views.items import Canvas
from calcviz.views.pens import Look, pen

RADIUS = 3.5
FEW = 1500
"""Points that have a shape of their own, and that names keep away from; more of them are plain dots."""


def paint_scatter(canvas: Canvas, item: Markers, shown: Look) -> None:
    """Paint the points that are seen, each pixel of many only once."""
    x, y = _seen(canvas, item)
    if not len(x):
        return
    painter = canvas.painter
    painter.setOpacity(shown.opacity)
    shape = shape_of(shown) if len(x) <= FEW else None
    if shape is None:
        dots = QPen(QColor(shown.color), 2 * RADIUS)
        dots.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(dots)
        painter.drawPoints(polygon(x, y))
    else:
        painter.setPen(pen(canvas.theme.paper, 1.0))
        painter.setBrush(QColor(shown.color))
        for at in map(QPointF, x.tolist(), y.tolist()):
            shape(painter, at)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setOpacity(1.0)
    if len(x) <= FEW:
        for at in map(QPointF, x.tolist(), y.tolist()):
            canvas.board.keep_free_around(at, RADIUS + 1)


def _seen(canvas: Canvas, item: Markers) -> tuple[Floats, Floats]:
    """The pixels of the points in the view; of many that fall on a quarter of a pixel together, one."""
    view = canvas.viewport
    with np.errstate(all="ignore"):
        x, y = view.x_axis.pixels(item.x), view.y_axis.pixels(item.y)
        margin = 2 * RADIUS
        there = (x >= -margin) & (x <= view.width + margin) & (y >= -margin) & (y <= view.height + margin)
    x, y = x[there], y[there]
    if len(x) > FEW:
        places = np.unique(np.rint(4 * np.stack((x, y), 1)).astype(np.int64), axis=0) / 4
        x, y = places[:, 0].copy(), places[:, 1].copy()
    return x, y
