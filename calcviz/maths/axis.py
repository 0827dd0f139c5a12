"""One direction of a view: coordinates laid out along pixels, evenly or evenly in their logarithms."""

from math import exp, inf, log, log1p
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Scale = Literal["linear", "log"]

LEAST, MOST = 5e-324, 1.7e308
"""Between these a positive float lies; 0 and what is below it are taken for the first."""
_LEAST_SPAN, _MOST_SPAN = 1e-304, 1e304
NEAR = 0.5
"""Up to this distance, compared with `low`, log(value / low) is taken from the difference and is exact."""


class Axis(NamedTuple):
    """The coordinates from `low`, at pixel 0, to `high`, at pixel `length`.

    `high` may be the smaller one: ordinates are counted from the top. A logarithmic axis has positive ends;
    a coordinate that is not lies as far out as the smallest float.
    """

    low: float
    high: float
    length: float
    log: bool = False

    def pixel(self, value: float) -> float:
        """Where a coordinate lies."""
        if not self.log:
            return (value - self.low) * (self.length / (self.high - self.low))
        return self._ratio(value) * (self.length / self._ratio(self.high))

    def pixels(self, values: Floats) -> Floats:
        """Where coordinates lie, shape (n,); NaN stays NaN."""
        if not self.log:
            return (values - self.low) * (self.length / (self.high - self.low))
        with np.errstate(over="ignore"):
            values = np.clip(values, LEAST, MOST)
            away = (values - self.low) / self.low
            near = np.abs(away) < NEAR
            ratios = np.where(near, np.log1p(np.where(near, away, 0.0)), np.log(values) - log(self.low))
        return ratios * (self.length / self._ratio(self.high))

    def value(self, pixel: float) -> float:
        """The coordinate at a pixel; on a logarithmic axis 0 or infinity where that is no float."""
        if not self.log:
            return self.low + pixel / (self.length / (self.high - self.low))
        power = pixel * (self._ratio(self.high) / self.length)
        whole = log(self.low) + power
        if whole > 709.7:
            return inf
        return self.low * exp(power) if abs(power) < 700 else exp(whole)

    def values(self, fractions: Floats) -> Floats:
        """The coordinates at fractions of the length, shape (n,); 0 is `low` exactly."""
        if not self.log:
            return self.low + (self.high - self.low) * fractions
        whole = self._ratio(self.high)
        if abs(whole) < 700:
            return self.low * np.exp(whole * fractions)
        return np.exp(log(self.low) + whole * fractions)

    def unit(self, value: float) -> float:
        """How many pixels a unit takes at a coordinate: the same everywhere on a linear axis.

        On a logarithmic one that goes by the size of the coordinate, and stays so far from 0 and from
        infinity that it can be divided by.
        """
        if not self.log:
            return self.length / abs(self.high - self.low)
        span = abs(value) * abs(self._ratio(self.high))
        return self.length / min(max(span, _LEAST_SPAN), _MOST_SPAN)

    def shows(self, value: float) -> bool:
        """Whether there is such a coordinate on the axis, in view or not."""
        return value > 0 or not self.log

    def _ratio(self, value: float) -> float:
        """log(value / low)."""
        value = min(max(value, LEAST), MOST)
        away = (value - self.low) / self.low
        return log1p(away) if abs(away) < NEAR else log(value) - log(self.low)
