"""What a painter is told: many polygons and strokes with few calls, and planes that are seen through."""

from itertools import islice, pairwise
from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from calcviz.drawing import Floats, Integers
from calcviz.views.geometry import polygon
from calcviz.views.pens import Look
from calcviz.views.space.camera import Camera
from calcviz.views.space.flats import Flat
from calcviz.views.space.gather import Ink
from calcviz.views.space.projected import Projected
from calcviz.views.space.shading import brush, dark, flat_color
from calcviz.views.theme import Theme, mix

SHARES = {"curve": 1.0, "line": 0.85, "vector": 1.1, "field": 0.6, "level": 0.65}
WIDTHS = {"mesh": 0.75, "grid": 0.55, "sheer": 0.75, "outline": 1.1, "construction": 1.3}


def paint_items(
    painter: QPainter, shown: Projected, pens: list[QPen], items: Integers, *, smooth: bool = True
) -> None:
    """Paint items one after the other, antialiased or not."""
    count = shown.polygons
    groups = np.concatenate([np.full(count, -1), shown.pens])[items]
    segments = groups >= 0
    strokes = list(map(QLineF, *shown.strokes[items[segments] - count].T.tolist()))
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
            painter.drawLines(strokes[drawn : drawn + b - a])
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
    ends = camera.project(flat.lines)[:, :, :2].reshape(-1, 4)
    painter.drawLines([QLineF(*line) for line in ends.tolist()])
    painter.setPen(pen_of(Ink(flat.look, "outline"), shown, theme))
    painter.drawPolygon(border)


class _Filler:
    """Fills polygons in an order, with few calls of Qt and no new objects."""

    def __init__(self, painter: QPainter, shown: Projected, order: Integers, *, smooth: bool) -> None:
        self._painter, self._xy = painter, shown.xy
        begins, ends = shown.first[order].tolist(), shown.first[order + 1].tolist()
        self._next = zip(begins, ends, shown.colors[order].tolist())
        self._forms: dict[int, tuple[QPolygonF, Floats]] = {}
        self._may_smooth, self._smooth = smooth, not smooth
        self.smooth(smooth)

    def smooth(self, smooth: bool) -> None:
        """Antialias what comes, or not; told to Qt only where it changes."""
        if smooth is not self._smooth:
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
            self._smooth = smooth

    def polygons(self, count: int) -> None:
        """Fill so many more; see-through ones not antialiased, which would show seams."""
        painter, xy, forms = self._painter, self._xy, self._forms
        painter.setPen(Qt.PenStyle.NoPen)
        last = -1
        for begin, end, color in islice(self._next, count):
            if color != last:
                self.smooth(self._may_smooth and color >= 0xFF000000)
                painter.setBrush(brush(color))
                last = color
            form = forms.get(end - begin) or self._form(end - begin)
            form[1][:] = xy[begin:end]
            painter.drawPolygon(form[0])

    def _form(self, corners: int) -> tuple[QPolygonF, Floats]:
        """A polygon of so many corners, and its memory as an array: filled anew for each piece."""
        made = QPolygonF()
        made.resize(corners)
        address: Any = shiboken6.VoidPtr
        memory = np.frombuffer(address(made.data(), 16 * corners, True), np.float64).reshape(-1, 2)
        self._forms[corners] = made, memory
        return made, memory


def pen_of(ink: Ink, shown: Look, theme: Theme) -> QPen:
    """The pen of a line in space: its square ends are stroked fast and leave no gap at joints."""
    color = shown.color
    deep = mix(shown.color, theme.ink, 0.45)
    if ink.role in ("mesh", "grid", "sheer", "outline"):
        color = _line_on(theme, shown, ink.role)
    elif ink.role == "level":
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
