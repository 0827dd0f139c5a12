"""Level curves: their lines, and on each line a number in a gap."""

from collections.abc import Iterator
from itertools import chain

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from calcviz.drawing import Floats, Integers, LevelCurves
from calcviz.scene.document import Viewport
from calcviz.views.background import number_outline
from calcviz.views.colormaps import line_colors
from calcviz.views.fonts import number_font
from calcviz.views.geometry import Strokes, polygon, stroke_parts, thinned, together
from calcviz.views.items import Canvas, draw_segments, in_segments, layer, long_dashes
from calcviz.views.labels import Board
from calcviz.views.level_numbers import SIZE, LineNumber, LineNumbers, Piece
from calcviz.views.pens import Look, pen, stroke_pen
from calcviz.views.theme import Theme, legible

WIDTH = 0.72
"""A level curve is so much thinner than the row's line: there are many of them."""
_NUMBERED, _TOGETHER = 60, 150
"""Pieces of one level, and of all, that are tried for a number: mod x + mod y falls into thousands."""
_ALONE = 4
"""The same where there is one level only: it is read anywhere."""
_SEAM = 3.2
_FREE = 0.82
"""The height of the paper that is left free behind a number, in the size of its digits."""
_BASE = 0.34
"""How far below the line the feet of its digits stand, in their size."""

Numbers = dict[int, list[LineNumber]]
"""The numbers on a line, by the stroke that they stand on."""


def paint_level_curves(item: LevelCurves, canvas: Canvas, shown: Look) -> None:
    """Paint the lines and their numbers, which are turned along their lines and upright for the reader."""
    painter = canvas.painter
    lines = list(level_lines(canvas.viewport, item))
    numbers = level_numbers(item, lines, canvas.board, canvas.viewport)
    colors, texts = level_colors(item, canvas.theme)
    points = sum(len(line.x) for _, line in lines)
    rule = QPen(stroke_pen(shown, "curve"))
    rule.setWidthF(shown.width * WIDTH)
    flat = in_segments(canvas, points, shown.opacity)
    flat = flat or bool(lines) and long_dashes(canvas, together([line for _, line in lines]), rule)
    painter.save()
    painter.setOpacity(shown.opacity)
    parted = [cut(line, placed) for (_, line), placed in zip(lines, numbers, strict=True)]
    with layer(canvas, shown.opacity if flat else 1.0) as sheet:
        sheet.setBrush(Qt.BrushStyle.NoBrush)
        if colors:
            for (k, _), line in zip(lines, parted, strict=True):
                rule.setColor(QColor(colors[k]))
                _stroke(sheet, line, rule, flat=flat)
        elif parted:
            _stroke(sheet, together(parted), rule, flat=flat)
    for _, line in lines:
        canvas.board.keep_visible(line)
    for (k, _), placed in zip(lines, numbers, strict=True):
        for number in chain.from_iterable(placed.values()):
            text = texts[k] if texts else shown.text
            paint_number(canvas, number, text)
    painter.restore()


def level_lines(view: Viewport, item: LevelCurves) -> Iterator[tuple[int, Strokes]]:
    """The lines of each level in pixels, without the points that are not seen to be missing."""
    if not len(item.x):
        return
    lines, piece = stroke_parts(view, item.x, item.y, item.starts)
    lines, of = thinned(lines), item.of[piece]
    if (of[1:] < of[:-1]).any():
        upwards = np.argsort(of, kind="stable")
        lines, of = _ordered(lines, upwards), of[upwards]
    levels = np.unique(of)
    firsts = np.append(np.searchsorted(of, levels), len(of))
    starts = np.append(lines.starts, len(lines.x))
    for k, a, b in zip(levels.tolist(), firsts[:-1].tolist(), firsts[1:].tolist()):
        begin, end = int(starts[a]), int(starts[b])
        if end - begin > 1:
            yield k, Strokes(lines.x[begin:end], lines.y[begin:end], starts[a:b] - begin)


def _ordered(lines: Strokes, order: Integers) -> Strokes:
    """The strokes in another order."""
    lengths = np.diff(np.append(lines.starts, len(lines.x)))[order]
    starts = np.cumsum(lengths) - lengths
    points = np.arange(len(lines.x)) + np.repeat(lines.starts[order] - starts, lengths)
    return Strokes(lines.x[points], lines.y[points], starts)


def level_numbers(
    item: LevelCurves, lines: list[tuple[int, Strokes]], board: Board, view: Viewport
) -> list[Numbers]:
    """The numbers on each line."""
    tried: list[Piece] = []
    spots: list[tuple[Numbers, int]] = []
    made: list[Numbers] = []
    for k, line in lines:
        text = item.texts[k] if item.texts else ""
        found: Numbers = {}
        # the longest piece first: it is the one that a number helps most
        most = min(_NUMBERED, _TOGETHER // len(lines)) if len(item.levels) > 1 else _ALONE
        ends = np.append(line.starts[1:], len(line.x))
        for i in np.argsort(line.starts - ends, kind="stable")[:most].tolist() if text else ():
            a, b = int(line.starts[i]), int(ends[i])
            if b - a > 1:
                tried.append(Piece(text, line.x[a:b], line.y[a:b]))
                spots.append((found, i))
        made.append(found)
    for (placed, i), numbers in zip(spots, LineNumbers(board, view).on(tried), strict=True):
        if numbers:
            placed[i] = numbers
    return [dict(sorted(placed.items())) for placed in made]


def cut(line: Strokes, numbers: Numbers) -> Strokes:
    """The strokes with a gap for each number."""
    if not numbers:
        return line
    lengths = np.diff(np.append(line.starts, len(line.x)))
    bare = np.ones(len(lengths), np.bool_)
    bare[list(numbers)] = False
    kept = np.repeat(bare, lengths)
    xs, ys, counts = [line.x[kept]], [line.y[kept]], [lengths[bare]]
    for i, placed in numbers.items():
        piece = slice(int(line.starts[i]), int(line.starts[i] + lengths[i]))
        for x, y in _parted(line.x[piece], line.y[piece], placed):
            xs.append(x)
            ys.append(y)
            counts.append(np.array([len(x)]))
    all_counts = np.concatenate(counts)
    starts: Integers = np.cumsum(all_counts) - all_counts
    return Strokes(np.concatenate(xs), np.concatenate(ys), starts)


def _parted(x: Floats, y: Floats, placed: list[LineNumber]) -> Iterator[tuple[Floats, Floats]]:
    along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
    edges = [0.0, *(edge for spot in placed for edge in (spot.low, spot.high)), float(along[-1])]
    for low, high in zip(edges[::2], edges[1::2]):
        inner = along[(along > low) & (along < high)]
        at = np.concatenate(([low], inner, [high]))
        if high > low:
            yield np.interp(at, along, x), np.interp(at, along, y)


def level_colors(item: LevelCurves, theme: Theme) -> tuple[list[str], list[str]]:
    """The colours of lines and of numbers by level; empty where all have that of the row."""
    if item.scale is None:
        return [], []
    lines = line_colors(item.scale, theme, item.levels)
    return lines, [legible(color, theme.paper, theme.ink) for color in lines]


def _stroke(painter: QPainter, line: Strokes, rule: QPen, *, flat: bool) -> None:
    if flat:
        draw_segments(painter, line, rule)
        return
    painter.setPen(rule)
    for a, b in line.pieces():
        painter.drawPolyline(polygon(line.x[a:b], line.y[a:b]))


def paint_number(canvas: Canvas, number: LineNumber, color: str) -> None:
    """Write a number along its line: on free paper, on a map of colours in a seam of paper."""
    painter, theme = canvas.painter, canvas.theme
    painter.save()
    painter.translate(number.at)
    painter.rotate(number.turn)
    origin = QPointF(-number.width / 2, SIZE * _BASE)
    if canvas.mapped and not theme.clear:
        painter.setPen(pen(theme.paper, _SEAM))
        painter.drawPath(number_outline(number.text, SIZE).translated(origin))
    elif not theme.clear:
        painter.setPen(pen(theme.paper, SIZE * _FREE))
        painter.drawLine(QLineF(-number.width / 2 + 3.0, 0.0, number.width / 2 - 3.0, 0.0))
    painter.setFont(number_font(SIZE))
    painter.setPen(QColor(color))
    painter.drawText(origin, number.text)
    painter.restore()
