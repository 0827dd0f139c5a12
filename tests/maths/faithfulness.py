"""Measures how far a drawn curve is from the graph, in pixels, both ways."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from calcviz.maths.curves.curve import Curve
from calcviz.maths.curves.screen import Screen

Floats = NDArray[np.float64]
Graph = Callable[[Floats], Floats]

INK = 1000
"""Points of the ink that are looked at."""


def ink(curve: Curve, screen: Screen, spacing: float = 0.2) -> Floats:
    """Points of all strokes and bars inside the window, in pixels, shape (n, 2)."""
    px, py = (curve.x - screen.x_low) / screen.pixel, (curve.y - screen.y_low) * screen.up
    within = np.ones(px.size, np.bool_)
    within[curve.starts] = False
    i = np.flatnonzero(within)
    visible = (np.maximum(py[i - 1], py[i]) >= 0) & (np.minimum(py[i - 1], py[i]) <= screen.rows)
    parts = [_line(px[i - 1], py[i - 1], px[i], py[i], spacing) for i in i[visible]]
    for x, low, high in zip(curve.bars_x, curve.bars_low, curve.bars_high):
        column = (x - screen.x_low) / screen.pixel
        bottom, top = ((np.array((low, high)) - screen.y_low) * screen.up).tolist()
        parts.extend(
            _line(column + aside, bottom, column + aside, top, spacing) for aside in (-0.4, 0.0, 0.4)
        )
    every = np.concatenate(parts) if parts else np.empty((0, 2))
    return every[(every[:, 1] >= 0) & (every[:, 1] <= screen.rows)]


def _line(x0: float, y0: float, x1: float, y1: float, spacing: float) -> Floats:
    t = np.linspace(0, 1, int(np.hypot(x1 - x0, y1 - y0) / spacing) + 2)
    return np.column_stack((x0 + t * (x1 - x0), y0 + t * (y1 - y0)))


def false_ink(f: Graph, curve: Curve, screen: Screen) -> float:
    """The part of the ink that is more than a pixel away from every point of the graph of f."""
    points = ink(curve, screen)
    if not len(points):
        return 0.0
    points = points[:: len(points) // INK + 1]
    wrong = np.zeros(len(points), np.bool_)
    reach = np.linspace(-0.9, 0.9, 181)
    beside = 0.9 * np.concatenate((3.0 ** -np.arange(30.0), 10.0 ** -np.arange(15.0, 300.0, 5.0)))
    special = np.array([at.x for at in curve.specials] + [end for strip in curve.unresolved for end in strip])
    for start in range(0, len(points), 4000):
        p = points[start : start + 4000]
        x = screen.x_low + (p[:, :1] + reach) * screen.pixel
        y = (f(x.ravel()).reshape(x.shape) - screen.y_low) * screen.up - p[:, 1:]
        far = ~(np.hypot(reach, y) <= 1.0).any(1)
        for row in np.flatnonzero(far):
            near = special[np.abs(special - x[row, 90]) < screen.pixel]
            closer = np.concatenate(
                [x[row], *(at + screen.pixel * np.append(-beside, beside) for at in near)]
            )
            closer = np.sort(closer[np.abs(closer - x[row, 90]) <= screen.pixel])
            wrong[start + row] = not _passes(f, closer, p[row, 1], screen)
    return float(wrong.mean())


def _passes(f: Graph, x: Floats, level: float, screen: Screen) -> bool:
    """Whether the graph truly passes the level between two of the points: not by a jump, not by a pole."""
    y = (f(x) - screen.y_low) * screen.up - level
    if (np.abs(y) < 0.5).any():
        return True
    for i in np.flatnonzero(np.sign(y[:-1]) * np.sign(y[1:]) < 0):
        a, b, below = x[i], x[i + 1], y[i] < 0
        for _ in range(60):
            m = (a + b) / 2
            ym = (float(f(np.array([m]))[0]) - screen.y_low) * screen.up - level
            if abs(ym) < 0.5:
                return True
            if (ym < 0) == below:
                a = m
            else:
                b = m
    return False


def missing(f: Graph, curve: Curve, screen: Screen) -> Floats:
    """How far each of many points of the graph in the window is from the ink, in pixels, shape (n,).

    Points in the unresolved intervals are not asked for.
    """
    x = np.linspace(screen.x_low, screen.x_high, 5 * screen.columns + 3)[1:-1]
    y = f(x)
    asked = (y >= screen.y_low) & (y <= screen.y_high)
    for low, high in curve.unresolved:
        asked &= (x < low) | (x > high)
    x, y = x[asked], y[asked]
    drawn = ink(curve, screen, 0.1)
    if not x.size or not len(drawn):
        return np.full(x.size, np.inf)
    at = np.column_stack(((x - screen.x_low) / screen.pixel, (y - screen.y_low) * screen.up))
    distance: Floats = cKDTree(drawn).query(at)[0]
    return distance
