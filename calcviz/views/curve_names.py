"""The name of a curve written beside it, where there is room."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from calcviz.drawing import Drawing, Polyline
from calcviz.engine.frame import FrameRow
from calcviz.scene.document import Viewport
from calcviz.views.formula.formula import Formula, typeset
from calcviz.views.geometry import strokes
from calcviz.views.items import LABEL_SIZE, Canvas, veil
from calcviz.views.labels import Board
from calcviz.views.pens import look_of

_GAP = 6.0
_TRIED = 12
"""Places along the curve that are tried, from its right end."""
_FARTHER = 14.0
"""How much worse each place is than the one to the right of it, in covered square pixels."""
_WORST = 170.0
"""A name that would cover more is left out: a picture without it is read more easily."""
_INSIDE = 30.0
"""How far from the edge of the view a name is tied to its curve."""


def paint_curve_name(canvas: Canvas, row: FrameRow) -> None:
    """Write the name of the row's curve beside it, in its colour; nothing where it has none or no room."""
    place = name_place(canvas.board, canvas.viewport, row)
    if place is not None:
        formula = typeset(row.drawing.title, LABEL_SIZE)
        if canvas.board.crosses(place, canvas.viewport):
            veil(canvas, place)
        color = QColor(look_of(canvas.theme, row).text)
        formula.paint(canvas.painter, place.x(), place.y() + formula.height, color)


def has_name(row: FrameRow) -> bool:
    """Whether the name of the row's curve is to be written."""
    return bool(row.row.visible and row.row.style.name and row.drawing.title and not row.faded)


def name_place(board: Board, view: Viewport, row: FrameRow) -> QRectF | None:
    """Where the name stands, which is then taken on the board; None where there is no room."""
    formula = typeset(row.drawing.title, LABEL_SIZE)
    spots = (
        spot
        for number, at in enumerate(_places(view, row.drawing))
        for spot in _beside(at, formula, number * _FARTHER)
    )
    return board.freest(spots, view, _WORST)


def _places(view: Viewport, drawing: Drawing) -> Iterator[QPointF]:
    """Points of the curve inside the view, from right to left, evenly spread."""
    found = []
    for item in drawing.primitives:
        if isinstance(item, Polyline) and item.role == "curve":
            lines = strokes(view, item.x, item.y, item.starts)
            seen = (lines.x > _INSIDE) & (lines.x < view.width - _INSIDE)
            seen &= (lines.y > _INSIDE) & (lines.y < view.height - _INSIDE)
            found.append((lines.x[seen], lines.y[seen]))
    if not any(len(x) for x, _ in found):
        return
    x, y = np.concatenate(found, axis=1)
    right, left = float(x.max()), float(x.min())
    last = None
    for k in range(_TRIED):
        away = abs(x - (right + k * (left - right) / (_TRIED - 1)))
        near = np.flatnonzero(away == away.min())
        at = min(zip(x[near].tolist(), y[near].tolist()))
        if at != last:
            yield QPointF(*at)
        last = at


def _beside(at: QPointF, formula: Formula, cost: float) -> Iterator[tuple[float, QRectF]]:
    """Rectangles around a point, the ones above and outside first, each with how much worse it is."""
    width, height = formula.width, formula.height + formula.depth
    for number, (across, down) in enumerate(((-1, -1), (1, 1), (1, -1), (-1, 1), (0, -1), (0, 1))):
        left = at.x() + across * _GAP + (across - 1) / 2 * width
        top = at.y() + down * _GAP + (down - 1) / 2 * height
        yield cost + number * 2.0, QRectF(left, top, width, height)
