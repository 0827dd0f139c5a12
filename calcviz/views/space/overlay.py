"""What moves, painted over a picture of what rests, of which only what is before a plane is painted again.

Along every ray the pieces before a plane are those on the eye's side of it: they are painted over the plane
in their old order, and nothing else is. Of moving lines and heads of arrows only what is seen past the
resting surfaces is painted. It is the same picture as all in one order but where thin lines cross in the air.
"""

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from calcviz.drawing import Floats, Integers
from calcviz.drawing.space import Mesh
from calcviz.engine.frame import FrameRow
from calcviz.views.geometry import polygon
from calcviz.views.pens import Look
from calcviz.views.space.camera import Camera
from calcviz.views.space.crossings import edges_on
from calcviz.views.space.flats import Flat, layers
from calcviz.views.space.gather import Ink, Scene
from calcviz.views.space.ink import paint_flat, paint_items, pen_of
from calcviz.views.space.model import LINE_TOLERANCE, MESH_TOLERANCE, TOUCHING
from calcviz.views.space.paint import looks_of, paint_scene, pens_of
from calcviz.views.space.projected import Projected, corners, polygons_first, projected
from calcviz.views.space.rings import Booleans, Rings, grown, joined, quads, side
from calcviz.views.space.sight import Sight
from calcviz.views.space.walls import Edge
from calcviz.views.theme import Theme

STEP = 1.5
"""Pixels along a line from one place to the next at which it is asked whether it is seen."""
LONGEST = 1000
BORDER = 1.5
"""Pixels about a plane that its border may reach."""


@dataclass(frozen=True, slots=True, eq=False)
class Resting:
    """The rows that do not move, as they are painted."""

    seen: Scene
    camera: Camera
    theme: Theme
    ratio: float
    pixmap: QPixmap
    edges: tuple[Edge, ...]
    shown: Projected
    bounds: tuple[Floats, Floats]
    rings: Rings
    pens: list[QPen]
    sight: Sight


def all_flat(rows: tuple[FrameRow, ...]) -> bool:
    """Whether rows show no surface but planes."""
    return all(item.role == "plane" for row in rows for item in row.space if isinstance(item, Mesh))


def opaque(seen: Scene, looks: tuple[Look, ...]) -> bool:
    """Whether nothing is seen through."""
    sheets = seen.model.ground.sheets
    return not seen.model.flats and all(s.role == "surface" and looks[s.look].opacity >= 1 for s in sheets)


def resting(seen: Scene, camera: Camera, theme: Theme, ratio: float, pixmap: QPixmap) -> Resting | None:
    """Paint what does not move; None where something of it is seen through."""
    looks = looks_of(seen.rows, theme)
    if not opaque(seen, looks):
        return None
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, camera.width, camera.height), QColor(theme.paper))
        edges = paint_scene(painter, seen, camera, theme, ratio, rough=True)
    finally:
        painter.end()
    shown = projected(seen, looks, camera, theme, ratio)
    rings = joined([seen.model.pieces.rings, seen.model.loose])
    pens, sight = pens_of(seen, looks, theme), Sight(seen.model, shown, camera)
    return Resting(seen, camera, theme, ratio, pixmap, edges, shown, shown.bounds(), rings, pens, sight)


def paint_moving(painter: QPainter, rest: Resting, moving: Scene) -> None:
    """Paint lines, arrows and one plane over what rests."""
    camera, theme, model = rest.camera, rest.theme, moving.model
    looks = looks_of(moving.rows, theme)
    shown = projected(moving, looks, camera, theme, rest.ratio)
    shown, origin = _visible(shown, moving, rest)
    pens = pens_of(moving, looks, theme)
    sides = polygons_first(model.sides, model)[:, origin]
    for layer in layers(shown.in_order(), sides, model.flats, camera):
        if isinstance(layer, Flat):
            paint_flat(painter, layer, looks[layer.look], camera, theme)
            _paint_before(painter, rest, layer, pen_of(Ink(layer.look, "crossing"), looks[layer.look], theme))
        else:
            paint_items(painter, shown, pens, layer)


def _visible(shown: Projected, moving: Scene, rest: Resting) -> tuple[Projected, Integers]:
    """The parts that no resting surface hides, and the item that each is of; hidden polygons stay, unseen."""
    lines, count = moving.model.lines, shown.polygons
    spread = np.hypot(*(shown.strokes[:, 2:] - shown.strokes[:, :2]).T)
    number = np.clip(np.nan_to_num(np.ceil(spread / STEP)), 1, LONGEST).astype(np.int64)
    of = np.repeat(np.arange(len(number)), number)
    place = np.arange(len(of)) - np.repeat(np.cumsum(number) - number, number)
    way = lines.end - lines.start
    seen = rest.sight.sees(lines.start[of] + ((place + 0.5) / number[of])[:, None] * way[of])
    if len(seen):  # one place alone is a gap between two pieces
        seen &= np.append(True, seen[:-1]) | np.append(seen[1:], True)
    joint = np.append(True, (of[1:] != of[:-1]) | (seen[1:] != seen[:-1])) if len(of) else seen
    begin = np.flatnonzero(joint & seen)
    ends = np.append(np.flatnonzero(joint), len(of))
    end = ends[np.searchsorted(ends, begin, "right")] - 1
    whose = of[begin]
    a = lines.start[whose] + (place[begin] / number[whose])[:, None] * way[whose]
    b = lines.start[whose] + ((place[end] + 1) / number[whose])[:, None] * way[whose]
    strokes = np.concatenate([rest.camera.project(spot)[:, :2] for spot in (a, b)], 1)
    clear = rest.sight.sees(moving.model.loose.means())
    colors = np.where(clear, shown.colors, 0)
    origin = np.append(np.arange(count), count + whose)
    rank = shown.rank[origin]
    return replace(shown, colors=colors, strokes=strokes, pens=lines.pen[whose], rank=rank), origin


def _paint_before(painter: QPainter, rest: Resting, flat: Flat, pen: QPen) -> None:
    """Paint again what rests before a plane and meets it on the picture; with `pen` where both cross."""
    outline = rest.camera.project(flat.outline)[:, :2]
    outline = grown(quads(flat.outline[None]), outline, BORDER)
    met = _overlapping(rest.bounds, outline)
    eye = flat.eye_side(rest.camera)
    polygons, cut, of_cut = _polygons_before(rest, flat, eye, met)
    strokes, parts, of_parts = _strokes_before(rest, flat, eye, met)
    crossing, of_crossing = _crossing(rest, flat, cut)
    shown, count = rest.shown, rest.shown.polygons
    colors = shown.colors[of_cut]
    of_strokes = np.concatenate([np.arange(count, len(shown.rank)), count + of_parts, of_cut[of_crossing]])
    both = Projected(
        np.concatenate([shown.xy, corners(cut, colors, rest.camera, rest.ratio)]),
        np.concatenate([shown.first, shown.first[-1] + cut.first[1:]]),
        np.concatenate([shown.colors, colors]),  # none is rough: to change hints under a clip costs more
        np.concatenate([shown.strokes, parts, crossing]),
        np.concatenate([shown.pens, shown.pens[of_parts], np.full(len(crossing), len(rest.pens))]),
        shown.rank[np.concatenate([np.arange(count), of_cut, of_strokes])],
    )
    strokes = np.append(strokes, np.arange(len(shown.pens), len(both.pens)))
    added = np.arange(count, both.polygons)
    items = np.concatenate([polygons, added, both.polygons + strokes]).astype(np.int64)
    painter.save()
    path = QPainterPath()
    path.addPolygon(polygon(outline[:, 0], outline[:, 1]))
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    paint_items(painter, both, [*rest.pens, pen], items[np.argsort(both.rank[items], kind="stable")])
    painter.restore()


def _crossing(rest: Resting, flat: Flat, cut: Rings) -> tuple[Floats, Integers]:
    """The edges along which polygons were cut by a plane, in pixels, and the polygons that they are of."""
    lines, of = edges_on(cut, np.abs(flat.over(cut.points)))
    lines, which = flat.inside(lines)
    return rest.camera.project(lines)[:, :, :2].reshape(-1, 4), of[which]


def _polygons_before(rest: Resting, flat: Flat, eye: int, met: Booleans) -> tuple[Integers, Rings, Integers]:
    """The polygons that are before a plane, and the parts of others, with the polygons that they are of."""
    rings = rest.rings
    if not rings.count:
        return np.zeros(0, np.int64), joined([]), np.zeros(0, np.int64)
    gap = eye * flat.over(rings.points)
    low, high = (f.reduceat(gap, rings.first[:-1]) for f in (np.minimum, np.maximum))
    near = met[: rings.count] & (high > TOUCHING)
    mixed = near & (low < -TOUCHING)
    parts, of = side(rings.taken(mixed), gap[mixed[rings.owner]])
    return np.flatnonzero(near & ~mixed), parts, np.flatnonzero(mixed)[of]


def _strokes_before(rest: Resting, flat: Flat, eye: int, met: Booleans) -> tuple[Integers, Floats, Integers]:
    """The segments that are before a plane or on it, and the parts of others, in pixels, with theirs."""
    lines, exact = rest.seen.model.lines, rest.seen.model.exact
    a, b = eye * flat.over(lines.start), eye * flat.over(lines.end)
    room = np.where(exact > 0, MESH_TOLERANCE, LINE_TOLERANCE)
    asked = met[rest.shown.polygons :]
    mixed = asked & (a * b < 0) & (np.maximum(np.abs(a), np.abs(b)) > room)
    near = asked & ~mixed & ((a + b) / 2 >= -room)
    of = np.flatnonzero(mixed)
    share = (a[of] / (a[of] - b[of]))[:, None]
    spot = lines.start[of] + share * (lines.end[of] - lines.start[of])
    inner = np.where((a[of] > 0)[:, None], lines.start[of], lines.end[of])
    ends = [rest.camera.project(points)[:, :2] for points in (inner, spot)]
    return np.flatnonzero(near), np.concatenate(ends, 1), of


def _overlapping(bounds: tuple[Floats, Floats], outline: Floats) -> Booleans:
    """Which boxes meet a convex polygon (k, 2): no edge of either keeps them apart."""
    (left, top), (right, bottom) = bounds[0].T, bounds[1].T
    (least_x, least_y), (most_x, most_y) = outline.min(0).tolist(), outline.max(0).tolist()
    met = (left < most_x) & (right > least_x) & (top < most_y) & (bottom > least_y)
    for a, b in zip(outline, np.roll(outline, -1, 0)):
        out = np.array([b[1] - a[1], a[0] - b[0]])
        if (outline - a).sum(0) @ out > 0:
            out = -out
        met &= (left if out[0] > 0 else right) * out[0] + (top if out[1] > 0 else bottom) * out[1] <= a @ out
    return np.asarray(met, np.bool_)
