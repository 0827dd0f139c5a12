"""Space painted by any QPainter: on the screen, into an image, an SVG or a PDF."""

from itertools import islice, pairwise
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
from calcviz.views.space.rings import Booleans, Rings, grown, joined
from calcviz.views.space.shading import brush, dark, light, packed, piece_colors, shaded
from calcviz.views.space.spots import Touched, paint_spots
from calcviz.views.space.walls import Edge, edges, paint_numbers, paint_walls
from calcviz.views.theme import Theme, channels, mix

OVERLAP = 0.5
"""Device pixels by which a piece of a surface reaches under its neighbours: no seam is seen between them."""
SHARES = {"curve": 1.0, "line": 0.85, "vector": 1.1, "field": 0.6, "level": 0.65}
WIDTHS = {"mesh": 0.75, "grid": 0.55, "sheer": 0.75, "outline": 1.1, "construction": 1.3}


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
        seen = scene(frame.rows, camera)
        found = paint_scene(painter, seen, camera, theme, ratio)
        paint_spots(painter, seen, camera, theme, looks_of(seen, theme), found, Touched(discs=handles))
    painter.restore()


def paint_scene(
    painter: QPainter,
    seen: Scene,
    camera: Camera,
    theme: Theme,
    ratio: float = 1.0,
    within: Floats | None = None,
) -> tuple[Edge, ...]:
    """Paint the box, its numbers, and what is in it from back to front; not the paper, points and texts.

    With `within`, only what meets one of those rectangles (n, 4), to which the painter is clipped: left,
    top, right and bottom. Returns the axes.
    """
    found = () if theme.bare else edges(camera)
    if not theme.bare:
        paint_walls(painter, camera, theme)
    _paint_model(painter, seen, camera, theme, ratio, within)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_numbers(painter, theme, found)
    return found


def _paint_model(
    painter: QPainter, seen: Scene, camera: Camera, theme: Theme, ratio: float, within: Floats | None
) -> None:
    """Paint surfaces, lines and arrows, each after all that it can hide."""
    made, looks = seen.model, looks_of(seen, theme)
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
    if within is not None:
        near = _meeting(rings, xy, within)
        shown = np.concatenate([near[:whole], _meeting(None, ends.reshape(-1, 2), within), near[whole:]])
        items = items[shown[items]]
    # every item has a group: polygons −1, segments the number of their pen
    groups = np.concatenate([np.full(whole, -1), lines.pen, np.full(made.loose.count, -1)])[items]
    segments = groups >= 0
    strokes = list(map(QLineF, *ends[items[segments] - whole].T.tolist()))
    shapes = items[~segments]
    fill = _Filler(painter, xy, rings.first, own, np.where(shapes < whole, shapes, shapes - number))
    bounds = [0, *(np.flatnonzero(np.diff(groups)) + 1).tolist(), len(items)]
    drawn = 0
    for a, b in pairwise(bounds if len(items) else []):
        group = int(groups[a])
        if group < 0:
            fill.polygons(b - a)
        else:
            fill.smooth(True)
            painter.setPen(pens[group])
            painter.drawLines(strokes[drawn : drawn + b - a])
            drawn += b - a


def looks_of(seen: Scene, theme: Theme) -> tuple[Look, ...]:
    """The looks of the rows of a scene."""
    return tuple(look_of(theme, row) for row in seen.rows)


def _meeting(rings: Rings | None, xy: Floats, within: Floats) -> Booleans:
    """Which polygons, or segments of two points each, have a box about them that meets a rectangle."""
    if not len(xy):
        return np.zeros(0, bool)
    first = rings.first[:-1] if rings is not None else np.arange(0, len(xy), 2)
    low, high = np.minimum.reduceat(xy, first), np.maximum.reduceat(xy, first)
    met = np.zeros(len(first), bool)
    for left, top, right, bottom in within.tolist():
        met |= (low[:, 0] < right) & (high[:, 0] > left) & (low[:, 1] < bottom) & (high[:, 1] > top)
    return met


class _Filler:
    """Fills polygons, of corners xy (n, 2), in an order, with few calls of Qt and no new objects."""

    def __init__(
        self, painter: QPainter, xy: Floats, first: Integers, colors: Integers, order: Integers
    ) -> None:
        self._painter, self._xy = painter, xy
        begins, ends = first[order].tolist(), first[order + 1].tolist()
        self._next = zip(begins, ends, colors[order].tolist())
        self._forms: dict[int, tuple[QPolygonF, Floats]] = {}
        self._smooth: bool | None = None

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
                self.smooth(color >= 0xFF000000)
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
