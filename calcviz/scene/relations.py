"""Rows that hold somewhere in the plane: equations and inequalities in x and y."""

from collections.abc import Mapping
from dataclasses import replace

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Number,
    Tuple,
    free_names,
    substitute,
    walk,
)
from calcviz.language.messages import tr
from calcviz.language.problems import Hint
from calcviz.language.statements import RelationRow
from calcviz.maths.relations.relation import VARIABLES
from calcviz.maths.relations.relation import relation as relation_of
from calcviz.scene.concept import REGISTER
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Item, ItemKind
from calcviz.scene.numbers import needed

RADIUS = Call("hypot", (Name("x"), Name("y")))
ANGLE = Call("mod", (Call("atan2", (Name("y"), Name("x"))), Call("multiply", (Number(2), Constant("pi")))))
"""The angle from 0 up to a full turn."""


def relation(item: Item, statement: RelationRow, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """An implicit curve or a region; r and theta that are no numbers of their own are polar coordinates."""
    condition = expander.expand(statement.condition)
    if any(isinstance(part, Tuple) for part in walk(condition)):
        raise Impossible(tr("a single number is expected here"))
    names = free_names(condition)
    if "t" in names - numbers.keys():
        raise Impossible(tr("`t` has no value here: a relation is drawn in x and y"))
    polar = {"r": RADIUS, "theta": ANGLE}
    condition = substitute(condition, {name: e for name, e in polar.items() if name not in numbers})
    hints = item.hints
    if "theta" in names - numbers.keys():
        meant = tr("θ is the angle of the point (x, y), from 0 up to a full turn")
        hints = (*hints, Hint(0, len(item.row.text), meant))
    needs = needed(free_names(condition) - set(VARIABLES), numbers)
    concept = REGISTER["relation"].make(relation_of(condition, numbers))
    kind: ItemKind = "region" if is_region(condition) else "curve"
    return replace(
        item, kind=kind, command="relation", hints=hints, concept=concept, needs=needs, expression=condition
    )


def is_region(e: Expression) -> bool:
    """Whether a condition mostly holds over areas, as inequalities do; equations hold on curves."""
    if isinstance(e, Comparison):
        return "=" not in e.relations
    assert isinstance(e, Logic)
    if e.operator == "not":
        return _leaves_region(e.operands[0])
    sides = [is_region(part) for part in e.operands]
    return all(sides) if e.operator == "and" else any(sides)


def _leaves_region(e: Expression) -> bool:
    """Whether what is outside of a condition mostly holds over areas: of all but what nearly always holds."""
    if isinstance(e, Comparison):
        return set(e.relations) != {"!="}
    assert isinstance(e, Logic)
    if e.operator == "not":
        return is_region(e.operands[0])
    sides = [_leaves_region(part) for part in e.operands]
    return any(sides) if e.operator == "and" else all(sides)
