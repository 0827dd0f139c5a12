"""Rows that ask exact calculus: integrals, limits, sums, solutions, series, simplifications."""

from collections.abc import Mapping

from calcviz.language.messages import tr
from calcviz.language.statements import QuestionRow
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Item


def question(item: Item, statement: QuestionRow, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """The item with the question written out, and what is known of it."""
    raise Impossible(tr("this version does not compute this yet"))
