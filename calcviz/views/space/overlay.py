"""What moves, painted over a picture of what rests; out of a plane is cut what rests before it.

Along every ray the pieces before a plane are those on the eye's side of it: where one of them is, the plane
is not seen, and nothing that rests is painted again. Of moving lines and heads of arrows only what is seen
past the resting surfaces is painted. It is the same picture as all in one order but where thin lines cross in
the air.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from calcviz.drawing import Floats, Integers
from calcviz.drawing.space import Mesh
from calcviz.engine.frame import FrameRow
from calcviz.views.pens import Look
from calcviz.views.space.camera import Camera
from calcviz.views.space.crossings import edges_on
from calcviz.views.space.flats import Flat, layers
from calcviz.views.space.gather import Ink, Scene
from calcviz.views.space.ink import paint_flat, paint_items, pen_of
from calcviz.views.space.model import LINE_TOLERANCE, TOUCHING
from calcviz.views.space.paint import looks_of, paint_scene, pens_of
from calcviz.views.space.projected import Projected, corners, polygons_first, projected
from calcviz.views.space.rings import Booleans, Rings, grown, joined, quads, side
from calcviz.views.space.sight import Sight
from calcviz.views.space.strokes import outlines, strokes
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
    shows: Booleans


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
    pens, sight = pens_of(seen, looks, theme), Sight(seen.model, shown, camera, ratio)
    shows = np.ones(len(shown.rank), np.bool_)
    shows[: seen.model.pieces.rings.count] = sight.somewhere()
    return Resting(
        seen, camera, theme, ratio, pixmap, edges, shown, shown.bounds(), rings, pens, sight, shows
    )


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
            _lay(painter, rest, layer, looks)
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


def _lay(painter: QPainter, rest: Resting, flat: Flat, looks: tuple[Look, ...]) -> None:
    """Paint a plane on clear paper, cut out of it what rests before it, and lay it over what rests."""
    outline = rest.camera.project(flat.outline)[:, :2]
    outline = grown(quads(flat.outline[None]), outline, BORDER)
    sheet = _clear(rest, outline)
    if sheet is None:
        return
    met = _overlapping(rest.bounds, outline) & rest.shows
    eye = flat.eye_side(rest.camera)
    with _painting(sheet) as made:
        paint_flat(made, flat, looks[flat.look], rest.camera, rest.theme)
    polygons, cut, of_cut = _polygons_before(rest, flat, eye, met)
    _wipe(sheet, rest, polygons)
    with _painting(sheet) as made:
        made.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
        made.setPen(Qt.PenStyle.NoPen)
        made.setBrush(Qt.GlobalColor.black)
        xy = corners(cut, rest.shown.colors[of_cut], rest.camera, rest.ratio)
        for part in outlines(xy, cut.first, np.arange(cut.count)):
            made.drawPolygon(part)
        _cut_out_strokes(made, rest, flat, eye, met)
        made.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        made.setPen(pen_of(Ink(flat.look, "crossing"), looks[flat.look], rest.theme))
        made.drawLines(strokes(_crossing(rest, flat, cut)))
    painter.drawImage(sheet.offset(), sheet)


@contextmanager
def _painting(sheet: QImage) -> Iterator[QPainter]:
    """A painter in the pixels of the whole picture on the image of a part of it."""
    made = QPainter(sheet)
    try:
        made.setRenderHint(QPainter.RenderHint.Antialiasing)
        made.translate(-sheet.offset())
        yield made
    finally:
        made.end()


def _wipe(sheet: QImage, rest: Resting, polygons: Integers) -> None:
    """Clear the pixels of which these polygons are the foremost; quicker than to fill them one by one."""
    kept = np.ones(len(rest.shown.colors) + 1, np.uint32)
    kept[polygons] = 0
    left, top = sheet.offset().toTuple()
    across, down = round(left * rest.ratio), round(top * rest.ratio)
    height, width = sheet.height(), sheet.width()
    foremost = rest.sight.foremost[down : down + height, across : across + width]
    pixels = np.frombuffer(sheet.bits(), np.uint32).reshape(height, width)
    height, width = foremost.shape  # a part of a pixel may be left out at the lower and right edges
    pixels[:height, :width] *= kept[foremost]


def _clear(rest: Resting, outline: Floats) -> QImage | None:
    """An image without ink over a polygon (k, 2), as far as the picture shows it; its offset tells where."""
    low = np.maximum(np.floor(outline.min(0)), 0.0)
    high = np.minimum(np.ceil(outline.max(0)), (rest.camera.width, rest.camera.height))
    if not (low < high).all():
        return None
    (left, top), (right, bottom) = low.astype(int).tolist(), high.astype(int).tolist()
    width, height = (max(1, ceil(side * rest.ratio)) for side in (right - left, bottom - top))
    made = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(rest.ratio)
    made.setOffset(QPoint(left, top))
    made.fill(0)
    return made


def _cut_out_strokes(painter: QPainter, rest: Resting, flat: Flat, eye: int, met: Booleans) -> None:
    """Take away what the lines before a plane cover; those of a mesh lie within its polygons."""
    whole, parts, of_parts = _strokes_before(rest, flat, eye, met)
    ends = np.concatenate([rest.shown.strokes[whole], parts])
    pens = rest.shown.pens[np.concatenate([whole, of_parts])]
    for number in np.unique(pens).tolist():
        painter.setPen(QPen(rest.pens[number]))
        painter.drawLines(strokes(ends[pens == number]))


def _crossing(rest: Resting, flat: Flat, cut: Rings) -> Floats:
    """The edges along which polygons were cut by a plane, as far as they are seen, in pixels (n, 4)."""
    lines, _ = edges_on(cut, np.abs(flat.over(cut.points)))
    lines, _ = flat.inside(lines)
    lines = lines[rest.sight.sees(lines.mean(1))]
    return rest.camera.project(lines)[:, :, :2].reshape(-1, 4)


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
    room = LINE_TOLERANCE
    asked = met[rest.shown.polygons :] & (exact == 0)
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
