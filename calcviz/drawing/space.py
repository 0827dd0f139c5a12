"""The primitives in space; coordinates are mathematical, arrays float64 and finite unless said otherwise."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.drawing.fields import ColorScale, Floats, Integers, MarkerShape


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Flat pieces of a surface, each a closed polygon: corners (n,), pieces as in a Polyline.

    `strength`, shape (pieces,), goes through the colour scale of what the faces belong to.
    """

    x: Floats
    y: Floats
    z: Floats
    starts: Integers
    strength: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """A surface over a grid: x (m,) and y (n,) rising, z (n, m), NaN where there is no point.

    A cell is drawn where all its corners are there, unless `broken`, shape (n - 1, m - 1), is True. Cells
    that the end of the domain, a pole or the box cuts through stand in `rim`, as faces of their own, and are
    broken. `strength`, shape (n, m), goes through `scale`. "surface" is opaque; "plane" (a tangent plane)
    and "model" are seen through.
    """

    x: Floats
    y: Floats
    z: Floats
    broken: NDArray[np.bool_]
    rim: Faces | None = None
    strength: Floats | None = None
    scale: ColorScale | None = None
    role: Literal["surface", "plane", "model"] = "surface"


@dataclass(frozen=True, slots=True, eq=False)
class SpaceLine:
    """Strokes through points in space; pieces as in a Polyline. A surface hides what lies behind it."""

    x: Floats
    y: Floats
    z: Floats
    starts: Integers
    role: Literal["curve", "line", "construction", "level"] = "curve"


@dataclass(frozen=True, slots=True, eq=False)
class SpaceArrows:
    """Arrows from (x, y, z) along (dx, dy, dz), shape (n,)."""

    x: Floats
    y: Floats
    z: Floats
    dx: Floats
    dy: Floats
    dz: Floats
    role: Literal["vector", "field"] = "vector"


@dataclass(frozen=True, slots=True, eq=False)
class SpaceMarkers:
    """Points with a meaning; shape (n,)."""

    x: Floats
    y: Floats
    z: Floats
    shape: MarkerShape = "dot"


@dataclass(frozen=True, slots=True)
class SpaceLabel:
    """A short text (LaTeX) beside a point; `values` fill its slots by name."""

    x: float
    y: float
    z: float
    latex: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SpaceHandle:
    """A point that can be taken hold of and moved over (x, y): along the surface of its row, or on the floor.

    The concept's `drag` is told x and y, as it is by the handle of the same name in the plane. One that is
    "free" goes up and down as well: `lift` is told the z; one that follows "sight" goes where its concept
    says: `drag_sight` is told the ray of the pointer. A quiet one, of many, is seen while it is touched.
    """

    name: str
    x: float
    y: float
    z: float
    latex: str = ""
    moves: Literal["level", "free", "sight"] = "level"
    quiet: bool = False


SpacePrimitive = Mesh | Faces | SpaceLine | SpaceArrows | SpaceMarkers | SpaceLabel | SpaceHandle


def space_line(
    x: Floats, y: Floats, z: Floats, role: Literal["curve", "line", "construction", "level"] = "curve"
) -> SpaceLine:
    """One stroke through the points."""
    return SpaceLine(
        np.asarray(x, float), np.asarray(y, float), np.asarray(z, float), np.zeros(1, np.int64), role
    )


def drop(x: float, y: float, z: float, floor: float) -> SpaceLine:
    """The way from a point down to the floor, or up to it."""
    return space_line(np.array([x, x]), np.array([y, y]), np.array([z, floor]), "construction")
