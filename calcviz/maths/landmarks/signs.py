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
LEVELS = 12

CROWDED = 8
"""More undecided intervals than this in one cell are a crowd."""

FADED = 2.0**-6
"""Part of the least cell given, up to which what stays undecided counts as one point after all."""


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


def signs(g: Enclosing, dg: Enclosing | None, cells: Segments, narrow: float, budget: Budget) -> Segments:
    """The cells divided until each segment has a kind; those of the cells given do not matter.

    `dg` encloses the derivative of g; without it nothing is known to rise or fall. An interval not wider
    than `narrow` counts as one point. Where the enclosure of g is not DEFINED no sign counts as proven.
    """
    found: list[Segments] = []
    a, b, piece = cells.a, cells.b, cells.piece
    faded = FADED * float((b - a).max(initial=0.0))
    for level in range(LEVELS):
        kind = _signed(g(Interval(a, b)))
        proven = kind != WIDE
        found.append(Segments(a[proven], b[proven], kind[proven], piece[proven]))
        a, b, kind, piece = a[~proven], b[~proven], kind[~proven], piece[~proven]
        if not a.size:
            break
        first, last = _runs(a, b, piece)
        slope = np.full(first.size, WIDE) if dg is None else _steady(g, dg, a, b, first)
        left, right, whose = a[first], b[last], piece[first]
        size = np.maximum(narrow, 32 * np.spacing(np.maximum(np.abs(left), np.abs(right))))
        kinds = np.where((slope == WIDE) & (right - left <= size), NARROW, slope)
        if level:
            origin = np.searchsorted(cells.a, left, side="right")
            crowd = (kinds == WIDE) & (np.bincount(origin)[origin] > CROWDED)
            kinds[crowd] = CROWD
        left_over = kinds == WIDE
        chosen = np.repeat(left_over, last - first + 1)
        if level + 1 == LEVELS or not budget.spend(a.size + 8 * np.count_nonzero(chosen)):
            kinds[left_over & (right - left <= faded)] = NARROW
            left_over[:] = False
        found.append(Segments(left[~left_over], right[~left_over], kinds[~left_over], whose[~left_over]))
        if not left_over.any():
            break
        runs = Segments(left[left_over], right[left_over], kinds[left_over], whose[left_over])
        a, b, piece = _divided(Segments(a, b, kind, piece), chosen, runs, level)
    return ordered(found)


def ordered(parts: list[Segments]) -> Segments:
    """Segments of several lists as one, neighbours of the same sign as one segment."""
    a, b, kind, piece = (np.concatenate([part[k] for part in parts]) for k in range(4))
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


def _steady(g: Enclosing, dg: Enclosing, a: Floats, b: Floats, first: Ints) -> Ints:
    """RISING or FALLING for each run of cells on all of which g does so and is continuous, else WIDE."""
    kind = _signed(dg(Interval(a, b)))
    kind[~np.equal(g(Interval(a, b)).state, DEFINED)] = WIDE
    least, most = np.minimum.reduceat(kind, first), np.maximum.reduceat(kind, first)
    known = (least == most) & (np.abs(least) == PLUS)
    return np.where(known, 2 * least, WIDE)


def _runs(a: Floats, b: Floats, piece: Ints) -> tuple[Ints, Ints]:
    """The first and the last index of each run of cells that touch one another."""
    apart = (a[1:] != b[:-1]) | (piece[1:] != piece[:-1])
    return (
        np.flatnonzero(np.concatenate(([True], apart))),
        np.flatnonzero(np.concatenate((apart, [True]))),
    )


def _divided(cells: Segments, chosen: Bools, runs: Segments, level: int) -> tuple[Floats, Floats, Ints]:
    """The chosen cells in parts: equal ones, or parts of their runs that shrink towards a simple number."""
    if level % 3 == 1 and runs.a.size * SHRINKING.size < 4 * LEVEL_CELLS:
        c = simple_number(runs.a, runs.b)
        if not np.isnan(c).any():
            below = c[:, None] - (c - runs.a)[:, None] * SHRINKING
            above = c[:, None] + (runs.b - c)[:, None] * SHRINKING[::-1]
            grid = np.concatenate((below, c[:, None], above), axis=1)
            grid[:, 0], grid[:, -1] = runs.a, runs.b
            return _cut(grid, runs.piece)
    a, b = cells.a[chosen], cells.b[chosen]
    split = FIRST_SPLIT if level == 0 else int(np.clip(LEVEL_CELLS // a.size, LEAST_SPLIT, MOST_SPLIT))
    grid = a[:, None] + (b - a)[:, None] * (np.arange(split + 1) / split)
    grid[:, -1] = b
    return _cut(grid, cells.piece[chosen])


def _cut(grid: Floats, piece: Ints) -> tuple[Floats, Floats, Ints]:
    a, b = grid[:, :-1].ravel(), grid[:, 1:].ravel()
    whose = np.repeat(piece, grid.shape[1] - 1)
    wide = a < b
    return a[wide], b[wide], whose[wide]
