"""A field of arrows in a view, what is said of it, and why it may have no arrow."""

from calcviz.drawing import Drawing
from calcviz.drawing.arrows import arrow_field
from calcviz.language.messages import tr
from calcviz.maths.fields.vector import VectorField
from calcviz.scene.document import Viewport


def arrow_drawing(
    F: VectorField, viewport: Viewport, said: str, by: str = "length", sign: int = 1, title: str = ""
) -> Drawing:
    """The arrows in a view, or that there are none; `said` is the sentence where there are."""
    parts = arrow_field(F, viewport.screen, by, sign)
    if parts and not any(part.dx.any() or part.dy.any() for part in parts):
        zero = tr("every arrow is a dot: {map} is zero everywhere in view", map=called_map(F))
        return Drawing(parts, sentence=zero, reason=zero, title=title)
    if parts:
        return Drawing(parts, sentence=said, title=title)
    reason = tr("{map} is undefined everywhere in view", map=called_map(F))
    return Drawing(sentence=reason, reason=reason, title=title)


def called_map(F: VectorField) -> str:
    """How a map is called in a sentence."""
    return F.text or tr("the map")


def told_arrows(F: VectorField, by: str) -> str:
    """What the arrows of a map mean, in words."""
    if by == "color":
        return tr("the arrows show the direction of {map}, their colours its length", map=called_map(F))
    return tr("the arrows show the direction and the length of {map}", map=called_map(F))
