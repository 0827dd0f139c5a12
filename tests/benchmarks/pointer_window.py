"""What Qt itself takes to follow the pointer: a window with a disc, a line and nothing else."""

import sys

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.screen import SIZE


class Window(QWidget):
    """A disc and a line where the pointer is while its button is held."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(SIZE[0], SIZE[1] - 36)
        self._at = QPointF(800, 300)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._at = event.position()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The disc, as large as a handle, and the line from edge to edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#db241e"))
        painter.drawEllipse(self._at, 6, 6)
        painter.fillRect(QRectF(self._at.x() - 1, 0, 2, self.height()), QColor("#047d41"))
        painter.end()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Window()
    window.show()
    sys.exit(application.exec())
