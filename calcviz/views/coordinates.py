"""The point under the pointer, written into a corner of the plane."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from calcviz.scene.document import Viewport
from calcviz.views.fonts import number_font
from calcviz.views.navigation import at_pixel
from calcviz.views.theme import Theme
from calcviz.views.ticks import at_precision

_SIZE = 13.0
_WIDEST = 320.0


def coordinates(view: Viewport, at: QPointF) -> str:
    """The coordinates of a pixel, with the digits that a pixel can tell apart."""
    x, y = at_pixel(view, at.x(), at.y())
    return f"({at_precision(x, 1 / view.x_axis.unit(x))}, {at_precision(y, 1 / view.y_axis.unit(y))})"


def corner(view: Viewport) -> QRectF:
    """Where they are written at most."""
    wide = min(_WIDEST, view.width - 12.0)
    return QRectF(view.width - wide - 6.0, view.height - 30.0, wide, 24.0)


def paint_coordinates(painter: QPainter, view: Viewport, theme: Theme, at: QPointF) -> None:
    """Write the coordinates of a pixel on a quiet plate."""
    text, place, font = coordinates(view, at), corner(view), number_font(_SIZE)
    wide = QFontMetricsF(font).horizontalAdvance(text) + 16
    plate = QRectF(place.right() - wide, place.top(), wide, place.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.grid_minor))
    painter.drawRoundedRect(plate, 5, 5)
    painter.setPen(QColor(theme.number))
    painter.setFont(font)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
