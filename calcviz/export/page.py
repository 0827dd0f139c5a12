"""A page for a printer: the picture in the middle at its size in centimetres, and a title over it."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from calcviz.engine.frame import Frame
from calcviz.export.figure import CM, SCREEN, Figure
from calcviz.export.picture import paint_figure, pdf_bytes
from calcviz.views.fonts import interface_font

MARGIN = 1.5
"""Centimetres that printers leave white, and a little more."""
_TITLE = 20.0
"""The size of the title in units of 1/96 inch: 15 points."""
_ROOM = 1.4
"""Centimetres that the title takes over the picture."""


@dataclass(frozen=True, slots=True)
class Page:
    """`width` and `height` in centimetres."""

    width: float
    height: float
    title: str = ""

    def fitted(self, figure: Figure) -> Figure:
        """The figure, made smaller where the page has not enough room for it; its type stays."""
        room = self.width - 2 * MARGIN, self.height - 2 * MARGIN - (_ROOM if self.title else 0.0)
        share = min(1.0, room[0] / figure.width, room[1] / figure.height)
        return replace(figure, width=figure.width * share, height=figure.height * share)

    def place(self, figure: Figure) -> QRectF:
        """Where the figure stands, in centimetres."""
        title = _ROOM if self.title else 0.0
        left, top = (self.width - figure.width) / 2, (self.height - figure.height + title) / 2
        return QRectF(left, top, figure.width, figure.height)


def page_pdf(frame: Frame, figure: Figure, page: Page) -> bytes:
    """The page as a PDF; the same bytes for the same page. Needs a QGuiApplication."""

    def paint(painter: QPainter, across: float, down: float) -> None:
        paint_page(painter, frame, figure, page)

    return pdf_bytes(page.width, page.height, paint)


def paint_page(painter: QPainter, frame: Frame, figure: Figure, page: Page) -> None:
    """Paint the page with a painter whose unit is 1/96 inch; the figure is one that `Page.fitted` made."""
    unit = SCREEN / CM
    place = page.place(figure)
    painter.save()
    painter.translate(place.x() * unit, place.y() * unit)
    paint_figure(painter, frame, figure, place.width() * unit, place.height() * unit)
    painter.restore()
    if page.title:
        paint_title(painter, page, place.top() * unit, unit)


def paint_title(painter: QPainter, page: Page, above: float, unit: float) -> None:
    """Write the title over a picture whose upper edge is at `above`; `unit` is the length of a centimetre."""
    scale = unit * CM / SCREEN
    painter.save()
    painter.translate(0, above)
    painter.scale(scale, scale)
    painter.setFont(interface_font(_TITLE, bold=True))
    painter.setPen(QColor("#000000"))
    wide = painter.fontMetrics().horizontalAdvance(page.title)
    room = page.width * SCREEN / CM
    shown = page.title
    if wide > room - 2 * MARGIN * SCREEN / CM:
        allowed = int(room - 2 * MARGIN * SCREEN / CM)
        shown = painter.fontMetrics().elidedText(page.title, Qt.TextElideMode.ElideRight, allowed)
        wide = painter.fontMetrics().horizontalAdvance(shown)
    painter.drawText(QPointF((room - wide) / 2, -_ROOM * SCREEN / CM / 2), shown)
    painter.restore()
