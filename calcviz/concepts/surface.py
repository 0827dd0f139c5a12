"""The surface z = g(x, y) in space, coloured by its height or by its slope."""

from typing import TYPE_CHECKING

from calcviz.drawing import Drawing
from calcviz.language.messages import mark, tr
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import called, letter

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


@concept("surface", mark("Surface"), mark("the surface in space, coloured by its height or by its slope"))
class SurfaceOf:
    """All points (x, y, g(x, y)), with the level curves lying on it."""

    g: ScalarField
    color: str = param("height", choices=(mark("height"), mark("slope"), mark("none")))

    def draw(self, viewport: Viewport) -> Drawing:
        """Nothing in the plane: a sentence, or why there is no surface."""
        from calcviz.scene.levels import no_values

        reason = no_values(self.g, viewport)
        said = reason or tr("the surface of {g} stands in space", g=called(self.g))
        return Drawing(sentence=said, reason=reason)

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The surface and the level curves on it."""
        from calcviz.drawing.surfaces import floor_levels, space_contours, surface_mesh

        latex = letter(self.g)
        if self.color == "slope":
            latex = rf"\left|\nabla {latex}\right|"
        levels = floor_levels(self.g, box)
        raised = space_contours(self.g, box, levels, floor=False, raised=True)
        return (*surface_mesh(self.g, box, self.color, latex), *raised)

    def drag(self, handle: str, x: float, y: float) -> "SurfaceOf":
        """A surface has no handle."""
        return self
