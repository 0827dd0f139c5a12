"""The secant of y = f(x) through a and a + h, which turns into the tangent as h goes to 0."""

from dataclasses import replace
from math import isfinite

from calcviz.drawing import Drawing, Primitive, Readout, handle_on_curve, line_across, pair_on_curve, segment
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told, written
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import behaviour, name_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.readouts import line_readout, number_readout, slope_latex


@concept(
    "secant",
    mark("Secant"),
    mark("the secant through a and a + h, turning into the tangent as h goes to 0"),
    playable="h",
)
class Secant:
    """The line through (a, f(a)) and (a + h, f(a + h)); at h = 0 the tangent that it has become."""

    f: RealFunction
    a: float = param(1.0, step=0.1)
    h: float = param(1.0, step=0.1)

    def draw(self, viewport: Viewport) -> Drawing:
        """The secant, the two points, the triangle of h and f(a + h) − f(a)."""
        x0, x1 = self.a, self.a + self.h
        y0, y1 = self.f(x0), self.f(x1)
        slope, reason = self._slope(x0, x1, y0, y1)
        screen = viewport.screen
        ends = handle_on_curve("a", x0, y0, screen, "a"), handle_on_curve("h", x1, y1, screen, "a+h")
        handles = pair_on_curve(*ends, screen)
        parts: tuple[Primitive, ...] = ()
        if slope is not None:
            line = line_across(x0, y0, 1.0, slope, viewport.screen)
            parts = (*self._triangle(x0, x1, y0, y1), *line)
        if self.h == 0:
            return self._become(slope, reason, (*parts, *handles))
        named = rf"\frac{{{self.f.at('a+h')}-{self.f.at('a')}}}{{h}}"
        number = number_readout("slope", named, slope, reason)
        if slope is None:
            return Drawing((*parts, *handles), (number, self._limit()), sentence=reason or "", reason=reason)
        equation = line_readout(x0, y0, slope, variable=self.f.variable)
        limit = self._limit()
        said = self._said(slope, equation, limit.value)
        return Drawing((*parts, *handles), (number, equation, limit), sentence=said)

    def _said(self, slope: float, equation: Readout, limit: float | None) -> str:
        """The secant in words, beside the slope that it tends to."""
        x, ends = self.f.variable, (self.a, self.a + self.h)
        first, second = (f"{x} = {told(end)}" for end in ends)
        steep = tr(
            "the secant of {f} through {first} and {second} has slope {slope}",
            f=name_of(self.f),
            first=first,
            second=second,
            slope=told(slope),
        )
        if limit is not None:
            said = tr(
                "{secant}, the tangent at {place} slope {slope}", secant=steep, place=first, slope=told(limit)
            )
        else:
            said = steep
        if equation.text is None:
            return said
        return tr("{said}; the secant is {equation}", said=said, equation=written(equation.text))

    def _become(self, slope: float | None, reason: str | None, parts: tuple[Primitive, ...]) -> Drawing:
        """At h = 0 there is no quotient any more: what stands there is the tangent, the limit."""
        limit = number_readout("slope", slope_latex(self.f), slope, reason)
        said = behaviour(self.f, self.a, self.f.slope(self.a))
        if slope is None:
            return Drawing(parts, (limit,), sentence=said, reason=reason)
        equation = line_readout(self.a, self.f(self.a), slope, variable=self.f.variable)
        if equation.text is not None:
            line = written(equation.text)
            said = tr(
                "{behaviour}; the secant has become the tangent {equation}", behaviour=said, equation=line
            )
        return Drawing(parts, (limit, equation), sentence=said)

    def _slope(self, x0: float, x1: float, y0: float, y1: float) -> tuple[float | None, str | None]:
        if x1 == x0:
            there = self.f.slope(x0)
            return there.value, there.sentence
        if not (isfinite(y0) and isfinite(y1)):
            return None, tr("f is undefined at one of the two points")
        return (y1 - y0) / (x1 - x0), None

    def _triangle(self, x0: float, x1: float, y0: float, y1: float) -> tuple[Primitive, ...]:
        if x0 == x1:
            return ()
        return (segment(x0, y0, x1, y0, "construction"), segment(x1, y0, x1, y1, "construction"))

    def _limit(self) -> Readout:
        """The slope that the secant tends to."""
        there = self.f.slope(self.a)
        return number_readout("limit", slope_latex(self.f), there.value, there.sentence)

    def drag(self, handle: str, x: float, y: float) -> "Secant":
        """Dragging a takes both points along; dragging the other point changes h."""
        if handle == "h":
            return replace(self, h=round(x - self.a, 12))
        return replace(self, a=x) if handle == "a" else self
