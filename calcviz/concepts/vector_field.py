"""A map of the plane as a field of arrows, by their length or by their colour."""

from calcviz.drawing import Drawing
from calcviz.language.messages import mark
from calcviz.maths.fields.vector import VectorField
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport


@concept(
    "vector_field",
    mark("Vector field"),
    mark("the vectors of a map as arrows, their strength as length or as colour"),
)
class VectorFieldOf:
    """At each place the arrow of F there; one without length is a dot."""

    F: VectorField
    by: str = param("length", choices=(mark("length"), mark("color")))

    def draw(self, viewport: Viewport) -> Drawing:
        """The arrows in view."""
        from calcviz.scene.arrows import arrow_drawing, told_arrows

        return arrow_drawing(self.F, viewport, told_arrows(self.F, self.by), self.by)

    def drag(self, handle: str, x: float, y: float) -> "VectorFieldOf":
        """A field has no handle."""
        return self
