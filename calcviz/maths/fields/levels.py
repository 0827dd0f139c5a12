"""Level curves: where a function of two variables has a value, and nowhere else."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

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

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

MOVING, RESTING = 256, 512
"""Places along each side of the grid while something moves, and at rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """Open polygons through (x, y), both (n,): piece k begins at starts[k] and belongs to level of[k]."""

    x: Floats
    y: Floats
    starts: Integers
    of: Integers

    @property
    def pieces(self) -> tuple[tuple[Floats, Floats], ...]:
        """The pieces, one by one."""
        return tuple(zip(np.split(self.x, self.starts[1:]), np.split(self.y, self.starts[1:])))


NOWHERE: Integers = np.empty(0, np.int64)

NOTHING = Strokes(np.empty(0), np.empty(0), np.empty(0, np.int64), np.empty(0, np.int64))


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
    from contourpy import FillType, LineType, SerialContourGenerator, ZInterp

    finite = np.isfinite(g.values)
    if not levels or not finite.any():
        return NOTHING
    # made itself, on counted places: contour_generator copies places and values, as long as lines take
    source: Any = SerialContourGenerator(
        *_counted(*g.values.shape),
        g.values,
        ~finite,
        corner_mask=True,
        line_type=LineType.ChunkCombinedOffset,
        fill_type=FillType.OuterOffset,
        quad_as_tri=False,
        z_interp=ZInterp.Linear,
    )
    corners, starts, of, total = [], [], [], 0
    for k, level in enumerate(levels):
        (points,), (offsets,) = source.lines(level)
        if points is None:
            continue
        corners.append(points)
        starts.append(np.asarray(offsets[:-1], np.int64) + total)
        of.append(np.full(len(offsets) - 1, k, np.int64))
        total += len(points)
    if not corners:
        return NOTHING
    across, up = np.concatenate(corners).T
    x, y = np.interp(across, np.arange(len(g.x)), g.x), np.interp(up, np.arange(len(g.y)), g.y)
    return Strokes(x, y, np.concatenate(starts), np.concatenate(of))


@lru_cache(maxsize=4)
def _counted(rows: int, columns: int) -> tuple[Floats, Floats]:
    """The places of a grid, counted along x and along y: each (rows, columns)."""
    x, y = np.meshgrid(np.arange(columns, dtype=np.float64), np.arange(rows, dtype=np.float64))
    return x, y


def honest(field: ScalarField, g: Grid, lines: Strokes, levels: tuple[float, ...]) -> Strokes:
    """The strokes without the segments that cross a pole, a jump or what is undefined."""
    if not len(lines.x):
        return lines
    spots = Crossings(g, lines.x, lines.y)
    doubtful = unproven_at(field, g, spots.rows, spots.columns)
    return _true(field, g, lines, heights(lines, levels), doubtful)


def _true(field: ScalarField, g: Grid, lines: Strokes, level: Floats, doubtful: Booleans) -> Strokes:
    """The strokes without the doubtful points, (n,), that are not on their level, nor false segments."""
    first = np.zeros(len(lines.x), np.bool_)
    first[lines.starts] = True
    middles = Crossings(g, (lines.x[1:] + lines.x[:-1]) / 2, (lines.y[1:] + lines.y[:-1]) / 2)
    tried = ~first[1:] & unproven_at(field, g, middles.rows, middles.columns)
    false = np.zeros(len(lines.x), np.bool_)
    if doubtful.any():
        real, x, y = Crossings(g, lines.x, lines.y).some(doubtful).located(field, level[doubtful])
        lines.x[doubtful], lines.y[doubtful] = x, y
        false[doubtful] = ~real
    tried &= ~(false[:-1] | false[1:])
    torn = broken(field, g, lines.x, lines.y, level, tried) if tried.any() else NOWHERE
    return without(lines, false, torn)


def to_their_ends(field: ScalarField, g: Grid, lines: Strokes, levels: tuple[float, ...]) -> Strokes:
    """The strokes taken on to the end of the domain and to jumps."""
    if not len(lines.x):
        return lines
    level = np.asarray(levels)[lines.of]
    return Strokes(*lengthened(field, g, lines.x, lines.y, lines.starts, level), lines.of)


def heights(lines: Strokes, levels: tuple[float, ...]) -> Floats:
    """The level of each point, (n,)."""
    return np.asarray(levels)[np.repeat(lines.of, np.diff(np.append(lines.starts, len(lines.x))))]


def without(lines: Strokes, dropped: Booleans, torn: Integers = NOWHERE) -> Strokes:
    """The strokes without the points that are dropped (n,), cut there and behind those that are torn (k,)."""
    if not (dropped.any() or torn.size):
        return lines
    first = np.zeros(len(lines.x), np.bool_)
    first[lines.starts] = True
    piece = np.cumsum(first) - 1
    first[torn + 1] = True
    begins = ~dropped & (first | np.concatenate(([True], dropped[:-1])))
    run = np.cumsum(begins)
    lengths = np.bincount(run[~dropped], minlength=int(run[-1]) + 1 if len(run) else 1)
    kept = ~dropped & (lengths[run] > 1)
    return Strokes(
        lines.x[kept],
        lines.y[kept],
        np.flatnonzero(begins[kept]).astype(np.int64),
        lines.of[piece[kept & begins]],
    )


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
