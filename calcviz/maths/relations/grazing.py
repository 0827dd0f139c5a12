"""Single points in which a curve of zeros only touches where another comparison holds."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.strokes import Strokes
from calcviz.maths.relations.lines import NONE, TAKEN, On
from calcviz.maths.relations.relation import Relation
from calcviz.maths.relations.zeros import zeros

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

FEW = 200
"""Steps of the curves on which such points are looked for at most."""

SHARES, STEPS = np.linspace(0, 1, 9), 14
"""Places of a step at which the smallest difference is looked for, and how often again around it."""

SMALL = 1e-9
"""The smallest difference, beside what it is half a cell away, that counts as 0."""


def grazed(on: On, lines: Strokes) -> Floats:
    """The points, (n, 2), that alone of the zeros around them belong to the relation.

    As (1, 0) does for x² + y² = 1 and x ≥ 1: along the circle 1 - x comes down to 0 and is not below.
    """
    others = [j for j, part in enumerate(on.relation.parts) if j != on.k and part.at_zero]
    if not others or len(lines.x) < 3 or on.everywhere is not None:
        return np.empty((0, 2))
    lines = Strokes(*on.polished(lines.x, lines.y), lines.starts, lines.of)
    return np.concatenate([_grazed(on, lines, j) for j in others])


def touching(relation: Relation, x_range: Range, y_range: Range, cell: tuple[float, float]) -> list[Floats]:
    """The points, (n, 2), in which regions only touch one another, as x² + y² ≤ 1 and x ≥ 1 do."""
    places = [k for k, part in enumerate(relation.parts) if part.sign == "<="]
    return [
        grazed(On(relation, k, cell), zeros(relation.parts[k].field, x_range, y_range).lines)
        for k in places[:-1]
    ]


def _grazed(on: On, lines: Strokes, j: int) -> Floats:
    field = on.relation.parts[j].field
    low, high = _turning(lines, field.values(lines.x, lines.y))
    if not 0 < len(low) <= FEW:
        return np.empty((0, 2))
    x, y = lines.x[low], lines.y[low]
    dx, dy = lines.x[high] - x, lines.y[high] - y
    a, b, each = np.zeros(len(x)), np.ones(len(x)), np.arange(len(x))
    for _ in range(STEPS):
        t = a[:, None] + (b - a)[:, None] * SHARES
        at = on.polished(x[:, None] + t * dx[:, None], y[:, None] + t * dy[:, None])
        k = np.nanargmin(np.where(np.isnan(size := np.abs(field.values(*at))), np.inf, size), axis=1)
        a, b = t[each, np.maximum(k - 1, 0)], t[each, np.minimum(k + 1, len(SHARES) - 1)]
    x, y = at[0][each, k], at[1][each, k]
    change = np.abs(field.values(x + on.cell[0] / 2, y + on.cell[1] / 2) - field.values(x, y))
    around = [on.meaning(lines.x[end], lines.y[end]) == NONE for end in (low, high)]
    belongs = np.logical_or(*around) & (size[each, k] <= SMALL * change) & (on.meaning(x, y) == TAKEN)
    return np.stack((x[belongs], y[belongs]), axis=1)


def _turning(lines: Strokes, f: Floats) -> tuple[Integers, Integers]:
    """The points of the strokes from and to which steps lead beside which values turn near 0."""
    inner, size = lines.inner, np.abs(f)
    with np.errstate(invalid="ignore"):
        before = np.append(np.inf, np.where(inner, size[:-1], np.inf))
        after = np.append(np.where(inner, size[1:], np.inf), np.inf)
        largest = np.maximum(np.where(before < np.inf, before, 0), np.where(after < np.inf, after, 0))
        least = (size <= before) & (size <= after) & (size <= 0.5 * largest)
        crossed = inner & (f[:-1] * f[1:] < 0)  # there the strokes are cut
        least &= ~(np.append(crossed, False) | np.append(False, crossed))
    beside = np.flatnonzero(inner & (least[:-1] | least[1:]))
    return beside, beside + 1
