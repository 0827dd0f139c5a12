"""The surface z = g(x, y) in a box: a mesh, cut cleanly where the function or the box ends."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Box, Range
from calcviz.maths.fields.cuts import cuts
from calcviz.maths.fields.grid import Grid, field_key, grid, marked, remembered
from calcviz.maths.fields.nice import CONSTANT, TAIL, nice_step
from calcviz.maths.fields.polygons import Polygons, clipped, defined, pieces
from calcviz.maths.fields.proofs import unproven
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.undersampled import undersampled

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

CELLS = 80
"""Cells along each side at rest."""

OUTLYING = 3.0
"""The whole range is shown unless it exceeds that of almost all values by this factor."""

INNER = (-0.97, -0.53, 0.01, 0.49, 1.01)
"""Where the inside of a doubtful cell is looked at, along each side, in units of the step."""

REACH, ROUNDS = 0.48, 14
"""The first step, in cells, and how many there are, each half of the one before."""


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """x (m,) and y (n,) rising, z (n, m), NaN where no whole cell touches; `broken`, (n - 1, m - 1).

    A cell is whole where it is not broken: its corners are in the box and the function goes on inside. What
    is left of the others, up to the end of the domain, the pole, the jump or the box, is in `rim`; nothing is
    left of those that are `lost`, where the function turns or jumps faster than cells can show.
    """

    x: Floats
    y: Floats
    z: Floats
    broken: Booleans
    rim: Polygons
    lost: Booleans


def surface(field: ScalarField, box: Box, cells: int = CELLS) -> Surface:
    """The surface of a function of two variables over the floor of a box; remembered.

    No wall is drawn across a pole or a jump: on the edges of cells that bounds do not prove continuous, these
    are looked for, as is the end of the domain, to 1e-7 of a cell.
    """
    key = ("surface", field_key(field), box, cells)

    def make() -> Surface:
        return _made(field, grid(field, box.x_range, box.y_range, cells + 1, cells + 1), box)

    made: Surface = remembered.get(key, field.expression, 2 * cells * cells, make)
    return made


def _made(field: ScalarField, g: Grid, box: Box) -> Surface:
    there = np.isfinite(g.values)
    lost = undersampled(field, g, box.z_range)
    doubtful = unproven(field, g) & ~lost
    across, up = cuts(field, g, doubtful)
    whole = _of_corners(there, np.logical_and)
    cut = across.cut[:-1] | across.cut[1:] | up.cut[:, :-1] | up.cut[:, 1:]
    torn = _torn_inside(field, g, doubtful & whole & ~cut)
    with np.errstate(invalid="ignore"):
        high, low = g.values > box.z_high, g.values < box.z_low
    out = _of_corners(high, np.logical_and) | _of_corners(low, np.logical_and)
    crossed = _of_corners(high | low, np.logical_or)
    some = _of_corners(there, np.logical_or)
    rim = defined(pieces(g, across, up, (cut | crossed) & some & ~lost & ~torn & ~(out & ~cut)), field)
    for height, sign in ((box.z_high, 1), (box.z_low, -1)):
        rim = clipped(rim, field, height, sign)
    broken = ~whole | cut | torn | crossed | lost
    return Surface(g.x, g.y, np.where(_touched(~broken), g.values, np.nan), broken, rim, lost)


def _of_corners(marks: Booleans, joined: np.ufunc) -> Booleans:
    """The marks (n, m) of the four corners of each cell, joined: (n - 1, m - 1)."""
    rows = joined(marks[:-1], marks[1:])
    return np.asarray(joined(rows[:, :-1], rows[:, 1:]), np.bool_)


def _touched(cells: Booleans) -> Booleans:
    """The places (n, m) that are corners of such cells."""
    padded = np.pad(cells, 1)
    return _of_corners(padded, np.logical_or)


def _torn_inside(field: ScalarField, g: Grid, cells: Booleans) -> Booleans:
    """Which of these cells hide a pole or a hole that none of their edges meets.

    Each is searched by going, in ever smaller steps, to where the values are farthest from its corners'.
    """
    found = np.zeros_like(cells)
    i, j = marked(cells)
    if not len(i):
        return found
    corners = np.stack((g.values[i, j], g.values[i, j + 1], g.values[i + 1, j], g.values[i + 1, j + 1]))
    middle, spread = corners.mean(axis=0), np.ptp(corners, axis=0)
    x, y = (g.x[j] + g.x[j + 1]) / 2, (g.y[i] + g.y[i + 1]) / 2
    width, height = (g.x[j + 1] - g.x[j]) * REACH, (g.y[i + 1] - g.y[i]) * REACH
    across, up = (part.ravel() for part in np.meshgrid(INNER, INNER))
    torn = np.zeros(len(i), np.bool_)
    for step in range(ROUNDS):
        at_x = np.clip(x[:, None] + width[:, None] * 0.5**step * across, g.x[j, None], g.x[j + 1, None])
        at_y = np.clip(y[:, None] + height[:, None] * 0.5**step * up, g.y[i, None], g.y[i + 1, None])
        away = np.abs(field.values(at_x, at_y) - middle[:, None])
        torn |= ~np.isfinite(away).all(axis=1)
        best = np.argmax(np.nan_to_num(away, nan=-1.0, posinf=np.finfo(float).max), axis=1)
        x, y = (np.take_along_axis(part, best[:, None], 1)[:, 0] for part in (at_x, at_y))
    farthest = np.take_along_axis(away, best[:, None], 1)[:, 0]
    calm = 3 * spread + 1e-3 * float(np.ptp(np.quantile(g.finite, (TAIL, 1 - TAIL))))
    found[i, j] = torn | ~(farthest <= calm)
    return found


def heights(field: ScalarField, x_range: Range, y_range: Range) -> Range:
    """The z that a box should show: all values, without the few very large ones beside a pole, rounded.

    A constant stands in the middle of a range of its own; where nothing is defined, both ends are NaN.
    Remembered: a point that is dragged asks at each step.
    """
    key = ("heights", field_key(field), x_range, y_range)
    made: Range = remembered.get(key, field.expression, 2, lambda: _heights(field, x_range, y_range))
    return made


def _heights(field: ScalarField, x_range: Range, y_range: Range) -> Range:
    values = grid(field, x_range, y_range, CELLS + 1, CELLS + 1).finite
    if not values.size:
        return np.nan, np.nan
    least, most = float(values.min()), float(values.max())
    low, high = np.quantile(values, (TAIL, 1 - TAIL)).tolist()
    if most - least <= OUTLYING * (high - low):
        low, high = least, most
    if not high - low > CONSTANT * max(abs(low), abs(high)):
        room = max(1.0, abs(low) / 2)
        return low - room, low + room
    step = nice_step((high - low) / 10)
    return float(np.floor(low / step + 1e-9) * step), float(np.ceil(high / step - 1e-9) * step)
