"""How fast a function of two variables leaves a linear one at a point: whether there is a tangent plane."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.scalar import ScalarField

Floats = NDArray[np.float64]
Judgement = Literal["differentiable", "torn", "jump", "end", "undecided"]

EPSILON = 2.0**-52

LEVELS = np.arange(4, 27)
"""Distances are 2 to the minus these, times the size of the point."""

COARSE, FINE = slice(8, 13), slice(-5, None)
"""The distances of about 1e-4 and of about 1e-8 that are compared."""

FADED, STAYED = 0.2, 0.6
"""What is left of a quotient that tends to 0, and of one that does not, between these."""


def _ways() -> tuple[Floats, Floats]:
    """Shapes (ways, distances) of lines and parabolas through 0, as (along, aside) in units of 1."""
    t = 2.0 ** -LEVELS.astype(float)
    angles = np.arange(16) * (np.pi / 8) + 0.1
    x, y = [np.cos(a) * t for a in angles], [np.sin(a) * t for a in angles]
    for power in (2, 3):
        for factor in (1.0, -1.0, 0.5, 2.0):
            for sign in (1.0, -1.0):
                bent, straight = factor * (sign * t) ** power, sign * t
                x += [straight, bent]
                y += [bent, straight]
    x += [t, -t, 0 * t, 0 * t]
    y += [0 * t, 0 * t, t, -t]
    return np.array(x), np.array(y)


AWAY_X, AWAY_Y = _ways()


def judged(g: ScalarField, point: tuple[float, float], gradient: tuple[float, float]) -> Judgement:
    """What |g(P + h) - g(P) - ∇g·h| / |h| does as h tends to 0 along lines and parabolas.

    "torn": it does not tend to 0, so that g is not differentiable; "jump": g itself does not tend to g(P);
    "end": g is undefined on one of these ways however near. "differentiable" is what is seen, not proven:
    it tends to 0 on all of them.
    """
    size = max(1.0, *(abs(part) for part in point))
    x, y = point[0] + size * AWAY_X, point[1] + size * AWAY_Y
    dx, dy = x - point[0], y - point[1]
    here, values = g(*point), g.values(x, y)
    if not np.isfinite(values[:, FINE]).all():
        return "end"
    with np.errstate(all="ignore"):
        length = np.hypot(dx, dy)
        rise = values - here
        noise = 8 * EPSILON * (np.abs(values) + abs(here)) / length
        quotient = np.abs(rise - gradient[0] * dx - gradient[1] * dy) / length
        left = np.maximum(quotient - noise, 0.0)
        coarse, fine = left[:, COARSE].max(axis=1), left[:, FINE].max(axis=1)
        heard = float(np.abs(rise[:, FINE]).max())
    steepness = 1 + abs(gradient[0]) + abs(gradient[1])
    worst = float(fine.max())
    if worst <= 1e-6 * steepness or bool((fine <= FADED * coarse).all()):
        return "differentiable"
    if heard > STAYED * float(np.abs(rise[:, COARSE]).max()) and heard > 1e-6 * size * steepness:
        return "jump"
    return "torn" if bool((fine >= STAYED * coarse)[fine == worst].any()) else "undecided"
