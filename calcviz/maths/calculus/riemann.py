"""Riemann sums and their kin: boxes, trapezoids and Simpson's parabolas over equal parts of an interval."""

from functools import lru_cache
from math import fsum, isfinite
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.real import RealFunction

Floats = NDArray[np.float64]


ORDER = {"left": 1, "right": 1, "midpoint": 2, "lower": 1, "upper": 1, "trapezoid": 2, "simpson": 4}
"""The rules, and the power of 1/n with which the error of a smooth function shrinks."""


class Sum(NamedTuple):
    """A sum over n equal parts between `edges`, shape (n + 1,), rising.

    `heights` (n, k) are the values that it is made of: one for a box, two for a trapezoid, three for a
    parabola through both ends and the middle. `value` is None where one of them does not exist; `unbounded`:
    for a lower or upper sum because f is unbounded there. `proven`: the bounds of f were proven.
    """

    edges: Floats
    heights: Floats
    value: float | None
    unbounded: bool = False
    proven: bool = True


@lru_cache(maxsize=64)
def riemann(f: RealFunction, low: float, high: float, n: int, rule: str) -> Sum:
    """The sum of a rule over n equal parts; its sign turns where low > high."""
    sign = 1.0 if low <= high else -1.0
    edges = _edges(min(low, high), max(low, high), n)
    heights, proven = _heights(f, edges, rule)
    value = _added(edges, heights)
    unbounded = bool(np.isinf(heights).any())
    return Sum(edges, heights, None if value is None else sign * value + 0.0, unbounded, proven)


@lru_cache(maxsize=64)
def sums(
    f: RealFunction, low: float, high: float, rule: str, counts: tuple[int, ...]
) -> tuple[float | None, ...]:
    """The values of the same rule for several n at once."""
    sign = 1.0 if low <= high else -1.0
    edges = [_edges(min(low, high), max(low, high), n) for n in counts]
    if rule in ("lower", "upper"):
        lo = np.concatenate([each[:-1] for each in edges])
        hi = np.concatenate([each[1:] for each in edges])
        every = _bounds(f, lo, hi, rule)[0]
        parts = np.split(every, np.cumsum(counts)[:-1])
        heights = [part[:, None] for part in parts]
    else:
        heights = [_heights(f, each, rule)[0] for each in edges]
    values = (_added(*pair) for pair in zip(edges, heights, strict=True))
    return tuple(None if value is None else sign * value for value in values)


def _edges(low: float, high: float, n: int) -> Floats:
    edges: Floats = low + (high - low) * (np.arange(n + 1) / n)
    edges[-1] = high
    return edges


def _middles(edges: Floats) -> Floats:
    """The middle of each part, as exact as its ends: between -1 and 3 that of the fourth of seven is 1."""
    n = len(edges) - 1
    middles: Floats = edges[0] + (edges[-1] - edges[0]) * ((np.arange(n) + 0.5) / n)
    return middles


def _added(edges: Floats, heights: Floats) -> float | None:
    weights = {1: (1.0,), 2: (0.5, 0.5), 3: (1 / 6, 4 / 6, 1 / 6)}[heights.shape[1]]
    means = heights @ np.array(weights) if heights.shape[1] > 1 else heights[:, 0]
    if not np.isfinite(means).all():
        return None
    width = (edges[-1] - edges[0]) / (len(edges) - 1)
    found = float(width) * fsum(means.tolist())
    return found if isfinite(found) else None


def _heights(f: RealFunction, edges: Floats, rule: str) -> tuple[Floats, bool]:
    lo, hi = edges[:-1], edges[1:]
    middle = _middles(edges)
    match rule:
        case "left":
            return f.values(lo)[:, None], True
        case "right":
            return f.values(hi)[:, None], True
        case "midpoint":
            return f.values(middle)[:, None], True
        case "trapezoid":
            y = f.values(edges)
            return np.stack((y[:-1], y[1:]), 1), True
        case "simpson":
            y = f.values(edges)
            return np.stack((y[:-1], f.values(middle), y[1:]), 1), True
    bounds, proven = _bounds(f, lo, hi, rule)
    return bounds[:, None], proven


def _bounds(f: RealFunction, lo: Floats, hi: Floats, rule: str) -> tuple[Floats, bool]:
    from calcviz.maths.calculus.extremes import extremes  # large, and no start needs it
    from calcviz.maths.calculus.integrand import Integrand

    try:
        slope = f.derivative()
        df = Integrand(slope.expression, slope.variable, slope.parameters)
    except (NoRule, TooLong):
        df = None
    found = extremes(Integrand(f.expression, f.variable, f.parameters), df, lo, hi)
    return (found.low if rule == "lower" else found.high), found.proven
