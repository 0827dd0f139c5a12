"""Arrows, level curves, maps of colours and patches for pgfplots."""

from collections.abc import Iterator
from itertools import groupby

import numpy as np
from PySide6.QtCore import QRectF

from calcviz.drawing import Arrows, ColorScale, Floats, Heatmap, LevelCurves, Patch, Primitive
from calcviz.engine.frame import FrameRow
from calcviz.export.tex import formula, label, number
from calcviz.export.tikz_paper import Paper, plot
from calcviz.views.areas import FILL as AREA_FILL
from calcviz.views.areas import HATCH, area_color, hatching, outlined
from calcviz.views.areas import OUTLINE as AREA_OUTLINE
from calcviz.views.arrows import FIELD, VECTOR, placed, shafts
from calcviz.views.axes import axes
from calcviz.views.color_bars import NUMBER_SIZE, bar_marks, bar_place
from calcviz.views.colormaps import line_colors, ramp, rgb
from calcviz.views.heatmap import map_place, sampled
from calcviz.views.items import LABEL_SIZE
from calcviz.views.labels import Board
from calcviz.views.level_curves import WIDTH, cut, level_colors, level_lines, level_numbers
from calcviz.views.level_numbers import SIZE
from calcviz.views.patch import FILL, OUTLINE, UNDECIDED, outlines
from calcviz.views.pens import AXIS_WIDTH, look_of

LIBRARY = r"\usetikzlibrary{arrows.meta}"
CELL = 4.0
"""Logical pixels along one side of the cells of a map: TeX fills each run of one colour by itself."""
_SHADES = 24
"""Colours of a map that has no bands."""


def draw_field(place: int, row: FrameRow, item: Primitive, paper: Paper, board: Board) -> Iterator[str]:
    """The lines of one primitive of a field; none for other primitives."""
    match item:
        case Arrows():
            if item.role == "vector":
                board.keep_visible(shafts(paper.view, item))
            yield from _arrows(place, row, item, paper)
        case LevelCurves():
            yield from _levels(place, row, item, paper, board)
        case Heatmap():
            yield from _map(item, paper)
        case Patch():
            yield from _patch(place, row, item, paper)


def _color(value: str) -> str:
    """A colour "#rrggbb" as TikZ takes it in place of a name."""
    red, green, blue = (int(value[k : k + 2], 16) for k in (1, 3, 5))
    return f"{{rgb,255:red,{red};green,{green};blue,{blue}}}"


def _arrows(place: int, row: FrameRow, item: Arrows, paper: Paper) -> Iterator[str]:
    at, unit = placed(paper.view, item), paper.figure.pixel
    shape = FIELD if item.role == "field" else VECTOR
    colors = [f"row{place}"] * len(at.seen)
    if item.strength is not None and item.scale is not None:
        found = line_colors(item.scale, paper.figure.theme, item.strength[at.seen])
        colors = [_color(each) for each in found]
    width, opacity = number(shape.shaft * unit), number(row.row.style.opacity)
    ends = zip(at.x0.tolist(), at.y0.tolist(), at.x1.tolist(), at.y1.tolist(), at.length.tolist(), colors)
    for x0, y0, x1, y1, length, color in ends:
        tail, tip = (f"(axis cs:{paper.at_pixel(*each)[1:-1]})" for each in ((x0, y0), (x1, y1)))
        if length < 2 * shape.dot:
            yield rf"\fill[color={color}, opacity={opacity}] {tail} circle ({number(shape.dot * unit)}pt);"
            continue
        size = min(1.0, shape.share * length / shape.head) * unit
        head = f"length={number(shape.head * size)}pt, width={number(2 * shape.half * size)}pt"
        style = rf"color={color}, opacity={opacity}, line width={width}pt, -{{Stealth[{head}]}}"
        yield rf"\draw[{style}] {tail} -- {tip};"


def _levels(place: int, row: FrameRow, item: LevelCurves, paper: Paper, board: Board) -> Iterator[str]:
    theme, unit = paper.figure.theme, paper.figure.pixel
    look, lines = look_of(theme, row), list(level_lines(paper.view, item))
    numbers = level_numbers(item, lines, board, paper.view)
    shades, words = level_colors(item, theme)
    mapped = any(isinstance(each, Heatmap) for each in row.drawing.primitives)
    own, said = ("ink", "ink") if mapped else (f"row{place}", f"row{place}text")
    width, opacity = number(look.width * WIDTH * unit), number(look.opacity)
    for (k, line), found in zip(lines, numbers, strict=True):
        color = _color(shades[k]) if shades else own
        style = f"[forget plot, no markers, draw={color}, opacity={opacity}, line width={width}pt]"
        yield from (plot(style, points) for points in paper.pieces(cut(line, found)))
        board.keep_visible(line)
    for (k, _), found in zip(lines, numbers, strict=True):
        color = _color(words[k]) if words else said
        for each in (spot for piece in found.values() for spot in piece):
            where = paper.at_pixel(each.at.x(), each.at.y())[1:-1]
            size = number(paper.figure.type_size * SIZE / LABEL_SIZE)
            font = rf"\fontsize{{{size}pt}}{{{size}pt}}\selectfont"
            style = f"text={color}, rotate={number(-each.turn)}, inner sep=0pt, font={font}"
            yield rf"\node[{style}] at (axis cs:{where}) {{{label(each.text)}}};"


def _map(item: Heatmap, paper: Paper) -> Iterator[str]:
    """Runs of cells of one colour, each a hair wider than it is: no seam is seen between them."""
    view, theme = paper.view, paper.figure.theme
    place = map_place(item, view)
    seen = place.intersected(QRectF(0, 0, view.width, view.height))
    if seen.isEmpty() or not item.values.size:
        return
    values = sampled(item, place, seen, 1 / CELL)
    colors = rgb(_banded(item.scale), theme, np.where(np.isfinite(values), values, item.scale.low))
    shades = np.where(np.isfinite(values), colors.astype(np.int64) @ np.array([65536, 256, 1]), -1)
    rows, columns = values.shape
    wide, tall = seen.width() / columns, seen.height() / rows
    for i, line in enumerate(shades.tolist()):
        left = 0
        for shade, run in groupby(line):
            right = left + len(list(run))
            if shade >= 0:
                ends = (left, i), (min(right + 0.1, columns), min(i + 1.1, rows))
                places = ((seen.left() + j * wide, seen.top() + k * tall) for j, k in ends)
                a, b = (f"(axis cs:{paper.at_pixel(*end)[1:-1]})" for end in places)
                yield rf"\fill[color={_color(f'#{shade:06x}')}] {a} rectangle {b};"
            left = right


def axes_over(paper: Paper) -> Iterator[str]:
    """The axes once more, over a map that has covered them."""
    laid, view = axes(paper.view), paper.view
    style = f"axis, line width={number(AXIS_WIDTH * paper.figure.pixel)}pt, -stealth"
    ends = []
    if laid.x_line is not None:
        ends.append(((0.0, laid.x_line), (view.width - 1.0, laid.x_line)))
    if laid.y_line is not None:
        ends.append(((laid.y_line, float(view.height)), (laid.y_line, 1.0)))
    for start, end in ends:
        a, b = (f"(axis cs:{paper.at_pixel(*each)[1:-1]})" for each in (start, end))
        yield rf"\draw[{style}] {a} -- {b};"


def _banded(scale: ColorScale) -> ColorScale:
    if scale.levels or not scale.high > scale.low:
        return scale
    levels = tuple(np.linspace(scale.low, scale.high, _SHADES + 1)[1:-1].tolist())
    return ColorScale(scale.low, scale.high, levels, scale.kind, scale.latex)


def _patch(place: int, row: FrameRow, item: Patch, paper: Paper) -> Iterator[str]:
    if item.role in ("positive", "negative"):
        yield from _area(place, row, item, paper)
        return
    style = f"fill=row{place}, fill opacity={FILL[item.role]}"
    if item.role in OUTLINE:
        width = number(OUTLINE[item.role] * paper.figure.pixel)
        style = f"{style}, draw=row{place}, line width={width}pt"
    drawn = "filldraw" if item.role in OUTLINE else "fill"
    found = outlines(item, paper.view)
    if item.role in ("region", "undecided"):  # rings: what lies in an odd number of them is filled
        rings = " ".join(f"{_way(corners, paper)} -- cycle" for corners in found)
        if rings:
            yield rf"\fill[{style}, even odd rule] {rings};"
        if item.role == "undecided":
            yield from _hatched(found, f"row{place}", 1 - UNDECIDED, paper)
        return
    for corners in found:
        yield rf"\{drawn}[{style}, line join=round] {_way(corners, paper)} -- cycle;"


def _way(corners: Floats, paper: Paper) -> str:
    return " -- ".join(f"(axis cs:{paper.at_pixel(*corner)[1:-1]})" for corner in corners.tolist())


def _area(place: int, row: FrameRow, item: Patch, paper: Paper) -> Iterator[str]:
    """A signed area; the one below is hatched with lines that are drawn one by one."""
    theme, look, found = paper.figure.theme, look_of(paper.figure.theme, row), outlines(item, paper.view)
    color = _color(area_color(item, theme, look))
    drawn = (
        f", draw={color}, line width={number(AREA_OUTLINE * paper.figure.pixel)}pt" if outlined(found) else ""
    )
    style = f"fill={color}, fill opacity={AREA_FILL}{drawn}, line join=round"
    for corners in found:
        yield rf"\{'filldraw' if drawn else 'fill'}[{style}] {_way(corners, paper)} -- cycle;"
    if item.role == "negative":
        yield from _hatched(found, color, 0.55, paper)


def _hatched(found: list[Floats], color: str, opacity: float, paper: Paper) -> Iterator[str]:
    """Slanting lines over polygons."""
    ends = hatching(found, paper.view.width, paper.view.height).reshape(-1, 2, 2)
    lines = " ".join(_way(each, paper) for each in ends)
    if lines:
        width = number(HATCH * paper.figure.pixel)
        yield rf"\draw[draw={color}, opacity={number(opacity)}, line width={width}pt] {lines};"


def color_bar(scale: ColorScale, plate: QRectF, paper: Paper, filled: bool) -> Iterator[str]:
    """The bar of a scale: its colours as slices, its numbers as nodes."""
    bar = bar_place(scale, plate)
    theme, unit = paper.figure.theme, paper.figure.pixel

    def at(x: float, y: float) -> str:
        return f"(axis cs:{paper.at_pixel(x, y)[1:-1]})"

    if not theme.clear:
        corners = at(plate.left(), plate.bottom()), at(plate.right(), plate.top())
        style = f"fill=paper, draw=gridmajor, line width={number(unit)}pt"
        yield rf"\filldraw[{style}] {corners[0]} rectangle {corners[1]};"
    count = 32
    colors = ramp(theme, scale.kind, lines=not filled)
    for k in range(count):
        red, green, blue = colors[round((k + 0.5) / count * (len(colors) - 1))].tolist()
        low, high = (bar.bottom() - min(part, count) / count * bar.height() for part in (k, k + 1.05))
        shade = _color(f"#{red:02x}{green:02x}{blue:02x}")
        yield rf"\fill[color={shade}] {at(bar.left(), low)} rectangle {at(bar.right(), high)};"
    outline = f"{at(bar.left(), bar.bottom())} rectangle {at(bar.right(), bar.top())}"
    yield rf"\draw[axis, line width={number(unit)}pt] {outline};"
    size = number(paper.figure.type_size * NUMBER_SIZE / LABEL_SIZE)
    font = rf"font=\fontsize{{{size}pt}}{{{size}pt}}\selectfont"
    for share, text in bar_marks(scale, bar):
        y = bar.bottom() - share * bar.height()
        yield rf"\draw[axis, line width={number(unit)}pt] {at(bar.right(), y)} -- {at(bar.right() + 4, y)};"
        style = f"text=number, anchor=west, inner sep=0pt, {font}"
        yield rf"\node[{style}] at {at(bar.right() + 8, y)} {{{label(text)}}};"
    if scale.latex:
        place = at(bar.left(), (plate.top() + bar.top()) / 2)
        yield rf"\node[text=ink, anchor=west, inner sep=0pt] at {place} {{${formula(scale.latex)}$}};"
