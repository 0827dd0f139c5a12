"""Polygons in space as flat arrays: taken from cut cells, clipped at the top and the bottom of a box."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.cuts import Cuts
from calcviz.maths.fields.grid import Grid, marked
from calcviz.maths.fields.scalar import ScalarField

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

STEPS = 14
"""How often an edge is halved to find where it meets the top or the bottom."""


@dataclass(frozen=True, slots=True, eq=False)
class Polygons:
    """Closed polygons: corners (n,); polygon k begins at starts[k]."""

    x: Floats
    y: Floats
    z: Floats
    starts: Integers

    @property
    def of(self) -> Integers:
        """The polygon that each corner belongs to, (n,)."""
        marks = np.zeros(len(self.x), np.int64)
        marks[self.starts[1:]] = 1
        return np.cumsum(marks)


def _grouped(x: Floats, y: Floats, z: Floats, of: Integers) -> Polygons:
    """The polygons of corners whose numbers `of` rise; those with fewer than three corners are left out."""
    if not len(of):
        return Polygons(x, y, z, np.empty(0, np.int64))
    first = np.flatnonzero(np.concatenate(([True], of[1:] != of[:-1])))
    sizes = np.diff(np.append(first, len(of)))
    kept = np.repeat(sizes >= 3, sizes)
    sizes = sizes[sizes >= 3]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64) if len(sizes) else sizes
    return Polygons(x[kept], y[kept], z[kept], starts)


def pieces(g: Grid, across: Cuts, up: Cuts, cells: Booleans) -> Polygons:
    """What is left of some cells of a grid, (n - 1, m - 1), where their edges are cut.

    Around a cell stand its corners and, on a cut edge, the last place on either side of the cut; between
    these two one polygon ends and the next begins.
    """
    i, j = marked(cells)
    if not len(i):
        return _grouped(np.empty(0), np.empty(0), np.empty(0), np.empty(0, np.int64))
    sides = ((across, (i, j)), (up, (i, j + 1)), (across, (i + 1, j)), (up, (i, j)))
    corners = ((i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j))
    points: list[tuple[Floats, Floats, Floats]] = []
    for k, ((edges, place), (row, column)) in enumerate(zip(sides, corners)):
        before, behind = (edges.near, edges.far) if k < 2 else (edges.far, edges.near)
        points.append((g.x[column], g.y[row], g.values[row, column]))
        points += [(p.x[place], p.y[place], p.z[place]) for p in (before, behind)]
    ring = np.array(points).transpose(2, 0, 1)
    cut = np.stack([edges.cut[place] for edges, place in sides], axis=1)
    begin = 3 * np.where(cut.any(axis=1), np.argmax(cut, axis=1), 3) + 2
    order = (begin[:, None] + np.arange(12)) % 12
    ring = np.take_along_axis(ring, order[:, :, None], 1)
    breaks = (order % 3 == 2) & np.take_along_axis(np.repeat(cut, 3, axis=1), order, 1)
    breaks[:, 0] = True
    of = np.cumsum(breaks.ravel())
    x, y, z = ring.reshape(-1, 3).T
    there = np.isfinite(z)
    return _grouped(x[there], y[there], z[there], of[there])


def clipped(p: Polygons, field: ScalarField, height: float, sign: int) -> Polygons:
    """What lies below a height (sign 1) or above it (-1).

    Where an edge meets the height is found on the function, for beside a pole the surface is no plane; where
    the function has no value on the edge, the edge is taken for straight. Source: Sutherland and Hodgman,
    Communications of the ACM 17 (1974) 32-42, all edges at once.
    """
    n = len(p.x)
    outside = sign * (p.z - height) > 0
    if not outside.any():
        return p
    following = np.arange(1, n + 1)
    following[np.append(p.starts[1:], n) - 1] = p.starts
    crossing = outside != outside[following]
    k = np.flatnonzero(crossing)
    x, y = _meeting(p, field, height, sign, k, following[k])
    copies = (~outside).astype(np.int64) + crossing
    ends = np.cumsum(copies)
    total = int(ends[-1])
    out_x, out_y, out_z = np.empty(total), np.empty(total), np.empty(total)
    inside = np.flatnonzero(~outside)
    at = (ends - copies)[inside]
    out_x[at], out_y[at], out_z[at] = p.x[inside], p.y[inside], p.z[inside]
    out_x[ends[k] - 1], out_y[ends[k] - 1], out_z[ends[k] - 1] = x, y, height
    return _grouped(out_x, out_y, out_z, np.repeat(p.of, copies))


def defined(p: Polygons, field: ScalarField) -> Polygons:
    """Those in which the function has a value: where only corners of a cell are in its domain, none is."""
    if not len(p.starts):
        return p
    sizes = np.diff(np.append(p.starts, len(p.x)))
    x, y = np.add.reduceat(p.x, p.starts) / sizes, np.add.reduceat(p.y, p.starts) / sizes
    missing = np.isnan(field.values(x, y))
    k = np.flatnonzero(missing)
    if not k.size:
        return p
    first = p.starts[k]
    missing[k] = np.isnan(field.values(x[k] + 0.3 * (p.x[first] - x[k]), y[k] + 0.3 * (p.y[first] - y[k])))
    kept = ~np.repeat(missing, sizes)
    return _grouped(p.x[kept], p.y[kept], p.z[kept], p.of[kept])


def _meeting(
    p: Polygons, field: ScalarField, height: float, sign: int, k: Integers, following: Integers
) -> tuple[Floats, Floats]:
    """Where the edges from corners k to the following ones reach the height: x and y."""
    outside = sign * (p.z[k] - height) > 0
    inner, outer = np.where(outside, following, k), np.where(outside, k, following)
    ax, ay, az = p.x[inner], p.y[inner], p.z[inner]
    dx, dy = p.x[outer] - ax, p.y[outer] - ay
    with np.errstate(over="ignore", invalid="ignore"):
        straight = np.clip((height - az) / (p.z[outer] - az), 0, 1)
    low, high, whole = np.zeros(len(k)), np.ones(len(k)), np.ones(len(k), np.bool_)
    for _ in range(STEPS):
        middle = 0.5 * (low + high)
        m = field.values(ax + middle * dx, ay + middle * dy)
        whole &= ~np.isnan(m)
        inside = sign * (m - height) <= 0
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    s = np.where(whole, 0.5 * (low + high), straight)
    return ax + s * dx, ay + s * dy
