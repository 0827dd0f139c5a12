"""Flow lines of a field, evenly spaced over a window, and the path of steepest descent from a point."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.arrows import places
from calcviz.maths.fields.box import Range
from calcviz.maths.fields.following import Directions, followed
from calcviz.maths.fields.grid import field_key, remembered
from calcviz.maths.fields.vector import VectorField

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

APART = 40.0
"""Pixels between two flow lines, about; a line ends where it comes nearer to another than half of this."""

FINE = 8
"""Cells of the raster, by which nearness is judged, in that distance."""

SHORTEST = 1.5
"""The shortest line that is drawn, in these distances."""

ARROWS = 150.0
"""Pixels of a line to an arrow, about."""

HEAD = 10.0
"""The length of an arrow in pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Streamlines:
    """Flow lines through (x, y), (n,), in the direction of the flow, each from starts[k] on.

    Arrows lie on them, (k,): each ends at (arrow_x + arrow_dx, arrow_y + arrow_dy), all equally long on the
    screen.
    """

    x: Floats
    y: Floats
    starts: Integers
    arrow_x: Floats
    arrow_y: Floats
    arrow_dx: Floats
    arrow_dy: Floats


def streamlines(
    F: VectorField,
    x_range: Range,
    y_range: Range,
    pixels: tuple[float, float],
    apart: float = APART,
    sign: int = 1,
) -> Streamlines:
    """The flow lines of a field in a window of that many pixels, evenly spaced; sign -1: of -F. Remembered.

    They end at the edge, where the field is zero or undefined, and where they come too near to another or
    to themselves. Source of the spacing: Jobard and Lefer, Visualization in Scientific Computing '97, 43-55;
    here all candidates are followed at once and the longest are taken first.
    """
    key = ("flow", *(field_key(part) for part in F.components), x_range, y_range, pixels, apart, sign)

    def make() -> Streamlines:
        return _made(F, x_range, y_range, pixels, apart, sign)

    kept = tuple(part.expression for part in F.components)
    made: Streamlines = remembered.get(key, kept, 20_000, make)
    return made


def _made(
    F: VectorField, x_range: Range, y_range: Range, pixels: tuple[float, float], apart: float, sign: int
) -> Streamlines:
    directions = Directions(F, x_range, y_range, pixels)
    x, y = places(*x_range, pixels[0], apart), places(*y_range, pixels[1], apart)
    seed_x, seed_y = (part.ravel() for part in np.meshgrid(x, y))
    seed_x, seed_y = (seed_x - x_range[0]) / directions.unit_x, (seed_y - y_range[0]) / directions.unit_y
    u, _ = directions(seed_x, seed_y)
    inside = (seed_x >= 0) & (seed_x <= pixels[0]) & (seed_y >= 0) & (seed_y <= pixels[1]) & np.isfinite(u)
    seed_x, seed_y = seed_x[inside], seed_y[inside]
    lines = _chosen(_both_ways(directions, seed_x, seed_y, pixels), pixels, apart)
    if not lines:
        none = np.empty(0)
        return Streamlines(none, none, np.empty(0, np.int64), none, none, none, none)
    if sign < 0:
        lines = [line[:, ::-1] for line in lines]
    starts = np.cumsum([0, *(line.shape[1] for line in lines[:-1])]).astype(np.int64)
    px, py = np.concatenate(lines, axis=1)
    arrows = np.concatenate([_arrows(line) for line in lines], axis=1)
    ux, uy = directions.unit_x, directions.unit_y
    return Streamlines(
        x_range[0] + px * ux, y_range[0] + py * uy, starts,
        x_range[0] + arrows[0] * ux, y_range[0] + arrows[1] * uy, arrows[2] * ux, arrows[3] * uy,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """A line (2, n) in pixels through its seed, which is the point number `seed`."""

    line: Floats
    seed: int
    closed: bool


def _both_ways(directions: Directions, x: Floats, y: Floats, pixels: tuple[float, float]) -> list[_Candidate]:
    """The lines through all seeds, the longest first."""
    n = len(x)
    if not n:
        return []
    signs = np.repeat((1.0, -1.0), n)
    found = followed(directions, np.tile(x, 2), np.tile(y, 2), signs, pixels)
    points = np.stack((found.x, found.y))
    parts = np.split(points, found.starts[1:], axis=1)
    lines = []
    for k in range(n):
        ahead, behind = parts[k], parts[n + k]
        if found.closed[k]:
            lines.append(_Candidate(np.concatenate((ahead, ahead[:, :1]), axis=1), 0, True))
            continue
        line = np.concatenate((behind[:, :0:-1], ahead), axis=1)
        lines.append(_Candidate(line, behind.shape[1] - 1, False))
    return sorted(lines, key=lambda c: -c.line.shape[1])


def _chosen(candidates: list[_Candidate], pixels: tuple[float, float], apart: float) -> list[Floats]:
    """Lines, or the parts of them around their seeds, that keep their distance."""
    raster = Raster(pixels, apart)
    chosen = []
    for candidate in candidates:
        line = raster.free_part(candidate.line, candidate.seed, candidate.closed)
        if line is not None:
            raster.add(line)
            chosen.append(line)
    return chosen


class Raster:
    """Where lines may still be drawn: cells near to one that is, and cells where no new one may begin."""

    def __init__(self, pixels: tuple[float, float], apart: float) -> None:
        self._cell = apart / FINE
        self._pixels, self._apart = pixels, apart
        shape = tuple(int(length / self._cell) + 2 * FINE + 2 for length in pixels)
        self._near, self._crowded = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
        steps = np.arange(-FINE, FINE + 1)
        i, j = np.meshgrid(steps, steps, indexing="ij")
        self._around = [
            np.stack((i[ring], j[ring]))
            for ring in (np.hypot(i, j) <= FINE / 2, np.hypot(i, j) <= 0.9 * FINE)
        ]

    def _cells(self, line: Floats) -> Integers:
        """The cells of points, (2, n), a margin added."""
        limit = np.array(self._near.shape)[:, None] - FINE - 1
        return np.clip((line / self._cell).astype(np.int64) + FINE, FINE, limit)

    def free_part(self, line: Floats, seed: int, closed: bool) -> Floats | None:
        """The part of a line around its seed that is in the window and not near to another or to itself."""
        i, j = self._cells(line)
        if self._crowded[i[seed], j[seed]]:
            return None
        (x, y), (width, height) = line, self._pixels
        outside = (x < 0) | (x > width) | (y < 0) | (y > height)
        stopped = self._near[i, j] | outside
        if not closed:
            stopped |= self._returning(line, i, j, seed)
        behind, ahead = np.flatnonzero(stopped[:seed]), np.flatnonzero(stopped[seed:])
        first = int(behind[-1]) if behind.size else 0
        last = seed + int(ahead[0]) if ahead.size else line.shape[1] - 1
        # the first point outside stays: the line goes on to the edge; one that is near to another does not
        first += bool(behind.size and not outside[first])
        last -= bool(ahead.size and not outside[last])
        part = line[:, first : last + 1]
        long_enough = part.shape[1] > 1 and _length(part)[-1] >= SHORTEST * self._apart
        return part if long_enough else None

    def _returning(self, line: Floats, i: Integers, j: Integers, seed: int) -> Booleans:
        """Where a line comes near to a place that it has passed, counted away from its seed."""
        s = _length(line)
        away = np.abs(s - s[seed])
        cells = (i // (FINE // 2)) * self._near.shape[1] + j // (FINE // 2)
        order = np.argsort(away, kind="stable")
        _, first, inverse = np.unique(cells[order], return_index=True, return_inverse=True)
        found = np.zeros(len(s), np.bool_)
        found[order] = np.abs(s[order] - s[order][first[inverse]]) > 2 * self._apart
        return found

    def add(self, line: Floats) -> None:
        """Keep other lines away from this one."""
        i, j = self._cells(line)
        width = self._near.shape[1]
        i, j = np.divmod(np.unique(i * width + j), width)
        for raster, around in zip((self._near, self._crowded), self._around):
            raster[i[:, None] + around[0], j[:, None] + around[1]] = True


def _length(line: Floats) -> Floats:
    """The length of a line, (2, n), up to each point."""
    return np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=1)))))


def _arrows(line: Floats) -> Floats:
    """Arrows along a line: x, y, dx, dy, (4, k)."""
    s = _length(line)
    count = max(1, round(s[-1] / ARROWS))
    middle = (np.arange(count) + 0.5) * (s[-1] / count)
    tail, tip = (np.stack([np.interp(middle + h, s, part) for part in line]) for h in (-HEAD / 2, HEAD / 2))
    way = tip - tail
    with np.errstate(all="ignore"):
        way = np.where(np.hypot(*way) > 0, way * (HEAD / np.hypot(*way)), 0.0)
    return np.concatenate((tail, way))
