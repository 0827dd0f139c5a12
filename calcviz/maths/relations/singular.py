"""Nodes and cusps: zeros at which both slopes are 0 as well, and lines taken through them."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.grid import Grid, marked
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import Strokes, inserted

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

FEW = 1600
"""Cells in which singular points are looked for at most."""

STEPS, STEP = 24, 1e-3
"""Steps of Newton's method, and the differences by which slopes are taken, in cells."""

STENCIL = np.array(((0, 1, -1, 0, 0, 1, -1), (0, 0, 0, 1, -1, 1, -1)))
DIFFERENCES = np.array(
    (
        (0.0, 0.5, -0.5, 0.0, 0.0, 0.0, 0.0),
        (0.0, 0.0, 0.0, 0.5, -0.5, 0.0, 0.0),
        (-2.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0),
        (-2.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0),
        (1.0, -0.5, -0.5, -0.5, -0.5, 0.5, 0.5),
    )
)
"""Places around a point, and what makes both slopes and the three second derivatives of the values there."""

CLOSE = 1e-4
"""A step so short, in cells, is the last one: what is left is about its square."""

LONGEST = 1.0
"""The longest step, in cells."""

FARTHEST = 1.5
"""How far from the middle of its cell a singular point is sought, in cells."""

FLAT = 1e-3
"""The value at a singular point, relative to those a tenth of a cell away, that counts as 0."""

REACH = 0.75
"""How near to a singular point a line passes, in cells, that passes through it."""

CUSP, ALONG = 3.0, 0.4
"""How far from it a line may turn back, in cells, if what is left of the way there is nowhere so large a part
away from zeros: before the tip of a cusp that is a third or less, beside a point alone it is a half.
"""


def through(field: ScalarField, places: Floats, g: Grid, lines: Strokes) -> Strokes:
    """The strokes led through singular points, (k, 2), with a point more wherever they pass near one.

    Of a cusp both branches lie in one cell before its tip: there the nearest step goes on to it.
    """
    if not len(places) or not len(lines.x):
        return lines
    steps = _beside(places, g, lines)
    begin = np.array((lines.x[steps], lines.y[steps])).T / g.cell
    way = np.array((lines.x[steps + 1], lines.y[steps + 1])).T / g.cell - begin
    square = np.maximum((way * way).sum(axis=1), 1e-300)
    found = []
    for number, place in enumerate(places / g.cell):
        off = place - begin
        t = np.clip((off * way).sum(axis=1) / square, 0, 1)
        distance = np.hypot(*(off - t[:, None] * way).T)
        near = np.flatnonzero(distance < REACH)
        if not near.size and len(steps) and distance.min() < CUSP:
            k = int(np.argmin(distance))
            near = near if _leaves(field, g, begin[k] + t[k] * way[k], place) else np.array([k])
        if not near.size or not distance[near].all():  # far away, or there already
            continue
        for run in np.split(near, np.flatnonzero(np.diff(steps[near]) > 1) + 1):
            k = run[np.argmin(distance[run])]
            found.append((int(steps[k]) + 1, float(t[k]), number))
    if not found:
        return lines
    at, _, chosen = (np.array(part) for part in zip(*sorted(found)))
    return inserted(lines, at, *places[chosen].T)


def _leaves(field: ScalarField, g: Grid, begin: Floats, end: Floats) -> bool:
    """Whether the way from one place to another, in cells, leaves the zeros."""
    left = np.arange(1, 8) / 8
    x, y = (end - left[:, None] * (end - begin)).T * np.array(g.cell)[:, None]
    return bool((away(field, g, x, y)[0] > ALONG * left * np.hypot(*(end - begin))).any())


def _beside(places: Floats, g: Grid, lines: Strokes) -> Integers:
    """The steps of strokes, counted, that begin or end in a cell of one of the places or near it."""
    spots, ends = Crossings.on(g, *places.T), Crossings.on(g, lines.x, lines.y)
    reach, (rows, columns) = int(CUSP), g.values.shape
    cells = np.zeros((rows + 2 * reach, columns + 2 * reach), np.bool_)
    for row, column in zip(spots.rows.tolist(), spots.columns.tolist()):
        cells[row : row + 2 * reach + 1, column : column + 2 * reach + 1] = True
    near = cells[ends.rows + reach, ends.columns + reach]
    return np.flatnonzero(lines.inner & (near[:-1] | near[1:]))


def singular(field: ScalarField, g: Grid, cells: Booleans) -> Floats:
    """The singular points, (k, 2), in and beside some cells of a grid, (n - 1, m - 1), if these are few."""
    i, j = marked(cells)
    if not 0 < len(i) <= FEW:
        return np.empty((0, 2))
    return _singular(field, g, (g.x[j] + g.x[j + 1]) / 2, (g.y[i] + g.y[i + 1]) / 2)


def _singular(field: ScalarField, g: Grid, x: Floats, y: Floats) -> Floats:
    """The singular points near some places, (k, 2), by Newton's method for ∇f = 0."""
    width, height = g.cell
    u, v = np.zeros(len(x)), np.zeros(len(x))  # in cells
    across, above = STENCIL[:, :, None] * np.array((STEP * width, STEP * height))[:, None, None]
    with np.errstate(all="ignore"):
        for _ in range(STEPS):
            values = field.values(x + u * width + across, y + v * height + above)
            p, q, xx, yy, xy = DIFFERENCES @ values
            det = (xx * yy - xy * xy) / STEP
            du, dv = (q * xy - p * yy) / det, (p * xy - q * xx) / det
            length = np.hypot(du, dv)
            short, known = np.minimum(1.0, LONGEST / length), length < np.inf
            u, v = np.where(known, u + du * short, u), np.where(known, v + dv * short, v)
            if not np.any((length > CLOSE) & (np.hypot(u, v) <= FARTHEST)):
                break
    near = np.hypot(u, v) <= FARTHEST
    x, y = x[near] + u[near] * width, y[near] + v[near] * height
    places = np.stack((x, y), axis=1)[_flat(field, g, x, y)]
    single = dict(zip(map(tuple, np.round(places[::-1] / g.cell * 8).tolist()), places[::-1].tolist()))
    return np.array([single[key] for key in sorted(single)], float).reshape(-1, 2)


def _flat(field: ScalarField, g: Grid, x: Floats, y: Floats) -> Booleans:
    """Whether the value at places, (k,), is as good as 0 beside those around them."""
    turn = np.arange(8) * (np.pi / 4)
    around = np.append(0.0, np.cos(turn)), np.append(0.0, np.sin(turn))
    across, up = (0.1 * side * part for side, part in zip(g.cell, around))
    size = np.abs(field.values(x[:, None] + across, y[:, None] + up))
    with np.errstate(invalid="ignore"):
        found: Booleans = size[:, 0] <= FLAT * size[:, 1:].max(axis=1)
    return found


def away(field: ScalarField, g: Grid, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
    """How far places, (n,), are from a zero of the function, in cells, as its values and slopes there say.

    And where that zero is: a step of Newton's method.
    """
    dx, dy = (1e-3 * side for side in g.cell)
    f, right, up = field.values(np.array((x, x + dx, x)), np.array((y, y, y + dy)))
    with np.errstate(all="ignore"):
        across, above = right - f, up - f  # of a thousandth of a cell
        square = across * across + above * above
        step = f / square
        far = np.abs(f) / np.sqrt(square) * 1e-3
        far = np.where((f == 0) | np.isnan(far), 0.0, np.where(far == np.inf, 1.0, far))
        return far, x - step * across * dx, y - step * above * dy
