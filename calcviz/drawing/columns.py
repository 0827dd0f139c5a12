"""Columns in space over the cells of a rectangle, cut off where the box ends."""

import numpy as np

from calcviz.drawing.fields import Floats
from calcviz.drawing.space import Faces, SpaceLine
from calcviz.maths.calculus.volumes import Columns
from calcviz.maths.fields.box import Box


def column_faces(made: Columns, box: Box) -> tuple[Faces | SpaceLine, ...]:
    """The tops of columns that stand on z = 0, the walls between different heights, and the edges of both.

    A cell that is not wholly over the floor of the box has no column.
    """
    ground = min(max(0.0, box.z_low), box.z_high)
    heights = _heights(made, box, ground)
    walls = _walls(made, heights), _walls(made, heights, along_y=True)
    faces = np.concatenate((_tops(made, heights, ground), *walls))
    if not len(faces):
        return ()
    closed = np.concatenate((faces, faces[:, :1]), 1)
    x, y, z = (np.ascontiguousarray(part.ravel()) for part in np.moveaxis(faces, 2, 0))
    u, v, w = (np.ascontiguousarray(part.ravel()) for part in np.moveaxis(closed, 2, 0))
    starts = np.arange(len(faces), dtype=np.int64)
    return Faces(x, y, z, 4 * starts), SpaceLine(u, v, w, 5 * starts, "construction")


def _heights(made: Columns, box: Box, ground: float) -> Floats:
    """The heights with a rim of the ground around them, (n + 2, n + 2), within the box."""
    z = np.clip(np.where(np.isfinite(made.heights), made.heights, ground), box.z_low, box.z_high)
    across = (made.x[:-1] >= box.x_low) & (made.x[1:] <= box.x_high)
    up = (made.y[:-1] >= box.y_low) & (made.y[1:] <= box.y_high)
    return np.pad(np.where(up[:, None] & across, z, ground), 1, constant_values=ground)


def _tops(made: Columns, heights: Floats, ground: float) -> Floats:
    """The tops as squares, (k, 4, 3)."""
    i, j = np.nonzero(heights[1:-1, 1:-1] != ground)
    z = heights[i + 1, j + 1]
    (x0, x1), (y0, y1) = (made.x[j], made.x[j + 1]), (made.y[i], made.y[i + 1])
    return _squares((x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z))


def _walls(made: Columns, heights: Floats, *, along_y: bool = False) -> Floats:
    """What stands between two neighbours along x, or along y, from the height of one to that of the other."""
    edges, sides, z = (made.y, made.x, heights.T) if along_y else (made.x, made.y, heights)
    inner = z[1:-1]
    i, j = np.nonzero(inner[:, 1:] != inner[:, :-1])
    low, high = inner[i, j], inner[i, j + 1]
    at, s0, s1 = edges[j], sides[i], sides[i + 1]
    if along_y:
        return _squares((s0, at, low), (s1, at, low), (s1, at, high), (s0, at, high))
    return _squares((at, s0, low), (at, s1, low), (at, s1, high), (at, s0, high))


def _squares(*corners: tuple[Floats, Floats, Floats]) -> Floats:
    """Squares by their corners, x, y and z of each of shape (k,), as (k, 4, 3)."""
    return np.stack([np.stack(corner, 1) for corner in corners], 1)
