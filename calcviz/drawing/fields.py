"""The primitives of fields over the plane: level curves, heights as colours, arrows, patches."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

Sign = Literal["up", "down", "cross"]
"""Triangles for a maximum and a minimum, a cross for a saddle."""

PatchRole = Literal["original", "image", "crowd", "region", "undecided", "positive", "negative", "band"]

MarkerShape = Literal["open", "closed", "dot", "data"] | Sign
"""Circles for points that are left out or taken, a plain dot, a point of data, and the signs."""


@dataclass(frozen=True, slots=True)
class ColorScale:
    """How numbers become colours: from `low` to `high`, in bands between `levels` or smoothly where none are.

    "diverging" has its neutral middle at 0, and then low = -high; `latex` is what the numbers are called.
    """

    low: float
    high: float
    levels: tuple[float, ...] = ()
    kind: Literal["sequential", "diverging"] = "sequential"
    latex: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Arrows:
    """Arrows from (x, y) to (x + dx, y + dy), shape (n,), in mathematical coordinates.

    One without length is a dot. A "vector" is one that matters by itself, a "field" many thin ones.
    `strength` goes through `scale` to their colours; without it they have the colour of the row.
    """

    x: Floats
    y: Floats
    dx: Floats
    dy: Floats
    role: Literal["vector", "field"] = "vector"
    strength: Floats | None = None
    scale: ColorScale | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LevelCurves:
    """Where a function has one of the `levels`, shape (k,), in rising order.

    Strokes as in a Polyline; `of`, shape (pieces,), is the index of each piece's level. With `texts`, one
    for each level, a number is written on the lines; with `scale` the lines have the colours of their levels.
    """

    x: Floats
    y: Floats
    starts: Integers
    of: Integers
    levels: tuple[float, ...]
    texts: tuple[str, ...] = ()
    scale: ColorScale | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Heatmap:
    """The values of a function as colours: shape (rows, columns), the first row at y_low; NaN: paper.

    values[i, j] belongs to the middle of a cell, of which `columns` stand between x_low and x_high: equally
    wide on the screen, so on a logarithmic axis evenly in the logarithms.
    """

    x_low: float
    x_high: float
    y_low: float
    y_high: float
    values: Floats
    scale: ColorScale


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """Filled polygons, each closed by itself; pieces as in a Polyline.

    "image" is filled more strongly than the "original"; a "crowd" has no outline: there curves stand too
    close to be told apart. A "region" is where a relation holds, "undecided" where that could not be told at
    this zoom; areas above and below the axis are "positive" and "negative", told apart by more than colour.
    In a "band", which has no outline, a curve is proven to lie.
    """

    x: Floats
    y: Floats
    starts: Integers
    role: PatchRole = "original"
