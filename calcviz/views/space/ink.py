"""What a painter is told: many polygons and strokes with few calls, and planes that are seen through."""

from ctypes import memmove
from itertools import islice, pairwise
from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from calcviz.drawing import Integers
from calcviz.views.geometry import polygon
from calcviz.views.pens import Look
from calcviz.views.space.camera import Camera
from calcviz.views.space.flats import Flat
from calcviz.views.space.gather import Ink
from calcviz.views.space.projected import Projected
from calcviz.views.space.shading import OPAQUE, ROUGH, brush, dark, flat_color
from calcviz.views.space.strokes import strokes
from calcviz.views.theme import Theme, mix

SHARES = {"curve": 1.0, "line": 0.85, "vector": 1.1, "field": 0.6, "level": 0.65}
WIDTHS = {"mesh": 0.75, "grid": 0.55, "sheer": 0.75, "outline": 1.1, "crossing": 1.1, "construction": 1.3}


def paint_items(
    painter: QPainter, shown: Projected, pens: list[QPen], items: Integers, *, smooth: bool = True
) -> None:
    """Paint items one after the other, antialiased or not."""
    count = shown.polygons
    groups = np.concatenate([np.full(count, -1), shown.pens])[items]
    segments = groups >= 0
    lines = strokes(shown.strokes[items[segments] - count])
    fill = _Filler(painter, shown, items[~segments], smooth=smooth)
    bounds = [0, *(np.flatnonzero(np.diff(groups)) + 1).tolist(), len(items)]
    drawn = 0
    for a, b in pairwise(bounds if len(items) else []):
        group = int(groups[a])
        if group < 0:
            fill.polygons(b - a)
        else:
            fill.smooth(smooth)
            painter.setPen(pens[group])
            painter.drawLines(lines[drawn : drawn + b - a])
            drawn += b - a


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
    painter.drawLines(strokes(camera.project(flat.lines)[:, :, :2].reshape(-1, 4)))
    painter.setPen(pen_of(Ink(flat.look, "outline"), shown, theme))
    painter.drawPolygon(border)


class _Filler:
    """Fills polygons in an order, with few calls of Qt and no new objects."""

    def __init__(self, painter: QPainter, shown: Projected, order: Integers, *, smooth: bool) -> None:
        self._painter, self._xy = painter, np.ascontiguousarray(shown.xy)
        begins, sizes = shown.first[order], shown.first[order + 1] - shown.first[order]
        places = self._xy.ctypes.data + 16 * begins
        self._next = zip(places.tolist(), sizes.tolist(), shown.colors[order].tolist())
        self._forms: dict[int, tuple[QPolygonF, int]] = {}
        self._may_smooth, self._smooth = smooth, not smooth
        self.smooth(smooth)

    def smooth(self, smooth: bool) -> None:
        """Antialias what comes, or not; told to Qt only where it changes."""
        if smooth is not self._smooth:
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
            self._smooth = smooth

    def polygons(self, count: int) -> None:
        """Fill so many more; see-through ones are not antialiased, which would show seams."""
        painter, forms, may_smooth = self._painter, self._forms, self._may_smooth
        painter.setPen(Qt.PenStyle.NoPen)
        last = -1
        for place, size, color in islice(self._next, count):
            if color != last:
                smooth = may_smooth and OPAQUE <= color < ROUGH
                if smooth is not self._smooth:
                    self.smooth(smooth)
                painter.setBrush(brush(color))
                last = color
            form = forms.get(size) or self._form(size)
            memmove(form[1], place, 16 * size)
            painter.drawPolygon(form[0])

    def _form(self, corners: int) -> tuple[QPolygonF, int]:
        """A polygon of so many corners, and the address of its memory: filled anew for each piece."""
        made = QPolygonF()
        made.resize(corners)
        pointer: Any = shiboken6.VoidPtr
        self._forms[corners] = made, int(pointer(made.data(), 16 * corners, True))
        return self._forms[corners]


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
