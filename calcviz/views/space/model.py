"""What is to be painted of space, before anybody looks at it: surfaces split where they cross, lines cut."""

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from calcviz.drawing import Floats, Integers
from calcviz.views.space.bands import banded
from calcviz.views.space.flats import Flat
from calcviz.views.space.rings import Booleans, Rings, joined, split
from calcviz.views.space.sheets import Ground, all_cells
from calcviz.views.space.strands import Strands, cut, cut_by_plane

MESH_TOLERANCE, LINE_TOLERANCE, BEND = 1e-6, 0.008, 0.15
"""How far below a surface a line counts as on it: mesh lines; others, and the share of a cell's rise."""
TOUCHING = 1e-7
"""How far from a surface corners of another one count as on it."""

Quadrant = tuple[int, int]
"""The signs of the way to the eye along x and y."""


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Polygons of surfaces, each within one cell and on one side of every other surface.

    `sheet`, column i and row j, and `level`, the number of surfaces below it, are (n,); `normal` and `middle`
    are (n, 3); `strength` is NaN where it has none.
    """

    rings: Rings
    sheet: Integers
    i: Integers
    j: Integers
    level: Integers
    normal: Floats
    middle: Floats
    strength: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Footing:
    """Where loose things stand among the surfaces: their cells (n,), and for each surface (n, sheets):

    whether they are above it, below it (both within a tolerance) and how many surfaces are below it there;
    all False where it is not.
    """

    i: Integers
    j: Integers
    above: Floats
    below: Floats
    level: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Cross:
    """Where two surfaces may cross: the cells, and the planes c + p x + q y of their difference, (…, 3)."""

    cells: Booleans
    planes: Floats


@dataclass(slots=True, eq=False)
class Model:
    """Pieces of surfaces, segments of lines, and loose polygons (heads of arrows) with their looks (n,).

    `sides` (flats, items), of the pieces, the segments and the loose polygons, is −1 below a flat plane, 1
    above it; on it 0 for lines, which are seen on it.
    """

    ground: Ground
    pieces: Pieces
    lines: Strands
    exact: Integers
    loose: Rings
    loose_look: Integers
    slopes: tuple[Floats, ...]
    crosses: tuple[Cross, ...]
    flats: tuple[Flat, ...]
    sides: Integers
    _footings: dict[Quadrant, Footing] = field(default_factory=dict)

    def footing(self, quadrant: Quadrant) -> Footing:
        """How lines and loose polygons stand, seen from a quadrant; remembered."""
        if quadrant not in self._footings:
            self._footings[quadrant] = _footing(self, quadrant)
        return self._footings[quadrant]


def model(
    ground: Ground,
    flats: tuple[Flat, ...],
    pieces: Pieces,
    lines: Strands,
    on: dict[int, int],
    loose: Rings,
    loose_look: Integers,
) -> Model:
    """All of a picture; `on` tells of pens that draw on a surface its number, −1 where it may be any.

    Where it is told, the lines lie exactly on it.
    """
    lines = cut(lines, ground, on)
    for flat in flats:
        lines = cut_by_plane(lines, flat.over(lines.start), flat.over(lines.end))
    slopes = tuple(_slopes(ground, number) for number in range(len(ground.sheets)))
    crosses = tuple(_cross(ground, one, other) for one, other in combinations(slopes, 2))
    exact = np.isin(lines.pen, [pen for pen, own in on.items() if own >= 0]).astype(np.int64)
    sides = _sides(flats, pieces, lines, exact, loose)
    return Model(ground, pieces, lines, exact, loose, loose_look, slopes, crosses, flats, sides)


def _sides(
    flats: tuple[Flat, ...], pieces: Pieces, lines: Strands, exact: Integers, loose: Rings
) -> Integers:
    room = np.where(exact > 0, MESH_TOLERANCE, LINE_TOLERANCE)
    made = []
    for flat in flats:
        gap = flat.over(lines.middle)
        of_lines = np.where(np.abs(gap) <= room, 0, np.sign(gap))
        whole = np.sign(flat.over(pieces.middle))
        made.append(np.concatenate([whole, of_lines, np.sign(flat.over(loose.means()))]))
    number = pieces.rings.count + len(lines.pen) + loose.count
    return np.array(made, np.int64).reshape(len(flats), number)


def _cross(ground: Ground, one: Floats, other: Floats) -> Cross:
    x, y = ground.x, ground.y
    p, q, middle, _ = np.moveaxis(one - other, 2, 0)
    with np.errstate(invalid="ignore"):
        reach = (np.abs(p) * np.diff(x) + np.abs(q) * np.diff(y)[:, None]) / 2
        cells = np.abs(middle) <= 1.5 * reach
    c = middle - p * (x[1:] + x[:-1]) / 2 - q * ((y[1:] + y[:-1]) / 2)[:, None]
    return Cross(cells, np.stack([c, p, q], 2))


def pieces_of(ground: Ground, flats: tuple[Flat, ...]) -> Pieces:
    """The surfaces cut where they cross one another and planes."""
    parts: list[tuple[Rings, Integers, Integers, Integers, Floats, Floats]] = []
    for number, sheet in enumerate(ground.sheets):
        rings, i, j, strength = all_cells(ground, sheet)
        strong = np.full(rings.count, np.nan) if strength is None else strength
        for other in range(len(ground.sheets)):
            if other != number and rings.count:
                rings, origin = split(rings, _over(ground, other, rings, i, j))
                i, j, strong = i[origin], j[origin], strong[origin]
        for flat in flats if rings.count else ():
            rings, origin = split(rings, _apart(flat.over(rings.points)))
            i, j, strong = i[origin], j[origin], strong[origin]
        normals = rings.normals()  # the bands of a piece are in the same light
        if sheet.bands is not None:
            rings, origin, strong = banded(rings, strong, sheet.bands)
            i, j, normals = i[origin], j[origin], normals[origin]
        parts.append((rings, np.full(rings.count, number), i, j, strong, normals))
    rings = joined([part[0] for part in parts])
    strengths = np.concatenate([np.zeros(0), *(part[4] for part in parts)])
    normals = np.concatenate([np.zeros((0, 3)), *(part[5] for part in parts)])
    sheet_of, i, j = (
        np.concatenate([np.zeros(0, np.int64), *(part[k] for part in parts)]).astype(np.int64)
        for k in (1, 2, 3)
    )
    middle = rings.means()
    level = np.zeros(rings.count, np.int64)
    for number, sheet in enumerate(ground.sheets):
        gap = middle[:, 2] - ground.heights(sheet, middle, i, j)
        level += (gap > 0) & (sheet_of != number)
    return Pieces(rings, sheet_of, i, j, level, normals, middle, strengths)


def _over(ground: Ground, other: int, rings: Rings, i: Integers, j: Integers) -> Floats:
    """How far the corners of polygons are above another surface; 0 where it is not."""
    owner = rings.owner
    gap = rings.points[:, 2] - ground.heights(ground.sheets[other], rings.points, i[owner], j[owner])
    return _apart(np.nan_to_num(gap))


def _apart(gap: Floats) -> Floats:
    return np.where(np.abs(gap) > TOUCHING, gap, 0.0)


def _slopes(ground: Ground, number: int) -> Floats:
    """For each cell (b - 1, a - 1, 4) the slopes of a surface along x and y, its height, and its rise."""
    sheet = ground.sheets[number]
    z, x, y = sheet.z, np.diff(ground.x), np.diff(ground.y)[:, None]
    across = (z[:-1, 1:] + z[1:, 1:] - z[:-1, :-1] - z[1:, :-1]) / 2
    up = (z[1:, :-1] + z[1:, 1:] - z[:-1, :-1] - z[:-1, 1:]) / 2
    middle = (z[:-1, :-1] + z[1:, 1:] + z[:-1, 1:] + z[1:, :-1]) / 4
    made = np.stack([across / x, up / y, middle, np.abs(across) + np.abs(up)], 2)
    made[~sheet.whole] = np.nan
    if sheet.rim.count:
        cut_off = ~sheet.whole & sheet.presence
        c, p, q = sheet.tilt[cut_off].T
        j, i = np.nonzero(cut_off)
        level = c + p * (ground.x[i] + ground.x[i + 1]) / 2 + q * (ground.y[j] + ground.y[j + 1]) / 2
        made[cut_off] = np.stack([p, q, level, np.abs(p) * x[i] + np.abs(q) * y[j, 0]], 1)
    return made


def _footing(model: Model, quadrant: Quadrant) -> Footing:
    ground = model.ground
    middle = np.concatenate([model.lines.middle, model.loose.means()])
    exact = np.concatenate([model.exact, np.zeros(model.loose.count, np.int64)])
    nudge = 1e-6 * np.array([*quadrant, 0])
    i, j = ground.cells(middle + nudge)
    heights = [ground.heights(sheet, middle, i, j) for sheet in ground.sheets]
    shape = (len(middle), len(heights))
    above, below = np.zeros(shape, bool), np.zeros(shape, bool)
    level = np.zeros(shape, np.int64)
    with np.errstate(invalid="ignore"):
        for k, height in enumerate(heights):
            rise = np.nan_to_num(model.slopes[k][j, i, 3])
            room = np.where(exact > 0, MESH_TOLERANCE, LINE_TOLERANCE + BEND * np.minimum(rise, 0.4))
            above[:, k] = middle[:, 2] - height >= -room
            below[:, k] = middle[:, 2] - height <= room
            for other, second in enumerate(heights):
                level[:, k] += (second < height) if other != k else 0
    return Footing(i, j, above, below, level)
