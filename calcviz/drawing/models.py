"""The surfaces that touch a function at a point: seen through in space, their level curves in the plane."""

from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.drawing.around import Around
from calcviz.drawing.plane import Polyline
from calcviz.drawing.space import Faces, Mesh
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.grid import grid
from calcviz.maths.fields.images import Place
from calcviz.maths.fields.levels import Strokes, traced
from calcviz.maths.fields.models import model
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.surfaces import surface

PART = 0.3
"""How far a model reaches from its point, in widths of the box."""

STEEP = 10.0
"""Heights of the box beyond which no corner of a plane is drawn."""

DISC = 110.0
"""How far its level curves reach from the point in the plane, in pixels."""

CELLS = {"plane": 12, "model": 24}
GRID = 48
"""Places along each side of the square in which the level curves are looked for."""


def plane_mesh(
    variables: tuple[str, str], P: Place, level: float, gradient: Place, box: Box
) -> tuple[Mesh, ...]:
    """The plane with that level and gradient at a point, near it; empty where the box shows none of it.

    Nothing of a plane has to be searched for poles and jumps; only of one that leaves the box by far are the
    cells cut at its floor and lid here.
    """
    near = _near(P, box)
    if near is None:
        return ()
    x, y = (np.linspace(*ends, CELLS["plane"] + 1) for ends in (near.x_range, near.y_range))
    with np.errstate(over="ignore", invalid="ignore"):
        z = level + gradient[0] * (x - P[0]) + (gradient[1] * (y - P[1]))[:, None]
        far = np.abs(z - (box.z_low + box.z_high) / 2) > STEEP * (box.z_high - box.z_low)
    if far.any() or not np.isfinite(z).all():
        return model_mesh(model(variables, P, level, gradient), P, box, "plane")
    return (Mesh(x, y, z, np.zeros((len(y) - 1, len(x) - 1), np.bool_), role="plane"),)


def _near(P: Place, box: Box) -> Box | None:
    """The part of a box that is near a point of its floor; None where there is none."""
    x, y = PART * (box.x_high - box.x_low), PART * (box.y_high - box.y_low)
    near = replace(
        box,
        x_low=max(box.x_low, P[0] - x),
        x_high=min(box.x_high, P[0] + x),
        y_low=max(box.y_low, P[1] - y),
        y_high=min(box.y_high, P[1] + y),
    )
    return near if near.x_low < near.x_high and near.y_low < near.y_high else None


def model_mesh(field: ScalarField, P: Place, box: Box, role: Literal["plane", "model"]) -> tuple[Mesh, ...]:
    """A model over the part of the floor that is near its point; empty where the box shows none of it."""
    near = _near(P, box)
    if near is None:
        return ()
    made = surface(field, near, CELLS[role])
    rim = made.rim
    if not (np.isfinite(made.z).any() or len(rim.starts)):
        return ()
    faces = Faces(rim.x, rim.y, rim.z, rim.starts) if len(rim.starts) else None
    return (Mesh(made.x, made.y, made.z, made.broken, faces, role=role),)


def model_levels(model: ScalarField, there: Around, levels: tuple[float, ...]) -> tuple[Polyline, ...]:
    """The level curves of a model in a disc around its point."""
    a, b = there.P
    x, y = DISC / there.x_unit, DISC / there.y_unit
    if not (a - x < a < a + x and b - y < b < b + y):
        return ()
    # A polynomial has no pole and no jump: no line has to be proven.
    lines = traced(grid(model, (a - x, a + x), (b - y, b + y), GRID, GRID), levels)
    inside = np.asarray(np.hypot((lines.x - a) / x, (lines.y - b) / y) <= 1, np.bool_)
    return _kept(lines, inside)


def plane_levels(
    there: Around, level: float, gradient: Place, levels: tuple[float, ...]
) -> tuple[Polyline, ...]:
    """The level lines of the plane with that level and gradient at a point, in the same disc: its chords.

    Each is as far from the middle as its level is from the plane's there, over the length of the gradient.
    """
    x, y = DISC / there.x_unit, DISC / there.y_unit
    p, q = gradient[0] * x, gradient[1] * y
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        steep = np.hypot(p, q)
        away = (np.asarray(levels) - level) / steep
    away = away[np.abs(away) < 1]
    if not away.size or not np.isfinite(steep):
        return ()
    half, u, v = np.sqrt(1 - away * away), p / steep, q / steep
    ends_x = np.stack((away * u - half * v, away * u + half * v), 1).ravel()
    ends_y = np.stack((away * v + half * u, away * v - half * u), 1).ravel()
    a, b = there.P
    return (Polyline(a + x * ends_x, b + y * ends_y, np.arange(0, len(ends_x), 2), "model"),)


def _kept(lines: Strokes, inside: NDArray[np.bool_]) -> tuple[Polyline, ...]:
    """The strokes as far as their points are inside."""
    if not inside.any():
        return ()
    first = np.zeros(len(inside), np.bool_)
    first[lines.starts] = True
    begins = inside & (first | ~np.concatenate(([False], inside[:-1])))
    starts = np.flatnonzero(begins[inside]).astype(np.int64)
    return (Polyline(lines.x[inside], lines.y[inside], starts, "model"),)


def direction_line(there: Around, direction: Place, pixels: float) -> Polyline:
    """A straight stroke through the point, so many pixels both ways in a true direction."""
    angle = np.arctan2(direction[1], direction[0]) + np.array([0.0, np.pi])
    x, y = there.at(angle, np.full(2, pixels))
    return Polyline(x, y, np.zeros(1, np.int64), "line")
