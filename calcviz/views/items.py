"""One painter for each primitive."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import singledispatch
from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from calcviz.drawing import Bars, Floats, Handle, Label, Markers, Polyline, Primitive, Unresolved
from calcviz.drawing.fields import Sign
from calcviz.scene.document import Viewport
from calcviz.views.curve_marks import paint_marks
from calcviz.views.dashes import dashed, whole
from calcviz.views.formula.formula import typeset
from calcviz.views.geometry import (
    Strokes,
    draw_lines,
    on_screen,
    pixel_x,
    pixel_y,
    polygon,
    strokes,
    thinned,
    verticals,
)
from calcviz.views.labels import Board
from calcviz.views.pens import Look, flat_pen, pen, quick_pen, stroke_pen
from calcviz.views.theme import SOLID, Theme, mix

MARKER_RADIUS = 4.0
HANDLE_RADIUS = 6.0
LABEL_SIZE = 16.0
_VEIL = 0.88
"""How much of what lies behind a label is hidden by it."""
LONG = 12_000.0
"""Pixels of lines from which on also a resting picture strokes them segment by segment, or dash by dash."""
DENSE = 150
"""Points of lines from which on a screen leaves out those that a chord passes: Qt's time grows with them."""
MANY = 2400
"""Points of lines that belong together from which on also a resting picture strokes their segments: that
takes a third of the time, and so many lines are thin or hardly turn."""

GENTLE = 0.35
"""The tangent of an angle by which a line turns without a gap at its joint."""

OVERLAP, TIP = 1 / 8, 1 / 2
"""Shares of a line's width by which a segment is longer: where it hardly turns; at a sharp turn or an end."""


@dataclass(slots=True)
class Canvas:
    """Where and how a picture is painted; `ratio` counts device pixels per logical pixel.

    `quick` strokes the segments of long lines one by one, whose joints differ from one long line by a shade;
    it is for pictures that are replaced in the next moment. `mapped`: a map of colours lies beneath.
    `stroked`: pixels of lines that were stroked whole.
    """

    painter: QPainter
    viewport: Viewport
    theme: Theme
    ratio: float = 1.0
    quick: bool = False
    board: Board = field(default_factory=Board)
    mapped: bool = False
    stroked: float = 0.0

    def point(self, x: float, y: float) -> QPointF:
        """The pixel of a point."""
        return QPointF(pixel_x(self.viewport, x), pixel_y(self.viewport, y))

    def shows(self, at: QPointF, margin: float = 16.0) -> bool:
        """Whether the pixel lies in the view or close to it."""
        width, height = self.viewport.width, self.viewport.height
        return -margin <= at.x() <= width + margin and -margin <= at.y() <= height + margin


@singledispatch
def paint_item(item: Primitive, canvas: Canvas, shown: Look) -> None:
    """Paint one primitive; TypeError for anything that is none."""
    raise TypeError(type(item).__name__)


@paint_item.register
def _(item: Polyline, canvas: Canvas, shown: Look) -> None:
    if item.role == "asymptote" and not shown.asymptotes:
        return
    lines = strokes(canvas.viewport, item.x, item.y, item.starts)
    if len(lines.x) > (DENSE if on_screen(canvas.painter) else MANY):
        lines = thinned(lines)
    canvas.board.keep_visible(lines)
    _paint_strokes(item, lines, canvas, shown)
    if shown.mark and item.role == "curve" and len(lines.x) > 1:
        paint_marks(canvas.painter, lines, shown, canvas.theme.paper)


def _paint_strokes(item: Polyline, lines: Strokes, canvas: Canvas, shown: Look) -> None:
    painter = canvas.painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setOpacity(shown.opacity)
    rule = quick_pen(shown, item.role)
    if in_segments(canvas, len(lines.x), shown.opacity) or long_lines(canvas, lines, canvas.stroked):
        with layer(canvas, shown.opacity) as opaque:
            draw_segments(opaque, lines, rule)
        painter.setOpacity(1.0)
        return
    canvas.stroked += _length(lines)
    pieces = lines.pieces()
    straight = [(a, b) for a, b in pieces if b - a == 2]
    if straight:
        painter.setPen(flat_pen(shown, item.role))
        draw_lines(painter, _straight(lines, [a for a, _ in straight]))
    painter.setPen(rule if len(lines.x) > DENSE and gentle(lines) else stroke_pen(shown, item.role))
    for a, b in pieces:
        if b - a > 2:
            painter.drawPolyline(polygon(lines.x[a:b], lines.y[a:b]))
    painter.setOpacity(1.0)


def gentle(lines: Strokes) -> bool:
    """Whether strokes turn so little at every point that no join is seen."""
    dx, dy = np.diff(lines.x), np.diff(lines.y)
    cross = abs(dx[:-1] * dy[1:] - dx[1:] * dy[:-1])
    turned = cross > GENTLE * (dx[:-1] * dx[1:] + dy[:-1] * dy[1:])
    cuts = lines.cuts()
    turned[cuts[cuts < len(turned)]] = False
    turned[cuts[cuts > 0] - 1] = False
    return not turned.any()


def _straight(lines: Strokes, firsts: list[int]) -> Floats:
    first = np.array(firsts)
    return np.stack((lines.x[first], lines.y[first], lines.x[first + 1], lines.y[first + 1]), 1)


def in_segments(canvas: Canvas, points: int, opacity: float) -> bool:
    """Whether lines of so many points are stroked segment by segment on a `layer`: while they move, and where
    a screen would wait for them.
    """
    many = points > MANY and on_screen(canvas.painter)
    return many or (canvas.quick and opacity == 1)


def long_dashes(canvas: Canvas, lines: Strokes, rule: QPen) -> bool:
    """Whether a screen would wait for the dashes of lines."""
    return rule.style() != Qt.PenStyle.SolidLine and long_lines(canvas, lines)


def long_lines(canvas: Canvas, lines: Strokes, besides: float = 0.0) -> bool:
    """Whether a screen would wait for lines so long: with its joins 10 sin(20x) takes 350 ms instead of 3.

    `besides` are the pixels of others that it has waited for: thirty curves together take as long.
    """
    return on_screen(canvas.painter) and besides + _length(lines) > LONG


def _length(lines: Strokes) -> float:
    """The pixels of all strokes."""
    length = np.hypot(np.diff(lines.x), np.diff(lines.y))
    length[lines.cuts()] = 0.0
    return float(length.sum())


def draw_segments(painter: QPainter, lines: Strokes, rule: QPen) -> None:
    """Stroke lines segment by segment, or dash by dash; too many dashes become whole lines."""
    width, dash = rule.widthF(), tuple(rule.dashPattern())
    dashes = dashed(lines, dash, width) if rule.style() != Qt.PenStyle.SolidLine else None
    painter.setPen(whole(rule))
    draw_lines(painter, segments(lines, width) if dashes is None else dashes)


@contextmanager
def layer(canvas: Canvas, opacity: float) -> Iterator[QPainter]:
    """A painter of what lies over the picture as one sheet of that opacity: segments overlap."""
    if opacity == 1:
        yield canvas.painter
        return
    view, ratio = canvas.viewport, canvas.ratio
    form = QImage.Format.Format_ARGB32_Premultiplied
    sheet = QImage(ceil(view.width * ratio), ceil(view.height * ratio), form)
    sheet.setDevicePixelRatio(ratio)
    sheet.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sheet)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield painter
    finally:
        painter.end()
    canvas.painter.setOpacity(opacity)
    canvas.painter.drawImage(QPointF(0, 0), sheet)


def segments(lines: Strokes, width: float) -> Floats:
    """The segments of all strokes, longer by so much that single ones with flat ends look like one line.

    They are rows x0, y0, x1, y1. Qt strokes a straight line with flat ends without the path that a line
    with joins takes: 3 ms instead of 30 for 900 points of sin(1/x), and half the time for a tame curve.
    """
    x, y = lines.x, lines.y
    dx, dy = np.diff(x), np.diff(y)
    length = np.hypot(dx, dy)
    drawn = length > 0
    drawn[lines.cuts()] = False
    ux, uy = dx / np.where(drawn, length, 1.0), dy / np.where(drawn, length, 1.0)
    more = np.full(len(x), TIP * width)
    gentle = (ux[:-1] * ux[1:] + uy[:-1] * uy[1:] > 0.5) & drawn[:-1] & drawn[1:]
    more[1:-1][gentle] = OVERLAP * width
    x0, y0 = x[:-1] - more[:-1] * ux, y[:-1] - more[:-1] * uy
    x1, y1 = x[1:] + more[1:] * ux, y[1:] + more[1:] * uy
    return np.stack((x0, y0, x1, y1), 1)[drawn]


@paint_item.register
def _(item: Bars, canvas: Canvas, shown: Look) -> None:
    view = canvas.viewport
    x = view.x_axis.pixels(item.x)
    half = shown.width / 2
    top = (view.y_axis.pixels(item.high) - half).clip(-8.0, view.height + 8.0)
    bottom = (view.y_axis.pixels(item.low) + half).clip(-8.0, view.height + 8.0)
    seen = (x >= -1) & (x <= view.width + 1) & (top < bottom)
    if not seen.any():
        return
    painter = canvas.painter
    painter.setOpacity(shown.opacity)
    painter.setPen(flat_pen(replace(shown, dash=SOLID), "curve"))
    draw_lines(painter, verticals(x[seen], top[seen], bottom[seen]))
    painter.setOpacity(1.0)


@paint_item.register
def _(item: Markers, canvas: Canvas, shown: Look) -> None:
    painter = canvas.painter
    if item.shape in ("up", "down", "cross"):
        _paint_signs(item, item.shape, canvas, shown)
        return
    if item.shape == "data":
        from calcviz.views.scatter import paint_scatter  # few documents have data

        paint_scatter(canvas, item, shown)
        return
    fill = canvas.theme.paper if item.shape == "open" else shown.color
    painter.setBrush(QColor(fill))
    radius = MARKER_RADIUS - (0.5 if item.shape == "dot" else 0.0)
    painter.setPen(Qt.PenStyle.NoPen if item.shape == "dot" else pen(shown.color, 1.6))
    for x, y in zip(item.x.tolist(), item.y.tolist()):
        at = canvas.point(x, y)
        if canvas.shows(at):
            painter.drawEllipse(at, radius, radius)
            canvas.board.keep_free_around(at, radius + 1)


def _paint_signs(item: Markers, sign: Sign, canvas: Canvas, shown: Look) -> None:
    from calcviz.views.signs import SIGN_RADIUS, paint_sign  # most documents have none

    for x, y in zip(item.x.tolist(), item.y.tolist()):
        at = canvas.point(x, y)
        if canvas.shows(at):
            paint_sign(canvas.painter, at, sign, shown.color, canvas.theme.paper)
            canvas.board.keep_free_around(at, SIGN_RADIUS)


@paint_item.register
def _(item: Unresolved, canvas: Canvas, shown: Look) -> None:
    left, right = pixel_x(canvas.viewport, item.low), pixel_x(canvas.viewport, item.high)
    left, right = max(left, -8.0), min(max(right, left + 1.0), canvas.viewport.width + 8.0)
    if left < right:
        color = QColor(shown.color)
        color.setAlphaF(0.22)
        canvas.painter.fillRect(QRectF(left, 0.0, right - left, canvas.viewport.height), color)


@paint_item.register
def _(item: Label, canvas: Canvas, shown: Look) -> None:
    at = canvas.point(item.x, item.y)
    outward = None if item.away is None else at - canvas.point(*item.away)
    paint_label(canvas, item.latex, at, 8.0, shown, dict(item.values), outward)


def paint_label(
    canvas: Canvas,
    latex: str,
    at: QPointF,
    gap: float,
    shown: Look,
    values: Mapping[str, str] | None = None,
    outward: QPointF | None = None,
) -> None:
    """A formula beside a point: where it is free and inside the view, on the side that lies `outward`.

    What lies behind it all the same is veiled, so that it can be read.
    """
    if not canvas.shows(at, 0.0):
        return
    formula = typeset(latex, LABEL_SIZE)
    height = formula.height + formula.depth
    place = canvas.board.place(at, formula.width, height, gap, canvas.viewport, outward)
    veil(canvas, place)
    formula.paint(canvas.painter, place.x(), place.y() + formula.height, QColor(shown.text), values)


def veil(canvas: Canvas, place: QRectF) -> None:
    """Hide most of what lies behind a label, so that it can be read."""
    if canvas.theme.clear:
        return
    paper = QColor(canvas.theme.paper)
    paper.setAlphaF(_VEIL)
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(paper)
    canvas.painter.drawRoundedRect(place.adjusted(-2.0, -1.0, 2.0, 1.0), 3.0, 3.0)


@paint_item.register
def _(item: Handle, canvas: Canvas, shown: Look) -> None:
    at = canvas.point(item.x, item.y)
    if canvas.shows(at) and not item.quiet:
        paint_grip(canvas, at, shown, hollow=item.hollow)


def paint_dot(canvas: Canvas, at: QPointF, shown: Look) -> None:
    """What a handle is in a picture that nobody can touch: a point."""
    if canvas.shows(at):
        canvas.painter.setPen(Qt.PenStyle.NoPen)
        canvas.painter.setBrush(QColor(shown.color))
        canvas.painter.drawEllipse(at, MARKER_RADIUS, MARKER_RADIUS)


def paint_grip(
    canvas: Canvas,
    at: QPointF,
    shown: Look,
    *,
    hovered: bool = False,
    selected: bool = False,
    hollow: bool = False,
) -> None:
    """The disc that is taken hold of; a glow while the pointer is over it, a ring where keys move it."""
    painter = canvas.painter
    if hovered or selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(shown.color, canvas.theme.paper, 0.72)))
        painter.drawEllipse(at, HANDLE_RADIUS + 6, HANDLE_RADIUS + 6)
    if selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(canvas.theme.selection, 2.0))
        painter.drawEllipse(at, HANDLE_RADIUS + 6, HANDLE_RADIUS + 6)
    painter.setBrush(QColor(canvas.theme.paper if hollow else shown.color))
    painter.setPen(pen(shown.color if hollow else canvas.theme.paper, 2.0))
    painter.drawEllipse(at, HANDLE_RADIUS, HANDLE_RADIUS)
