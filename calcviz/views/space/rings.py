"""Many polygons in arrays: ragged, cut by the sign of a number at their corners, all at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.drawing import Floats, Integers

Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """Closed polygons: corners (n, 3), those of polygon k from first[k] up to first[k + 1]."""

    points: Floats
    first: Integers

    @property
    def count(self) -> int:
        """How many polygons there are."""
        return len(self.first) - 1

    @property
    def sizes(self) -> Integers:
        """How many corners each has."""
        return np.diff(self.first)

    @property
    def owner(self) -> Integers:
        """The polygon of each corner."""
        return np.repeat(np.arange(self.count), self.sizes)

    def neighbours(self) -> tuple[Integers, Integers]:
        """For each corner the indices of the one before and of the one after it."""
        index = np.arange(len(self.points))
        before, after = index - 1, index + 1
        before[self.first[:-1]] = self.first[1:] - 1
        after[self.first[1:] - 1] = self.first[:-1]
        return before, after

    def means(self) -> Floats:
        """The mean of the corners of each polygon, (polygons, 3)."""
        if not self.count:
            return np.zeros((0, 3))
        made: Floats = np.add.reduceat(self.points, self.first[:-1]) / self.sizes[:, None]
        return made

    def normals(self) -> Floats:
        """A normal of each polygon of length 1 that points up, by Newell's sum over its edges."""
        if not self.count:
            return np.zeros((0, 3))
        _, after = self.neighbours()
        middles = np.repeat(self.means(), self.sizes, axis=0)
        ways = cross(self.points - middles, self.points[after] - middles)
        made = np.add.reduceat(ways, self.first[:-1])
        made *= np.where(made[:, 2:] < 0, -1.0, 1.0)
        unit: Floats = made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-300)
        return unit

    def taken(self, which: Booleans) -> "Rings":
        """Those polygons only."""
        kept = which[self.owner]
        return Rings(self.points[kept], _first(self.sizes[which]))


def rings(points: Floats, sizes: Integers) -> Rings:
    """Polygons of corners (n, 3) one after the other."""
    return Rings(points, _first(sizes))


def quads(corners: Floats) -> Rings:
    """Polygons of as many corners each, (polygons, corners, 3)."""
    number, size = corners.shape[:2]
    return Rings(corners.reshape(-1, 3), np.arange(number + 1) * size)


def joined(parts: list[Rings]) -> Rings:
    """Several lots of polygons as one."""
    if not parts:
        return Rings(np.zeros((0, 3)), np.zeros(1, np.int64))
    return rings(np.concatenate([part.points for part in parts]), np.concatenate([p.sizes for p in parts]))


def side(whole: Rings, values: Floats) -> tuple[Rings, Integers]:
    """The parts of polygons where the number given at their corners, linear between them, is positive.

    Returns them and the index of the polygon that each was cut from (Sutherland and Hodgman, 1974).
    """
    _, after = whole.neighbours()
    inside = values > 0
    crossing = inside != inside[after]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(crossing, values / (values - values[after]), 0.0)[:, None]
    spots = np.stack([whole.points, whole.points + t * (whole.points[after] - whole.points)], 1)
    kept = np.stack([inside, crossing], 1)
    sizes = np.add.reduceat(kept.sum(1), whole.first[:-1]) if whole.count else np.zeros(0, np.int64)
    real = sizes > 2
    kept &= real[whole.owner][:, None]
    return rings(spots[kept], sizes[real]), np.flatnonzero(real)


def split(whole: Rings, values: Floats) -> tuple[Rings, Integers]:
    """All polygons, those over which the number changes its sign as two; and from which each comes."""
    least = np.minimum.reduceat(values, whole.first[:-1]) if whole.count else values
    most = np.maximum.reduceat(values, whole.first[:-1]) if whole.count else values
    mixed = (least < 0) & (most > 0)
    if not mixed.any():
        return whole, np.arange(whole.count)
    cut, chosen = whole.taken(mixed), values[mixed[whole.owner]]
    above, of_above = side(cut, chosen)
    below, of_below = side(cut, -chosen)
    places = np.flatnonzero(mixed)
    parts = [whole.taken(~mixed), above, below]
    return joined(parts), np.concatenate([np.flatnonzero(~mixed), places[of_above], places[of_below]])


def grown(whole: Rings, xy: Floats, by: Floats | float) -> Floats:
    """The corners (n, 2) of polygons in pixels, moved so that each edge lies that much farther out.

    At sharp corners they move by no more than twice that.
    """
    before, after = whole.neighbours()
    x, y = np.ascontiguousarray(xy.T)
    right, down = x[after] - x, y[after] - y
    areas = np.add.reduceat(x * down - y * right, whole.first[:-1])
    length = np.maximum(np.sqrt(right * right + down * down), 1e-9)
    out_x, out_y = down / length, -right / length
    back_x, back_y = out_x[before], out_y[before]
    share = by * np.repeat(np.sign(areas), whole.sizes)
    share /= np.maximum(1.0 + out_x * back_x + out_y * back_y, 0.5)
    return np.stack([x + (out_x + back_x) * share, y + (out_y + back_y) * share], 1)


def cross(one: Floats, other: Floats) -> Floats:
    """The vector products of vectors (…, 3): numpy's own takes five times as long for a few."""
    a, b = np.broadcast_arrays(one, other)
    (x, y, z), (u, v, w) = (part.T for part in (a, b))
    made: Floats = np.array([y * w - z * v, z * u - x * w, x * v - y * u]).T
    return made


def _first(sizes: Integers) -> Integers:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
