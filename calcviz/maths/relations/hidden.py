"""Cells in which bounds leave room for zeros that the signs at the places of a grid do not show."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.grid import Grid, marked
from calcviz.maths.fields.proofs import BLOCK, blocks, bounds, bounds_on
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import Strokes
from calcviz.maths.intervals.enclose import UNDEFINED, UNKNOWN, Enclosure
from calcviz.maths.relations.cells import all_corners

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

SIDES = (2, 1)
"""Cells along each side of the parts of blocks that are tried, one size after the other."""

PARTS = (4, 4)
"""Parts along each side of a cell, and of these again, of which bounds are asked at last."""

MOST = 6000
"""Cells beyond which nothing more is looked for: bounds tell too little there."""


def passed(lines: Strokes, g: Grid) -> Booleans:
    """The cells (n - 1, m - 1) through which strokes pass."""
    found = np.zeros((len(g.y) - 1, len(g.x) - 1), np.bool_)
    if len(lines.x):
        for x, y in ((lines.x, lines.y), lines.middles):
            spots = Crossings.on(g, x, y)
            found[spots.rows, spots.columns] = True
    return found


def changing(g: Grid) -> Booleans:
    """The cells (n - 1, m - 1) between whose corners the values change their sign, or end."""
    below, above = g.values < 0, g.values > 0
    all_ = all_corners(below) | all_corners(above) | all_corners(~below & ~above)
    return ~all_


def suspects(
    field: ScalarField, g: Grid, known: Booleans, everywhere: bool
) -> tuple[Booleans, Booleans, Booleans]:
    """The cells outside the `known` ones, (n - 1, m - 1), that may hold a zero.

    And all cells that bounds leave room for one, and those of them in which the function may break. Of known
    cells this is told only if it is asked `everywhere`, if some are found, or where the function may break.
    """
    if not everywhere and not np.equal(blocks(field, g).state, UNKNOWN).any():
        nothing = _suspects(field, g, known, ~known)
        if not nothing[0].any():
            return nothing
    return _suspects(field, g, known, None)


def _suspects(
    field: ScalarField, g: Grid, known: Booleans, asked: Booleans | None
) -> tuple[Booleans, Booleans, Booleans]:
    """The same of the cells that are `asked`; None: of all.

    Bounds are asked of blocks of cells, of smaller ones inside those that are left, and so on.
    """
    shape = known.shape
    found, room_, unknown = (np.zeros(shape, np.bool_) for _ in range(3))
    lo, hi, state = blocks(field, g)
    i, j = marked((lo <= 0) & (hi >= 0) & np.not_equal(state, UNDEFINED))
    before, i, j = BLOCK, BLOCK * i, BLOCK * j
    for side in SIDES:
        i, j = _divided(i, j, before // side, side)
        wanted = (i < shape[0]) & (j < shape[1])
        i, j, before = i[wanted], j[wanted], side
        if asked is not None:
            wanted = _some(asked, i, j, side)
            i, j = i[wanted], j[wanted]
        if not len(i):
            return found, room_, unknown
        room, state = _room(bounds_on(field, g, i // side, j // side, side))
        i, j, state = i[room], j[room], state[room]
    room_[i, j] = True
    unknown[i, j] = np.equal(state, UNKNOWN)
    fresh = ~known[i, j]
    i, j = i[fresh], j[fresh]
    if len(i) > MOST:
        likely = _near(g, i, j)
        i, j = i[likely], j[likely]
    found[i, j] = _left(field, g, i, j)
    return found, room_, unknown


def _some(marks: Booleans, i: Integers, j: Integers, side: int) -> Booleans:
    """Whether one of the cells is marked of which each square, from (i, j) on, consists, (k,)."""
    rows, columns = marks.shape
    found = marks[i, j]
    for down, across in np.ndindex(side, side):
        if down or across:
            found = found | marks[np.minimum(i + down, rows - 1), np.minimum(j + across, columns - 1)]
    return found


def _near(g: Grid, i: Integers, j: Integers) -> Booleans:
    """Which cells, (k,), have values nearer to 0 than the values around them are apart: no proof, but few."""
    size, tall, wide = np.abs(g.values), len(g.y), len(g.x)
    low, high = np.full(len(i), np.inf), np.zeros(len(i))
    for down in (-1, 0, 1, 2):
        for across in (-1, 0, 1, 2):
            here = size[np.clip(i + down, 0, tall - 1), np.clip(j + across, 0, wide - 1)]
            low, high = np.fmin(low, here), np.fmax(high, here)
    found: Booleans = low <= high / 2
    return found


def roomy(field: ScalarField, g: Grid, cells: Booleans) -> Booleans:
    """The cells among some, (n - 1, m - 1), in which bounds leave room for a zero."""
    i, j = marked(cells)
    found = np.zeros_like(cells)
    found[i, j], _ = _room(bounds_on(field, g, i, j))
    return found


def _divided(i: Integers, j: Integers, times: int, side: int) -> tuple[Integers, Integers]:
    down, across = _square(times)
    return (i[:, None] + down * side).ravel(), (j[:, None] + across * side).ravel()


@lru_cache
def _square(times: int) -> tuple[Integers, Integers]:
    """The rows and the columns of a square of so many places along each side, row by row."""
    down, across = (part.ravel() for part in np.indices((times, times)))
    return down, across


def _room(proven: Enclosure) -> tuple[Booleans, NDArray[np.int8]]:
    """On which rectangles, (k,), there is room for a zero, and what they are."""
    lo, hi, state = proven
    room = (lo <= 0) & (hi >= 0) & np.not_equal(state, UNDEFINED)
    return room, np.asarray(state)


def _left(field: ScalarField, g: Grid, i: Integers, j: Integers) -> Booleans:
    """Which cells, (k,), may still hold a zero after bounds were asked of their parts."""
    if not 0 < len(i) <= MOST:
        return np.ones(len(i), np.bool_)
    of = np.arange(len(i))
    x, y = g.x[j], g.y[i]
    width, height = g.x[j + 1] - x, g.y[i + 1] - y
    for parts in PARTS:
        down, across = _square(parts)
        width, height = width / parts, height / parts
        x = (x[:, None] + across * width[:, None]).ravel()
        y = (y[:, None] + down * height[:, None]).ravel()
        of = np.repeat(of, parts * parts)
        width, height = np.repeat(width, parts * parts), np.repeat(height, parts * parts)
        room, _ = _room(bounds(field, x, x + width, y, y + height))
        x, y, of, width, height = x[room], y[room], of[room], width[room], height[room]
        if not 0 < len(of) <= 2 * MOST:
            break
    found = np.zeros(len(i), np.bool_)
    found[of] = True
    return found
