"""The critical points of a function of two variables in a window: found, refined, classified, or told of."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import hypot, isfinite
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.language.messages import tr
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.exact import exact
from calcviz.maths.fields.box import Range
from calcviz.maths.fields.exclusion import FIRST, Clusters, remaining
from calcviz.maths.fields.grid import field_key, grid, remembered
from calcviz.maths.fields.kinks import Tip, tip_at, tips
from calcviz.maths.fields.linear import Matrix, eigen
from calcviz.maths.fields.newton import Roots, isolated, roots, stands
from calcviz.maths.fields.rings import by_rings
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import VectorField, gradient_of

Floats = NDArray[np.float64]
Place = tuple[float, float]
Kind = Literal["minimum", "maximum", "saddle", "undecided"]

MOST = 200
"""Critical points beyond which none are told one by one."""

SINGULAR = 1e-7
"""An eigenvalue this much smaller than the other counts as 0: it differs from it by rounding."""

ALIKE, SLOW, FLAT = 1e-6, 5e-5, 5e-3
"""How near simple coordinates are to those found: to a regular point, to a singular one, to a very flat one.

The last are taken only where exact arithmetic confirms them.
"""

DENOMINATORS = 100
"""Coordinates with denominators up to this are tried exactly."""


@dataclass(frozen=True, slots=True)
class CriticalPoint:
    """A point where ∇g = 0, or where g has a tip and no gradient (`hessian` is None, `differentiable` False).

    `exact` are its coordinates where exact arithmetic confirms that both partial derivatives are 0 there.
    "undecided": an eigenvalue of the Hessian is 0 and bounds around the point do not decide either, or a tip
    is no extremum; `reason` says so.
    """

    x: float
    y: float
    value: float
    kind: Kind
    hessian: Matrix | None = None
    exact: tuple[Fraction, Fraction] | None = None
    differentiable: bool = True
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Critical:
    """The isolated critical points in a window, by x and then y; `reason` tells of what these leave out."""

    points: tuple[CriticalPoint, ...]
    reason: str | None = None


def critical_points(g: ScalarField, x_range: Range, y_range: Range) -> Critical:
    """The critical points of g in a window; remembered.

    Rectangles on which bounds prove that a partial derivative is not 0 are excluded; in the others Newton's
    method finds the points, to all their digits. Points that fill a curve are told of, not listed.
    """
    key = ("critical", field_key(g), x_range, y_range)
    found: Critical = remembered.get(key, g.expression, 1000, lambda: _found(g, x_range, y_range))
    return found


def _found(g: ScalarField, x_range: Range, y_range: Range) -> Critical:
    try:
        gradient = gradient_of(g)
        clusters = remaining(g, gradient, x_range, y_range)
        candidates = roots(g, clusters)
    except (NoRule, TooLong):
        return Critical((), tr("there is no rule for the derivative of this function"))
    if clusters.crowded and len(clusters.of) >= clusters.side**2 and clusters.side > FIRST:
        values = grid(g, x_range, y_range, FIRST + 1, FIRST + 1).finite
        if values.size and np.ptp(values) > 0:  # a step function: there is no gradient at its jumps
            return Critical((), tr("the gradient is zero wherever it exists: all those points are critical"))
        return Critical((), tr("the gradient is zero everywhere here: every point is critical"))
    if len(candidates.x) > MOST:
        return Critical((), tr("there are too many critical points in this window"))
    found = [_classified(g, gradient, candidates, k, clusters) for k in range(len(candidates.x))]
    points = [point for point in found if point is not None]
    alone = _alone(g, candidates, points, min(x_range[1] - x_range[0], y_range[1] - y_range[0]))
    curve = candidates.curve or len(alone) < len(points)
    points = [*alone, *(_tip(tip) for tip in tips(g, gradient, clusters))]
    reason = tr("the critical points fill a curve") if curve else None
    points = [_by_rings(g, gradient, point, x_range[1] - x_range[0]) for point in _apart(points, clusters)]
    points = [_settled(point, candidates.largest) for point in points]
    return Critical(tuple(sorted(points, key=lambda p: (p.x, p.y))), reason)


def _by_rings(g: ScalarField, gradient: VectorField, point: CriticalPoint, window: float) -> CriticalPoint:
    """The point with what it is, if the Hessian does not decide but the values around it do."""
    if point.kind != "undecided" or point.hessian is None:
        return point
    kind = by_rings(g, gradient, (point.x, point.y), window)
    return point if kind == "undecided" else replace(point, kind=kind, reason=None)


def _alone(g: ScalarField, found: Roots, points: list[CriticalPoint], window: float) -> list[CriticalPoint]:
    """The points without those on curves of critical points."""
    return [
        point
        for point in points
        if point.kind != "undecided" or isolated(g, found, (point.x, point.y), 0.02 * window)
    ]


def _settled(point: CriticalPoint, largest: float) -> CriticalPoint:
    """The point with the value 0 where only rounding is left of it."""
    return replace(point, value=0.0) if abs(point.value) <= 1e-15 * largest else point


def _apart(points: list[CriticalPoint], clusters: Clusters) -> list[CriticalPoint]:
    """The points without those that are another one found less exactly."""
    width, height = clusters.cell
    kept: list[CriticalPoint] = []
    for point in sorted(points, key=lambda p: p.exact is None):
        near = 2.0 if point.kind == "undecided" else 1e-3
        if all(abs(point.x - p.x) > near * width or abs(point.y - p.y) > near * height for p in kept):
            kept.append(point)
    return kept


def _tip(tip: Tip) -> CriticalPoint:
    if not tip.differentiable:
        said = tr("the function is not differentiable here")
        return CriticalPoint(tip.x, tip.y, tip.value, tip.kind, differentiable=False, reason=said)
    said = tr("the second derivatives do not decide what this critical point is")
    return CriticalPoint(tip.x, tip.y, tip.value, tip.kind, reason=said if tip.kind == "undecided" else None)


def _classified(
    g: ScalarField, gradient: VectorField, candidates: Roots, k: int, clusters: Clusters
) -> CriticalPoint | None:
    place = float(candidates.x[k]), float(candidates.y[k])
    for near in (
        ALIKE,
        SLOW,
        FLAT,
    ):  # to a singular zero Newton's method comes slowly, and not to the last digit
        fractions = _exact(g, gradient, place, near)
        if near == FLAT and fractions is None:
            break
        if fractions is None:
            x, y = _simplified(gradient, place, clusters, near)
        else:
            x, y = float(fractions[0]), float(fractions[1])
        a, b, d = (float(part(x, y)) for part in candidates.second)
        if not (isfinite(a) and isfinite(b) and isfinite(d)):
            tip = tip_at(g, (x, y))
            return None if tip is None else _tip(tip)
        hessian = (a, b), (b, d)
        kind = _kind(hessian, candidates.typical)
        if kind != "undecided":
            break
    room = 1e-5 * min(clusters.x[1] - clusters.x[0], clusters.y[1] - clusters.y[0])
    sure = kind == "undecided" or fractions is not None
    if not sure and not stands(candidates, gradient.components, (x, y), room):
        return None
    reason = None
    if kind == "undecided":
        reason = tr("an eigenvalue of the Hessian is zero: it does not decide what this critical point is")
    return CriticalPoint(x, y, g(x, y), kind, hessian, fractions, True, reason)


def _simplified(gradient: VectorField, place: Place, clusters: Clusters, near: float) -> Place:
    """The place with simple coordinates where that is no worse a zero: what was meant, not its rounding."""
    x, y = (float(Fraction(part).limit_denominator(DENOMINATORS)) for part in place)
    room_x, room_y = (near * (high - low) for low, high in (clusters.x, clusters.y))
    for other in ((x, y), (x, place[1]), (place[0], y)):
        beside = abs(other[0] - place[0]) <= room_x and abs(other[1] - place[1]) <= room_y
        if beside and _size(gradient, other) <= _size(gradient, place):
            return other
    return place


def _size(gradient: VectorField, place: Place) -> float:
    """|∇g|; NaN counts as 0, for the formula may have a hole where the function is smooth."""
    size = hypot(*gradient(*place))
    return size if isfinite(size) else 0.0


def _kind(hessian: Matrix, typical: float) -> Kind:
    """By the signs of the eigenvalues; "undecided" where one of them is 0 up to rounding."""
    low, high = eigen(hessian).values
    small, large = sorted((abs(low), abs(high)))
    if not (isfinite(low) and isfinite(high)) or small <= max(SINGULAR * large, 1e-9 * SINGULAR * typical):
        return "undecided"
    return "minimum" if low > 0 else "maximum" if high < 0 else "saddle"


def _exact(
    g: ScalarField, gradient: VectorField, point: Place, near: float
) -> tuple[Fraction, Fraction] | None:
    """Simple fractions near a point at which exact arithmetic finds both partial derivatives to be 0."""
    nearest = [Fraction(part).limit_denominator(DENOMINATORS) for part in point]
    if any(abs(float(f) - v) > near * max(1.0, abs(v)) for f, v in zip(nearest, point)):
        return None
    numbers = {name: Fraction(repr(value)) for name, value in g.parameters if isfinite(value)}
    numbers.update(zip(g.variables, nearest))
    if any(exact(part.expression, numbers) != 0 for part in gradient.components):
        return None
    return nearest[0], nearest[1]
