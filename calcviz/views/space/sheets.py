"""The surfaces of a picture over one common grid of the floor, and where they are there."""

from dataclasses import dataclass, replace

import numpy as np

from calcviz.drawing import ColorScale, Floats, Integers
from calcviz.drawing.space import Mesh
from calcviz.views.space.bands import Bands, bands_of
from calcviz.views.space.camera import Camera
from calcviz.views.space.nets import (
    LINES,
    SAME,
    Net,
    as_polygons,
    cell_means,
    cells_of,
    coarsened,
    near,
    net_of,
)
from calcviz.views.space.rings import Booleans, Rings, joined, split

PLAIN = np.linspace(-1.0, 1.0, 13)
"""The grid of a picture without a surface."""

MOST_IN_MOTION = 5000
"""Cells of all surfaces of a coarse picture from which on they are coarsened once more."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One surface over the common grid, in unit coordinates.

    z (b, a) at the corners, `whole` (b - 1, a - 1) where a cell is covered by it, `rim` the polygons of other
    cells, each within one cell; `strength` likewise with `rim_strength`. `tilt` (b - 1, a - 1, 3) are the
    planes z = c + p x + q y of these polygons, NaN elsewhere. `net` is the mesh over its own grid,
    `bands` what its steep pieces are cut into.
    """

    z: Floats
    whole: Booleans
    rim: Rings
    strength: Floats | None
    rim_strength: Floats | None
    scale: ColorScale | None
    role: str
    look: int
    tilt: Floats
    net: Net
    bands: Bands | None = None

    @property
    def presence(self) -> Booleans:
        """The cells in which there is something of it."""
        return self.whole | np.isfinite(self.tilt[:, :, 0])


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The common grid: x (a,) and y (b,) in unit coordinates, and the surfaces over it."""

    x: Floats
    y: Floats
    sheets: tuple[Sheet, ...]

    def cells(self, points: Floats) -> tuple[Integers, Integers]:
        """The columns and rows of cells that points (n, 3) are in, or nearest to."""
        i = np.clip(np.searchsorted(self.x, points[:, 0], "right") - 1, 0, len(self.x) - 2)
        j = np.clip(np.searchsorted(self.y, points[:, 1], "right") - 1, 0, len(self.y) - 2)
        return i, j

    def heights(self, sheet: Sheet, points: Floats, i: Integers, j: Integers) -> Floats:
        """The height of a surface at points (n, 3) of these cells, bilinear; NaN where there is none of it.

        In a cell that is cut it is that of the plane through its first polygon.
        """
        u = (points[:, 0] - self.x[i]) / (self.x[i + 1] - self.x[i])
        v = (points[:, 1] - self.y[j]) / (self.y[j + 1] - self.y[j])
        z = sheet.z
        low = z[j, i] + u * (z[j, i + 1] - z[j, i])
        high = z[j + 1, i] + u * (z[j + 1, i + 1] - z[j + 1, i])
        whole = sheet.whole[j, i]
        made = np.where(whole, low + v * (high - low), np.nan)
        if sheet.rim.count and not whole.all():
            tilt = sheet.tilt[j, i]
            made = np.where(whole, made, tilt[:, 0] + tilt[:, 1] * points[:, 0] + tilt[:, 2] * points[:, 1])
        return made


def ground(meshes: list[tuple[int, Mesh]], camera: Camera, *, coarse: bool = False) -> Ground:
    """Lay all meshes, each with the number of its look, over one grid.

    `coarse` takes every second line of large meshes, of many every fourth; drawn lines stay the same.
    """
    kept = [(look, mesh) for look, mesh in meshes if min(mesh.z.shape) > 1]
    nets = [net_of(mesh, camera) for _, mesh in kept]
    if coarse:
        nets = [coarsened(net) if min(net.whole.shape) > 2 * LINES else net for net in nets]
        if sum(net.whole.size for net in nets) > MOST_IN_MOTION:
            nets = [coarsened(net) if min(net.whole.shape) >= 2 * LINES else net for net in nets]
    x, y = _common([net.x for net in nets]), _common([net.y for net in nets])
    bands = [bands_of(mesh, camera, coarse=coarse) for _, mesh in kept]
    made = [_sheet(net, mesh, look, x, y) for net, (look, mesh) in zip(nets, kept)]
    return Ground(x, y, tuple(replace(sheet, bands=own) for sheet, own in zip(made, bands)))


def _common(sides: list[Floats]) -> Floats:
    """The lines of the finest grid along one axis, from one wall of the box to the other."""
    return _apart(np.append(max(sides, key=len), [-1.0, 1.0])) if sides else PLAIN


def _apart(places: Floats) -> Floats:
    """The places within the cuboid, rising and not too close to one another."""
    every = np.unique(np.clip(places, -1.0, 1.0))
    made: Floats = every[np.append(True, np.diff(every) > SAME)]
    return made


def _sheet(net: Net, mesh: Mesh, look: int, x: Floats, y: Floats) -> Sheet:
    """A mesh over the common grid: its cells as they are, divided, or as polygons where no grid fits."""
    z, whole, strength = net.z, net.whole, net.strength
    rim, rim_strength = net.rim, net.rim_strength
    fits = len(net.x) == len(x) and len(net.y) == len(y)
    if not fits and _among(net.x, x) and _among(net.y, y):
        z, whole, strength = _resampled(net, x, y)
        rim, rim_strength = _within_cells(rim, rim_strength, x, y)
    elif not fits:
        rim, rim_strength = _within_cells(*as_polygons(net, net.whole), x, y)
        z, whole, strength = np.zeros((len(y), len(x))), np.zeros((len(y) - 1, len(x) - 1), bool), None
    return Sheet(z, whole, rim, strength, rim_strength, mesh.scale, mesh.role, look, _tilt(rim, x, y), net)


def _tilt(rim: Rings, x: Floats, y: Floats) -> Floats:
    """The planes through polygons, at their cells; steep ones are held at a slope one can reckon with."""
    made = np.full((len(y) - 1, len(x) - 1, 3), np.nan)
    middles, normals = rim.means(), rim.normals()
    i, j = Ground(x, y, ()).cells(middles)
    slopes = -normals[:, :2] / np.maximum(normals[:, 2:], 1e-3)
    made[j, i, 0] = middles[:, 2] - (slopes * middles[:, :2]).sum(1)
    made[j, i, 1:] = slopes
    return made


def _among(places: Floats, lines: Floats) -> bool:
    """Whether all of the places are lines of a grid."""
    return bool(near(places, lines).all())


def _resampled(net: Net, x: Floats, y: Floats) -> tuple[Floats, Booleans, Floats | None]:
    """Heights, cells and strengths over another grid, bilinear within the cells of the mesh."""
    i, u = _places(net.x, x)
    j, v = _places(net.y, y)

    def over(values: Floats) -> Floats:
        rows = values[:, i] + u * (values[:, i + 1] - values[:, i])
        made: Floats = rows[j] + v[:, None] * (rows[j + 1] - rows[j])
        return made

    middle_x, middle_y = (x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2
    ci, _ = _places(net.x, middle_x)
    cj, _ = _places(net.y, middle_y)
    inside_x = (middle_x > net.x[0]) & (middle_x < net.x[-1])
    inside_y = (middle_y > net.y[0]) & (middle_y < net.y[-1])
    whole = net.whole[np.ix_(cj, ci)] & inside_y[:, None] & inside_x
    return over(net.z), whole, None if net.strength is None else over(net.strength)


def _places(own: Floats, wanted: Floats) -> tuple[Integers, Floats]:
    i = np.clip(np.searchsorted(own, wanted, "right") - 1, 0, len(own) - 2)
    share = (wanted - own[i]) / (own[i + 1] - own[i])
    return i, np.clip(share, 0.0, 1.0)


def _within_cells(rim: Rings, strength: Floats | None, x: Floats, y: Floats) -> tuple[Rings, Floats | None]:
    """Polygons cut along the lines of the grid that pass through them."""
    for axis, lines in ((0, x), (1, y)):
        for _ in range(8):  # halves: 2⁸ lines through one polygon are more than a grid has
            if not rim.count:
                break
            places = rim.points[:, axis]
            low = np.searchsorted(lines, np.minimum.reduceat(places, rim.first[:-1]) + 1e-7, "right")
            high = np.searchsorted(lines, np.maximum.reduceat(places, rim.first[:-1]) - 1e-7, "left")
            if not (high > low).any():
                break
            middle = np.where(high > low, lines[np.clip((low + high) // 2, 0, len(lines) - 1)], -9.0)
            rim, origin = split(rim, places - np.repeat(middle, rim.sizes))
            strength = None if strength is None else strength[origin]
    return rim, strength


def all_cells(ground: Ground, sheet: Sheet) -> tuple[Rings, Integers, Integers, Floats | None]:
    """The polygons of a surface, the columns and rows of their cells, and their strengths."""
    j, i = np.nonzero(sheet.whole)
    body = cells_of(ground.x, ground.y, sheet.z, sheet.whole)
    rim_i, rim_j = ground.cells(sheet.rim.means())
    strength = None
    if sheet.scale is not None and (sheet.strength is not None or sheet.rim_strength is not None):
        inner = np.zeros(len(i)) if sheet.strength is None else cell_means(sheet.strength)[sheet.whole]
        outer = np.zeros(sheet.rim.count) if sheet.rim_strength is None else sheet.rim_strength
        strength = np.concatenate([inner, outer])
    return joined([body, sheet.rim]), np.append(i, rim_i), np.append(j, rim_j), strength
