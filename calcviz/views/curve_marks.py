"""Small shapes along a curve: what tells curves apart where colours do not."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from calcviz.scene.document import Mark
from calcviz.views.geometry import Strokes
from calcviz.views.pens import Look, pen

Shape = Callable[[QPainter, QPointF], None]
"""Paints a small shape at a place, with the painter's pen and brush."""

APART = 110.0
"""Pixels along the curve from one shape to the next."""
MOST = 60
"""Shapes along one curve: sin(1000x) has room for thousands, which would say no more and take long."""
_SIDE = 5.0


def paint_marks(painter: QPainter, lines: Strokes, shown: Look, paper: str) -> None:
    """Paint the look's shape along the strokes, evenly by their length; nothing where it has none."""
    shape = shape_of(shown)
    if shape is None:
        return
    painter.setPen(pen(paper, 1.2))
    painter.setBrush(QColor(shown.color))
    for x, y in zip(*_places(lines)):
        shape(painter, QPointF(x, y))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def shape_of(shown: Look) -> Shape | None:
    """The shape of a look; None where it has none."""
    return _SHAPES.get(shown.mark) if shown.mark else None


def _places(lines: Strokes) -> tuple[list[float], list[float]]:
    """Points of the strokes, each so far behind the one before; the way between two strokes is none."""
    steps = np.hypot(np.diff(lines.x), np.diff(lines.y))
    steps[lines.cuts()] = 0.0
    way = np.concatenate(([0.0], np.cumsum(steps)))
    apart = max(APART, way[-1] / MOST)
    wanted = np.arange(apart / 2, way[-1], apart)
    after = np.searchsorted(way, wanted, side="right").clip(1, len(way) - 1)
    length = way[after] - way[after - 1]
    t = (wanted - way[after - 1]) / np.where(length > 0, length, 1.0)
    x = lines.x[after - 1] + t * (lines.x[after] - lines.x[after - 1])
    y = lines.y[after - 1] + t * (lines.y[after] - lines.y[after - 1])
    return x.tolist(), y.tolist()


def polygon_mark(side: float, *corners: tuple[float, float]) -> Shape:
    """A polygon whose corners are counted in `side` from its place, down being positive."""
    shape = QPolygonF([QPointF(x * side, y * side) for x, y in corners])
    return lambda painter, at: painter.drawPolygon(shape.translated(at))


_SHAPES: dict[Mark, Shape] = {
    "circle": lambda painter, at: painter.drawEllipse(at, 0.9 * _SIDE, 0.9 * _SIDE),
    "square": polygon_mark(_SIDE, (-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "triangle": polygon_mark(_SIDE, (0, -1.15), (1.05, 0.75), (-1.05, 0.75)),
    "diamond": polygon_mark(_SIDE, (0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "down": polygon_mark(_SIDE, (0, 1.15), (1.05, -0.75), (-1.05, -0.75)),
    "bar": polygon_mark(_SIDE, (-0.4, -1.3), (0.4, -1.3), (0.4, 1.3), (-0.4, 1.3)),
}
