"""The gradients of a function at all places, or the way down against them."""

from typing import TYPE_CHECKING

from calcviz.drawing import Drawing
from calcviz.language.messages import mark, tr
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import gradient_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import called

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


@concept(
    "gradient_field",
    mark("Gradient field"),
    mark("the gradient everywhere, or −∇g, the way down: by length or by colour"),
)
class GradientField:
    """The arrows of ∇g, each at right angles to its level curve; with a minus those of −∇g."""

    g: ScalarField
    by: str = param("length", choices=(mark("length"), mark("color")))
    sign: str = param("plus", choices=(mark("plus"), mark("minus")))

    def draw(self, viewport: Viewport) -> Drawing:
        """The arrows in view, or why there are none."""
        from calcviz.scene.arrows import arrow_drawing

        try:
            field = gradient_of(self.g)
        except NoRule as missing:
            reason = tr("the derivative of {function} is not in the table", function=missing.function)
            return Drawing(sentence=reason, reason=reason)
        except TooLong:
            reason = tr("this formula becomes too large when it is written out")
            return Drawing(sentence=reason, reason=reason)
        return arrow_drawing(field, viewport, self._said(), self.by, self._sign)

    @property
    def _sign(self) -> int:
        return -1 if self.sign == "minus" else 1

    def _said(self) -> str:
        if self.sign == "minus":
            return tr("the arrows point where {g} falls fastest", g=called(self.g))
        return tr("the arrows point where {g} rises fastest", g=called(self.g))

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The arrows on the floor."""
        from calcviz.drawing.arrows import floor_arrows

        try:
            return floor_arrows(gradient_of(self.g), box, self._sign)
        except (NoRule, TooLong):
            return ()

    def drag(self, handle: str, x: float, y: float) -> "GradientField":
        """A field has no handle."""
        return self
