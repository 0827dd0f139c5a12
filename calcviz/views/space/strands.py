"""Lines in space cut into segments, each within one cell of the grid and on one side of every surface."""

from dataclasses import dataclass

import numpy as np

from calcviz.drawing import Floats, Integers
from calcviz.views.space.camera import HALF
from calcviz.views.space.nets import Net, near
from calcviz.views.space.rings import Booleans
from calcviz.views.space.sheets import Ground

MOST_DASHES = 5000
EDGE = 1e-7
"""Unit coordinates closer to a line of the grid are on it."""


@dataclass(frozen=True, slots=True, eq=False)
class Strands:
    """Segments from `start` to `end`, both (m, 3), and the number of the pen of each, (m,)."""

    start: Floats
    end: Floats
    pen: Integers

    @property
    def middle(self) -> Floats:
        """The middle of each segment."""
        return (self.start + self.end) / 2


def strands(points: Floats, starts: Integers, pen: int) -> Strands:
    """The segments of strokes through points (n, 3), within the cuboid; what is not finite parts them."""
    keep = np.ones(max(len(points) - 1, 0), bool)
    inner = starts[(starts > 0) & (starts < len(points))]
    keep[inner - 1] = False
    if len(keep):
        finite = np.asarray(np.isfinite(points).all(1), np.bool_)
        keep &= finite[1:] & finite[:-1]
    a, b, _ = within_box(points[:-1][keep], points[1:][keep])
    return Strands(a, b, np.full(len(a), pen))


def within_box(a: Floats, b: Floats) -> tuple[Floats, Floats, Booleans]:
    """The parts of segments within the cuboid, and which segments have one (Liang and Barsky, 1984)."""
    if (np.abs(a) <= HALF).all() and (np.abs(b) <= HALF).all():
        return a, b, np.ones(len(a), np.bool_)
    way = b - a
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        one, other = (-HALF - a) / way, (HALF - a) / way
    level = way == 0
    outside = (level & (np.abs(a) > HALF * (1 + 1e-9))).any(1)
    enter = np.where(level, 0.0, np.minimum(one, other)).max(1, initial=0.0)
    leave = np.where(level, 1.0, np.maximum(one, other)).min(1, initial=1.0)
    kept = ~outside & (enter <= leave) & np.isfinite(way).all(1)
    enter, leave = enter[kept, None], leave[kept, None]
    return a[kept] + enter * way[kept], a[kept] + leave * way[kept], kept


def cut(lines: Strands, ground: Ground, on: dict[int, int]) -> Strands:
    """The segments cut where they cross lines of the grid and where they pierce surfaces.

    `on` tells the surface on which a pen draws; −1 stands for any opaque one.
    """
    lines = _cut_at(lines, *_crossings(lines, ground))
    for number, sheet in enumerate(ground.sheets):
        i, j = ground.cells(lines.middle)
        lying = [pen for pen, own in on.items() if own in (number, -1 if sheet.role == "surface" else number)]
        asked = np.flatnonzero(sheet.presence[j, i] & ~np.isin(lines.pen, lying))
        i, j = i[asked], j[asked]
        low = lines.start[asked, 2] - ground.heights(sheet, lines.start[asked], i, j)
        high = lines.end[asked, 2] - ground.heights(sheet, lines.end[asked], i, j)
        lines = _cut_through(lines, asked, low, high)
    return lines


def cut_by_plane(lines: Strands, low: Floats, high: Floats) -> Strands:
    """The segments cut where a number that is linear along them, given at both ends, changes its sign."""
    return _cut_through(lines, np.arange(len(lines.pen)), low, high)


def _cut_through(lines: Strands, which: Integers, low: Floats, high: Floats) -> Strands:
    with np.errstate(invalid="ignore"):
        through = (low * high < 0) & (np.minimum(np.abs(low), np.abs(high)) > 1e-6)
    if not through.any():
        return lines
    return _cut_at(lines, which[through], low[through] / (low[through] - high[through]))


def _crossings(lines: Strands, ground: Ground) -> tuple[Integers, Floats]:
    """The segments that cross lines of the grid, and where, as shares of them."""
    found_of, found_at = [], []
    for axis, places in ((0, ground.x), (1, ground.y)):
        a, b = lines.start[:, axis], lines.end[:, axis]
        low, high = np.minimum(a, b), np.maximum(a, b)
        first = np.searchsorted(places, low + EDGE, "right")
        count = np.maximum(np.searchsorted(places, high - EDGE, "left") - first, 0)
        which = np.repeat(np.arange(len(a)), count)
        number = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
        found_of.append(which)
        found_at.append((places[first[which] + number] - a[which]) / (b - a)[which])
    return np.concatenate(found_of), np.concatenate(found_at)


def _cut_at(lines: Strands, which: Integers, share: Floats) -> Strands:
    """The segments cut at these shares of themselves."""
    if not len(which):
        return lines
    every = np.arange(len(lines.pen))
    of = np.concatenate([every, which, every])
    t = np.concatenate([np.zeros(len(every)), share, np.ones(len(every))])
    order = np.lexsort((t, of))
    of, t = of[order], t[order]
    parts = np.flatnonzero((of[1:] == of[:-1]) & (t[1:] > t[:-1]))
    whose = of[parts]
    way = lines.end[whose] - lines.start[whose]
    begin = lines.start[whose] + t[parts, None] * way
    end = lines.start[whose] + t[parts + 1, None] * way
    return Strands(begin, end, lines.pen[whose])


def dashed(lines: Strands, pattern: tuple[float, ...]) -> Strands:
    """The parts of lines that dashes leave: lengths drawn and left free in turn, in unit coordinates."""
    edges = np.cumsum(pattern)
    reach = np.cumsum(_lengths(lines))
    if not len(reach) or not edges[-1] > 0 or reach[-1] / edges[-1] > MOST_DASHES:
        return lines
    marks = (np.arange(int(reach[-1] / edges[-1]) + 1)[:, None] * edges[-1] + edges).ravel()
    first = np.searchsorted(marks, np.append(0.0, reach[:-1]), "right")
    count = np.maximum(np.searchsorted(marks, reach, "left") - first, 0)
    which = np.repeat(np.arange(len(reach)), count)
    number = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    back = (reach[which] - marks[first[which] + number]) / _lengths(lines)[which]
    lines = _cut_at(lines, which, 1.0 - back)
    long = _lengths(lines)
    phase = (np.cumsum(long) - long / 2) % edges[-1]
    kept = np.searchsorted(edges, phase, "right") % 2 == 0
    return Strands(lines.start[kept], lines.end[kept], lines.pen[kept])


def _lengths(lines: Strands) -> Floats:
    made: Floats = np.linalg.norm(lines.end - lines.start, axis=1)
    return made


def mesh_lines(net: Net, pen: int, outline: int) -> list[Strands]:
    """The lines along a surface that show its shape, and its border."""
    covered, there = np.pad(net.whole, 1), np.pad(net.whole | _cut_cells(net), 1)
    found = []
    for upright in (True, False):
        one, other = _sides(covered, upright)
        border = (one | other) & ~np.logical_and(*_sides(there, upright))
        lines = near(net.x, net.lines_x) if upright else near(net.y, net.lines_y)[:, None]
        for which, number in (((one | other) & ~border & lines, pen), (border, outline)):
            j, i = np.nonzero(which)
            jj, ii = (j + 1, i) if upright else (j, i + 1)
            a = np.stack([net.x[i], net.y[j], net.z[j, i]], 1)
            b = np.stack([net.x[ii], net.y[jj], net.z[jj, ii]], 1)
            found.append(Strands(a, b, np.full(len(a), number)))
    return [*found, *_rim_lines(net, pen, outline)]


def _sides(padded: Booleans, upright: bool) -> tuple[Booleans, Booleans]:
    """For all edges of a grid that run that way, what is said of the cells on both sides."""
    if upright:
        return padded[1:-1, :-1], padded[1:-1, 1:]
    return padded[:-1, 1:-1], padded[1:, 1:-1]


def _cut_cells(net: Net) -> Booleans:
    """The cells of a mesh that have polygons of their own."""
    made = np.zeros_like(net.whole)
    if net.rim.count:
        i, j = Ground(net.x, net.y, ()).cells(net.rim.means())
        made[j, i] = True
    return made


def _rim_lines(net: Net, pen: int, outline: int) -> list[Strands]:
    """The edges of cut cells: on lines that are drawn, and where the surface ends."""
    if not net.rim.count:
        return []
    _, after = net.rim.neighbours()
    a, b = net.rim.points, net.rim.points[after]
    level = np.abs(a - b) < EDGE
    drawn = (level[:, 0] & near(a[:, 0], net.lines_x)) | (level[:, 1] & near(a[:, 1], net.lines_y))
    slanted = ~(level[:, 0] | level[:, 1])
    return [
        Strands(a[which], b[which], np.full(int(which.sum()), number))
        for which, number in ((drawn, pen), (slanted, outline))
    ]


def together(parts: list[Strands]) -> Strands:
    """Several lots of segments as one."""
    if not parts:
        return Strands(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros(0, np.int64))
    return Strands(
        np.concatenate([p.start for p in parts]),
        np.concatenate([p.end for p in parts]),
        np.concatenate([p.pen for p in parts]).astype(np.int64),
    )
