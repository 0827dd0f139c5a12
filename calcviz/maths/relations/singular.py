"""Nodes and cusps: zeros at which both slopes are 0 as well, and lines taken through them."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.grid import Grid
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import Strokes

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

FEW = 300
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

FARTHEST = 1.5
"""How far from the middle of its cell a singular point is sought, in cells."""

FLAT = 1e-3
"""The value at a singular point, relative to those a tenth of a cell away, that counts as 0."""

REACH = 0.6
"""How near to a singular point a line passes, in cells, that passes through it."""


def through(places: Floats, g: Grid, lines: Strokes) -> Strokes:
    """The strokes led through places, (k, 2), wherever they pass near one."""
    for x, y in places.tolist():
        lines = _through(lines, g, x, y) if len(lines.x) else lines
    return lines


def singular(field: ScalarField, g: Grid, cells: Booleans) -> Floats:
    """The singular points, (k, 2), in and beside some cells of a grid, (n - 1, m - 1), if these are few."""
    i, j = np.nonzero(cells)
    if not 0 < len(i) <= FEW:
        return np.empty((0, 2))
    return _singular(field, g, (g.x[j] + g.x[j + 1]) / 2, (g.y[i] + g.y[i + 1]) / 2)


def _singular(field: ScalarField, g: Grid, x: Floats, y: Floats) -> Floats:
    """The singular points near some places, (k, 2), by Newton's method for ∇f = 0."""
    width, height = g.cell
    dx, dy = STEP * width, STEP * height
    u, v = np.zeros(len(x)), np.zeros(len(x))  # in cells
    across, above = STENCIL[:, :, None]
    for _ in range(STEPS):
        a, b = x + u * width, y + v * height
        values = field.values(a + across * dx, b + above * dy)
        with np.errstate(all="ignore"):
            p, q, xx, yy, xy = DIFFERENCES @ values
            det = xx * yy - xy * xy
            du, dv = STEP * (q * xy - p * yy) / det, STEP * (p * xy - q * xx) / det
            length = np.hypot(du, dv)
            short, known = np.minimum(1.0, 0.5 / length), np.isfinite(length)
            u, v = np.where(known, u + du * short, u), np.where(known, v + dv * short, v)
        if not np.any((length > CLOSE) & (np.hypot(u, v) <= FARTHEST)):
            break
    x, y = x + u * width, y + v * height
    turn = np.arange(8) * (np.pi / 4)
    around = field.values(x[:, None] + 0.1 * width * np.cos(turn), y[:, None] + 0.1 * height * np.sin(turn))
    with np.errstate(invalid="ignore"):
        flat = np.abs(field.values(x, y)) <= FLAT * np.abs(around).max(axis=1)
    good = flat & (np.hypot(u, v) <= FARTHEST)
    places = np.stack((x[good], y[good]), axis=1)
    _, kept = np.unique(np.round(places / g.cell * 8), axis=0, return_index=True)
    return places[kept]


def _through(lines: Strokes, g: Grid, x: float, y: float) -> Strokes:
    """The strokes with a point more wherever they pass near a place."""
    across, up = (lines.x - x) / g.cell[0], (lines.y - y) / g.cell[1]
    du, dv = np.diff(across), np.diff(up)
    with np.errstate(invalid="ignore", divide="ignore"):
        t = np.clip(-(across[:-1] * du + up[:-1] * dv) / (du * du + dv * dv), 0, 1)
    distance = np.hypot(across[:-1] + t * du, up[:-1] + t * dv)
    near = np.flatnonzero(lines.inner & (distance < REACH))
    if not near.size or not distance[near].all():  # far away, or there already
        return lines
    runs = np.split(near, np.flatnonzero(np.diff(near) > 1) + 1)
    at = np.array([run[np.argmin(distance[run])] for run in runs]) + 1
    added = np.searchsorted(at, lines.starts, "right")
    return Strokes(np.insert(lines.x, at, x), np.insert(lines.y, at, y), lines.starts + added, lines.of)
