"""Where in a window both partial derivatives may be 0: bounds on rectangles exclude everything else."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.proofs import bounds
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import VectorField
from calcviz.maths.intervals.enclose import DEFINED, UNDEFINED

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

FIRST = 15
"""Rectangles along each side at first: an odd number, so that the middle of a window is no edge."""

HALVINGS = 8

MOST = 5000
"""Rectangles beyond which the search goes no deeper."""


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """Rectangles that were not excluded, (k,), as (column, row) of a grid; neighbours share a number `of`.

    `smooth` says of each whether the function and both partial derivatives are proven continuous on it.
    """

    x: Range
    y: Range
    side: int
    column: Integers
    row: Integers
    smooth: Booleans
    of: Integers

    @property
    def centres(self) -> tuple[Floats, Floats]:
        """The middles of the rectangles."""
        width, height = self.cell
        x, y = np.asarray(self.column, float), np.asarray(self.row, float)
        return self.x[0] + (x + 0.5) * width, self.y[0] + (y + 0.5) * height

    @property
    def cell(self) -> tuple[float, float]:
        """Width and height of one rectangle."""
        return (self.x[1] - self.x[0]) / self.side, (self.y[1] - self.y[0]) / self.side

    @property
    def crowded(self) -> bool:
        """Whether the search ended because too much was left."""
        return bool(self.side < FIRST << HALVINGS)


def remaining(g: ScalarField, gradient: VectorField, x_range: Range, y_range: Range) -> Clusters:
    """The rectangles on which bounds leave room for a critical point; the rest of the window has none."""
    side = FIRST
    row, column = (part.ravel() for part in np.indices((side, side)))
    for halving in range(HALVINGS + 1):
        kept, smooth = _judged(g, gradient, x_range, y_range, side, column, row)
        column, row, smooth = column[kept], row[kept], smooth[kept]
        if halving == HALVINGS or 4 * len(column) > MOST:
            break
        side *= 2
        column = (2 * column[:, None] + np.array((0, 1, 0, 1))).ravel()
        row = (2 * row[:, None] + np.array((0, 0, 1, 1))).ravel()
    return Clusters(x_range, y_range, side, column, row, smooth, _components(column, row, side))


def _judged(
    g: ScalarField, gradient: VectorField, x: Range, y: Range, side: int, column: Integers, row: Integers
) -> tuple[Booleans, Booleans]:
    """Which rectangles are kept, and which of all are smooth."""
    width, height = (x[1] - x[0]) / side, (y[1] - y[0]) / side
    left, low = np.asarray(column, float), np.asarray(row, float)
    cells = x[0] + left * width, x[0] + (left + 1) * width, y[0] + low * height, y[0] + (low + 1) * height
    kept, smooth = np.ones(len(column), np.bool_), np.ones(len(column), np.bool_)
    for part in gradient.components:
        lo, hi, state = bounds(part, *cells)
        kept &= ((lo <= 0) & (hi >= 0)) | np.not_equal(state, DEFINED)
        smooth &= np.equal(state, DEFINED)
    state = bounds(g, *cells).state
    return kept & np.not_equal(state, UNDEFINED), smooth & np.equal(state, DEFINED)


def _components(column: Integers, row: Integers, side: int) -> Integers:
    """The number of the cluster of each rectangle; those that touch, at a corner too, are in one."""
    count = len(column)
    if not count:
        return np.empty(0, np.int64)
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    key = row * (side + 2) + column
    order = np.argsort(key)
    first, second = [], []
    for step in (1, side + 1, side + 2, side + 3):
        at = np.searchsorted(key[order], key + step)
        found = (at < count) & (key[order][np.minimum(at, count - 1)] == key + step)
        first.append(np.flatnonzero(found))
        second.append(order[at[found]])
    i, j = np.concatenate(first), np.concatenate(second)
    graph = coo_array((np.ones(len(i), np.int8), (i, j)), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)
