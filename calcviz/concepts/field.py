"""A function of two variables: its level curves in the plane and its surface in space."""

from typing import TYPE_CHECKING

from calcviz.drawing import Drawing
from calcviz.language.messages import mark
from calcviz.language.typeset import name_latex
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import concept
from calcviz.scene.document import Viewport
from calcviz.scene.places import letter

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


@concept("field", mark("Function of two variables"), mark("level curves and a surface"), menu=False)
class Field:
    """The level curves and the surface of g; a row that is a function of two variables shows them."""

    g: ScalarField

    def draw(self, viewport: Viewport) -> Drawing:
        """The level curves with their values, or why there are none."""
        from calcviz.scene.levels import level_drawing

        return level_drawing(self.g, viewport, title=name_latex(self.g.text) if self.g.text else "")

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The surface, coloured by its height, over its level curves on the floor."""
        from calcviz.drawing.surfaces import floor_levels, space_contours, surface_mesh

        levels = floor_levels(self.g, box)
        return (*space_contours(self.g, box, levels), *surface_mesh(self.g, box, latex=letter(self.g)))

    def drag(self, handle: str, x: float, y: float) -> "Field":
        """A function has no handle."""
        return self
