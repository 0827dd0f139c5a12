"""A map of the plane, seen as the field of its vectors."""

from calcviz.drawing import Drawing
from calcviz.language.messages import mark
from calcviz.language.typeset import name_latex
from calcviz.maths.fields.vector import VectorField
from calcviz.scene.concept import concept
from calcviz.scene.document import Viewport


@concept("map", mark("Map of the plane"), mark("a map as a field of arrows"), menu=False)
class Map:
    """The arrows of F; a row that is a map of the plane shows them."""

    F: VectorField

    def draw(self, viewport: Viewport) -> Drawing:
        """The arrows, as long as the vectors."""
        from calcviz.scene.arrows import arrow_drawing, told_arrows

        title = name_latex(self.F.text) if self.F.text and self.F.text.isidentifier() else ""
        return arrow_drawing(self.F, viewport, told_arrows(self.F, "length"), title=title)

    def drag(self, handle: str, x: float, y: float) -> "Map":
        """A map has no handle."""
        return self
