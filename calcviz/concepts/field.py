"""A function of two variables: its level curves in the plane and its surface in space."""

from calcviz.drawing import Drawing
from calcviz.language.messages import mark
from calcviz.language.typeset import name_latex
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import concept
from calcviz.scene.document import Viewport


@concept("field", mark("Function of two variables"), mark("level curves and a surface"), menu=False)
class Field:
    """The level curves and the surface of g; a row that is a function of two variables shows them."""

    g: ScalarField

    def draw(self, viewport: Viewport) -> Drawing:
        """The level curves."""
        return Drawing(title=name_latex(self.g.text) if self.g.text else "")

    def drag(self, handle: str, x: float, y: float) -> "Field":
        """A function has no handle."""
        return self
