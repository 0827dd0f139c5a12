"""What a view shows of a relation in words: where it holds, nowhere, everywhere, or not to be told."""

from calcviz.drawing import Drawing
from calcviz.drawing.relations import shape_on
from calcviz.language.expression import free_names, longer
from calcviz.language.messages import tr
from calcviz.language.typeset import latex
from calcviz.maths.relations.relation import Relation
from calcviz.maths.relations.shape import Shape
from calcviz.scene.document import Viewport

SHORT = 16
"""Nodes of a condition up to which it is written beside its curve."""


def holding(relation: Relation, viewport: Viewport) -> Drawing:
    """The picture of a relation in a view, with a sentence; a reason where it is empty or undecided."""
    found, parts = shape_on(relation, viewport.screen)
    if relation.constant:
        said = _constant(found)
        return Drawing(parts, sentence=said, reason=said)
    reason = _reason(found)
    sentence = "; ".join(filter(None, (_said(found), reason)))
    return Drawing(parts, sentence=sentence, reason=reason, title=_title(relation))


def _title(relation: Relation) -> str:
    """An equation or an inequality as it is written beside its curve, if that is short."""
    e = relation.condition
    short = len(relation.parts) == 1 and not longer(e, SHORT)
    return latex(e) if short and all(name.isidentifier() for name in free_names(e)) else ""


def _constant(found: Shape) -> str:
    """Of a condition without x and y: whether it is true."""
    if len(found.open[0]):
        return tr("whether this is true cannot be told by computing with 16 digits")
    return (
        tr("this is false, wherever x and y are") if found.empty else tr("this is true, wherever x and y are")
    )


def _reason(found: Shape) -> str | None:
    if found.empty:
        return tr("this holds nowhere in view")
    if found.coarse:
        return tr("what is thinner than three pixels may be missing at this zoom")
    if len(found.open[0]):
        return tr("hatched: not decided at this zoom; zoom in to see more")
    return None


def _said(found: Shape) -> str:
    """What is drawn."""
    parts = []
    if len(found.regions.x):
        strict, closed = len(found.regions.strict.x), len(found.regions.closed.x)
        if strict and closed:
            parts.append(tr("a region; its dashed edges do not belong to it"))
        elif strict:
            parts.append(tr("a region without its edge"))
        elif closed:
            parts.append(tr("a region with its edge"))
        else:
            parts.append(tr("a region that fills the view"))
    if len(found.gaps.x) or len(found.holes):
        parts.append(tr("without what is dashed or hollow inside it"))
    if len(found.curves.x):
        parts.append(tr("a curve"))
    if len(found.points) == 1:
        parts.append(tr("a single point"))
    elif len(found.points):
        parts.append(tr("{count} single points", count=len(found.points)))
    return ", ".join(parts)
