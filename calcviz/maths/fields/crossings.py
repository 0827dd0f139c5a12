"""Whether a line between two places of a grid, where the values change sides, is truly crossed there."""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.grid import Grid
from calcviz.maths.fields.scalar import ScalarField

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

QUICK, FEW, MANY = 7, 12, 44
"""Steps of the bisection for a crossing that is proven, for one as they mostly are, and for a steep one."""

AROUND_ROWS, AROUND_COLUMNS = np.array((0, 0, -1, 1, -1, -1, 1, 1)), np.array((-1, 1, 0, 0, -1, 1, -1, 1))
"""The neighbours of a place of the grid."""

CLOSING = 1e-3
"""What the values on both sides of a true crossing may still differ by, relative to where they began."""


class Mesh(Protocol):
    """Values (rows, columns) and where they stand."""

    @property
    def values(self) -> Floats:
        """The values, NaN where there is none."""

    def at(self, rows: Integers, columns: Integers) -> tuple[Floats, Floats]:
        """The x and the y of places given by their rows and columns."""


class Crossings:
    """Points on the edges of a grid's cells, or on their diagonals beside cells that are cut off.

    `columns` and `rows`, (n,), say in which cell each point is looked for.
    """

    def __init__(self, g: Mesh, across: Floats, up: Floats) -> None:
        """From points counted along the columns and the rows."""
        rows, columns = g.values.shape
        self.columns, self.rows = _cell(across, columns), _cell(up, rows)
        self._grid = g
        self._u, self._v = across - self.columns, up - self.rows

    @classmethod
    def on(cls, g: Grid, x: Floats, y: Floats) -> "Crossings":
        """From points of the plane on a grid."""
        return cls(g, _places(g.x, x), _places(g.y, y))

    def some(self, chosen: Booleans) -> "Crossings":
        """Those chosen by a mask (n,)."""
        part = object.__new__(Crossings)
        part.columns, part.rows = self.columns[chosen], self.rows[chosen]
        part._grid, part._u, part._v = self._grid, self._u[chosen], self._v[chosen]
        return part

    def ends(self) -> tuple[Floats, Floats, Floats, Floats]:
        """The places between which each point was interpolated: x and y of one end, x and y of the other."""
        u, v, near = self._u, self._v, 1e-6
        on_column, on_row = np.abs(u - np.round(u)) < near, np.abs(v - np.round(v)) < near
        rising = np.abs(u - v) < np.abs(u + v - 1)
        left = np.where(on_column, np.round(u), 0).astype(np.int64)
        right = np.where(on_column, np.round(u), 1).astype(np.int64)
        low = np.where(on_row, np.round(v), np.where(on_column | rising, 0, 1)).astype(np.int64)
        high = np.where(on_row, np.round(v), np.where(on_column | rising, 1, 0)).astype(np.int64)
        g, i, j = self._grid, self.rows, self.columns
        return *g.at(i + low, j + left), *g.at(i + high, j + right)

    def _beside(self, level: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """The same, where points at a corner of a cell lie between it and the neighbour they belong to."""
        ax, ay, bx, by = self.ends()
        k = np.flatnonzero((ax == bx) & (ay == by))
        if not k.size:
            return ax, ay, bx, by
        g = self._grid
        column = self.columns[k] + np.round(self._u[k]).astype(np.int64)
        row = self.rows[k] + np.round(self._v[k]).astype(np.int64)
        i, j = row[:, None] + AROUND_ROWS, column[:, None] + AROUND_COLUMNS
        height, width = g.values.shape
        there = (i >= 0) & (i < height) & (j >= 0) & (j < width)
        i, j = np.clip(i, 0, height - 1), np.clip(j, 0, width - 1)
        with np.errstate(invalid="ignore"):
            away = g.values[i, j] - level[k, None]
            here = g.values[row, column] - level[k]
            opposite = there & ((away > 0) != (here > 0)[:, None]) & np.isfinite(away)
        nearest = np.argmin(np.where(opposite, np.abs(away), np.inf), axis=1)[:, None]
        chosen = opposite.any(axis=1)
        places = g.at(*(np.take_along_axis(place, nearest, 1)[:, 0] for place in (i, j)))
        bx[k], by[k] = (np.where(chosen, place, ends[k]) for place, ends in zip(places, (bx, by)))
        return ax, ay, bx, by

    def located(self, field: ScalarField, level: Floats) -> tuple[Booleans, Floats, Floats]:
        """Whether the function truly takes the level, (n,), on the way, and where: x and y, (n,).

        By bisection of all brackets at once: across a pole the values at their ends grow, across a jump they
        stay apart. What has not closed in after a few steps is given many.
        """
        bracket = _halved(field, given := self._beside(level), level, FEW)
        real = bracket.closed
        x, y = bracket.x, bracket.y
        open_ = np.flatnonzero(~real & bracket.shrinking)
        if open_.size:
            ends = tuple(part[open_] for part in given)
            further = _halved(field, (ends[0], ends[1], ends[2], ends[3]), level[open_], MANY)
            real[open_], x[open_], y[open_] = further.closed, further.x, further.y
        return real, x, y

    def settled(self, field: ScalarField, level: Floats) -> tuple[Floats, Floats]:
        """Where the function takes the level, x and y (n,), if it is known to be continuous on the way."""
        bracket = _halved(field, self._beside(level), level, QUICK)
        return bracket.x, bracket.y


class _Bracket(NamedTuple):
    """Where the values change sides, after some halvings: whether they came together, or may yet."""

    x: Floats
    y: Floats
    closed: Booleans
    shrinking: Booleans


def _halved(
    field: ScalarField, ends: tuple[Floats, Floats, Floats, Floats], level: Floats, times: int
) -> _Bracket:
    ax, ay, bx, by = ends
    a, b = field.values(ax, ay) - level, field.values(bx, by) - level
    with np.errstate(invalid="ignore"):
        apart = np.abs(b - a)
    touching = (a == 0) | (b == 0)
    for _ in range(times):
        mx, my = 0.5 * (ax + bx), 0.5 * (ay + by)
        m = field.values(mx, my) - level
        same = (m > 0) == (a > 0)
        a, b = np.where(same | np.isnan(m), m, a), np.where(same, b, m)
        ax, ay = np.where(same, mx, ax), np.where(same, my, ay)
        bx, by = np.where(same, bx, mx), np.where(same, by, my)
    there = ~(np.isnan(a) | np.isnan(b))
    with np.errstate(invalid="ignore"):
        left = np.abs(b - a)
        near = left <= CLOSING * np.minimum(apart, 1e300) + 1e-9 * np.abs(level)
        inside = np.abs(a) <= np.abs(b)
        exact = touching | (a == 0) | (b == 0)
        return _Bracket(
            np.where(inside, ax, bx),
            np.where(inside, ay, by),
            ((near & (apart > 0)) | exact) & there,
            there & (left < apart / 4),
        )


def halved(field: ScalarField, ends: tuple[Floats, Floats, Floats, Floats], level: Floats) -> Booleans:
    """Whether the values truly come down to the level between two places each, (n,)."""
    bracket = _halved(field, ends, level, FEW)
    found = bracket.closed
    further = np.flatnonzero(~found & bracket.shrinking)
    if further.size:
        part = tuple(each[further] for each in ends)
        found[further] = _halved(field, (part[0], part[1], part[2], part[3]), level[further], MANY).closed
    return found


def _places(axis: Floats, values: Floats) -> Floats:
    """Where values lie on an even axis, counted in its places."""
    return np.asarray((values - axis[0]) * ((len(axis) - 1) / (axis[-1] - axis[0])))


def _cell(places: Floats, length: int) -> Integers:
    return np.clip(np.floor(places + 1e-6), 0, length - 2).astype(np.int64)
