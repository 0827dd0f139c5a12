"""A picture on the sheet where it will stand, between lines of text, with a ruler in centimetres."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from calcviz.export.page import Page, paint_title
from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.views import fonts

A4 = (21.0, 29.7)
COLUMN, TEXT = 8.5, 16.0
"""Centimetres: the widths of a column in a journal and of the text on a sheet."""
_RULER = 24
_PAD = 14
_ABOVE = 3.4
"""Centimetres of the sheet above the picture."""
_LINE, _LETTERS = 0.5, 0.15
_BETWEEN = 0.8
_SQUARE = 6
_GREEKING, _PAPER, _EDGE = "#e2e4e8", "#ffffff", "#c9ced6"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet in centimetres, and the picture on it.

    `text` where lines of text stand around it; `title` is written over it; `whole` where all of the sheet is
    to be seen.
    """

    width: float
    height: float
    picture: QRectF
    text: bool = True
    title: str = ""
    whole: bool = False


def sheet_for(width: float, height: float) -> Sheet:
    """An A4 sheet, upright or not, where the picture has room on one; else one as large as it needs."""
    for across, down in (A4, A4[::-1]):
        margin = _margin(across, width)
        if width <= across - 2 * margin + 0.01 and height <= down - 2 * _ABOVE:
            left = margin if width <= COLUMN else (across - width) / 2
            return Sheet(across, down, QRectF(left, _ABOVE, width, height))
    return Sheet(width + 2.0, height + 2.0, QRectF(1.0, 1.0, width, height), text=False)


def _margin(across: float, width: float) -> float:
    """Beside the text: two columns are wider than one text, and a sheet across has almost none."""
    if across != A4[0]:
        return 1.0
    return (across - (2 * COLUMN + _BETWEEN if width <= COLUMN else TEXT)) / 2


class PaperPreview(QWidget):
    """Shows a sheet at its true proportions; the picture on it is painted by whoever shows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet_for(TEXT, 10.0)
        self._image: QImage | None = None
        self._lines: list[str] = []
        self.setMinimumSize(280, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Preview"))

    def lay(self, sheet: Sheet) -> tuple[int, int]:
        """Lay a sheet out; the pixels of the screen that its picture takes."""
        self._sheet = sheet
        scale = self._scale() * self.devicePixelRatioF()
        return max(1, round(sheet.picture.width() * scale)), max(1, round(sheet.picture.height() * scale))

    def show_picture(self, image: QImage, words: str) -> None:
        """Show the picture of the sheet; `words` say its size to those who do not see it."""
        self._image, self._lines = image, []
        self.setAccessibleDescription(words)
        self.update()

    def show_text(self, lines: list[str]) -> None:
        """Show the beginning of a file of text on the sheet."""
        self._image, self._lines = None, lines
        self.setAccessibleDescription("\n".join(lines[:3]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.look()
        painter.fillRect(self.rect(), QColor(look.raised))
        self._paint_sheet(painter)
        if self._lines:
            self._paint_text(painter)
        else:
            self._paint_picture(painter)
            if self._sheet.title:
                self._paint_title(painter)
            self._paint_rulers(painter, look)
        painter.end()

    def _scale(self) -> float:
        """Pixels of the screen to a centimetre: the width of the sheet, and all of the picture."""
        room_x, room_y = self.width() - _RULER - 2 * _PAD, self.height() - _RULER - 2 * _PAD
        picture = self._sheet.picture
        whole = self._sheet.whole
        below = self._sheet.height if whole else min(self._sheet.height, picture.bottom() + 0.6)
        return max(1.0, min(room_x / self._sheet.width, room_y / below))

    def _corner(self) -> QPointF:
        spare = self.width() - _RULER - self._sheet.width * self._scale()
        below = self.height() - _RULER - self._sheet.height * self._scale()
        top = below / 2 if self._sheet.whole else _PAD
        return QPointF(round(_RULER + spare / 2), round(_RULER + top))

    def _placed(self, part: QRectF) -> QRectF:
        scale, corner = self._scale(), self._corner()
        left, top = corner.x() + part.x() * scale, corner.y() + part.y() * scale
        return QRectF(round(left), round(top), part.width() * scale, part.height() * scale)

    def _paint_sheet(self, painter: QPainter) -> None:
        sheet = self._placed(QRectF(0, 0, self._sheet.width, self._sheet.height))
        painter.fillRect(sheet.translated(2, 3), QColor(0, 0, 0, 28))
        painter.fillRect(sheet, QColor(_PAPER))
        painter.setPen(QPen(QColor(_EDGE), 1))
        painter.drawRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._sheet.text and not self._lines:
            self._paint_greeking(painter)

    def _paint_greeking(self, painter: QPainter) -> None:
        """Grey bars for lines of text: beside a picture as narrow as a column, above and below a wide one."""
        sheet, picture = self._sheet, self._sheet.picture
        margin = _margin(sheet.width, picture.width())
        wide = sheet.width - 2 * margin
        narrow = picture.width() <= COLUMN + 0.01 and sheet.width == A4[0]
        column = (wide - _BETWEEN) / 2 if narrow else wide
        columns = (margin, margin + column + _BETWEEN) if narrow else (margin,)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_GREEKING))
        for place, left in enumerate(columns):
            for number in range(int((sheet.height - 2 * 1.2) / _LINE)):
                top = 1.2 + number * _LINE
                beside = left < picture.right() and left + column > picture.left()
                if beside and picture.top() - _LINE < top < picture.bottom() + 0.35:
                    continue
                share = 0.62 if number % 7 == 5 - place else 1.0
                painter.drawRect(self._placed(QRectF(left, top, column * share, _LETTERS)))

    def _paint_picture(self, painter: QPainter) -> None:
        place = self._placed(self._sheet.picture)
        if self._image is None:
            painter.fillRect(place, QColor(_GREEKING))
            return
        if self._image.hasAlphaChannel():
            _paint_squares(painter, place)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.look().accent), 1, Qt.PenStyle.DotLine))
        painter.drawRect(place.adjusted(-1.5, -1.5, 1.5, 1.5))

    def _paint_title(self, painter: QPainter) -> None:
        sheet = self._placed(QRectF(0, 0, self._sheet.width, self._sheet.height))
        page = Page(self._sheet.width, self._sheet.height, self._sheet.title)
        painter.save()
        painter.translate(sheet.topLeft())
        paint_title(painter, page, self._sheet.picture.top() * self._scale(), self._scale())
        painter.restore()

    def _paint_rulers(self, painter: QPainter, look: theme.Look) -> None:
        """Centimetres along the upper and the left edge, counted from the picture's corner."""
        place, scale = self._placed(self._sheet.picture), self._scale()
        font = fonts.interface_font(10)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        painter.fillRect(QRectF(0, 0, self.width(), _RULER), QColor(look.pane))
        painter.fillRect(QRectF(0, 0, _RULER, self.height()), QColor(look.pane))
        shade = QColor(look.selected)
        painter.fillRect(QRectF(place.left(), 0, place.width(), _RULER), shade)
        painter.fillRect(QRectF(0, place.top(), _RULER, place.height()), shade)
        every = next((step for step in (1, 2, 5, 10, 20) if step * scale >= 24), 50)
        for level, (start, end) in enumerate(((place.left(), self.width()), (place.top(), self.height()))):
            first = -int((start - _RULER) / scale)
            for count in range(first, ceil((end - start) / scale)):
                self._paint_mark(painter, metrics, look, level == 1, start + count * scale, count, every)
        painter.setPen(QColor(look.soft))
        painter.fillRect(QRectF(0, 0, _RULER, _RULER), QColor(look.pane))
        painter.drawText(QRectF(0, 0, _RULER, _RULER), Qt.AlignmentFlag.AlignCenter, tr("cm"))

    def _paint_mark(
        self,
        painter: QPainter,
        metrics: QFontMetricsF,
        look: theme.Look,
        upright: bool,
        at: float,
        count: int,
        every: int,
    ) -> None:
        numbered = count % every == 0
        at, long = round(at) + 0.5, 6 if numbered else 3
        painter.setPen(QPen(QColor(look.border if count < 0 else look.soft), 1))
        if upright:
            painter.drawLine(QPointF(_RULER - long, at), QPointF(_RULER, at))
        else:
            painter.drawLine(QPointF(at, _RULER - long), QPointF(at, _RULER))
        if numbered and count >= 0:
            text = str(count)
            wide, tall = metrics.horizontalAdvance(text), metrics.capHeight()
            if upright:
                painter.drawText(QPointF(_RULER - 8 - wide, at + tall / 2), text)
            else:
                painter.drawText(QPointF(at - wide / 2, _RULER - 9), text)

    def _paint_text(self, painter: QPainter) -> None:
        sheet = self._placed(QRectF(0, 0, self._sheet.width, self._sheet.height))
        font = fonts.interface_font(11)
        painter.setFont(font)
        painter.setPen(QColor("#3c4149"))
        painter.setClipRect(sheet)
        for number, line in enumerate(self._lines):
            painter.drawText(QPointF(sheet.left() + 20, sheet.top() + 28 + number * 17), line)


def _paint_squares(painter: QPainter, place: QRectF) -> None:
    """The pattern that everybody knows for: nothing is here."""
    painter.save()
    painter.setClipRect(place)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(place, QColor("#ffffff"))
    for row in range(ceil(place.height() / _SQUARE)):
        for column in range(row % 2, ceil(place.width() / _SQUARE), 2):
            spot = QRectF(place.left() + column * _SQUARE, place.top() + row * _SQUARE, _SQUARE, _SQUARE)
            painter.fillRect(spot, QColor("#e9ebee"))
    painter.restore()
