"""What a curve through the plane or through space is drawn in: axes, and what their pixels mean."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.axis import LEAST, MOST, Axis
from calcviz.maths.curves.screen import Screen

Floats = NDArray[np.float64]

FAR = 100.0
"""Lengths of an axis, beyond its ends, farther than which a curve is not followed."""


@dataclass(frozen=True)
class Window:
    """Two or three axes; points are arrays of shape (axes, n)."""

    axes: tuple[Axis, ...]

    @cached_property
    def lengths(self) -> Floats:
        """The pixels of each axis, shape (axes, 1)."""
        return np.array([[axis.length] for axis in self.axes], float)

    @cached_property
    def bounds(self) -> tuple[Floats, Floats]:
        """The lowest and the highest coordinates to which a curve is followed, shape (axes, 1) each."""
        low = [max(axis.value(-FAR * axis.length), LEAST if axis.log else -MOST) for axis in self.axes]
        high = [min(axis.value((1 + FAR) * axis.length), MOST) for axis in self.axes]
        return np.array(low)[:, None], np.array(high)[:, None]

    def clamped(self, points: Floats) -> Floats:
        """Points, moved to the bounds where they lie outside; NaN stays NaN."""
        low, high = self.bounds
        return np.minimum(np.maximum(points, low), high)

    def pixels(self, points: Floats) -> Floats:
        """Where points lie, in pixels from the lower end of each axis."""
        return np.stack([axis.pixels(row) for axis, row in zip(self.axes, points, strict=True)])

    def near(self, low: Floats, high: Floats, margin: Floats | float) -> NDArray[np.bool_]:
        """Which boxes low … high, in pixels, reach the window and a margin around it, shape (n,)."""
        seen: NDArray[np.bool_] = np.all((high >= -margin) & (low <= self.lengths + margin), axis=0)
        return seen


def of_screen(screen: Screen) -> Window:
    """The window of a screen."""
    return Window((screen.x, screen.y))
