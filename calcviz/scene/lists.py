"""Rows that are lists: data to be drawn as points, and families of numbers."""

from collections.abc import Mapping

from calcviz.language.messages import tr
from calcviz.language.statements import ListRow
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Item


def listed(item: Item, statement: ListRow, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """D = [(1, 4), (2, 5)] or a = [1, 2, 3]."""
    raise Impossible(tr("this version does not draw this yet"))
