"""A frame painted by any QPainter: on the screen, into an image, an SVG or a PDF."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from calcviz.drawing import (
    Arrows,
    Bars,
    Handle,
    Heatmap,
    Label,
    LevelCurves,
    Markers,
    Patch,
    Polyline,
    Primitive,
    Unresolved,
)
from calcviz.engine.frame import Frame, FrameRow
from calcviz.views.background import blank_board, paint_background, paint_numbers, stamp_numbers
from calcviz.views.curve_names import has_name, paint_curve_name
from calcviz.views.items import HANDLE_RADIUS, Canvas, paint_dot, paint_item, paint_label
from calcviz.views.labels import Board
from calcviz.views.pens import look_of
from calcviz.views.theme import Theme

_ROLES = {"asymptote": 1, "curve": 2, "line": 3, "construction": 4}
_STROKES = frozenset(_ROLES.values())
"""The layers that the numbers of the axes lie on."""


def paint_frame(
    painter: QPainter, frame: Frame, theme: Theme, *, ratio: float = 1.0, handles: bool = False
) -> None:
    """Paint the whole picture into the rectangle 0, 0, width, height of the frame's viewport.

    `ratio` is the number of device pixels per logical pixel, on which grid and axes are aligned. Handles are
    for a screen only; without them a handle is the point that it is.
    """
    view = frame.viewport
    painter.save()
    painter.setClipRect(QRectF(0, 0, view.width, view.height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_background(painter, view, theme, ratio)
    board = Board() if theme.bare else blank_board(view)
    paint_rows(Canvas(painter, view, theme, ratio, board=board), frame.rows, handles=handles)
    painter.restore()


def paint_rows(canvas: Canvas, rows: Sequence[FrameRow], *, handles: bool = False) -> None:
    """Paint the visible rows in layers: strips, asymptotes, curves, lines, constructions, points, labels.

    A handle's label is painted with the labels, so that no disc covers it. The axes' numbers lie on lines
    and under points.
    """
    entries = [
        (row, i) for row in rows if row.row.visible for i in row.drawing.primitives if is_drawn(row, i)
    ]
    entries.sort(key=lambda entry: layer(entry[1]))
    for _, item in entries:
        if isinstance(item, Handle):
            canvas.board.keep_free_around(canvas.point(item.x, item.y), HANDLE_RADIUS + 2)
    crossed = any(layer(item) in _STROKES for _, item in entries)
    for row, item in entries:
        if crossed and layer(item) > max(_STROKES):
            _numbers(canvas)
            crossed = False
        if isinstance(item, Handle):
            _handle(canvas, row, item, handles)
        else:
            paint_item(item, canvas, look_of(canvas.theme, row))
    if crossed:
        _numbers(canvas)
    for row in rows:
        if has_name(row):
            paint_curve_name(canvas, row)


def _numbers(canvas: Canvas) -> None:
    if canvas.theme.bare:
        return
    if canvas.quick:
        stamp_numbers(canvas.painter, canvas.viewport, canvas.theme, canvas.ratio)
    else:
        paint_numbers(canvas.painter, canvas.viewport, canvas.theme)


def is_drawn(row: FrameRow, item: Primitive) -> bool:
    """Whether a row shows it; asymptotes are drawn on request."""
    return row.row.style.asymptotes or not (isinstance(item, Polyline) and item.role == "asymptote")


def _handle(canvas: Canvas, row: FrameRow, item: Handle, handles: bool) -> None:
    shown = look_of(canvas.theme, row)
    if item.hollow and not handles:
        return
    if handles:
        paint_item(item, canvas, shown)
    else:
        paint_dot(canvas, canvas.point(item.x, item.y), shown)
    if item.latex:
        paint_label(canvas, item.latex, canvas.point(item.x, item.y), HANDLE_RADIUS + 4, shown)


def layer(item: Primitive) -> int:
    """Its place from back to front."""
    match item:
        case Heatmap() | Patch():
            return -1
        case Unresolved():
            return 0
        case LevelCurves():
            return _ROLES["curve"]
        case Arrows():
            return _ROLES["line"]
        case Polyline():
            return _ROLES[item.role]
        case Bars():
            return _ROLES["curve"]
        case Markers():
            return 5
        case Label():
            return 6
        case Handle():
            return 7


def handles_of(rows: Iterable[FrameRow]) -> list[tuple[FrameRow, Handle]]:
    """The handles of the visible rows, from back to front."""
    return [
        (row, item)
        for row in rows
        if row.row.visible and not row.faded
        for item in row.drawing.primitives
        if isinstance(item, Handle)
    ]
