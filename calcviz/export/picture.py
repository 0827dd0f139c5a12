"""A frame as a picture in a file: PNG at any scale, SVG and PDF with text as text."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QHashSeed, QIODevice, QMarginsF, QRect, QSize, QSizeF, QUuid
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from calcviz.engine.frame import Frame
from calcviz.export.atomic import write_file
from calcviz.language.messages import tr
from calcviz.views.fonts import MATH, SANS, TEXT
from calcviz.views.paint import paint_frame
from calcviz.views.theme import LIGHT, Theme

DPI = 96
"""Logical pixels per inch: the measure in which all widths and font sizes are given."""
_LARGEST = 32_000
"""Device pixels along one side; beyond it Qt's rasteriser fails."""


_FALLBACKS = {
    MATH.encode(): b"STIX Two Math, Cambria Math, serif",
    TEXT.encode(): b"STIX Two Text, Times New Roman, serif",
    SANS.encode(): b"Noto Sans CJK SC, sans-serif",
}

_DATES = re.compile(rb"\(D:\d{14}[^)]*\)")
_DATE = b"(D:20000101000000Z)"


def save_picture(
    frame: Frame,
    path: str | Path,
    *,
    width: int | None = None,
    height: int | None = None,
    scale: float = 1.0,
    theme: Theme = LIGHT,
    handles: bool = False,
) -> None:
    """Write the frame to a file whose ending, .png, .svg or .pdf, says the format.

    `width` and `height` in logical pixels, those of the frame's viewport where they are None; `scale` is the
    number of a PNG's pixels per logical pixel. The same frame gives the same bytes. The file is replaced as a
    whole or not at all. Raises OSError with a sentence. Needs a QGuiApplication, but no screen.
    """
    view = frame.viewport
    view = replace(
        view, width=view.width if width is None else width, height=view.height if height is None else height
    )
    writers: dict[str, Callable[[], bytes]] = {
        ".png": lambda: _png(shown, theme, scale, handles),
        ".svg": lambda: _svg(shown, theme, handles),
        ".pdf": lambda: _pdf(shown, theme, handles),
    }
    shown = Frame(frame.rows, view)
    ending = Path(path).suffix.lower()
    if ending not in writers:
        raise OSError(
            tr("A picture's file ends in .png, .svg or .pdf; “{name}” does not.", name=Path(path).name)
        )
    longest = max(view.width, view.height) * scale
    if not (1 <= longest <= _LARGEST and min(view.width, view.height) >= 1 and scale > 0):
        raise OSError(tr("A picture has 1 to {largest} pixels along each side.", largest=_LARGEST))
    write_file(path, writers[ending]())


def picture_image(frame: Frame, theme: Theme, scale: float = 1.0, *, handles: bool = False) -> QImage:
    """The frame as an image with `scale` pixels per logical pixel, for a file or the clipboard."""
    view = frame.viewport
    image = QImage(round(view.width * scale), round(view.height * scale), QImage.Format.Format_RGB32)
    if image.isNull():
        raise OSError(tr("There is not enough memory for a picture of this size."))
    image.setDevicePixelRatio(scale)
    dots = round(DPI * scale / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    painter = QPainter(image)
    paint_frame(painter, frame, theme, ratio=scale, handles=handles)
    painter.end()
    return image


def _png(frame: Frame, theme: Theme, scale: float, handles: bool) -> bytes:
    buffer = _buffer()
    picture_image(frame, theme, scale, handles=handles).save(buffer, "PNG")  # type: ignore[call-overload]
    return _taken(buffer)


def _svg(frame: Frame, theme: Theme, handles: bool) -> bytes:
    view, buffer = frame.viewport, _buffer()
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setResolution(DPI)
    drawing.setSize(QSize(view.width, view.height))
    drawing.setViewBox(QRect(0, 0, view.width, view.height))
    drawing.setTitle("CalcViz")
    drawing.setDescription(_description(frame))
    painter = QPainter(drawing)
    paint_frame(painter, frame, theme, handles=handles)
    painter.end()
    return _finished_svg(_taken(buffer), view.width, view.height)


def _finished_svg(text: bytes, width: int, height: int) -> bytes:
    """What Qt writes, with the size in pixels, and fonts to fall back on where CalcViz is not installed.

    Shapes lose the font that the machine would have given to text in them: it differs from one to the next.
    """
    size = b'width="%d" height="%d"' % (width, height)
    text = re.sub(rb'width="[^"]*mm" height="[^"]*mm"', size, text, count=1)
    text = re.sub(rb'font-family="(?!CalcViz)[^"]*"( font-[a-z]+="[^"]*")* ?', b"", text)
    for family, others in _FALLBACKS.items():
        text = re.sub(rb'font-family="%b[^"]*"' % family, b'font-family="%b, %b"' % (family, others), text)
    return text


def _pdf(frame: Frame, theme: Theme, handles: bool) -> bytes:
    view, buffer = frame.viewport, _buffer()
    paper = QPdfWriter(buffer)
    paper.setResolution(DPI)
    size = QSizeF(view.width, view.height) * (72 / DPI)
    paper.setPageSize(QPageSize(size, QPageSize.Unit.Point, "CalcViz", QPageSize.SizeMatchPolicy.ExactMatch))
    paper.setPageMargins(QMarginsF(0, 0, 0, 0))
    paper.setTitle("CalcViz")
    paper.setCreator("CalcViz")
    paper.setDocumentId(QUuid("{00000000-0000-0000-0000-000000000000}"))
    # The order of fonts in the file is that of a hash; with Qt's random seed it differs from run to run.
    QHashSeed.setDeterministicGlobalSeed()
    painter = QPainter(paper)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    paint_frame(painter, frame, theme, handles=handles)
    painter.end()
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
