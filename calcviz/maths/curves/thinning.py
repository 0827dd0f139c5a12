"""Fewer points for the same picture, of curves that may turn back: chords instead of blocks of points."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.curves.pruning import SIZES

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


def needed(points: Floats, stroke: Ints, tolerance: float) -> Bools:
    """Which points of several strokes are needed, shape (n,); points in pixels, shape (axes, n).

    Blocks of 32 points are replaced by their chord where no point is farther from it than the tolerance, else
    by smaller blocks; `stroke` numbers the stroke of each point.
    """
    n = points.shape[1]
    keep = np.zeros(n, np.bool_)
    if n == 0:
        return keep
    first = np.arange(0, n, SIZES[0])
    for size, smaller in pairwise(SIZES):
        last = np.minimum(first + size, n - 1)
        flat = _flat(points, first, last, size, tolerance) & (stroke[first] == stroke[last])
        keep[first[flat]] = True
        keep[last[flat]] = True
        first = (first[~flat][:, None] + np.arange(0, size, smaller)).ravel()
        first = first[first < n]
        if not first.size:
            return keep
    keep[first] = True
    keep[np.minimum(first + 1, n - 1)] = True
    return keep


def _flat(points: Floats, first: Ints, last: Ints, size: int, tolerance: float) -> Bools:
    """Whether all points between first and last are near the chord, and none beyond its ends."""
    inner = np.minimum(first + np.arange(1, size)[:, None], last)
    start, chord = points[:, first], points[:, last] - points[:, first]
    length = np.sqrt((chord * chord).sum(0))
    unit = chord / np.where(length > 0, length, 1.0)
    along: Floats = np.zeros(inner.shape)
    square = np.zeros(inner.shape)
    for axis in range(len(points)):
        v = points[axis].take(inner) - start[axis]
        along += v * unit[axis]
        square += v * v
    square -= along * along
    flat: Bools = (along.max(0) <= length + tolerance) & (along.min(0) >= -tolerance)
    flat &= square.max(0) <= tolerance * tolerance
    return flat
