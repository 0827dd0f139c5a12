"""What the ink of a polyline is worth: how far it is from the graph, and how far the graph from it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.spatial import cKDTree

from calcviz.scene.document import Viewport
from tests.benchmarks.stage import Floats

STEP = 0.1
"""Pixels between the points by which ink and graph are compared."""

FALSE = 1.0
"""Pixels beyond which ink is false."""


@dataclass(frozen=True, slots=True)
class Known:
    """A function whose graph is known: its text for each tool, its values, and where it is not continuous."""

    text: str
    sympy: str
    values: Callable[[Floats], Floats]
    breaks: Floats
    crowded: float | None = None
    """A place at which it oscillates without end."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Lengths in pixels, shares in percent of all ink inside the window."""

    error: float
    """How far the graph goes from the ink at most, or true ink from the graph."""
    false: float


def known(view: Viewport) -> tuple[Known, ...]:
    """The four functions of the table; breaks beyond the window on either side included."""
    k = np.arange(np.floor(view.x_low) - 2, np.ceil(view.x_high) + 3)
    nothing = np.array([0.0])
    return (
        Known("tan(x)", "tan(x)", np.tan, (k + 0.5) * np.pi),
        Known("floor(x)", "floor(x)", np.floor, k),
        Known("1/x", "1/x", lambda x: 1 / x, nothing),
        Known("sin(1/x)", "sin(1/x)", lambda x: np.sin(1 / x), nothing, crowded=0.0),
    )


def reference(function: Known, view: Viewport) -> Floats:
    """Points of the graph in pixels, shape (n, 2), nowhere in the window farther apart than STEP."""
    edges = np.unique(np.clip(function.breaks, view.x_low, view.x_high))
    edges = np.unique(np.concatenate(([view.x_low], edges, [view.x_high])))
    parts = [_branch(function, view, a, b) for a, b in pairwise(edges.tolist())]
    if function.crowded is not None:
        parts.append(_filled(function.crowded, view))
    return np.concatenate(parts)


def _branch(function: Known, view: Viewport, a: float, b: float) -> Floats:
    """One continuous branch over (a, b), halved wherever its points are too far apart and may be in sight."""
    reach = b - a
    inner = np.concatenate((np.logspace(-13, -0.31, 400), [0.5])) * reach
    x = np.unique(np.concatenate((a + inner, b - inner, np.linspace(a, b, 4002)[1:-1])))
    if function.crowded is not None:
        x = x[np.abs(x - function.crowded) > _crowd(view)]
    for _ in range(40):
        points = _pixels(view, x, function.values(x))
        gap = np.hypot(*np.diff(points, axis=0).T)
        low, high = np.minimum(points[:-1, 1], points[1:, 1]), np.maximum(points[:-1, 1], points[1:, 1])
        apart = (
            (gap > STEP)
            & (high > -2)
            & (low < view.height + 2)
            & (np.diff(x) > 4 * np.spacing(np.abs(x[1:])))
        )
        if not apart.any():
            break
        x = np.sort(np.concatenate((x, (x[:-1][apart] + x[1:][apart]) / 2)))
    return _pixels(view, x, function.values(x))


def _crowd(view: Viewport) -> float:
    """How near to 0 the waves of sin(1/x) are shorter than a tenth of a pixel: 2 pi x² of it."""
    return float(np.sqrt(0.1 / view.x_unit / (2 * np.pi)))


def _filled(place: float, view: Viewport) -> Floats:
    """The strip that the waves near the place fill."""
    x = np.arange(place - _crowd(view), place + _crowd(view), STEP / view.x_unit)
    y = np.arange(-1.0, 1.0, STEP / view.y_unit)
    return _pixels(view, *(part.ravel() for part in np.meshgrid(x, y)))


def _pixels(view: Viewport, x: Floats, y: Floats) -> Floats:
    return np.column_stack(((x - view.x_low) * view.x_unit, (view.y_high - y) * view.y_unit))


def inked(view: Viewport, x: Floats, y: Floats, starts: Floats | None = None) -> Floats:
    """Points along a polyline in pixels, STEP apart, in the window; no ink to NaN and to a start."""
    points = _pixels(view, np.asarray(x, float), np.asarray(y, float))
    down = np.isfinite(points).all(1)
    down = down[:-1] & down[1:]
    if starts is not None and len(starts):
        down[np.asarray(starts[1:], int) - 1] = False
    a, b = points[:-1][down], points[1:][down]
    a, b = _clipped(a, b, view)
    count = np.maximum(1, np.ceil(np.hypot(*(b - a).T) / STEP)).astype(int)
    line = np.repeat(np.arange(len(a)), count)
    share = (np.arange(line.size) - np.repeat(np.cumsum(count) - count, count) + 0.5) / count[line]
    return a[line] + (b - a)[line] * share[:, None]


def _clipped(a: Floats, b: Floats, view: Viewport) -> tuple[Floats, Floats]:
    """The parts of the segments inside the window (Liang and Barsky)."""
    d = b - a
    low, high = np.zeros(len(a)), np.ones(len(a))
    for axis, size in ((0, view.width), (1, view.height)):
        with np.errstate(divide="ignore", invalid="ignore"):
            t = np.sort(np.stack(((0 - a[:, axis]) / d[:, axis], (size - a[:, axis]) / d[:, axis])), axis=0)
        flat = d[:, axis] == 0
        outside = flat & ((a[:, axis] < 0) | (a[:, axis] > size))
        low = np.where(flat, np.where(outside, 2.0, low), np.maximum(low, t[0]))
        high = np.where(flat, high, np.minimum(high, t[1]))
    seen = low < high
    a, d = a[seen], d[seen]
    return a + d * low[seen][:, None], a + d * high[seen][:, None]


def worth(ink: Floats, graph: Floats, view: Viewport) -> Worth:
    """Compare ink and graph both ways; graph within a pixel of the window's edge is not missed."""
    if not len(ink):
        return Worth(float("inf"), 0.0)
    away = cKDTree(graph).query(ink)[0]
    inside = (graph > 1).all(1) & (graph < (view.width - 1, view.height - 1)).all(1)
    missed = cKDTree(ink).query(graph[inside])[0]
    true = away[away <= FALSE]
    return Worth(float(max(missed.max(initial=0), true.max(initial=0))), float((away > FALSE).mean() * 100))
