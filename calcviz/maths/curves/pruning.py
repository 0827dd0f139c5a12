"""Fewer points for the same picture: a polyline without the points that lie on its chords."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SIZES = (32, 16, 8, 4, 2, 1)
"""The sizes of the blocks that are tried."""


def needed(x: Floats, y: Floats, stroke: NDArray[np.int64], tolerance: float) -> Bools:
    """Which points of several strokes are needed, shape (n,).

    x, y in pixels, x rising within a stroke; `stroke` numbers the stroke of each point. Blocks of 32 points
    are replaced by their chord where no point is farther from it than the tolerance, else by smaller blocks.
    """
    n = x.size
    keep = np.zeros(n, np.bool_)
    if n == 0:
        return keep
    first = np.arange(0, n, SIZES[0])
    for size, smaller in pairwise(SIZES):
        last = np.minimum(first + size, n - 1)
        flat = _flat(x, y, first, last, size, tolerance) & (stroke[first] == stroke[last])
        keep[first[flat]] = True
        keep[last[flat]] = True
        first = (first[~flat][:, None] + np.arange(0, size, smaller)).ravel()
        first = first[first < n]
        if not first.size:
            return keep
    keep[first] = True
    keep[np.minimum(first + 1, n - 1)] = True
    return keep


def _flat(
    x: Floats, y: Floats, first: NDArray[np.int64], last: NDArray[np.int64], size: int, tolerance: float
) -> Bools:
    """Whether all points between first and last are near the chord, and none beyond its ends in y."""
    inner = np.minimum(first[:, None] + np.arange(1, size), last[:, None])
    px, py = x[inner], y[inner]
    x0, y0 = x[first][:, None], y[first][:, None]
    dx, dy = x[last][:, None] - x0, y[last][:, None] - y0
    length = np.sqrt(dx * dx + dy * dy)
    away = np.abs((px - x0) * dy - (py - y0) * dx)
    near = away.max(1) <= (tolerance * length)[:, 0]
    low, high = np.minimum(y0, y0 + dy)[:, 0], np.maximum(y0, y0 + dy)[:, 0]
    result: Bools = near & (py.max(1) <= high + tolerance) & (py.min(1) >= low - tolerance)
    return result
