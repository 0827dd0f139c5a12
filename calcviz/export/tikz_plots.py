"""The rows of a frame as plots, markers and labels of pgfplots, in the order in which they are painted."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt

from calcviz.drawing import (
    Arrows,
    Bars,
    Handle,
    Heatmap,
    Label,
    LevelCurves,
    Markers,
    Polyline,
    Primitive,
    Unresolved,
)
from calcviz.drawing.fields import Sign
from calcviz.engine.frame import Frame, FrameRow
from calcviz.export.tex import color, comment, formula, number
from calcviz.export.tikz_fields import LIBRARY, axes_over, color_bar, draw_field
from calcviz.export.tikz_paper import Paper, plot
from calcviz.views.background import blank_board
from calcviz.views.color_bars import bar_places
from calcviz.views.curve_names import has_name, name_place
from calcviz.views.formula.formula import typeset
from calcviz.views.geometry import strokes
from calcviz.views.items import HANDLE_RADIUS, LABEL_SIZE, MARKER_RADIUS
from calcviz.views.labels import Board
from calcviz.views.paint import gives_way, is_drawn, layer, look_ahead, points_of
from calcviz.views.pens import look_of, stroke_pen
from calcviz.views.scales import scales_of
from calcviz.views.signs import SIGN_RADIUS

_ROLES = ("curve", "line", "construction", "model", "strict", "asymptote")
_CAPS = {Qt.PenCapStyle.RoundCap: "round", Qt.PenCapStyle.FlatCap: "butt"}
_DOT = 0.5
"""Logical pixels by which a plain dot is smaller than an end of a curve."""


def definitions(frame: Frame, paper: Paper) -> list[str]:
    """The colours and the lines of each row, as names that the plots use."""
    items = [item for _, row in _rows(frame) for item in row.drawing.primitives]
    made = [LIBRARY] if any(isinstance(item, Arrows) for item in items) else []
    for place, row in _rows(frame):
        look = look_of(paper.figure.theme, row)
        made += [color(f"row{place}", look.color), color(f"row{place}text", look.text)]
        roles = {item.role for item in row.drawing.primitives if isinstance(item, Polyline)}
        if roles & {"construction", "asymptote"}:
            made.append(color(f"row{place}muted", look.muted))
        made += [_style(place, row, role, paper) for role in _ROLES if role in roles]
    return made


def _style(place: int, row: FrameRow, role: str, paper: Paper) -> str:
    """The line of a role; lengths in points, for a pixel is so many of them."""
    look = look_of(paper.figure.theme, row)
    pen = stroke_pen(look, role)
    width = pen.widthF() * paper.figure.pixel
    parts = [
        f"draw=row{place}{'muted' if pen.color().name() == look.muted else ''}",
        f"line width={number(width)}pt",
        "line join=round",
        f"line cap={_CAPS.get(pen.capStyle(), 'butt')}",
        "no markers",
    ]
    dashes = pen.dashPattern()
    if dashes:
        lengths = [f"{number(length * width)}pt" for length in dashes]
        drawn = " ".join(f"on {on} off {off}" for on, off in zip(lengths[::2], lengths[1::2]))
        parts.append(f"dash pattern={drawn}")
    if look.opacity < 1:
        parts.append(f"opacity={number(look.opacity)}")
    return rf"\tikzset{{row {place} {role}/.style={{{', '.join(parts)}}}}}"


def plots(frame: Frame, paper: Paper) -> list[str]:
    """Everything that the visible rows show."""
    made = _Sheet(frame, paper)
    entries = [(place, row, item) for place, row in _rows(frame) for item in row.drawing.primitives]
    points = points_of(frame.rows)
    shown = [each for each in entries if is_drawn(*each[1:]) and not gives_way(*each[1:], points)]
    shown.sort(key=lambda entry: layer(entry[2]))
    lines: list[str] = []
    said = 0
    maps = sum(isinstance(item, Heatmap) for _, _, item in shown)
    for count, (place, row, item) in enumerate(shown):
        if maps and count == maps and not paper.figure.theme.bare:
            lines += axes_over(paper)
        drawn = list(made.draw(place, row, item))
        if drawn and place != said:
            lines.append(comment(row.row.text))
            said = place
        lines += drawn
    return [*lines, *made.bars(), *(line for place, row in _rows(frame) for line in made.name(place, row))]


class _Sheet:
    """Writes one primitive after the other, and keeps what labels shall not cover."""

    def __init__(self, frame: Frame, paper: Paper) -> None:
        self._paper, self._view = paper, paper.view
        self._board = Board() if paper.figure.theme.bare else blank_board(paper.view)
        for _, row in _rows(frame):
            for handle in row.drawing.handles:
                self._board.keep_free_around(self._pixel(handle.x, handle.y), HANDLE_RADIUS + 2)
        rows = [row for _, row in _rows(frame)]
        if any(isinstance(item, LevelCurves) for row in rows for item in row.drawing.primitives):
            look_ahead(self._board, paper.view, rows)
        self._scales = scales_of(frame.rows)
        self._plates = bar_places(paper.view, self._scales)
        for plate in self._plates.values():
            self._board.keep_free(plate)

    def bars(self) -> Iterator[str]:
        """The colour bars."""
        for scale, plate in self._plates.items():
            yield from color_bar(scale, plate, self._paper, self._scales[scale])

    def draw(self, place: int, row: FrameRow, item: Primitive) -> Iterator[str]:
        """The lines for one primitive."""
        match item:
            case Polyline():
                lines = strokes(self._view, item.x, item.y, item.starts)
                self._board.keep_visible(lines)
                paler = f", draw=row{place}!{round(100 * (1 - item.pale))}!white" if item.pale else ""
                style = f"[forget plot, row {place} {item.role}{paler}]"
                yield from (plot(style, points) for points in self._paper.pieces(lines))
            case Bars():
                yield from self._bars(place, row, item)
            case Markers():
                yield from self._markers(place, item)
            case Unresolved():
                yield from self._strip(place, item)
            case Label():
                yield from self._label(place, item.latex, item.x, item.y, 8.0, dict(item.values))
            case Handle():
                yield from self._handle(place, item)
            case _:
                yield from draw_field(place, row, item, self._paper, self._board)

    def name(self, place: int, row: FrameRow) -> Iterator[str]:
        """The name of the row's curve where there is room beside it."""
        if has_name(row):
            spot = name_place(self._board, self._view, row)
            if spot is not None:
                yield self._node(place, spot, formula(row.drawing.title), veiled=False)

    def _pixel(self, x: float, y: float) -> QPointF:
        return QPointF(self._view.x_axis.pixel(x), self._view.y_axis.pixel(y))

    def _shows(self, at: QPointF, margin: float = 0.0) -> bool:
        view = self._view
        return -margin <= at.x() <= view.width + margin and -margin <= at.y() <= view.height + margin

    def _bars(self, place: int, row: FrameRow, item: Bars) -> Iterator[str]:
        """Columns side by side as one line up and down: it covers what they cover."""
        view = self._view
        x = view.x_axis.pixels(item.x)
        top = view.y_axis.pixels(item.high).clip(-8.0, view.height + 8.0)
        bottom = view.y_axis.pixels(item.low).clip(-8.0, view.height + 8.0)
        seen = ((x >= -1) & (x <= view.width + 1) & (top < bottom)).nonzero()[0].tolist()
        cuts = [0, *(k for k in range(1, len(seen)) if x[seen[k]] - x[seen[k - 1]] > 2.5), len(seen)]
        width = number(row.row.style.width * self._paper.figure.pixel)
        opacity = number(row.row.style.opacity)
        style = f"[forget plot, no markers, row{place}, line width={width}pt, opacity={opacity}]"
        for begin, end in pairwise(cuts):
            points = []
            for k, index in enumerate(seen[begin:end]):
                ends = (top[index], bottom[index]) if k % 2 else (bottom[index], top[index])
                points += [self._paper.at_pixel(float(x[index]), float(level)) for level in ends]
            if points:
                yield plot(style, points)

    def _markers(self, place: int, item: Markers) -> Iterator[str]:
        points = []
        for x, y in zip(item.x.tolist(), item.y.tolist()):
            at = self._pixel(x, y)
            if self._shows(at):
                points.append(self._paper.at(x, y))
                self._board.keep_free_around(at, MARKER_RADIUS + 1)
        if item.shape in ("up", "down", "cross"):
            if points:
                yield plot(self._signs(place, item.shape), points)
            return
        radius = MARKER_RADIUS - (_DOT if item.shape in ("dot", "data") else 0.0)
        fill = "paper" if item.shape == "open" else f"row{place}"
        edge = 0.0 if item.shape in ("dot", "data") else 1.6
        if points:
            yield plot(self._dots(place, radius, fill, edge), points)

    def _dots(self, place: int, radius: float, fill: str, edge: float, ring: str = "") -> str:
        unit = self._paper.figure.pixel
        draw = f"draw={ring or f'row{place}'}, line width={number(edge * unit)}pt"
        options = f"mark options={{solid, fill={fill}, {draw}}}"
        return f"[forget plot, only marks, mark=*, mark size={number(radius * unit)}pt, {options}]"

    def _signs(self, place: int, sign: Sign) -> str:
        unit = self._paper.figure.pixel
        mark, edge, turned = "triangle*", "paper", ", rotate=180" if sign == "down" else ""
        width, size = 1.2, SIGN_RADIUS
        if sign == "cross":
            mark, edge, width, size = "x", f"row{place}", 2.6, 0.85 * SIGN_RADIUS
        draw = f"draw={edge}, line width={number(width * unit)}pt{turned}"
        options = f"mark options={{solid, fill=row{place}, {draw}}}"
        return f"[forget plot, only marks, mark={mark}, mark size={number(size * unit)}pt, {options}]"

    def _strip(self, place: int, item: Unresolved) -> Iterator[str]:
        axis = self._view.x_axis
        left, right = max(item.low, axis.low), min(item.high, axis.high)
        if axis.pixel(right) - axis.pixel(left) < 1:
            right = axis.value(axis.pixel(left) + 1)
        (low, high), x = self._paper.y_range, self._paper.x
        if left < axis.high and right > axis.low:
            corners = f"(axis cs:{x(left)},{low}) rectangle (axis cs:{x(right)},{high})"
            yield rf"\fill[row{place}, opacity=0.22] {corners};"

    def _label(
        self, place: int, latex: str, x: float, y: float, gap: float, values: dict[str, str] | None = None
    ) -> Iterator[str]:
        """A formula where the screen would have it: the middle of its rectangle is its place."""
        at = self._pixel(x, y)
        if not latex or not self._shows(at):
            return
        set_ = typeset(latex, LABEL_SIZE)
        spot = self._board.place(at, set_.width, set_.height + set_.depth, gap, self._view)
        yield self._node(place, spot, formula(latex, values), veiled=not self._paper.figure.theme.clear)

    def _node(self, place: int, spot: QRectF, latex: str, *, veiled: bool) -> str:
        where = self._paper.at_pixel(spot.center().x(), spot.center().y())
        veil = ", fill=paper, fill opacity=0.75, text opacity=1" if veiled else ""
        return rf"\node[text=row{place}text, inner sep=0pt{veil}] at (axis cs:{where[1:-1]}) {{${latex}$}};"

    def _handle(self, place: int, item: Handle) -> Iterator[str]:
        """The point that a handle is; the disc of the screen where handles are asked for."""
        grips = self._paper.figure.handles
        if item.quiet or item.hollow and not grips:
            return
        if self._shows(self._pixel(item.x, item.y)):
            fill = "paper" if item.hollow else f"row{place}"
            ring = f"row{place}" if item.hollow else "paper"
            grip = self._dots(place, HANDLE_RADIUS, fill, 2.0, ring)
            dot = self._dots(place, MARKER_RADIUS, fill, 0.0)
            yield plot(grip if grips else dot, [self._paper.at(item.x, item.y)])
        if self._board.names(item.latex, self._pixel(item.x, item.y)):
            yield from self._label(place, item.latex, item.x, item.y, HANDLE_RADIUS + 4)


def _rows(frame: Frame) -> list[tuple[int, FrameRow]]:
    """The visible rows with their places in the document, counted from 1."""
    return [(place, row) for place, row in enumerate(frame.rows, start=1) if row.row.visible]
