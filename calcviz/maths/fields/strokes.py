"""Strokes: open polygons with a level each, and how marching squares make them of values."""

from dataclasses import dataclass
from functools import lru_cache
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """Open polygons through (x, y), both (n,): piece k begins at starts[k] and belongs to level of[k]."""

    x: Floats
    y: Floats
    starts: Integers
    of: Integers

    @property
    def pieces(self) -> tuple[tuple[Floats, Floats], ...]:
        """The pieces, one by one."""
        return tuple(zip(np.split(self.x, self.starts[1:]), np.split(self.y, self.starts[1:])))

    @property
    def inner(self) -> Booleans:
        """Which pairs of points that follow each other, (n - 1,), are of one piece."""
        found = np.ones(len(self.x), np.bool_)
        found[self.starts] = False
        return found[1:]

    @property
    def middles(self) -> tuple[Floats, Floats]:
        """The middles of all pairs of points that follow each other, (n - 1,)."""
        return (self.x[1:] + self.x[:-1]) / 2, (self.y[1:] + self.y[:-1]) / 2


NOWHERE: Integers = np.empty(0, np.int64)

FEW = 60
"""Ends of strokes up to which each is compared with each other."""

_own = local()
"""What each thread keeps of its own: no two fill in values at once."""

NOTHING = Strokes(np.empty(0), np.empty(0), np.empty(0, np.int64), np.empty(0, np.int64))


def walked(values: Floats, levels: tuple[float, ...]) -> Strokes:
    """What marching squares make of values (rows, columns), as places counted along the columns and rows."""
    if not levels:
        return NOTHING
    finite = np.isfinite(values)
    if finite.all():
        source = whole(values)
    elif finite.any():
        source = _source(values, ~finite)
    else:
        return NOTHING
    corners, starts, of, total = [], [], [], 0
    for k, level in enumerate(levels):
        (points,), (offsets,) = source.lines(level)
        if points is None:
            continue
        corners.append(points)
        starts.append(np.asarray(offsets[:-1], np.int64) + total)
        of.append(np.full(len(offsets) - 1, k, np.int64))
        total += len(points)
    if not corners:
        return NOTHING
    across, up = np.concatenate(corners).T
    return Strokes(across, up, np.concatenate(starts), np.concatenate(of))


def _source(values: Floats, hidden: Any) -> Any:
    from contourpy import FillType, LineType, SerialContourGenerator, ZInterp

    # made itself, on counted places: contour_generator copies places and values, as long as lines take
    return SerialContourGenerator(
        *_counted(*values.shape),
        values,
        hidden,
        corner_mask=hidden is not None,
        line_type=LineType.ChunkCombinedOffset,
        fill_type=FillType.ChunkCombinedOffset,
        quad_as_tri=False,
        z_interp=ZInterp.Linear,
    )


def whole(values: Floats) -> Any:
    """The source of lines, and of what lies between two, of finite values; kept for the next of that shape.

    To make one takes as long as to find its lines; it reads the values where they stand, each time anew.
    """
    shape, place, source = getattr(_own, "kept", ((), values, None))
    if shape != values.shape:
        place = values.copy()
        source = _source(place, None)
        _own.kept = values.shape, place, source
    place[...] = values
    return source


@lru_cache(maxsize=4)
def _counted(rows: int, columns: int) -> tuple[Floats, Floats]:
    """The places of a grid, counted along x and along y: each (rows, columns)."""
    x, y = np.meshgrid(np.arange(columns, dtype=np.float64), np.arange(rows, dtype=np.float64))
    return x, y


def heights(lines: Strokes, levels: tuple[float, ...]) -> Floats:
    """The level of each point, (n,)."""
    return np.asarray(levels)[np.repeat(lines.of, np.diff(np.append(lines.starts, len(lines.x))))]


def without(lines: Strokes, dropped: Booleans, torn: Integers = NOWHERE) -> Strokes:
    """The strokes without the points that are dropped (n,), cut there and behind those that are torn (k,)."""
    if not (dropped.any() or torn.size):
        return lines
    first = np.zeros(len(lines.x), np.bool_)
    first[lines.starts] = True
    piece = np.cumsum(first) - 1
    first[torn + 1] = True
    begins = ~dropped & (first | np.concatenate(([True], dropped[:-1])))
    run = np.cumsum(begins)
    lengths = np.bincount(run[~dropped], minlength=int(run[-1]) + 1 if len(run) else 1)
    kept = ~dropped & (lengths[run] > 1)
    return Strokes(
        lines.x[kept],
        lines.y[kept],
        np.flatnonzero(begins[kept]).astype(np.int64),
        lines.of[piece[kept & begins]],
    )


def inserted(lines: Strokes, at: Integers, x: Floats, y: Floats) -> Strokes:
    """The strokes with points more, (k,), each before a point `at`: these rise, and begin no stroke."""
    if not len(at):
        return lines
    new = np.zeros(len(lines.x) + len(at), np.bool_)
    new[at + np.arange(len(at))] = True
    made = np.empty(len(new)), np.empty(len(new))
    for part, old, more in zip(made, (lines.x, lines.y), (x, y)):
        part[new], part[~new] = more, old
    return Strokes(made[0], made[1], lines.starts + np.searchsorted(at, lines.starts, "right"), lines.of)


def together(one: Strokes, other: Strokes) -> Strokes:
    """The strokes of both."""
    if not len(one.x) or not len(other.x):
        return one if len(one.x) else other
    return Strokes(
        np.concatenate((one.x, other.x)),
        np.concatenate((one.y, other.y)),
        np.concatenate((one.starts, other.starts + len(one.x))),
        np.concatenate((one.of, other.of)),
    )


def joined(lines: Strokes, width: float, height: float) -> Strokes:
    """The strokes with those put together whose ends lie as near as that, on the same level."""
    first, last = lines.starts, np.append(lines.starts[1:], len(lines.x)) - 1
    ends = np.stack((first, last), axis=1).ravel()
    places = np.stack((lines.x[ends] / width, lines.y[ends] / height, 10.0 * np.repeat(lines.of, 2)), axis=1)
    pairs = _near(places)
    away = np.abs(places[pairs[:, 0]] - places[pairs[:, 1]]).max(axis=1)
    beside: dict[int, int] = {}
    for a, b in pairs[np.argsort(away, kind="stable")].tolist():
        if a // 2 != b // 2 and a not in beside and b not in beside:
            beside[a], beside[b] = b, a
    if not beside:
        return lines
    chains = _chains(len(first), beside)
    entered = np.array([end for chain, ring in chains for end in (*chain, *chain[: int(ring)])])
    counts = np.array([len(chain) + ring for chain, ring in chains])
    heads = np.cumsum(counts) - counts
    k, back = entered // 2, entered % 2 == 1
    sizes = (last - first + 1)[k]
    sizes[[at + n - 1 for at, n, (_, ring) in zip(heads.tolist(), counts.tolist(), chains) if ring]] = 1
    begins = np.cumsum(sizes) - sizes
    within = np.arange(int(sizes.sum())) - np.repeat(begins, sizes)
    through = np.repeat(np.where(back, last[k], first[k]), sizes) + np.repeat(1 - 2 * back, sizes) * within
    return Strokes(lines.x[through], lines.y[through], begins[heads], lines.of[k[heads]])


def _near(places: Floats) -> Integers:
    """The pairs (m, 2) of places (n, 3) that lie no farther apart than 1: looked for in squares of that size.

    No two that differ in their third number are so near. Of few places each is compared with each.
    """
    if len(places) <= FEW:
        apart = places[:, None] - places
        return np.argwhere(np.triu((apart * apart).sum(axis=2) <= 1.0, 1))
    x, y, of = (part - part.min() for part in np.floor(places).astype(np.int64).T)
    tall, deep = int(y.max()) + 3, int(of.max()) + 1
    key = (x * tall + y) * deep + of
    order = np.argsort(key)
    there = key[order]
    found = []
    for right, up in ((0, 0), (0, 1), (1, -1), (1, 0), (1, 1)):
        wanted = key + (right * tall + up) * deep
        first = np.searchsorted(there, wanted, "left")
        count = np.searchsorted(there, wanted, "right") - first
        a = np.repeat(np.arange(len(key)), count)
        b = order[np.arange(len(a)) + np.repeat(first - (np.cumsum(count) - count), count)]
        found.append(np.stack((a, b), axis=1)[(a < b) | (right != 0) | (up != 0)])
    pairs = np.concatenate(found)
    apart = places[pairs[:, 0]] - places[pairs[:, 1]]
    return np.sort(pairs[(apart * apart).sum(axis=1) <= 1.0], axis=1)


def _chains(count: int, beside: dict[int, int]) -> list[tuple[list[int], bool]]:
    """The ends at which pieces are entered one after the other, and whether they make a ring.

    Ends 2 k and 2 k + 1 belong to piece k.
    """
    entered = np.zeros(count, np.bool_)
    chains = []
    open_ends = [end for end in range(2 * count) if end not in beside]
    for begin in (*open_ends, *range(0, 2 * count, 2)):  # then what is left are rings
        chain, end = [], begin
        while end >= 0 and not entered[end // 2]:
            entered[end // 2] = True
            chain.append(end)
            end = beside.get(end ^ 1, -1)
        if chain:
            chains.append((chain, end == begin))
    return chains
