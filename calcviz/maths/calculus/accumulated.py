"""The integral of a function up to x as a curve: by Gauss's rule from point to point of its pieces."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.calculus.integrals import integral
from calcviz.maths.curves.screen import Screen
from calcviz.maths.real import RealFunction

Floats = NDArray[np.float64]

POINTS = 8
WIDEST = 3.0
"""Pixels between two points of the curve."""

MOST_PIECES = 200

TOUCHING = 1e-9
POLE = 3.5

Stroke = tuple[Floats, Floats]


@lru_cache(maxsize=8)
def accumulated(f: RealFunction, screen: Screen) -> tuple[Stroke, ...]:
    """x and F(x), each (n,), for each piece on which f is proven continuous.

    F(x) is the integral from the `origin` to x; on one to which that has no value, because f has a pole or
    a gap between, the integral from the middle of what is seen of it.
    """
    strokes = [stroke for stroke in _strokes(f, screen) if stroke is not None]
    if not strokes:
        return ()
    start = origin(f)
    first = min(range(len(strokes)), key=lambda k: _distance(strokes[k][0], start))
    x, y = strokes[first]
    strokes[first] = x, y + (up_to(f, float(x[len(x) // 2])) or 0.0)
    for k in range(first + 1, len(strokes)):
        strokes[k] = _joined(f, strokes[k - 1], strokes[k], ends=(-1, 0))
    for k in range(first - 1, -1, -1):
        strokes[k] = _joined(f, strokes[k + 1], strokes[k], ends=(0, -1))
    return tuple(strokes)


def _distance(x: Floats, place: float) -> float:
    return max(float(x[0]) - place, place - float(x[-1]), 0.0)


def _joined(f: RealFunction, known: Stroke, new: Stroke, ends: tuple[int, int]) -> Stroke:
    """The new stroke with the constant of its neighbour, where both end at the same point.

    There F is continuous if f is bounded, or has a pole that can be integrated: one whose values, four times
    as near, are less than four times as large.
    """
    (x, y), (u, v) = known, new
    a, b = ends
    at = float(x[a])
    if abs(float(u[b]) - at) > TOUCHING * max(abs(at), float(abs(u[-1] - u[0]))):
        return new
    width = 1e-3 * min(float(x[-1] - x[0]), float(u[-1] - u[0]))
    for sign in (-1.0, 1.0):
        near, far = (abs(f(at + sign * width * part)) for part in (0.25, 1.0))
        if not near < POLE * max(far, 1e-300):
            return new
    return u, v - v[b] + y[a]


def _strokes(f: RealFunction, screen: Screen) -> Iterator[Stroke | None]:
    """The pieces with the integral from the middle of each; None where it cannot be told."""
    from calcviz.maths.calculus.gauss import cells_sums  # large, and no start needs it
    from calcviz.maths.calculus.integrand import Integrand

    curve = f.drawn(screen)
    edges = [*curve.starts.tolist(), len(curve.x)]
    for a, b in list(pairwise(edges))[:MOST_PIECES]:
        x = _points(float(curve.x[a]), float(curve.x[b - 1]), screen) if b - a > 1 else np.empty(0)
        if len(x) < 2 or not x[0] < x[-1]:
            continue
        with np.errstate(all="ignore"):
            steps = cells_sums(Integrand(f.expression, f.variable, f.parameters), x[:-1], x[1:], POINTS)
            y = np.concatenate(([0.0], np.cumsum(steps)))
            y = y - y[len(x) // 2]
        yield (x, y) if np.isfinite(y).all() else None


def _heights(f: RealFunction, places: list[float]) -> list[float]:
    """F at rising places: from the one that is nearest to the origin to its neighbours, and on from there."""
    heights = [0.0] * len(places)
    if not places:
        return heights
    first = int(np.argmin(np.abs(np.array(places) - origin(f))))
    heights[first] = up_to(f, places[first]) or 0.0
    for k in range(first + 1, len(places)):
        step = integral(f, places[k - 1], places[k]).value
        heights[k] = 0.0 if step is None else heights[k - 1] + step
    for k in range(first - 1, -1, -1):
        step = integral(f, places[k + 1], places[k]).value
        heights[k] = 0.0 if step is None else heights[k + 1] + step
    return heights


@lru_cache(maxsize=64)
def origin(f: RealFunction) -> float:
    """Where F is 0: at 0 where f can be integrated from there, else at 1 or at −1, where f has values."""
    if any(integral(f, 0.0, side).value is not None for side in (1 / 64, -1 / 64)):
        return 0.0
    return next((at for at in (1.0, -1.0) if isfinite(f(at))), 0.0)


def up_to(f: RealFunction, x: float) -> float | None:
    """The integral from the `origin` to x; None where it has no value."""
    return integral(f, origin(f), x).value


def _points(low: float, high: float, screen: Screen) -> Floats:
    """Places from one end of a piece to the other, even on the screen."""
    pixels = screen.x.pixel(high) - screen.x.pixel(low)
    count = max(2, int(pixels / WIDEST) + 2)
    x: Floats = screen.between(np.array(low), np.array(high), np.linspace(0.0, 1.0, count))
    x[0], x[-1] = low, high
    return x
