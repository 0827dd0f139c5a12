"""What stands around a point at a fixed size on the screen: a ring, a direction, a polar curve."""

from math import cos, hypot, sin
from typing import NamedTuple

import numpy as np

from calcviz.drawing.fields import Arrows, Floats
from calcviz.drawing.plane import Polyline, Role
from calcviz.maths.curves.screen import Screen
from calcviz.maths.fields.images import Place

REACH = 90.0
"""Pixels from the point to the ring."""

_TURN = np.linspace(0.0, 2 * np.pi, 121)


class Around(NamedTuple):
    """A point, and how many pixels a unit takes there along x and along y."""

    P: Place
    x_unit: float
    y_unit: float

    def at(self, angle: Floats, pixels: Floats) -> tuple[Floats, Floats]:
        """The places so many pixels from the point in the true directions of these angles, (n,) each."""
        dx, dy = np.cos(angle), np.sin(angle)
        stretch = pixels / np.hypot(dx * self.x_unit, dy * self.y_unit)
        return self.P[0] + stretch * dx, self.P[1] + stretch * dy

    def spot(self, angle: float, pixels: float = REACH) -> Place:
        """One such place."""
        dx, dy = cos(angle), sin(angle)
        stretch = pixels / hypot(dx * self.x_unit, dy * self.y_unit)
        return self.P[0] + stretch * dx, self.P[1] + stretch * dy

    def ring(self) -> Polyline:
        """The circle with the radius REACH on the screen."""
        x = self.P[0] + REACH / self.x_unit * np.cos(_TURN)
        y = self.P[1] + REACH / self.y_unit * np.sin(_TURN)
        return Polyline(x, y, np.zeros(1, np.int64), "construction")

    def arrow(self, angle: float, pixels: float = REACH) -> Arrows:
        """An arrow from the point in the true direction of an angle."""
        x, y = self.spot(angle, pixels)
        a, b = self.P
        return Arrows(np.array([a]), np.array([b]), np.array([x - a]), np.array([y - b]))

    def polar(self, angle: Floats, pixels: Floats, role: Role) -> tuple[Polyline, ...]:
        """The curve of places at these distances, (n,); the pen is lifted where a distance is NaN."""
        there = np.isfinite(pixels)
        if np.count_nonzero(there) < 2:
            return ()
        x, y = self.at(angle[there], pixels[there])
        begins = there & ~np.concatenate(([False], there[:-1]))
        return (Polyline(x, y, np.flatnonzero(begins[there]).astype(np.int64), role),)


def around(P: Place, screen: Screen) -> Around | None:
    """The surroundings of a point; None where a logarithmic axis has no such point."""
    a, b = P
    if (screen.x_log and a <= 0) or (screen.y_log and b <= 0):
        return None
    return Around(P, abs(screen.x.unit(a)), abs(screen.y.unit(b)))
