"""The derivative of a function of two variables at a point: slopes, gradient, tangent plane, or why not."""

from dataclasses import dataclass
from math import floor, frexp, isfinite
from typing import Literal

import numpy as np

from calcviz.language.messages import tr
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.derivatives.sides import Slope
from calcviz.maths.fields.grid import field_key, remembered
from calcviz.maths.fields.proofs import bounds
from calcviz.maths.fields.remainder import Judgement, judged
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import gradient_of
from calcviz.maths.intervals.enclose import DEFINED

Place = tuple[float, float]
Standing = Literal["proven", "seen", "no", "undecided"]

NEARBY = (2.0**-12, 2.0**-24, 2.0**-40)
"""Half widths of the squares around a point, in units of its size, on which a proof is tried."""


@dataclass(frozen=True, slots=True)
class Differential:
    """What there is of the derivative of g at a point.

    `value` is g there, None where undefined; `slopes` those of the slices along x and along y, `partials`
    their values; `gradient` both, where both exist. `differentiable`: "proven" (the partial derivatives are
    continuous around the point), "seen" (on lines and parabolas through it), "no", "undecided".
    `reason` is the sentence why there is no tangent plane.
    """

    value: float | None
    slopes: tuple[Slope, Slope] | None
    differentiable: Standing
    reason: str | None = None

    @property
    def partials(self) -> tuple[float | None, float | None]:
        """The partial derivatives, None where there is none."""
        return (None, None) if self.slopes is None else (self.slopes[0].value, self.slopes[1].value)

    @property
    def gradient(self) -> tuple[float, float] | None:
        """The vector of the partial derivatives; across the level curve where differentiable."""
        first, second = self.partials
        return None if first is None or second is None else (first, second)

    @property
    def tangent(self) -> tuple[float, float] | None:
        """The gradient where there is a tangent plane, as far as is known."""
        return self.gradient if self.differentiable in ("proven", "seen") else None


def differential(g: ScalarField, point: Place) -> Differential:
    """The derivative of a function of two variables at a point."""
    value = g(*point)
    if not isfinite(value):
        return Differential(None, None, "no", tr("the function is not defined here"))
    proven = continuous_gradient(g, point)
    if proven is not None:
        first, second = (Slope(v, v, v) for v in proven)
        return Differential(value, (first, second), "proven")
    slopes = slope_at(g, g.variables[0], point), slope_at(g, g.variables[1], point)
    for name, slope in zip(g.variables, slopes):
        if slope.value is None:
            reason = tr("no slope along {variable}: {reason}", variable=name, reason=slope.sentence)
            return Differential(value, slopes, "no", reason)
    found = judged(g, point, (slopes[0].value or 0.0, slopes[1].value or 0.0))
    standing: Standing = (
        "seen" if found == "differentiable" else "undecided" if found == "undecided" else "no"
    )
    return Differential(value, slopes, standing, _sentence(found))


def _sentence(found: Judgement) -> str | None:
    match found:
        case "differentiable":
            return None
        case "jump":
            return tr("both partial derivatives exist, but the function is not continuous here")
        case "end":
            return tr("both partial derivatives exist, but the function is not defined all around this point")
        case "torn":
            return tr(
                "both partial derivatives exist, but there is no tangent plane: not differentiable here"
            )
    return tr("both partial derivatives exist; whether there is a tangent plane is not decided")


def continuous_gradient(g: ScalarField, point: Place) -> Place | None:
    """∇g at a point, where both partial derivatives are proven to exist and to be continuous around it.

    Then g is differentiable there. None says nothing: there may be no proof, or no rule for a function in g.
    Remembered, for rows that share a point.
    """
    key = ("gradient", field_key(g), point)
    proven: Place | None = remembered.get(key, g.expression, 16, lambda: _continuous_gradient(g, point))
    return proven


def _continuous_gradient(g: ScalarField, point: Place) -> Place | None:
    try:
        parts = gradient_of(g).components
    except (NoRule, TooLong):
        return None
    if not all(steady_around(part, point) for part in (g, *parts)):
        return None
    first, second = (part(*point) for part in parts)
    return (first, second) if isfinite(first) and isfinite(second) else None


def slope_at(g: ScalarField, variable: str, point: tuple[float, ...]) -> Slope:
    """The partial derivative at a point, or why there is none: by the rules where that is proven right.

    Elsewhere it is the slope of the slice through the point.
    """
    if len(point) == 2:
        try:
            formula = gradient_of(g).components[g.variables.index(variable)]
        except (NoRule, TooLong):
            formula = None
        if formula is not None and steady_around(formula, point) and steady_around(g, point):
            value = formula(*point)
            if isfinite(value):
                return Slope(value, value, value)
    return g.slice(variable, point).slope(point[g.variables.index(variable)])


def _steady_about(g: ScalarField, point: tuple[float, ...], side: float) -> bool:
    """The same on a large square that the next points of a drag are in too; remembered."""
    i, j = (floor(place / side) for place in point)
    key = ("steady", field_key(g), i, j, side)

    def make() -> bool:
        x, y = ((np.array([k - 0.5]) * side, np.array([k + 1.5]) * side) for k in (i, j))
        return bool(np.all(bounds(g, *x, *y).state == DEFINED))

    made: bool = remembered.get(key, g.expression, 16, make)
    return made


def steady_around(g: ScalarField, point: tuple[float, ...]) -> bool:
    """Whether a function is proven defined and continuous on a small square around a point of the plane.

    Of more variables nothing is proven.
    """
    if len(point) != 2 or not all(map(isfinite, point)):
        return False
    size = max(1.0, abs(point[0]), abs(point[1]))
    if _steady_about(g, point, 2.0 ** (frexp(size)[1] - 2)):
        return True
    for part in NEARBY:
        room = part * size
        x, y = np.array([point[0] - room, point[0] + room]), np.array([point[1] - room, point[1] + room])
        if np.all(bounds(g, x[:1], x[1:], y[:1], y[1:]).state == DEFINED):
            return True
    return False
