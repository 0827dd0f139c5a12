"""Where a surface turns or jumps faster than the cells of its mesh: any mesh there would be invented."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.grid import Grid
from calcviz.maths.fields.scalar import ScalarField

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

GOLDEN = 0.6180339887498949
"""The share by which its multiples are spread most evenly over 0 to 1."""

PROBES = ((0.31, 0.57), (0.72, 0.22))
"""Where the cells of the first column and row are probed, in units of a cell; the others elsewhere."""

AWAY = 0.15
"""How far from the mesh the function may be, in heights of the box."""

OFTEN, WIDE = 0.45, 2
"""The share of cells around, up to WIDE away, from which on the mesh is given up.

One jump passes at most nine of the twenty-five cells around.
"""


def undersampled(field: ScalarField, g: Grid, z_range: Range) -> Booleans:
    """The cells of a grid, (n - 1, m - 1), in regions where most of a mesh is far from the function."""
    off = np.zeros((len(g.y) - 1, len(g.x) - 1), np.bool_)
    height = _height(g, z_range)
    if not height > 0:
        return off
    for across, up in PROBES:
        off |= _away(field, g, across, up) > AWAY * height
    if not off.any():
        return off
    return _share_around(off) > OFTEN


def _height(g: Grid, z_range: Range) -> float:
    """The height of the box, or that of most values if the box is lower."""
    values = g.finite
    if not values.size:
        return 0.0
    low, high = np.quantile(values, (0.05, 0.95)).tolist()
    return float(max(z_range[1] - z_range[0], high - low))


def _away(field: ScalarField, g: Grid, across: float, up: float) -> Floats:
    """How far the function is from the mesh at a place in each cell; 0 where either is undefined."""
    u = ((across + GOLDEN * np.arange(len(g.x) - 1)) % 1)[None, :]
    v = ((up + GOLDEN * np.arange(len(g.y) - 1)) % 1)[:, None]
    x, y = g.x[None, :-1] + u * np.diff(g.x)[None, :], g.y[:-1, None] + v * np.diff(g.y)[:, None]
    z = g.values
    with np.errstate(invalid="ignore", over="ignore"):
        low, high = z[:-1, :-1] * (1 - u) + z[:-1, 1:] * u, z[1:, :-1] * (1 - u) + z[1:, 1:] * u
        away = np.abs(field.values(x, y) - low * (1 - v) - high * v)
    return np.where(np.isfinite(away), away, 0.0)


def _share_around(marks: Booleans) -> Floats:
    """The share of marks among the cells up to WIDE away, beyond the edges as before them."""
    padded, side = np.pad(marks.astype(np.float64), WIDE, mode="symmetric"), 2 * WIDE + 1
    sums = np.pad(padded.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    total = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return np.asarray(total / side**2)
