"""The paper a picture is painted on: grid, axes, and their numbers."""

from functools import lru_cache
from math import ceil, floor

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from calcviz.scene.document import Viewport
from calcviz.views.axes import NAME_SIZE, NUMBER_SIZE, Axes, Number, axes
from calcviz.views.fonts import number_font
from calcviz.views.geometry import Strokes, pixel_x, pixel_y
from calcviz.views.labels import Board
from calcviz.views.pens import AXIS_WIDTH, TICK_WIDTH, hairline
from calcviz.views.polar import paint_polar
from calcviz.views.theme import Theme

_TICK = 4.0
_ARROW = (9.0, 3.4)
_AWAY = 4.0
"""Pixels that labels keep from an axis."""
_LARGE = 1000.0
"""The size at which the outlines of numbers are taken."""
_ROUND = 2.0
"""Pixels around the box of a number that the grid leaves free: as far as its seam reaches."""
_SEAM, _NARROW = 6.0, 3.0
"""The paper left around a number that a curve crosses, half of it outside the letters; on a coloured map."""


def blank_board(view: Viewport) -> Board:
    """The places that labels avoid before anything is drawn: axes and numbers."""
    laid, made = axes(view), Board()
    for number in laid.numbers:
        made.keep_free(number.box.adjusted(-10.0, -2.0, 10.0, 2.0))
    for name in laid.names:
        made.keep_free(name.box)
    one_stroke = np.zeros(1, np.int64)
    if laid.x_line is not None:
        level = np.full(2, laid.x_line)
        made.keep_visible(Strokes(np.array([0.0, view.width]), level, one_stroke))
        made.axes.append(QRectF(0.0, laid.x_line - _AWAY, view.width, 2 * _AWAY))
    if laid.y_line is not None:
        upright = np.full(2, laid.y_line)
        made.keep_visible(Strokes(upright, np.array([0.0, view.height]), one_stroke))
        made.axes.append(QRectF(laid.y_line - _AWAY, 0.0, 2 * _AWAY, view.height))
    return made


def paint_background(painter: QPainter, view: Viewport, theme: Theme, ratio: float) -> None:
    """Paint paper, grid, axes and numbers over the whole view; `ratio` is device pixels per logical pixel."""
    laid = axes(view)
    if not theme.clear:
        painter.fillRect(QRectF(0, 0, view.width, view.height), QColor(theme.paper))
    if theme.bare:
        return
    # Every line is aligned on device pixels: it looks the same without antialiasing and is painted faster.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if laid.polar is not None:
        paint_polar(painter, view, laid.polar, theme, ratio)
    elif view.grid != "none":
        if theme.grid_minor != theme.paper:
            _grid(painter, view, laid.x.minor, laid.y.minor, theme.grid_minor, ratio)
        _grid(painter, view, laid.x.major, laid.y.major, theme.grid_major, ratio)
    lines = _axis_lines(painter, view, laid, theme, ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _ends(painter, view, lines, theme)
    _numbers(painter, laid, theme)


def paint_axes(painter: QPainter, view: Viewport, theme: Theme, ratio: float) -> None:
    """Paint the axes again without grid and numbers, over what has covered them."""
    painter.save()
    painter.setOpacity(1.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    lines = _axis_lines(painter, view, axes(view), theme, ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _ends(painter, view, lines, theme)
    painter.restore()


def _grid(
    painter: QPainter, view: Viewport, xs: tuple[float, ...], ys: tuple[float, ...], color: str, ratio: float
) -> None:
    upright = [QLineF(x, 0.0, x, view.height) for x in (_snap(pixel_x(view, v), 1, ratio) for v in xs)]
    level = [QLineF(0.0, y, view.width, y) for y in (_snap(pixel_y(view, v), 1, ratio) for v in ys)]
    painter.setPen(hairline(color, 1.0, ratio)[0])
    painter.drawLines(upright + level)


def _axis_lines(painter: QPainter, view: Viewport, laid: Axes, theme: Theme, ratio: float) -> list[QLineF]:
    lines, marks = [], []
    if laid.x_line is not None:
        y = _snap(laid.x_line, AXIS_WIDTH, ratio)
        lines.append(QLineF(0.0, y, view.width - 1.0, y))
        across = [_snap(pixel_x(view, v), TICK_WIDTH, ratio) for v in laid.x.major if v]
        marks += [QLineF(x, y - _TICK, x, y + _TICK) for x in across if x < view.width - 14]
    if laid.y_line is not None:
        x = _snap(laid.y_line, AXIS_WIDTH, ratio)
        lines.append(QLineF(x, 1.0, x, view.height))
        down = [_snap(pixel_y(view, v), TICK_WIDTH, ratio) for v in laid.y.major if v]
        marks += [QLineF(x - _TICK, y, x + _TICK, y) for y in down if y > 14]
    painter.setPen(hairline(theme.axis, TICK_WIDTH, ratio)[0])
    painter.drawLines(marks)
    painter.setPen(hairline(theme.axis, AXIS_WIDTH, ratio)[0])
    painter.drawLines(lines)
    return lines


def _ends(painter: QPainter, view: Viewport, lines: list[QLineF], theme: Theme) -> None:
    """Slender arrowheads at the positive ends."""
    length, half = _ARROW
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.axis))
    for line in lines:
        if line.y1() == line.y2():
            tip, y = view.width - 0.5, line.y1()
            head = [
                QPointF(tip, y),
                QPointF(tip - length, y - half),
                QPointF(tip - length * 0.72, y),
                QPointF(tip - length, y + half),
            ]
        else:
            x = line.x1()
            head = [
                QPointF(x, 0.5),
                QPointF(x - half, 0.5 + length),
                QPointF(x, 0.5 + length * 0.72),
                QPointF(x + half, 0.5 + length),
            ]
        painter.drawPolygon(QPolygonF(head))


def _numbers(painter: QPainter, laid: Axes, theme: Theme) -> None:
    for number in () if theme.clear else laid.texts:
        painter.fillRect(number.box.adjusted(-_ROUND, -_ROUND, _ROUND, _ROUND), QColor(theme.paper))
        if number.rest is not None:
            painter.fillRect(number.rest, QColor(theme.paper))
    _texts(painter, laid.texts, theme)


def paint_numbers(painter: QPainter, view: Viewport, theme: Theme, *, mapped: bool = False) -> None:
    """Paint numbers and names of both axes over curves that cross them, each in a seam of paper.

    It is narrow on a `mapped` ground, which is coloured.
    """
    laid = axes(view)
    painter.save()
    painter.setOpacity(1.0)
    _seamed(painter, laid.texts, theme, _NARROW if mapped else _SEAM)
    painter.restore()


def stamp_numbers(
    painter: QPainter, view: Viewport, theme: Theme, ratio: float, *, mapped: bool = False
) -> None:
    """The same for a screen, from pictures kept since the last frame of this view: a hundredth of it."""
    for at, image in _stamps(view, theme, ratio, _NARROW if mapped else _SEAM):
        painter.drawImage(at, image)


@lru_cache(maxsize=4)
def _stamps(view: Viewport, theme: Theme, ratio: float, wide: float) -> tuple[tuple[QPointF, QImage], ...]:
    """Each number with its seam as a small picture, and where it lies: its corner on a whole device pixel."""
    laid = axes(view)
    made = []
    for number in laid.texts:
        room = number.box.adjusted(-_SEAM, -_SEAM, _SEAM, _SEAM)
        at = QPointF(floor(room.left() * ratio) / ratio, floor(room.top() * ratio) / ratio)
        size = ceil((room.width() + 1) * ratio), ceil((room.height() + 1) * ratio)
        image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-at)
        _seamed(painter, (number,), theme, wide)
        painter.end()
        made.append((at, image))
    return tuple(made)


def _seamed(painter: QPainter, numbers: tuple[Number, ...], theme: Theme, wide: float) -> None:
    seam = QPen(QColor(theme.paper), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    seam.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(seam)
    painter.setBrush(QColor(theme.paper))
    for number in () if theme.clear else numbers:
        # one by one: a path of all of them takes Qt up to twenty times as long
        size = NAME_SIZE if number.name else NUMBER_SIZE
        painter.drawPath(number_outline(number.text, size, italic=number.name).translated(_origin(number)))
        if number.rest is not None:
            painter.fillRect(number.rest, QColor(theme.paper))
    _texts(painter, numbers, theme)


@lru_cache(maxsize=1024)
def number_outline(text: str, size: float, *, italic: bool = False) -> QPainterPath:
    """The outlines of a number of that size whose baseline begins at the origin.

    They are taken at a large size: at that of reading the font's own rounding differs from one moment to the
    next, and so would the bytes of a file.
    """
    large = QPainterPath()
    large.addText(QPointF(0, 0), number_font(_LARGE, italic=italic), text)
    return QTransform.fromScale(size / _LARGE, size / _LARGE).map(large)


def _texts(painter: QPainter, numbers: tuple[Number, ...], theme: Theme) -> None:
    fonts = number_font(NUMBER_SIZE), number_font(NAME_SIZE, italic=True)
    for number in numbers:
        painter.setFont(fonts[number.name])
        painter.setPen(QColor(theme.ink if number.name else theme.number))
        painter.drawText(_origin(number), number.text)


def _origin(number: Number) -> QPointF:
    return QPointF(number.box.left() + 1.5, number.baseline)


def _snap(position: float, width: float, ratio: float) -> float:
    return round(position * ratio) / ratio + hairline("#000000", width, ratio)[2]
