"""Where a relation holds on a screen: filled regions, curves, points, and pale what is undecided."""

from dataclasses import replace

import numpy as np

from calcviz.drawing.contours import Sheet, sheet, thinned
from calcviz.drawing.fields import Floats, MarkerShape, Patch
from calcviz.drawing.plane import Markers, Polyline, Primitive, Role
from calcviz.maths.curves.screen import Screen
from calcviz.maths.fields.strokes import Strokes
from calcviz.maths.relations.relation import Relation
from calcviz.maths.relations.shape import Shape, shape


def shape_on(relation: Relation, screen: Screen) -> tuple[Shape, tuple[Primitive, ...]]:
    """Where a relation holds on a screen, as it was found and as it is drawn, from back to front."""
    sheets = [sheet(part.field, screen) for part in relation.parts]
    if not screen.linear:
        parts = tuple(replace(part, field=on.field) for part, on in zip(relation.parts, sheets))
        relation = replace(relation, parts=parts)
    on = sheets[0]
    found = shape(relation, on.x_range, on.y_range)
    return found, _drawn(found, on)


def _drawn(found: Shape, on: Sheet) -> tuple[Primitive, ...]:
    area = found.regions
    parts: list[Primitive] = []
    if len(area.x):
        parts.append(Patch(*on.plane(area.x, area.y), area.starts, "region"))
    x, y = found.open
    if len(x):
        parts.append(Patch(*on.plane(x, y), np.arange(0, len(x), 4), "undecided"))
    for lines, role in (
        (area.strict, "strict"),
        (found.gaps, "strict"),
        (area.closed, "curve"),
        (found.curves, "curve"),
    ):
        parts += _strokes(lines, on, "strict" if role == "strict" else "curve")
    marked: tuple[tuple[Floats, MarkerShape], ...] = (
        (found.points, "dot"),
        (found.holes, "open"),
        (found.ends.open, "open"),
        (found.ends.closed, "closed"),
    )
    return (*parts, *(marker for points, shape in marked for marker in _markers(points, on, shape)))


def _strokes(lines: Strokes, on: Sheet, role: Role) -> list[Primitive]:
    lines = thinned(lines, on)
    return [Polyline(*on.plane(lines.x, lines.y), lines.starts, role)] if len(lines.x) else []


def _markers(points: Floats, on: Sheet, shape: MarkerShape) -> list[Primitive]:
    if not len(points):
        return []
    x, y = (np.ascontiguousarray(part) for part in points.T)
    return [Markers(*on.plane(x, y), shape)]
