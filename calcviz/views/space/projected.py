"""A scene as one camera sees it: polygons and strokes in pixels, their colours, and their order."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.drawing import Floats, Integers
from calcviz.views.pens import Look
from calcviz.views.space.camera import Camera
from calcviz.views.space.gather import Scene
from calcviz.views.space.model import Model
from calcviz.views.space.order import ordered
from calcviz.views.space.rings import Booleans, Rings, grown, joined
from calcviz.views.space.shading import OPAQUE, ROUGH, light, packed, piece_colors, shaded
from calcviz.views.theme import Theme, channels

MANY = 4000
"""Pieces beyond which none has smooth edges in a picture in motion."""
OVERLAP = 0.5
"""Device pixels by which a piece of a surface reaches under its neighbours: no seam is seen between them."""


@dataclass(frozen=True, slots=True, eq=False)
class Projected:
    """Items on the picture: first the polygons, then the strokes.

    Polygon k has the corners xy[first[k]:first[k + 1]] and the colour 0xAARRGGBB, more by
    ROUGH where its edges need not be smooth; `strokes` (n, 4) are the
    ends, `pens` (n,) the numbers of their pens. `rank` (polygons + n,) is the place from back to front.
    """

    xy: Floats
    first: Integers
    colors: Integers
    strokes: Floats
    pens: Integers
    rank: Integers

    @property
    def polygons(self) -> int:
        """How many polygons there are."""
        return len(self.colors)

    def in_order(self) -> Integers:
        """All items from back to front."""
        return np.argsort(self.rank, kind="stable")

    def bounds(self) -> tuple[Floats, Floats]:
        """The least and the greatest corner of each item, both (items, 2)."""
        ends = self.strokes.reshape(-1, 2, 2)
        low, high = ends.min(1), ends.max(1)
        if not self.polygons:
            return low, high
        first = self.first[:-1]
        of_polygons = [f.reduceat(self.xy, first) for f in (np.minimum, np.maximum)]
        return np.concatenate([of_polygons[0], low]), np.concatenate([of_polygons[1], high])

    def meeting(self, within: Floats) -> Booleans:
        """Which items have a box about them that meets one of the rectangles (n, 4)."""
        low, high = self.bounds()
        met = np.zeros(len(low), bool)
        for left, top, right, bottom in within.tolist():
            met |= (low[:, 0] < right) & (high[:, 0] > left) & (low[:, 1] < bottom) & (high[:, 1] > top)
        return met


def projected(
    seen: Scene,
    looks: tuple[Look, ...],
    camera: Camera,
    theme: Theme,
    ratio: float = 1.0,
    *,
    rough: bool = False,
) -> Projected:
    """All that is seen but the flat planes; `ratio` is the number of device pixels per logical one.

    `rough` spares the smooth edges of cells all of whose neighbours show the same side: they are painted in
    less than half of the time, and none of their edges is seen against anything else. Of very many, all are.
    """
    made = seen.model
    order = ordered(made, camera)
    colors = np.concatenate(
        [piece_colors(made, looks, order.above, camera, theme), _loose_colors(made, looks, camera, theme)]
    )
    if rough:
        count = made.pieces.rings.count
        colors[:count] += ROUGH * (_inner(made, order.above) if count <= MANY else np.ones(count, bool))
    rings = joined([made.pieces.rings, made.loose])
    ends = [camera.project(end)[:, :2] for end in (made.lines.start, made.lines.end)]
    items = order.items(colors[: made.pieces.rings.count])
    rank = np.empty(len(items), np.int64)
    rank[items] = np.arange(len(rank))
    return Projected(
        corners(rings, colors, camera, ratio),
        rings.first,
        colors,
        np.concatenate(ends, 1),
        made.lines.pen,
        polygons_first(rank, made),
    )


def _inner(made: Model, above: Booleans) -> Booleans:
    """The opaque pieces that are a whole cell, as are those beside it, and all of them seen from one side."""
    pieces, ground = made.pieces, made.ground
    inner = np.zeros(len(above), bool)
    for number, sheet in enumerate(ground.sheets):
        mine = np.flatnonzero((pieces.sheet == number) & (pieces.rings.sizes == 4))
        j, i = pieces.j[mine] + 1, pieces.i[mine] + 1
        face = np.zeros((len(ground.y) + 1, len(ground.x) + 1), np.int64)
        np.add.at(face, (j, i), np.where(above[mine], 1, -1))
        face[1:-1, 1:-1] *= sheet.whole
        own = face[1:-1, 1:-1]
        same = (face[:-2, 1:-1] == own) & (face[2:, 1:-1] == own)
        same &= (face[1:-1, :-2] == own) & (face[1:-1, 2:] == own) & (np.abs(own) == 1)
        inner[mine] = same[j - 1, i - 1]
    return inner


def corners(rings: Rings, colors: Integers, camera: Camera, ratio: float) -> Floats:
    """The pixels of the corners of polygons; opaque ones reach under their neighbours."""
    xy: Floats = camera.project(rings.points)[:, :2]
    by = np.repeat(np.where(colors < OPAQUE, 0.0, OVERLAP / ratio), rings.sizes)
    return grown(rings, xy, by) if len(xy) else xy


def polygons_first(values: NDArray[np.int64], model: Model) -> Integers:
    """Numbers (…, items) of pieces, segments and loose polygons, the segments' put last."""
    whole = model.pieces.rings.count
    lines = slice(whole, whole + len(model.lines.pen))
    parts = values[..., :whole], values[..., lines.stop :], values[..., lines]
    return np.concatenate(parts, -1)


def _loose_colors(made: Model, looks: tuple[Look, ...], camera: Camera, theme: Theme) -> Integers:
    """The colours of loose polygons: those of their rows, in the light."""
    if not made.loose.count:
        return np.zeros(0, np.int64)
    base = np.array([channels(shown.color) for shown in looks], float)[made.loose_look]
    normals = made.loose.normals()
    up = (normals * camera.to_eye(made.loose.means())).sum(1) > 0
    return packed(shaded(base, light(normals, up, camera), np.ones(len(up), bool), theme))
