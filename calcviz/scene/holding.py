"""What a view shows of a relation, and in words why it may show nothing."""

from calcviz.drawing import Drawing
from calcviz.drawing.relations import shape_on
from calcviz.language.messages import tr
from calcviz.maths.relations.relation import Relation
from calcviz.maths.relations.shape import Shape
from calcviz.scene.document import Viewport


def holding(relation: Relation, viewport: Viewport) -> Drawing:
    """The picture of a relation in a view, with a sentence; a reason where it is empty or undecided."""
    found, parts = shape_on(relation, viewport.screen)
    reason = _reason(found)
    said = _said(found)
    return Drawing(parts, sentence="; ".join(filter(None, (said, reason))), reason=reason)


def _reason(found: Shape) -> str | None:
    if found.empty:
        return tr("this holds nowhere in view")
    if len(found.open[0]):
        return tr("pale: undecided at this zoom")
    return None


def _said(found: Shape) -> str:
    """What is drawn, in words."""
    parts = []
    if len(found.regions.x):
        parts.append(tr("a region"))
    if len(found.curves.x):
        parts.append(tr("a curve"))
    if len(found.points):
        parts.append(tr("{count} points", count=len(found.points)))
    return ", ".join(parts)
