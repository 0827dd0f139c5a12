"""The antiderivatives of f: F with its constant, dragged up and down."""

from dataclasses import replace
from functools import cached_property
from math import isfinite

import numpy as np

from calcviz.drawing import Drawing, Polyline, Primitive, Readout, graph, handle_on_curve
from calcviz.language.expression import Name, free_names, substitute
from calcviz.language.messages import mark, tr
from calcviz.language.notation import number_expression, text
from calcviz.language.spoken import told, written
from calcviz.language.typeset import latex, name_latex
from calcviz.maths.calculus.accumulated import accumulated, origin, up_to
from calcviz.maths.calculus.integrals import integral
from calcviz.maths.functions.building import add
from calcviz.maths.real import RealFunction, real_function
from calcviz.scene.behaviour import name_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport

BESIDE = (-2, -1, 1, 2)
"""Which of the others are drawn, counted in steps."""

SHARE = 0.16
"""A step as part of the height of the view."""


@concept(
    "antiderivative",
    mark("Antiderivative"),
    mark("F with F′ = f through a point that is dragged; the constant moves it up and down"),
    cost=0.1,
)
class Antiderivative:
    """F(x) + C with F′ = f: by a formula where a table has one, else by numbers as an integral from 0."""

    f: RealFunction
    C: float = param(0.0, step=0.1)
    a: float = param(1.0, step=0.1)

    @cached_property
    def _plain(self) -> RealFunction | None:
        """F without a constant; None where there is no formula for it."""
        from calcviz.maths.calculus.antiderivatives import primitive  # large, and no start needs it

        F = primitive(self.f.expression, self.f.variable, self.f.parameters)
        return None if F is None else real_function(F, self.f.variable, dict(self.f.parameters))

    @cached_property
    def curve(self) -> RealFunction | None:
        """F + C; None where it is known by numbers only."""
        plain = self._plain
        if plain is None or not isfinite(self.C):
            return None
        e = add(plain.expression, number_expression(self.C)) if self.C else plain.expression
        return RealFunction(e, plain.variable, plain.parameters, "F")

    def _at(self, x: float) -> float | None:
        """F(x) without the constant."""
        y = self._plain(x) if self._plain is not None else up_to(self.f, x) if isfinite(x) else None
        return y if y is not None and isfinite(y) else None

    def draw(self, viewport: Viewport) -> Drawing:
        """F with some of its parallels, and the point that takes it along; or why there is none."""
        if not (isfinite(self.C) and isfinite(self.a)):
            said = tr("the constant or the place is no number")
            return Drawing(sentence=said, reason=said)
        here = self._at(self.a)
        y = np.nan if here is None else here + self.C
        handle = handle_on_curve("P", self.a, y, viewport.screen)
        handle = replace(handle, horizontal_only=False)
        curve = self._curve(viewport)
        drawn = any(isinstance(part, Polyline) and len(part.x) for part in curve)
        reason = None if drawn or self._plain is not None else self._missing()
        return Drawing(
            (*self._parallels(curve, viewport), *curve, handle),
            self._readouts(here),
            sentence=reason or self._sentence(here),
            reason=reason,
            title="F",
        )

    def _curve(self, viewport: Viewport) -> tuple[Primitive, ...]:
        if self.curve is not None:
            return graph(self.curve, viewport.screen)
        low, high = viewport.screen.band()
        strokes = accumulated(self.f, viewport.screen)
        if not strokes:
            return ()
        lengths = np.array([len(x) for x, _ in strokes])
        x, y = (np.concatenate([stroke[k] for stroke in strokes]) for k in range(2))
        starts = (np.cumsum(lengths) - lengths).astype(np.int64)
        return (Polyline(x, np.clip(y + self.C, low, high), starts),)

    def _parallels(self, curve: tuple[Primitive, ...], viewport: Viewport) -> tuple[Polyline, ...]:
        """The same curve with other constants."""
        if viewport.y_log:
            return ()
        step = SHARE * (viewport.y_high - viewport.y_low)
        strokes = [part for part in curve if isinstance(part, Polyline) and part.role == "curve"]
        return tuple(
            Polyline(each.x, each.y + k * step, each.starts, "construction")
            for each in strokes
            for k in BESIDE
        )

    def _readouts(self, here: float | None) -> tuple[Readout, ...]:
        x = name_latex(self.f.variable)
        name = rf"F\left({x}\right)"
        if self._plain is not None:
            e = self._plain.expression
            formula = Readout("formula", name, text=f"{text(e)} + C", text_latex=f"{latex(e)} + C")
        else:
            whole, start = self.f.expression, f"{origin(self.f):g}"
            t = next((letter for letter in "tsuvw" if letter not in free_names(whole)), "τ")
            inside = f"{self.f.text}({t})" if self.f.text else f"y({t})"
            shown = rf"\int_{{{start}}}^{{{x}}} {inside}\,d{t} + C"
            called = inside if self.f.text else text(substitute(whole, {self.f.variable: Name(t)}))
            said = f"integral({called}, {t}, {start}, {self.f.variable}) + C"
            formula = Readout("formula", name, text=said, text_latex=shown)
        value = None if here is None else here + self.C
        missing = None if here is not None else self._nowhere()
        return (formula, Readout("constant", "C", self.C), Readout("value", "F(a)", value, reason=missing))

    def _nowhere(self) -> str:
        return tr("{f} has no value at {variable} = {a}", f="F", variable=self.f.variable, a=told(self.a))

    def _missing(self) -> str:
        found = integral(self.f, origin(self.f), self.a)
        if found.reason:
            return found.reason
        return tr("nothing of {f} can be integrated in the view", f=name_of(self.f))

    def _sentence(self, here: float | None) -> str:
        f = name_of(self.f)
        if self._plain is not None:
            formula = written(text(self._plain.expression))
            said = tr("the antiderivatives of {f} are {formula} + C", f=f, formula=formula)
        else:
            start = told(origin(self.f))
            said = tr(
                "an antiderivative of {f} is its integral from {start}, known by numbers", f=f, start=start
            )
        place = f"{self.f.variable} = {told(self.a)}"
        if here is None:
            return tr("{said}; at {place} it has no value", said=said, place=place)
        value = told(here + self.C)
        return tr(
            "{said}; with C = {constant} it has the value {value} at {place}",
            said=said, constant=told(self.C), value=value, place=place,
        )  # fmt: skip

    def drag(self, handle: str, x: float, y: float) -> "Antiderivative":
        """The curve goes through the point, wherever it is taken."""
        if handle != "P":
            return self
        here = self._at(x)
        if here is None or not isfinite(y - here):
            return replace(self, a=x)
        return replace(self, a=x, C=float(f"{y - here:.6g}") + 0.0)
