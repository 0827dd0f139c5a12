"""The curve t ↦ (x(t), y(t), z(t)) in space."""

from dataclasses import replace
from math import tau
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing
from calcviz.drawing.paths import end_names
from calcviz.language.messages import mark, tr
from calcviz.maths.curves.nearest import ending
from calcviz.maths.curves.parametric import ParametricCurve
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.ray import Ray
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


@concept("space_curve", mark("Curve in space"), mark("the way of a point that moves in space"), menu=False)
class SpaceCurve:
    """All points c(t) between two values of t; a row with three components shows it in space."""

    c: ParametricCurve
    low: float = param(0.0, step=0.1, latex=r"t_{0}", infinite=True)
    high: float = param(tau, step=0.1, latex=r"t_{1}", infinite=True)
    ends: str = param("")

    def draw(self, viewport: Viewport) -> Drawing:
        """Nothing in the plane: a sentence."""
        said = tr("the curve {c} runs in space", c=self.c.text or "")
        return Drawing(sentence=" ".join(said.split()))

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The part of the curve that lies in the box."""
        from calcviz.drawing.space_paths import space_path

        return space_path(self.c, (self.low, self.high), self.ends, box)

    def drag(self, handle: str, x: float, y: float) -> "SpaceCurve":
        """A curve has no handle in the plane."""
        return self

    def drag_sight(self, handle: str, ray: Ray) -> "SpaceCurve":
        """An end of the range goes along the curve, and farther, to where it looks nearest to the pointer."""
        if handle not in end_names(self.ends):
            return self
        found = ending(self.c, (self.low, self.high), handle, ray.away)
        if found is None:
            return self
        return replace(self, low=found) if handle == "low" else replace(self, high=found)
