"""Honest curves: the graph of an expression in certified pieces, with its singular points."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression
from calcviz.maths.curves.cells import Cells, certify
from calcviz.maths.curves.pruning import needed
from calcviz.maths.curves.sampling import Samples, merged, sample
from calcviz.maths.curves.screen import COLUMNS_PER_CELL, Screen
from calcviz.maths.curves.singularities import Classified, Function, Special, classify
from calcviz.maths.curves.strictness import function

__all__ = ["Curve", "Special", "asymptotes", "trace"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CHORD = 0.15
"""Pixels by which a chord may miss the curve."""

NARROW = 1 / 64
"""Pixels up to which an interval that stays unknown counts as one point."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """What is drawn of a graph in a window.

    `x`, `y`: the points of all strokes, shape (n,), finite, x rising, y within three heights of the window;
    `starts`: the index at which each stroke begins, shape (s,). A stroke runs only where the function is
    proven continuous. `bars_x`, `bars_low`, `bars_high`: columns of pixels that the curve crosses so often
    that it fills them, shape (b,). `specials`: the singular points, x rising. `unresolved`: intervals on
    which nothing could be proven at this scale, so that nothing is drawn.
    """

    x: Floats
    y: Floats
    starts: Ints
    bars_x: Floats
    bars_low: Floats
    bars_high: Floats
    specials: tuple[Special, ...]
    unresolved: tuple[tuple[float, float], ...]


def trace(
    e: Expression,
    variable: str,
    parameters: Mapping[str, float],
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    columns: int,
    rows: int,
) -> Curve:
    """The graph of e over x_range, for a window of columns × rows pixels that shows y_range.

    Bounds on coarse cells say where e is defined and continuous; the rest is divided down to the spacing of
    floats, and what stays unknown is a singular point (Tupper, "Reliable two-dimensional graphing methods",
    2001, for the idea). A caller who wants a margin for panning gives wider ranges with more columns, rows.
    """
    return drawn(function(e, variable, parameters), Screen(*x_range, *y_range, columns, rows))


def drawn(f: Function, screen: Screen) -> Curve:
    """The curve of a function whose bounds and values are known."""
    edges = screen.edges()
    narrow = (lambda x: NARROW * screen.width_at(x)) if screen.x_log else NARROW * screen.pixel
    cells = certify(f.enclose, edges, narrow)
    samples = sample(f, cells, edges, screen)
    if not cells.slivers.size and cells.starts.size == 1:
        points = samples.x, samples.y, np.zeros(samples.x.size, np.int64)
        specials: tuple[Special, ...] = ()
    else:
        coarse = COLUMNS_PER_CELL * screen.width_at(cells.slivers[:, 0])
        classified = classify(f, cells, coarse if screen.x_log else float(edges[1] - edges[0]))
        points = _strokes(cells, samples, classified, screen)
        specials = classified.specials
    bars = samples.bars
    if bars.size:
        points = points[0], points[1], points[2] + np.searchsorted(bars[:, 1], points[0], side="right")
    x, y, starts = _pruned(*points, screen)
    unresolved = tuple((float(a), float(b)) for a, b in cells.unresolved)
    return Curve(x, y, starts, (bars[:, 0] + bars[:, 1]) / 2, bars[:, 2], bars[:, 3], specials, unresolved)


def asymptotes(curve: Curve) -> tuple[float, ...]:
    """Where the vertical asymptotes stand."""
    return tuple(special.x for special in curve.specials if special.kind == "pole")


def _strokes(cells: Cells, samples: Samples, at: Classified, screen: Screen) -> tuple[Floats, Floats, Ints]:
    """The points of all pieces, with the limits at their ends, and the stroke each belongs to."""
    starts, ends = cells.starts, cells.ends
    x, y = merged((samples.x, samples.y), (at.near_x, screen.clamped(at.near_y)))
    piece = np.searchsorted(starts, x, side="right") - 1
    inside = piece >= 0
    inside[inside] &= x[inside] <= ends[piece[inside]]
    x, y, piece = x[inside], y[inside], piece[inside]
    left, right = _touching(cells)
    has_left = (left >= 0) & ~np.isnan(at.left)
    has_right = (right >= 0) & ~np.isnan(at.right)
    through = at.through & (left >= 0) & (right >= 0)
    cx = np.concatenate((at.x[has_left], at.x[has_right & ~through]))
    cy = screen.clamped(np.concatenate((at.left[has_left], at.right[has_right & ~through])))
    cp = np.concatenate((left[has_left], right[has_right & ~through]))
    # Ends of pieces come in the order of the pieces, not of x: two pieces may end at the same x.
    place = np.concatenate(
        (
            np.searchsorted(piece, left[has_left], side="right"),
            np.searchsorted(piece, right[has_right & ~through], side="left"),
        )
    )
    x, y, piece = np.insert(x, place, cx), np.insert(y, place, cy), np.insert(piece, place, cp)
    opens = np.ones(max(starts.size, 1), np.int64)
    opens[right[through]] = 0
    return x, y, np.cumsum(opens)[piece]


def _touching(cells: Cells) -> tuple[Ints, Ints]:
    """For each sliver the piece that ends and the piece that begins at it; -1 where there is none."""
    l, r = cells.slivers[:, 0], cells.slivers[:, 1]
    none = np.full(len(l), -1)
    if not cells.starts.size:
        return none, none
    last = cells.starts.size - 1
    i = np.minimum(np.searchsorted(cells.ends, l), last)
    j = np.minimum(np.searchsorted(cells.starts, r), last)
    return np.where(cells.ends[i] == l, i, -1), np.where(cells.starts[j] == r, j, -1)


def _pruned(x: Floats, y: Floats, stroke: Ints, screen: Screen) -> tuple[Floats, Floats, Ints]:
    """The strokes without the points that their chords do not need, and without strokes of one point."""
    if screen.y_log:
        x, y, stroke = _above_nothing(x, y, stroke, screen)
    keep = needed(screen.x.pixels(x), screen.heights(y), stroke, CHORD)
    x, y, stroke = x[keep], y[keep], stroke[keep]
    if not x.size:
        return x, y, np.empty(0, np.int64)
    opens = np.concatenate(([True], stroke[1:] != stroke[:-1]))
    alone = opens & np.concatenate((opens[1:], [True]))
    if alone.any():
        x, y, opens = x[~alone], y[~alone], opens[~alone]
    return x, y, np.flatnonzero(opens)


def _above_nothing(x: Floats, y: Floats, stroke: Ints, screen: Screen) -> tuple[Floats, Floats, Ints]:
    """The strokes without what runs along the lower edge of the band, where there are no logarithms."""
    low = y <= screen.band()[0]
    lost = low.copy()
    lost[1:] &= low[:-1] | (stroke[1:] != stroke[:-1])
    lost[:-1] &= low[1:] | (stroke[1:] != stroke[:-1])
    return x[~lost], y[~lost], (stroke + np.cumsum(lost))[~lost]
