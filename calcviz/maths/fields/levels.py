"""Level curves: where a function of two variables has a value, and nowhere else."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Constant, Expression, Name, Number, walk
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.fields.box import Range
from calcviz.maths.fields.breaks import broken
from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.crowding import crowded, masked
from calcviz.maths.fields.ends import lengthened
from calcviz.maths.fields.finer import doubtful, finer
from calcviz.maths.fields.grid import Grid, field_key, grid, remembered
from calcviz.maths.fields.proofs import proven, uncertain, unproven_at
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import NOTHING as NOTHING
from calcviz.maths.fields.strokes import NOWHERE, joined, together, walked
from calcviz.maths.fields.strokes import Strokes as Strokes
from calcviz.maths.fields.strokes import heights as heights
from calcviz.maths.fields.strokes import without as without
from calcviz.maths.fields.vector import gradient_of

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

MOVING, RESTING = 256, 512
"""Places along each side of the grid while something moves, and at rest."""

JOINED = 4e-3
"""How near two ends of lines are, in cells, that are one point: bisections find it to 2e-4."""

SMOOTH = frozenset(("add", "negate", "multiply", "divide", "power", "sin", "cos", "tan", "exp", "ln", "sqrt"))
"""Functions without kinks inside their domains."""


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
        return to_their_ends(field, clear, _found(field, g, clear, levels), levels)

    made: Strokes = remembered.get(key, field.expression, columns * rows // 4, make)
    return made


def _found(
    field: ScalarField, g: Grid, clear: Grid, levels: tuple[float, ...], exactly: bool = False
) -> Strokes:
    """The lines where the grid is `clear`, beside breaks on finer cells."""
    cells = doubtful(field, g, clear, levels)
    lines = outside(traced(clear, levels), g, cells)
    if len(lines.x) and (exactly or not proven(field, g)):
        spots = Crossings.on(g, lines.x, lines.y)
        level = heights(lines, levels)
        tried = unproven_at(field, g, spots.rows, spots.columns)
        # beside a pole nothing is straight
        settled = ~tried if exactly else uncertain(field, g)[spots.rows, spots.columns] & ~tried
        if settled.any():
            lines.x[settled], lines.y[settled] = spots.some(settled).settled(field, level[settled])
        lines = _true(field, g, lines, level, tried)
    inner = finer(field, g, cells, levels)
    if not len(inner.x):
        return lines
    return joined(together(_exact_ends(field, g, lines, levels), inner), *(JOINED * part for part in g.cell))


def outside(lines: Strokes, g: Grid, cells: Booleans) -> Strokes:
    """The strokes without what runs inside those cells of a grid, (n - 1, m - 1)."""
    if not (len(lines.x) and cells.any()):
        return lines
    middles = Crossings.on(g, *lines.middles)
    torn = np.flatnonzero(lines.inner & cells[middles.rows, middles.columns])
    return without(lines, np.zeros(len(lines.x), np.bool_), torn)


def _exact_ends(field: ScalarField, g: Grid, lines: Strokes, levels: tuple[float, ...]) -> Strokes:
    """The strokes with their ends where the function has the level, so that finer ones meet them there."""
    if len(lines.x):
        ends = np.unique(np.concatenate((lines.starts, np.append(lines.starts[1:], len(lines.x)) - 1)))
        level = heights(lines, levels)[ends]
        real, x, y = Crossings.on(g, lines.x[ends], lines.y[ends]).located(field, level)
        lines.x[ends[real]], lines.y[ends[real]] = x[real], y[real]
    return lines


def traced(g: Grid, levels: tuple[float, ...]) -> Strokes:
    """What marching squares make of the values on a grid; poles and jumps are taken for walls."""
    found = walked(g.values, levels)
    if not len(found.x):
        return found
    x, y = np.interp(found.x, np.arange(len(g.x)), g.x), np.interp(found.y, np.arange(len(g.y)), g.y)
    return Strokes(x, y, found.starts, found.of)


def _true(field: ScalarField, g: Grid, lines: Strokes, level: Floats, doubtful: Booleans) -> Strokes:
    """The strokes without the doubtful points, (n,), that are not on their level, nor false segments."""
    middles = Crossings.on(g, *lines.middles)
    tried = lines.inner & unproven_at(field, g, middles.rows, middles.columns)
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
    if not len(lines.x) or (np.isfinite(g.values).all() and proven(field, g)):
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
    clear = masked(g, crowded(field, g, (level,)))
    lines = to_their_ends(field, clear, _found(field, g, clear, (level,), exactly=True), (level,))
    return LevelThrough(level, lines, _critical(field, point))


def _critical(field: ScalarField, point: tuple[float, float]) -> bool:
    """Whether both partial derivatives exist and are 0, up to rounding."""
    if all(_smooth(node) for node in walk(field.expression)):  # then a slope that the rules find is right
        try:
            if any(1e-12 < abs(formula(*point)) < np.inf for formula in gradient_of(field).components):
                return False
        except (NoRule, TooLong):
            pass
    slopes = (field.slope(name, point).value for name in field.variables)  # mostly the first one says it
    return all(slope is not None and abs(slope) <= 1e-12 for slope in slopes)


def _smooth(node: Expression) -> bool:
    return node.function in SMOOTH if isinstance(node, Call) else isinstance(node, Name | Number | Constant)
