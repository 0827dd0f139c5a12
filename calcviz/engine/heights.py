"""The box of space: its heights are chosen by what is drawn in it, unless they are given."""

from math import inf, isfinite

import numpy as np

from calcviz.maths.curves.parametric import ParametricCurve
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import Points
from calcviz.scene.document import Space
from calcviz.scene.item import Item
from calcviz.scene.scene import Scene

USUAL = (-5.0, 5.0)
"""The heights where nothing has one."""


def box_of(scene: Scene, space: Space) -> Box:
    """The box that is looked at; its automatic heights hold every visible surface and point."""
    low, high = space.z_low, space.z_high
    if low is None or high is None:
        found = [each for item in scene.items if item.row.visible for each in _heights(item, space)]
        lows, highs = zip(*found, strict=True) if found else ((USUAL[0],), (USUAL[1],))
        low = min(lows) if low is None else low
        high = max(highs) if high is None else high
    if not low < high:
        low, high = low - 1.0, low + 1.0
    return Box(space.x_low, space.x_high, space.y_low, space.y_high, low, high)


def _heights(item: Item, space: Space) -> list[tuple[float, float]]:
    from calcviz.maths.fields.surfaces import heights  # who looks at the plane only does not need it

    found = []
    for value in vars(item.concept).values() if item.concept is not None else ():
        if isinstance(value, ScalarField) and len(value.variables) == 2:
            found.append(heights(value, (space.x_low, space.x_high), (space.y_low, space.y_high)))
        elif isinstance(value, ParametricCurve) and len(value.components) == 3:
            found.append(_run(value, item, space))
    found += _listed(getattr(item.concept, "points", ()), space)
    z = getattr(item.concept, "z", None)
    if isinstance(z, float) and isfinite(z):
        found.append((min(z, 0.0), max(z, 0.0)))
    return [(low, high) for low, high in found if isfinite(low) and isfinite(high)]


def _listed(points: Points, space: Space) -> list[tuple[float, float]]:
    """The heights of the points of a list over the floor of the box; none of points of the plane."""
    if not points or len(points[0]) != 3:
        return []
    x, y, z = np.array(points, float).T
    over = (x >= space.x_low) & (x <= space.x_high) & (y >= space.y_low) & (y <= space.y_high)
    z = z[over & np.isfinite(z)]
    return [(float(z.min()), float(z.max()))] if z.size else []


def _run(c: ParametricCurve, item: Item, space: Space) -> tuple[float, float]:
    """The heights of a curve over the floor of the box; infinite where it has none there."""
    from calcviz.drawing.space_paths import span_over  # few rows are curves in space

    span = getattr(item.concept, "low", c.span[0]), getattr(item.concept, "high", c.span[1])
    low, high = span_over(c, span, Box(space.x_low, space.x_high, space.y_low, space.y_high))
    x, y, z = c.values(np.linspace(low, high, 513))
    over = (x >= space.x_low) & (x <= space.x_high) & (y >= space.y_low) & (y <= space.y_high)
    z = z[over & np.isfinite(z)]
    return (float(z.min()), float(z.max())) if z.size else (inf, inf)
