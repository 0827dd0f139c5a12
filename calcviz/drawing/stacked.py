"""Graphs that stand one below the other over the same stretch of x, each with heights of its own."""

from functools import lru_cache
from math import floor, log10

import numpy as np

from calcviz.drawing.fields import Floats
from calcviz.drawing.plane import Handle, Panel, Polyline, Primitive, graph, segment
from calcviz.maths.calculus.accumulated import accumulated
from calcviz.maths.curves.screen import Screen
from calcviz.maths.fields.box import Range
from calcviz.maths.real import RealFunction

NUMBERS = 0.3
"""How far apart numbers stand at such an axis, as a part of its length."""
COLUMNS, ROWS = 720, 200
"""The pixels for which such a graph is drawn; a panel is about so large."""
SEEN = 0.03
"""The share of heights, below and above, that a panel may leave out: beside a pole nothing else were seen."""
ROOM = 0.17
"""What is shown below and above the rest: the numbers of an axis stand below it."""


@lru_cache(maxsize=16)
def heights(f: RealFunction, x_range: Range) -> Range:
    """The heights of f over a stretch, and 0, with some room; (-1, 1) where there are none."""
    x = np.linspace(*x_range, COLUMNS // 2)
    return fitting(f.values(x))


def fitting(y: Floats) -> Range:
    """A range for nearly all of some heights, and for 0."""
    y = y[np.isfinite(y)]
    if not y.size:
        return -1.0, 1.0
    low, high = (float(np.quantile(y, part)) for part in (SEEN, 1 - SEEN))
    least, most = float(y.min()), float(y.max())
    if most - least <= 3 * (high - low):  # no pole: all of them
        low, high = least, most
    low, high = min(low, 0.0), max(high, 0.0)
    room = ROOM * (high - low)
    if not (np.isfinite(room) and high - low > 1e-9 * max(abs(low), abs(high)) and high - low > 1e-300):
        return -1.0, 1.0
    return numbered(low - room, high + room)


def numbered(low: float, high: float) -> Range:
    """The range around 0, wider where an axis as low as that would have no number but 0."""
    apart = NUMBERS * (high - low)
    power = 10.0 ** floor(log10(apart))
    step = next(k * power for k in (1, 2, 5, 10) if k * power >= apart)
    wider = 1.25 * step / max(-low, high)
    return (low, high) if wider <= 1 else (low * wider, high * wider)


@lru_cache(maxsize=16)
def curve_below(f: RealFunction, x_range: Range) -> tuple[Range, tuple[Primitive, ...]]:
    """The range of heights and the graph of a function over a stretch."""
    y_range = heights(f, x_range)
    return y_range, graph(f, Screen(*x_range, *y_range, COLUMNS, ROWS))


@lru_cache(maxsize=16)
def integral_below(f: RealFunction, x_range: Range) -> tuple[Range, tuple[Primitive, ...]]:
    """The same for the integral of f from its origin, piece by piece."""
    screen = Screen(*x_range, *heights(f, x_range), COLUMNS, ROWS)
    strokes = accumulated(f, screen)
    if not strokes:
        return (-1.0, 1.0), ()
    x, y = (np.concatenate([stroke[k] for stroke in strokes]) for k in range(2))
    lengths = np.array([len(part) for part, _ in strokes])
    low, high = y_range = fitting(y)
    near = np.clip(y, low - 3 * (high - low), high + 3 * (high - low))
    return y_range, (Polyline(x, near, (np.cumsum(lengths) - lengths).astype(np.int64)),)


def panel_below(
    curve: tuple[Range, tuple[Primitive, ...]],
    x_range: Range,
    place: tuple[float, float],
    names: tuple[str, str],
    x_log: bool = False,
) -> Panel:
    """A panel with a curve, an upright line at the place, and the place itself to be dragged."""
    (low, high), parts = curve
    x, y = place
    there = bool(np.isfinite(y))
    point = Handle("x0", x, y if there else 0.0, horizontal_only=True, hollow=not there)
    scrubber = segment(x, low, x, high, "construction")
    return Panel("", x_range, (low, high), (*parts, scrubber, point), False, names, x_log, stacked=True)
