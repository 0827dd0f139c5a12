"""The gradient of a function of two variables at a point: where it rises fastest, and how fast."""

from dataclasses import replace
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing, Primitive
from calcviz.language.messages import mark
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import Place, concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import place_handle, place_in_space

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


@concept(
    "gradient",
    mark("Gradient"),
    mark("the gradient at a point: across the level curve, and up the surface"),
)
class GradientAt:
    """∇g(P) = (∂g/∂x, ∂g/∂y), at right angles to the level curve through P."""

    g: ScalarField
    P: Place = param((1.0, 1.0), step=0.1)
    path: str = param("none", choices=(mark("none"), mark("down"), mark("up")))

    def draw(self, viewport: Viewport) -> Drawing:
        """The arrow, the level curve that it crosses, and its length; or why there is no gradient."""
        from calcviz.drawing.contours import contour_through
        from calcviz.drawing.gradients import arrow_scale, gradient_arrow
        from calcviz.scene.gradients import (
            gradient_at,
            gradient_latex,
            gradient_readouts,
            told_gradient,
            told_path,
        )

        there, screen = gradient_at(self.g, self.P), viewport.screen
        through, lines = contour_through(self.g, self.P, screen, named=False)
        parts: tuple[Primitive, ...] = lines
        if there.value is not None:
            scale = arrow_scale(self.g, viewport.x_range, viewport.y_range)
            parts += gradient_arrow(self.P, there.value, scale, screen, gradient_latex(self.g))
        said = told_gradient(self.g, self.P, there)
        if self.path != "none":
            from calcviz.drawing.descent import descent_line

            way, drawn = descent_line(self.g, self.P, screen, self.path == "up")
            parts += drawn
            said = told_path(said, way, uphill=self.path == "up")
        return Drawing(
            (*parts, place_handle(self.P, hollow=through.level is None)),
            gradient_readouts(self.g, there),
            sentence=said,
            reason=there.reason,
        )

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The gradient on the floor, and over it the arrow of steepest ascent that touches the surface."""
        from calcviz.drawing.gradients import LONG_IN_SPACE, arrow_scale, gradient_in_space
        from calcviz.drawing.surfaces import space_contours
        from calcviz.scene.gradients import gradient_at

        there, height = gradient_at(self.g, self.P), self.g(*self.P)
        point = place_in_space(self.P, height, box)
        if there.value is None or not point:
            return point
        scale = arrow_scale(self.g, box.x_range, box.y_range, LONG_IN_SPACE)
        arrows: tuple[SpacePrimitive, ...] = gradient_in_space((*self.P, height), there.value, scale, box)
        if self.path != "none":
            from calcviz.drawing.descent import descent_in_space

            arrows += descent_in_space(self.g, self.P, box, self.path == "up")
        return (*space_contours(self.g, box, (height,)), *arrows, *point)

    def drag(self, handle: str, x: float, y: float) -> "GradientAt":
        """The point goes where the pointer goes."""
        return replace(self, P=(x, y)) if handle == "P" else self
