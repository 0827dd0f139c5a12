"""The order from back to front in which pieces of surfaces, lines and arrows hide one another.

All surfaces stand over one grid. A ray from the eye passes columns and rows of its cells one way, so a cell
can be hidden only by cells fewer columns and rows away from the eye: painting by the number of both, the far
ones first, is exact. Within a cell the surfaces lie one above the other. Those whose lower side is seen come
first, the upper ones before the lower; then those seen from above, the lower ones first: of two that are
seen from different sides of the gap between them none hides the other. Where two surfaces cross in a cell,
the upright plane through their line of crossing parts it, and what lies beyond that plane comes first.
"""

from dataclasses import dataclass

import numpy as np

from calcviz.drawing import Floats, Integers
from calcviz.views.space.camera import HALF, Camera
from calcviz.views.space.model import Model
from calcviz.views.space.rings import Booleans

SUBS, PARTS = 512, 64
"""Places within one cell, and within a part of it: two for each surface, from below or above."""
FIRST, ON_FLOOR = -(1 << 40), 1e-6
"""The place before all others, of what lies on the floor of a box seen from above, to that in height."""
DELAY = 2
"""Cells by which a line is painted later, so that no neighbour covers half of its width."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """The places of all items from back to front: first the pieces, then segments, then loose polygons.

    `above`, for the pieces, is whether their upper side is seen.
    """

    keys: Integers
    ties: Floats
    above: Booleans

    def items(self, colors: Integers | None = None) -> Integers:
        """The numbers of all items from back to front.

        Pieces of one place hide nothing of one another: with their `colors` those of one are together, which
        are painted faster.
        """
        ties = self.ties if colors is None else np.concatenate([colors, self.ties[len(self.above) :]])
        return np.lexsort((ties, self.keys))


def ordered(model: Model, camera: Camera) -> Order:
    """Sort all that a model consists of for a camera."""
    pieces, ground = model.pieces, model.ground
    columns, rows = _eye_cell(ground.x, camera, 0), _eye_cell(ground.y, camera, 1)
    above = (pieces.normal * camera.to_eye(pieces.middle)).sum(1) > 0
    away = np.abs(pieces.i - columns) + np.abs(pieces.j - rows)
    sub = np.where(above, pieces.level, -1 - pieces.level)
    nearness = _nearness(model, camera, pieces.middle, pieces.i, pieces.j)
    keys = -away * SUBS + nearness * PARTS + 2 * sub
    loose_keys = _loose_keys(model, camera, columns, rows)
    depths = [camera.depth(middle) for middle in (pieces.middle, model.loose.means())]
    ties = np.concatenate([depths[0], model.lines.pen, 1000.0 + depths[1]])
    return Order(np.concatenate([keys, loose_keys]), ties, above)


def _eye_cell(places: Floats, camera: Camera, axis: int) -> int:
    """The column or row that the eye is over: −1 or one too many where it is beside the grid."""
    eye = camera.eye
    if eye is None:
        return len(places) - 1 if camera.towards[axis] > 0 else -1
    return int(np.searchsorted(places, eye[axis], "right")) - 1


def _loose_keys(model: Model, camera: Camera, columns: int, rows: int) -> Integers:
    """The places of segments and loose polygons: just after the last surface that lies behind them."""
    towards = camera.towards
    stand = model.footing((1 if towards[0] > 0 else -1, 1 if towards[1] > 0 else -1))
    faces = [_facing(model, number, camera) for number in range(len(model.slopes))]
    best = np.full(len(stand.i), -PARTS // 4)
    free = np.ones(len(stand.i), bool)
    for k, face in enumerate(faces):
        seen = face[stand.j, stand.i]
        before = np.where(seen == 1, stand.above[:, k], stand.below[:, k])
        there = seen != 0
        sub = np.where(seen == 1, stand.level[:, k], -1 - stand.level[:, k])
        best = np.where(there & before, np.maximum(best, sub), best)
        free &= before | ~there
    away = np.abs(stand.i - columns) + np.abs(stand.j - rows)
    if faces:
        calm = _calm(faces, columns, rows)[stand.j, stand.i]
        away = away - np.where(free & calm, DELAY, 0)
    else:
        away = np.rint(-40 * camera.depth(model.lines.middle)).astype(np.int64)
        away = np.append(away, np.rint(-40 * camera.depth(model.loose.means())).astype(np.int64))
    middle = np.concatenate([model.lines.middle, model.loose.means()])
    nearness = _nearness(model, camera, middle, stand.i, stand.j)
    made: Integers = -away * SUBS + nearness * PARTS + 2 * best + 1
    if towards[2] > 0 and (camera.eye is None or camera.eye[2] > -HALF[2]):
        floor = middle[:, 2] < ON_FLOOR - HALF[2]
        made[floor] = FIRST  # a ray from above meets the floor last: all of its lines are painted at once
    return made


def _nearness(model: Model, camera: Camera, points: Floats, i: Integers, j: Integers) -> Integers:
    """How many lines of crossing in its cell each of the points (n, 3) is on this side of, 3 at most."""
    made = np.zeros(len(points), np.int64)
    here = camera.towards if camera.eye is None else camera.eye
    for cross in model.crosses:
        there = np.flatnonzero(cross.cells[j, i])
        if not len(there):
            continue
        c, p, q = cross.planes[j[there], i[there]].T
        gap = c + p * points[there, 0] + q * points[there, 1]
        at_eye = p * here[0] + q * here[1] + (0.0 if camera.eye is None else c)
        made[there] += (gap > 0) == (at_eye > 0)
    return np.minimum(made, 3)


def _facing(model: Model, number: int, camera: Camera) -> Integers:
    """For each cell 1 where the upper side of a surface is seen, −1 the lower, 0 where it is not."""
    slopes, ground = model.slopes[number], model.ground
    x, y = (ground.x[1:] + ground.x[:-1]) / 2, (ground.y[1:] + ground.y[:-1]) / 2
    if camera.eye is None:
        dx, dy, dz = camera.towards
    else:
        dx, dy, dz = camera.eye[0] - x, camera.eye[1] - y[:, None], camera.eye[2] - slopes[:, :, 2]
    with np.errstate(invalid="ignore"):
        height = dz - slopes[:, :, 0] * dx - slopes[:, :, 1] * dy
        return np.where(np.isnan(height), 0, np.where(height > 0, 1, -1))


def _calm(faces: list[Integers], columns: int, rows: int) -> Booleans:
    """The cells whose neighbours towards the eye are seen from the same sides: they hide nothing of them."""
    down, across = faces[0].shape
    i, j = np.arange(across), np.arange(down)
    near_i = np.clip(i + np.sign(columns - i), 0, across - 1)
    near_j = np.clip(j + np.sign(rows - j), 0, down - 1)
    calm = np.ones((down, across), bool)
    for face in faces:
        calm &= (face[:, near_i] == face) & (face[near_j] == face) & (face[np.ix_(near_j, near_i)] == face)
    return calm
