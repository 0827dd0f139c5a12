"""Curves on a surface and straight lines in space, cut off where the box ends; slices as planes beside."""

from collections.abc import Callable
from typing import Literal

import numpy as np

from calcviz.drawing.fields import Floats, Integers
from calcviz.drawing.plane import Handle, Panel, Primitive, graph, line_across
from calcviz.drawing.space import SpaceLine
from calcviz.maths.curves.screen import Screen
from calcviz.maths.fields.box import Box, Range
from calcviz.maths.real import RealFunction

SpaceRole = Literal["curve", "line", "construction", "level"]
Path = Callable[[Floats], tuple[Floats, Floats]]

COLUMNS, ROWS = 480, 300
"""The pixels for which a slice is drawn: a panel, or a curve across the box, is about so large."""

EDGE = 0.12
"""The share of a panel's height by which a point without a value keeps from its edges, to be seen whole."""


def slice_in_space(f: RealFunction, t_range: Range, path: Path, box: Box) -> tuple[SpaceLine, ...]:
    """The curve over path(t) at the height f(t), in certified pieces, as far as it lies in the box.

    `path` takes t, (n,), to x and y, (n,), which lie in the box for all t of the range.
    """
    if not t_range[0] < t_range[1]:
        return ()
    curve = f.drawn(Screen(*t_range, *box.z_range, COLUMNS, ROWS))
    t, z, starts = between(curve.x, curve.y, curve.starts, *box.z_range)
    if not len(t):
        return ()
    x, y = path(t)
    return (SpaceLine(x, y, z, starts, "curve"),)


def between(
    t: Floats, z: Floats, starts: Integers, low: float, high: float
) -> tuple[Floats, Floats, Integers]:
    """The strokes (t, z), both (n,), as far as low ≤ z ≤ high; cut at the very ends."""
    if not len(t):
        return t, z, starts
    joined = np.ones(len(t), np.bool_)
    joined[starts] = False
    k = np.flatnonzero(joined) - 1
    rise = z[k + 1] - z[k]
    with np.errstate(all="ignore"):
        at_low, at_high = (low - z[k]) / rise, (high - z[k]) / rise
    level = rise == 0
    begin = np.where(level, 0.0, np.maximum(np.minimum(at_low, at_high), 0.0))
    end = np.where(level, 1.0, np.minimum(np.maximum(at_low, at_high), 1.0))
    kept = np.where(level, (low <= z[k]) & (z[k] <= high), begin < end)
    k, begin, end = k[kept], begin[kept], end[kept]
    if not len(k):
        return np.empty(0), np.empty(0), np.empty(0, np.int64)
    new = np.ones(len(k), np.bool_)
    new[1:] = ~((np.diff(k) == 1) & (end[:-1] == 1) & (begin[1:] == 0))
    owner = np.repeat(np.arange(len(k)), np.where(new, 2, 1))
    first = np.append(True, np.diff(owner) > 0) & new[owner]
    u = np.where(first, begin[owner], end[owner])
    i = k[owner]
    return (
        t[i] + u * (t[i + 1] - t[i]),
        np.clip(z[i] + u * (z[i + 1] - z[i]), low, high),
        np.flatnonzero(first),
    )


def line_in_box(
    point: tuple[float, float, float],
    step: tuple[float, float, float],
    box: Box,
    role: SpaceRole = "line",
) -> tuple[SpaceLine, ...]:
    """The part of a straight line in space that lies in the box (Liang and Barsky); empty where none does."""
    ends = stretch(point, step, (box.x_range, box.y_range, box.z_range))
    if ends is None:
        return ()
    s = np.array(ends)
    x, y, z = (at + s * by for at, by in zip(point, step, strict=True))
    return (SpaceLine(x, y, z, np.zeros(1, np.int64), role),)


def stretch(
    point: tuple[float, ...], step: tuple[float, ...], ranges: tuple[Range, ...]
) -> tuple[float, float] | None:
    """The least and greatest t for which point + t·step lies in all ranges; None where there is no way."""
    first, last = -np.inf, np.inf
    for at, by, (low, high) in zip(point, step, ranges, strict=True):
        if by == 0:
            if not low <= at <= high:
                return None
            continue
        near, far = sorted(((low - at) / by, (high - at) / by))
        first, last = max(first, near), min(last, far)
    return (first, last) if np.isfinite([first, last]).all() and first < last else None


def slice_panel(
    title: str, f: RealFunction, at: float, slope: float | None, handle: str, ranges: tuple[Range, Range]
) -> Panel:
    """The graph of a slice with its point, a handle, and its tangent where there is one.

    `ranges` are those of the panel; a vertical tangent has the slope ±inf.
    """
    x_range, y_range = ranges
    screen = Screen(*x_range, *y_range, COLUMNS, ROWS)
    parts: list[Primitive] = list(graph(f, screen))
    height = f(at)
    defined = bool(np.isfinite(height))
    if slope is not None and defined:
        dx, dy = (1.0, slope) if np.isfinite(slope) else (0.0, 1.0)
        parts += line_across(at, height, dx, dy, screen)
    edge = EDGE * (y_range[1] - y_range[0])
    low = min(max(0.0, y_range[0] + edge), y_range[1] - edge)
    parts.append(Handle(handle, at, height if defined else low, horizontal_only=True, hollow=not defined))
    return Panel(title, x_range, y_range, tuple(parts), equal=False, names=(f.variable, "z"))
