"""Partial derivatives of any order at a point, also where the formula of the one before has a hole there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.maths.curves.limits import SAMPLES, Side, limits
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.derivatives.sides import KNOWN, ROUNDING, Slope, shortest
from calcviz.maths.fields.existence import Place, steady_around
from calcviz.maths.fields.scalar import ScalarField, partial_text

Floats = NDArray[np.float64]

ENOUGH = 3
"""Places without a derivative after which no others are tried."""

AGREE = 1e-6
"""Two second derivatives nearer than this, relatively, are the same one computed in two ways."""


def partial_at(g: ScalarField, variables: tuple[str, ...], point: tuple[float, ...]) -> Slope:
    """The partial derivative by these variables, one after the other, at a point, or why there is none.

    By the formula where it is proven continuous around the point; else it is the slope of the derivative of
    one order less, which need not have a formula at the point itself.
    """
    if len(variables) == 1:
        return g.slope(variables[0], point)
    try:
        whole = g.partial(*variables)
        if steady_around(whole, point):
            value = whole(*point)
            return Slope(value, value, value)
        before: ScalarField | None = g.partial(*variables[:-1])
    except (NoRule, TooLong):
        before = None
    last = variables[-1]
    if before is not None:
        found = before.slope(last, point)
        if found.value is not None or found.reason != "undefined":
            return found
    here = partial_at(g, variables[:-1], point)
    if here.value is None:
        return Slope(None, None, None, "undefined")
    return _slope_of(_along(g, before, variables, point), point[g.variables.index(last)], here.value)


def _along(
    g: ScalarField, before: ScalarField | None, variables: tuple[str, ...], point: tuple[float, ...]
) -> Callable[[Floats], Floats]:
    """The derivative of one order less, along the last variable."""
    k = g.variables.index(variables[-1])
    missing = 0

    def values(t: Floats) -> Floats:
        nonlocal missing
        places = [np.full(len(t), at) for at in point]
        places[k] = t
        found = np.full(len(t), np.nan) if before is None else before.values(*places)
        for i in np.flatnonzero(np.isnan(found)):
            if missing == ENOUGH:
                break  # it does not exist along the whole line: |x y| at x = 0
            slope = partial_at(g, variables[:-1], tuple(float(each[i]) for each in places))
            found[i] = np.nan if slope.value is None else slope.value
            missing += slope.value is None
        return found

    return values


def _slope_of(k: Callable[[Floats], Floats], at: float, here: float) -> Slope:
    """The slope of a function at a place where it has a value of its own."""
    h = 2.0**-4 * max(1.0, abs(at)) * 2.0 ** -np.arange(SAMPLES, dtype=np.float64)
    sides: list[float | None] = []
    missing = False
    for sign in (-1.0, 1.0):
        t = at + sign * h
        steps = t - at
        values = k(t)
        missing |= bool(np.isnan(values[SAMPLES // 2 :]).any())
        with np.errstate(all="ignore"):
            noise = ROUNDING * (np.abs(values) + abs(here))
            quotients, errors = (values - here) / steps, noise / h
        if np.all(np.abs(values - here) <= noise):
            sides.append(0.0)  # constant; its quotients are all rounding
            continue
        found = limits(quotients[None, :], errors[None, :], np.isnan(quotients)[None, :])
        limit, error = float(found.limit[0]), float(found.error[0])
        known = found.kind[0] == Side.FINITE and error <= KNOWN * (1 + abs(limit))
        infinite = found.kind[0] == Side.INFINITE
        sides.append(shortest(limit, error) if known else limit if infinite else None)
    left, right = sides
    if left is None or right is None:
        return Slope(None, left, right, "oscillates" if left is right and not missing else "end")
    if np.isinf(left) or np.isinf(right):
        return Slope(None, left, right, "vertical" if np.isinf(left) and np.isinf(right) else "corner")
    if abs(left - right) > AGREE * (1 + abs(left)):
        return Slope(None, left, right, "corner")
    return Slope(right, right, right)


@dataclass(frozen=True, slots=True)
class Hessian:
    """The second partial derivatives at a point: row x, column y is (g_x)_y, by x first; None where none is.

    `reason` says which does not exist, or that the mixed ones differ.
    """

    matrix: tuple[tuple[float | None, float | None], tuple[float | None, float | None]]
    reason: str | None = None

    @property
    def value(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """The symmetric matrix; None where an entry is missing or the mixed derivatives differ."""
        (xx, xy), (yx, yy) = self.matrix
        if self.reason is not None or xx is None or xy is None or yx is None or yy is None:
            return None
        return (xx, xy), (yx, yy)


def hessian_at(g: ScalarField, point: Place) -> Hessian:
    """The second partial derivatives of a function of two variables at a point.

    Where both mixed ones are continuous they are equal (Schwarz), and one formula gives both.
    """
    x, y = g.variables
    if not np.isfinite(g(*point)):
        return Hessian(((None, None), (None, None)), tr("the function is not defined here"))
    xx, xy, yy = (partial_at(g, pair, point) for pair in ((x, x), (x, y), (y, y)))
    try:
        equal = steady_around(g.partial(x, y), point)
    except (NoRule, TooLong):
        equal = False
    yx = xy if equal else partial_at(g, (y, x), point)
    matrix = (xx.value, xy.value), (yx.value, yy.value)
    reason = second_order_reason(g, {(x, x): xx, (x, y): xy, (y, x): yx, (y, y): yy})
    if reason is not None:
        return Hessian(matrix, reason)
    return Hessian(((xx.value, xy.value), (xy.value, yy.value)))


def second_order_reason(g: ScalarField, slopes: Mapping[tuple[str, str], Slope]) -> str | None:
    """Which second derivative does not exist, or which mixed ones differ; None where all is well."""
    named = g.text or "z"
    for pair, slope in slopes.items():
        if slope.value is None:
            return _missing(named, pair, slope)
    for (x, y), slope in slopes.items():
        one, other = slope.value, slopes[y, x].value
        assert one is not None and other is not None
        if abs(one - other) > AGREE * (1 + abs(one)):
            first, second = partial_text(named, (x, y)), partial_text(named, (y, x))
            a, b = number_text(one, 6), number_text(other, 6)
            return tr(
                "the mixed derivatives differ: {first} is {a}, {second} is {b}",
                first=first, a=a, second=second, b=b,
            )  # fmt: skip
    return None


def _missing(named: str, pair: tuple[str, str], slope: Slope) -> str:
    """Why a second derivative does not exist."""
    name, before = partial_text(named, pair), partial_text(named, pair[:1])
    match slope.reason:
        case "undefined" | "end" | "jump":
            return tr(
                "{name} does not exist: {before} does not exist all around this point",
                name=name,
                before=before,
            )
        case "vertical":
            return tr("{name} does not exist: the difference quotients grow without bound", name=name)
    return tr("{name} does not exist: {reason}", name=name, reason=slope.sentence)
