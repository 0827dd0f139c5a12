"""Where the edges of a grid's cells are cut: by the end of the domain, by a pole, by a jump."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.grid import Grid
from calcviz.maths.fields.scalar import ScalarField

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

STEPS = 24
"""How often an edge is divided: what is cut is found to 1e-7 of a cell."""

DIVIDED = 0.4871
"""Where it is divided: not in the middle, where symmetric functions have their single holes."""

EARLY = 4
"""The steps in which the change over the whole edge is learnt."""

TORN = 1e-3
"""The change, relative to that over the whole edge, which over 1e-7 of it is a jump and no slope."""


class Places(NamedTuple):
    """Points of the surface, one for each edge of a grid; z is NaN where there is none."""

    x: Floats
    y: Floats
    z: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """The cut edges in one direction of a grid, their last points before and first behind the cut."""

    cut: Booleans
    near: Places
    far: Places


def cuts(field: ScalarField, g: Grid, doubtful: Booleans) -> tuple[Cuts, Cuts]:
    """The cuts of the edges along x, (n, m - 1), and along y, (n - 1, m); `doubtful` cells (n - 1, m - 1)."""
    beside = np.zeros((len(g.y), len(g.x) - 1), np.bool_)
    beside[:-1] |= doubtful
    beside[1:] |= doubtful
    across = _cuts(field, g.values[:, :-1], g.values[:, 1:], beside, _along_x(g))
    beside = np.zeros((len(g.y) - 1, len(g.x)), np.bool_)
    beside[:, :-1] |= doubtful
    beside[:, 1:] |= doubtful
    return across, _cuts(field, g.values[:-1], g.values[1:], beside, _along_y(g))


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """The edges in one direction: where each begins and how far it goes, arrays in their shape."""

    x: Floats
    y: Floats
    dx: Floats
    dy: Floats


def _along_x(g: Grid) -> Edges:
    return _edges(g.x[None, :-1], g.y[:, None], np.diff(g.x)[None, :], np.zeros(1))


def _along_y(g: Grid) -> Edges:
    return _edges(g.x[None, :], g.y[:-1, None], np.zeros(1), np.diff(g.y)[:, None])


def _edges(*parts: Floats) -> Edges:
    shape = parts[1].shape[0], parts[0].shape[1]
    x, y, dx, dy = (np.broadcast_to(part, shape) for part in parts)
    return Edges(x, y, dx, dy)


def _cuts(field: ScalarField, first: Floats, second: Floats, beside: Booleans, edges: Edges) -> Cuts:
    here, there = np.isfinite(first), np.isfinite(second)
    tried = (here != there) | (beside & here & there)
    cut = np.zeros(first.shape, np.bool_)
    near, far = (Places(*(np.full(first.shape, np.nan) for _ in range(3))) for _ in range(2))
    if tried.any():
        x, y, dx, dy = edges.x[tried], edges.y[tried], edges.dx[tried], edges.dy[tried]
        ends = np.where(here, first, np.nan)[tried], np.where(there, second, np.nan)[tried]
        cut[tried], s, t, a, b = _searched(field, (x, y, dx, dy), ends)
        for places, fraction, z in ((near, s, a), (far, t, b)):
            places.x[tried], places.y[tried] = x + fraction * dx, y + fraction * dy
            places.z[tried] = np.where(cut[tried], z, np.nan)
    return Cuts(cut, near, far)


def _searched(
    field: ScalarField, edges: tuple[Floats, Floats, Floats, Floats], ends: tuple[Floats, Floats]
) -> tuple[Booleans, Floats, Floats, Floats, Floats]:
    """Which edges are cut, between which fractions of them, and the values there; all shapes (k,).

    The search goes towards the end of the domain, else to where the values change most; a gap inside an edge
    stops it.
    """
    x, y, dx, dy = edges
    a, b = ends
    change = np.abs(b - a)
    s, t = np.zeros(len(a)), np.ones(len(a))
    for step in range(STEPS):
        middle = s + DIVIDED * (t - s)
        m = field.values(x + middle * dx, y + middle * dy)
        m = np.where(np.isfinite(m), m, np.nan)
        lost, half = np.isnan(m), np.isnan(a) | np.isnan(b)
        left = np.where(half, lost != np.isnan(a), np.abs(m - a) > np.abs(b - m))
        if step < EARLY:
            change = np.fmax(change, np.abs(m - a) + np.abs(b - m))
        go_left, go_right = (half | ~lost) & left, (half | ~lost) & ~left
        t, b = np.where(go_left, middle, t), np.where(go_left, m, b)
        s, a = np.where(go_right, middle, s), np.where(go_right, m, a)
    with np.errstate(invalid="ignore"):
        torn = np.abs(b - a) > TORN * change + 1e-9 * (np.abs(a) + np.abs(b))
    gap = (t - s) > 2.0 * max(DIVIDED, 1 - DIVIDED) ** STEPS
    return torn | gap | np.isnan(a) | np.isnan(b), s, t, a, b
