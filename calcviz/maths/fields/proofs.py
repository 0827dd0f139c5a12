"""Where a function of two variables is proven defined and continuous: bounds on blocks, then on cells."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.grid import Grid, field_key, marked, remembered
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.intervals.enclose import DEFINED, UNKNOWN, Enclosing, Enclosure, Interval, enclosure

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

BLOCK = 8
"""Cells along each side of a block that is tried as one."""


def bounds(field: ScalarField, x_low: Floats, x_high: Floats, y_low: Floats, y_high: Floats) -> Enclosure:
    """What is proven of the function on rectangles whose ends broadcast."""
    return _enclosing(field)(Interval(x_low, x_high), Interval(y_low, y_high), *_fixed(field))


def bounds_on(field: ScalarField, g: Grid, i: Integers, j: Integers, side: int = 1) -> Enclosure:
    """What is proven of squares of so many cells of a grid, (k,), or what the grid has of them.

    They are those from row `side` i and column `side` j on.
    """
    across, up = (Interval(axis[:-1:side], np.append(axis[side:-1:side], axis[-1])) for axis in (g.x, g.y))
    fixed = _fixed(field)
    return _enclosing(field).picked((across, up, *fixed), (j, i, *[None] * len(fixed)))


def _enclosing(field: ScalarField) -> Enclosing:
    return enclosure(field.expression, (*field.variables, *(name for name, _ in field.parameters)))


def _fixed(field: ScalarField) -> list[Interval]:
    numbers = [np.asarray(value) for _, value in field.parameters]
    return [Interval(value, value) for value in numbers]


def unproven(field: ScalarField, g: Grid) -> Booleans:
    """Which cells of a grid, (n - 1, m - 1), are not proven defined and continuous; remembered.

    Only cells in blocks that are not proven as a whole are tried one by one.
    """
    key = ("proofs", field_key(field), id(g))

    def make() -> Booleans:
        found = _unproven(field, g)
        found.setflags(write=False)
        return found

    found: Booleans = remembered.get(key, (field.expression, g), g.values.size // 8, make)
    return found


def _unproven(field: ScalarField, g: Grid) -> Booleans:
    rows, columns = len(g.y) - 1, len(g.x) - 1
    if proven(field, g):
        return np.zeros((rows, columns), np.bool_)
    states = np.asarray(blocks(field, g).state)
    cells = np.repeat(np.repeat(states, BLOCK, 0), BLOCK, 1)[:rows, :columns]
    found: Booleans = cells != DEFINED
    if np.count_nonzero(cells == UNKNOWN) > cells.size // 2:
        found &= _states(field, g.x, g.y) != DEFINED
        return found
    i, j = marked(cells == UNKNOWN)
    state = bounds_on(field, g, i, j).state
    found[i, j] = np.not_equal(state, DEFINED)
    return found


def proven(field: ScalarField, g: Grid) -> bool:
    """Whether the function is proven defined and continuous on a whole grid."""
    return bool((np.asarray(blocks(field, g).state) == DEFINED).all())


def unproven_at(field: ScalarField, g: Grid, rows: Integers, columns: Integers) -> Booleans:
    """Which of some cells of a grid, (k,), are not proven defined and continuous.

    Blocks of cells are tried first, once for a grid, and of what is not proven then the cells alone.
    """
    if proven(field, g):
        return np.zeros(len(rows), np.bool_)
    states = np.asarray(blocks(field, g).state)
    state = states[rows // BLOCK, columns // BLOCK]
    found: Booleans = state != DEFINED
    open_ = np.flatnonzero(state == UNKNOWN)
    if open_.size:
        width = len(g.x)
        cells, back = np.unique(rows[open_] * width + columns[open_], return_inverse=True)
        i, j = np.divmod(cells, width)
        tried = bounds_on(field, g, i, j).state
        found[open_] = np.not_equal(tried, DEFINED)[back]
    return found


def uncertain(field: ScalarField, g: Grid) -> Booleans:
    """Which cells of a grid, (n - 1, m - 1), lie in blocks that are not proven, neither way, as a whole."""
    unknown = np.equal(blocks(field, g).state, UNKNOWN)
    if not unknown.any():
        return np.zeros((len(g.y) - 1, len(g.x) - 1), np.bool_)
    return np.repeat(np.repeat(unknown, BLOCK, 0), BLOCK, 1)[: len(g.y) - 1, : len(g.x) - 1]


def blocks(field: ScalarField, g: Grid) -> Enclosure:
    """What is proven of the blocks of a grid; remembered."""
    key = ("blocks", field_key(field), id(g))
    made: Enclosure = remembered.get(
        key, (field.expression, g), g.values.size // 20, lambda: _enclosed(field, _edges(g.x), _edges(g.y))
    )
    return made


def _edges(places: Floats) -> Floats:
    """Every eighth place and the last."""
    coarse = places[::BLOCK]
    return coarse if coarse[-1] == places[-1] else np.append(coarse, places[-1])


def _states(field: ScalarField, x: Floats, y: Floats) -> NDArray[np.int8]:
    """What is proven of the rectangles of a grid to be defined and continuous."""
    return np.asarray(_enclosed(field, x, y).state)


def _enclosed(field: ScalarField, x: Floats, y: Floats) -> Enclosure:
    """What is proven of the rectangles of a grid."""
    return bounds(field, x[None, :-1], x[None, 1:], y[:-1, None], y[1:, None])
