"""What is drawn of a curve in space: its parts inside of the box."""

from math import isfinite

import numpy as np

from calcviz.drawing.fields import Floats, Integers, MarkerShape
from calcviz.drawing.paths import end_names, marked
from calcviz.drawing.space import SpaceHandle, SpaceLine, SpaceMarkers, SpacePrimitive
from calcviz.maths.axis import Axis
from calcviz.maths.curves.parametric import ParametricCurve
from calcviz.maths.curves.window import Window
from calcviz.maths.fields.box import Box

SIDE = 800.0
"""Pixels that a side of the box is taken to have: about as many as it has in a large view."""


def space_path(
    c: ParametricCurve, span: tuple[float, float], ends: str, box: Box
) -> tuple[SpacePrimitive, ...]:
    """The curve over a span of its parameter, and the marks of its ends, jumps and holes."""
    if not span[0] < span[1]:
        return ()
    ranges = box.x_range, box.y_range, box.z_range
    span = span_over(c, span, box)
    path = c.path(*span, Window(tuple(Axis(*of, SIDE) for of in ranges)), marked(ends))
    low, high = (np.array([[of[k]] for of in ranges]) for k in (0, 1))
    parts: list[SpacePrimitive] = []
    points, starts = _inside(path.points, path.starts, low, high)
    if points.shape[1]:
        parts.append(SpaceLine(*_triple(points), starts))
    marks: tuple[tuple[Floats, MarkerShape], ...] = ((path.opened, "open"), (path.closed, "closed"))
    for at, shape in marks:
        seen = at[:, ((at >= low) & (at <= high)).all(0)]
        if seen.size:
            parts.append(SpaceMarkers(*_triple(seen), shape))
    for name in end_names(ends):
        x, y, z = c(span[name == "high"])
        if box.shows(x, y, z):
            parts.append(SpaceHandle(name, x, y, z, moves="sight", quiet=True))
    return tuple(parts)


def span_over(c: ParametricCurve, span: tuple[float, float], box: Box) -> tuple[float, float]:
    """The span, but instead of an infinite end the one up to which the curve is over the floor of a box."""
    if isfinite(span[0]) and isfinite(span[1]):
        return span
    from calcviz.maths.curves.parametric_span import seen

    return seen(c, span, Window((Axis(*box.x_range, SIDE), Axis(*box.y_range, SIDE))))


def _triple(points: Floats) -> tuple[Floats, Floats, Floats]:
    x, y, z = (np.ascontiguousarray(row) for row in points)
    return x, y, z


def _inside(points: Floats, starts: Integers, low: Floats, high: Floats) -> tuple[Floats, Integers]:
    """The parts of strokes between low and high (Liang and Barsky, 1984, for all segments at once)."""
    a, way = points[:, :-1], np.diff(points, axis=1)
    if not way.shape[1]:
        return points[:, :0], starts[:0]
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = (low - a) / way, (high - a) / way
    within = (a >= low) & (a <= high)
    still = way == 0
    enter = np.where(still, np.where(within, 0.0, np.inf), np.fmin(first, second)).max(0).clip(0.0)
    leave = np.where(still, 1.0, np.fmax(first, second)).min(0).clip(max=1.0)
    kept = enter < leave
    kept[starts[1:] - 1] = False
    k = np.flatnonzero(kept)
    if not k.size:
        return points[:, :0], starts[:0]
    enter, leave = enter[k], leave[k]
    fresh = np.ones(k.size, bool)
    fresh[1:] = (np.diff(k) > 1) | (leave[:-1] < 1) | (enter[1:] > 0)
    ends = np.cumsum(1 + fresh) - 1
    begins = ends[fresh] - 1
    made = np.empty((len(points), k.size + begins.size))
    made[:, ends] = a[:, k] + leave * way[:, k]
    made[:, begins] = a[:, k[fresh]] + enter[fresh] * way[:, k[fresh]]
    return made, begins
