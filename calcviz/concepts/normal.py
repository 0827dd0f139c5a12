"""The normal to y = f(x) at x = a."""

from dataclasses import replace

from calcviz.drawing import Drawing, Primitive, Readout, handle_on_curve, line_across
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import written
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import behaviour
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.readouts import line_readout, number_readout, slope_latex


@concept("normal", mark("Normal"), mark("the line that stands at right angles on the graph"), playable="a")
class Normal:
    """The line through (a, f(a)) at right angles to the tangent: slope −1/f′(a), vertical where f′(a) = 0."""

    f: RealFunction
    a: float = param(1.0, step=0.1)

    def draw(self, viewport: Viewport) -> Drawing:
        """The normal and its point; or why there is none."""
        y, tangent = self.f(self.a), self.f.slope(self.a)
        handle = handle_on_curve("a", self.a, y, viewport.screen)
        exists = tangent.value is not None or tangent.reason == "vertical"
        vertical = tangent.value == 0
        slope = None
        if exists and not vertical:
            slope = 0.0 if tangent.value is None else -1 / tangent.value
        said = behaviour(self.f, self.a, tangent)
        parts: tuple[Primitive, ...] = ()
        if exists:
            dx, dy = (0.0, 1.0) if slope is None else (1.0, slope)
            parts = line_across(self.a, y, dx, dy, viewport.screen)
        if not exists:
            why = tangent.sentence
            return Drawing((handle,), (number_readout("slope", "m", None, why),), sentence=said, reason=why)
        equation = line_readout(self.a, y, slope, vertical, self.f.variable)
        if equation.text is not None:
            line = written(equation.text)
            said = tr("{behaviour}; the normal is {equation}", behaviour=said, equation=line)
        return Drawing((*parts, handle), self._results(slope, tangent.value, equation), sentence=said)

    def _results(self, slope: float | None, tangent: float | None, equation: Readout) -> tuple[Readout, ...]:
        """The slope m and the equation; a vertical normal has its equation first, for it has no slope."""
        if slope is None:
            said = tr("vertical: the tangent is horizontal")
            return equation, Readout("slope", "", text_latex=rf"\text{{{said}}}", reason=said)
        named = "m" if tangent is None else rf"m = -\frac{{1}}{{{slope_latex(self.f)}}}"
        return number_readout("slope", named, slope), equation

    def drag(self, handle: str, x: float, y: float) -> "Normal":
        """The point slides along the curve below or above the pointer."""
        return replace(self, a=x) if handle == "a" else self
