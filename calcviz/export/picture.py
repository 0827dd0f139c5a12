"""A frame as a picture in a file: PNG at any resolution, SVG and PDF with text as text."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import isfinite

from PySide6.QtCore import (
    QBuffer,
    QHashSeed,
    QIODevice,
    QMarginsF,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QUuid,
)
from PySide6.QtGui import QColor, QImage, QPageSize, QPaintDevice, QPainter, QPainterPath, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from calcviz.engine.frame import Frame
from calcviz.export.figure import CM, POINTS, SCREEN, Figure, Room
from calcviz.language.messages import tr
from calcviz.views.fonts import MATH, SANS, TEXT
from calcviz.views.paint import paint_frame
from calcviz.views.panel_parts import paint_panels
from calcviz.views.pens import pen

Paint = Callable[[QPainter, float, float], None]
"""Paints into the rectangle from 0, 0 with that width and height."""

_LONGEST = 32_000
"""Device pixels along one side; beyond it Qt's rasteriser fails."""
_MOST = 400_000_000
"""Device pixels in all: 1.6 GB of memory while the picture is painted."""

_BAND = 4_000_000
"""Device pixels painted at once: between two bands a window can breathe, and a person change their mind."""

_FALLBACKS = {
    MATH.encode(): b"STIX Two Math, Cambria Math, serif",
    TEXT.encode(): b"STIX Two Text, Times New Roman, serif",
    SANS.encode(): b"Noto Sans CJK SC, sans-serif",
}

_DATES = re.compile(rb"\(D:\d{14}[^)]*\)")
_DATE = b"(D:20000101000000Z)"


class _Outliner(QPainter):
    """A painter that draws letters as shapes: they look the same where their font is missing."""

    def drawText(self, at: QPointF, text: str) -> None:  # type: ignore[override]
        letters = QPainterPath()
        letters.addText(at, self.font(), text)
        self.fillPath(letters, self.pen().brush())


def picture_bytes(frame: Frame, figure: Figure, ending: str) -> bytes:
    """The content of a file with that ending, ".png", ".svg" or ".pdf".

    The same frame and figure give the same bytes. Raises OSError with a sentence. Needs a QGuiApplication.
    """
    writers = {".png": _png, ".svg": _svg, ".pdf": _pdf}
    check_size(figure)
    return writers[ending](figure.dressed(frame), figure)


def check_size(figure: Figure) -> None:
    """Raise OSError with a sentence where a picture would be empty or larger than can be painted."""
    known = all(map(isfinite, (figure.width, figure.height, figure.dpi)))
    across, down = figure.pixels if known else (0, 0)
    if not (min(across, down) >= 1 and max(across, down) <= _LONGEST and across * down <= _MOST):
        raise OSError(tr("A picture has 1 to {largest} pixels along each side.", largest=_LONGEST))


def figure_image(frame: Frame, figure: Figure, pixels: tuple[int, int] | None = None) -> QImage:
    """The frame as an image of so many pixels, those of the figure where they are None."""
    image = blank_image(figure, pixels)
    for _ in paint_bands(image, frame, figure):
        pass
    return image


def blank_image(figure: Figure, pixels: tuple[int, int] | None = None) -> QImage:
    """The paper of a figure; raises OSError with a sentence where there is not enough memory for it."""
    across, down = figure.pixels if pixels is None else pixels
    clear = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(across, down, clear if figure.theme.clear else QImage.Format.Format_RGB32)
    if image.isNull():
        raise OSError(tr("There is not enough memory for a picture of this size."))
    image.fill(Qt.GlobalColor.transparent if figure.theme.clear else QColor(figure.theme.paper))
    dots = round(figure.dpi / CM * 100)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    return image


def paint_bands(image: QImage, frame: Frame, figure: Figure) -> Iterator[float]:
    """Paint a figure on its paper band by band, each in some 40 ms; yields the share that is done."""
    across, down = image.width(), image.height()
    tall, memory = max(64, _BAND // across), image.bits()
    for top in range(0, down, tall):
        line = image.bytesPerLine()
        high = min(tall, down - top)
        band = QImage(memory[top * line : (top + high) * line], across, high, line, image.format())
        with _painting(band) as painter:
            painter.translate(0, -top)
            paint_figure(painter, frame, figure, across, down, ratio=across / figure.size[0])
        yield (top + high) / down


def png_bytes(image: QImage) -> bytes:
    """The image as a PNG; safe on any thread."""
    buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return _taken(buffer)


def paint_figure(
    painter: QPainter, frame: Frame, figure: Figure, across: float, down: float, ratio: float = 1.0
) -> None:
    """Paint the figure into the rectangle 0, 0, across, down; `ratio` is device pixels per logical pixel."""
    frame = figure.dressed(frame)
    width, height = figure.size
    painter.save()
    if (across, down) != figure.size:
        painter.scale(across / width, down / height)
    if figure.plane_room is not None:
        paint_frame(painter, frame, figure.theme, ratio=ratio, handles=figure.handles)
        if figure.panels:
            room = figure.plane_room[2:]
            paint_panels(painter, frame, figure.theme, room, ratio=ratio, handles=figure.handles)
    if figure.space_room is not None:
        _paint_space(painter, frame, figure, figure.space_room, ratio)
    if figure.border:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(figure.theme.axis, 1.0))
        painter.drawRect(QRectF(0.5, 0.5, width - 1.0, height - 1.0))
    painter.restore()


def _paint_space(painter: QPainter, frame: Frame, figure: Figure, room: Room, ratio: float) -> None:
    from calcviz.views.space.paint import paint_space  # most pictures show the plane alone

    left, top, width, height = room
    painter.save()
    painter.translate(left, top)
    paint_space(
        painter, frame, figure.space, width, height, figure.theme, ratio=ratio, handles=figure.handles
    )
    painter.restore()


@contextmanager
def _painting(device: QPaintDevice, *, outlines: bool = False) -> Iterator[QPainter]:
    """A painter that has ended before its device goes, whatever happens: else the program would."""
    painter = _Outliner(device) if outlines else QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


def _png(frame: Frame, figure: Figure) -> bytes:
    return png_bytes(figure_image(frame, figure))


def _svg(frame: Frame, figure: Figure) -> bytes:
    (across, down), buffer = figure.size, _buffer()
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setResolution(SCREEN)
    drawing.setSize(QSize(across, down))
    drawing.setViewBox(QRect(0, 0, across, down))
    drawing.setTitle("CalcViz")
    drawing.setDescription(_description(frame))
    with _painting(drawing, outlines=figure.outlines) as painter:
        paint_figure(painter, frame, figure, across, down)
    return _finished_svg(_taken(buffer), figure)


def _finished_svg(text: bytes, figure: Figure) -> bytes:
    """What Qt writes, with the size in pixels, and fonts to fall back on where CalcViz is not installed.

    Shapes lose the font that the machine would have given to text in them: it differs from one to the next.
    """
    width, height = (round(side / CM * SCREEN, 3) for side in (figure.width, figure.height))
    size = b'width="%s" height="%s"' % (f"{width:g}".encode(), f"{height:g}".encode())
    text = re.sub(rb'width="[^"]*mm" height="[^"]*mm"', size, text, count=1)
    text = re.sub(rb'font-family="(?!CalcViz)[^"]*"( font-[a-z]+="[^"]*")* ?', b"", text)
    for family, others in _FALLBACKS.items():
        text = re.sub(rb'font-family="%b[^"]*"' % family, b'font-family="%b, %b"' % (family, others), text)
    return text


def _pdf(frame: Frame, figure: Figure) -> bytes:
    def paint(painter: QPainter, across: float, down: float) -> None:
        paint_figure(painter, frame, figure, across, down)

    return pdf_bytes(figure.width, figure.height, paint, outlines=figure.outlines)


def pdf_bytes(width: float, height: float, paint: Paint, *, outlines: bool = False) -> bytes:
    """A PDF of one page, `width` × `height` in centimetres, that `paint` fills, in units of 1/96 inch."""
    buffer = _buffer()
    paper = QPdfWriter(buffer)
    paper.setResolution(SCREEN)
    sides = [round(side / CM, 6) for side in (width, height)]
    size = QSizeF(*sides) * POINTS
    paper.setPageSize(QPageSize(size, QPageSize.Unit.Point, "CalcViz", QPageSize.SizeMatchPolicy.ExactMatch))
    paper.setPageMargins(QMarginsF(0, 0, 0, 0))
    paper.setTitle("CalcViz")
    paper.setCreator("CalcViz")
    paper.setDocumentId(QUuid("{00000000-0000-0000-0000-000000000000}"))
    # The order of fonts in the file is that of a hash; with Qt's random seed it differs from run to run.
    QHashSeed.setDeterministicGlobalSeed()
    try:
        with _painting(paper, outlines=outlines) as painter:
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            paint(painter, *(round(side * SCREEN, 3) for side in sides))
    finally:
        QHashSeed.resetRandomGlobalSeed()
    return _undated(_taken(buffer))


def _undated(pdf: bytes) -> bytes:
    """The PDF without the moment of writing: dates become one fixed date, and the offsets of the file follow.

    The dates in the metadata keep their length; those of the document are shorter in UTC than elsewhere.
    """
    stamp = rb"((?:Create|Modify|Metadata)Date[=>]\"?)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"
    pdf = re.sub(stamp, rb"\g<1>2000-01-01T00:00:00+00:00", pdf)
    body, mark, tail = pdf.rpartition(b"\nxref\n")
    dates = [(found.end(), len(found.group()) - len(_DATE)) for found in _DATES.finditer(body)]

    def moved(found: re.Match[bytes]) -> bytes:
        place = int(found.group(1))
        place -= sum(shorter for end, shorter in dates if end <= place)
        return str(place).encode().rjust(len(found.group(1)), b"0") + found.group(2)

    tail = re.sub(rb"(\d{10})( \d{5} n)", moved, tail)
    start = len(_DATES.sub(_DATE, body)) + 1
    tail = re.sub(rb"startxref\n\d+", b"startxref\n%d" % start, tail)
    return _DATES.sub(_DATE, body) + mark + tail


def _description(frame: Frame) -> str:
    """The sentences of the visible rows, for those who do not see the picture."""
    return " ".join(row.drawing.sentence for row in frame.rows if row.row.visible and row.drawing.sentence)


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _taken(buffer: QBuffer) -> bytes:
    written = bytes(buffer.data().data())
    buffer.close()
    return written
