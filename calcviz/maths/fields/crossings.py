"""Whether a line between two places of a grid, where the values change sides, is truly crossed there."""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calcviz.maths.fields.grid import Grid
from calcviz.maths.fields.scalar import ScalarField

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

FEW, MANY = 12, 44
"""Steps of the bisection for a crossing as they mostly are, and for a steep one."""

NEAR = 2.0**-FEW
"""How near to where a function takes a level, in parts of the way, a straight line must come."""

SHORT = 0.03
"""The longest step, in parts of the way, on which the function is as good as straight."""

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


class Valued(Protocol):
    """What has a value at places of the plane."""

    def values(self, *coordinates: ArrayLike) -> Floats:
        """The values at places whose coordinates broadcast; NaN where there is none."""


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

    def ends(self) -> tuple[Integers, Integers, Integers, Integers]:
        """The places between which each point was interpolated: row and column of one end, of the other."""
        u, v, near = self._u, self._v, 1e-6
        nearest_u, nearest_v = np.rint(u), np.rint(v)
        on_column, on_row = np.abs(u - nearest_u) < near, np.abs(v - nearest_v) < near
        falling = ~(on_column | (np.abs(u - v) < np.abs(u + v - 1)))
        nearest_u, nearest_v = nearest_u.astype(np.int64), nearest_v.astype(np.int64)
        i, j = self.rows, self.columns
        low, high = np.where(on_row, nearest_v, falling), np.where(on_row, nearest_v, ~falling)
        return i + low, j + nearest_u * on_column, i + high, j + np.where(on_column, nearest_u, 1)

    def _way(self, level: Floats) -> "Way":
        """The same with its values, where points at a corner of a cell lie between it and the neighbour they
        belong to.
        """
        g = self._grid
        row, column, i, j = self.ends()
        ax, ay = g.at(row, column)
        bx, by = g.at(i, j)
        a, b = g.values[row, column] - level, g.values[i, j] - level
        k = np.flatnonzero((row == i) & (column == j))
        if not k.size:
            return Way(ax, ay, bx, by, a, b)
        row, column = row[k], column[k]
        i, j = row[:, None] + AROUND_ROWS, column[:, None] + AROUND_COLUMNS
        height, width = g.values.shape
        there = (i >= 0) & (i < height) & (j >= 0) & (j < width)
        i, j = np.clip(i, 0, height - 1), np.clip(j, 0, width - 1)
        with np.errstate(invalid="ignore"):
            away = g.values[i, j] - level[k, None]
            opposite = there & ((away > 0) != (a[k] > 0)[:, None]) & np.isfinite(away)
        nearest = np.argmin(np.where(opposite, np.abs(away), np.inf), axis=1)
        each, chosen = np.arange(len(k)), opposite.any(axis=1)
        k, each, nearest = k[chosen], each[chosen], nearest[chosen]
        bx[k], by[k] = g.at(i[each, nearest], j[each, nearest])
        b[k] = away[each, nearest]
        return Way(ax, ay, bx, by, a, b)

    def located(self, field: ScalarField, level: Floats) -> tuple[Booleans, Floats, Floats]:
        """Whether the function truly takes the level, (n,), on the way, and where: x and y, (n,).

        By bisection of all brackets at once: across a pole the values at their ends grow, across a jump they
        stay apart. What has not closed in after a few steps is given many.
        """
        bracket = _halved(field, given := self._way(level), level, FEW)
        real = bracket.closed
        x, y = bracket.x, bracket.y
        open_ = np.flatnonzero(~real & bracket.shrinking)
        if open_.size:
            further = _halved(field, given.some(open_), level[open_], MANY)
            real[open_], x[open_], y[open_] = further.closed, further.x, further.y
        return real, x, y

    def settled(self, field: ScalarField, level: Floats) -> tuple[Floats, Floats]:
        """Where the function takes the level, x and y (n,), if it is known to be continuous on the way.

        By a straight line between the ends, a parabola through what is found there, and a straight line
        again; where that does not come to rest, by bisection.
        """
        way = self._way(level)
        t, found = interpolated(field, way, level)
        x, y = way.at(t)
        open_ = np.flatnonzero(~found)
        if open_.size:
            bracket = _halved(field, way.some(open_), level[open_], FEW)
            x[open_], y[open_] = bracket.x, bracket.y
        return x, y


class Way(NamedTuple):
    """Ways from one place to another, (n,) each, and how far above its level the function is there."""

    ax: Floats
    ay: Floats
    bx: Floats
    by: Floats
    a: Floats
    b: Floats

    def some(self, chosen: Integers) -> "Way":
        """Those chosen by their numbers."""
        return Way(*(part[chosen] for part in self))

    def at(self, t: Floats) -> tuple[Floats, Floats]:
        """The places after such parts of the ways, x and y (n,)."""
        return self.ax + t * (self.bx - self.ax), self.ay + t * (self.by - self.ay)


def interpolated(field: Valued, way: Way, level: Floats | float) -> tuple[Floats, Booleans]:
    """After which part of each way the function takes the level, (n,), and whether that came to rest."""
    a, b = way.a, way.b
    with np.errstate(all="ignore"):
        s = np.where(a == b, 0.0, a / (a - b))
        f = field.values(*way.at(s)) - level
        q = (b - f) / (1 - s) - (f - a) / s
        m = (f - a) / s + s * q
        t = np.where(f == 0, s, s - 2 * f / (m + np.copysign(np.sqrt(m * m - 4 * q * f), m)))
        last = field.values(*way.at(t)) - level
        step = np.where(last == 0, 0.0, last * (t - s) / (last - f))
        place = t - step
        # what is left is about the product of the steps before, as by Newton's method
        found = (np.abs(step) <= SHORT) & (np.abs(step * (t - s)) <= NEAR) & (place >= 0) & (place <= 1)
        return np.where(found, place, 0.0), found


class _Bracket(NamedTuple):
    """Where the values change sides, after some halvings: whether they came together, or may yet."""

    x: Floats
    y: Floats
    closed: Booleans
    shrinking: Booleans


def _halved(field: ScalarField, way: Way, level: Floats, times: int) -> _Bracket:
    ax, ay, bx, by, a, b = way
    with np.errstate(invalid="ignore", over="ignore"):
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
    way = Way(*ends, field.values(*ends[:2]) - level, field.values(*ends[2:]) - level)
    bracket = _halved(field, way, level, FEW)
    found = bracket.closed
    further = np.flatnonzero(~found & bracket.shrinking)
    if further.size:
        found[further] = _halved(field, way.some(further), level[further], MANY).closed
    return found


def _places(axis: Floats, values: Floats) -> Floats:
    """Where values lie on an even axis, counted in its places."""
    return np.asarray((values - axis[0]) * ((len(axis) - 1) / (axis[-1] - axis[0])))


def _cell(places: Floats, length: int) -> Integers:
    return np.minimum(np.maximum(places + 1e-6, 0), length - 2).astype(np.int64)
