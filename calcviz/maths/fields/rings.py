"""What a critical point is where the Hessian does not decide: by bounds on squares around it."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.exclusion import remaining
from calcviz.maths.fields.proofs import bounds
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import VectorField
from calcviz.maths.intervals.enclose import DEFINED, Enclosure

Floats = NDArray[np.float64]
Kind = Literal["minimum", "maximum", "saddle", "undecided"]

SIZES = (0.05, 0.0125, 0.003)
"""Half the sides of the squares that are tried, in widths of the window."""

INNER = 0.3
"""The part of a square in which the critical point must be found, and no other."""

SIDE = 128
"""Pieces along each side of a square."""

SHRUNK = 2.0 ** -np.arange(6)
"""The squares on which both signs are to be seen for a saddle, in parts of the first one."""


def by_rings(g: ScalarField, gradient: VectorField, place: tuple[float, float], window: float) -> Kind:
    """What a critical point is, where it is proven to be the only one in a square around it.

    If g is proven greater on the whole rim than at the point, the least value in the square is taken inside,
    at a critical point: this one, a strict minimum; the same for a maximum. If proven values above and below
    are on this rim and on all smaller ones that are tried, it is taken for a saddle.
    """
    for size in SIZES:
        half = size * window
        if not _alone(g, gradient, place, half):
            continue
        here = bounds(g, *(np.array([part]) for part in (place[0], place[0], place[1], place[1])))
        low, high = float(here.lo[0]), float(here.hi[0])
        rim = _rim(g, place, half)
        if (rim.lo > high).all():
            return "minimum"
        if (rim.hi < low).all():
            return "maximum"
        if all(_both(g, place, half * part, low, high) for part in SHRUNK):
            return "saddle"
    return "undecided"


def _alone(g: ScalarField, gradient: VectorField, place: tuple[float, float], half: float) -> bool:
    """Whether g is smooth in a square and bounds leave room for critical points only near its middle."""
    x, y = (place[0] - half, place[0] + half), (place[1] - half, place[1] + half)
    edges = [np.array([part]) for part in (*x, *y)]
    if any(np.not_equal(bounds(part, *edges).state, DEFINED).any() for part in (g, *gradient.components)):
        return False
    left = remaining(g, gradient, x, y)
    at_x, at_y = left.centres
    return bool(np.all(np.maximum(np.abs(at_x - place[0]), np.abs(at_y - place[1])) <= INNER * half))


def _rim(g: ScalarField, place: tuple[float, float], half: float) -> Enclosure:
    """Bounds on the pieces of the rim of a square."""
    steps = np.linspace(-half, half, SIDE + 1)
    x, y = place[0] + steps, place[1] + steps
    left, right = np.full(SIDE, x[0]), np.full(SIDE, x[-1])
    low, high = np.full(SIDE, y[0]), np.full(SIDE, y[-1])
    return bounds(
        g,
        np.concatenate((x[:-1], x[:-1], left, right)),
        np.concatenate((x[1:], x[1:], left, right)),
        np.concatenate((low, high, y[:-1], y[:-1])),
        np.concatenate((low, high, y[1:], y[1:])),
    )


def _both(g: ScalarField, place: tuple[float, float], half: float, low: float, high: float) -> bool:
    """Whether at some places of the rim g is proven greater, and at some less, than in the middle."""
    angles = np.arange(64) * (np.pi / 32)
    across, up = np.round(np.cos(angles), 15), np.round(np.sin(angles), 15)
    scale = half / np.maximum(np.abs(across), np.abs(up))
    x, y = place[0] + across * scale, place[1] + up * scale
    found = bounds(g, x, x, y, y)
    return bool((found.lo > high).any() and (found.hi < low).any())
