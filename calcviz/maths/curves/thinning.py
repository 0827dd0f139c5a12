"""Fewer points for the same picture, of curves that may turn back: chords instead of blocks of points."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.curves.pruning import outside_chords

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


def needed(points: Floats, stroke: Ints, tolerance: float) -> Bools:
    """Which points of several strokes are needed, shape (n,); points in pixels, shape (axes, n).

    `stroke` numbers the stroke of each point. A chord replaces what is nowhere farther from it than the
    tolerance.
    """
    return outside_chords(stroke, lambda first, last, size: _flat(points, first, last, size, tolerance))


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
