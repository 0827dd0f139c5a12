"""Rows that hold somewhere in the plane: equations and inequalities in x and y."""

from collections.abc import Mapping

from calcviz.language.messages import tr
from calcviz.language.statements import RelationRow
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Item


def relation(item: Item, statement: RelationRow, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """An implicit curve or a region."""
    raise Impossible(tr("this version does not draw this yet"))
