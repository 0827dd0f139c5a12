"""Fewer points for the same picture: a polyline without the points that lie on its chords."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Flat = Callable[[Ints, Ints, int], Bools]
"""Which blocks of that size, by their first and last points, their chords may replace."""

SIZES = (32, 16, 8, 4, 2, 1)
"""The sizes of the blocks that are tried."""


def needed(x: Floats, y: Floats, stroke: Ints, tolerance: float) -> Bools:
    """Which points of several strokes are needed, shape (n,).

    x, y in pixels, x rising within a stroke; `stroke` numbers the stroke of each point. A chord replaces what
    is nowhere farther from it than the tolerance.
    """
    return outside_chords(stroke, lambda first, last, size: _flat(x, y, first, last, size, tolerance))


def outside_chords(stroke: Ints, is_flat: Flat) -> Bools:
    """Which points stay, shape (n,), where flat blocks of 32 points give way to their chords.

    A block that is not flat, or not of one stroke, is tried again in smaller ones.
    """
    n = stroke.size
    keep = np.zeros(n, np.bool_)
    if n == 0:
        return keep
    first = np.arange(0, n, SIZES[0])
    for size, smaller in pairwise(SIZES):
        last = np.minimum(first + size, n - 1)
        flat = is_flat(first, last, size) & (stroke[first] == stroke[last])
        keep[first[flat]] = True
        keep[last[flat]] = True
        first = (first[~flat][:, None] + np.arange(0, size, smaller)).ravel()
        first = first[first < n]
        if not first.size:
            return keep
    keep[first] = True
    keep[np.minimum(first + 1, n - 1)] = True
    return keep


def _flat(x: Floats, y: Floats, first: Ints, last: Ints, size: int, tolerance: float) -> Bools:
    """Whether all points between first and last are near the chord, and none beyond its ends in y."""
    inner = np.minimum(first + np.arange(1, size)[:, None], last)  # a block is a column: maxima are faster so
    px, py = x.take(inner), y.take(inner)
    x0, y0, x1, y1 = x[first], y[first], x[last], y[last]
    dx, dy = x1 - x0, y1 - y0
    low, high = np.minimum(y0, y1) - tolerance, np.maximum(y0, y1) + tolerance
    flat: Bools = (py.max(0) <= high) & (py.min(0) >= low)
    away = (px - x0) * dy
    away -= (py - y0) * dx
    flat &= np.abs(away, out=away).max(0) <= tolerance * np.sqrt(dx * dx + dy * dy)
    return flat
