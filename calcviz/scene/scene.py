"""A resolved document: every row as an item, and the numbers between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from calcviz.language.expression import Expression
from calcviz.language.statements import NumberRow
from calcviz.scene.build import rebuilt
from calcviz.scene.concept import with_fields
from calcviz.scene.expand import Task
from calcviz.scene.families import renewed
from calcviz.scene.item import Item
from calcviz.scene.numbers import moved
from calcviz.scene.questions import Answers, answered


@dataclass(frozen=True, slots=True)
class Scene:
    """Items in the order of the rows; numbers by name, and the expressions they come from, in order."""

    items: tuple[Item, ...]
    numbers: Mapping[str, float]
    expressions: Mapping[str, Expression]
    unfinished: tuple[Task, ...] = ()
    families: Mapping[str, tuple[Expression, ...]] = field(default_factory=dict)
    """The lists of numbers by name, and those inside of formulas by their texts."""

    def item(self, row_id: int) -> Item:
        """The item of that row; raises KeyError where there is none."""
        for item in self.items:
            if item.row.id == row_id:
                return item
        raise KeyError(row_id)

    def with_numbers(self, changes: Mapping[str, float]) -> "Scene":
        """The scene after sliders moved: only what depends on them is built anew, nothing is read."""
        numbers = moved(self.numbers, self.expressions, changes)
        changed = frozenset(name for name in numbers if numbers[name] != self.numbers[name])
        items = tuple(_after(item, numbers, changed, self.expressions) for item in self.items)
        return replace(self, items=items, numbers=numbers)

    def with_fields(self, row_id: int, values: Mapping[str, Any]) -> "Scene":
        """The scene in which the concept of one row has other arguments."""
        items = tuple(_with_fields(i, values) if i.row.id == row_id else i for i in self.items)
        return replace(self, items=items)

    def with_answers(self, answers: Answers) -> "Scene":
        """The scene in which rows that ask exact calculus show what is known of their questions."""
        items = tuple(
            item if item.asks is None else answered(item, answers, self.numbers, self.expressions)
            for item in self.items
        )
        same = all(new is old for new, old in zip(items, self.items, strict=True))
        return self if same else replace(self, items=items)

    def with_text(self, row_id: int, text: str) -> "Scene":
        """The scene in which a row shows another text that means what the row means already."""
        items = tuple(
            replace(item, row=replace(item.row, text=text)) if item.row.id == row_id else item
            for item in self.items
        )
        return replace(self, items=items)


def _after(
    item: Item,
    numbers: Mapping[str, float],
    changed: frozenset[str],
    expressions: Mapping[str, Expression],
) -> Item:
    if item.needs & changed:
        new = rebuilt(item, numbers)
        return renewed(new, numbers, expressions) if new.families else new
    if isinstance(item.statement, NumberRow) and item.statement.name in changed:
        return replace(item, value=numbers[item.statement.name])
    return item


def _with_fields(item: Item, values: Mapping[str, Any]) -> Item:
    assert item.concept is not None
    if item.path is not None and "x" in values:
        values = {**values, "y": item.path(values["x"])}
    members = tuple(_with_fields(member, values) for member in item.members)
    return replace(item, concept=with_fields(item.concept, values), members=members)
