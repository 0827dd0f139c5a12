"""Colour bars: what the colours of a picture mean, one bar for each scale, at the right edge."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter

from calcviz.drawing import ColorScale
from calcviz.language.notation import number_text
from calcviz.language.spoken import brief
from calcviz.scene.document import Viewport
from calcviz.views.axes import axes
from calcviz.views.colormaps import band_colors, inner_levels, ramp, share_of
from calcviz.views.fonts import number_font
from calcviz.views.formula.formula import Formula, typeset
from calcviz.views.pens import pen
from calcviz.views.scales import Scales
from calcviz.views.theme import Theme
from calcviz.views.ticks import ticks

NUMBER_SIZE, NAME_SIZE = 13.0, 15.0
WIDTH = 13.0
TALLEST, SHORTEST = 230.0, 70.0
_PAD, _TICK, _GAP = 9.0, 4.0, 8.0
_BELOW = 9.0
"""Pixels between the name of a bar and the bar."""
_SPACING = 20.0
"""Pixels between two numbers at least."""
_FEWEST = 3
"""Numbers from which on there may be more room between them: one or two do not tell how colours run."""
_DIGITS = 4
_STOPS = 33
_WIDEST_NAME = 120.0
_CORNER = 36.0
"""Pixels at the lower edge where the pointer's coordinates are written."""


def bar_places(
    view: Viewport, scales: Scales, room: tuple[float, float] | None = None
) -> dict[ColorScale, QRectF]:
    """The plates of the bars, side by side from the right; none where the view is too small for them.

    `room` is the part of the right edge that they may take, from top to bottom; else the axes decide.
    """
    top, bottom = room or _room(view)
    made: dict[ColorScale, QRectF] = {}
    right = view.width - _GAP
    for scale in scales:
        name = _name(scale)
        above = _above(scale)
        tall = min(TALLEST + above + 2 * _PAD, bottom - top)
        if tall - above - 2 * _PAD < SHORTEST:
            break
        words = max((_metrics().horizontalAdvance(text) for _, text in _marks(scale, tall)), default=0.0)
        wide = max(WIDTH + _TICK + 4.0 + words, name.width if name is not None else 0.0) + 2 * _PAD
        if right - wide < view.width / 2:
            break
        made[scale] = QRectF(right - wide, top, wide, tall)
        right -= wide + _GAP
    return made


def paint_color_bar(painter: QPainter, scale: ColorScale, place: QRectF, theme: Theme, filled: bool) -> None:
    """Paint the bar of a scale on its plate: its name above, its colours, and numbers beside them."""
    painter.save()
    painter.setOpacity(1.0)
    if not theme.clear:
        painter.setPen(pen(theme.grid_major, 1.0))
        painter.setBrush(QColor(theme.paper))
        painter.drawRoundedRect(place, 6.0, 6.0)
    bar, name = bar_place(scale, place), _name(scale)
    if name is not None:
        name.paint(painter, place.left() + _PAD, place.top() + _PAD + name.height, QColor(theme.ink))
    _paint_colors(painter, scale, bar, theme, filled)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(theme.axis, 1.0))
    painter.drawRect(bar)
    _paint_marks(painter, scale, bar, theme)
    painter.restore()


def bar_place(scale: ColorScale, plate: QRectF) -> QRectF:
    """Where the colours stand on a plate, under the name of the scale."""
    top = plate.top() + _PAD + _above(scale)
    return QRectF(plate.left() + _PAD, top, WIDTH, plate.bottom() - _PAD - top)


def bar_marks(scale: ColorScale, bar: QRectF) -> list[tuple[float, str]]:
    """The numbers beside a bar, each with the share of the bar's length at which it stands."""
    return [(float(share_of(scale, value)), text) for value, text in _marks(scale, bar.height())]


def _above(scale: ColorScale) -> float:
    name = _name(scale)
    return name.height + name.depth + _BELOW if name is not None else 0.0


def _paint_colors(painter: QPainter, scale: ColorScale, bar: QRectF, theme: Theme, filled: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if filled and inner_levels(scale):
        edges = share_of(scale, (scale.low, *inner_levels(scale), scale.high)).tolist()
        for low, high, color in zip(edges, edges[1:], band_colors(scale, theme).tolist()):
            part = QRectF(bar.left(), bar.bottom() - high * bar.height(), WIDTH, (high - low) * bar.height())
            painter.fillRect(part, QColor(*color))
        return
    colors = ramp(theme, scale.kind, lines=not filled)
    fade = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    for k in range(_STOPS):
        share = k / (_STOPS - 1)
        fade.setColorAt(share, QColor(*colors[round(share * (len(colors) - 1))].tolist()))
    painter.fillRect(bar, fade)


def _paint_marks(painter: QPainter, scale: ColorScale, bar: QRectF, theme: Theme) -> None:
    metrics = _metrics()
    painter.setFont(number_font(NUMBER_SIZE))
    for share, text in bar_marks(scale, bar):
        y = bar.bottom() - share * bar.height()
        painter.setPen(pen(theme.axis, 1.0))
        painter.drawLine(QLineF(bar.right(), y, bar.right() + _TICK, y))
        painter.setPen(QColor(theme.number))
        painter.drawText(QPointF(bar.right() + _TICK + 4.0, y + metrics.capHeight() / 2), text)


def _marks(scale: ColorScale, length: float) -> list[tuple[float, str]]:
    """The numbers beside a bar of that length: its levels, or round numbers, not too close to each other."""
    if not scale.high > scale.low:
        return [(scale.low, _text(scale.low))]
    levels = inner_levels(scale)
    if not levels:
        made = ticks(scale.low, scale.high, length, 1.6 * _SPACING)
        if len(made.major) < _FEWEST:
            made = ticks(scale.low, scale.high, length, _SPACING)
        return list(zip(made.major, made.labels))
    every = 1
    while every < len(levels) and _closest(scale, _every(levels, every), length) < _SPACING:
        every += 1
    return [(level, _text(level)) for level in _every(levels, every)]


def _every(levels: tuple[float, ...], step: int) -> Sequence[float]:
    """Each level whose distance from zero, or from the first, is a multiple of the step."""
    first = min(range(len(levels)), key=lambda k: abs(levels[k]))
    return levels[first % step :: step]


def _closest(scale: ColorScale, levels: Sequence[float], length: float) -> float:
    places = (share_of(scale, levels) * length).tolist()
    return min((b - a for a, b in pairwise(places)), default=length)


def _text(value: float) -> str:
    return brief(float(number_text(value, _DIGITS)))


def _name(scale: ColorScale) -> Formula | None:
    """What the numbers are called; smaller where it is long, and left out where it is very long."""
    for size in (NAME_SIZE, 12.0) if scale.latex else ():
        formula = typeset(scale.latex, size, display=False)
        if formula.width <= _WIDEST_NAME:
            return formula
    return None


def _room(view: Viewport) -> tuple[float, float]:
    """Top and bottom of the larger part of the right edge that the horizontal axis leaves free."""
    laid = axes(view)
    low = view.height - _CORNER
    if laid.x_line is None:
        return _GAP, low
    above, below = laid.x_line - 16.0, laid.x_line + 30.0
    return (_GAP, above) if above - _GAP >= min(low - below, SHORTEST + 60.0) else (below, low)


def _metrics() -> QFontMetricsF:
    return QFontMetricsF(number_font(NUMBER_SIZE))
