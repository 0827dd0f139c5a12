"""Where a difference is 0: along lines it crosses, along lines it only touches, at points, over areas."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.crowding import BLOCK, crowded
from calcviz.maths.fields.finer import finer
from calcviz.maths.fields.grid import Grid, field_key, grid, remembered
from calcviz.maths.fields.levels import MOVING, level_curves, outside
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import NOTHING, Strokes, joined, together, without
from calcviz.maths.relations.areas import alike, blurred
from calcviz.maths.relations.cells import opened, widened
from calcviz.maths.relations.hidden import MOST, changing, passed, suspects
from calcviz.maths.relations.touching import touched

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

LEVEL = (0.0,)

SPECK, SHORT = 0.02, 4.0
"""Strokes no longer than that part of a cell are a single place at which the values touch 0; those up to so
many cells are not trusted beside areas."""


@dataclass(frozen=True, slots=True, eq=False)
class Zeros:
    """The zeros on a grid of places: lines, points (k, 2), and cells (n - 1, m - 1).

    `areas` are cells in which the difference is proven 0 everywhere; of `open` cells it could not be told.
    """

    lines: Strokes
    points: Floats
    areas: Booleans
    open: Booleans


def zeros(field: ScalarField, x_range: Range, y_range: Range, crossed: bool = True) -> Zeros:
    """The zeros of a difference in a window, lines that it crosses only where they are asked; remembered."""
    key = ("zeros", field_key(field), x_range, y_range, crossed)

    def make() -> Zeros:
        g = grid(field, x_range, y_range, MOVING, MOVING)
        if not crossed:
            return _zeros(field, g, NOTHING, changing(g))
        lines = level_curves(field, x_range, y_range, MOVING, MOVING, LEVEL)
        return _zeros(field, g, lines, passed(lines, g))

    made: Zeros = remembered.get(key, field.expression, MOVING * MOVING // 4, make)
    return made


def _zeros(field: ScalarField, g: Grid, lines: Strokes, seen: Booleans) -> Zeros:
    open_ = _crowds(field, g)
    areas, unproven = alike(field, g)
    open_ |= unproven | blurred(field, g, areas)
    closed = areas | open_
    if closed.any():  # what rounding makes of the edges of areas are short pieces
        lines, _ = without_specks(outside(lines, g, widened(closed)), g, SHORT)
    found, unknown = suspects(field, g, widened(seen) | widened(closed, 2))
    open_ |= opened(unknown & ~widened(areas, 2))
    found &= ~open_
    points = np.empty((0, 2))
    if 0 < np.count_nonzero(found) <= MOST:
        inner = finer(field, g, found & ~unknown, LEVEL)  # beside breaks that was done before
        if len(inner.x):
            lines = _added(lines, inner, g)
            found &= ~widened(passed(inner, g))
        more, points = touched(field, g, found)
        if len(more.x):
            lines = _added(lines, more, g)
    lines, shrunk = without_specks(lines, g)
    points = np.concatenate((points, shrunk))
    if closed.any() and len(points):
        spots = Crossings.on(g, *points.T)
        points = points[~widened(closed, 2)[spots.rows, spots.columns]]
    return Zeros(lines, points, areas, open_)


def without_specks(lines: Strokes, g: Grid, longest: float = SPECK) -> tuple[Strokes, Floats]:
    """The strokes that are longer than a speck, in cells, and of the others the places, (k, 2)."""
    if not len(lines.x):
        return lines, np.empty((0, 2))
    spread = [
        np.maximum.reduceat(part, lines.starts) - np.minimum.reduceat(part, lines.starts)
        for part in (lines.x / g.cell[0], lines.y / g.cell[1])
    ]
    specks = np.maximum(*spread) < longest
    places = np.stack((lines.x[lines.starts], lines.y[lines.starts]), axis=1)[specks]
    lengths = np.diff(np.append(lines.starts, len(lines.x)))
    return without(lines, np.repeat(specks, lengths)), places


def _added(lines: Strokes, more: Strokes, g: Grid) -> Strokes:
    return joined(together(lines, more), *(4e-3 * side for side in g.cell))


def _crowds(field: ScalarField, g: Grid) -> Booleans:
    """The cells in which the zeros stand too close to be told apart."""
    blocks = crowded(field, g, LEVEL)
    rows, columns = g.values.shape
    cells = np.repeat(np.repeat(blocks, BLOCK, 0), BLOCK, 1)
    return np.array(cells[: rows - 1, : columns - 1])
