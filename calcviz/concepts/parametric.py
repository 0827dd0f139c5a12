"""The curve t ↦ (x(t), y(t))."""

from dataclasses import replace
from math import tau
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing
from calcviz.drawing.paths import end_names, path_drawing
from calcviz.language.messages import mark
from calcviz.maths.curves.nearest import distance, ending
from calcviz.maths.curves.parametric import ParametricCurve
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.maths.landmarks.meeting import Way


@concept("parametric", mark("Parametric curve"), mark("the way of a point that moves in time"), menu=False)
class Parametric:
    """All points c(t) between two values of t; a row that is such a curve shows it."""

    c: ParametricCurve
    low: float = param(0.0, step=0.1, latex=r"t_{0}", infinite=True)
    high: float = param(tau, step=0.1, latex=r"t_{1}", infinite=True)
    ends: str = param("")

    @property
    def way(self) -> "Way | None":
        """The curve, to be met by others."""
        from calcviz.maths.landmarks.meeting import path_way

        return path_way(self.c.components[0], self.c.components[1], (self.low, self.high))

    def draw(self, viewport: Viewport) -> Drawing:
        """The curve in certified pieces, with its holes, its jumps and its ends."""
        return path_drawing(self.c, (self.low, self.high), self.ends, viewport.screen)

    def drag(self, handle: str, x: float, y: float) -> "Parametric":
        """An end of the range goes along the curve, and farther, to where it comes nearest to the pointer."""
        if handle not in end_names(self.ends):
            return self
        found = ending(self.c, (self.low, self.high), handle, distance((x, y)))
        if found is None:
            return self
        return replace(self, low=found) if handle == "low" else replace(self, high=found)
