"""The curve r = f(θ) in polar coordinates."""

from dataclasses import replace
from math import tau
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing
from calcviz.drawing.paths import end_names, path_drawing
from calcviz.language.messages import mark
from calcviz.maths.curves.nearest import distance, ending
from calcviz.maths.curves.parametric import polar_curve
from calcviz.maths.real import RealFunction
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.maths.landmarks.meeting import Way


@concept("polar", mark("Polar curve"), mark("the curve of a radius that depends on the angle"), menu=False)
class Polar:
    """All points at the distance r(θ) in the direction θ; a negative distance goes the other way."""

    r: RealFunction
    low: float = param(0.0, step=0.1, latex=r"\theta_{0}", infinite=True)
    high: float = param(tau, step=0.1, latex=r"\theta_{1}", infinite=True)
    ends: str = param("")

    @property
    def way(self) -> "Way | None":
        """The curve, to be met by others."""
        from calcviz.maths.landmarks.meeting import path_way

        x, y = polar_curve(self.r).components
        return path_way(x, y, (self.low, self.high))

    def draw(self, viewport: Viewport) -> Drawing:
        """The curve in certified pieces, with its holes, its jumps and its ends."""
        return path_drawing(polar_curve(self.r), (self.low, self.high), self.ends, viewport.screen)

    def drag(self, handle: str, x: float, y: float) -> "Polar":
        """An end of the range goes along the curve, and farther, to where it comes nearest to the pointer."""
        if handle not in end_names(self.ends):
            return self
        found = ending(polar_curve(self.r), (self.low, self.high), handle, distance((x, y)))
        if found is None:
            return self
        return replace(self, low=found) if handle == "low" else replace(self, high=found)
