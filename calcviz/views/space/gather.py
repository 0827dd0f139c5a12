"""From the rows of a frame to what is painted of them in space."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from calcviz.drawing import Floats
from calcviz.drawing.space import (
    Faces,
    Mesh,
    SpaceArrows,
    SpaceHandle,
    SpaceLabel,
    SpaceLine,
    SpaceMarkers,
    SpacePrimitive,
)
from calcviz.engine.frame import FrameRow
from calcviz.views.pens import Look, look_of
from calcviz.views.space.camera import HALF, Camera
from calcviz.views.space.crossings import with_flat, with_sheet
from calcviz.views.space.flats import Flat, flat_of
from calcviz.views.space.model import Model, Pieces, model, pieces_of
from calcviz.views.space.rings import Rings, cross, joined, quads, rings
from calcviz.views.space.sheets import Ground, ground
from calcviz.views.space.strands import Strands, dashed, mesh_lines, strands, together
from calcviz.views.theme import LIGHT, Theme

HEAD, SLENDER = 0.10, 0.34
"""How long the head of an arrow is in unit coordinates, and half its width as a share of that."""
SMALL_HEAD = 0.06
WIDE = ("curve", "line")
"""The lines that have the dashes of their row."""
FINENESS = 190.0
"""Pixels for which a unit is taken where lengths are given in widths of a pen."""
ROUND = 14
"""The sides of the head's cone."""
MOST_IN_MOTION = 4000
"""Points of level curves, and cut cells with lines on them, that a picture in motion shows at most."""

Spot = SpaceLabel | SpaceHandle | SpaceMarkers


@dataclass(frozen=True, slots=True)
class Ink:
    """The pen of a line: the row that it belongs to, by its place, and what it is for."""

    row: int
    role: str


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything that is seen: the model, its pens, and what is painted over it, with the places of rows."""

    rows: tuple[FrameRow, ...]
    model: Model
    inks: tuple[Ink, ...]
    spots: tuple[tuple[int, Spot], ...]


def scene(rows: tuple[FrameRow, ...], camera: Camera, *, coarse: bool = False, theme: Theme = LIGHT) -> Scene:
    """What the visible rows show in the box of a camera; nothing of it depends on how that is turned.

    The theme decides the dashes of lines.
    """
    shown = shown_in_space(rows)
    items = items_of(shown)
    meshes, flats = _surfaces(items, camera)
    over = ground(meshes, camera, coarse=coarse)
    inks: list[Ink] = []
    lines: list[Strands] = []
    on: dict[int, int] = {}
    for number, sheet in enumerate(over.sheets):
        on |= {len(inks): number, len(inks) + 1: number}
        if not coarse or sheet.net.rim.count <= MOST_IN_MOTION:
            lines += mesh_lines(sheet.net, len(inks), len(inks) + 1)
        plane = sheet.role != "surface"
        fine = "sheer" if plane else "mesh" if sheet.scale is None else "grid"
        inks += [Ink(sheet.look, fine), Ink(sheet.look, "outline" if sheet.scale is None else fine)]
    pieces = pieces_of(over, flats)
    for crossing, look in _crossings(pieces, over, flats, len(inks)):
        on[len(inks)] = -1
        lines.append(crossing)
        inks.append(Ink(look, "crossing"))
    heads: list[tuple[int, Rings]] = []
    for k, item in items:
        if isinstance(item, SpaceLine):
            dashes = _dashes(item, look_of(theme, shown[k]))
            made_of = _strands(item, camera, len(inks), coarse=coarse)
            lines.append(dashed(made_of, dashes) if dashes else made_of)
            if item.role == "level":
                on[len(inks)] = -1
            inks.append(Ink(k, item.role))
        elif isinstance(item, SpaceArrows):
            shafts, cones = _arrows(item, camera, len(inks))
            lines.append(shafts)
            inks.append(Ink(k, item.role))
            heads.append((k, cones))
        elif isinstance(item, Faces):
            points = camera.unit(np.stack([item.x, item.y, item.z], 1))
            heads.append((k, rings(points, np.diff(np.append(item.starts, len(item.x))))))
    looks = np.concatenate([np.full(part.count, k) for k, part in heads]) if heads else np.zeros(0, np.int64)
    made = model(over, flats, pieces, together(lines), on, joined([part for _, part in heads]), looks)
    return Scene(shown, made, tuple(inks), spots_of(shown))


def scene_ground(rows: tuple[FrameRow, ...], camera: Camera) -> Ground:
    """The surfaces of rows alone, without the planes."""
    return ground(_surfaces(items_of(rows), camera)[0], camera)


def shown_in_space(rows: tuple[FrameRow, ...]) -> tuple[FrameRow, ...]:
    """The visible rows that show something in space."""
    return tuple(row for row in rows if row.row.visible and row.space)


def items_of(rows: tuple[FrameRow, ...]) -> list[tuple[int, SpacePrimitive]]:
    """What rows show, each with the place of its row."""
    return [(k, item) for k, row in enumerate(rows) for item in row.space]


def spots_of(rows: tuple[FrameRow, ...]) -> tuple[tuple[int, Spot], ...]:
    """The points, handles and texts of rows."""
    kinds = SpaceLabel | SpaceHandle | SpaceMarkers
    return tuple((k, item) for k, item in items_of(rows) if isinstance(item, kinds))


def handles_of(rows: tuple[FrameRow, ...]) -> list[tuple[FrameRow, SpaceHandle]]:
    """What can be taken hold of, from back to front of the rows."""
    found = spots_of(shown_in_space(rows))
    shown = shown_in_space(rows)
    return [(shown[k], s) for k, s in found if isinstance(s, SpaceHandle) and not shown[k].faded]


def _surfaces(
    items: list[tuple[int, SpacePrimitive]], camera: Camera
) -> tuple[list[tuple[int, Mesh]], tuple[Flat, ...]]:
    """The meshes that are curved or opaque, and the planes."""
    meshes, flats = [], []
    for k, item in items:
        if isinstance(item, Mesh):
            flat = flat_of(item, k, camera)
            if flat is None:
                meshes.append((k, item))
            else:
                flats.append(flat)
    return meshes, tuple(flats)


def _crossings(
    pieces: Pieces, over: Ground, flats: tuple[Flat, ...], pen: int
) -> Iterator[tuple[Strands, int]]:
    """The lines where surfaces cross, one lot for each surface or plane that crosses others before it."""
    for number, sheet in list(enumerate(over.sheets))[1:]:
        yield with_sheet(pieces, over, number, pen + number - 1), sheet.look
    for number, flat in enumerate(flats):
        yield with_flat(pieces, flat, pen + max(len(over.sheets) - 1, 0) + number), flat.look


def _strands(item: SpaceLine, camera: Camera, pen: int, *, coarse: bool) -> Strands:
    """The segments of a line; every second point of a level curve, or fewer, while the picture moves."""
    x, y, z, starts = item.x, item.y, item.z, item.starts
    if coarse and item.role == "level":
        kept = np.arange(len(x)) % max(2, len(x) // MOST_IN_MOTION) == 0
        kept[starts] = True
        kept[np.append(starts[1:], len(x)) - 1] = True
        x, y, z, starts = x[kept], y[kept], z[kept], (np.cumsum(kept) - 1)[starts]
    return strands(camera.unit(np.stack([x, y, z], 1)), starts, pen)


def _dashes(item: SpaceLine, shown: Look) -> tuple[float, ...]:
    """The lengths of dashes without their square ends, and of the gaps between them, in unit coordinates."""
    if item.role not in WIDE:
        return ()
    ends = (-1.0, 1.0) * (len(shown.dash) // 2)
    return tuple(max(part + end, 0.1) * shown.width / FINENESS for part, end in zip(shown.dash, ends))


def _arrows(item: SpaceArrows, camera: Camera, pen: int) -> tuple[Strands, Rings]:
    """The shafts of arrows, and the cones at the ends of those that end in the box: round as is seen."""
    seen = camera.stretch
    foot = camera.unit(np.stack([item.x, item.y, item.z], 1)) * seen
    way = np.stack([item.dx, item.dy, item.dz], 1) / camera.half * HALF * seen
    length = np.linalg.norm(way, axis=1)
    with np.errstate(invalid="ignore"):
        good = np.isfinite(foot).all(1) & np.isfinite(length) & (length > 1e-9)
    foot, way, length = foot[good], way[good], length[good]
    tip = foot + way
    inside = (np.abs(tip) <= HALF * seen * (1 + 1e-6)).all(1)
    long = np.minimum(HEAD if item.role == "vector" else SMALL_HEAD, 0.45 * length)
    neck = tip - way / length[:, None] * (long * np.where(inside, 0.9, 0.0))[:, None]
    ends = np.stack([foot, neck], 1).reshape(-1, 3) / seen
    shafts = strands(ends, np.arange(0, len(ends), 2), pen)
    cones = _cones(tip[inside], (way / length[:, None])[inside], long[inside])
    return shafts, replace(cones, points=cones.points / seen)


def _cones(tip: Floats, along: Floats, long: Floats) -> Rings:
    """Cones with their points at `tip`, each of ROUND triangles and the polygon of its foot."""
    if not len(tip):
        return joined([])
    helper = np.where(np.abs(along[:, 2:]) < 0.9, [[0.0, 0.0, 1.0]], [[1.0, 0.0, 0.0]])
    one = cross(along, helper)
    one /= np.linalg.norm(one, axis=1, keepdims=True)
    other = cross(along, one)
    turn = np.linspace(0, 2 * np.pi, ROUND + 1)[:, None, None]
    radius = (SLENDER * long)[:, None]
    foot = tip - along * long[:, None]
    rim = foot + radius * (np.cos(turn) * one + np.sin(turn) * other)
    sides = np.stack([np.broadcast_to(tip, rim[:-1].shape), rim[:-1], rim[1:]], 2).reshape(-1, 3, 3)
    return joined([quads(rim[:-1].transpose(1, 0, 2)), quads(sides)])
