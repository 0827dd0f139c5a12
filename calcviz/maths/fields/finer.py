"""Level curves beside poles, jumps and ends of the domain, on finer cells than those of the grid."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.breaks import broken
from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.grid import Grid, marked
from calcviz.maths.fields.proofs import bounds, bounds_on, uncertain
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import NOTHING, NOWHERE, Strokes, heights, together, walked, without
from calcviz.maths.intervals.enclose import UNDEFINED, UNKNOWN, Enclosure

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

PARTS = 4
"""Parts of a cell along each side."""

MOST, FEW = (12_000, 8000), 4000
"""Cells that are divided once, and parts of them that are divided again.

Up to FEW cells their neighbours are divided too, and parts of all of them again."""

LOOKED_AT = 80_000
"""Cells of which bounds are asked."""

SEVERAL = 4
"""Levels from which on a line of each between two places tells a pole from a slope."""


class Cells(NamedTuple):
    """Rectangles, each bound (k,)."""

    x_low: Floats
    x_high: Floats
    y_low: Floats
    y_high: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """Finer places of some cells, side by side; x, y, values are (PARTS + 1, k (PARTS + 2)).

    Behind each cell stands a column without values: no line leads from one cell to the next.
    """

    cells: Cells
    x: Floats
    y: Floats
    values: Floats

    def at(self, rows: Integers, columns: Integers) -> tuple[Floats, Floats]:
        """The x and the y of places given by their rows and columns."""
        return self.x[rows, columns], self.y[rows, columns]

    def placed(self, across: Floats, up: Floats) -> tuple[Floats, Floats]:
        """The x and the y of points counted along the columns and the rows."""
        k = (across // (PARTS + 2)).astype(np.int64)
        u, v = (across - k * (PARTS + 2)) / PARTS, up / PARTS
        c = self.cells
        return c.x_low[k] * (1 - u) + c.x_high[k] * u, c.y_low[k] * (1 - v) + c.y_high[k] * v

    @property
    def parts(self) -> Cells:
        """The parts of the cells, bounds (PARTS, k (PARTS + 1)); those behind a cell are NaN."""
        x, y = self.x, self.y
        ends = (x[:-1, :-1], x[:-1, 1:], y[:-1, :-1], y[1:, :-1])
        wide = [np.pad(part, ((0, 0), (0, 1)), constant_values=np.nan) for part in ends]
        kept = np.arange(x.shape[1]) % (PARTS + 2) < PARTS
        return Cells(*(np.where(kept, part, np.nan) for part in wide))

    def walls(self, levels: tuple[float, ...]) -> Booleans:
        """The parts, (PARTS, k (PARTS + 1)), with values below all levels and above all: across a pole."""
        shape = self.parts.x_low.shape
        if len(levels) < SEVERAL:
            return np.zeros(shape, np.bool_)
        below, above = (_some_corner(marks) for marks in (self.values < levels[0], self.values > levels[-1]))
        return np.pad(below & above, ((0, 0), (0, shape[1] - below.shape[1])))


def _some_corner(marks: Booleans) -> Booleans:
    """The cells (n - 1, m - 1) at which a corner is marked, of marks (n, m)."""
    rows = marks[1:] | marks[:-1]
    return rows[:, 1:] | rows[:, :-1]


def doubtful(field: ScalarField, g: Grid, clear: Grid, levels: tuple[float, ...]) -> Booleans:
    """The cells of a grid, (n - 1, m - 1), in which a level curve may hide beside a break.

    Those that are neither proven continuous nor undefined, and their neighbours, if bounds on them leave room
    for a level; none where the values of `clear` are hidden; none at all if there are too many.
    """
    shape = len(g.y) - 1, len(g.x) - 1
    found, room = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
    tried = _widened(uncertain(field, g))
    if not tried.any():
        return found
    hidden = np.isnan(clear.values) & np.isfinite(g.values)
    if hidden.any():
        tried &= ~(hidden[:-1, :-1] | hidden[1:, :-1] | hidden[:-1, 1:] | hidden[1:, 1:])
    i, j = marked(tried)
    if not 0 < len(i) <= LOOKED_AT:
        return found
    room[i, j], found[i, j] = _room(bounds_on(field, g, i, j), levels)
    wide = _widened(found) & room
    found = wide if np.count_nonzero(wide) <= FEW else found
    return found if np.count_nonzero(found) <= MOST[0] else np.zeros(shape, np.bool_)


def _widened(cells: Booleans) -> Booleans:
    """The cells and those beside them."""
    if not cells.any():
        return cells
    wide = np.pad(cells, 1)
    widened: Booleans = cells | wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:]
    return widened


def _room(proven: Enclosure, levels: tuple[float, ...]) -> tuple[Booleans, Booleans]:
    """Which cells may hold a point of a level, and in which of these the function may break."""
    lo, hi, state = proven
    some = np.searchsorted(levels, lo, "left") < np.searchsorted(levels, hi, "right")
    room = some & np.not_equal(state, UNDEFINED)
    return room, room & np.equal(state, UNKNOWN)


def finer(
    field: ScalarField, g: Grid, cells: Booleans, levels: tuple[float, ...], unbroken: bool = False
) -> Strokes:
    """The level curves inside those cells of a grid, (n - 1, m - 1), up to 1/16 of a cell of a break.

    `unbroken`: none of the cells holds a break.
    """
    i, j = marked(cells)
    if not len(i):
        return NOTHING
    strip = _strip(field, Cells(g.x[j], g.x[j + 1], g.y[i], g.y[i + 1]))
    lines = walked(strip.values, levels)
    if unbroken:
        return _smooth(field, strip, lines, levels)
    if len(i) > FEW:
        open_ = _open_along(field, strip, lines)
        return _true(field, strip, _outside(strip, lines, open_ & strip.walls(levels)), levels, open_)
    parts = strip.parts
    there = ~np.isnan(parts.x_low)
    room = np.zeros(there.shape, np.bool_)
    room[there] = _room(bounds(field, *(part[there] for part in parts)), levels)[1]
    again = room if np.count_nonzero(room) <= MOST[1] else np.zeros_like(room)
    lines = _outside(strip, lines, again | strip.walls(levels) & room)
    found = _true(field, strip, lines, levels, room)
    return together(found, _deeper(field, Cells(*(part[again] for part in parts)), levels))


def _deeper(field: ScalarField, cells: Cells, levels: tuple[float, ...]) -> Strokes:
    """The level curves in parts of cells."""
    if not len(cells.x_low):
        return NOTHING
    strip = _strip(field, cells)
    lines = _outside(strip, walked(strip.values, levels), strip.walls(levels))
    return _true(field, strip, lines, levels, _open_along(field, strip, lines))


def _outside(strip: Strip, lines: Strokes, parts: Booleans) -> Strokes:
    """The lines without what runs inside those parts of the cells."""
    if not (len(lines.x) and parts.any()):
        return lines
    middles = Crossings(strip, *lines.middles)
    gone = np.flatnonzero(lines.inner & parts[middles.rows, middles.columns])
    return without(lines, np.zeros(len(lines.x), np.bool_), gone)


def _open_along(field: ScalarField, strip: Strip, lines: Strokes) -> Booleans:
    """Which parts of the cells, (PARTS, k (PARTS + 1)), are not proven continuous, of those with lines."""
    parts = strip.parts
    found = np.zeros(parts.x_low.shape, np.bool_)
    if not len(lines.x):
        return found
    along = (Crossings(strip, lines.x, lines.y), Crossings(strip, *lines.middles))
    for spots in along:
        found[spots.rows, spots.columns] = True
    found &= ~np.isnan(parts.x_low)
    state = bounds(field, *(part[found] for part in parts)).state
    found[found] = np.equal(state, UNKNOWN)
    return found


def _strip(field: ScalarField, cells: Cells) -> Strip:
    """The finer places of cells; where two cells touch, these are the same to the last digit."""
    t = np.append(np.arange(PARTS + 1) / PARTS, np.nan)
    across = (cells.x_low[:, None] * (1 - t) + cells.x_high[:, None] * t).ravel()
    up = (cells.y_low[:, None] * (1 - t[:-1]) + cells.y_high[:, None] * t[:-1]).T
    y = np.repeat(up, PARTS + 2, axis=1)
    x = np.broadcast_to(across, y.shape)
    with np.errstate(invalid="ignore"):
        return Strip(cells, x, y, np.where(np.isnan(x), np.nan, field.values(x, y)))


def _true(
    field: ScalarField, strip: Strip, lines: Strokes, levels: tuple[float, ...], open_: Booleans
) -> Strokes:
    """The lines at their places, without false ones; parts that are not `open_` are proven continuous."""
    if not len(lines.x):
        return lines
    middles = Crossings(strip, *lines.middles)
    real, x, y = _located(field, strip, lines, levels, open_)
    tried = lines.inner & open_[middles.rows, middles.columns] & real[1:] & real[:-1]
    c = strip.cells
    size = float(c.x_high[0] - c.x_low[0]) / PARTS, float(c.y_high[0] - c.y_low[0]) / PARTS
    torn = broken(field, size, x, y, heights(lines, levels), tried) if tried.any() else NOWHERE
    return without(Strokes(x, y, lines.starts, lines.of), ~real, torn)


def _smooth(field: ScalarField, strip: Strip, lines: Strokes, levels: tuple[float, ...]) -> Strokes:
    """The lines at their places, where the function is continuous."""
    if not len(lines.x):
        return lines
    x, y = Crossings(strip, lines.x, lines.y).settled(field, heights(lines, levels))
    return Strokes(x, y, lines.starts, lines.of)


def _located(
    field: ScalarField, strip: Strip, lines: Strokes, levels: tuple[float, ...], open_: Booleans
) -> tuple[Booleans, Floats, Floats]:
    """Which points of lines truly lie on their level, and where they do."""
    spots, level = Crossings(strip, lines.x, lines.y), heights(lines, levels)
    doubted = open_[spots.rows, spots.columns]
    real, (x, y) = np.ones(len(lines.x), np.bool_), strip.placed(lines.x, lines.y)
    x[~doubted], y[~doubted] = spots.some(~doubted).settled(field, level[~doubted])
    if doubted.any():
        real[doubted], at_x, at_y = spots.some(doubted).located(field, level[doubted])
        x[doubted], y[doubted] = np.where(real[doubted], (at_x, at_y), (x[doubted], y[doubted]))
    return real, x, y
