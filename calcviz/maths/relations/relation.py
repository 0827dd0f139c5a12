"""A condition on points of the plane: comparisons joined by `and`, `or`, `not`, with parameters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Comparison, Expression, Logic, Number, free_names
from calcviz.language.notation import fraction_expression
from calcviz.maths.exact import exact
from calcviz.maths.fields.scalar import ScalarField, scalar_field

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

Sign = Literal["<", "<=", "=", "!="]

VARIABLES = ("x", "y")


@dataclass(frozen=True, slots=True)
class Part:
    """One comparison: the difference of its two sides, compared with 0."""

    field: ScalarField
    sign: Sign

    @property
    def at_zero(self) -> bool:
        """Whether it holds where the two sides are equal."""
        return self.sign in ("<=", "=")

    def beside(self, f: Floats) -> Booleans:
        """Where it holds for such values of the difference, of which none counts as 0; NaN: it does not."""
        if self.sign == "=":
            return np.zeros(np.shape(f), np.bool_)
        found: Booleans = np.less(f, 0) if self.sign != "!=" else np.isfinite(f) | np.isinf(f)
        return found | np.equal(f, 0) if self.sign == "<=" else found

    def exactly(self, f: Floats) -> Booleans:
        """The same, where 0 is 0."""
        found: Booleans = _COMPARED[self.sign](f)
        return found


_COMPARED: dict[Sign, Callable[[Floats], Booleans]] = {
    "<": lambda f: np.less(f, 0),
    "<=": lambda f: np.less_equal(f, 0),
    "=": lambda f: np.equal(f, 0),
    "!=": lambda f: np.less(f, 0) | np.greater(f, 0),
}


@dataclass(frozen=True, slots=True)
class Tree:
    """How the parts are joined; a leaf is the number of one of them."""

    operator: Literal["and", "or", "not"]
    branches: "tuple[Tree | int, ...]"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where in the plane a condition holds.

    A comparison with an undefined side does not hold, so that its `not` does. `parameters` are pairs (name,
    value), sorted, for exactly the free names of the condition but x and y.
    """

    condition: Expression
    parts: tuple[Part, ...]
    tree: Tree | int
    parameters: tuple[tuple[str, float], ...] = ()

    @property
    def expression(self) -> Expression:
        """The condition, as what is drawn is called elsewhere."""
        return self.condition

    def among(self, numbers: Mapping[str, float]) -> "Relation":
        """The relation for other values of its numbers; itself where they are the same."""
        new = tuple((name, numbers[name]) for name, _ in self.parameters)
        if new == self.parameters:
            return self
        parts = tuple(replace(part, field=part.field.among(numbers)) for part in self.parts)
        return replace(self, parts=parts, parameters=new)

    def joined(self, truths: Sequence[Booleans]) -> Booleans:
        """Where the whole holds, from where each part holds; arrays that broadcast."""
        return _joined(self.tree, truths)

    def holds(self, x: Floats, y: Floats) -> Booleans:
        """Where it holds, at points that broadcast, as far as floats tell."""
        return self.joined([part.exactly(part.field.values(x, y)) for part in self.parts])

    @property
    def constant(self) -> bool:
        """Whether neither x nor y is in it."""
        return free_names(self.condition).isdisjoint(VARIABLES)


def _joined(tree: Tree | int, truths: Sequence[Booleans]) -> Booleans:
    if isinstance(tree, int):
        return truths[tree]
    branches = [_joined(branch, truths) for branch in tree.branches]
    if tree.operator == "not":
        return np.logical_not(branches[0])
    return reduce(np.logical_and if tree.operator == "and" else np.logical_or, branches)


def relation(condition: Expression, numbers: Mapping[str, float]) -> Relation:
    """The relation of a Comparison or Logic, taking from `numbers` only what it needs."""
    parts: list[Part] = []
    tree = _tree(condition, numbers, parts)
    needed = sorted(free_names(condition) - set(VARIABLES))
    return Relation(condition, tuple(parts), tree, tuple((name, numbers[name]) for name in needed))


def _tree(e: Expression, numbers: Mapping[str, float], parts: list[Part]) -> Tree | int:
    if isinstance(e, Logic):
        branches = tuple(_tree(part, numbers, parts) for part in e.operands)
        return branches[0] if len(branches) == 1 and e.operator != "not" else Tree(e.operator, branches)
    assert isinstance(e, Comparison)
    found = [_part(*pair, numbers) for pair in zip(e.operands, e.operands[1:], e.relations)]
    for part in found:
        if part not in parts:
            parts.append(part)
    numbered = tuple(parts.index(part) for part in found)
    return numbered[0] if len(numbered) == 1 else Tree("and", numbered)


def _part(left: Expression, right: Expression, sign: str, numbers: Mapping[str, float]) -> Part:
    if sign in (">", ">="):
        left, right, sign = right, left, sign.replace(">", "<")
    e = difference(left, right)
    known = None if free_names(e) else exact(e)
    if known is not None:  # floats would leave 2 = sqrt(4) open
        e = fraction_expression(known)
    signs: dict[str, Sign] = {"<": "<", "<=": "<=", "=": "=", "!=": "!="}
    return Part(scalar_field(e, VARIABLES, numbers), signs[sign])


def difference(left: Expression, right: Expression) -> Expression:
    """left - right, shorter where one of them is 0."""
    if right == Number(0):
        return left
    return Call("negate", (right,)) if left == Number(0) else Call("add", (left, Call("negate", (right,))))
