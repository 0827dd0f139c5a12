"""What a map of the plane makes of a grid and of a square: strokes, ranges, areas."""

from dataclasses import dataclass
from math import ceil, floor, isfinite
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.grid import field_key, remembered
from calcviz.maths.fields.nice import CONSTANT, nice_step
from calcviz.maths.fields.proofs import bounds
from calcviz.maths.fields.vector import VectorField
from calcviz.maths.intervals.enclose import DEFINED

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
Place = tuple[float, float]
Matrix = tuple[tuple[float, float], tuple[float, float]]

CELL = 16.0
"""Pixels that a cell of the grid takes, at least."""

AROUND = 2
"""Cells of the grid on each side of the square."""

STEPS = 96
"""Pieces of which each line of the grid is made."""

SIDE = 32
"""Pieces of which a side of a square is made."""

TAIL, OUTLYING = 0.05, 3.0
"""The whole image is shown unless it exceeds that of all but its tails by this factor: beside a pole."""

EDGE = 0.06
"""The room around an image, in parts of it."""

UNIT: Matrix = ((1.0, 0.0), (0.0, 1.0))
"""The matrix that leaves every vector as it is."""

NODES, WEIGHTS = np.polynomial.legendre.leggauss(12)


@dataclass(frozen=True, slots=True, eq=False)
class Bent:
    """The lines of a grid, (lines, STEPS + 1), before and after a map; no ink where `cut`, (lines, STEPS)."""

    x: Floats
    y: Floats
    u: Floats
    v: Floats
    cut: Booleans

    def strokes(self, shown: tuple[Range, Range]) -> tuple[Floats, Floats, Integers]:
        """The image as strokes: u and v, (n,), and where each piece begins; without what lies far outside."""
        kept = ~self.cut
        for at, (low, high) in ((self.u, shown[0]), (self.v, shown[1])):
            room = high - low
            with np.errstate(invalid="ignore"):
                near = (at > low - room) & (at < high + room)
            kept &= near[:, :-1] & near[:, 1:]
        corner = np.zeros(self.u.shape, np.bool_)
        corner[:, :-1] |= kept
        corner[:, 1:] |= kept
        begins = corner.copy()
        begins[:, 1:] &= ~kept
        return self.u[corner], self.v[corner], np.flatnonzero(begins[corner]).astype(np.int64)

    @property
    def ranges(self) -> tuple[Range, Range]:
        """What a plane must show to hold the image, without the places that a pole throws far away."""
        return _range(self.u), _range(self.v)


def _range(values: Floats) -> Range:
    finite = values[np.isfinite(values)]
    if not finite.size:
        return -1.0, 1.0
    least, most = float(finite.min()), float(finite.max())
    low, high = np.quantile(finite, (TAIL, 1 - TAIL)).tolist()
    if most - least <= OUTLYING * (high - low):
        low, high = least, most
    if not high - low > CONSTANT * max(abs(low), abs(high), 1e-300) or not isfinite(high - low):
        room = max(1.0, abs(low) / 2) if isfinite(low) and abs(low) < 1e300 else 1.0
        low = low if abs(low) < 1e300 else 0.0
        return low - room, low + room
    room = EDGE * (high - low)
    return low - room, high + room


FARTHEST = 2.0**52
"""The cell, counted from 0, beyond which floats have no cells any more."""


class Block(NamedTuple):
    """A few whole cells of a grid around a point: its lines at the abscissas x and at the ordinates y."""

    x: tuple[float, ...]
    y: tuple[float, ...]


def block(P: Place, x_range: Range, y_range: Range, pixels: tuple[float, float], size: float) -> Block:
    """The cells around a point, and around the square at it, in a window of that many pixels.

    They are fixed to the plane: while the point moves within a cell, they stay the same.
    """
    axes = []
    for at, (low, high), length in zip(P, (x_range, y_range), pixels, strict=True):
        step = nice_step(max((high - low) / length * CELL, size / 2))
        first = floor(max(-FARTHEST, min(at / step, FARTHEST))) - AROUND
        last = first + ceil(size / step) + 2 * AROUND + 1
        axes.append(tuple(k * step for k in range(first, last + 1)))
    return Block(axes[0], axes[1])


def bent(F: VectorField, cells: Block) -> Bent:
    """A block of a grid, bent by a map; remembered. Cut where a component is not proven continuous."""
    key = ("bent", tuple(field_key(part) for part in F.components), cells)
    size = 8 * STEPS * (len(cells.x) + len(cells.y))
    made: Bent = remembered.get(key, F, size, lambda: _bent(F, cells))
    return made


def _bent(F: VectorField, cells: Block) -> Bent:
    s = np.linspace(0.0, 1.0, STEPS + 1)
    at_x, at_y = np.array(cells.x), np.array(cells.y)
    along_x, along_y = at_x[0] + s * (at_x[-1] - at_x[0]), at_y[0] + s * (at_y[-1] - at_y[0])
    x = np.vstack((np.repeat(at_x[:, None], s.size, 1), np.repeat(along_x[None], len(at_y), 0)))
    y = np.vstack((np.repeat(along_y[None], len(at_x), 0), np.repeat(at_y[:, None], s.size, 1)))
    u, v = (np.broadcast_to(part, x.shape) for part in F.values(x, y))
    return Bent(x, y, u, v, _unproven(F, x, y, np.isfinite(u) & np.isfinite(v)))


def _unproven(F: VectorField, x: Floats, y: Floats, there: Booleans) -> Booleans:
    """Which pieces of the lines may cross a pole, a jump or what is undefined."""
    cut = ~(there[:, :-1] & there[:, 1:])
    low = np.minimum(x[:, :-1], x[:, 1:]), np.minimum(y[:, :-1], y[:, 1:])
    high = np.maximum(x[:, :-1], x[:, 1:]), np.maximum(y[:, :-1], y[:, 1:])
    for part in F.components:
        cut |= np.asarray(bounds(part, low[0], high[0], low[1], high[1]).state) != DEFINED
    return cut


def square(P: Place, size: float) -> tuple[Floats, Floats]:
    """The edge of the square with its lower left corner at P, once round: x and y, (4 · SIDE,)."""
    s = np.arange(SIDE) / SIDE
    zero, one = np.zeros(SIDE), np.ones(SIDE)
    across, up = np.concatenate((s, one, 1 - s, zero)), np.concatenate((zero, s, one, 1 - s))
    return P[0] + size * across, P[1] + size * up


def whole_on_square(F: VectorField, P: Place, size: float) -> bool:
    """Whether a map is proven defined and continuous on the square at P, in 8 × 8 cells."""
    edges = np.linspace(0.0, size, 9)
    for x, y in ((edges[::8], edges[::8]), (edges, edges)):
        x, y = P[0] + x, P[1] + y
        cells = x[None, :-1], x[None, 1:], y[:-1, None], y[1:, None]
        if all((np.asarray(bounds(part, *cells).state) == DEFINED).all() for part in F.components):
            return True
    return False


def square_image(F: VectorField, P: Place, size: float) -> tuple[Floats, Floats] | None:
    """The image of the edge of the square at P, (4 · SIDE,) each; None where a part of it has none."""
    if not whole_on_square(F, P, size):
        return None
    x, y = square(P, size)
    u, v = (np.array(np.broadcast_to(part, x.shape)) for part in F.values(x, y))
    return (u, v) if (np.isfinite(u) & np.isfinite(v)).all() else None


def linear_image(at: Place, J: Matrix, x: Floats, y: Floats, P: Place) -> tuple[Floats, Floats] | None:
    """F(P) + J·(p - P) for the places p: what the linear map makes of them; None where that is too large."""
    dx, dy = x - P[0], y - P[1]
    with np.errstate(over="ignore", invalid="ignore"):
        u, v = at[0] + J[0][0] * dx + J[0][1] * dy, at[1] + J[1][0] * dx + J[1][1] * dy
    return (u, v) if (np.isfinite(u) & np.isfinite(v)).all() else None


def determinant(J: Matrix) -> float:
    """The determinant of a matrix; a difference of equal products, up to rounding, is 0."""
    first, second = J[0][0] * J[1][1], J[0][1] * J[1][0]
    difference = first - second
    return 0.0 if abs(difference) <= 4e-16 * (abs(first) + abs(second)) else difference


def product(A: Matrix, B: Matrix) -> Matrix:
    """A·B."""
    (a, b), (c, d) = A
    (e, f), (g, h) = B
    return (a * e + b * g, a * f + b * h), (c * e + d * g, c * f + d * h)


@dataclass(frozen=True, slots=True)
class AreaRatio:
    """The area of the image of a square over the square's; `folds`: the map turns over within the square.

    What is covered twice by a fold is counted twice.
    """

    value: float
    folds: bool


def area_ratio(F: VectorField, P: Place, size: float) -> AreaRatio | None:
    """The mean of |det J| over the square at P, by Gauss's rule of 12 × 12 places; None where undefined.

    Raises NoRule and TooLong.
    """
    x = P[0] + size * (NODES[None, :] + 1) / 2
    y = P[1] + size * (NODES[:, None] + 1) / 2
    (a, b), (c, d) = (tuple(part.values(x, y) for part in row) for row in F.jacobian)
    with np.errstate(over="ignore", invalid="ignore"):
        det = np.broadcast_to(a * d - b * c, (len(NODES), len(NODES)))
    if not np.isfinite(det).all():
        return None
    weights = WEIGHTS[:, None] * WEIGHTS[None, :] / 4
    room = 1e-12 * float(np.abs(det).max())
    if not isfinite(2 * room):
        return None
    return AreaRatio(float((np.abs(det) * weights).sum()), bool(det.min() < -room and det.max() > room))


def deviation(curved: tuple[Floats, Floats], linear: tuple[Floats, Floats]) -> float | None:
    """How far the image of a square's edge is from the parallelogram, relative to its longer diagonal.

    None where the parallelogram is a point, or too large.
    """
    half = len(linear[0]) // 2
    with np.errstate(over="ignore", invalid="ignore"):
        apart = float(np.hypot(curved[0] - linear[0], curved[1] - linear[1]).max())
        diagonals = [part[:half] - part[half:] for part in linear]
        longest = float(np.hypot(*diagonals).max())
    return apart / longest if longest > 0 and isfinite(apart / longest) else None
