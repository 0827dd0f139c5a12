"""The tangent to y = f(x) at x = a."""

from dataclasses import replace

from calcviz.drawing import Drawing, Primitive, handle_on_curve, line_across, slope_triangle
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import written
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import behaviour
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.readouts import line_readout, number_readout, slope_latex


@concept(
    "tangent", mark("Tangent"), mark("the tangent at a point dragged along f, with its slope"), playable="a"
)
class Tangent:
    """The line through (a, f(a)) with the slope f′(a)."""

    f: RealFunction
    a: float = param(1.0, step=0.1)

    def draw(self, viewport: Viewport) -> Drawing:
        """The tangent, its slope triangle and its point; or why there is no tangent."""
        y, slope = self.f(self.a), self.f.slope(self.a)
        handle = handle_on_curve("a", self.a, y, viewport.screen)
        vertical = slope.reason == "vertical"
        parts: tuple[Primitive, ...] = (handle,)
        if slope.value is not None or vertical:
            dx, dy = (0.0, 1.0) if slope.value is None else (1.0, slope.value)
            across = line_across(self.a, y, dx, dy, viewport.screen)
            triangle = (
                ()
                if slope.value is None
                else slope_triangle(self.a, y, slope.value, viewport.screen, slope_latex(self.f))
            )
            parts = (*triangle, *across, handle)
        said = behaviour(self.f, self.a, slope)
        number = number_readout("slope", slope_latex(self.f), slope.value, slope.sentence)
        if slope.value is None and not vertical:
            return Drawing(parts, (number,), sentence=said, reason=slope.sentence)
        equation = line_readout(self.a, y, slope.value, vertical, self.f.variable)
        if equation.text is not None:
            line = written(equation.text)
            said = tr("{behaviour}; the tangent is {equation}", behaviour=said, equation=line)
        return Drawing(parts, (number, equation), sentence=said, reason=slope.sentence)

    def drag(self, handle: str, x: float, y: float) -> "Tangent":
        """The point slides along the curve below or above the pointer, never onto a pole."""
        return replace(self, a=x) if handle == "a" else self
