"""A function, its derivatives and its integral one below the other, at one place that is dragged in any."""

from dataclasses import replace
from math import isfinite, nan

from calcviz.drawing import Drawing, Panel, Primitive, Readout, graph, handle_on_curve, line_across, segment
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import name_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.readouts import number_readout


@concept(
    "linked",
    mark("f, f′, f″ and ∫f together"),
    mark("a function above its derivatives and its integral, with one point for all; or as a motion"),
    playable="x0",
    cost=0.1,
)
class Linked:
    """f above f′, f″ and ∫f; as a motion f is the place, f′ the velocity, f″ the acceleration."""

    f: RealFunction
    x0: float = param(1.0, step=0.1, latex="x_0")
    shown: str = param("functions", choices=(mark("functions"), mark("motion")))

    def draw(self, viewport: Viewport) -> Drawing:
        """f with its tangent in the plane, the others in panels below, and what they are at x0."""
        y, slope = self.f(self.x0), self.f.slope(self.x0)
        point = handle_on_curve("x0", self.x0, y, viewport.screen, "t_0" if self._moves else "x_0")
        parts: list[Primitive] = [] if self.f.text else list(graph(self.f, viewport.screen))
        if viewport.x_low <= self.x0 <= viewport.x_high:
            parts.append(segment(self.x0, viewport.y_low, self.x0, viewport.y_high, "construction"))
        if slope.value is not None:
            parts += line_across(self.x0, y, 1.0, slope.value, viewport.screen)
        reason = None if isfinite(y) else tr("the function is not defined here")
        second = self._second()
        readouts = (
            number_readout("value", self._called(0), y if isfinite(y) else None, reason),
            number_readout("slope", self._called(1), slope.value, slope.sentence),
            number_readout("second", self._called(2), second, tr("no second derivative exists here")),
            *(() if self._moves else (self._integral(),)),
        )
        return Drawing(
            (*parts, point),
            readouts,
            sentence=reason or self._sentence(readouts),
            reason=reason,
            panels=self._panels(viewport),
        )

    @property
    def _moves(self) -> bool:
        return self.shown == "motion"

    def _derivative(self, order: int) -> RealFunction | None:
        try:
            return self.f.derivative(order)
        except (NoRule, TooLong):
            return None

    def _second(self) -> float | None:
        """f″(x0): the slope of f′ there."""
        df = self._derivative(1)
        found = nan if df is None else df.slope(self.x0).value
        return found if found is not None and isfinite(found) else None

    def _called(self, order: int) -> str:
        """How the function or a derivative is called at x0."""
        if self._moves:
            return "sva"[order]
        return f"{self.f.text or 'y'}{chr(39) * order}(x_0)"

    def _integral(self) -> Readout:
        from calcviz.maths.calculus.accumulated import origin, up_to

        start = origin(self.f)
        value = up_to(self.f, self.x0)
        there = value is not None and isfinite(value)
        inside = rf"{name_latex(self.f.text)}" if self.f.text else "y"
        latex = rf"\int_{{{start:g}}}^{{x_0}} {inside}"
        missing = tr("the integral from {start} to here does not exist", start=told(start))
        return number_readout("integral", latex, value if there else None, None if there else missing)

    def _panels(self, viewport: Viewport) -> tuple[Panel, ...]:
        """Those of the derivatives, and unless it is a motion that of the integral."""
        from calcviz.drawing.stacked import curve_below, integral_below, panel_below
        from calcviz.maths.calculus.accumulated import up_to

        x_range, made = viewport.x_range, []
        variable = "t" if self._moves else self.f.variable
        for order in (1, 2):
            df = self._derivative(order)
            if df is not None:
                name = "sva"[order] if self._moves else f"{self.f.text or 'y'}{'′' * order}"
                curve = curve_below(df, x_range)
                made.append(panel_below(curve, x_range, (self.x0, df(self.x0)), (variable, name)))
        if not self._moves:
            curve, value = integral_below(self.f, x_range), up_to(self.f, self.x0)
            place = self.x0, nan if value is None else value
            made.append(panel_below(curve, x_range, place, (variable, f"∫{self.f.text or 'y'}")))
        return tuple(made)

    def _sentence(self, readouts: tuple[Readout, ...]) -> str:
        """What each of them is at x0, one after the other."""
        known = {each.name: each.value for each in readouts}
        value, slope, second = (
            tr("none") if known[name] is None else told(known[name] or 0.0)
            for name in ("value", "slope", "second")
        )
        if self._moves:
            return tr(
                "at t = {t} the place is {s}, the velocity {v}, the acceleration {a}",
                t=told(self.x0), s=value, v=slope, a=second,
            )  # fmt: skip
        said = tr(
            "at {place} {f} is {value}, its slope {slope}, its second derivative {second}",
            place=f"{self.f.variable} = {told(self.x0)}", f=name_of(self.f),
            value=value, slope=slope, second=second,
        )  # fmt: skip
        total = known.get("integral")
        if total is None:
            return said
        return tr("{said}, its integral {total}", said=said, total=told(total))

    def drag(self, handle: str, x: float, y: float) -> "Linked":
        """The place moves along x, whichever of the graphs is taken."""
        return replace(self, x0=x) if handle == "x0" else self
