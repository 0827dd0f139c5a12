"""The slopes of a function at a point in one direction, and in all."""

from math import cos, sin

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.curves.limits import SAMPLES, Side, limits
from calcviz.maths.derivatives.sides import KNOWN, ROUNDING, Slope
from calcviz.maths.fields.along import along
from calcviz.maths.fields.existence import Place, continuous_gradient
from calcviz.maths.fields.scalar import ScalarField

Floats = NDArray[np.float64]


def directional(g: ScalarField, point: Place, angle: float) -> Slope:
    """D_u g(P) for u = (cos angle, sin angle), or why there is none; there may be no gradient."""
    return along(g, point, (cos(angle), sin(angle))).slope(0.0)


def all_directions(g: ScalarField, point: Place, angles: Floats) -> Floats:
    """D_u g(P) for each angle (n,): NaN where there is none; ∇g·u where g is proven differentiable.

    Elsewhere each is the limit of difference quotients from both sides, known to 1e-4 of its size.
    """
    gradient = continuous_gradient(g, point)
    if gradient is not None:
        return gradient[0] * np.cos(angles) + gradient[1] * np.sin(angles)
    ahead, behind = one_sided(g, point, angles), -one_sided(g, point, angles + np.pi)
    with np.errstate(invalid="ignore"):
        same = np.abs(ahead - behind) <= 2 * KNOWN * (1 + np.abs(ahead))
    return np.where(same, (ahead + behind) / 2, np.nan)


def one_sided(g: ScalarField, point: Place, angles: Floats) -> Floats:
    """The slopes when P is left in each direction (n,), which exist at a cone's tip too; NaN where none."""
    here = g(*point)
    size = max(1.0, abs(point[0]), abs(point[1]))
    h = (2.0**-4 * size * 2.0 ** -np.arange(SAMPLES, dtype=np.float64))[None, :]
    across, up = _straight(np.cos(angles))[:, None], _straight(np.sin(angles))[:, None]
    values = g.values(point[0] + h * across, point[1] + h * up)
    with np.errstate(all="ignore"):
        quotients = (values - here) / h
        errors = ROUNDING * (np.abs(values) + abs(here) + size * np.abs(quotients)) / h
    found = limits(quotients, errors, ~np.isfinite(quotients))
    with np.errstate(invalid="ignore"):
        known = (found.kind == Side.FINITE) & (found.error <= KNOWN * (1 + np.abs(found.limit)))
    return np.where(known, found.limit, np.nan)


def _straight(part: Floats) -> Floats:
    """A component of a direction, exactly 0 where only the rounding of π is left of it."""
    return np.where(np.abs(part) < 1e-15, 0.0, part)
