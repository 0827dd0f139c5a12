"""Rows that are lists: data to be drawn as points, and families of numbers."""

from collections.abc import Mapping
from dataclasses import replace

from calcviz.language.expression import Sequence, Tuple, free_names
from calcviz.language.messages import tr
from calcviz.language.statements import ListRow
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Item
from calcviz.scene.listed_points import data_points, has_points
from calcviz.scene.numbers import components_among, needed


def listed(item: Item, statement: ListRow, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """D = [(1, 4), (2, 5)] or a = [1, 2, 3]."""
    if has_points(statement):
        return data_points(item, statement, expander, numbers)
    if any(isinstance(e, Tuple | Sequence) for e in statement.items):
        raise Impossible(tr("a list holds numbers, or points"))
    return _numbers(item, statement, expander, numbers)


def _numbers(item: Item, statement: ListRow, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """A list of numbers: every row that uses its name is meant for each of them."""
    if not statement.items:
        raise Impossible(tr("this list is empty"))
    e = Tuple(tuple(expander.number(part) for part in statement.items))
    needs = needed(free_names(e), numbers)
    return replace(item, kind="value", expression=e, needs=needs, components=components_among(e, numbers))
