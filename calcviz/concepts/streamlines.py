"""The flow lines of a map of the plane: where a point goes that follows the arrows."""

from dataclasses import replace
from math import hypot, isfinite

from calcviz.drawing import Drawing, Readout
from calcviz.language.messages import mark, tr
from calcviz.maths.fields.vector import VectorField
from calcviz.scene.concept import Place, concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import place_handle, told_place


@concept(
    "streamlines",
    mark("Flow lines"),
    mark("the lines that follow the arrows of a map, and the one through a point to drag"),
    cost=0.2,
)
class FlowLines:
    """The curves whose tangents are the vectors of F; the one through P is drawn stronger."""

    F: VectorField
    P: Place = param((1.0, 1.0), step=0.1)

    def draw(self, viewport: Viewport) -> Drawing:
        """The lines with the way of the flow, and the vector at P."""
        from calcviz.drawing.arrows import map_latex
        from calcviz.drawing.flows import flow_lines, flow_through
        from calcviz.scene.arrows import called_map

        vector = self.F(*self.P)
        known = all(isfinite(part) for part in vector)
        parts = flow_lines(self.F, viewport.screen)
        through = flow_through(self.F, self.P, viewport.screen)
        nowhere = None if parts else self._nowhere(viewport)
        missing = (
            None
            if known
            else tr("{map} is undefined at {place}", map=called_map(self.F), place=told_place(self.P))
        )
        readout = Readout(
            "vector", f"{map_latex(self.F)}(P)", values=vector if known else None, reason=missing
        )
        return Drawing(
            (*parts, *through, place_handle(self.P, hollow=not known)),
            (readout,),
            sentence=nowhere or missing or self._said(vector),
            reason=nowhere or missing,
        )

    def _nowhere(self, viewport: Viewport) -> str:
        """Why no flow line is in view."""
        from calcviz.scene.arrows import arrow_drawing, called_map

        shown = arrow_drawing(self.F, viewport, "")
        zero = tr("no flow line: {map} is zero everywhere in view", map=called_map(self.F))
        return zero if shown.primitives or shown.reason is None else shown.reason

    def _said(self, vector: tuple[float, ...]) -> str:
        from calcviz.scene.arrows import called_map

        flow, place = called_map(self.F), told_place(self.P)
        if not any(vector):
            return tr("at {place} {map} is zero: the flow stands still", place=place, map=flow)
        length = hypot(*vector)
        if not isfinite(length):
            return tr("the flow lines of {map}", map=flow)
        way = told_place((vector[0] / length, vector[1] / length))
        return tr(
            "the flow lines of {map}; at {place} the flow goes in the direction {way}",
            map=flow,
            place=place,
            way=way,
        )

    def drag(self, handle: str, x: float, y: float) -> "FlowLines":
        """The point goes where the pointer goes, and the flow line through it with it."""
        return replace(self, P=(x, y)) if handle == "P" else self
