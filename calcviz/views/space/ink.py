"""What a painter is told: many polygons and strokes with few calls, and planes that are seen through."""

from collections.abc import Iterator
from itertools import islice, pairwise

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from calcviz.drawing import Integers
from calcviz.views.geometry import draw_lines, polygon
from calcviz.views.pens import Look
from calcviz.views.space.camera import Camera
from calcviz.views.space.flats import Flat
from calcviz.views.space.gather import Ink
from calcviz.views.space.projected import Projected
from calcviz.views.space.shading import OPAQUE, ROUGH, brush, dark, flat_color
from calcviz.views.space.strokes import outlines, strokes
from calcviz.views.theme import Theme, mix

SHARES = {"curve": 1.0, "line": 0.85, "vector": 1.1, "field": 0.6, "level": 0.65}
WIDTHS = {"mesh": 0.75, "grid": 0.55, "sheer": 0.75, "outline": 1.1, "crossing": 1.1, "construction": 1.3}

POOLED = 20_000
"""Strokes that are painted from objects kept for them, in many short runs twice as fast as from an array;
to make more of them would take too long."""
SOFT, HARD = -1, -2
"""Polygons with smooth edges, and those without: see-through ones among them, which would show seams."""


def paint_items(
    painter: QPainter, shown: Projected, pens: list[QPen], items: Integers, *, smooth: bool = True
) -> None:
    """Paint items one after the other, antialiased or not."""
    count, colors = shown.polygons, shown.colors
    hard = np.full(count, HARD) if not smooth else np.where((colors < OPAQUE) | (colors >= ROUGH), HARD, SOFT)
    groups = np.concatenate([hard, shown.pens])[items]
    ends = shown.strokes[items[groups >= 0] - count]
    lines = strokes(ends) if len(ends) <= POOLED else None
    order = items[groups < 0]
    fillings = zip(map(brush, colors[order].tolist()), outlines(shown.xy, shown.first, order))
    antialiasing = QPainter.RenderHint.Antialiasing
    bounds = [0, *(np.flatnonzero(np.diff(groups)) + 1).tolist(), len(items)]
    drawn, hinted = 0, None
    for a, b in pairwise(bounds if len(items) else []):
        group = int(groups[a])
        if hinted is not (smooth and group != HARD):
            hinted = smooth and group != HARD
            painter.setRenderHint(antialiasing, hinted)
        if group < 0:
            _fill(painter, islice(fillings, b - a))
        else:
            painter.setPen(pens[group])
            if lines is None:
                draw_lines(painter, ends[drawn : drawn + b - a])
            else:
                painter.drawLines(lines[drawn : drawn + b - a])
            drawn += b - a


def _fill(painter: QPainter, fillings: Iterator[tuple[QBrush, QPolygonF]]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    set_brush, draw = painter.setBrush, painter.drawPolygon
    last = None
    for filling, outline in fillings:
        if filling is not last:
            set_brush(filling)
            last = filling
        draw(outline)


def paint_flat(painter: QPainter, flat: Flat, shown: Look, camera: Camera, theme: Theme) -> None:
    """Paint a plane with the lines of its grid and its border."""
    outline = camera.project(flat.outline)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, flat.whole)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush(flat_color(flat, shown, camera, theme)))
    border = polygon(outline[:, 0], outline[:, 1])
    painter.drawPolygon(border)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen_of(Ink(flat.look, "sheer"), shown, theme))
    draw_lines(painter, camera.project(flat.lines)[:, :, :2].reshape(-1, 4))
    painter.setPen(pen_of(Ink(flat.look, "outline"), shown, theme))
    painter.drawPolygon(border)


def pen_of(ink: Ink, shown: Look, theme: Theme) -> QPen:
    """The pen of a line in space: its square ends are stroked fast and leave no gap at joints."""
    color = shown.color
    deep = mix(shown.color, theme.ink, 0.45)
    if ink.role in ("mesh", "grid", "sheer", "outline"):
        color = _line_on(theme, shown, ink.role)
    elif ink.role in ("level", "crossing"):
        color = deep
    elif ink.role == "construction":
        color = shown.muted
    width = WIDTHS.get(ink.role, 0.0) or shown.width * SHARES.get(ink.role, 1.0)
    made = QPen(QColor(color), width)
    made.setCapStyle(Qt.PenCapStyle.SquareCap if width > 1.2 else Qt.PenCapStyle.FlatCap)
    return made


def _line_on(theme: Theme, shown: Look, role: str) -> str:
    """The colour of a mesh line: darker than the surface on paper, and darker in the dark too."""
    if role == "grid":
        return mix(theme.paper if dark(theme) else theme.ink, theme.number, 0.5)
    if role == "sheer":
        return mix(shown.color, theme.paper, 0.15)
    if role == "outline":
        return mix(shown.color, theme.paper, 0.1) if dark(theme) else mix(shown.color, theme.ink, 0.35)
    return mix(shown.color, theme.paper, 0.62) if dark(theme) else mix(shown.color, theme.ink, 0.20)
