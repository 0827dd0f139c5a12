"""A small bubble with a tip that points at what it speaks of."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolButton, QWidget

from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.icons import put
from calcviz.views import fonts

TIP = 9
"""How far the tip reaches out, in logical pixels."""

_GAP = 3
_MARGIN = 4
_PADDING = 12


_Side = tuple[int, int, tuple[int, int]]
"""Left and top of a bubble, and the end of its tip."""


class Bubble(QWidget):
    """A sentence over the window; it takes no focus and never moves by itself."""

    closed = Signal()

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = words
        self._tip = QPointF()
        self.setAccessibleName(words)
        self.close_button = QToolButton(self)
        put(self.close_button, "close")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button.setAccessibleName(tr("Close the hint"))
        self.close_button.setToolTip(tr("Close the hint (Esc)"))
        self.close_button.clicked.connect(self.closed)
        self.hide()

    def show_at(self, place: QRect, tip: QPointF) -> None:
        """Stand at a place of the parent, the tip at that point of it."""
        new = self.isHidden()
        self.setGeometry(place.adjusted(-TIP, -TIP, TIP, TIP))
        self._tip = tip - QPointF(self.pos())
        self.show()
        self.raise_()
        self.update()
        if new:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def sizeHint(self) -> QSize:
        """The size without the tip."""
        metrics = QFontMetricsF(fonts.interface_font(theme.em(14)))
        button = self.close_button.sizeHint()
        wide = metrics.horizontalAdvance(self.words) + 2 * _PADDING + button.width() + 2
        return QSize(round(wide), max(round(metrics.height()) + 14, button.height() + 8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.close_button.sizeHint()
        x = self.width() - TIP - size.width() - 5
        self.close_button.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        colors = theme.look()
        body = QRectF(self.rect()).adjusted(TIP + 0.5, TIP + 0.5, -TIP - 0.5, -TIP - 0.5)
        shape = QPainterPath()
        shape.addRoundedRect(body, 7, 7)
        shape = shape.united(_pointing(body, self._tip))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.accent), 1.2))
        painter.setBrush(QColor(colors.selected))
        painter.drawPath(shape)
        painter.setPen(QColor(colors.ink))
        painter.setFont(fonts.interface_font(theme.em(14)))
        text = body.adjusted(_PADDING, 0, -_PADDING, 0)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.words)


def placed(
    size: QSize, aim: QRect, within: QRect, free: Iterable[QRect] = (), *, beside: bool = False
) -> tuple[QRect, QPointF] | None:
    """Where a bubble of that size stands beside `aim`, and the end of its tip; all in one set of coordinates.

    It stands above, below, right or left (`beside`: first on the right), lies `within`, and covers neither
    `aim` nor what is to stay `free`; None where there is no such place.
    """
    keep = [aim, *free]
    away = TIP + _GAP
    middle = aim.center()
    sides: list[_Side] = [
        (middle.x() - size.width() // 4, aim.top() - away - size.height(), (middle.x(), aim.top() - _GAP)),
        (middle.x() - size.width() // 4, aim.bottom() + 1 + away, (middle.x(), aim.bottom() + 1 + _GAP)),
        (aim.right() + 1 + away, middle.y() - size.height() // 2, (aim.right() + 1 + _GAP, middle.y())),
        (aim.left() - away - size.width(), middle.y() - size.height() // 2, (aim.left() - _GAP, middle.y())),
    ]
    if beside:
        sides = [sides[2], *_lower(size, aim, keep, sides[2][0]), *sides]
    for x, y, tip in sides:
        place = _moved_into(QRect(x, y, size.width(), size.height()), within)
        if within.contains(place) and not any(place.intersects(each) for each in keep):
            return place, QPointF(*tip)
    return None


def _lower(size: QSize, aim: QRect, keep: Iterable[QRect], x: int) -> list[_Side]:
    """On the right too, but below what is in the way there, where the tip still meets `aim`."""
    middle = aim.center().y()
    place = QRect(x, middle - size.height() // 2, size.width(), size.height())
    place.moveTop(
        max((each.bottom() + 1 + _MARGIN for each in keep if each.intersects(place)), default=place.top())
    )
    tip = max(middle, place.top() + 15)
    return [(x, place.top(), (x - TIP, tip))] if tip <= aim.bottom() else []


def _moved_into(place: QRect, within: QRect) -> QRect:
    room = within.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width())))
    place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height())))
    return place


def _pointing(body: QRectF, tip: QPointF) -> QPainterPath:
    """The triangle from the nearest edge of the body to the tip."""
    half = 7.0
    x = min(max(tip.x(), body.left() + 16), body.right() - 16)
    y = min(max(tip.y(), body.top() + 9), body.bottom() - 9)
    if tip.y() < body.top() or tip.y() > body.bottom():
        edge = body.top() + 1 if tip.y() < body.top() else body.bottom() - 1
        corners = [QPointF(x - half, edge), tip, QPointF(x + half, edge)]
    else:
        edge = body.left() + 1 if tip.x() < body.left() else body.right() - 1
        corners = [QPointF(edge, y - half), tip, QPointF(edge, y + half)]
    shape = QPainterPath()
    shape.addPolygon(QPolygonF(corners))
    shape.closeSubpath()
    return shape
