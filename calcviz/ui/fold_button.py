"""The triangle before the title of a folder."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from calcviz.language.messages import tr
from calcviz.ui import theme

_SIZE = (18, 30)
_RIGHT = ((6.5, 10.0), (12.0, 15.0), (6.5, 20.0))
_DOWN = ((4.0, 12.5), (14.0, 12.5), (9.0, 18.0))


class FoldButton(QAbstractButton):
    """Points down while the folder is open and to the right while it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def show_open(self, is_open: bool) -> None:
        """Show whether the folder is open."""
        self._open = is_open
        self.setAccessibleName(tr("Close folder") if is_open else tr("Open folder"))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.whole(_SIZE[0]), theme.whole(_SIZE[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = theme.look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(theme.em(1), theme.em(1))
        painter.setPen(QPen(QColor(colors.soft), 1.5, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(QColor(colors.soft))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in (_DOWN if self._open else _RIGHT)]))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(1, 5, _SIZE[0] - 2, 20, 4, 4)
        painter.end()
