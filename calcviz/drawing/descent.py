"""The path of steepest descent, or ascent, from a point: over the plane, and along the surface."""

import numpy as np

from calcviz.drawing.plane import Markers, Polyline, Primitive, polyline
from calcviz.drawing.slices import between
from calcviz.drawing.space import SpaceLine
from calcviz.maths.curves.screen import Screen
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.fields.box import Box, Range
from calcviz.maths.fields.descent import Path, descent_path
from calcviz.maths.fields.scalar import ScalarField

Point = tuple[float, float]


def descent_line(
    g: ScalarField, point: Point, screen: Screen, uphill: bool
) -> tuple[Path | None, tuple[Primitive, ...]]:
    """The path on a screen, with a dot where it ends at a critical point; None where none can be taken."""
    path = _path(g, point, (screen.x_low, screen.x_high), (screen.y_low, screen.y_high), uphill)
    if path is None or len(path.x) < 2:
        return path, ()
    line: Polyline = polyline(path.x, path.y, "line")
    end = Markers(path.x[-1:], path.y[-1:], "dot")
    return path, (line, end) if path.end in ("critical", "tip") else (line,)


def descent_in_space(g: ScalarField, point: Point, box: Box, uphill: bool) -> tuple[SpaceLine, ...]:
    """The path along the surface, as far as it lies in the box."""
    path = _path(g, point, box.x_range, box.y_range, uphill)
    if path is None or len(path.x) < 2:
        return ()
    z = g.values(path.x, path.y)
    there = np.isfinite(z)
    t = np.arange(len(z), dtype=float)[there]
    if len(t) < 2:
        return ()
    t, z, starts = between(t, z[there], np.zeros(1, np.int64), *box.z_range)
    if not len(t):
        return ()
    steps = np.arange(len(path.x))
    return (SpaceLine(np.interp(t, steps, path.x), np.interp(t, steps, path.y), z, starts, "curve"),)


def _path(g: ScalarField, point: Point, x_range: Range, y_range: Range, uphill: bool) -> Path | None:
    try:
        return descent_path(g, point, x_range, y_range, uphill)
    except (NoRule, TooLong):
        return None
