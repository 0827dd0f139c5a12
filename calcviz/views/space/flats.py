"""Flat planes that are seen through: each one polygon, with all else either beyond it or before it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from calcviz.drawing import Floats, Integers
from calcviz.drawing.space import Mesh
from calcviz.views.space.camera import HALF, Camera
from calcviz.views.space.nets import Net, net_of
from calcviz.views.space.rings import Booleans, cross, quads, side

FLAT = 1e-6
"""How far, in unit coordinates, the corners of a mesh may lie beside the plane that they make."""
THIN = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Flat:
    """A piece of the plane normal · p = offset in unit coordinates, the normal up and of length 1.

    `outline` (k, 3) is a convex polygon, `lines` (n, 2, 3) are the lines of its grid; `look` is the place of
    its row. One that another plane has parted is not `whole`.
    """

    normal: Floats
    offset: float
    outline: Floats
    lines: Floats
    look: int
    whole: bool = True

    def over(self, points: Floats) -> Floats:
        """How far points (…, 3) are above the plane."""
        made: Floats = points @ self.normal - self.offset
        return made

    def eye_side(self, camera: Camera) -> int:
        """1 where its upper side is seen, −1 where its lower one is."""
        eye = camera.eye
        return 1 if (self.normal @ camera.towards if eye is None else self.over(eye)) > 0 else -1

    def inside(self, lines: Floats) -> tuple[Floats, Integers]:
        """The parts of segments (n, 2, 3) of the plane that are within its outline, and of which they are."""
        which = np.arange(len(lines))
        ways = cross(self.normal, np.roll(self.outline, -1, 0) - self.outline)
        ways *= np.sign(((self.outline.mean(0) - self.outline) * ways).sum(1))[:, None]
        if not len(lines):
            return lines, which
        within = lines @ ways.T > (self.outline * ways).sum(1)
        whole = within.all((1, 2))
        split = within.any(1).all(1) & ~whole
        parts, of_parts = lines[split], which[split]
        for corner, inward in zip(self.outline, ways) if len(parts) else ():
            parts, kept = _cut_off(parts, (parts - corner) @ inward)
            of_parts = of_parts[kept]
        return np.concatenate([lines[whole], parts]), np.append(which[whole], of_parts)

    def parts(self, other: "Flat") -> "tuple[Flat | None, Flat | None]":
        """What of it lies below another plane, and what above."""
        gap = other.over(self.outline)
        if gap.max() <= FLAT:
            return self, None
        if gap.min() >= -FLAT:
            return None, self
        return self._part(other, -1), self._part(other, 1)

    def _part(self, other: "Flat", sign: int) -> "Flat | None":
        kept, _ = side(quads(self.outline[None]), sign * other.over(self.outline))
        if not kept.count:
            return None
        return replace(
            self, outline=kept.points, lines=_clipped(self.lines, sign * other.over(self.lines)), whole=False
        )


def flat_of(mesh: Mesh, look: int, camera: Camera) -> Flat | None:
    """A mesh as a plane; None where it is not flat, is torn, or shows nothing."""
    if mesh.role != "plane" or mesh.scale is not None or min(mesh.z.shape) < 2:
        return None
    net = net_of(mesh, camera)
    fit = _fitted(np.concatenate([_corners(net), net.rim.points]))
    if fit is None or abs(fit[0][2]) < THIN:
        return None
    normal, offset = fit
    heights = (offset - normal[0] * net.x - (normal[1] * net.y)[:, None]) / normal[2]
    within = np.abs(heights) <= HALF[2]
    inner = within[:-1, :-1] & within[1:, :-1] & within[:-1, 1:] & within[1:, 1:]
    if (mesh.broken & inner).any():
        return None
    j, i = np.array([(0, 0), (0, -1), (-1, -1), (-1, 0)]).T
    outline = np.stack([net.x[i], net.y[j], heights[j, i]], 1)
    for sign in (1, -1):
        kept, _ = side(quads(outline[None]), HALF[2] + THIN - sign * outline[:, 2])
        if not kept.count:
            return None
        outline = kept.points
    return Flat(normal, offset, outline, _grid(net, heights), look)


def _corners(net: Net) -> Floats:
    """The corners of the whole cells of a mesh, (n, 3)."""
    padded = np.pad(net.whole, 1)
    j, i = np.nonzero(padded[:-1, :-1] | padded[1:, :-1] | padded[:-1, 1:] | padded[1:, 1:])
    return np.stack([net.x[i], net.y[j], net.z[j, i]], 1)


def _fitted(points: Floats) -> tuple[Floats, float] | None:
    """The normal and the offset of the plane through points; None where they lie beside one, or in a line."""
    if len(points) < 3:
        return None
    middle = points.mean(0)
    _, spread, ways = np.linalg.svd(points - middle, full_matrices=False)
    if spread[1] < THIN * len(points) or spread[2] > FLAT * np.sqrt(len(points)):
        return None
    normal: Floats = ways[2] if ways[2][2] > 0 else -ways[2]
    return normal, float(normal @ middle)


def _grid(net: Net, heights: Floats) -> Floats:
    """The inner lines of a plane's grid within the cuboid."""
    across = np.flatnonzero(np.isin(net.x, net.lines_x[1:-1]))
    up = np.flatnonzero(np.isin(net.y, net.lines_y[1:-1]))
    lines = np.empty((len(across) + len(up), 2, 3))
    for end in (0, -1):
        lines[: len(across), end] = np.stack(
            [net.x[across], np.full(len(across), net.y[end]), heights[end, across]], 1
        )
        lines[len(across) :, end] = np.stack([np.full(len(up), net.x[end]), net.y[up], heights[up, end]], 1)
    for sign in (1, -1):
        lines = _clipped(lines, HALF[2] - sign * lines[:, :, 2])
    return lines


def _clipped(lines: Floats, values: Floats) -> Floats:
    return _cut_off(lines, values)[0]


def _cut_off(lines: Floats, values: Floats) -> tuple[Floats, Booleans]:
    """The parts of segments (n, 2, 3) where a number given at their ends is positive, and which have one."""
    kept = np.asarray((values > 0).any(1), np.bool_)
    lines, values = lines[kept].copy(), values[kept]
    cut = (values > 0).sum(1) == 1
    share = values[cut, 0] / (values[cut, 0] - values[cut, 1])
    spot = lines[cut, 0] + share[:, None] * (lines[cut, 1] - lines[cut, 0])
    lines[np.flatnonzero(cut), np.where(values[cut, 0] > 0, 1, 0)] = spot
    return lines, kept


def layers(
    items: Integers, sides: Integers, flats: tuple[Flat, ...], camera: Camera
) -> Iterator[Integers | Flat]:
    """Items, in order from back to front, and between them the planes that part them.

    `sides` (planes, all items) tells on which side of each an item is. What is beyond a plane comes before
    it, what is before it after it (Fuchs, Kedem and Naylor, 1980).
    """
    return _layers(items, sides, list(enumerate(flats)), flats, camera)


def _layers(
    items: Integers,
    sides: Integers,
    pending: list[tuple[int, Flat]],
    flats: tuple[Flat, ...],
    camera: Camera,
) -> Iterator[Integers | Flat]:
    if not pending:
        yield items
        return
    number, flat = pending[0]
    eye = flat.eye_side(camera)
    beyond = sides[number, items] == -eye
    far: list[tuple[int, Flat]] = []
    near: list[tuple[int, Flat]] = []
    for other, part in pending[1:]:
        below, above = part.parts(flats[number])
        for piece, side_of in ((below, -1), (above, 1)):
            if piece is not None:
                (near if side_of == eye else far).append((other, piece))
    yield from _layers(items[beyond], sides, far, flats, camera)
    yield flat
    yield from _layers(items[~beyond], sides, near, flats, camera)
