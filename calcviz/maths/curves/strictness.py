"""An expression as a function of one variable, which knows what its domain forbids at a singular point."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from calcviz.language.expression import Call, Comparison, Expression, Logic, walk
from calcviz.maths.curves.cancelling import uncancelled
from calcviz.maths.curves.repeated import gathered
from calcviz.maths.curves.settling import settled
from calcviz.maths.curves.singularities import Bools, Floats, Function
from calcviz.maths.derivatives.branches import JUMPS
from calcviz.maths.derivatives.conditions import Bound, domain
from calcviz.maths.evaluate import compiled
from calcviz.maths.intervals.enclose import enclosure
from calcviz.maths.intervals.enclosures import Enclosure, Interval

ZERO = 1e-13
"""A difference smaller than this is 0 up to rounding."""


def function(e: Expression, variable: str, parameters: Mapping[str, float]) -> Function:
    """e as a function of the variable, for numbers in place of its other names."""
    names = (variable, *parameters)
    numbers = tuple(float(number) for number in parameters.values())
    points = tuple(Interval(np.asarray(number), np.asarray(number)) for number in numbers)
    e = gathered(uncancelled(e))
    compute, bound = compiled(e, names), enclosure(e, names)

    def values(x: Floats) -> Floats:
        return compute(x, *numbers)

    def at(x: Floats) -> Floats:
        return compiled(settled(e), names)(x, *numbers)

    def enclose(cells: Interval) -> Enclosure:
        return bound(cells, *points)

    def excluded(l: Floats, c: Floats, r: Floats) -> Bools:
        at = np.stack((l, c, r))
        met = np.zeros(c.shape, np.bool_)
        for gap in strict(e):
            if _steps(gap):
                met |= np.abs(compiled(settled(gap), names)(c, *numbers)) < ZERO
            else:
                met |= _met(compiled(gap, names)(at, *numbers))
        return met

    return Function(values, at, enclose, excluded)


def _steps(e: Expression) -> bool:
    """Whether a difference jumps: its values beside a point then say nothing of the point itself."""
    return any(isinstance(node, Call) and node.function in JUMPS for node in walk(e))


@lru_cache(maxsize=256)
def strict(e: Expression) -> tuple[Expression, ...]:
    """The differences that must not be 0 where e is defined."""
    found: list[Expression] = []
    for condition in domain(e):
        written = condition.written() if isinstance(condition, Bound) else condition
        found.extend(_differences(written))
    return tuple(found)


def _differences(condition: Expression) -> list[Expression]:
    """Of a condition, left - right for each relation that forbids equality."""
    if isinstance(condition, Logic) and condition.operator == "and":
        return [gap for part in condition.operands for gap in _differences(part)]
    if not isinstance(condition, Comparison):
        return []
    pairs = zip(condition.operands, condition.relations, condition.operands[1:])
    return [
        Call("add", (a, Call("negate", (b,)))) for a, relation, b in pairs if relation in ("<", ">", "!=")
    ]


def _met(gap: Floats) -> Bools:
    """Whether a difference, known at the ends and inside of slivers, shape (3, n), is 0 up to rounding."""
    known = np.where(np.isfinite(gap), gap, np.nan)
    low, high = np.fmin.reduce(known, axis=0), np.fmax.reduce(known, axis=0)
    result: Bools = ((low <= 0) & (high >= 0)) | (np.fmin.reduce(np.abs(known), axis=0) < ZERO)
    return result
