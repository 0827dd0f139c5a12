"""Space painted by any QPainter: on the screen, into an image, an SVG or a PDF."""

from itertools import pairwise
from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from calcviz.drawing import Floats, Integers
from calcviz.engine.frame import Frame
from calcviz.scene.document import Space
from calcviz.views.pens import Look, look_of
from calcviz.views.space.camera import Camera
from calcviz.views.space.gather import Ink, Scene, scene
from calcviz.views.space.order import ordered
from calcviz.views.space.rings import grown, joined
from calcviz.views.space.shading import brush, dark, light, packed, piece_colors, shaded
from calcviz.views.space.spots import Touched, paint_spots
from calcviz.views.space.walls import edges, paint_numbers, paint_walls
from calcviz.views.theme import Theme, channels, mix

OVERLAP = 0.5
"""Device pixels by which a piece of a surface reaches under its neighbours: no seam is seen between them."""
SHARES = {"curve": 1.0, "line": 0.85, "vector": 1.1, "field": 0.6, "level": 0.65}
WIDTHS = {"mesh": 0.75, "sheer": 0.75, "outline": 1.1, "construction": 1.3}


def paint_space(
    painter: QPainter,
    frame: Frame,
    space: Space,
    width: float,
    height: float,
    theme: Theme,
    *,
    ratio: float = 1.0,
    handles: bool = False,
) -> None:
    """Paint space into the rectangle 0, 0, width, height as finely as it is known.

    `ratio` is the number of device pixels per logical pixel. Handles are for a screen only; without them a
    handle is the point that it is. A frame without a box shows nothing but paper.
    """
    painter.save()
    painter.setClipRect(0, 0, int(np.ceil(width)), int(np.ceil(height)), Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not theme.clear:
        painter.fillRect(0, 0, int(np.ceil(width)), int(np.ceil(height)), QColor(theme.paper))
    if frame.box is not None:
        camera = Camera(space, frame.box, width, height)
        paint_scene(painter, scene(frame.rows, camera), camera, theme, ratio, Touched(discs=handles))
    painter.restore()


def paint_scene(
    painter: QPainter, seen: Scene, camera: Camera, theme: Theme, ratio: float, touched: Touched
) -> None:
    """Paint the box, what is in it from back to front, then points and texts; not the paper."""
    found = () if theme.bare else edges(camera)
    if not theme.bare:
        paint_walls(painter, camera, theme, found)
    looks = tuple(look_of(theme, row) for row in seen.rows)
    _paint_model(painter, seen, camera, theme, looks, ratio)
    paint_numbers(painter, theme, found)
    paint_spots(painter, seen, camera, theme, looks, found, touched)


def _paint_model(
    painter: QPainter, seen: Scene, camera: Camera, theme: Theme, looks: tuple[Look, ...], ratio: float
) -> None:
    """Paint surfaces, lines and arrows, each after all that it can hide."""
    made = seen.model
    order = ordered(made, camera)
    rings, lines = joined([made.pieces.rings, made.loose]), made.lines
    whole, number = made.pieces.rings.count, len(lines.pen)
    own = np.concatenate(
        [piece_colors(made, looks, order.above, camera, theme), _loose_colors(seen, looks, camera, theme)]
    )
    by = np.repeat(np.where(own >> 24 < 255, 0.0, OVERLAP / ratio), rings.sizes)
    xy = camera.project(rings.points)[:, :2]
    xy = grown(rings, xy, by) if len(xy) else xy
    ends = np.concatenate([camera.project(end)[:, :2] for end in (lines.start, lines.end)], 1)
    pens = [_pen(ink, looks[ink.row], theme) for ink in seen.inks]
    items = order.items
    # every item has a group: polygons −1, segments the number of their pen
    groups = np.concatenate([np.full(whole, -1), lines.pen, np.full(made.loose.count, -1)])[items]
    edges_of_runs = [0, *(np.flatnonzero(np.diff(groups)) + 1).tolist(), len(items)]
    fill = _Filler(painter, xy, rings.first, own)
    for a, b in pairwise(edges_of_runs):
        group = int(groups[a])
        if group < 0:
            run = items[a:b]
            fill.polygons(np.where(run < whole, run, run - number))
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pens[group])
            painter.drawLines([QLineF(*line) for line in ends[items[a:b] - whole].tolist()])


class _Filler:
    """Fills many polygons, of corners xy (n, 2), with few calls of Qt and no new objects."""

    def __init__(self, painter: QPainter, xy: Floats, first: Integers, colors: Integers) -> None:
        self._painter, self._xy, self._first, self._colors = painter, xy, first, colors
        self._forms: dict[int, tuple[QPolygonF, Floats]] = {}

    def polygons(self, run: Integers) -> None:
        """Fill these polygons in this order; see-through ones without antialiasing, which would show seams."""
        painter, xy, forms = self._painter, self._xy, self._forms
        painter.setPen(Qt.PenStyle.NoPen)
        last, smooth = -1, None
        begins, ends = self._first[run].tolist(), self._first[run + 1].tolist()
        for begin, end, color in zip(begins, ends, self._colors[run].tolist()):
            if color != last:
                opaque = color >= 0xFF000000
                if opaque is not smooth:
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing, opaque)
                    smooth = opaque
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


def _loose_colors(seen: Scene, looks: tuple[Look, ...], camera: Camera, theme: Theme) -> Integers:
    """The colours of loose polygons: those of their rows, in the light."""
    made = seen.model
    if not made.loose.count:
        return np.zeros(0, np.int64)
    base = np.array([channels(shown.color) for shown in looks], float)[made.loose_look]
    normals = made.loose.normals()
    up = (normals * camera.to_eye(made.loose.means())).sum(1) > 0
    return packed(shaded(base, light(normals, up, camera), np.ones(len(up), bool), theme))


def _pen(ink: Ink, shown: Look, theme: Theme) -> QPen:
    """The pen of a line in space: with square ends, which Qt strokes fast and which leave no gap at joints."""
    color = shown.color
    deep = mix(shown.color, theme.ink, 0.45)
    if ink.role in ("mesh", "sheer", "outline"):
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
    if role == "sheer":
        return mix(shown.color, theme.paper, 0.15)
    if role == "outline":
        return mix(shown.color, theme.ink, 0.35)
    return mix(shown.color, theme.paper if dark(theme) else theme.ink, 0.30 if dark(theme) else 0.20)
