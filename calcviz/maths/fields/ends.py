"""Level curves taken to the end of the domain or to a jump: marching squares stop up to a cell before."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.grid import Grid
from calcviz.maths.fields.scalar import ScalarField

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

REACH = 1.5
"""How far a line is taken on, in cells."""

ASIDE = 0.25
"""How far aside of its end a line may be bent, in cells, and still be taken for straight."""

HALVINGS = 10


def lengthened(
    field: ScalarField, g: Grid, x: Floats, y: Floats, starts: Integers, level: Floats
) -> tuple[Floats, Floats, Integers]:
    """The strokes x, y, starts with their open ends taken straight on as far as the function keeps its level.

    `level`, (pieces,), are their levels. It is kept where the values leave it by less than they do a quarter
    of a cell aside, on the side where that is less: on the other there may be a pole.
    """
    ends = np.stack((starts, np.append(starts[1:], len(x)) - 1))
    inner = np.stack((np.minimum(ends[0] + 2, ends[1]), np.maximum(ends[1] - 2, ends[0])))
    closed = (x[ends[0]] == x[ends[1]]) & (y[ends[0]] == y[ends[1]])
    at_x, at_y = x[ends], y[ends]
    border = (at_x <= g.x[0]) | (at_x >= g.x[-1]) | (at_y <= g.y[0]) | (at_y >= g.y[-1])
    side, piece = np.nonzero(~(border | closed))
    if not len(piece):
        return x, y, starts
    end = ends[side, piece]
    width, height = g.x[1] - g.x[0], g.y[1] - g.y[0]
    dx, dy = (x[end] - x[inner[side, piece]]) / width, (y[end] - y[inner[side, piece]]) / height
    with np.errstate(invalid="ignore"):
        length = np.hypot(dx, dy)
        dx, dy = dx / length * width, dy / length * height
    t = _reach(field, (x[end], y[end]), (dx, dy), (width, height), level[piece])
    longer = np.flatnonzero(t > 0)
    longer = longer[np.lexsort((-side[longer], (end + side)[longer]))]
    side, piece, end, t = side[longer], piece[longer], end[longer], t[longer]
    new_x, new_y = x[end] + t * dx[longer], y[end] + t * dy[longer]
    place = end + side  # before the first point, or after the last: that of one piece before the next one
    added = np.bincount(piece, minlength=len(starts))
    return (
        np.insert(x, place, np.clip(new_x, g.x[0], g.x[-1])),
        np.insert(y, place, np.clip(new_y, g.y[0], g.y[-1])),
        starts + np.concatenate(([0], np.cumsum(added)[:-1])),
    )


def _reach(
    field: ScalarField,
    end: tuple[Floats, Floats],
    way: tuple[Floats, Floats],
    cell: tuple[float, float],
    level: Floats,
) -> Floats:
    """How many steps along `way` each line keeps its level, (n,), up to REACH."""
    (x, y), (dx, dy), (width, height) = end, way, cell
    aside_x, aside_y = -ASIDE * dy / height * width, ASIDE * dx / width * height
    with np.errstate(invalid="ignore"):
        allowed = np.fmin(
            np.abs(field.values(x + aside_x, y + aside_y) - level),
            np.abs(field.values(x - aside_x, y - aside_y) - level),
        )
        low, high = np.zeros(len(x)), np.full(len(x), REACH)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            kept = np.abs(field.values(x + middle * dx, y + middle * dy) - level) <= allowed
            low, high = np.where(kept, middle, low), np.where(kept, high, middle)
    return low
