"""Zeros without a change of sign: lines along which a function only touches 0, and single points."""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.grid import Grid, marked
from calcviz.maths.fields.proofs import bounds
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import NOTHING, Strokes, joined
from calcviz.maths.intervals.enclose import DEFINED, UNDEFINED
from calcviz.maths.relations.cells import widened

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

SAMPLES, SHRUNK = 9, 25
"""Places on an edge at which the smallest value is looked for, and how often again around it: to 1e-15."""

GIVEN_UP = {0: 0.5, 2: 0.2, 5: 0.05}
"""After these steps the smallest value must be less than that part of the largest."""

SQUARE, HALVED = 5, 46
"""The same along each side of a cell."""

SMALL = 1e-6
"""The smallest value on the way, relative to the largest, from which on it may be 0."""

BOX = 1e-7
"""The part of a cell around the smallest value on which bounds must leave room for 0."""

FEW = 1500
"""Cells in which single points are looked for at most."""

SPLIT, COARSE, PIECES = (8,) * 6, 2, 60_000
"""Parts of an edge, of those again, and so on, of which bounds are asked; from which of these on zeros are
taken from them, and how many are asked at most."""


def touched(field: ScalarField, g: Grid, cells: Booleans) -> tuple[Strokes, Floats]:
    """The lines and the points (k, 2) in some cells of a grid, (n - 1, m - 1), where the values touch 0."""
    if not cells.any():
        return NOTHING, np.empty((0, 2))
    bottom, top, left, right = _edges(field, g, cells)
    i, j = marked(cells)
    ends = np.stack((bottom[i, j], right[i, j], top[i, j], left[i, j]), axis=1)  # fractions, (k, 4)
    lines = _segments(g, i, j, ends)
    met = np.zeros(cells.shape, np.bool_)
    met[i, j] = np.isfinite(ends).sum(axis=1) > 1  # a small ring may touch one edge alone
    return lines, _points(field, g, cells & ~widened(met))


def _edges(field: ScalarField, g: Grid, cells: Booleans) -> tuple[Floats, Floats, Floats, Floats]:
    """Where on the four edges of each cell the function is 0, as fractions; NaN where it is not."""
    rows, columns = cells.shape
    across, up = np.full((rows + 1, columns), np.nan), np.full((rows, columns + 1), np.nan)
    wide = np.zeros(across.shape, np.bool_)
    wide[:-1] |= cells
    wide[1:] |= cells
    tall = np.zeros(up.shape, np.bool_)
    tall[:, :-1] |= cells
    tall[:, 1:] |= cells
    i, j = marked(wide)
    across[i, j] = _zero_between(field, g, (g.x[j], g.y[i]), (g.x[j + 1], g.y[i]))
    i, j = marked(tall)
    up[i, j] = _zero_between(field, g, (g.x[j], g.y[i]), (g.x[j], g.y[i + 1]))
    return across[:-1], across[1:], up[:, :-1], up[:, 1:]


def _zero_between(
    field: ScalarField, g: Grid, begin: tuple[Floats, Floats], end: tuple[Floats, Floats]
) -> Floats:
    """At which fraction of the way from one place to another the function is 0, (k,); NaN: nowhere."""
    found = _smallest(field, g, begin, end)
    rest = np.flatnonzero(np.isnan(found))
    found[rest] = _crossed(field, *((x[rest], y[rest]) for x, y in (begin, end)))
    return found


def _crossed(field: ScalarField, begin: tuple[Floats, Floats], end: tuple[Floats, Floats]) -> Floats:
    """The same of zeros that are crossed beside a pole, as on a spike: bounds close in on them."""
    found = np.full(len(begin[0]), np.nan)
    of, low, width = np.arange(len(found)), np.zeros(len(found)), 1.0

    def at(t: Floats) -> list[Floats]:
        return [a[of] + t * (b[of] - a[of]) for a, b in zip(begin, end)]

    defined = ~np.isnan(field.values(*begin)) | ~np.isnan(field.values(*end))
    for level, parts in enumerate(SPLIT):
        if parts * len(of) > PIECES:  # where nothing is known, nothing will be
            low, of = low[defined], of[defined]
        if not 0 < parts * len(of) <= PIECES:
            return found
        width /= parts
        low, of = (low[:, None] + width * np.arange(parts)).ravel(), np.repeat(of, parts)
        sides = [
            part for pair in zip(at(low), at(low + width)) for part in (np.minimum(*pair), np.maximum(*pair))
        ]
        lo, hi, state = bounds(field, *sides)
        room = (lo <= 0) & (hi >= 0) & np.not_equal(state, UNDEFINED)
        known = np.equal(state, DEFINED) & np.isfinite(lo) & np.isfinite(hi)
        low, of, defined = low[room], of[room], known[room]
        if level < COARSE:
            continue
        with np.errstate(invalid="ignore"):
            through = np.sign(field.values(*at(low))) * np.sign(field.values(*at(low + width))) < 0
        proven = np.flatnonzero(defined & through)[::-1]  # the first of each way is kept
        found[of[proven]] = low[proven] + width / 2
        left = np.isnan(found[of])
        low, of, defined = low[left], of[left], defined[left]
    return found


def _smallest(
    field: ScalarField, g: Grid, begin: tuple[Floats, Floats], end: tuple[Floats, Floats]
) -> Floats:
    """At which fraction of the way from one place to another the function is 0, (k,); NaN: nowhere.

    Ways on which the smallest value falls too slowly, as towards a pole, are given up early.
    """
    found = np.full(len(begin[0]), np.nan)
    kept = np.arange(len(found))
    low, high = np.zeros(len(found)), np.ones(len(found))
    share, largest, least, t, sign = np.linspace(0, 1, SAMPLES), low, low, low, low
    crossed, ended = np.zeros((2, len(found)), np.bool_)
    for step in range(SHRUNK):
        places = low[:, None] + (high - low)[:, None] * share
        x, y = (a[kept, None] + places * (b - a)[kept, None] for a, b in zip(begin, end))
        values = field.values(x, y)
        if not step:
            sign, largest = _sign(values), np.max(np.where(np.isfinite(values), np.abs(values), 0.0), axis=1)
            with np.errstate(over="ignore"):
                crossed[:] = values[:, 0] * values[:, -1] < 0
            ended[:] = ~np.isfinite(values).all(axis=1)
            largest[ended] = np.maximum(largest[ended], np.median(largest))
        values = np.where(np.isfinite(values), values * sign[kept, None], np.inf)
        each = np.arange(len(kept))
        k = np.argmin(values, axis=1)
        least, t = values[each, k], places[each, k]
        low, high = places[each, np.maximum(k - 1, 0)], places[each, np.minimum(k + 1, SAMPLES - 1)]
        if step in GIVEN_UP:
            falling = np.asarray(least <= GIVEN_UP[step] * largest) | ended
            kept, low, high, largest = kept[falling], low[falling], high[falling], largest[falling]
            ended = ended[falling]
            least, t = least[falling], t[falling]
    x, y = (a[kept] + t * (b[kept] - a[kept]) for a, b in zip(begin, end))
    zero = ~crossed[kept] & (least <= SMALL * largest) & _may_be_zero(field, g, x, y)
    through = np.flatnonzero((least < 0) & ~crossed[kept])
    if through.size:  # twice on one edge, if no jump leads there
        k = kept[through]
        box = [part(one[k], two[k]) for one, two in zip(begin, end) for part in (np.minimum, np.maximum)]
        zero[through] = np.equal(bounds(field, *box).state, DEFINED)
    found[kept[zero]] = t[zero]
    return found


def _sign(values: Floats) -> Floats:
    """The sign, (k,), that most of some values, (k, n), have; what is undefined has none."""
    with np.errstate(invalid="ignore"):
        return np.where(np.nansum(np.sign(values), axis=1) < 0, -1.0, 1.0)


def _may_be_zero(field: ScalarField, g: Grid, x: Floats, y: Floats) -> Booleans:
    """Whether bounds around each place, (k,), leave room for 0."""
    width, height = (BOX * side for side in g.cell)
    lo, hi, _ = bounds(field, x - width, x + width, y - height, y + height)
    found: Booleans = (lo <= 0) & (hi >= 0)
    return found


def _segments(g: Grid, i: Integers, j: Integers, ends: Floats) -> Strokes:
    """Strokes from edge to edge through the cells (i, j), from their zeros on the four edges, (k, 4)."""
    one, zero = np.ones(len(i)), np.zeros(len(i))
    u = np.stack((ends[:, 0], one, ends[:, 2], zero), axis=1)
    v = np.stack((zero, ends[:, 1], one, ends[:, 3]), axis=1)
    there = np.isfinite(ends)
    for n, m in combinations(range(4), 2):  # a corner is the end of two edges
        there[:, m] &= ~(there[:, n] & (np.hypot(u[:, n] - u[:, m], v[:, n] - v[:, m]) < 1e-3))
    count = there.sum(axis=1)
    crossed = count == 4
    order = np.argsort(~there, axis=1, kind="stable")
    pairs = [
        (np.flatnonzero((count == 2) | (count == 3)), 0, 1),
        (np.flatnonzero(count == 3), 1, 2),
        (np.flatnonzero(crossed), 0, 2),
        (np.flatnonzero(crossed), 1, 3),
    ]
    found = [(k, order[k, n], order[k, m]) for k, n, m in pairs if len(k)]
    if not found:
        return NOTHING
    k = np.concatenate([part for part, _, _ in found])
    a, b = np.concatenate([p for _, p, _ in found]), np.concatenate([q for _, _, q in found])
    across, up = np.stack((u[k, a], u[k, b]), 1), np.stack((v[k, a], v[k, b]), 1)
    x = g.x[j[k], None] * (1 - across) + g.x[j[k] + 1, None] * across
    y = g.y[i[k], None] * (1 - up) + g.y[i[k] + 1, None] * up
    single = Strokes(x.ravel(), y.ravel(), np.arange(0, 2 * len(k), 2), np.zeros(len(k), np.int64))
    return joined(single, *(1e-3 * side for side in g.cell))


def _points(field: ScalarField, g: Grid, cells: Booleans) -> Floats:
    """Single places, (k, 2), inside cells where the function is 0."""
    i, j = marked(cells)
    if not 0 < len(i) <= FEW:
        return np.empty((0, 2))
    share_x, share_y = (part.ravel() for part in np.meshgrid(*[np.linspace(-1, 1, SQUARE)] * 2))
    x, y = (g.x[j] + g.x[j + 1]) / 2, (g.y[i] + g.y[i + 1]) / 2
    width, height = g.cell[0] / 2, g.cell[1] / 2
    each, largest, least, sign = np.arange(len(x)), np.zeros(len(x)), np.zeros(len(x)), np.ones(len(x))
    for step in range(HALVED):
        at_x, at_y = x[:, None] + width * share_x, y[:, None] + height * share_y
        values = field.values(at_x, at_y)
        if not step:
            sign, largest = _sign(values), np.max(np.where(np.isfinite(values), np.abs(values), 0.0), axis=1)
        values = np.where(np.isfinite(values), values * sign[:, None], np.inf)
        k = np.argmin(values, axis=1)
        x, y, least = at_x[each, k], at_y[each, k], values[each, k]
        width, height = width * 0.55, height * 0.55
    found = (least <= SMALL * largest) & _may_be_zero(field, g, x, y)
    through = np.flatnonzero(least < 0)
    if through.size:
        box = g.x[j[through]], g.x[j[through] + 1], g.y[i[through]], g.y[i[through] + 1]
        found[through] = np.equal(bounds(field, *box).state, DEFINED)
        broken = through[~found[through]]  # a small ring around a pole is met on the way there
        begin = g.x[j[broken]], g.y[i[broken]]
        t = _crossed(field, begin, (x[broken], y[broken]))
        x[broken], y[broken] = (a + t * (p[broken] - a) for a, p in zip(begin, (x, y)))
        found[broken] = np.isfinite(t)
    for at, axis, k in ((x, g.x, j), (y, g.y, i)):  # what lies in a cell beside is that one's to find
        slack = BOX * np.abs(axis[k + 1] - axis[k])
        found &= (at >= axis[k] - slack) & (at <= axis[k + 1] + slack)
    x, y = x[found], y[found]
    keys = np.round(np.stack((x / g.cell[0], y / g.cell[1]), axis=1) * 4)
    _, kept = np.unique(keys, axis=0, return_index=True)
    return np.stack((x[kept], y[kept]), axis=1)
