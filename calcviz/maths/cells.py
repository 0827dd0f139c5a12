"""Which cells of an axis are proven: where a function is defined and continuous, and the slivers between."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.enclosures import DEFINED, UNKNOWN, Enclosure, Interval

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LEVEL_CELLS = 4096
"""Cells that one level of subdivision may hold, roughly."""

ALL_CELLS = 30_000
"""Cells that a subdivision may cost in all: what is unknown then stays unresolved."""

MANY_SLIVERS = 400
"""Singular points that one picture may hold; more of them stay unresolved."""

FIRST_SPLIT = 16
MANY_SPLIT = 512


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """What is proven of a function on a row of neighbouring cells.

    `lo`, `hi`, `low`, `high` have shape (n,): the coarse cells on which the function is defined and
    continuous, in order, with bounds of its values. `starts`, `ends`, shape (p,), are the ends of the proven
    pieces: unions of neighbouring proven cells, the finest included. `slivers`, shape (s, 2), are the
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


def certify(enclose: Callable[[Interval], Enclosure], edges: Floats, narrow: float) -> Cells:
    """Prove the cells between neighbouring edges, dividing what is unknown until it is as narrow as a float allows.

    `narrow` is the width up to which what stays unknown counts as one point.
    """
    lo, hi = edges[:-1], edges[1:]
    low, high, state = enclose(Interval(lo, hi))
    proven = state == DEFINED
    if proven.all():
        none = np.empty((0, 2))
        return Cells(lo, hi, low, high, edges[:1], edges[-1:], none, none)
    return _subdivide(enclose, (lo, hi, low, high), state, narrow)


def _subdivide(
    enclose: Callable[[Interval], Enclosure], cells: tuple[Floats, ...], state: Any, narrow: float
) -> Cells:
    lo, hi = cells[0], cells[1]
    proven, unknown = state == DEFINED, state == UNKNOWN
    coarse = [tuple(part[proven] for part in cells)]
    found = [(lo[proven], hi[proven])]
    left, right = lo[unknown], hi[unknown]
    slivers: list[Floats] = []
    unresolved: list[Floats] = []
    tiny = (hi[-1] - lo[0]) * 2.0**-58
    level, spent = 0, 0
    while left.size:
        split = FIRST_SPLIT if level == 0 else int(np.clip(LEVEL_CELLS // (4 * left.size), 8, MANY_SPLIT))
        a, b, parent = _divided(left, right, split)
        spent += a.size
        low, high, state = enclose(Interval(a, b))
        proven, unknown = state == DEFINED, state == UNKNOWN
        if level == 0:
            coarse.append((a[proven], b[proven], low[proven], high[proven]))
        found.append((a[proven], b[proven]))
        first, last = _runs(unknown, a, b)
        new_left, new_right = a[first], b[last]
        width = new_right - new_left
        size = 8 * np.spacing(np.maximum(np.abs(new_left), np.abs(new_right)))
        stuck = width > 0.75 * (right - left)[parent[first]] if level else np.zeros(width.size, np.bool_)
        stuck |= (spent > ALL_CELLS) | (width.size > MANY_SLIVERS) | (width <= np.maximum(size, tiny))
        done = np.column_stack((new_left[stuck], new_right[stuck]))
        thin = width[stuck] <= narrow
        slivers.append(done[thin])
        unresolved.append(done[~thin])
        left, right = new_left[~stuck], new_right[~stuck]
        level += 1
    lo, hi, low, high = (np.concatenate(parts) for parts in zip(*coarse, strict=True))
    order = np.argsort(lo, kind="stable")
    starts, ends = _pieces(*(np.concatenate(parts) for parts in zip(*found, strict=True)))
    return Cells(
        lo[order], hi[order], low[order], high[order], starts, ends, _in_order(slivers), _in_order(unresolved)
    )


def _divided(left: Floats, right: Floats, split: int) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """The ends of `split` equal parts of each interval, and whose parts they are; neighbours share their edge."""
    grid = left[:, None] + (right - left)[:, None] * (np.arange(split + 1) / split)
    grid[:, -1] = right
    a, b = grid[:, :-1].ravel(), grid[:, 1:].ravel()
    parent = np.repeat(np.arange(left.size), split)
    wide = a < b  # near the spacing of floats some parts are empty
    return (a, b, parent) if wide.all() else (a[wide], b[wide], parent[wide])


def _runs(marked: Bools, a: Floats, b: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
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


def _in_order(parts: list[Floats]) -> Floats:
    if not parts:
        return np.empty((0, 2))
    every = np.concatenate(parts)
    return every[np.argsort(every[:, 0], kind="stable")]
