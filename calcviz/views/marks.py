"""The small signs of landmarks on a curve, a shape for each kind, and the point that is read."""

from collections.abc import Sequence
from math import isfinite

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from calcviz.maths.landmarks.point import Kind
from calcviz.views.curve_marks import Shape, polygon_mark
from calcviz.views.items import Canvas
from calcviz.views.pens import look_of, pen
from calcviz.views.plate import POLE_REACH
from calcviz.views.reading import Mark, Reading
from calcviz.views.theme import DASHED

RADIUS = 3.5
POINT, SNAPPED = 4.5, 6.0
APART = 9.0
"""A sign closer than so many pixels to the one before is left out: a row of them hides the curve."""
MOST = 60
"""Of more signs none is painted: a crowd of them hides everything. They are read all the same."""


def paint_marks(canvas: Canvas, marks: Sequence[Mark]) -> None:
    """Paint the signs, quiet and grey; holes, jumps, ends and solutions have their own circles and dots."""
    painter = canvas.painter
    painter.setPen(pen(canvas.theme.number, 1.4))
    painter.setBrush(QColor(canvas.theme.paper))
    shown: list[tuple[Shape, QPointF]] = []
    for mark in marks:
        known = mark.kinds if _CIRCLED.isdisjoint(mark.kinds) else ()
        sign = next((_SIGNS[kind] for kind in known if kind in _SIGNS), None)
        if sign is None or not isfinite(mark.at.y()) or not canvas.shows(mark.at, 0.0):
            continue
        if not shown or (mark.at - shown[-1][1]).manhattanLength() >= APART:
            shown.append((sign, mark.at))
    for sign, at in shown if len(shown) <= MOST else ():
        sign(painter, at)


def paint_point(canvas: Canvas, reading: Reading) -> None:
    """Paint the point that is read: a dot, a ring at a landmark, a line at a pole."""
    painter, shown, at = canvas.painter, look_of(canvas.theme, reading.row), reading.at
    if reading.mark is not None and not isfinite(reading.y):
        painter.setPen(pen(shown.color, 1.6, DASHED))
        painter.drawLine(QLineF(at.x(), at.y() - POLE_REACH, at.x(), at.y() + POLE_REACH))
        return
    landmark = reading.mark is not None
    painter.setBrush(QColor(canvas.theme.paper if landmark else shown.color))
    painter.setPen(pen(shown.color if landmark else canvas.theme.paper, 2.2 if landmark else 1.5))
    radius = SNAPPED if landmark else POINT
    painter.drawEllipse(at, radius, radius)
    if landmark:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.color))
        painter.drawEllipse(at, 2.0, 2.0)


def _disc(painter: QPainter, at: QPointF) -> None:
    """Filled: an empty circle is the sign of a point that is left out."""
    paper = painter.brush()
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(at, 0.8 * RADIUS, 0.8 * RADIUS)
    painter.setBrush(paper)


def _square(painter: QPainter, at: QPointF) -> None:
    side = 1.75 * RADIUS
    painter.drawRect(QRectF(at.x() - side / 2, at.y() - side / 2, side, side))


_CIRCLED: frozenset[Kind] = frozenset(("hole", "jump", "end", "solution"))
_SIGNS: dict[Kind, Shape] = {
    "intersection": polygon_mark(RADIUS, (0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)),
    "minimum": polygon_mark(RADIUS, (-1.25, -0.9), (1.25, -0.9), (0, 1.3)),
    "maximum": polygon_mark(RADIUS, (-1.25, 0.9), (1.25, 0.9), (0, -1.3)),
    "root": _disc,
    "y_intercept": _square,
    "x_intercept": _disc,
    "corner": polygon_mark(RADIUS, (0, -1.3), (1.25, 0.1), (0.7, 1.2), (-0.7, 1.2), (-1.25, 0.1)),
    "inflection": polygon_mark(RADIUS, (-1.1, -0.45), (1.1, -0.45), (1.1, 0.45), (-1.1, 0.45)),
    "crossing": polygon_mark(RADIUS, (0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)),
    "level": polygon_mark(RADIUS, (-1.7, -0.35), (1.7, -0.35), (1.7, 0.35), (-1.7, 0.35)),
    "upright": polygon_mark(RADIUS, (-0.35, -1.7), (0.35, -1.7), (0.35, 1.7), (-0.35, 1.7)),
}
