"""The mark of a row: its number on its colour; a click hides and shows the row."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from calcviz.language.messages import tr
from calcviz.scene.document import Style
from calcviz.ui import motion, theme
from calcviz.views import fonts
from calcviz.views.theme import contrast

_SIZE = (34, 30)
_LONG_PRESS = 500
_MOMENT, _FRAME = 250, 50
_INKS = ("#111418", "#ffffff")
"""For the number on a disc: the one that is read better on its colour."""
_DASHES = 0.5
"""The ring's dashes are so much shorter than those of the curve, or few would go round it."""


class Bullet(QAbstractButton):
    """A disc in the row's colour while it is shown, a hollow ring while it is hidden.

    The number inside is the second cue beside the colour; the dash pattern of the curve rings the disc. The
    title of a folder has a folder instead. Held and moved, it is `carried`: the row moves.
    """

    colors_wanted = Signal()
    carried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 1
        self._style = Style()
        self._shown = True
        self._drawn = True
        self._lined = True
        self._folder = False
        self._pressed_at: QPoint | None = None
        self._state: object = None
        self._arc: int | None = None
        self._turning = QTimer(self)
        self._turning.timeout.connect(self._turn)
        self._pressing = QTimer(self, singleShot=True, interval=_LONG_PRESS)
        self._pressing.timeout.connect(self._pressed_long)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda _: self.colors_wanted.emit())

    def show_state(
        self, number: int, style: Style, shown: bool, drawn: bool, *, lined: bool = True, folder: bool = False
    ) -> None:
        """Show a row's number and style; `drawn` is False where the row has nothing to draw, `lined` where
        there is no line in it."""
        state = (number, style, shown, drawn, lined, folder)
        if state == self._state:
            return
        self._state = state
        self._number, self._style, self._shown, self._drawn, self._lined, self._folder = state
        if folder:
            said = tr("Hide what is in the folder") if shown else tr("Show what is in the folder")
        else:
            said = tr("Hide row {number}", number=number) if shown else tr("Show row {number}", number=number)
        self.setAccessibleName(said)
        self.setToolTip(said if folder else tr("{said}. Right click: colour", said=said))
        self.setEnabled(drawn)
        self.update()

    def show_working(self, working: bool) -> None:
        """Show, after a moment, that the row is not ready: an arc turns round the disc, or stands there."""
        if working and not self._turning.isActive() and self._arc is None:
            self._turning.start(_MOMENT)
        elif not working and (self._turning.isActive() or self._arc is not None):
            self._turning.stop()
            self._arc = None
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.whole(_SIZE[0]), theme.whole(_SIZE[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(theme.em(1), theme.em(1))
        room = QRectF(0, 0, *_SIZE)
        middle = room.center()
        if self._folder:
            self._paint_folder(painter, middle)
        elif self._drawn:
            self._paint_disc(painter, middle)
        painter.setFont(fonts.interface_font(11, bold=self._drawn and self._shown and not self._folder))
        painter.setPen(QColor(self._ink()))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(self._number))
        if self._arc is not None:
            painter.setPen(QPen(QColor(theme.look().soft), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawArc(
                QRectF(middle.x() - 13.0, middle.y() - 13.0, 26.0, 26.0), -16 * self._arc, 16 * 100
            )
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.look().accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, 13.5, 13.5)
        painter.end()

    def _paint_disc(self, painter: QPainter, middle: QPointF) -> None:
        color = theme.curve_color(self._style.color)
        if not self._shown:
            painter.setPen(QPen(QColor(theme.look().quiet), 1.5))
            painter.drawEllipse(middle, 9.5, 9.5)
            return
        painter.setBrush(color)
        pattern = theme.plane_theme().dash(self._style) if self._lined else ()
        if pattern:
            ring = QPen(color, 2.0)
            ring.setCapStyle(Qt.PenCapStyle.FlatCap)
            ring.setDashPattern([_DASHES * length for length in pattern])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(middle, 8.0, 8.0)
            painter.setPen(ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, 10.5, 10.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(middle, 10.5, 10.5)

    def _paint_folder(self, painter: QPainter, middle: QPointF) -> None:
        """A sheet with a tab: filled while something in it is shown, an outline otherwise."""
        colors = theme.look()
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(middle.x() - 13.0, middle.y() - 8.0, 26.0, 18.0), 3.0, 3.0)
        tab = QPainterPath()
        tab.addRoundedRect(QRectF(middle.x() - 13.0, middle.y() - 11.0, 12.0, 8.0), 2.5, 2.5)
        painter.setPen(QPen(QColor(colors.soft if self._shown else colors.quiet), 1.2))
        painter.setBrush(QColor(colors.hover) if self._shown and self._drawn else Qt.BrushStyle.NoBrush)
        painter.drawPath(shape.united(tab))

    def _turn(self) -> None:
        if motion.is_little():
            self._turning.stop()
        else:
            self._turning.start(_FRAME)
        self._arc = ((self._arc or 0) + 24) % 360
        self.update()

    def _ink(self) -> str:
        if self._folder:
            return theme.look().soft
        if not (self._drawn and self._shown):
            return theme.look().quiet
        color = theme.curve_color(self._style.color).name()
        return max(_INKS, key=lambda ink: contrast(ink, color))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            event.ignore()  # the row is selected
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()
            self._pressing.start()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = event.globalPosition().toPoint() - (self._pressed_at or event.globalPosition().toPoint())
        if self.isDown() and moved.manhattanLength() >= QApplication.startDragDistance():
            self._pressing.stop()
            self.setDown(False)
            self._pressed_at = None
            self.carried.emit()
        if self._pressed_at is None:
            event.ignore()  # the row is carried
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressing.stop()
        super().mouseReleaseEvent(event)
        if self._pressed_at is None:
            event.ignore()
        self._pressed_at = None

    def leaveEvent(self, event: QEvent) -> None:
        self._pressing.stop()
        super().leaveEvent(event)

    def _pressed_long(self) -> None:
        self.setDown(False)
        self.colors_wanted.emit()
