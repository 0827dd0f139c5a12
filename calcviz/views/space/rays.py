"""Where a ray meets the surfaces: what the pointer is on, and whether something hides a point."""

from dataclasses import dataclass

import numpy as np

from calcviz.drawing import Floats, Integers
from calcviz.views.space.camera import HALF
from calcviz.views.space.flats import Flat
from calcviz.views.space.sheets import Ground, Sheet


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """Where a ray first meets a surface: its number, the point in unit coordinates, how far along the ray."""

    sheet: int
    point: Floats
    along: float


def first_hit(ground: Ground, start: Floats, way: Floats, only: int | None = None) -> Hit | None:
    """The nearest surface along a ray, or that one only; None where it meets none in the cuboid."""
    ends = _through_box(start, way)
    if ends is None:
        return None
    steps = _steps(ground, start, way, *ends)
    points = start + steps[:, None] * way
    middles = (points[1:] + points[:-1]) / 2
    i, j = ground.cells(middles)
    best: Hit | None = None
    for number, sheet in enumerate(ground.sheets):
        if only is not None and number != only:
            continue
        along = _crossing(ground, sheet, points, steps, i, j)
        if along is not None and (best is None or along < best.along):
            best = Hit(number, start + along * way, along)
    return best


def floor_hit(start: Floats, way: Floats, height: float = -float(HALF[2])) -> Floats | None:
    """Where a ray meets the level plane of a height, the floor's; held within the cuboid.

    None where it runs along that plane or away from it.
    """
    if abs(way[2]) < 1e-6:
        return None
    along = (height - start[2]) / way[2]
    held: Floats = np.clip(start + along * way, -HALF, HALF)
    return held if along > 0 else None


def flat_hit(flat: Flat, start: Floats, way: Floats) -> float | None:
    """How far along a ray it goes through a plane; None where it does not."""
    steep = float(flat.normal @ way)
    if abs(steep) < 1e-9:
        return None
    along = -float(flat.over(start)) / steep
    point, corners = start + along * way, flat.outline
    ways = np.cross(np.roll(corners, -1, 0) - corners, point - corners) @ flat.normal
    return along if along > 0 and ((ways >= 0).all() or (ways <= 0).all()) else None


def hidden(ground: Ground, point: Floats, towards: Floats) -> bool:
    """Whether an opaque surface lies between a point and the eye, which is that way."""
    way = towards / np.linalg.norm(towards)
    for number, sheet in enumerate(ground.sheets):
        if sheet.role == "surface":
            hit = first_hit(ground, point + 0.02 * way, way, number)
            if hit is not None:
                return True
    return False


def _through_box(start: Floats, way: Floats) -> tuple[float, float] | None:
    """Where a ray enters and leaves the cuboid, not before its start."""
    low, high = 0.0, np.inf
    for axis in range(3):
        if abs(way[axis]) < 1e-12:
            if abs(start[axis]) > HALF[axis]:
                return None
            continue
        one, other = ((side * HALF[axis] - start[axis]) / way[axis] for side in (-1, 1))
        low, high = max(low, min(one, other)), min(high, max(one, other))
    return (float(low), float(high)) if low < high < np.inf else None


def _steps(ground: Ground, start: Floats, way: Floats, low: float, high: float) -> Floats:
    """The places along a ray where it goes from one cell to the next, in order."""
    parts = [np.array([low, high])]
    for axis, places in ((0, ground.x), (1, ground.y)):
        if abs(way[axis]) > 1e-12:
            parts.append((places - start[axis]) / way[axis])
    steps = np.concatenate(parts)
    return np.unique(steps[(steps >= low) & (steps <= high)])


def _crossing(
    ground: Ground, sheet: Sheet, points: Floats, steps: Floats, i: Integers, j: Integers
) -> float | None:
    """How far along the first place is where the ray goes through a surface within one of the cells."""
    one = points[:-1, 2] - ground.heights(sheet, points[:-1], i, j)
    other = points[1:, 2] - ground.heights(sheet, points[1:], i, j)
    with np.errstate(invalid="ignore"):
        found = np.flatnonzero((one > 0) != (other > 0)) if not np.isnan(one).all() else np.zeros(0, int)
        found = found[np.isfinite(one[found]) & np.isfinite(other[found])]
    if not len(found):
        return None
    k = int(found[0])
    share = one[k] / (one[k] - other[k])
    return float(steps[k] + share * (steps[k + 1] - steps[k]))
