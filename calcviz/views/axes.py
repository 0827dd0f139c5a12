"""The axes of a viewport laid out: where they are divided, where they and their numbers lie in pixels."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import isclose

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from calcviz.scene.document import Numbers, Viewport
from calcviz.views.decades import decades
from calcviz.views.fonts import number_font
from calcviz.views.geometry import pixel_x, pixel_y
from calcviz.views.parts_of_pi import parts_of_pi
from calcviz.views.polar import Polar, is_polar, polar
from calcviz.views.ticks import Ticks, ticks

NUMBER_SIZE, NAME_SIZE = 14.0, 17.0
_SPACING = (44.0, 76.0)
"""The least distance of major ticks in a small view and in a large one."""
_GAP = 5.0
_AT_EDGE = 1.5
"""From the left edge to a number there: an end of a line between them would look like a minus."""


@dataclass(frozen=True, slots=True)
class Number:
    """The text of an axis, where it stands (a rectangle in pixels) and where its baseline is.

    `name`: it is what the axis is called, which is written larger and slanted. `rest` lies between that and
    the edge of the view: what is left there of a curve would look like a prime.
    """

    text: str
    box: QRectF
    baseline: float
    name: bool = False
    rest: QRectF | None = None


@dataclass(frozen=True, slots=True)
class Axes:
    """The divisions of both axes in a viewport, and where the axes and their numbers lie in pixels.

    `x_line` and `y_line` are the pixels of the axes, or None where they lie outside the view.
    """

    x: Ticks
    y: Ticks
    x_line: float | None
    y_line: float | None
    x_numbers: tuple[Number, ...]
    y_numbers: tuple[Number, ...]
    polar: Polar | None = None
    angles: tuple[Number, ...] = ()
    names: tuple[Number, ...] = ()

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All numbers that are written."""
        return self.x_numbers + self.y_numbers + self.angles

    @property
    def texts(self) -> tuple[Number, ...]:
        """The numbers, and what the axes are called."""
        return self.numbers + self.names

    def strip_at(self, view: Viewport, at: QPointF) -> str:
        """ "x" or "y" where the point lies in that axis' strip of numbers, else ""."""
        level = min(max(pixel_y(view, 0.0), 0.0), view.height - 22.0)
        if level - 2 <= at.y() <= level + 22:
            return "x"
        widest = max((number.box.width() for number in self.y_numbers), default=20.0) + 2 * _GAP
        upright = min(max(pixel_x(view, 0.0), widest), view.width)
        return "y" if upright - widest <= at.x() <= upright + 2 else ""


@lru_cache(maxsize=8)
def axes(view: Viewport) -> Axes:
    """Lay out the axes of a viewport; needs the fonts, hence a QGuiApplication."""
    metrics = QFontMetricsF(number_font(NUMBER_SIZE))
    digit = metrics.horizontalAdvance("0")
    x = _divided(view.x_range, view.width, view.x_log, view.x_ticks, _spacing(view.width), digit)
    # Where both units are equally long the grid is made of squares.
    squares = view.linear and view.x_ticks == view.y_ticks and isclose(view.x_unit, view.y_unit)
    apart = x.step * view.y_unit * 0.999 if squares else _spacing(view.height)
    y = _divided(view.y_range, view.height, view.y_log, view.y_ticks, apart)
    level, upright = pixel_y(view, 0.0), pixel_x(view, 0.0)
    x_line = level if 0 <= level <= view.height else None
    y_line = upright if 0 <= upright <= view.width else None
    across, down = _x_numbers(view, x, metrics), _y_numbers(view, y, metrics)
    names = _names(view, x_line, y_line)
    if not is_polar(view):
        return Axes(x, y, x_line, y_line, across, down, names=names)
    wheel = polar(view, max(x.step, y.step))
    angles = tuple(_centred(angle.text, angle.x, angle.y, metrics) for angle in wheel.angles)
    if x_line is not None and y_line is not None:
        down = ()  # circles have their numbers on the axis to the right
    return Axes(x, y, x_line, y_line, across, down, wheel, angles, names)


def _divided(
    ends: tuple[float, float],
    length: float,
    log: bool,
    numbers: Numbers,
    spacing: float,
    digit: float = 0.0,
) -> Ticks:
    """The ticks of an axis of that kind; powers of ten where it is logarithmic."""
    if log:
        return decades(*ends, length, spacing, digit)
    return (parts_of_pi if numbers == "pi" else ticks)(*ends, length, spacing, digit)


def _x_numbers(view: Viewport, x: Ticks, metrics: QFontMetricsF) -> tuple[Number, ...]:
    """Below the axis, or along the edge nearest to it; none where it would meet the y-axis or the arrow."""
    tall = metrics.capHeight()
    level = pixel_y(view, 0.0)
    baseline = min(max(level + _GAP + 2 + tall, tall + _GAP), view.height - _GAP - 1)
    upright, made = pixel_x(view, 0.0), []
    for value, text in zip(x.major, x.labels):
        wide, middle = metrics.horizontalAdvance(text), pixel_x(view, value)
        left = middle - wide / 2
        if text.startswith("−"):
            left -= metrics.horizontalAdvance("−") / 2
        if value == 0 and 0 <= upright <= view.width and 0 <= level <= view.height:
            left = middle - wide - _GAP - 1
        if left < 2 or left + wide > view.width - 16:
            continue
        made.append(_number(text, left, baseline, wide, tall))
    return tuple(made)


def _y_numbers(view: Viewport, y: Ticks, metrics: QFontMetricsF) -> tuple[Number, ...]:
    """Left of the axis, or along the edge nearest to it."""
    tall = metrics.capHeight()
    upright = pixel_x(view, 0.0)
    both = 0 <= upright <= view.width and 0 <= pixel_y(view, 0.0) <= view.height
    made = []
    for value, text in zip(y.major, y.labels):
        wide, middle = metrics.horizontalAdvance(text), pixel_y(view, value)
        left = min(max(upright - _GAP - 2 - wide, _AT_EDGE), view.width - wide - _GAP)
        if (value == 0 and both) or middle < 18 or middle > view.height - 10:
            continue
        made.append(_number(text, left, middle + tall / 2, wide, tall))
    return tuple(made)


def _names(view: Viewport, x_line: float | None, y_line: float | None) -> tuple[Number, ...]:
    """Beside the arrowheads: above the one, and to the right of the other.

    A logarithmic axis has no such line; its name ends the row of its numbers, or stands over their column.
    """
    made = []
    if x_line is None and view.x_log and view.names[0]:
        made.append(_name(view.names[0], view.width - 12.5, view.height - _GAP - 1))
    if y_line is None and view.y_log and view.names[1]:
        made.append(_name(view.names[1], _AT_EDGE + 1.5, max(13.0, 1.5 - _ink(view.names[1]).top())))
    if x_line is not None:
        hangs = max(0.0, _ink(view.names[0]).bottom())
        name = _name(view.names[0], view.width - 12.5, x_line + (-8 - hangs if x_line > 24 else 20))
        box = name.box
        made.append(replace(name, rest=QRectF(box.right() - 2, box.top(), view.width, box.height())))
    if y_line is not None:
        left = y_line + 9 if y_line < view.width - 22 else y_line - 18
        name = _name(view.names[1], left, max(13.0, 1.5 - _ink(view.names[1]).top()))
        box = name.box
        made.append(replace(name, rest=QRectF(box.left(), 0.0, box.width(), max(0.0, box.top() + 2))))
    return tuple(made)


def _name(text: str, left: float, baseline: float) -> Number:
    ink = _ink(text)
    box = QRectF(left - 1.5, baseline + ink.top() - 2.0, ink.right() + 3.0, ink.height() + 4.0)
    return Number(text, box, baseline, name=True)


def _ink(name: str) -> QRectF:
    """Where a name is black, about the beginning of its baseline; an integral sign is tall."""
    return QFontMetricsF(number_font(NAME_SIZE, italic=True)).tightBoundingRect(name)


def _number(text: str, left: float, baseline: float, wide: float, tall: float) -> Number:
    return Number(text, QRectF(left - 1.5, baseline - tall - 2.0, wide + 3.0, tall + 4.0), baseline)


def _spacing(length: float) -> float:
    return min(max(length / 12, _SPACING[0]), _SPACING[1])


def _centred(text: str, x: float, y: float, metrics: QFontMetricsF) -> Number:
    wide, tall = metrics.horizontalAdvance(text), metrics.capHeight()
    return _number(text, x - wide / 2, y + tall / 2, wide, tall)
