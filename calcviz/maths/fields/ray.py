"""A line of sight through a box of space."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Ray:
    """The points start + s·way for s ≥ 0; `sides` are lengths along the axes that look equally long."""

    start: Triple
    way: Triple
    sides: Triple = (1.0, 1.0, 1.0)

    def away(self, points: Floats) -> Floats:
        """How far points (3, n) are from the ray, counted in `sides`; shape (n,)."""
        sides = np.array(self.sides)
        way = np.array(self.way) / sides
        way = way / np.linalg.norm(way)
        rest = points / sides[:, None] - (np.array(self.start) / sides)[:, None]
        rest = rest - np.maximum(way @ rest, 0.0) * way[:, None]
        return np.asarray(np.sqrt((rest * rest).sum(0)))

    def height_over(self, x: float, y: float) -> float | None:
        """The z at which the upright line through (x, y) comes nearest; None where it is seen end on."""
        sides = np.array(self.sides)
        way = np.array(self.way) / sides
        way = way / np.linalg.norm(way)
        foot = (np.array([x, y, 0.0]) - np.array(self.start)) / sides
        level = 1.0 - way[2] * way[2]
        if level < 1e-6:
            return None
        return float((way[2] * (way @ foot) - foot[2]) / level * sides[2])
