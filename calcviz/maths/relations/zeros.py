"""Where a difference is 0: along lines it crosses, along lines it only touches, at points, over areas."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.crowding import BLOCK, crowded
from calcviz.maths.fields.finer import PARTS, finer
from calcviz.maths.fields.grid import Grid, field_key, grid, remembered
from calcviz.maths.fields.levels import MOVING, level_curves, outside
from calcviz.maths.fields.proofs import BLOCK as SIDE
from calcviz.maths.fields.proofs import blocks
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import NOTHING, Strokes, joined, together, without
from calcviz.maths.intervals.enclose import DEFINED
from calcviz.maths.relations.areas import alike, blurred
from calcviz.maths.relations.cells import all_corners, opened, widened
from calcviz.maths.relations.continuing import continued
from calcviz.maths.relations.hidden import changing, passed, roomy, suspects
from calcviz.maths.relations.improving import improved
from calcviz.maths.relations.touching import touched
from calcviz.maths.relations.upright import with_upright

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

LEVEL = (0.0,)

LOOKED_INTO = 20_000
"""Cells beyond which zeros between two places of the same sign are not looked for."""

SPECK, SHORT = 0.02, 4.0
"""Strokes no longer than that part of a cell are a single place at which the values touch 0; those up to so
many cells are not trusted beside areas."""


@dataclass(frozen=True, slots=True, eq=False)
class Zeros:
    """The zeros on a grid of places: lines, points (k, 2), and cells (n - 1, m - 1).

    `areas` are cells in which the difference is proven 0 everywhere; of `open` cells it could not be told.
    `coarse`: bounds left too many cells to look for zeros that the signs at the places do not show.
    """

    lines: Strokes
    points: Floats
    areas: Booleans
    open: Booleans
    coarse: bool

    @property
    def nowhere(self) -> bool:
        """Whether there are none at all, nor any that could not be told."""
        marked = self.areas.any() or self.open.any() or self.coarse
        return not (len(self.lines.x) or len(self.points) or marked)


def zeros(field: ScalarField, x_range: Range, y_range: Range, crossed: bool = True) -> Zeros:
    """The zeros of a difference in a window, lines that it crosses only where they are asked; remembered."""
    key = ("zeros", field_key(field), x_range, y_range, crossed)

    def make() -> Zeros:
        g = grid(field, x_range, y_range, MOVING, MOVING)
        if not crossed:
            return _zeros(field, g, NOTHING, changing(g))
        lines = level_curves(field, x_range, y_range, MOVING, MOVING, LEVEL)
        lines = with_upright(field, g, continued(field, g, improved(field, g, lines)))
        return _zeros(field, g, lines, passed(without_specks(lines, g)[0], g))

    made: Zeros = remembered.get(key, field.expression, MOVING * MOVING // 4, make)
    return made


def _zeros(field: ScalarField, g: Grid, lines: Strokes, seen: Booleans) -> Zeros:
    open_ = _crowds(field, g)
    areas, unproven = alike(field, g)
    open_ |= unproven | blurred(field, g, areas) | _overflowed(field, g)
    closed = areas | open_
    if closed.any():  # what rounding makes of the edges of areas are short pieces
        lines, _ = without_specks(outside(lines, g, widened(closed)), g, SHORT)
    far = widened(closed, 2)
    found, room, unknown = suspects(field, g, widened(seen) | far, bool(open_.any()))
    open_ = open_ & room | opened(unknown & ~widened(areas, 2))
    found |= widened(found, 2) & room & ~(seen | far)  # what is thin may go on beside what is seen
    found &= ~open_
    points = np.empty((0, 2))
    coarse = int(np.count_nonzero(found)) > LOOKED_INTO
    if found.any() and not coarse:
        lines, points = _searched(field, g, lines, found, seen, found & ~unknown)
    lines, shrunk = without_specks(lines, g)
    points = np.concatenate((points, shrunk))
    if closed.any() and len(points):
        spots = Crossings.on(g, *points.T)
        points = points[~far[spots.rows, spots.columns]]
    return Zeros(lines, points, areas, open_, coarse)


def _searched(
    field: ScalarField, g: Grid, lines: Strokes, found: Booleans, seen: Booleans, smooth: Booleans
) -> tuple[Strokes, Floats]:
    """The lines with those that were hidden in the cells that were found, and single points, (k, 2).

    Beside lines, where two of them come closer than a cell, the parts of cells are looked into.
    """
    inner = finer(field, g, smooth, LEVEL)  # beside breaks that was done before
    if len(inner.x):
        lines = _added(lines, inner, g)
    beside = found & widened(passed(inner, g) | seen)
    more, points = touched(field, g, found & ~(beside & smooth))
    if len(more.x):
        lines = _added(lines, more, g)
    if beside.any():
        parts = _divided(g)
        cells = np.repeat(np.repeat(beside & smooth, PARTS, 0), PARTS, 1) & ~passed(lines, parts)
        more, _ = touched(field, parts, roomy(field, parts, cells))
        lines = _added(lines, more, parts) if len(more.x) else lines
    return lines, points


def _divided(g: Grid) -> Grid:
    """The places of the parts of all cells, without values."""
    x, y = (
        np.interp(np.arange(PARTS * (len(axis) - 1) + 1) / PARTS, np.arange(len(axis)), axis)
        for axis in (g.x, g.y)
    )
    return Grid(x, y, np.broadcast_to(np.nan, (len(y), len(x))))


def _overflowed(field: ScalarField, g: Grid) -> Booleans:
    """The cells in which the function is proven to be defined, but too large for floats to tell."""
    lost = np.isnan(g.values)
    if not lost.any():
        return np.zeros((len(g.y) - 1, len(g.x) - 1), np.bool_)
    proven = np.equal(blocks(field, g).state, DEFINED)
    cells = np.repeat(np.repeat(proven, SIDE, 0), SIDE, 1)[: len(g.y) - 1, : len(g.x) - 1]
    return np.asarray(cells & all_corners(lost))


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
    if not blocks.any():
        return np.zeros((rows - 1, columns - 1), np.bool_)
    cells = np.repeat(np.repeat(blocks, BLOCK, 0), BLOCK, 1)
    return np.array(cells[: rows - 1, : columns - 1])
