"""A grid and a square before and after a map: the lines, the image of the square, its parallelogram."""

import numpy as np

from calcviz.drawing.fields import Arrows, Floats, Patch
from calcviz.drawing.plane import Markers, Polyline, Primitive
from calcviz.maths.fields.box import Range
from calcviz.maths.fields.images import Bent, Matrix, Place, lines


def grid_lines(x_range: Range, y_range: Range, pixels: tuple[float, float]) -> tuple[Polyline, ...]:
    """The straight lines of the grid that is bent."""
    at_x, at_y = lines(x_range, y_range, pixels)
    count = len(at_x) + len(at_y)
    if not count:
        return ()
    x = np.concatenate((np.repeat(at_x, 2), np.tile(x_range, len(at_y))))
    y = np.concatenate((np.tile(y_range, len(at_x)), np.repeat(at_y, 2)))
    return (Polyline(x, y, 2 * np.arange(count), "construction"),)


def bent_lines(bent: Bent) -> tuple[Polyline, ...]:
    """The image of the grid."""
    u, v, starts = bent.strokes()
    return (Polyline(u, v, starts, "construction"),) if len(u) else ()


def closed(x: Floats, y: Floats) -> Polyline:
    """A line once round through the points."""
    return Polyline(np.append(x, x[0]), np.append(y, y[0]), np.zeros(1, np.int64), "line")


def filled(x: Floats, y: Floats, *, image: bool) -> tuple[Primitive, ...]:
    """The inside of a square, or of its image; nothing where a point of its edge is undefined."""
    if not (np.isfinite(x) & np.isfinite(y)).all():
        return ()
    return (Patch(x, y, np.zeros(1, np.int64), "image" if image else "original"),)


def columns_as_arrows(at: Place, J: Matrix, size: float) -> Arrows:
    """The images of the two sides of a square: its columns of J, times the side."""
    (a, b), (c, d) = J
    x, y = np.full(2, at[0]), np.full(2, at[1])
    return Arrows(x, y, size * np.array([a, b]), size * np.array([c, d]))


def dot(at: Place) -> Markers:
    """A point that is not to be dragged."""
    return Markers(np.array([at[0]]), np.array([at[1]]), "dot")
