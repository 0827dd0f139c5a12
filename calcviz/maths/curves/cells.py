"""Which cells of an axis are proven: where a function is defined and continuous, and the slivers between."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.intervals.enclosures import DEFINED, UNKNOWN, Enclosure, Interval

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

LEVEL_CELLS = 4096
"""Cells that one level of subdivision may hold, roughly."""

ALL_CELLS = 30_000
"""Cells that a subdivision may cost in all: what is unknown then stays unresolved."""

MANY_SLIVERS = 400
"""Singular points that one picture may hold; more of them stay unresolved."""

CROWD, NEAR = 8, 32
"""More singular points than this from one interval, nearer to one another than this many times what counts as
one point, stay unresolved together."""

WIDE = 64
"""Parts of an interval wider than this many times what counts as one point can be seen: they are sampled."""

SEEN = 12
"""Parts no wider than this many times what counts as one point, around the first guess, are not sampled."""

FIRST_SPLIT = 16
FEW_CELLS = 512
"""Cells that a guess at once, before anything else is known, may cost."""

MANY_SPLIT = 512

SHRINKING = {1: 4.0 ** -np.arange(26.0), 2: 1.25 ** -np.arange(160.0), 3: 1.03 ** -np.arange(1200.0)}
"""How parts shrink towards a likely number, by level: by 4, and by less where bounds are too wide for it, as
at the zeros of a x^2 - 5x + 6 with a slider a = 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """What is proven of a function on a row of neighbouring cells.

    `lo`, `hi`, `low`, `high` have shape (n,): the cells, without the finest, on which the function is defined
    and continuous, in order, with bounds of its values. `starts`, `ends`, shape (p,), are the ends of the
    proven pieces: unions of neighbouring proven cells, the finest included. `slivers`, shape (s, 2), are the
    intervals that stay unknown, each so narrow that it counts as one point; `unresolved`, shape (u, 2), are
    those that are wider. Everywhere else the function is undefined.
    """

    lo: Floats
    hi: Floats
    low: Floats
    high: Floats
    starts: Floats
    ends: Floats
    slivers: Floats
    unresolved: Floats


Width = float | Callable[[Floats], Floats | float]
"""A width, or the width at each x where it is not the same everywhere."""


def certify(enclose: Callable[[Interval], Enclosure], edges: Floats, narrow: Width) -> Cells:
    """Prove the cells between neighbouring edges, dividing what is unknown down to the spacing of floats.

    `narrow` is the width up to which what stays unknown counts as one point; where it differs from place to
    place, all edges are positive.
    """
    lo, hi = edges[:-1], edges[1:]
    low, high, state = enclose(Interval(lo, hi))
    if np.all(state == DEFINED):
        none = np.empty((0, 2))
        return Cells(lo, hi, low, high, edges[:1], edges[-1:], none, none)
    return _subdivide(enclose, (lo, hi, low, high), state, narrow)


def _subdivide(
    enclose: Callable[[Interval], Enclosure], cells: tuple[Floats, ...], state: Any, narrow: Width
) -> Cells:
    lo, hi = cells[0], cells[1]
    proven, unknown = state == DEFINED, state == UNKNOWN
    coarse = [tuple(part[proven] for part in cells)]
    found = [(lo[proven], hi[proven])]
    left, right = lo[unknown], hi[unknown]
    slivers, unresolved = [np.empty((0, 2))], [np.empty((0, 2))]
    tiny = 0.0 if callable(narrow) else (hi[-1] - lo[0]) * 2.0**-58
    level, spent = 0, 0
    while left.size:
        a, b, parent = _parts(left, right, level)
        spent += a.size
        low, high, state = enclose(Interval(a, b))
        proven, unknown = state == DEFINED, state == UNKNOWN
        found.append((a[proven], b[proven]))
        visible = proven & ((right - left) > WIDE * _at(narrow, left))[parent]
        if level == 0:
            visible &= b - a > SEEN * _at(narrow, a)
        if visible.any():
            coarse.append((a[visible], b[visible], low[visible], high[visible]))
        first, last = _runs(unknown, a, b)
        width = b[last] - a[first]
        size = 8 * np.spacing(np.maximum(np.abs(a[first]), np.abs(b[last])))
        done = (width <= np.maximum(size, tiny)) | (spent > ALL_CELLS) | (width.size > MANY_SLIVERS)
        if level not in (0, *SHRINKING):
            stuck = width > 0.75 * (right - left)[parent[first]]
            done |= stuck & ((a.size >= 128 * left.size) | (width < 1024 * size))
        rest = np.column_stack((a[first], b[last]))
        if level:
            crowded = np.bincount(parent[first], minlength=left.size)
            crowds = (crowded > CROWD) & (right - left < crowded * (NEAR * _at(narrow, left)))
            if crowds.any():
                unresolved.append(np.column_stack((left, right))[crowds])
                keep = ~crowds[parent[first]]
                rest, done, width = rest[keep], done[keep], width[keep]
        thin = width <= _at(narrow, rest[:, 0])
        slivers.append(rest[done & thin])
        unresolved.append(rest[done & ~thin])
        left, right = rest[~done, 0], rest[~done, 1]
        level += 1
    return _gathered(coarse, found, np.concatenate(slivers), np.concatenate(unresolved))


def _at(narrow: Width, x: Floats) -> Floats | float:
    return narrow(x) if callable(narrow) else narrow


def _gathered(
    coarse: list[tuple[Floats, ...]], found: list[tuple[Floats, Floats]], slivers: Floats, unresolved: Floats
) -> Cells:
    lo, hi, low, high = (np.concatenate(parts) for parts in zip(*coarse, strict=True))
    order = np.argsort(lo, kind="stable")
    starts, ends = _pieces(*(np.concatenate(parts) for parts in zip(*found, strict=True)))
    slivers = _merged(slivers[np.argsort(slivers[:, 0], kind="stable")])
    if slivers.size:
        index = np.searchsorted(slivers[:, 0], starts, side="right") - 1
        lost = (index >= 0) & (ends <= slivers[index, 1])
        starts, ends = starts[~lost], ends[~lost]
    unresolved = unresolved[np.argsort(unresolved[:, 0], kind="stable")]
    return Cells(lo[order], hi[order], low[order], high[order], starts, ends, slivers, unresolved)


def _merged(slivers: Floats) -> Floats:
    """Slivers in order, those as one that rounding has torn apart: 16 widths or nearer."""
    l, r = slivers[:, 0], slivers[:, 1]
    width = np.maximum(r - l, 16 * np.spacing(np.abs(r)))
    apart = l[1:] - r[:-1] > 16 * np.maximum(width[1:], width[:-1])
    if apart.all():
        return slivers
    return np.column_stack((l[np.concatenate(([True], apart))], r[np.concatenate((apart, [True]))]))


def _parts(left: Floats, right: Floats, level: int) -> tuple[Floats, Floats, Ints]:
    """The cells of one level: equal parts of each interval, or parts that shrink towards a simple number."""
    shrinking = SHRINKING.get(level or 1)
    likely = None
    if shrinking is not None and left.size * shrinking.size < (LEVEL_CELLS if level else FEW_CELLS):
        likely = simple_number(left, right)
        if np.isnan(likely).any():
            likely = None
    if level == 0:
        return _first_parts(left, right, likely)
    if likely is not None and shrinking is not None:
        return _cut(_towards(left, right, likely, shrinking))
    return _cut(_divided(left, right, int(np.clip(LEVEL_CELLS // (4 * left.size), 8, MANY_SPLIT))))


def _first_parts(left: Floats, right: Floats, likely: Floats | None) -> tuple[Floats, Floats, Ints]:
    """Equal parts of each interval, of which the one with a likely number shrinks towards that at once.

    Where it is the only singular point, nothing else is left to be divided.
    """
    grid = _divided(left, right, FIRST_SPLIT)
    if likely is None:
        return _cut(grid)
    near = np.clip(np.sum(grid < likely[:, None], axis=1), 1, FIRST_SPLIT)
    rows = np.arange(left.size)
    beside = grid[rows, np.minimum(near + 1, FIRST_SPLIT)]
    after = np.where(grid[rows, near] == likely, beside, grid[rows, near])
    fine = _towards(grid[rows, near - 1], after, likely, SHRINKING[1])
    whole = np.concatenate((grid, fine), axis=1)
    whole.sort(axis=1)
    return _cut(whole)


def simple_number(l: Floats, r: Floats) -> Floats:
    """A multiple of 1 or of pi/24, or else of 1/10, in each interval [l, r]; NaN where there is none."""
    middle = l + (r - l) / 2
    found = np.full(l.shape, np.nan)
    for unit in (10.0, 24 / math.pi, 1.0):
        candidate = np.round(middle * unit) / unit + 0.0
        inside = (l <= candidate) & (candidate <= r)
        found[inside] = candidate[inside]
    return found


def _towards(left: Floats, right: Floats, c: Floats, shrinking: Floats) -> Floats:
    """The edges of parts of each interval that shrink towards c by a constant ratio, down to rounding."""
    below = c[:, None] - (c - left)[:, None] * shrinking
    above = c[:, None] + (right - c)[:, None] * shrinking[::-1]
    grid = np.concatenate((below, above), axis=1)
    grid[:, 0], grid[:, -1] = left, right
    return grid


def _divided(left: Floats, right: Floats, split: int) -> Floats:
    """The edges of `split` equal parts of each interval."""
    grid = left[:, None] + (right - left)[:, None] * (np.arange(split + 1) / split)
    grid[:, -1] = right
    return grid


def _cut(grid: Floats) -> tuple[Floats, Floats, Ints]:
    """The ends of the parts between neighbouring edges, and whose parts they are."""
    a, b = grid[:, :-1].ravel(), grid[:, 1:].ravel()
    parent = np.repeat(np.arange(len(grid)), grid.shape[1] - 1)
    wide = a < b  # near the spacing of floats some parts are empty
    return (a, b, parent) if wide.all() else (a[wide], b[wide], parent[wide])


def _runs(marked: Bools, a: Floats, b: Floats) -> tuple[Ints, Ints]:
    """The first and the last index of each run of marked cells that touch one another."""
    joined = marked[:-1] & marked[1:] & (b[:-1] == a[1:])
    first, last = marked.copy(), marked.copy()
    first[1:] &= ~joined
    last[:-1] &= ~joined
    return np.flatnonzero(first), np.flatnonzero(last)


def _pieces(lo: Floats, hi: Floats) -> tuple[Floats, Floats]:
    order = np.argsort(lo, kind="stable")
    lo, hi = lo[order], hi[order]
    if not lo.size:
        return lo, hi
    gap = lo[1:] != hi[:-1]
    return lo[np.concatenate(([True], gap))], hi[np.concatenate((gap, [True]))]
