"""A graph cut at its turning points into sections that rise, fall or stay level, with its zeros."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.curves.cells import Cells
from calcviz.maths.landmarks.bracket import zeros
from calcviz.maths.landmarks.signs import (
    NARROW,
    PLUS,
    RISING,
    WIDE,
    ZERO,
    Budget,
    Enclosing,
    Segments,
    point_signs,
    signs,
)
from calcviz.maths.landmarks.smooth import Smooth
from calcviz.maths.landmarks.touching import without_touches

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TOO_MANY = 4_000
"""Segments beyond which a graph is too busy for anyone to point at its parts."""

CLOSING_IN = 4.0 ** -np.arange(1.0, 24.0)


class Crossings(NamedTuple):
    """Where a continuous function changes its sign: bracket [a, b] and the segment."""

    a: Floats
    b: Floats
    segment: Ints


class Turn(NamedTuple):
    """A turning point or perhaps a corner: its place within its segment, the signs of the slope beside it."""

    x: float
    left: float
    right: float
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Sections:
    """Neighbouring intervals [u, v] on which f rises (1), falls (-1), is constant (0), or anything."""

    u: Floats
    v: Floats
    sign: Ints
    piece: Ints
    turns: tuple[Turn, ...]


def pieces(cells: Cells, edges: Floats) -> Segments:
    """The cells of a grid that lie in the proven pieces; finer towards the ends of pieces."""
    if cells.starts.size == 1 and not cells.slivers.size and cells.starts[0] == edges[0]:
        a, b = edges[:-1], edges[1:]
        return Segments(a, b, np.zeros(a.size, np.int64), np.zeros(a.size, np.int64))
    starts, ends = cells.starts, cells.ends
    grid = np.unique(np.concatenate((edges, cells.lo, cells.hi, starts, ends)))
    a, b = grid[:-1], grid[1:]
    piece = np.searchsorted(starts, a, side="right") - 1
    inside = piece >= 0
    inside[inside] &= b[inside] <= ends[piece[inside]]
    return Segments(a[inside], b[inside], np.zeros(inside.sum(), np.int64), piece[inside])


def crossings(f: Enclosing, s: Segments) -> Crossings:
    """The segments across which f is proven to change its sign, f being continuous on all of them."""
    before, after = _beside(f, s)
    open_ = (np.abs(s.kind) == RISING) | (s.kind == NARROW)
    crossed = np.flatnonzero(open_ & (before * after == -1))
    return Crossings(s.a[crossed], s.b[crossed], crossed)


def _beside(f: Enclosing, s: Segments) -> tuple[Ints, Ints]:
    """The proven signs of f at the ends of each segment, 0 where none is: those of the neighbours help."""
    signed = np.where(np.abs(s.kind) == PLUS, s.kind, 0)
    touching = (s.a[1:] == s.b[:-1]) & (s.piece[1:] == s.piece[:-1])
    before, after = point_signs(f, s.a), point_signs(f, s.b)
    before[1:] = np.where(touching & (signed[:-1] != 0), signed[:-1], before[1:])
    after[:-1] = np.where(touching & (signed[1:] != 0), signed[1:], after[:-1])
    return before, after


def _signs(f: Smooth, cells: Segments) -> Segments:
    """The signs of f, with those of its slope where it has one."""
    df = f.slope
    budget = Budget(f.size if df is None else f.size + df.size)
    return signs(f.enclose, None if df is None else df.enclose, cells, budget)


def sections(f: Smooth, cells: Segments) -> Sections | None:
    """The sections of f on the cells of its pieces; None where there are too many."""
    if f.slope is None:
        wide = np.full(cells.a.size, WIDE)
        return Sections(cells.a, cells.b, wide, cells.piece, ())
    s = _signs(f.slope, cells)
    if s.a.size > TOO_MANY:
        return None
    return _assembled(f, without_touches(f.slope, s, *_beside(f.slope.enclose, s)))


def _assembled(f: Smooth, s: Segments) -> Sections:
    """Sections from the signs of the slope: cut where it changes, joined where it does not."""
    assert f.slope is not None
    before, after = (part.tolist() for part in _beside(f.slope.enclose, s))
    found = crossings(f.slope.enclose, s)
    places = dict(zip(found.segment.tolist(), zeros(f.slope.values, found.a, found.b).tolist()))
    rows: list[tuple[float, float, int, int]] = []
    turns: list[Turn] = []

    def extend(a: float, b: float, sign: int, piece: int) -> None:
        if rows and rows[-1][1] == a and rows[-1][2:] == (sign, piece) and sign != WIDE:
            rows[-1] = rows[-1][0], b, sign, piece
        else:
            rows.append((a, b, sign, piece))

    for k, (a, b, kind, piece) in enumerate(zip(*(part.tolist() for part in s))):
        left, right = before[k], after[k]
        smooth = abs(kind) == RISING
        if k in places:
            turns.append(Turn(places[k], a, b, left, right))
            extend(a, places[k], left, piece)
            extend(places[k], b, right, piece)
        elif smooth or kind == NARROW:
            sign = left or right or WIDE
            beside = _neighbours(s, k)
            if not smooth and None not in beside and (left == right != 0 or ZERO in beside):
                turns.append(Turn(a + (b - a) / 2, a, b, left, right))
            if ZERO not in beside:
                extend(a, b, sign, piece)
        else:
            extend(a, b, kind, piece)
    if not rows:
        none = np.empty(0)
        return Sections(none, none, none.astype(np.int64), none.astype(np.int64), ())
    u, v, sign, piece = (np.array(part) for part in zip(*rows))
    return Sections(u, v, sign, piece, tuple(turns))


def _neighbours(s: Segments, k: int) -> tuple[int | None, int | None]:
    """The kinds of the segments that touch a segment."""
    before = k > 0 and s.b[k - 1] == s.a[k] and s.piece[k - 1] == s.piece[k]
    after = k + 1 < s.a.size and s.a[k + 1] == s.b[k] and s.piece[k + 1] == s.piece[k]
    return int(s.kind[k - 1]) if before else None, int(s.kind[k + 1]) if after else None


def sign_changes(f: Smooth, cells: Segments) -> Floats:
    """Where f is proven to change its sign, of f itself; f need not be continuous at its own corners."""
    s = _signs(f, cells)
    found = crossings(f.enclose, s)
    return zeros(f.values, found.a, found.b)


def roots(f: Smooth, found: Sections, cells: Segments) -> Floats:
    """The zeros at which f is proven to change its sign, in no order."""
    a, b = _steady_brackets(f, found, cells)
    wide = wide_cells(found, cells)
    if wide.a.size:
        s = _signs(f, wide)
        if s.a.size <= TOO_MANY:
            more = crossings(f.enclose, s)
            a, b = np.concatenate((a, more.a)), np.concatenate((b, more.b))
    return zeros(f.values, a, b)


def _steady_brackets(f: Smooth, found: Sections, cells: Segments) -> tuple[Floats, Floats]:
    """Neighbouring points of opposite signs in the sections that rise or fall."""
    x = _points(found, cells)
    index = np.searchsorted(found.u, x, side="right") - 1
    x, index = x[index >= 0], index[index >= 0]
    # Where two sections meet the point belongs to both: it stands once more, for the one that ends there.
    x, index = np.concatenate((x, found.v)), np.concatenate((index, np.arange(found.v.size)))
    sign = point_signs(f.enclose, x)
    inside = (sign != 0) & (np.abs(found.sign[index]) == PLUS) & (x <= found.v[index])
    x, index, sign = x[inside], index[inside], sign[inside]
    order = np.lexsort((x, index))
    x, index, sign = x[order], index[order], sign[order]
    change = np.flatnonzero((index[1:] == index[:-1]) & (sign[1:] != sign[:-1]))
    return x[change], x[change + 1]


def _points(found: Sections, cells: Segments) -> Floats:
    """Where signs are asked for: the edges of the cells, and ever nearer to the ends of the sections."""
    width = (found.v - found.u)[:, None]
    near = [found.u[:, None] + width * CLOSING_IN, found.v[:, None] - width * CLOSING_IN]
    ends = near if found.u.size <= 64 else []
    return np.unique(np.concatenate([cells.a, cells.b, found.u, found.v, *(part.ravel() for part in ends)]))


def wide_cells(found: Sections, cells: Segments) -> Segments:
    """The cells, cut at the sections' ends, on which nothing is known of the slope."""
    wide = found.sign == WIDE
    u, v = found.u[wide], found.v[wide]
    if not u.size:
        return Segments(u, v, np.empty(0, np.int64), np.empty(0, np.int64))
    grid = np.unique(np.concatenate((cells.a, cells.b, u, v)))
    a, b = grid[:-1], grid[1:]
    k = np.searchsorted(u, a, side="right") - 1
    inside = (k >= 0) & (b <= v[k])
    return Segments(a[inside], b[inside], np.zeros(inside.sum(), np.int64), found.piece[wide][k[inside]])
