"""The window in which a curve is drawn, and what its pixels mean."""

from functools import lru_cache
from math import expm1, log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.axis import LEAST, MOST, Axis

Floats = NDArray[np.float64]

COLUMNS_PER_CELL = 4
BAND = 3.0
"""Heights of the window, above and below it, beyond which a curve is not followed."""


class Screen(NamedTuple):
    """A window on the plane and its size in pixels; each axis is linear or logarithmic."""

    x_low: float
    x_high: float
    y_low: float
    y_high: float
    columns: int
    rows: int
    x_log: bool = False
    y_log: bool = False

    @property
    def linear(self) -> bool:
        """Whether both axes are linear: a line is straight there."""
        return not (self.x_log or self.y_log)

    @property
    def x(self) -> Axis:
        """The columns from left to right."""
        return Axis(self.x_low, self.x_high, self.columns, self.x_log)

    @property
    def y(self) -> Axis:
        """The rows, counted from the lowest."""
        return Axis(self.y_low, self.y_high, self.rows, self.y_log)

    @property
    def pixel(self) -> float:
        """The width of a column of a linear axis."""
        return (self.x_high - self.x_low) / self.columns

    @property
    def up(self) -> float:
        """Pixels per unit of y of a linear axis."""
        return self.rows / (self.y_high - self.y_low)

    def width_at(self, x: Floats) -> Floats | float:
        """The width of a column at each x: one number for all of them on a linear axis."""
        if not self.x_log:
            return self.pixel
        return x * expm1((log(self.x_high) - log(self.x_low)) / self.columns)

    def heights(self, y: Floats) -> Floats:
        """How many pixels above the lower edge each y lies."""
        return self.y.pixels(y)

    def between(self, a: Floats, b: Floats, u: Floats) -> Floats:
        """The points at the fractions u of the way from a to b, as the axis counts it; broadcast."""
        if not self.x_log:
            return a + (b - a) * u
        points: Floats = a * (b / a) ** u
        return points

    def band(self) -> tuple[float, float]:
        """The lowest and the highest value to which a curve is followed."""
        if not self.y_log:
            margin = BAND * (self.y_high - self.y_low)
            return self.y_low - margin, self.y_high + margin
        below, above = self.y.value(-BAND * self.rows), self.y.value((1 + BAND) * self.rows)
        return max(below, LEAST), min(above, MOST)

    def clamped(self, y: Floats) -> Floats:
        """y, moved to the edge of the band around the window where it lies outside."""
        low, high = self.band()
        return np.minimum(np.maximum(y, low), high)

    def edges(self) -> Floats:
        """The edges of the coarse cells, shape (cells + 1,)."""
        count = max(1, round(self.columns / COLUMNS_PER_CELL))
        result = self.x.values(_fractions(count))
        result[0], result[-1] = self.x_low, self.x_high
        return result


@lru_cache(maxsize=16)
def _fractions(count: int) -> Floats:
    return np.arange(count + 1) / count
