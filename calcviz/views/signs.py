"""The signs of points that differ by kind: triangles for what is highest and lowest, a cross for a saddle."""

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter

from calcviz.drawing.fields import Sign
from calcviz.views.curve_marks import polygon_mark
from calcviz.views.pens import pen

SIGN_RADIUS = 6.5
"""Pixels from the place of a sign to its corners."""
_ARM = 0.6 * SIGN_RADIUS
_CROSS = QLineF(-_ARM, -_ARM, _ARM, _ARM), QLineF(-_ARM, _ARM, _ARM, -_ARM)
_TRIANGLES = {
    "up": polygon_mark(SIGN_RADIUS, (0, -1), (0.95, 0.75), (-0.95, 0.75)),
    "down": polygon_mark(SIGN_RADIUS, (0, 1), (0.95, -0.75), (-0.95, -0.75)),
}


def paint_sign(painter: QPainter, at: QPointF, sign: Sign, color: str, paper: str) -> None:
    """Paint a sign with an edge of paper, which parts it from what lies beneath."""
    if sign != "cross":
        painter.setPen(pen(paper, 1.2))
        painter.setBrush(QColor(color))
        _TRIANGLES[sign](painter, at)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shade, width in ((paper, 5.0), (color, 2.6)):
        painter.setPen(pen(shade, width))
        painter.drawLines([line.translated(at) for line in _CROSS])
