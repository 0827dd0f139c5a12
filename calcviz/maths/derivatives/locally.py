"""The formula that a function follows on one side of a point: |x| is -x left of 0 and x right of it."""

from collections.abc import Mapping
from math import isfinite
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, Number, Piecewise, Question, rebuild
from calcviz.maths.evaluate import compiled, condition
from calcviz.maths.functions.building import ONE, ZERO, divide, multiply, negate, number, subtract

Floats = NDArray[np.float64]

STEPS: Final = frozenset(("floor", "ceil", "round", "sign", "heaviside"))
NEAR: Final = 10.0 ** -np.arange(4.0, 10.0)
"""Distances, relative to the size of the place, at which a branch must be the same to be taken."""


class _Undecided(Exception):
    """The branches change too near to the place to be told apart."""


def locally(
    e: Expression, variable: str, at: float, side: int, parameters: Mapping[str, float]
) -> Expression | None:
    """e near `at` on one side (-1 left, 1 right), with each branch decided: no abs, max, floor, pieces.

    Steps become numbers, |u| becomes u or -u, max and min their argument, a Piecewise its branch. None
    where that cannot be decided, or where no branch stands on that side.
    """
    try:
        return _Local(variable, at, side, parameters).formula(e)
    except _Undecided:
        return None


class _Local:
    def __init__(self, variable: str, at: float, side: int, parameters: Mapping[str, float]) -> None:
        self.names = (variable, *parameters)
        self.values = tuple(parameters.values())
        self.places = at + side * NEAR * max(1.0, abs(at))

    def formula(self, e: Expression) -> Expression:
        if isinstance(e, Piecewise):
            return self._branch(e)
        if isinstance(e, Question):
            return e
        e = rebuild(e, self.formula)
        if not isinstance(e, Call):
            return e
        if e.function in STEPS:
            return self._step(e)
        match e.function, e.arguments:
            case "abs", (u,):
                return u if self._positive(u) else negate(u)
            case "frac", (u,):
                return subtract(u, self._step(Call("floor", (u,))))
            case "mod", (u, m):
                return subtract(u, multiply(m, self._step(Call("floor", (divide(u, m),)))))
            case "relu", (u,):
                return u if self._positive(u) else ZERO
            case (("max" | "min"), arguments):
                return self._extreme(arguments, e.function == "max")
        return e

    def _seen(self, e: Expression) -> Floats:
        """The values of e at the places near; they must exist."""
        found = compiled(e, self.names)(self.places, *self.values)
        if not np.isfinite(found).all():
            raise _Undecided
        return found

    def _positive(self, u: Expression) -> bool:
        seen = self._seen(u)
        if (seen >= 0).all():
            return True
        if (seen <= 0).all():
            return False
        raise _Undecided

    def _step(self, e: Call) -> Expression:
        seen = self._seen(e)
        first = float(seen[0])
        if not (seen == first).all() or not isfinite(first) or abs(first) > 2**53:
            raise _Undecided
        return divide(ONE, Number(2)) if first == 0.5 else number(int(first))

    def _extreme(self, arguments: tuple[Expression, ...], largest: bool) -> Expression:
        rows = np.array([self._seen(u) for u in arguments])
        best = rows.max(0) if largest else rows.min(0)
        for row, u in zip(rows, arguments):
            if (row == best).all():
                return u
        raise _Undecided

    def _branch(self, e: Piecewise) -> Expression:
        for value, test in e.branches:
            held = condition(test, self.names)(self.places, *self.values)
            if held.all():
                return self.formula(value)
            if held.any():
                raise _Undecided
        if e.otherwise is None:
            raise _Undecided
        return self.formula(e.otherwise)
