"""The integral of a function up to x as a curve: by Gauss's rule from point to point of its pieces."""

from functools import lru_cache
from itertools import pairwise
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.calculus.gauss import cells_sums
from calcviz.maths.calculus.integrals import integral
from calcviz.maths.calculus.integrand import Integrand
from calcviz.maths.curves.screen import Screen
from calcviz.maths.real import RealFunction

Floats = NDArray[np.float64]

POINTS = 8
WIDEST = 3.0
"""Pixels between two points of the curve."""

MOST_PIECES = 24

Stroke = tuple[Floats, Floats]


@lru_cache(maxsize=8)
def accumulated(f: RealFunction, screen: Screen) -> tuple[Stroke, ...]:
    """x and F(x), each (n,), for each piece on which f is proven continuous.

    F(x) is the integral from the `origin` to x; on a piece to which that has no value, the integral from the
    middle of what is seen of it.
    """
    curve = f.drawn(screen)
    made = []
    edges = [*curve.starts.tolist(), len(curve.x)]
    for a, b in list(pairwise(edges))[:MOST_PIECES]:
        x = _points(float(curve.x[a]), float(curve.x[b - 1]), screen)
        if len(x) < 2:
            continue
        with np.errstate(all="ignore"):
            steps = cells_sums(Integrand(f.expression, f.variable, f.parameters), x[:-1], x[1:], POINTS)
        if not np.isfinite(steps).all():
            continue
        at = len(x) // 2
        with np.errstate(all="ignore"):
            y = np.concatenate(([0.0], np.cumsum(steps)))
            y = y - y[at] + (up_to(f, float(x[at])) or 0.0)
        if np.isfinite(y).all():
            made.append((x, y))
    return tuple(made)


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
