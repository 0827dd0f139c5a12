"""The surface of a function of two variables in a box of space, and its level curves there."""

import numpy as np

from calcviz.drawing.arrows import strength_scale
from calcviz.drawing.contours import height_scale
from calcviz.drawing.fields import ColorScale, Floats
from calcviz.drawing.space import Faces, Mesh, SpaceLine
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.grid import gradient_grid, grid, remembered
from calcviz.maths.fields.nice import WANTED, Levels, level_values
from calcviz.maths.fields.polygons import Polygons
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.surfaces import CELLS, Surface, surface
from calcviz.maths.relations.attained import attained_on, with_zero

FLOOR_CELLS = 160
"""Cells along each side in which the level curves in space are looked for."""


def surface_mesh(g: ScalarField, box: Box, color: str = "height", latex: str = "") -> tuple[Mesh, ...]:
    """The surface in a box, coloured by "height", by "slope" or by "none"; empty where nothing is in it.

    Where it turns too fast for a mesh, a pale sheet lies on the floor instead.
    """
    made = surface(g, box)
    crowd = _crowd(made, box)
    if not (np.isfinite(made.z).any() or len(made.rim.starts)):
        return crowd
    strength, rim_strength, scale = _colors(g, made, box, color, latex)
    rim = _faces(made.rim, rim_strength)
    return (*crowd, Mesh(made.x, made.y, made.z, made.broken, rim, strength, scale))


def _crowd(made: Surface, box: Box) -> tuple[Mesh, ...]:
    """The cells that are lost, on the floor."""
    if not made.lost.any():
        return ()
    return (Mesh(made.x, made.y, np.full_like(made.z, box.z_low), ~made.lost, role="plane"),)


def _faces(rim: Polygons, strength: Floats | None) -> Faces | None:
    return Faces(rim.x, rim.y, rim.z, rim.starts, strength) if len(rim.starts) else None


def _colors(
    g: ScalarField, made: Surface, box: Box, color: str, latex: str
) -> tuple[Floats | None, Floats | None, ColorScale | None]:
    """The strength of each place of the mesh and of each face of its rim, and the scale of both."""
    if color == "none":
        return None, None, None
    if color == "height":
        rim = _middle(made.rim, made.rim.z)
        return made.z, rim, height_scale(_heights_in(made, latex), latex, banded=False)
    steep = _steepness(g, box)
    if not np.isfinite(steep).all():
        return None, None, None
    around = _nearest(steep, made, made.rim)
    return steep, around, strength_scale(steep, latex)


def _heights_in(made: Surface, latex: str) -> Levels:
    z = np.concatenate((made.z[np.isfinite(made.z)], made.rim.z))
    low, high = float(z.min()), float(z.max())
    return Levels((), (), low, high if high > low else low + 1.0)


def _middle(rim: Polygons, values: Floats) -> Floats | None:
    if not len(rim.starts):
        return None
    sizes = np.diff(np.append(rim.starts, len(rim.x)))
    return np.asarray(np.add.reduceat(values, rim.starts) / sizes)


def _steepness(g: ScalarField, box: Box) -> Floats:
    """|∇g| at the places of the mesh; where it does not exist the mean of the places beside."""
    try:
        steep = np.array(gradient_grid(g, box.x_range, box.y_range, CELLS + 1, CELLS + 1).magnitude)
    except (NoRule, TooLong):
        values = grid(g, box.x_range, box.y_range, CELLS + 1, CELLS + 1)
        with np.errstate(invalid="ignore", over="ignore"):
            steep = np.hypot(*np.gradient(values.values, values.y, values.x))
    gaps = ~np.isfinite(steep)
    if gaps.any() and not gaps.all():
        steep[gaps] = _beside(np.where(gaps, np.nan, steep))[gaps]  # all finite now; else there is no slope
    return np.asarray(steep)


def _beside(values: Floats) -> Floats:
    """The mean of the four neighbours, of those that are numbers; 0 where none is."""
    padded = np.pad(values, 1, constant_values=np.nan)
    four = np.stack((padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]))
    known = np.isfinite(four)
    total = np.where(known, four, 0.0).sum(axis=0)
    return np.asarray(total / np.maximum(known.sum(axis=0), 1))


def _nearest(values: Floats, made: Surface, rim: Polygons) -> Floats | None:
    """What the values on the mesh are nearest to the middle of each face of its rim."""
    x, y = _middle(rim, rim.x), _middle(rim, rim.y)
    if x is None or y is None:
        return None
    j = np.rint((x - made.x[0]) / (made.x[-1] - made.x[0]) * (len(made.x) - 1)).astype(np.int64)
    i = np.rint((y - made.y[0]) / (made.y[-1] - made.y[0]) * (len(made.y) - 1)).astype(np.int64)
    return np.asarray(values[np.clip(i, 0, len(made.y) - 1), np.clip(j, 0, len(made.x) - 1)])


def floor_levels(g: ScalarField, box: Box, wanted: int = WANTED) -> tuple[float, ...]:
    """Nice levels for the values over the floor of a box."""
    count = FLOOR_CELLS + 1
    values = grid(g, box.x_range, box.y_range, count, count)
    key = ("nice", id(values), wanted)
    made: Levels = remembered.get(
        key, values, wanted, lambda: with_zero(g, values, level_values(values.values, wanted))
    )
    return made.values


def space_contours(
    g: ScalarField, box: Box, levels: tuple[float, ...], *, floor: bool = True, raised: bool = False
) -> tuple[SpaceLine, ...]:
    """The level curves on the floor of a box, on the surface itself, or both."""
    count = FLOOR_CELLS + 1
    lines = attained_on(g, box.x_range, box.y_range, count, levels)
    if not len(lines.x):
        return ()
    found = []
    if floor:
        found.append(SpaceLine(lines.x, lines.y, np.full_like(lines.x, box.z_low), lines.starts, "level"))
    heights = np.asarray(levels)[lines.of]
    shown = (heights >= box.z_low) & (heights <= box.z_high)
    if raised and shown.any():
        sizes = np.diff(np.append(lines.starts, len(lines.x)))
        points = np.repeat(shown, sizes)
        starts = (np.cumsum(sizes[shown]) - sizes[shown]).astype(np.int64)
        z = np.repeat(heights, sizes)[points]
        found.append(SpaceLine(lines.x[points], lines.y[points], z, starts, "level"))
    return tuple(found)
