"""The plane that touches the surface z = g(x, y) over P."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing, Primitive
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import written
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import Place, concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import called, height_readout, place_handle, place_in_space, told_place
from calcviz.scene.readouts import plane_readout

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive
    from calcviz.maths.fields.existence import Differential


@concept(
    "tangent_plane",
    mark("Tangent plane"),
    mark("the plane that touches the surface at a point, with its equation"),
)
class TangentPlane:
    """z = g(P) + ∇g(P)·((x, y) − P)."""

    g: ScalarField
    P: Place = param((1.0, 1.0), step=0.1)

    def draw(self, viewport: Viewport) -> Drawing:
        """The level lines of the plane around P, among those of g."""
        from calcviz.scene.touching import gradient_readout, untouched

        d = self._d
        reason = untouched(self.g, self.P, d)
        readouts = (height_readout(self.g, self.P), gradient_readout(self.g, self.P, d))
        handle = place_handle(self.P)
        if d.tangent is None or d.value is None:
            # first that there is no gradient, which is what the row shows
            return Drawing((handle,), readouts[::-1], sentence=self._missing(reason), reason=reason)
        equation = plane_readout(self.g.variables, self.P, d.value, d.tangent)
        said = ""
        if equation.text is not None:
            said = tr(
                "the tangent plane of {g} at {place} is {equation}",
                g=called(self.g), place=told_place(self.P), equation=written(equation.text),
            )  # fmt: skip
        parts = self._lines(viewport, d)
        return Drawing((*parts, handle), (equation, *readouts), sentence=said)

    @cached_property
    def _d(self) -> "Differential":
        """Asked for by the plane and by space."""
        from calcviz.maths.fields.existence import differential

        return differential(self.g, self.P)

    def _missing(self, reason: str | None) -> str:
        g, place = called(self.g), told_place(self.P)
        return tr("{g} has no tangent plane at {place}: {reason}", g=g, place=place, reason=reason)

    def _lines(self, viewport: Viewport, d: "Differential") -> tuple[Primitive, ...]:
        from calcviz.drawing.around import around
        from calcviz.drawing.contours import levels_on
        from calcviz.drawing.models import DISC, direction_line, plane_levels

        there = around(self.P, viewport.screen)
        if there is None or d.tangent is None or d.value is None or d.tangent == (0, 0):
            return ()
        p, q = d.tangent
        levels = tuple(level for level in levels_on(self.g, viewport.screen).values if level != d.value)
        return *plane_levels(there, d.value, d.tangent, levels), direction_line(there, (-q, p), DISC)

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """A piece of the plane around P, and the point where it touches."""
        from calcviz.drawing.models import plane_mesh

        d = self._d
        height = self.g(*self.P)
        parts: tuple[SpacePrimitive, ...] = ()
        if d.tangent is not None and d.value is not None:
            variables = self.g.variables[0], self.g.variables[1]
            parts = plane_mesh(variables, self.P, d.value, d.tangent, box)
        return (*parts, *place_in_space(self.P, height, box))

    def drag(self, handle: str, x: float, y: float) -> "TangentPlane":
        """P goes where the pointer goes."""
        return replace(self, P=(x, y)) if handle == "P" else self
