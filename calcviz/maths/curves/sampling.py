"""Points on a curve: as many as its picture needs, where its bounds say that something happens."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.curves.cells import Cells
from calcviz.maths.curves.screen import Screen
from calcviz.maths.curves.singularities import Function
from calcviz.maths.intervals.enclosures import Interval

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Values = Callable[[Floats], Floats]

SAMPLES_PER_CELL = 12

TALL = 24.0
"""Pixels by which the bounds of a cell must exceed its samples to make it suspicious."""

GOLDEN = 0.6180339887498949

SEARCH_CELLS = 4096
BAR_SAMPLES = 60_000


class Samples(NamedTuple):
    """Points on a curve, x rising and y within the band, and the columns that it fills.

    `bars` has shape (b, 4): lo, hi, low, high of each filled rectangle [lo, hi] × [low, high].
    """

    x: Floats
    y: Floats
    bars: Floats


@lru_cache(maxsize=16)
def _scattered(count: int) -> Floats:
    """Places of the samples between 0 and count, in units of a cell: not quite evenly spaced.

    Even spacing would see a fast oscillation as a slow one; the golden ratio moves each sample by up to
    a third of the spacing, the samples on the edges of cells excepted.
    """
    k = np.arange(count * SAMPLES_PER_CELL + 1)
    shift = _wobble(k.size)
    shift[::SAMPLES_PER_CELL] = 0.0
    return (k + shift) / (count * SAMPLES_PER_CELL)


def sample(f: Function, cells: Cells, edges: Floats, screen: Screen) -> Samples:
    """Samples of f on its proven cells.

    They are spread evenly, with more of them where cells are taller than their samples, at sharp turns, and
    where the curve oscillates within a column.
    """
    x = _places(cells, edges, screen)
    x, y = _evaluated(f.values, x, screen)
    if x.size == 0:
        return Samples(x, y, np.empty((0, 4)))
    suspicious = _suspicious(cells, x, y, screen)
    if suspicious.any():
        found = _searched(f, cells.lo[suspicious], cells.hi[suspicious], screen)
        x, y = merged((x, y), found)
    bars = np.empty((0, 4))
    turns = _turns(x, screen.heights(y), cells)
    if turns.size:
        bars, found = _oscillations(f.values, x[turns], cells, edges, screen)
        if found[0].size:
            x, y = merged((x, y), found)
        if bars.size:
            x, y = _outside(x, y, bars)
        turns = _turns(x, screen.heights(y), cells, bars)
        if turns.size:
            x, y = merged((x, y), _sharpened(f.values, x, y, turns, screen))
    return Samples(x, y, bars)


def merged(a: tuple[Floats, Floats], b: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Two sets of points as one, x rising."""
    x, y = np.concatenate((a[0], b[0])), np.concatenate((a[1], b[1]))
    order = np.argsort(x, kind="stable")
    return x[order], y[order]


def _places(cells: Cells, edges: Floats, screen: Screen) -> Floats:
    x = screen.x.values(_scattered(edges.size - 1))
    x[::SAMPLES_PER_CELL] = edges
    if cells.lo.size == edges.size - 1 and cells.starts.size == 1:
        return x
    index = np.searchsorted(cells.lo, x, side="right") - 1
    inside = (index >= 0) & (x <= cells.hi[index]) if cells.lo.size else np.zeros(x.size, np.bool_)
    x = np.concatenate((x[inside], cells.lo, cells.hi))
    x.sort(kind="stable")
    distinct = np.ones(x.size, np.bool_)
    distinct[1:] = x[1:] > x[:-1]
    return x[distinct]


def _evaluated(values: Values, x: Floats, screen: Screen) -> tuple[Floats, Floats]:
    """The points at x, within the band; those that rounding makes undefined are left out."""
    y = values(x)
    known = y == y
    if not known.all():
        x, y = x[known], y[known]
    return x, screen.clamped(y)


def _suspicious(cells: Cells, x: Floats, y: Floats, screen: Screen) -> Bools:
    """The cells whose bounds are so much taller than their samples that something may hide between these."""
    first, after = np.searchsorted(x, cells.lo), np.searchsorted(x, cells.hi, side="right")
    pairs = np.column_stack((first, np.maximum(after, first + 1))).ravel()
    pairs = np.minimum(pairs, x.size - 1)
    bottom, top = np.minimum.reduceat(y, pairs)[::2], np.maximum.reduceat(y, pairs)[::2]
    if pairs[-1] == x.size - 1:
        bottom[-1], top[-1] = min(bottom[-1], y[-1]), max(top[-1], y[-1])
    return _tall(cells.low, cells.high, bottom, top, screen)


def _tall(low: Floats, high: Floats, bottom: Floats, top: Floats, screen: Screen) -> Bools:
    low, high = screen.heights(screen.clamped(low)), screen.heights(screen.clamped(high))
    bottom, top = screen.heights(bottom), screen.heights(top)
    excess = np.maximum(high - top, bottom - low)
    result: Bools = excess > TALL + (top - bottom)
    return result


def _searched(f: Function, lo: Floats, hi: Floats, screen: Screen) -> tuple[Floats, Floats]:
    """More samples on suspicious cells, divided until bounds and samples agree or the search is too long."""
    found_x, found_y = [], []
    spent = 0
    while lo.size:
        split = int(np.clip(1024 // lo.size, 4, 64))
        spent += lo.size * split
        if spent > SEARCH_CELLS:
            break
        grid = screen.between(lo[:, None], hi[:, None], np.arange(split + 1) / split)
        grid[:, -1] = hi
        y = screen.clamped(f.values(grid.ravel())).reshape(grid.shape)
        found_x.append(grid[:, 1:-1].ravel())
        found_y.append(y[:, 1:-1].ravel())
        a, b = grid[:, :-1].ravel(), grid[:, 1:].ravel()
        low, high, _ = f.enclose(Interval(a, b))
        ya, yb = y[:, :-1].ravel(), y[:, 1:].ravel()
        tall = _tall(low, high, np.fmin(ya, yb), np.fmax(ya, yb), screen)
        tall &= b - a > 16 * np.spacing(np.abs(a))
        lo, hi = a[tall], b[tall]
    if not found_x:
        return np.empty(0), np.empty(0)
    x, y = np.concatenate(found_x), np.concatenate(found_y)
    known = y == y
    return x[known], y[known]


def _turns(x: Floats, heights: Floats, cells: Cells, bars: Floats | None = None) -> NDArray[np.int64]:
    """The samples where the curve turns so sharply that its extremum may be missed by a quarter pixel."""
    steps = np.diff(heights)
    before, after = steps[:-1], steps[1:]
    turn = (before * after < 0) & (np.abs(after - before) > 1.0)
    index = np.flatnonzero(turn) + 1
    if index.size and (cells.starts.size > 1 or bars is not None):
        piece = np.searchsorted(cells.starts, x, side="right")
        if bars is not None and bars.size:
            piece += np.searchsorted(bars[:, 1], x, side="right")
        index = index[(piece[index - 1] == piece[index]) & (piece[index + 1] == piece[index])]
    return index


def _oscillations(
    values: Values, turns: Floats, cells: Cells, edges: Floats, screen: Screen
) -> tuple[Floats, tuple[Floats, Floats]]:
    """Where the curve turns again and again: bars for the columns that it fills, samples for the others."""
    none = np.empty((0, 4)), (np.empty(0), np.empty(0))
    count = edges.size - 1
    cell = np.clip(screen.x.pixels(turns) * (count / screen.columns), 0, count - 1).astype(np.int64)
    busy = np.bincount(cell, minlength=count) >= 5
    if not busy.any():
        return none
    busy[:-1] |= busy[1:] & (np.bincount(cell, minlength=count)[:-1] >= 2)
    lo, hi = _columns(busy, cells, edges, screen)
    if not 0 < lo.size <= 8 * screen.columns:
        return none
    each = int(np.clip(BAR_SAMPLES // lo.size, 24, 64))
    u = (np.arange(each + 1) + np.concatenate(([0], _wobble(each - 1), [0]))) / each
    x = screen.between(lo[:, None], hi[:, None], u)
    x[:, -1] = hi
    y = screen.clamped(values(x.ravel())).reshape(x.shape)
    known = y == y
    dy = np.diff(screen.heights(y), axis=1)
    turned = ((dy[:, :-1] * dy[:, 1:] < 0) & (np.abs(dy[:, 1:] - dy[:, :-1]) > 1.0)).sum(1)
    full_columns = turned >= 3
    bx, by = x[full_columns], y[full_columns]
    low, high = -_highest(lambda at: -values(at), bx, -by), _highest(values, bx, by)
    bars = np.column_stack((lo[full_columns], hi[full_columns], screen.clamped(low), screen.clamped(high)))
    rest = ~full_columns[:, None] & known
    return bars, (x[rest], y[rest])


def _highest(values: Values, x: Floats, y: Floats) -> Floats:
    """The greatest value in each row of samples, improved at the vertex of the parabola through three."""
    row = np.arange(len(y))
    k = np.where(y == y, y, -np.inf)[:, 1:-1].argmax(1) + 1
    a, b, c = x[row, k - 1] - x[row, k], x[row, k], x[row, k + 1] - x[row, k]
    below, above = y[row, k - 1] - y[row, k], y[row, k + 1] - y[row, k]
    with np.errstate(all="ignore"):
        vertex = (below * c * c - above * a * a) / (2 * (below * c - above * a))
    inside = (vertex > a) & (vertex < c)
    peak: Floats = values(b + np.where(inside, vertex, 0.0))
    highest: Floats = np.fmax(np.fmax.reduce(y, axis=1), peak)
    return highest


def _wobble(count: int) -> Floats:
    """Shifts by up to a third of the spacing, against aliasing."""
    return ((np.arange(float(count)) * GOLDEN) % 1.0 - 0.5) * 0.6


def _columns(busy: Bools, cells: Cells, edges: Floats, screen: Screen) -> tuple[Floats, Floats]:
    """The columns of the busy cells, cut at the ends of the proven pieces."""
    per = max(1, round(screen.columns / busy.size))
    index = np.flatnonzero(busy)
    a, b = edges[index][:, None], edges[index + 1][:, None]
    grid = screen.between(a, b, np.arange(per + 1) / per)
    grid[:, -1:] = b
    lo, hi = grid[:, :-1].ravel(), grid[:, 1:].ravel()
    first = np.searchsorted(cells.ends, lo, side="right")
    after = np.maximum(np.searchsorted(cells.starts, hi, side="left"), first)
    times = after - first
    if not times.sum():
        return np.empty(0), np.empty(0)
    column = np.repeat(np.arange(lo.size), times)
    offset = np.arange(column.size) - np.repeat(np.cumsum(times) - times, times)
    piece = first[column] + offset
    lo, hi = np.maximum(lo[column], cells.starts[piece]), np.minimum(hi[column], cells.ends[piece])
    wide = hi - lo > screen.width_at(lo) / 1024
    return lo[wide], hi[wide]


def _outside(x: Floats, y: Floats, bars: Floats) -> tuple[Floats, Floats]:
    """The points that lie in no bar."""
    bar = np.searchsorted(bars[:, 0], x, side="left") - 1
    inside = (bar >= 0) & (x < bars[bar, 1])
    return x[~inside], y[~inside]


def _sharpened(
    values: Values, x: Floats, y: Floats, turns: NDArray[np.int64], screen: Screen
) -> tuple[Floats, Floats]:
    """More samples around each sharp turn, four times finer by eight at most."""
    corner, found_x, found_y = x[turns[:, None] + np.array((-1, 0, 1))], [], []
    for _ in range(4):
        u = np.arange(1, 8) / 8
        left = screen.between(corner[:, :1], corner[:, 1:2], u)
        right = screen.between(corner[:, 1:2], corner[:, 2:], u)
        row = np.concatenate((corner[:, :1], left, corner[:, 1:2], right, corner[:, 2:]), axis=1)
        py = screen.clamped(values(row.ravel())).reshape(row.shape)
        found_x.append(np.concatenate((left, right), axis=1).ravel())
        found_y.append(np.delete(py, (0, 8, 16), axis=1).ravel())
        dy = np.diff(screen.heights(py), axis=1)
        sharp = (dy[:, :-1] * dy[:, 1:] < 0) & (np.abs(dy[:, 1:] - dy[:, :-1]) > 0.5)
        r, k = np.nonzero(sharp)
        if not r.size or r.size > 2 * turns.size:
            break
        corner = row[r[:, None], k[:, None] + np.array((0, 1, 2))]
    fx, fy = np.concatenate(found_x), np.concatenate(found_y)
    known = fy == fy
    return fx[known], fy[known]
