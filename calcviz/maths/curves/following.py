"""Curves through the plane and through space: points as dense as a picture needs, on proven pieces."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.curves.cells import Cells, certify
from calcviz.maths.curves.singularities import Function
from calcviz.maths.curves.window import Window
from calcviz.maths.intervals.enclosures import DEFINED, Enclosure, Interval

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

CELLS, EACH = 128, 8
"""Coarse cells of the parameter's range, and samples in each."""

NARROW = 2.0**-24
"""The part of the range that counts as one point where it stays unknown."""

MISS = 0.12
"""Pixels by which a chord is allowed to miss the curve, as neighbouring samples tell."""

TALL = 4.0
"""Pixels by which the bounds of a cell must exceed its samples to make it suspicious."""

SEARCHED = 4096
"""Cells that the search in suspicious ones may cost."""

MOST = 40_000
"""Samples of one curve; where they do not suffice it is crowded."""

ROUNDS = 24
"""How often segments are divided by four: a range shrinks to the spacing of floats."""

OUTSIDE = 16.0
"""Pixels around the window that are drawn as exactly as what is in it."""


class Samples(NamedTuple):
    """Points on a curve, t rising: t (n,), points (axes, n) clamped to the window's bounds.

    `crowded`, shape (k, 2), are intervals of t on which the curve turns faster than samples could follow.
    """

    t: Floats
    points: Floats
    crowded: Floats


class Proven(NamedTuple):
    """The proven cells of a curve, and boxes (axes, n) around its points over each of the coarse ones."""

    cells: Cells
    low: Floats
    high: Floats


Values = Callable[[Floats], Floats]


def proven(
    functions: tuple[Function, ...], low: float, high: float, domain: tuple[Function, ...] | None = None
) -> Proven:
    """Where all components are defined and continuous between low and high.

    `domain` are functions that are so exactly where the components are; None: the components themselves.
    """
    edges = low + (high - low) * (np.arange(CELLS + 1) / CELLS)
    edges[-1] = high
    coarse = Interval(edges[:-1], edges[1:])
    found = [f.enclose(coarse) for f in functions]
    if domain is None:
        open_ = [f for f, each in zip(functions, found, strict=True) if not np.all(each.state == DEFINED)]
        known = [each for each in found if not np.all(each.state == DEFINED)]
    else:
        open_, known = list(domain), [f.enclose(coarse) for f in domain]
    first = [_joined(known or found)]

    def enclose(cells: Interval) -> Enclosure:
        return first.pop() if first else _joined([f.enclose(cells) for f in open_])

    cells = certify(enclose, edges, (high - low) * NARROW)
    if cells.lo.size == CELLS and cells.starts.size == 1:
        return Proven(cells, np.stack([each.lo for each in found]), np.stack([each.hi for each in found]))
    return Proven(cells, *boxes(functions, cells.lo, cells.hi))


def _joined(parts: list[Enclosure]) -> Enclosure:
    """The bounds of the first function, and what is proven of all of them."""
    state = parts[0].state
    for part in parts[1:]:
        state = np.minimum(state, part.state)
    return Enclosure(parts[0].lo, parts[0].hi, state)


def boxes(functions: tuple[Function, ...], lo: Floats, hi: Floats) -> tuple[Floats, Floats]:
    """Bounds of all components over the intervals lo … hi, shape (axes, n) each."""
    parts = [f.enclose(Interval(lo, hi)) for f in functions]
    return np.stack([part.lo for part in parts]), np.stack([part.hi for part in parts])


def sampled(functions: tuple[Function, ...], on: Proven, window: Window, near: Floats) -> Samples:
    """Samples on the proven cells: evenly, more where bounds are taller than they, and at every turn.

    `near` are other values of t that are to be among them.
    """

    def values(t: Floats) -> Floats:
        return window.clamped(np.stack([f.values(t) for f in functions]))

    cells = on.cells
    if not cells.lo.size:
        return Samples(np.empty(0), np.empty((len(functions), 0)), np.empty((0, 2)))
    u = np.arange(EACH) / EACH
    t = (cells.lo[:, None] + (cells.hi - cells.lo)[:, None] * u).ravel()
    t, points = _known(np.concatenate((t, cells.ends)), values)
    extra = [near, _searched(functions, on, (t, points), window)]
    if any(part.size for part in extra):
        more = _known(np.concatenate(extra), values, cells)
        t, points = _merged((t, points), more)
    return _followed(values, t, points, cells, window)


def _known(t: Floats, values: Values, cells: Cells | None = None) -> tuple[Floats, Floats]:
    """The points at some t in rising order, without those outside of pieces and those lost by rounding."""
    t = np.unique(t)
    if cells is not None:
        t = t[pieces(t, cells) >= 0]
    points = values(t)
    there = (points == points).all(0)
    return (t, points) if there.all() else (t[there], points[:, there])


def pieces(t: Floats, cells: Cells) -> Ints:
    """The proven piece that each t lies in; -1 where it lies in none."""
    if not cells.starts.size:
        return np.full(t.size, -1)
    piece = np.searchsorted(cells.starts, t, side="right") - 1
    piece[(piece >= 0) & (t > cells.ends[piece])] = -1
    return piece


def _merged(a: tuple[Floats, Floats], b: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    t = np.concatenate((a[0], b[0]))
    order = np.argsort(t, kind="stable")
    t, points = t[order], np.concatenate((a[1], b[1]), axis=1)[:, order]
    fresh = np.concatenate(([True], t[1:] > t[:-1]))
    return (t, points) if fresh.all() else (t[fresh], points[:, fresh])


def _searched(
    functions: tuple[Function, ...], on: Proven, samples: tuple[Floats, Floats], window: Window
) -> Floats:
    """Values of t in the cells whose bounds are so much wider than their samples that something may hide."""
    t, points = samples
    px = window.pixels(points)
    first = np.searchsorted(t, on.cells.lo)
    last = np.searchsorted(t, on.cells.hi, side="right")
    pairs = np.minimum(np.column_stack((first, np.maximum(last, first + 1))).ravel(), max(t.size - 1, 0))
    if not t.size:
        return np.empty(0)
    bottom = np.minimum.reduceat(px, pairs, axis=1)[:, ::2]
    top = np.maximum.reduceat(px, pairs, axis=1)[:, ::2]
    lo, hi = on.cells.lo, on.cells.hi
    tall = _suspicious((on.low, on.high), bottom, top, window)
    found, spent = [], 0
    lo, hi = lo[tall], hi[tall]
    while lo.size and spent < SEARCHED:
        parts = int(np.clip(SEARCHED // (2 * lo.size), 2, 16))
        grid = lo[:, None] + (hi - lo)[:, None] * (np.arange(parts + 1) / parts)
        grid[:, -1] = hi
        spent += lo.size * parts
        found.append(grid.ravel())
        a, b = grid[:, :-1].ravel(), grid[:, 1:].ravel()
        ends = window.pixels(window.clamped(np.stack([f.values(grid.ravel()) for f in functions])))
        ends = ends.reshape(len(functions), *grid.shape)
        pa, pb = (part.reshape(len(functions), -1) for part in (ends[:, :, :-1], ends[:, :, 1:]))
        tall = _suspicious(boxes(functions, a, b), np.fmin(pa, pb), np.fmax(pa, pb), window)
        tall &= b - a > 16 * np.spacing(np.abs(a))
        lo, hi = a[tall], b[tall]
    return np.concatenate(found) if found else np.empty(0)


def _suspicious(bounds: tuple[Floats, Floats], bottom: Floats, top: Floats, window: Window) -> Bools:
    """The boxes that reach the window and exceed what is known to be in them by far."""
    low, high = (window.pixels(window.clamped(part)) for part in bounds)
    excess = np.maximum(high - top, bottom - low)
    result: Bools = (excess > TALL + (top - bottom)).any(0) & window.near(low, high, OUTSIDE)
    return result


def _followed(values: Values, t: Floats, points: Floats, cells: Cells, window: Window) -> Samples:
    """The samples with others between them, until chords and the curve are the same to the eye."""
    flagged = np.empty(0, np.int64)
    for _ in range(ROUNDS):
        px = window.pixels(points)
        piece = pieces(t, cells)
        flagged = _bent(t, px, piece, window)
        if not flagged.size or t.size + 3 * flagged.size > MOST:
            break
        gap = t[flagged + 1] - t[flagged]
        fresh = (t[flagged][:, None] + gap[:, None] * np.array((0.25, 0.5, 0.75))).ravel()
        found = values(fresh)
        there = (found == found).all(0)
        t, points = _merged((t, points), (fresh[there], found[:, there]))
        flagged = flagged[:0]
    crowded = np.column_stack((t[flagged], t[flagged + 1])) if flagged.size else np.empty((0, 2))
    return Samples(t, points, crowded)


def _bent(t: Floats, px: Floats, piece: Ints, window: Window) -> Ints:
    """The segments, by their first sample, whose chord may miss the curve where it is seen."""
    if t.size < 2:
        return np.empty(0, np.int64)
    joined = piece[1:] == piece[:-1]
    away = np.zeros(t.size)
    if t.size > 2:
        v, u = px[:, 1:-1] - px[:, :-2], px[:, 2:] - px[:, :-2]
        square = (u * u).sum(0)
        share = np.clip((u * v).sum(0) / np.where(square > 0, square, 1.0), 0.0, 1.0)
        off = np.sqrt(((v - share * u) ** 2).sum(0))
        away[1:-1] = np.where(joined[1:] & joined[:-1], off, 0.0)
    miss = np.maximum(away[:-1], away[1:]) / 4
    low, high = np.minimum(px[:, :-1], px[:, 1:]), np.maximum(px[:, :-1], px[:, 1:])
    bent = joined & (miss > MISS) & window.near(low, high, OUTSIDE + 2 * miss)
    bent &= t[1:] - t[:-1] > 16 * np.spacing(np.maximum(np.abs(t[1:]), np.abs(t[:-1])))
    return np.flatnonzero(bent)
