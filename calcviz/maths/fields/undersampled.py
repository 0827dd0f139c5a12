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
    for across, up in PROBES:
        off |= _away(field, g, z_range, across, up) > AWAY * (z_range[1] - z_range[0])
    if not off.any():
        return off
    return _share_around(off) > OFTEN


def _away(field: ScalarField, g: Grid, z_range: Range, across: float, up: float) -> Floats:
    """How far the function is from the mesh at a place in each cell; 0 where either is undefined.

    Beyond the box, where nothing is drawn, all heights are alike.
    """
    u = ((across + GOLDEN * np.arange(len(g.x) - 1)) % 1)[None, :]
    v = ((up + GOLDEN * np.arange(len(g.y) - 1)) % 1)[:, None]
    x, y = g.x[None, :-1] + u * np.diff(g.x)[None, :], g.y[:-1, None] + v * np.diff(g.y)[:, None]
    z = g.values
    with np.errstate(invalid="ignore", over="ignore"):
        low, high = z[:-1, :-1] * (1 - u) + z[:-1, 1:] * u, z[1:, :-1] * (1 - u) + z[1:, 1:] * u
        mesh, truth = np.clip(low * (1 - v) + high * v, *z_range), np.clip(field.values(x, y), *z_range)
        away = np.abs(truth - mesh)
    return np.where(np.isfinite(away), away, 0.0)


def _share_around(marks: Booleans) -> Floats:
    """The share of marks among the cells up to WIDE away, beyond the edges as before them.

    At a corner at most twice what is seen: one jump into it would else count four times.
    """
    beyond = np.pad(marks.astype(np.float64), WIDE, mode="symmetric")
    seen = np.pad(marks.astype(np.float64), WIDE)
    return np.minimum(_sums(beyond), 2 * _sums(seen)) / (2 * WIDE + 1) ** 2


def _sums(padded: Floats) -> Floats:
    """The sums over all squares of 2 WIDE + 1 cells."""
    sums, side = np.pad(padded.cumsum(0).cumsum(1), ((1, 0), (1, 0))), 2 * WIDE + 1
    return np.asarray(sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side])
