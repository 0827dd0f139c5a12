"""Segments of level curves across a pole or a jump, between two points that are both on the level."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.crossings import halved
from calcviz.maths.fields.scalar import ScalarField

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

ASIDE = 0.6
"""How far to both sides of a segment its level is looked for, in cells: it bends less than that."""

OFF = 0.013
"""How far from its middle a segment is crossed, in cells: there a symmetric function may have a hole."""


def broken(
    field: ScalarField, cell: tuple[float, float], x: Floats, y: Floats, level: Floats, tried: Booleans
) -> Integers:
    """The segments among those tried, (n,), from point k to point k + 1, that are off their level.

    Across the middle of a segment the values come down to the level from both sides, or the middle is nearer
    to it than both sides are.
    """
    k = np.flatnonzero(tried)
    width, height = cell
    dx, dy = (x[k + 1] - x[k]) / width, (y[k + 1] - y[k]) / height
    length = np.hypot(dx, dy)
    k, dx, dy = k[length > 0], dx[length > 0], dy[length > 0]
    length, at = length[length > 0], level[k]
    middle_x = (x[k] + x[k + 1]) / 2 + OFF * width * dx / length
    middle_y = (y[k] + y[k + 1]) / 2 + OFF * height * dy / length
    aside_x, aside_y = -ASIDE * width * dy / length, ASIDE * height * dx / length
    ends = middle_x - aside_x, middle_y - aside_y, middle_x + aside_x, middle_y + aside_y
    with np.errstate(invalid="ignore", over="ignore"):
        one, other = field.values(*ends[:2]) - at, field.values(*ends[2:]) - at
        middle = np.abs(field.values(middle_x, middle_y) - at)
        held = middle <= np.fmin(np.fmin(np.abs(one), np.abs(other)), np.finfo(float).max)
        opposite = np.flatnonzero(~held & (one * other <= 0))
    if opposite.size:
        part = tuple(each[opposite] for each in ends)
        held[opposite] = halved(field, (part[0], part[1], part[2], part[3]), at[opposite])
    off: Integers = k[~held]
    return off
