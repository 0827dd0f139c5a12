"""The value of an expression without variables, and how far it can be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite, nextafter

import numpy as np

from calcviz.language.expression import (
    Expression,
    Found,
    Name,
    Question,
    children,
    free_names,
    longer,
    substitute,
    walk,
)
from calcviz.language.messages import tr
from calcviz.language.notation import text
from calcviz.maths.evaluate import value
from calcviz.maths.exact import exact
from calcviz.maths.functions.building import number
from calcviz.maths.intervals.enclose import DEFINED, Enclosure, enclosure

LARGEST = 5_000
"""Nodes of an expression with all its names written out up to which bounds of it are asked for."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its standing: `exact` where rational arithmetic gives it, and the float or bounds agree.

    `error` bounds the distance of `value` from the true number where an enclosure proves one. `value`
    is None where the expression is undefined, and `reason` says which part of it is.
    """

    value: float | None
    exact: Fraction | None = None
    error: float | None = None
    reason: str | None = None


def worked_out(e: Expression, numbers: Mapping[str, float], expressions: Mapping[str, Expression]) -> Value:
    """The value of e for the named numbers; `expressions` are those that the numbers come from."""
    needed = free_names(e)
    x = value(e, {name: numbers[name] for name in needed})
    if not isfinite(x):
        return Value(None, reason=undefined_part(e, numbers))
    if _was_found(e, expressions):
        return Value(x)
    fraction = exact(e, _exact_numbers(expressions) if needed else {})
    bounds = None
    if fraction is not None:
        if _agrees(fraction, x):
            return Value(float(fraction), fraction)
        bounds = _bounds(e, numbers, expressions)
        if bounds is not None and _within(fraction, bounds):
            return Value(float(fraction), fraction)
    bounds = bounds or _bounds(e, numbers, expressions)
    return Value(x, error=None if bounds is None else _error(x, bounds))


def undefined_part(e: Expression, numbers: Mapping[str, float]) -> str:
    """A sentence that names the smallest part of e that is undefined."""
    while True:
        if isinstance(e, Question):
            return _unanswered(e, numbers)
        broken = next((part for part in children(e) if not _defined(part, numbers)), None)
        if broken is None:
            return tr("{part} is undefined", part=text(e))
        e = broken


def _unanswered(e: Question, numbers: Mapping[str, float]) -> str:
    """Why an integral, a sum or a limit inside a formula has no value."""
    from calcviz.maths.calculus.numerically import numerically

    known = {name: number(Fraction(numbers[name])) for name in free_names(e) if isfinite(numbers[name])}
    closed = substitute(e, known)
    reason = numerically(closed).reason if isinstance(closed, Question) and not free_names(closed) else None
    part = tr("{part} is undefined", part=text(e))
    return part if reason is None else f"{part}: {reason}"


def _defined(e: Expression, numbers: Mapping[str, float]) -> bool:
    if e.__class__.__name__ in ("Comparison", "Logic"):
        return True
    return isfinite(value(e, {name: numbers[name] for name in free_names(e)}))


def _exact_numbers(expressions: Mapping[str, Expression]) -> dict[str, Fraction]:
    known: dict[str, Fraction] = {}
    for name, e in expressions.items():
        fraction = exact(e, known)
        if fraction is not None:
            known[name] = fraction
    return known


def _was_found(e: Expression, expressions: Mapping[str, Expression]) -> bool:
    """Whether a number that nothing proves stands in e, or in what its names come from."""
    seen: set[str] = set()
    stack = [e]
    while stack:
        for node in walk(stack.pop()):
            if isinstance(node, Found):
                return True
            if isinstance(node, Name) and node.name in expressions and node.name not in seen:
                seen.add(node.name)
                stack.append(expressions[node.name])
    return False


def _agrees(fraction: Fraction, x: float) -> bool:
    """Whether the float, worked out another way, confirms the fraction."""
    try:
        true = float(fraction)
    except OverflowError:
        return False
    return abs(true - x) <= 1e-9 * max(1.0, abs(true))


def _bounds(
    e: Expression, numbers: Mapping[str, float], expressions: Mapping[str, Expression]
) -> Enclosure | None:
    """Bounds of e with what its names come from in their place: π, not the float nearest to it.

    A number that is being dragged is its float. None where the whole is too large for that.
    """
    while names := free_names(e):
        e = substitute(e, {name: _meant(name, numbers, expressions) for name in names})
        if longer(e, LARGEST):
            return None
    return enclosure(e, ())()


def _meant(name: str, numbers: Mapping[str, float], expressions: Mapping[str, Expression]) -> Expression:
    e = expressions.get(name)
    if e is not None and name not in free_names(e):
        if value(e, {inner: numbers[inner] for inner in free_names(e)}) == numbers[name]:
            return e
    return number(Fraction(numbers[name]))


def _within(fraction: Fraction, bounds: Enclosure) -> bool:
    """Whether proven bounds confirm a fraction that floats miss: floor(0.7/0.1) is 7, for 0.7/0.1 is 7."""
    low, high = np.ravel(bounds.lo)[0].item(), np.ravel(bounds.hi)[0].item()
    return isfinite(low) and isfinite(high) and low <= fraction <= high


def _error(x: float, bounds: Enclosure) -> float | None:
    if int(np.ravel(bounds.state)[0]) != DEFINED:
        return None
    error = max(x - np.ravel(bounds.lo)[0].item(), np.ravel(bounds.hi)[0].item() - x)
    return nextafter(error, np.inf) if isfinite(error) else None
