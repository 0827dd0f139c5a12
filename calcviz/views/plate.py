"""The plate beside a point that is read: what it is, whose it is, and its coordinates."""

from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF

from calcviz.engine.frame import FrameRow
from calcviz.language.expression import Expression
from calcviz.language.messages import mark, tr, translated
from calcviz.language.names import Names
from calcviz.language.notation import number_text
from calcviz.language.reader import parse
from calcviz.language.typeset import latex, name_latex, number_latex
from calcviz.scene.document import Viewport
from calcviz.views.fonts import interface_font
from calcviz.views.formula.formula import Formula, plain_text, typeset
from calcviz.views.items import Canvas
from calcviz.views.pens import look_of, pen
from calcviz.views.reading import Reading
from calcviz.views.theme import mix
from calcviz.views.ticks import MINUS, at_precision

SIZE, WORD_SIZE = 16.0, 13.0
_HEIGHT_DIGITS = 5
DIGITS = 6
"""Significant digits of a landmark that is not known exactly."""
POLE_REACH = 40.0
"""Half the length of the line that shows a pole, in pixels."""
_WIDEST_NAME = 150.0
_PAD, _GAP, _LINE = 9.0, 16.0, 3.0
_CURSOR = QRectF(-4.0, -4.0, 20.0, 26.0)
"""What a pointer's arrow covers, about its tip."""

_WORDS = {
    "root": mark("root"),
    "minimum": mark("minimum"),
    "maximum": mark("maximum"),
    "intersection": mark("intersection"),
    "y_intercept": mark("intercept on the y-axis"),
    "x_intercept": mark("intercept on the x-axis"),
    "hole": mark("hole"),
    "jump": mark("jump"),
    "pole": mark("pole"),
    "end": mark("end"),
    "corner": mark("corner"),
    "inflection": mark("inflection point"),
    "solution": mark("solution"),
    "crossing": mark("crossing of the curve with itself"),
    "level": mark("horizontal tangent"),
    "upright": mark("vertical tangent"),
}


@dataclass(frozen=True, slots=True)
class Plate:
    """A reading as it is written: words above, the formula below, and where it lies, in pixels."""

    reading: Reading
    words: str
    formula: Formula
    numbers: tuple[tuple[str, str], ...]
    place: QRectF

    @property
    def sentence(self) -> str:
        """The same in one line of plain text."""
        said = plain_text(self.formula.latex, dict(self.numbers))
        return f"{self.words}: {said}" if self.words else said

    @property
    def bounds(self) -> QRectF:
        """All that it paints lies in there: the plate, and the point that is read."""
        at, tall = self.reading.at, 9.0 if isfinite(self.reading.y) else POLE_REACH + 2.0
        point = QRectF(at.x() - 9.0, at.y() - tall, 18.0, 2 * tall)
        return self.place.united(point).adjusted(-2, -2, 2, 2)


def plate(reading: Reading, view: Viewport, pointer: QPointF | None, others: tuple[str, ...] = ()) -> Plate:
    """Lay out the plate of a reading beside its point: in the view, and clear of the pointer.

    `others` are the names of the further curves that meet there.
    """
    words = _words(reading, others)
    template, numbers = _formula(reading, view)
    formula = typeset(template, SIZE, display=False)
    wide = max(formula.width, _word_metrics().horizontalAdvance(words) if words else 0.0) + 2 * _PAD
    tall = formula.height + formula.depth + 10.0 + (_word_metrics().height() + _LINE if words else 0.0)
    return Plate(reading, words, formula, numbers, _spot(reading.at, wide, tall, view, pointer))


def paint_plate(canvas: Canvas, plate: Plate) -> None:
    """Paint the plate in the colours of its row."""
    painter, theme, place = canvas.painter, canvas.theme, plate.place
    shown = look_of(theme, plate.reading.row)
    painter.setPen(pen(mix(shown.color, theme.paper, 0.35), 1.0))
    painter.setBrush(QColor(theme.paper))
    painter.drawRoundedRect(place, 6.0, 6.0)
    top = place.top() + 5.0
    if plate.words:
        metrics = _word_metrics()
        painter.setPen(QColor(theme.number))
        painter.setFont(interface_font(WORD_SIZE))
        painter.drawText(QPointF(place.left() + _PAD, top + metrics.ascent()), plate.words)
        top += metrics.height() + _LINE
    color = QColor(shown.text)
    plate.formula.paint(painter, place.left() + _PAD, top + plate.formula.height, color, dict(plate.numbers))


def name_of(row: FrameRow) -> str:
    """What a curve is called, as LaTeX; empty where that would be too long."""
    if row.function_text is not None and row.function_text.isidentifier():
        return name_latex(row.function_text)
    formula = row.drawing.readouts[0].latex if row.command == "derivative" and row.drawing.readouts else ""
    formula = formula or (row.latex if row.kind == "function" else "")
    return formula if formula and typeset(formula, SIZE, display=False).width <= _WIDEST_NAME else ""


def _words(reading: Reading, others: tuple[str, ...]) -> str:
    if reading.mark is None:
        return ""
    kinds = [kind for kind in reading.mark.kinds if kind != "intersection"]
    said = [translated(_WORDS[kind]) for kind in kinds]
    if "intersection" in reading.mark.kinds:
        first = plain_text(name_of(reading.row))
        known = bool(others) and all((first, *others))
        met = tr("intersection of {first} and {other}", first=first, other=", ".join(others)) if known else ""
        said.insert(0, met or translated(_WORDS["intersection"]))
    return ", ".join(said)


def _formula(reading: Reading, view: Viewport) -> tuple[str, tuple[tuple[str, str], ...]]:
    name = "" if reading.mark is not None and "intersection" in reading.mark.kinds else name_of(reading.row)
    before = rf"{name}\colon\;" if name else ""
    if reading.mark is not None:
        landmark = reading.mark.best.landmark
        x, y = exactly(landmark.x_text), exactly(landmark.y_text)
        if not isfinite(landmark.y):
            return before + (rf"x = {x}" if x else rf"x \approx {_decimals(landmark.x)}"), ()
        if not (x or y):
            around = rf"\left({_decimals(landmark.x)},{_decimals(landmark.y)}\right)"
            return rf"{before}\approx {around}", ()
        x, y = x or rf"\approx {_decimals(landmark.x)}", y or rf"\approx {_decimals(landmark.y)}"
        return rf"{before}\left({x},{y}\right)", ()
    x_axis, y_axis = view.x_axis, view.y_axis
    if reading.height is not None:
        return _height(reading, view)
    numbers = (
        ("x", at_precision(reading.x, 1 / x_axis.unit(reading.x))),
        ("y", at_precision(reading.y, 1 / y_axis.unit(reading.y))),
    )
    x, y = (rf"\slot{{{key}}}{{{_template(text)}}}" for key, text in numbers)
    return rf"{before}\left({x},{y}\right)", numbers


def _height(reading: Reading, view: Viewport) -> tuple[str, tuple[tuple[str, str], ...]]:
    """g(x, y) = …, the place by its pixels and the value with some digits."""
    numbers = (
        ("x", at_precision(reading.x, 1 / view.x_axis.unit(reading.x))),
        ("y", at_precision(reading.y, 1 / view.y_axis.unit(reading.y))),
        ("value", number_text(reading.height or 0.0, _HEIGHT_DIGITS).replace("-", MINUS)),
    )
    x, y, value = (rf"\slot{{{key}}}{{{_template(text)}}}" for key, text in numbers)
    name = reading.row.drawing.title
    if not name:
        return rf"\left({x},{y}\right)\colon\; {value}", numbers
    return rf"{name}\left({x},{y}\right) = {value}", numbers


def _template(text: str) -> str:
    """A number of the same width: what changes while the pointer moves is not typeset anew."""
    return "".join("0" if sign.isdigit() else sign for sign in text)


@lru_cache(maxsize=512)
def exactly(text: str | None) -> str:
    """An exact coordinate as LaTeX; empty where none is known."""
    e = None if text is None else parse(text, Names())
    return latex(e) if isinstance(e, Expression) else ""


def _decimals(value: float) -> str:
    """A coordinate that is known as a float."""
    return number_latex(float(number_text(value, DIGITS)))


def _word_metrics() -> QFontMetricsF:
    return QFontMetricsF(interface_font(WORD_SIZE))


def _spot(at: QPointF, wide: float, tall: float, view: Viewport, pointer: QPointF | None) -> QRectF:
    """Right above the point if that is in the view and clear of the pointer, else another side."""
    sheet = QRectF(4.0, 4.0, view.width - 8.0, view.height - 8.0)
    cursor = QRectF() if pointer is None else _CURSOR.translated(pointer)
    best, least = QRectF(), float("inf")
    for across, down in ((1, -1), (-1, -1), (1, 1), (-1, 1)):
        left = at.x() + _GAP if across > 0 else at.x() - _GAP - wide
        top = at.y() + _GAP if down > 0 else at.y() - _GAP - tall
        spot = QRectF(left, top, wide, tall)
        inside = QRectF(
            min(max(left, sheet.left()), sheet.right() - wide),
            min(max(top, sheet.top()), sheet.bottom() - tall),
            wide,
            tall,
        )
        moved = abs(inside.x() - spot.x()) + abs(inside.y() - spot.y())
        cost = moved + (1000.0 if inside.intersects(cursor) else 0.0)
        if cost < least:
            best, least = inside, cost
    return best
