"""Limits from one side and from both, at a place and at infinity, as far as numbers tell."""

from collections.abc import Mapping
from dataclasses import replace
from math import inf, isfinite, nan

import numpy as np

from calcviz.language.expression import Call, Expression, Number, free_names, walk
from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.approaching import Approach, approach
from calcviz.maths.calculus.integrand import Integrand, integrand
from calcviz.maths.calculus.quadrature import Bound
from calcviz.maths.evaluate import value
from calcviz.maths.exact import exact
from calcviz.maths.intervals.enclosures import DEFINED

NEARBY = (2.0**-10, 2.0**-24, 2.0**-40)

LEAST, MOST = 1e-24, 1e24
"""Numbers beyond these are far from 1: e^(-x/10^300) is 1 as far as floats can be looked at."""

DIGITS = 10
"""A limit that is a number with so few digits within its error is taken for that number."""


def limit(
    e: Expression, variable: str, at: Bound, side: str = "", numbers: Mapping[str, float] | None = None
) -> Answer:
    """The limit of e as the variable tends to a place."""
    f = integrand(e, variable, numbers)
    there = _continuous(f, at) if isfinite(at.value) else None
    if there is not None:
        near, error = there
        return Answer("numeric", value=near, error=error, sides=(near, near))
    found = _approached(f, at, side)
    if found.standing == "numeric" and _has_own_scale(e):
        return replace(found, standing="unconfirmed", reason=tr("the values nearby do not tell the limit"))
    return found


def _approached(f: Integrand, at: Bound, side: str) -> Answer:
    if not isfinite(at.value):
        return _one_sided(approach(f, at.place, 1), "")
    if side:
        return _one_sided(approach(f, at.place, -1 if side == "left" else 1), side)
    return _two_sided(approach(f, at.place, -1), approach(f, at.place, 1))


def _has_own_scale(e: Expression) -> bool:
    """Whether a number in e is so large or so small that what floats can look at may not be near enough."""
    numbers = (node for node in walk(e) if isinstance(node, Call | Number) and not free_names(node))
    return any(not LEAST <= abs(value(node, {})) <= MOST and exact(node, {}) != 0 for node in numbers)


def _continuous(f: Integrand, at: Bound) -> tuple[float, float] | None:
    """The value and its error where f is proven continuous around the place."""
    room = np.array(NEARBY) * max(1.0, abs(at.value))
    state = f.enclose(at.value - room, at.value + room).state
    if not np.any(np.equal(state, DEFINED)):
        return None
    value = float(f.values(np.array([at.value]))[0])
    low, high, _ = f.enclose(np.array([at.value - at.doubt]), np.array([at.value + at.doubt]))
    error = max(float(high[0]) - value, value - float(low[0]))
    return (value, float(np.nextafter(error, inf))) if isfinite(value) and isfinite(error) else None


def _cleaned(a: Approach) -> Approach:
    """The limit as a number with few digits, where that is within its error."""
    if a.kind != "finite":
        return a
    simple = 0.0 if abs(a.value) <= a.error else float(f"{a.value:.{DIGITS}g}")
    away = abs(simple - a.value)
    return replace(a, value=simple, error=a.error + away) if away <= a.error else a


def _one_sided(a: Approach, side: str) -> Answer:
    a = _cleaned(a)
    sides = None
    if side:
        value = a.value if a.kind in ("finite", "infinite") else nan
        sides = (value, nan) if side == "left" else (nan, value)
    match a.kind:
        case "finite":
            return _judged(a, sides)
        case "infinite":
            return _infinite(a.value, a.error == 0, sides)
        case "absent":
            return Answer("undefined", reason=tr("the function is not defined there"), sides=sides)
        case "oscillates":
            return Answer("undefined", reason=_oscillation(a), sides=sides)
    return Answer("unknown", reason=tr("the values nearby do not tell the limit"), sides=sides)


def _infinite(value: float, seen: bool, sides: tuple[float, float] | None) -> Answer:
    """`seen`: whether values grow as far as floats reach; those of x^100 e^-√x cannot be followed so far."""
    if seen:
        return Answer("numeric", value=value, error=0.0, sides=sides)
    reason = tr("the values nearby do not tell the limit")
    return Answer("unconfirmed", value=value, reason=reason, sides=sides)


def _judged(a: Approach, sides: tuple[float, float] | None) -> Answer:
    if a.error <= 1e-4 * max(1e-2, abs(a.value)):
        return Answer("numeric", value=a.value, error=a.error, sides=sides)
    reason = tr("the values nearby come to rest too slowly to tell more digits")
    return Answer("unconfirmed", value=a.value, error=a.error, reason=reason, sides=sides)


def _oscillation(a: Approach) -> str:
    assert a.band is not None
    low, high = a.band
    if isfinite(low) and isfinite(high):
        return tr("oscillates between {low} and {high}", low=spelled(low), high=spelled(high))
    return tr("oscillates without bound")


def spelled(value: float) -> str:
    """A limit from one side as it is read, with the sign of ∞; NaN where there is none."""
    if value != value:
        return tr("none")
    return number_text(value, 6) if isfinite(value) else "+∞" if value > 0 else "-∞"


def _two_sided(left: Approach, right: Approach) -> Answer:
    left, right = _cleaned(left), _cleaned(right)
    known = {"finite", "infinite"}
    values = tuple(a.value if a.kind in known else nan for a in (left, right))
    sides = (values[0], values[1])
    if left.kind == right.kind == "absent":
        return Answer("undefined", reason=tr("the function is not defined around this place"))
    if "absent" in (left.kind, right.kind):
        inner, remark = (right, tr("from the right only: the function is not defined on the left"))
        if right.kind == "absent":
            inner, remark = left, tr("from the left only: the function is not defined on the right")
        return replace(_one_sided(inner, ""), remark=remark, sides=sides)
    if left.kind in known and right.kind in known:
        return _both(left, right, sides)
    for a, other in ((left, right), (right, left)):
        if a.kind == "oscillates":
            what = _oscillation(a)
            if other.kind != "oscillates" or other.band != a.band:
                what = (
                    tr("from the left: {what}", what=what)
                    if a is left
                    else tr("from the right: {what}", what=what)
                )
            return Answer("undefined", reason=what, sides=sides)
    return Answer("unknown", reason=tr("the values nearby do not tell the limit"), sides=sides)


def _both(left: Approach, right: Approach, sides: tuple[float, float]) -> Answer:
    """Both one-sided limits are there: one limit where they agree."""
    if left.kind == right.kind == "infinite" and left.value == right.value:
        return _infinite(left.value, left.error == right.error == 0, sides)
    if left.kind == right.kind == "finite":
        gap, doubt = abs(left.value - right.value), left.error + right.error
        if gap <= doubt:
            best, other = (left, right) if left.error <= right.error else (right, left)
            error = best.error if other.proven or gap <= best.error else best.error + gap
            return _judged(replace(best, error=error), sides)
        if gap <= 1e3 * doubt:
            return Answer("unknown", reason=tr("the values nearby do not tell the limit"), sides=sides)
    l, r = (spelled(value) for value in sides)
    return Answer(
        "undefined", reason=tr("left limit {left}, right limit {right}", left=l, right=r), sides=sides
    )
