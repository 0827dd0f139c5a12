"""A density: the probability between a and b as an area under it, its mean and its variance."""

from dataclasses import replace
from functools import cached_property
from math import inf, isfinite, isnan, sqrt

import numpy as np

from calcviz.drawing import (
    Drawing,
    Handle,
    Primitive,
    Readout,
    handle_on_curve,
    number_label,
    pair_on_curve,
    segment,
)
from calcviz.drawing.areas import area_under
from calcviz.language.messages import mark, tr
from calcviz.language.notation import number_text
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.integrals import integral, moment, size_of
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import name_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.integrals import end_handle, integral_latex, integral_readout, span, told_integral

CLOSE = 1e-6
"""By how much the total area of a density may miss 1: its numbers may be rounded."""

_ASKED = np.concatenate((np.linspace(-50.0, 50.0, 2001), [-1e3, -200.0, 200.0, 1e3]))
"""Where a density must not be negative."""


@concept(
    "probability",
    mark("Probability"),
    mark("the area under a density from a to b, its total, mean and variance, and the quantile to p"),
    playable="b",
    cost=0.1,
)
class Probability:
    """P(a ≤ X ≤ b) for the density f, and the place up to which the probability is p."""

    f: RealFunction
    a: float = param(-1.0, step=0.1, infinite=True)
    b: float = param(1.0, step=0.1, infinite=True)
    p: float = param(0.95, step=0.01, low=0.0, high=1.0)

    def draw(self, viewport: Viewport) -> Drawing:
        """The area, both ends, the mean as a line; or what keeps f from being a density."""
        ends = (*end_handle("a", self.a, self.f, viewport), *end_handle("b", self.b, self.f, viewport))
        handles: tuple[Handle, ...] = pair_on_curve(*ends, viewport.screen) if len(ends) == 2 else ends
        if isnan(self.a) or isnan(self.b):
            reason = tr("an end of the area is undefined")
            return Drawing(handles, sentence=reason, reason=reason)
        found = integral(self.f, self.a, self.b)
        filled = area_under(self.f, self.a, self.b, viewport.screen)
        flaw = self._flaw or (None if found.value is not None else found.reason)
        return Drawing(
            (*filled, *self._middle(viewport), *self._place(viewport), *handles),
            self._readouts(found),
            sentence=self._sentence(found),
            reason=flaw,
        )

    @cached_property
    def _total(self) -> Answer:
        return integral(self.f, -inf, inf)

    @cached_property
    def _flaw(self) -> str | None:
        """Why f is no density; None where it is one."""
        f = name_of(self.f)
        y = self.f.values(_ASKED)
        below = np.flatnonzero(y < 0)
        if below.size:
            x = told(float(_ASKED[below[np.argmin(np.abs(_ASKED[below]))]]))
            return tr(
                "{f} is no density: it is negative at {variable} = {x}", f=f, variable=self.f.variable, x=x
            )
        total = self._total
        if total.value is None:
            said = tr("{f} is no density: {reason}", f=f, reason=total.reason)
            if total.standing != "undefined":
                return said
            example = "{0 <= x <= 1: 1, 0}"
            return tr("{said}; where it is 0, write so: {example}", said=said, example=example)
        if abs(total.value - 1) > max(CLOSE, 10 * (total.error or 0.0)):
            return tr("{f} is no density: its total area is {total}", f=f, total=told_integral(total))
        return None

    @cached_property
    def _mean(self) -> Answer:
        """∫ x f(x) dx, where ∫ |x| f(x) dx is finite: a Cauchy density has none."""
        first = moment(self.f, 1)
        wide = integral(size_of(first), -inf, inf)
        return integral(first, -inf, inf) if wide.value is not None else wide

    @cached_property
    def _variance(self) -> Answer:
        mean = self._mean
        if mean.value is None:
            return mean
        return integral(moment(self.f, 2, mean.value), -inf, inf)

    def _readouts(self, found: Answer) -> tuple[Readout, ...]:
        x = self.f.variable
        f = self.f.at(x)
        total = integral_readout("total", integral_latex(f, x, r"-\infty", r"\infty"), self._total)
        name = rf"P\left(a \le {x.upper()} \le b\right)"
        if self._flaw is not None:
            return (integral_readout("area", integral_latex(f, x), found), total)
        return (
            integral_readout("probability", name, found),
            total,
            integral_readout("mean", r"\mu", self._mean),
            integral_readout("variance", r"\sigma^2", self._variance),
            self._quantile_readout(),
        )

    @cached_property
    def _quantile(self) -> Answer:
        from calcviz.maths.calculus.quantiles import quantile  # loaded by the first density

        return quantile(self.f, self.p)

    def _quantile_readout(self) -> Readout:
        found, name = self._quantile, rf"{name_latex(self.f.variable)}_{{{number_text(self.p, 6)}}}"
        return Readout("quantile", name, found.value, reason=found.reason, error=found.error)

    def _place(self, viewport: Viewport) -> tuple[Primitive, ...]:
        """The quantile as a line from the axis up to the curve, where it is taken hold of."""
        x = None if self._flaw else self._quantile.value
        if x is None or not viewport.x_low <= x <= viewport.x_high:
            return ()
        foot, y = viewport.y_low if viewport.y_log else 0.0, self.f(x)
        handle = handle_on_curve("p", x, y, viewport.screen, self._quantile_readout().latex)
        return (segment(x, foot, x, y, "construction"), handle) if isfinite(y) and y > 0 else (handle,)

    def _middle(self, viewport: Viewport) -> tuple[Primitive, ...]:
        """The mean as a line from the axis up to the curve."""
        mean = None if self._flaw else self._mean.value
        if mean is None or not viewport.x_low <= mean <= viewport.x_high:
            return ()
        y = self.f(mean)
        if not isfinite(y) or y <= 0:
            return ()
        foot = viewport.y_low if viewport.y_log else 0.0
        return (segment(mean, foot, mean, y, "construction"), number_label(mean, y, mean, r"\mu"))

    def _sentence(self, found: Answer) -> str:
        if self._flaw is not None:
            return self._flaw
        between = span(self.f, self.a, self.b)
        if found.value is None:
            return tr("no area {between}: {reason}", between=between, reason=found.reason)
        said = tr("the probability {between} is {value}", between=between, value=told_integral(found))
        if self._mean.value is None:
            return tr("{said}; it has no mean: {reason}", said=said, reason=self._mean.reason)
        said = self._with_quantile(said)
        mean = told_integral(self._mean)
        if self._variance.value is None:
            return tr(
                "{said}; the mean is {mean}, there is no variance: {reason}",
                said=said, mean=mean, reason=self._variance.reason,
            )  # fmt: skip
        return tr(
            "{said}; the mean is {mean}, the variance {variance}, the standard deviation {deviation}",
            said=said, mean=mean, variance=told_integral(self._variance),
            deviation=told(sqrt(max(self._variance.value, 0.0))),
        )  # fmt: skip

    def _with_quantile(self, said: str) -> str:
        x = self._quantile.value
        if x is None:
            return said
        return tr("{said}; it is {p} up to {variable} = {x}",
                  said=said, p=told(self.p), variable=self.f.variable, x=told(x))  # fmt: skip

    def drag(self, handle: str, x: float, y: float) -> "Probability":
        """An end slides along the density, or the place whose p is the area up to it."""
        if handle == "a":
            return replace(self, a=x)
        if handle == "p" and isfinite(x):
            from calcviz.maths.calculus.quantiles import up_to

            area = up_to(self.f, x)
            p = float(f"{area[0]:.6g}") if area is not None else self.p
            return replace(self, p=p) if 0 < p < 1 else self
        return replace(self, b=x) if handle == "b" else self
