"""Isolated points at which a function has no formula for its gradient: the tip of a cone."""

from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.exclusion import Clusters, remaining
from calcviz.maths.fields.existence import differential
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import VectorField

Floats = NDArray[np.float64]

MOST = 6
"""Clusters that are looked into."""

WIDEST = 16
"""A cluster wider than this, in rectangles, is a line along which there is no gradient, and no point."""

RADII = 2.0 ** -np.arange(9, 24)
ANGLES = np.arange(48) * (np.pi / 24) + 0.05


@dataclass(frozen=True, slots=True)
class Tip:
    """A point with or without a gradient, whose neighbours say what it is."""

    x: float
    y: float
    value: float
    kind: Literal["minimum", "maximum", "undecided"]
    differentiable: bool


def tips(g: ScalarField, gradient: VectorField, clusters: Clusters) -> list[Tip]:
    """The critical points in clusters on which the gradient is not proven continuous."""
    found = []
    for number in np.unique(clusters.of[~clusters.smooth])[:MOST]:
        here = clusters.of == number
        column, row = clusters.column[here], clusters.row[here]
        if max(np.ptp(column), np.ptp(row)) >= WIDEST:
            continue
        tip = _tip(g, gradient, clusters, column, row)
        if tip is not None:
            found.append(tip)
    return found


def _tip(
    g: ScalarField,
    gradient: VectorField,
    clusters: Clusters,
    column: NDArray[np.int64],
    row: NDArray[np.int64],
) -> Tip | None:
    width, height = clusters.cell
    x = clusters.x[0] + (column.min() - 0.5) * width, clusters.x[0] + (column.max() + 1.6) * width
    y = clusters.y[0] + (row.min() - 0.5) * height, clusters.y[0] + (row.max() + 1.6) * height
    inner = remaining(g, gradient, (float(x[0]), float(x[1])), (float(y[0]), float(y[1])))
    if not len(inner.of) or inner.crowded:
        return None
    at_x, at_y = inner.centres
    return tip_at(g, (_simple(float(at_x.mean()), width), _simple(float(at_y.mean()), height)))


def tip_at(g: ScalarField, place: tuple[float, float]) -> Tip | None:
    """What a point is at which the formula of the gradient does not tell; None where it is not critical."""
    there = differential(g, place)
    if there.value is None or (there.tangent is not None and not _small(there.tangent)):
        return None
    kind = _kind(g, place, there.value)
    return None if kind is None else Tip(*place, there.value, kind, there.tangent is not None)


def _small(gradient: tuple[float, float]) -> bool:
    return max(abs(gradient[0]), abs(gradient[1])) <= 1e-9


def _simple(value: float, room: float) -> float:
    """The simplest number that a place found to a thousandth of a rectangle may be meant to be."""
    near = Fraction(value).limit_denominator(100)
    return float(near) if abs(float(near) - value) <= 2e-3 * room else value


def _kind(
    g: ScalarField, place: tuple[float, float], value: float
) -> Literal["minimum", "maximum", "undecided"] | None:
    """What the values on small circles say; None where they do not tend to the value of the point."""
    size = max(1.0, abs(place[0]), abs(place[1]))
    radius = size * RADII[:, None]
    rise = g.values(place[0] + radius * np.cos(ANGLES), place[1] + radius * np.sin(ANGLES)) - value
    if not np.isfinite(rise).all() or not isfinite(value):
        return None
    extent = np.abs(rise).max(axis=1)
    if extent[-1] > 0.7 * extent[0]:
        return None
    return "minimum" if (rise > 0).all() else "maximum" if (rise < 0).all() else "undecided"
