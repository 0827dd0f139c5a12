"""Lines of zeros where a straight way between two places of a grid is not good enough: nodes, tight turns."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.finer import finer
from calcviz.maths.fields.grid import Grid
from calcviz.maths.fields.levels import outside
from calcviz.maths.fields.proofs import uncertain
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import Strokes, inserted, joined, together, without
from calcviz.maths.relations.cells import widened
from calcviz.maths.relations.singular import away, singular, through

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

LEVEL = (0.0,)

OFF, TIGHT = 0.03, (0.24, 0.4)
"""How far in cells a corner may be from where the function is 0, and the middle of a step twice as far; from
where on a turn is too tight for the middle to be a corner more, and the same where there are many."""

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
    off, _ = _off(field, g, lines)
    seen = _in_cells(g, lines, off, 2 * OFF)
    lines = _moved(field, g, lines, off)
    if not seen.any():
        return lines
    cells = widened(seen)
    nodes = singular(field, g, cells if np.count_nonzero(cells) <= MANY else seen)
    lines = through(field, nodes, g, lines)
    off, nearer = _off(field, g, lines)
    cells = _tight(g, lines, off)
    lines = _halved(lines, off, nearer)
    if not cells.any():
        return lines
    inner = finer(field, g, cells, LEVEL, unbroken=True)
    if not len(inner.x):
        return lines
    beside, others = _ending(field, outside(lines, g, cells), g, widened(cells))
    finest = together(others, joined(together(beside, inner), *(JOINED * side for side in g.cell)))
    return through(field, nodes, g, finest)


def _off(field: ScalarField, g: Grid, lines: Strokes) -> tuple[Floats, tuple[Floats, Floats]]:
    """How far from a zero the corners of strokes are, then the middles of their steps, (2 n - 1,), in cells.

    0 between strokes and where the function may break. And where a zero is instead.
    """
    x, y = (np.concatenate(pair) for pair in zip((lines.x, lines.y), lines.middles))
    off, *nearer = away(field, g, x, y)
    breaking = uncertain(field, g)
    if breaking.any():
        at = Crossings.on(g, x, y)
        off[breaking[at.rows, at.columns]] = 0.0
    off[len(lines.x) + lines.starts[1:] - 1] = 0.0
    return off, (nearer[0], nearer[1])


def _moved(field: ScalarField, g: Grid, lines: Strokes, off: Floats) -> Strokes:
    """The strokes with the corners that are off moved to where the function is 0."""
    k = np.flatnonzero(off[: len(lines.x)] > OFF)
    if not k.size:
        return lines
    x, y = lines.x.copy(), lines.y.copy()
    x[k], y[k] = Crossings.on(g, x[k], y[k]).settled(field, np.zeros(len(k)))
    return Strokes(x, y, lines.starts, lines.of)


def _halved(lines: Strokes, off: Floats, nearer: tuple[Floats, Floats]) -> Strokes:
    """The strokes with a corner more where the middle of a step is off: it was about four times as far."""
    n = len(lines.x)
    k = np.flatnonzero((off[n:] > 2 * OFF) & (off[n:] <= TIGHT[-1]))
    return inserted(lines, k + 1, nearer[0][n + k], nearer[1][n + k])


def _in_cells(g: Grid, lines: Strokes, off: Floats, farthest: float) -> Booleans:
    """The cells, (n - 1, m - 1), in which the middle of a step of the strokes is farther off."""
    k = np.flatnonzero(off[len(lines.x) :] > farthest)
    seen = np.zeros((len(g.y) - 1, len(g.x) - 1), np.bool_)
    if k.size:
        at = Crossings.on(g, (lines.x[k] + lines.x[k + 1]) / 2, (lines.y[k] + lines.y[k + 1]) / 2)
        seen[at.rows, at.columns] = True
    return seen


def _tight(g: Grid, lines: Strokes, off: Floats) -> Booleans:
    """The cells in which strokes turn too tightly, and those beside them; none, if fewer are too many."""
    for farthest in TIGHT:
        cells = widened(_in_cells(g, lines, off, farthest))
        if np.count_nonzero(cells) <= MOST:
            return cells
    return np.zeros_like(cells)


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
