"""Level curves: where a function of two variables has a value, and nowhere else."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.breaks import broken
from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.crowding import crowded, masked
from calcviz.maths.fields.ends import lengthened
from calcviz.maths.fields.grid import Grid, field_key, grid, remembered
from calcviz.maths.fields.proofs import unproven_at
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import NOTHING as NOTHING
from calcviz.maths.fields.strokes import NOWHERE, walked
from calcviz.maths.fields.strokes import Strokes as Strokes
from calcviz.maths.fields.strokes import heights as heights
from calcviz.maths.fields.strokes import without as without

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

MOVING, RESTING = 256, 512
"""Places along each side of the grid while something moves, and at rest."""


def level_curves(
    field: ScalarField,
    x_range: Range,
    y_range: Range,
    columns: int = MOVING,
    rows: int = MOVING,
    levels: tuple[float, ...] = (),
) -> Strokes:
    """Where the function has one of the levels, found on a grid of columns × rows places; remembered.

    A change of sign across a pole or a jump is no level curve: where a line passes, the function is proven
    continuous by bounds on cells, or its values are seen to tend to the level from both sides of the line.
    Source of the lines: marching squares (contourpy, serial).
    """
    key = ("levels", field_key(field), x_range, y_range, columns, rows, levels)

    def make() -> Strokes:
        g = grid(field, x_range, y_range, columns, rows)
        clear = masked(g, crowded(field, g, levels))
        return to_their_ends(field, clear, honest(field, g, traced(clear, levels), levels), levels)

    made: Strokes = remembered.get(key, field.expression, columns * rows // 4, make)
    return made


def traced(g: Grid, levels: tuple[float, ...]) -> Strokes:
    """What marching squares make of the values on a grid; poles and jumps are taken for walls."""
    found = walked(g.values, levels)
    if not len(found.x):
        return found
    x, y = np.interp(found.x, np.arange(len(g.x)), g.x), np.interp(found.y, np.arange(len(g.y)), g.y)
    return Strokes(x, y, found.starts, found.of)


def honest(field: ScalarField, g: Grid, lines: Strokes, levels: tuple[float, ...]) -> Strokes:
    """The strokes without the segments that cross a pole, a jump or what is undefined."""
    if not len(lines.x):
        return lines
    spots = Crossings.on(g, lines.x, lines.y)
    doubtful = unproven_at(field, g, spots.rows, spots.columns)
    return _true(field, g, lines, heights(lines, levels), doubtful)


def _true(field: ScalarField, g: Grid, lines: Strokes, level: Floats, doubtful: Booleans) -> Strokes:
    """The strokes without the doubtful points, (n,), that are not on their level, nor false segments."""
    first = np.zeros(len(lines.x), np.bool_)
    first[lines.starts] = True
    middles = Crossings.on(g, (lines.x[1:] + lines.x[:-1]) / 2, (lines.y[1:] + lines.y[:-1]) / 2)
    tried = ~first[1:] & unproven_at(field, g, middles.rows, middles.columns)
    false = np.zeros(len(lines.x), np.bool_)
    if doubtful.any():
        real, x, y = Crossings.on(g, lines.x, lines.y).some(doubtful).located(field, level[doubtful])
        lines.x[doubtful], lines.y[doubtful] = x, y
        false[doubtful] = ~real
    tried &= ~(false[:-1] | false[1:])
    torn = broken(field, g.cell, lines.x, lines.y, level, tried) if tried.any() else NOWHERE
    return without(lines, false, torn)


def to_their_ends(field: ScalarField, g: Grid, lines: Strokes, levels: tuple[float, ...]) -> Strokes:
    """The strokes taken on to the end of the domain and to jumps."""
    if not len(lines.x):
        return lines
    level = np.asarray(levels)[lines.of]
    return Strokes(*lengthened(field, g, lines.x, lines.y, lines.starts, level), lines.of)


@dataclass(frozen=True, slots=True, eq=False)
class LevelThrough:
    """The level curve through a point: g's value there, None where it has none, and the curve.

    At a critical point, where ∇g = 0, a level curve need not be a curve: it is the point alone at the bottom
    of a valley, and crosses itself at a saddle.
    """

    level: float | None
    strokes: Strokes
    critical: bool


def level_through(
    field: ScalarField,
    point: tuple[float, float],
    x_range: Range,
    y_range: Range,
    columns: int = MOVING,
    rows: int = MOVING,
) -> LevelThrough:
    """Where the function has the same value as at a point; each place on the curve is found to 1e-3 pixel."""
    level = field(*point)
    if not np.isfinite(level):
        return LevelThrough(None, NOTHING, False)
    g = grid(field, x_range, y_range, columns, rows)
    g = masked(g, crowded(field, g, (level,)))
    lines = traced(g, (level,))
    if len(lines.x):
        everywhere = np.ones(len(lines.x), np.bool_)
        lines = _true(field, g, lines, np.full(len(lines.x), level), everywhere)
        lines = to_their_ends(field, g, lines, (level,))
    return LevelThrough(level, lines, _critical(field, point))


def _critical(field: ScalarField, point: tuple[float, float]) -> bool:
    """Whether both partial derivatives exist and are 0, up to rounding."""
    slopes = [field.slope(name, point).value for name in field.variables]
    return all(slope is not None and abs(slope) <= 1e-12 for slope in slopes)
