"""One mesh in unit coordinates: its cells and cut cells as polygons, and every second line of it."""

from dataclasses import dataclass

import numpy as np

from calcviz.drawing import Floats
from calcviz.drawing.space import Faces, Mesh
from calcviz.views.space.camera import HALF, Camera
from calcviz.views.space.rings import Booleans, Rings, joined, quads, rings

LINES = 20
"""About how many mesh lines a surface has each way."""
SAME = 1e-9
"""Unit coordinates closer together are one line of a grid."""
FARTHEST = 50.0
"""Heights of a box beyond which a corner of a mesh is left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """A mesh in unit coordinates: as in Sheet, but over its own grid, with the places of its drawn lines."""

    x: Floats
    y: Floats
    z: Floats
    whole: Booleans
    rim: Rings
    strength: Floats | None
    rim_strength: Floats | None
    lines_x: Floats
    lines_y: Floats


def net_of(mesh: Mesh, camera: Camera) -> Net:
    """A mesh as it lies in the box of a camera."""
    z = _unit(mesh.z, camera, 2)
    with np.errstate(invalid="ignore"):
        there = np.isfinite(z) & (np.abs(z) < FARTHEST * HALF[2])
    whole = there[:-1, :-1] & there[1:, :-1] & there[:-1, 1:] & there[1:, 1:] & ~mesh.broken
    rim, strength = joined([]), None
    if mesh.rim is not None and len(mesh.rim.starts):
        rim, strength = _rim(mesh, mesh.rim, camera)
    x, y = _unit(mesh.x, camera, 0), _unit(mesh.y, camera, 1)
    drawn = _drawn(x), _drawn(y)
    return Net(x, y, np.where(there, z, 0.0), whole, rim, mesh.strength, strength, *drawn)


def _rim(mesh: Mesh, faces: Faces, camera: Camera) -> tuple[Rings, Floats | None]:
    """The polygons of a mesh's cut cells that have three corners at least, all finite."""
    points = camera.unit(np.stack([faces.x, faces.y, faces.z], 1))
    made = rings(points, np.diff(np.append(faces.starts, len(faces.x))))
    finite = np.add.reduceat(np.isfinite(points).all(1).astype(np.int64), made.first[:-1])
    fit = np.asarray((made.sizes > 2) & (finite == made.sizes), np.bool_)
    strength = faces.strength
    if strength is None and mesh.strength is not None:
        strength = _nearest(mesh, mesh.strength, made, camera)
    return made.taken(fit), None if strength is None else strength[fit]


def _nearest(mesh: Mesh, strength: Floats, rim: Rings, camera: Camera) -> Floats:
    """The strength of cut cells that are told none: that of the nearest corner of the grid."""
    middles = camera.real(rim.means())
    i = np.clip(np.searchsorted(mesh.x, middles[:, 0]), 0, len(mesh.x) - 1)
    j = np.clip(np.searchsorted(mesh.y, middles[:, 1]), 0, len(mesh.y) - 1)
    return strength[j, i]


def _unit(values: Floats, camera: Camera, axis: int) -> Floats:
    with np.errstate(over="ignore", invalid="ignore"):
        made: Floats = (values - camera.middle[axis]) / camera.half[axis] * HALF[axis]
    return made


def _drawn(places: Floats) -> Floats:
    """The lines of a mesh that are drawn: an even number of cells apart in large ones, and both ends."""
    cells = len(places) - 1
    step = max(1, round(cells / LINES))
    if cells > 2 * LINES:
        step += step % 2
    return np.append(places[:-1:step], places[-1])


def coarsened(net: Net) -> Net:
    """Every second line; fine cells of which a coarse one is not whole become polygons of their own."""
    i, j = (np.unique(np.append(np.arange(0, len(side), 2), len(side) - 1)) for side in (net.x, net.y))
    whole = np.logical_and.reduceat(np.logical_and.reduceat(net.whole, j[:-1], 0), i[:-1], 1)
    large = np.repeat(np.repeat(whole, np.diff(j), 0), np.diff(i), 1)
    single = net.whole & ~large
    rim, of_rim = as_polygons(net, single)
    strength = None if net.strength is None else net.strength[np.ix_(j, i)]
    z, drawn = net.z[np.ix_(j, i)], (net.lines_x, net.lines_y)
    return Net(net.x[i], net.y[j], z, whole, rim, strength, of_rim, *drawn)


def as_polygons(net: Net, cells: Booleans) -> tuple[Rings, Floats | None]:
    """The polygons of a mesh, with those of some of its cells as well, and their strengths."""
    strength = net.rim_strength
    if net.strength is not None:
        means = cell_means(net.strength)[cells]
        strength = means if strength is None else np.concatenate([strength, means])
    return joined([net.rim, cells_of(net.x, net.y, net.z, cells)]), strength


def near(places: Floats, lines: Floats) -> Booleans:
    """Which of the places are one of the rising lines."""
    k = np.clip(np.searchsorted(lines, places), 0, len(lines) - 1)
    gaps = np.minimum(np.abs(lines[k] - places), np.abs(lines[np.maximum(k - 1, 0)] - places))
    return np.asarray(gaps <= 2 * SAME, np.bool_)


def cells_of(x: Floats, y: Floats, z: Floats, which: Booleans) -> Rings:
    """These cells of a grid as polygons of four corners."""
    j, i = np.nonzero(which)
    down, right = np.stack([j, j, j + 1, j + 1], 1), np.stack([i, i + 1, i + 1, i], 1)
    return quads(np.stack([x[right], y[down], z[down, right]], 2))


def cell_means(values: Floats) -> Floats:
    """The means of the corners of each cell, (n - 1, m - 1)."""
    made: Floats = (values[:-1, :-1] + values[1:, :-1] + values[:-1, 1:] + values[1:, 1:]) / 4
    return made
