"""Rows that are curves: graphs over y, parametric and polar ones."""

from collections.abc import Mapping

from calcviz.language.messages import tr
from calcviz.language.statements import CurveRow, OverYRow, PolarRow
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Item


def over_y(item: Item, statement: OverYRow, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """x = g(y); a vertical line where nothing varies."""
    raise Impossible(tr("this version does not draw this yet"))


def curve(item: Item, statement: CurveRow, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """A parametric curve in the plane or in space."""
    raise Impossible(tr("this version does not draw this yet"))


def polar(item: Item, statement: PolarRow, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """r = f(theta)."""
    raise Impossible(tr("this version does not draw this yet"))
