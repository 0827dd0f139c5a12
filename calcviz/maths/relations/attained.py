"""Levels that a function only touches along a line, or takes twice between two places of a grid."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, Name
from calcviz.maths.fields.box import Range
from calcviz.maths.fields.crowding import crowded, masked
from calcviz.maths.fields.finer import finer
from calcviz.maths.fields.grid import Grid, field_key, grid, marked, remembered
from calcviz.maths.fields.levels import level_curves, outside
from calcviz.maths.fields.nice import Levels
from calcviz.maths.fields.proofs import uncertain
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import Strokes, joined, together

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

MOST = 3000
"""Turns beyond which none is looked into: a function that turns so often is crowded."""

SAMPLES, STEPS = np.linspace(0, 1, 9), 16
"""Places between which the extreme value is looked for, and how often again around it."""

GIVEN_UP = {0: 0.5, 1: 0.2, 3: 0.05}
"""After these steps the distance to the level must be less than that part of the largest."""

SMALL = 1e-6
"""The distance to the level, relative to the largest, from which on it may be 0."""

THIN = 0.1
"""Two lines that are no further apart than twice that part of a cell are drawn as one."""

LINE, AROUND = 3, 4.0
"""So many turns as near as that, in cells, may be a line: a single one stands at the top of every circle."""

LEVEL = "level of"
"""The name of the level in the formula of what is above it: nobody can type it."""


class Turns(NamedTuple):
    """Places of a grid, (k,) each, at which the values turn along a row or a column close to a level.

    `up` tells those along columns, `sign` is 1 for least values and -1 for greatest ones.
    """

    rows: Integers
    columns: Integers
    up: Booleans
    sign: Floats
    level: Integers

    def some(self, chosen: Booleans) -> "Turns":
        """Those chosen by a mask (k,)."""
        return Turns(
            self.rows[chosen], self.columns[chosen], self.up[chosen], self.sign[chosen], self.level[chosen]
        )


def attained(field: ScalarField, g: Grid, lines: Strokes, levels: tuple[float, ...]) -> Strokes:
    """The level curves `lines` on a grid, with those parts that no change of sign at its places shows.

    A function that turns on a level along a line, as (x² + y² - 4)² does on 0, has that line as its level
    curve. Where the turn is proven to pass the level, there are two lines; those inside a cell are one here.
    """
    if not levels:
        return lines
    clear = masked(g, crowded(field, g, levels))
    touching, passing = _looked_into(field, g, turns(clear.values, levels), levels)
    cells = _beside(g, passing) & ~uncertain(field, g)  # beside breaks that was done before
    if cells.any():
        inner = finer(field, g, cells, levels)
        lines = together(outside(lines, g, cells), inner) if len(inner.x) else lines
        lines = joined(lines, *(4e-3 * part for part in g.cell))
    for k in np.unique(touching.level).tolist():
        from calcviz.maths.relations.zeros import without_specks  # few functions touch a level along a line

        found = _line(field, g, touching.some(touching.level == k), levels[k])
        if len(found.x):
            lines, _ = without_specks(lines, g)
            own = Strokes(found.x, found.y, found.starts, np.full(len(found.starts), k, np.int64))
            lines = together(lines, own)
    return lines


def touches(field: ScalarField, g: Grid, level: float) -> bool:
    """Whether the function turns on a level along lines."""
    on, _ = _looked_into(field, g, turns(g.values, (level,)), (level,))
    return len(on.rows) > 0 and len(_line(field, g, on, level).x) > 0


def _line(field: ScalarField, g: Grid, on: Turns, level: float) -> Strokes:
    """The lines on which the function turns at that level."""
    from calcviz.maths.relations.cells import widened
    from calcviz.maths.relations.touching import touched

    return touched(above(field, level), g, widened(_beside(g, on)))[0]


def above(field: ScalarField, level: float) -> ScalarField:
    """How far the function is above a level; the same formula each time, for it is compiled once."""
    made: Expression = remembered.get(
        ("above", id(field.expression)),
        field.expression,
        1,
        lambda: Call("add", (field.expression, Call("negate", (Name(LEVEL),)))),
    )
    parameters = tuple(sorted((*field.parameters, (LEVEL, level))))
    return ScalarField(made, field.variables, parameters, field.text)


class _Turning(NamedTuple):
    """Places as those of Turns, but whatever their level: their values, and the largest step beside each."""

    rows: Integers
    columns: Integers
    up: Booleans
    sign: Floats
    middle: Floats
    spread: Floats


def turns(values: Floats, levels: tuple[float, ...]) -> Turns:
    """The turns of values (n, m) along rows and columns, as near to a level as to their neighbours.

    Where values turn is remembered: each level is then compared with those few.
    """
    places: _Turning = remembered.get(("turns", id(values)), values, values.size, lambda: _turning(values))
    asked, middle = np.asarray(levels), places.middle
    below = np.searchsorted(asked, middle, "right") - 1
    k = np.where(places.sign > 0, below, np.searchsorted(asked, middle, "left"))
    there = (k >= 0) & (k < len(asked))
    k = np.clip(k, 0, len(asked) - 1)
    near = there & (np.abs(asked[k] - middle) <= places.spread)
    return Turns(places.rows, places.columns, places.up, places.sign, k).some(np.asarray(near, np.bool_))


def _turning(values: Floats) -> _Turning:
    found = [_along(values.T if up else values, up, sign) for up in (False, True) for sign in (1.0, -1.0)]
    return _Turning(*(np.concatenate(parts) for parts in zip(*found)))


def _along(values: Floats, up: bool, sign: float) -> _Turning:
    """The turns along rows, none on level stretches; of the transposed values those along columns."""
    before, here, after = values[:, :-2], values[:, 1:-1], values[:, 2:]
    with np.errstate(invalid="ignore"):
        least = (here < before) & (here <= after) if sign > 0 else (here > before) & (here >= after)
        i, j = marked(least)
        middle, ends = here[i, j], (before[i, j], after[i, j])
        flat = (middle == ends[1]) & (middle == after[i, np.minimum(j + 1, after.shape[1] - 1)])
        spread = np.maximum(*(np.abs(end - middle) for end in ends))
    kept = ~flat & np.isfinite(spread)
    i, j = i[kept], j[kept] + 1
    rows, columns = (j, i) if up else (i, j)
    count = len(rows)
    return _Turning(rows, columns, np.full(count, up), np.full(count, sign), middle[kept], spread[kept])


def _looked_into(field: ScalarField, g: Grid, found: Turns, levels: tuple[float, ...]) -> tuple[Turns, Turns]:
    """The turns that touch their level, or pass it by less than can be seen, and those that pass it."""
    nothing = np.zeros(len(found.rows), np.bool_)
    if not 0 < len(found.rows) <= MOST:
        return found.some(nothing), found.some(nothing)
    level = np.asarray(levels)[found.level]
    least, largest, x, y = _extreme(field, g, found, level)
    x_step, y_step = np.where(found.up, 0, THIN * g.cell[0]), np.where(found.up, THIN * g.cell[1], 0)
    beside = [(field.values(x + s * x_step, y + s * y_step) - level) * found.sign for s in (-1, 1)]
    with np.errstate(invalid="ignore"):
        passes = least < 0
        wide = passes & (np.minimum(*beside) < 0)
        touching = (np.abs(least) <= SMALL * largest) | (passes & ~wide)
    on, through = found.some(touching), found.some(wide & ~touching)
    return on.some(_following(on)), through.some(_following(through))


def _following(found: Turns) -> Booleans:
    """Which turns, (k,), have others around them, along rows or along columns, on the same level."""
    if not len(found.rows):
        return np.zeros(0, np.bool_)
    reach = int(AROUND)
    down, across = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    within = np.hypot(down, across) <= AROUND
    row = int(found.columns.max()) + 2 * reach + 1  # a row's places and its margin: no step leads to another
    block = row * (int(found.rows.max()) + 2 * reach + 1)
    codes = (2 * found.level + found.up) * block + found.rows * row + found.columns
    near = codes[:, None] + (row * down + across)[within]
    known = np.sort(codes)
    there = known[np.minimum(np.searchsorted(known, near), len(known) - 1)] == near
    return np.asarray(there.sum(axis=1) >= LINE)


def _extreme(
    field: ScalarField, g: Grid, found: Turns, level: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """How near each turn comes to its level, (k,), below 0 beyond it; the largest distance; and where: x, y.

    What does not fall towards the level, as beside a pole, is given up early.
    """
    i, j, up = found.rows, found.columns, found.up
    begin = g.x[j - ~up], g.y[i - up]
    way = g.x[j + ~up] - begin[0], g.y[i + up] - begin[1]
    low, high, kept = np.zeros(len(i)), np.ones(len(i)), np.arange(len(i))
    least, largest, place = np.full(len(i), np.inf), np.zeros(len(i)), np.full(len(i), 0.5)
    for step in range(STEPS):
        at = low[kept, None] + (high - low)[kept, None] * SAMPLES
        x, y = (a[kept, None] + at * w[kept, None] for a, w in zip(begin, way))
        values = (field.values(x, y) - level[kept, None]) * found.sign[kept, None]
        values = np.where(np.isfinite(values), values, np.inf)
        if not step:
            largest = np.max(np.where(np.isfinite(values), np.abs(values), 0), axis=1)
        each, k = np.arange(len(kept)), np.argmin(values, axis=1)
        least[kept], place[kept] = values[each, k], at[each, k]
        low[kept], high[kept] = at[each, np.maximum(k - 1, 0)], at[each, np.minimum(k + 1, 8)]
        going = least[kept] >= 0
        if step in GIVEN_UP:
            going &= least[kept] <= GIVEN_UP[step] * largest[kept]
        kept = kept[going & (least[kept] > 0)]
        if not len(kept):
            break
    return least, largest, begin[0] + place * way[0], begin[1] + place * way[1]


def _beside(g: Grid, found: Turns) -> Booleans:
    """The cells, (n - 1, m - 1), around places of a grid."""
    cells = np.zeros((len(g.y) - 1, len(g.x) - 1), np.bool_)
    for down in (-1, 0):
        for across in (-1, 0):
            i, j = found.rows + down, found.columns + across
            inside = (i >= 0) & (j >= 0) & (i < cells.shape[0]) & (j < cells.shape[1])
            cells[i[inside], j[inside]] = True
    return cells


def attained_on(
    field: ScalarField, x_range: Range, y_range: Range, places: int, levels: tuple[float, ...]
) -> Strokes:
    """All level curves on a grid of places × places, those that are only touched too; remembered."""
    lines = level_curves(field, x_range, y_range, places, places, levels)
    return with_attained(field, x_range, y_range, places, lines, levels)


def with_attained(
    field: ScalarField, x_range: Range, y_range: Range, places: int, lines: Strokes, levels: tuple[float, ...]
) -> Strokes:
    """The level curves on a grid of places × places, and what is only touched; remembered."""
    key = ("attained", field_key(field), x_range, y_range, places, levels, id(lines))

    def make() -> Strokes:
        return attained(field, grid(field, x_range, y_range, places, places), lines, levels)

    made: Strokes = remembered.get(key, (field.expression, lines), places * places // 4, make)
    return made


def with_zero(field: ScalarField, g: Grid, levels: Levels) -> Levels:
    """The levels, and 0 among them if the function comes down or up to it along lines and never passes it."""
    values = levels.values
    if not values or not (0 <= levels.low < values[0] or values[-1] < levels.high <= 0):
        return levels
    if not touches(field, g, 0.0):
        return levels
    if levels.low >= 0:
        return replace(levels, values=(0.0, *values), texts=("0", *levels.texts), low=0.0)
    return replace(levels, values=(*values, 0.0), texts=(*levels.texts, "0"), high=0.0)
