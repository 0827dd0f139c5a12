"""The derivative of an expression by the rules of the textbook, exact about where it exists."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from calcviz.language.expression import Call, Expression, Name, Piecewise, Question, free_names, longer, walk
from calcviz.maths.derivatives.bench import Bench
from calcviz.maths.derivatives.branches import differentiated, extreme, inside
from calcviz.maths.derivatives.conditions import (
    Bound,
    Condition,
    atoms,
    bounds,
    defined,
    domain,
    own_domain,
    restricted,
)
from calcviz.maths.derivatives.rules import NoRule, Rules
from calcviz.maths.derivatives.tidy import compact
from calcviz.maths.functions.building import ZERO

MOST_NODES: Final = 5_000
"""Nodes that a derivative may have; one that is differentiated again, no more than a formula that is read."""

MOST_AGAIN: Final = 1_500

__all__ = ["NoRule", "TooLong", "derivative"]


class TooLong(Exception):
    """A derivative of that order would have more than MOST_NODES nodes."""


@lru_cache(maxsize=1024)
def derivative(e: Expression, variable: str, order: int = 1) -> Expression:
    """d^order e / d variable^order, cleaned up.

    It is defined only where e is differentiable: where the formula says more than that, it is restricted
    to a condition. At single points where e is differentiable it may still be undefined (x*|x| at 0);
    `derivatives.sides.slope` decides those. Raises NoRule for a function without a derivative and TooLong
    when the formula grows out of hand.
    """
    needs: list[Condition] = []
    for k in range(order):
        if k:
            bench = Bench()
            e = compact(e, bench)
            needs.extend(bench.needs)
        e, found = _derived(e, variable)
        needs.extend(found)
        if longer(e, MOST_NODES if k == order - 1 else MOST_AGAIN):
            raise TooLong
    return restricted(e, needs)


def _derived(e: Expression, variable: str) -> tuple[Expression, list[Condition]]:
    """The derivative of e and the conditions under which it is that."""
    work = Differentiation(variable)
    needs = list(work.lost(e))
    slope = work.d(e)
    return slope, [*needs, *work.bench.needs]


class Differentiation:
    """One differentiation: the parts done so far and, in bench.needs, where the result is right.

    A part that the expression shares is done once.
    """

    def __init__(self, variable: str) -> None:
        self.variable = variable
        self.bench = Bench()
        self.rules = Rules(variable, self.depends, self.d, self.bench)
        self._done: dict[int, tuple[Expression, Expression]] = {}
        self._depends: dict[int, tuple[Expression, bool]] = {}

    def depends(self, e: Expression) -> bool:
        """Whether the variable stands in e."""
        if isinstance(e, Name):
            return e.name == self.variable
        if isinstance(e, Call):
            known = self._depends.get(id(e))
            if known is None:
                known = self._depends[id(e)] = (e, any(self.depends(part) for part in e.arguments))
            return known[1]
        if isinstance(e, Question):
            return self.variable in free_names(e)
        return any(isinstance(node, Name) and node.name == self.variable for node in walk(e))

    def d(self, e: Expression) -> Expression:
        """The derivative of e where bench.needs hold."""
        known = self._done.get(id(e))
        if known is None:
            known = self._done[id(e)] = (e, self._differentiated(e))
        return known[1]

    def _differentiated(self, e: Expression) -> Expression:
        if not self.depends(e):
            return ZERO
        if isinstance(e, Piecewise):
            return self._loosened(
                differentiated(e, self.variable, lambda part: _derived(part, self.variable))
            )
        if isinstance(e, Question):
            from calcviz.maths.calculus.inside import derivative_of

            return derivative_of(e, self.variable, self.d, self.bench)
        assert isinstance(e, Name | Call)
        if isinstance(e, Call) and e.function in ("max", "min"):
            return extreme(e, self.d)
        return self.rules.apply(e)[1]

    def _loosened(self, e: Expression) -> Expression:
        """The value of a restricted expression, its condition laid aside in bench.needs."""
        if isinstance(e, Piecewise) and len(e.branches) == 1 and e.otherwise is None:
            value, condition = e.branches[0]
            self.bench.needs.extend(atoms(condition))
            return value
        return e

    def lost(self, e: Expression) -> Iterator[Condition]:
        """Where e is defined and inside its domain, part by part; its derivative may have lost that."""
        if not isinstance(e, Call):
            if isinstance(e, Piecewise) and not self.depends(e):
                yield from domain(e)
            return
        for part in e.arguments:
            yield from self.lost(part)
        if not self.depends(e):
            yield from own_domain(e)
        elif e.function == "power":
            yield from self._lost_power(e)
        elif e.function not in ("add", "multiply", "negate"):
            fixed = all(self.d(part) == ZERO for part in e.arguments)
            for condition in own_domain(e):
                yield inside(condition) if isinstance(condition, Bound) and not fixed else condition

    def _lost_power(self, e: Call) -> Iterator[Condition]:
        base, exponent = e.arguments
        if base == ZERO and self.depends(exponent):
            yield from bounds(exponent, ">")
            return
        for condition in own_domain(e):
            if condition != defined(e) or self.depends(exponent):
                yield inside(condition) if isinstance(condition, Bound) else condition
