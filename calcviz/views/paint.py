"""A frame painted by any QPainter: on the screen, into an image, an SVG or a PDF."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from calcviz.drawing import (
    Arrows,
    Bars,
    ColorScale,
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
from calcviz.scene.document import Viewport
from calcviz.views.background import blank_board, paint_axes, paint_background, paint_numbers, stamp_numbers
from calcviz.views.curve_names import has_name, paint_curve_name
from calcviz.views.geometry import on_screen, strokes
from calcviz.views.items import HANDLE_RADIUS, Canvas, paint_dot, paint_item, paint_label
from calcviz.views.labels import Board
from calcviz.views.pens import Look, look_of
from calcviz.views.scales import scale_of, scales_of
from calcviz.views.theme import Theme, mix


@paint_item.register
def _(item: Arrows, canvas: Canvas, shown: Look) -> None:
    from calcviz.views.arrows import paint_arrows

    paint_arrows(item, canvas, shown)


@paint_item.register
def _(item: LevelCurves, canvas: Canvas, shown: Look) -> None:
    from calcviz.views.level_curves import paint_level_curves

    paint_level_curves(item, canvas, shown)


@paint_item.register
def _(item: Heatmap, canvas: Canvas, shown: Look) -> None:
    from calcviz.views.heatmap import paint_heatmap

    paint_heatmap(item, canvas, shown)


@paint_item.register
def _(item: Patch, canvas: Canvas, shown: Look) -> None:
    from calcviz.views.patch import paint_patch

    paint_patch(item, canvas, shown)


_MAPS = -1
_ROLES = {"asymptote": 1, "strict": 2, "curve": 2, "line": 3, "construction": 4, "model": 4}
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


def paint_rows(
    canvas: Canvas,
    rows: Sequence[FrameRow],
    *,
    handles: bool = False,
    among: Sequence[FrameRow] | None = None,
) -> None:
    """Paint the visible rows in layers: maps, strips, asymptotes, curves, lines, constructions, points,
    labels.

    A handle's label is painted with the labels, so that no disc covers it. The axes' numbers lie on lines
    and under points. The colour bars of these rows stand where those of all rows `among` which they are
    leave them room.
    """
    points = points_of(among or rows)
    entries = [
        (row, item)
        for row in rows
        if row.row.visible
        for item in row.drawing.primitives
        if is_drawn(row, item) and not gives_way(row, item, points)
    ]
    entries = drawn_once(canvas.theme, entries)
    entries.sort(key=lambda entry: layer(entry[1]))
    bars = _Bars(canvas, rows if among is None else among, [item for _, item in entries])
    for _, item in entries:
        if isinstance(item, Handle):
            canvas.board.keep_free_around(canvas.point(item.x, item.y), HANDLE_RADIUS + 2)
    if any(isinstance(item, LevelCurves) and item.texts for _, item in entries):
        look_ahead(canvas.board, canvas.viewport, rows if among is None else among)
    canvas.mapped = any(isinstance(i, Heatmap) for row in among or rows for i in row.drawing.primitives)
    mapped = {row.row.id for row, item in entries if isinstance(item, Heatmap)}
    waiting = [_Over(_MAPS, _axes)] if mapped else []
    if any(layer(item) in _STROKES or isinstance(item, Heatmap) for _, item in entries):
        waiting.append(_Over(max(_STROKES), _numbers))
    waiting.append(_Over(max(_STROKES), bars.paint))
    for row, item in entries:
        while waiting and layer(item) > waiting[0].layer:
            waiting.pop(0).paint(canvas)
        if isinstance(item, Handle):
            _handle(canvas, row, item, handles)
        else:
            paint_item(item, canvas, _look(canvas, row, item, row.row.id in mapped))
    for each in waiting:
        each.paint(canvas)
    for row in rows:
        if has_name(row):
            paint_curve_name(canvas, row)


def drawn_once(
    theme: Theme, entries: Sequence[tuple[FrameRow, Primitive]]
) -> list[tuple[FrameRow, Primitive]]:
    """The entries without level curves that another row draws as well, through the very same points.

    The row that writes the level draws it, of several the last one; but where something of the other would be
    seen beneath it, both do.
    """
    kept: dict[int, int] = {}
    hidden: set[int] = set()
    for k, (_, item) in enumerate(entries):
        if not isinstance(item, LevelCurves):
            continue
        twin = kept.get(id(item.x), k)
        drawn = entries[twin][1]
        written = isinstance(drawn, LevelCurves) and bool(drawn.texts) and not item.texts
        above, below = (twin, k) if written else (k, twin)
        if twin != k and _covers(look_of(theme, entries[above][0]), look_of(theme, entries[below][0])):
            hidden.add(below)
            kept[id(item.x)] = above
        else:
            kept[id(item.x)] = k
    return [entry for k, entry in enumerate(entries) if k not in hidden]


def _covers(above: Look, below: Look) -> bool:
    """Whether nothing is seen of a line beneath another one on the same points."""
    return above.opacity == 1 and not above.dash and above.width >= below.width


class _Over(NamedTuple):
    """Something that is painted over all primitives up to a layer."""

    layer: int
    paint: Callable[[Canvas], None]


class _Bars:
    """The colour bars of some rows, whose places are kept free of labels."""

    def __init__(self, canvas: Canvas, among: Sequence[FrameRow], items: Sequence[Primitive]) -> None:
        self._scales = scales_of(among)
        self._places: Mapping[ColorScale, QRectF] = {}
        if self._scales:
            from calcviz.views.color_bars import bar_places

            self._places = bar_places(canvas.viewport, self._scales)
        self._shown = {scale_of(item) for item in items}
        for place in self._places.values():
            canvas.board.keep_free(place)

    def paint(self, canvas: Canvas) -> None:
        """Paint those that are meant."""
        if not self._places:
            return
        from calcviz.views.color_bars import paint_color_bar

        for scale, place in self._places.items():
            if scale in self._shown:
                paint_color_bar(canvas.painter, scale, place, canvas.theme, self._scales[scale])


def look_ahead(board: Board, view: Viewport, rows: Sequence[FrameRow]) -> None:
    """Note the lines and vectors of all rows for the numbers of level curves, which lie beneath them."""
    for item in (item for row in rows if row.row.visible for item in row.drawing.primitives):
        if isinstance(item, Arrows) and item.role == "vector":
            from calcviz.views.arrows import shafts

            board.keep_visible(shafts(view, item))
        elif isinstance(item, Polyline) and item.role != "asymptote":
            board.keep_visible(strokes(view, item.x, item.y, item.starts))


def _look(canvas: Canvas, row: FrameRow, item: Primitive, mapped: bool) -> Look:
    """The look of a row; level curves on its own map have the colour of ink: the row's might be one of it."""
    shown, theme = look_of(canvas.theme, row), canvas.theme
    if mapped and isinstance(item, LevelCurves):
        return replace(shown, color=mix(theme.ink, theme.paper, 0.2), text=theme.ink)
    if isinstance(item, Polyline | Bars | Markers) and item.pale:
        return replace(shown, color=mix(shown.color, theme.paper, item.pale))
    return shown


def _axes(canvas: Canvas) -> None:
    if not canvas.theme.bare:
        paint_axes(canvas.painter, canvas.viewport, canvas.theme, canvas.ratio)


def _numbers(canvas: Canvas) -> None:
    if canvas.theme.bare:
        return
    if on_screen(canvas.painter):
        stamp_numbers(canvas.painter, canvas.viewport, canvas.theme, canvas.ratio, mapped=canvas.mapped)
    else:
        paint_numbers(canvas.painter, canvas.viewport, canvas.theme, mapped=canvas.mapped)


def is_drawn(row: FrameRow, item: Primitive) -> bool:
    """Whether a row shows it; asymptotes are drawn on request."""
    return row.row.style.asymptotes or not (isinstance(item, Polyline) and item.role == "asymptote")


_RINGED, _BARE = 8, 4
"""Pixels between the disc of a handle and its name: on a screen a ring comes about it, and nothing moves."""


def _handle(canvas: Canvas, row: FrameRow, item: Handle, handles: bool) -> None:
    shown = look_of(canvas.theme, row)
    if item.quiet or item.hollow and not handles:
        return
    if handles:
        paint_item(item, canvas, shown)
    else:
        paint_dot(canvas, canvas.point(item.x, item.y), shown)
    at = canvas.point(item.x, item.y)
    if canvas.board.names(item.latex, at):
        paint_label(canvas, item.latex, at, HANDLE_RADIUS + (_RINGED if handles else _BARE), shown)


def layer(item: Primitive) -> int:
    """Its place from back to front."""
    match item:
        case Heatmap():
            return _MAPS
        case Patch():
            return 0
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


def handles_of(rows: Sequence[FrameRow]) -> list[tuple[FrameRow, Handle]]:
    """The handles of the visible rows, from back to front; a point that is a row is taken as that row."""
    found = [
        (row, item)
        for row in rows
        if row.row.visible and not row.faded
        for item in row.drawing.primitives
        if isinstance(item, Handle)
    ]
    points = points_of(rows)
    return [(row, item) for row, item in found if not gives_way(row, item, points)]


def points_of(rows: Iterable[FrameRow]) -> frozenset[Handle]:
    """The visible points with a name that are rows of their own."""
    return frozenset(
        item
        for row in rows
        if row.kind == "point" and row.row.visible and not row.faded
        for item in row.drawing.handles
        if item.latex
    )


def gives_way(row: FrameRow, item: Primitive, points: frozenset[Handle]) -> bool:
    """Whether a handle is the same point as one of these rows of their own: that is called so and dragged."""
    return (
        bool(points)
        and isinstance(item, Handle)
        and row.kind != "point"
        and any((item.latex, item.x, item.y) == (point.latex, point.x, point.y) for point in points)
    )
