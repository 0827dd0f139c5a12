"""A grid and a square before and after a map: the lines, the image of the square, its parallelogram."""

from math import isfinite
from typing import Literal

import numpy as np

from calcviz.drawing.fields import Arrows, Floats, Patch
from calcviz.drawing.plane import Handle, Markers, Panel, Polyline, Primitive
from calcviz.maths.curves.screen import Screen
from calcviz.maths.fields.images import (
    UNIT,
    Block,
    Matrix,
    Place,
    bent,
    block,
    linear_image,
    square,
    square_image,
)
from calcviz.maths.fields.vector import VectorField


def cells_around(P: Place, screen: Screen, size: float) -> Block:
    """The cells of the grid around the square at P."""
    x_range, y_range = (screen.x_low, screen.x_high), (screen.y_low, screen.y_high)
    return block(P, x_range, y_range, (screen.columns, screen.rows), size)


def grid_lines(cells: Block) -> Polyline:
    """The straight lines of the grid that is bent."""
    x, y = np.array(cells.x), np.array(cells.y)
    starts = 2 * np.arange(len(x) + len(y))
    at_x = np.concatenate((np.repeat(x, 2), np.tile(x[[0, -1]], len(y))))
    at_y = np.concatenate((np.tile(y[[0, -1]], len(x)), np.repeat(y, 2)))
    return Polyline(at_x, at_y, starts, "construction")


def image_panel(
    title: str,
    F: VectorField,
    P: Place,
    screen: Screen,
    size: float,
    matrix: Matrix | None,
    names: tuple[str, str] = ("u", "v"),
) -> Panel:
    """What F makes of the grid and of the square at P, and the parallelogram of a matrix at F(P)."""
    lines = bent(F, cells_around(P, screen, size))
    shown = lines.ranges
    u, v, starts = lines.strokes(shown)
    parts: list[Primitive] = [Polyline(u, v, starts, "construction")] if len(u) else []
    curved, (x, y) = square_image(F, P, size), square(P, size)
    parts += [] if curved is None else [filled(*curved, "image")]
    place = F(*P)[0], F(*P)[1]
    if isfinite(place[0]) and isfinite(place[1]):
        linear = None if matrix is None else linear_image(place, matrix, x, y, P)
        if matrix is not None and linear is not None:
            parts += [closed(*linear), columns_as_arrows(place, matrix, size)]
        parts.append(dot(place))
    return Panel(title, *shown, tuple(parts), names=names)


def square_parts(P: Place, size: float, screen: Screen) -> tuple[Primitive, ...]:
    """The grid, the square with its lower left corner at P, its two sides, and the corner that sizes it."""
    return (
        grid_lines(cells_around(P, screen, size)),
        filled(*square(P, size), "original"),
        columns_as_arrows(P, UNIT, size),
        Handle("size", P[0] + size, P[1] + size),
    )


def closed(x: Floats, y: Floats) -> Polyline:
    """A line once round through the points."""
    return Polyline(np.append(x, x[0]), np.append(y, y[0]), np.zeros(1, np.int64), "line")


def filled(x: Floats, y: Floats, role: Literal["original", "image"]) -> Patch:
    """The inside of a square, or of its image."""
    return Patch(x, y, np.zeros(1, np.int64), role)


def columns_as_arrows(at: Place, J: Matrix, size: float) -> Arrows:
    """The images of the two sides of a square: its columns of J, times the side."""
    (a, b), (c, d) = J
    x, y = np.full(2, at[0]), np.full(2, at[1])
    return Arrows(x, y, size * np.array([a, b]), size * np.array([c, d]))


def dot(at: Place) -> Markers:
    """A point that is not to be dragged."""
    return Markers(np.array([at[0]]), np.array([at[1]]), "dot")
