"""Lines of zeros where a straight way between two places of a grid is not good enough: nodes, tight turns."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.finer import finer
from calcviz.maths.fields.grid import Grid
from calcviz.maths.fields.levels import outside
from calcviz.maths.fields.proofs import uncertain
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import Strokes, joined, together, without
from calcviz.maths.relations.cells import widened
from calcviz.maths.relations.singular import singular, through

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

LEVEL = (0.0,)

OFF_LINE, OFF_CHORD = 0.01, (0.04, 0.12, 0.4)
"""How far in cells a corner, and the middle of a step, may be from where the function is 0."""

MOST = 12000
"""Cells that are traced again at most."""

MANY = 300
"""Cells beyond which nodes are looked for only in those that a step leaves, not beside them."""

JOINED = 4e-3
"""How near two ends of lines are, in cells, that are one point."""


def improved(field: ScalarField, g: Grid, lines: Strokes) -> Strokes:
    """The strokes with corners where the function is 0, and traced on finer cells where they bend too much.

    Beside poles, jumps and ends of the domain they stay as they are: there finer cells were taken before.
    """
    if not len(lines.x):
        return lines
    breaking = uncertain(field, g)
    at = Crossings.on(g, lines.x, lines.y)
    off = (away(field, g, lines.x, lines.y) > OFF_LINE) & ~breaking[at.rows, at.columns]
    if off.any():
        spots = at.some(off)
        x, y = lines.x.copy(), lines.y.copy()
        x[off], y[off] = spots.settled(field, np.zeros(int(off.sum())))
        lines = Strokes(x, y, lines.starts, lines.of)
    far = _far(field, g, lines)
    cells, seen = _bent(g, lines, far, breaking)
    if not seen.any():
        return lines
    nodes = singular(field, g, cells if 0 < np.count_nonzero(cells) <= MANY else seen)
    if len(nodes):
        before, lines = lines, through(nodes, g, lines)
        cells, _ = _bent(g, lines, _far_through(field, g, nodes, before, far, lines), breaking)
    if not cells.any():
        return lines
    inner = finer(field, g, cells, LEVEL, unbroken=True)
    if not len(inner.x):
        return lines
    beside, others = _ending(field, outside(lines, g, cells), g, widened(cells))
    finest = together(others, joined(together(beside, inner), *(JOINED * side for side in g.cell)))
    return through(nodes, g, finest)


def _far(field: ScalarField, g: Grid, lines: Strokes) -> Floats:
    """How far the middle of each step, (n - 1,), is from a zero, in cells; 0 between strokes."""
    return np.where(lines.inner, away(field, g, *lines.middles), 0.0)


def _far_through(
    field: ScalarField, g: Grid, nodes: Floats, before: Strokes, far: Floats, lines: Strokes
) -> Floats:
    """The same where it was known before strokes were led through nodes: only beside these it is new."""
    at = np.flatnonzero((lines.x[:, None] == nodes[:, 0]).any(axis=1))
    if len(at) != len(lines.x) - len(before.x):
        return _far(field, g, lines)
    now = np.insert(far, at - np.arange(len(at)), 0.0)
    beside = np.concatenate((at - 1, at))
    x, y = lines.middles
    now[beside] = away(field, g, x[beside], y[beside])
    return now


def _bent(g: Grid, lines: Strokes, off: Floats, breaking: Booleans) -> tuple[Booleans, Booleans]:
    """The cells, (n - 1, m - 1), in which a step of the strokes leaves the zeros, and those beside them.

    Where there are many, only those in which it leaves them far; none if these are too many. And all cells in
    which it does, without those beside them. How far each step leaves them is `off`.
    """
    x, y = lines.middles
    every = np.zeros((len(g.y) - 1, len(g.x) - 1), np.bool_)
    for farthest in OFF_CHORD:
        bent = off > farthest
        seen = np.zeros_like(every)
        if bent.any():
            spots = Crossings.on(g, x[bent], y[bent])
            seen[spots.rows, spots.columns] = True
        every |= seen
        cells = widened(seen)
        if np.count_nonzero(cells) <= MOST:
            return cells & ~breaking, every & ~breaking
    return np.zeros_like(every), every & ~breaking


def _ending(field: ScalarField, lines: Strokes, g: Grid, cells: Booleans) -> tuple[Strokes, Strokes]:
    """The strokes with an end in some cells, (n - 1, m - 1), moved to where the function is 0; the others.

    Ends elsewhere stay where they were cut or taken to.
    """
    if not len(lines.x):
        return lines, lines
    lengths = np.diff(np.append(lines.starts, len(lines.x)))
    ends = np.concatenate((lines.starts, lines.starts + lengths - 1))
    spots = Crossings.on(g, lines.x[ends], lines.y[ends])
    inside = cells[spots.rows, spots.columns]
    x, y = lines.x.copy(), lines.y.copy()
    if inside.any():
        moved = ends[inside]
        x[moved], y[moved] = spots.some(inside).settled(field, np.zeros(len(moved)))
    found = inside.reshape(2, -1).any(axis=0)
    chosen, lines = np.repeat(found, lengths), Strokes(x, y, lines.starts, lines.of)
    return without(lines, ~chosen), without(lines, chosen)


def away(field: ScalarField, g: Grid, x: Floats, y: Floats) -> Floats:
    """How far places, (n,), are from a zero of the function, in cells, as its values and slopes there say."""
    dx, dy = (1e-3 * side for side in g.cell)
    f, right, up = field.values(np.stack((x, x + dx, x)), np.stack((y, y, y + dy)))
    with np.errstate(all="ignore"):
        slope = np.hypot(right - f, up - f) * 1e3
        far = np.abs(f) / slope
        return np.where((f == 0) | np.isnan(far), 0.0, np.where(far == np.inf, 1.0, far))
