"""Where a function is positive, where negative, and the narrow intervals in which it changes its sign."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.curves.cells import simple_number
from calcviz.maths.intervals.enclosures import DEFINED, Enclosure, Interval

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Enclosing = Callable[[Interval], Enclosure]

MINUS, ZERO, PLUS = -1, 0, 1
"""The function is negative, constantly 0, positive on the whole segment."""
FALLING, RISING = -2, 2
"""It falls, or rises, so that it has one zero at most."""
NARROW, WIDE, CROWD = 3, 4, 5
"""Nothing is proven: on what counts as one point, on an interval that was too costly to divide, and on one of
many intervals in one of the cells given, where no one could tell zeros apart."""

LEVEL_CELLS = 1024
FIRST_SPLIT, LEAST_SPLIT, MOST_SPLIT = 8, 4, 64
SHRINKING = 4.0 ** -np.arange(24.0)
LEVELS = 9
SHORT = 4
"""Cells of a run that is divided towards one number in it."""

CROWDED = 8
"""More undecided intervals than this in one cell are a crowd."""

FINE, FADED = 2.0**-36, 2.0**-6
"""Part of the cell given that counts as one point, and up to which it does where nothing else decides."""


class Segments(NamedTuple):
    """Neighbouring intervals [a, b] of pieces of an axis, in order, each with what is proven on it."""

    a: Floats
    b: Floats
    kind: Ints
    piece: Ints


@dataclass
class Budget:
    """How much may still be spent, in nodes of an expression times cells: what is not decided stays WIDE.

    `nodes` are those that each cell costs.
    """

    nodes: int
    left: int = 1_500_000

    def spend(self, cells: int) -> bool:
        """Take the price of so many cells, and of the calls, away; whether there was as much."""
        self.left -= (cells + CALL) * self.nodes
        return self.left >= 0


CALL = 500
"""Cells that cost as much as calling numpy does."""


def signs(g: Enclosing, dg: Enclosing | None, cells: Segments, budget: Budget) -> Segments:
    """The cells divided until each segment has a kind; those of the cells given do not matter.

    `dg` encloses the derivative of g; without it nothing is known to rise or fall. Where the enclosure of
    g is not DEFINED no sign counts as proven.
    """
    found: list[Segments] = []
    open_ = cells
    for level in range(LEVELS):
        bounds = g(Interval(open_.a, open_.b))
        kind = _signed(bounds)
        proven = kind != WIDE
        found.append(_taken(open_, proven, kind))
        continuous = np.equal(bounds.state, DEFINED)[~proven]
        open_ = _taken(open_, ~proven)
        if dg is not None and open_.a.size:
            steady, open_ = _steady(g, dg, open_, continuous, cells)
            found.append(steady)
        if not open_.a.size:
            break
        first, last = _runs(open_)
        runs = Segments(open_.a[first], open_.b[last], np.full(first.size, WIDE), open_.piece[first])
        chosen = np.repeat(_left_over(runs, cells, level, budget, open_.a.size), last - first + 1)
        wide = runs.kind == WIDE if chosen.any() else np.zeros(first.size, np.bool_)
        found.append(_taken(runs, ~wide))
        if not chosen.any():
            break
        open_ = _divided(_taken(open_, chosen), _taken(runs, wide), (last - first + 1)[wide], level)
    return ordered(found)


def _taken(s: Segments, chosen: Bools, kind: Ints | None = None) -> Segments:
    return Segments(s.a[chosen], s.b[chosen], (s.kind if kind is None else kind)[chosen], s.piece[chosen])


def _left_over(runs: Segments, cells: Segments, level: int, budget: Budget, count: int) -> Bools:
    """Which runs are worth dividing; the others are given their kinds."""
    origin = np.searchsorted(cells.a, runs.a, side="right") - 1
    wide, width = (cells.b - cells.a)[origin], runs.b - runs.a
    least = np.maximum(FINE * wide, 32 * np.spacing(np.maximum(np.abs(runs.a), np.abs(runs.b))))
    runs.kind[width <= least] = NARROW
    if level:
        runs.kind[(runs.kind == WIDE) & (np.bincount(origin)[origin] > CROWDED)] = CROWD
    if level + 1 == LEVELS or not budget.spend(9 * count):
        runs.kind[(runs.kind == WIDE) & (width <= FADED * wide)] = NARROW
        return np.zeros(width.size, np.bool_)
    result: Bools = runs.kind == WIDE
    return result


def ordered(parts: list[Segments]) -> Segments:
    """Segments of several lists as one, neighbours of the same sign as one segment."""
    a, b, kind, piece = (np.concatenate([part[k] for part in parts]) for k in range(4))
    if not a.size:
        return Segments(a, b, kind, piece)
    order = np.lexsort((b, a, piece))
    a, b, kind, piece = a[order], b[order], kind[order], piece[order]
    same = (piece[1:] == piece[:-1]) & (kind[1:] == kind[:-1]) & (a[1:] == b[:-1]) & (np.abs(kind[1:]) <= 1)
    first, last = np.concatenate(([True], ~same)), np.concatenate((~same, [True]))
    return Segments(a[first], b[last], kind[first], piece[first])


def _signed(e: Enclosure) -> Ints:
    """PLUS, MINUS or ZERO where that is proven, else WIDE."""
    known = np.equal(e.state, DEFINED)
    plus, minus = known & (e.lo > 0), known & (e.hi < 0)
    zero = known & (e.lo == 0) & (e.hi == 0)
    return np.select([plus, minus, zero], [PLUS, MINUS, ZERO], WIDE)


def point_signs(f: Enclosing, x: Floats) -> Ints:
    """The proven sign of f at each x; 0 where it is not proven, or f is 0."""
    low, high, _ = f(Interval(x, x))
    return (low > 0).astype(np.int64) - (high < 0).astype(np.int64)


def _steady(
    g: Enclosing, dg: Enclosing, s: Segments, continuous: Bools, cells: Segments
) -> tuple[Segments, Segments]:
    """The runs of cells on which g is proven to rise or to fall, with known signs at their ends; the rest."""
    slope = np.where(continuous, _signed(dg(Interval(s.a, s.b))), WIDE)
    slope[slope == ZERO] = WIDE
    first, last = _runs(s._replace(kind=slope), kinds=True)
    a, b, kind, piece = s.a[first], s.b[last], slope[first], s.piece[first]
    known = kind != WIDE
    before, after = np.zeros(first.size, np.int64), np.zeros(first.size, np.int64)
    before[known], after[known] = point_signs(g, a[known]), point_signs(g, b[known])
    at_start, at_end = ~np.isin(a, cells.b), ~np.isin(b, cells.a)
    settled = known & ((before != 0) | at_start) & ((after != 0) | at_end) & ((before != 0) | (after != 0))
    kind = np.where(before == after, before, 2 * kind)
    rest = ~np.repeat(settled, last - first + 1)
    return Segments(a[settled], b[settled], kind[settled], piece[settled]), _taken(s, rest)


def _runs(s: Segments, kinds: bool = False) -> tuple[Ints, Ints]:
    """The first and the last index of each run of cells that touch one another, and are of one kind."""
    apart = (s.a[1:] != s.b[:-1]) | (s.piece[1:] != s.piece[:-1])
    if kinds:
        apart |= s.kind[1:] != s.kind[:-1]
    return (
        np.flatnonzero(np.concatenate(([True], apart))),
        np.flatnonzero(np.concatenate((apart, [True]))),
    )


def _divided(cells: Segments, runs: Segments, counts: Ints, level: int) -> Segments:
    """The cells of the runs in equal parts, those of short runs shrinking towards a simple number."""
    short = np.zeros(counts.size, np.bool_)
    c = simple_number(runs.a, runs.b)
    if level % 3 == 1 and runs.a.size * SHRINKING.size < 4 * LEVEL_CELLS:
        short = (counts <= SHORT) & ~np.isnan(c)
    parts = []
    if short.any():
        a, b, c = runs.a[short][:, None], runs.b[short][:, None], c[short][:, None]
        grid = np.concatenate((c - (c - a) * SHRINKING, c, c + (b - c) * SHRINKING[::-1]), axis=1)
        grid[:, :1], grid[:, -1:] = a, b
        parts.append(_cut(grid, runs.piece[short]))
    if not short.all():
        rest = _taken(cells, ~np.repeat(short, counts))
        split = (
            FIRST_SPLIT if level == 0 else int(np.clip(LEVEL_CELLS // rest.a.size, LEAST_SPLIT, MOST_SPLIT))
        )
        grid = rest.a[:, None] + (rest.b - rest.a)[:, None] * (np.arange(split + 1) / split)
        grid[:, -1] = rest.b
        parts.append(_cut(grid, rest.piece))
    if len(parts) == 1:
        return parts[0]
    a, b, kind, piece = (np.concatenate(both) for both in zip(*parts))
    order = np.lexsort((a, piece))
    return Segments(a[order], b[order], kind[order], piece[order])


def _cut(grid: Floats, piece: Ints) -> Segments:
    a, b = grid[:, :-1].ravel(), grid[:, 1:].ravel()
    whose = np.repeat(piece, grid.shape[1] - 1)
    wide = a < b
    return Segments(a[wide], b[wide], np.full(int(wide.sum()), WIDE), whose[wide])
