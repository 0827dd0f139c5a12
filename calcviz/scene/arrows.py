"""A field of arrows in a view, what is said of it, and why it may have no arrow."""

import numpy as np

from calcviz.drawing import Drawing
from calcviz.drawing.arrows import arrow_field
from calcviz.language.messages import tr
from calcviz.maths.fields.vector import VectorField
from calcviz.scene.document import Viewport

FINER = 101
"""Places across and down at which a map is looked at that has no arrow: it may live between them."""


def arrow_drawing(
    F: VectorField, viewport: Viewport, said: str, by: str = "length", sign: int = 1, title: str = ""
) -> Drawing:
    """The arrows in a view, or that there are none; `said` is the sentence where there are."""
    parts = arrow_field(F, viewport.screen, by, sign)
    dots = not any(part.dx.any() or part.dy.any() for part in parts)
    if dots and _flows_between(F, viewport):
        apart = tr("the arrows stand too far apart to show {map}: zoom in", map=called_map(F))
        return Drawing(parts, sentence=apart, reason=apart, title=title)
    if parts and dots:
        zero = tr("every arrow is a dot: {map} is zero everywhere in view", map=called_map(F))
        return Drawing(parts, sentence=zero, reason=zero, title=title)
    if parts:
        return Drawing(parts, sentence=said, title=title)
    reason = tr("{map} is undefined everywhere in view", map=called_map(F))
    return Drawing(sentence=reason, reason=reason, title=title)


def _flows_between(F: VectorField, viewport: Viewport) -> bool:
    """Whether a map that is zero or undefined at all arrows is something else at a place between them."""
    x, y = (
        np.array([axis.value(share * axis.length) for share in np.linspace(0.0, 1.0, FINER)])
        for axis in (viewport.x_axis, viewport.y_axis)
    )
    u, v = F.values(x[None, :], y[:, None])
    return bool((np.isfinite(u) & np.isfinite(v) & ((u != 0) | (v != 0))).any())


def called_map(F: VectorField) -> str:
    """How a map is called in a sentence."""
    return F.text or tr("the map")


def told_arrows(F: VectorField, by: str) -> str:
    """What the arrows of a map mean, in words."""
    if by == "color":
        return tr("the arrows show the direction of {map}, their colours its length", map=called_map(F))
    return tr("the arrows show the direction and the length of {map}", map=called_map(F))
