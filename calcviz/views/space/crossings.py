"""The lines along which surfaces and planes cross: edges of the pieces that they are cut into."""

import numpy as np

from calcviz.drawing import Floats, Integers
from calcviz.views.space.flats import Flat
from calcviz.views.space.model import Pieces
from calcviz.views.space.rings import Rings
from calcviz.views.space.sheets import Ground
from calcviz.views.space.strands import Strands

ON, OFF = 1e-6, 1e-4
"""How near the ends of such an edge are to the other surface, and how far the piece goes from it at least."""


def edges_on(rings: Rings, gap: Floats) -> tuple[Floats, Integers]:
    """The edges (n, 2, 3) of polygons along which a number given at the corners is 0, it being above within.

    Also the polygons that they are of, (n,).
    """
    if not rings.count:
        return np.zeros((0, 2, 3)), np.zeros(0, np.int64)
    _, after = rings.neighbours()
    on = np.abs(gap) <= ON
    off = np.maximum.reduceat(gap, rings.first[:-1]) > OFF
    found = np.flatnonzero(on & on[after] & off[rings.owner])
    return np.stack([rings.points[found], rings.points[after[found]]], 1), rings.owner[found]


def with_flat(pieces: Pieces, flat: Flat, pen: int) -> Strands:
    """Where surfaces cross a plane."""
    lines, _ = flat.inside(edges_on(pieces.rings, flat.over(pieces.rings.points))[0])
    return _strands(lines, pen)


def with_sheet(pieces: Pieces, ground: Ground, number: int, pen: int) -> Strands:
    """Where surfaces of smaller numbers cross that one."""
    mine = pieces.sheet < number
    rings = pieces.rings.taken(np.asarray(mine, np.bool_))
    owner = rings.owner
    i, j = pieces.i[mine][owner], pieces.j[mine][owner]
    gap = rings.points[:, 2] - ground.heights(ground.sheets[number], rings.points, i, j)
    return _strands(edges_on(rings, np.nan_to_num(gap, nan=1.0))[0], pen)


def _strands(lines: Floats, pen: int) -> Strands:
    return Strands(lines[:, 0], lines[:, 1], np.full(len(lines), pen))
