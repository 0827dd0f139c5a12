"""The signed area between f and the axis, or between f and g, from a to b."""

from dataclasses import replace
from fractions import Fraction
from math import isfinite, isnan

from calcviz.drawing import Drawing, Handle, Label, Primitive, Readout, number_label, pair_on_curve
from calcviz.drawing.areas import area_under
from calcviz.language.messages import mark, tr
from calcviz.language.notation import fraction_expression
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.integrals import difference, integral, size_of
from calcviz.maths.exact import exact
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import name_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.integrals import end_handle, integral_latex, integral_readout, span, told_integral


@concept(
    "area",
    mark("Area"),
    mark("the signed area under f from a to b, parts above and below in two colours"),
    playable="b",
    cost=0.1,
)
class Area:
    """∫ f(x) dx from a to b; with g, the area between f and g."""

    f: RealFunction
    a: float = param(0.0, step=0.1, infinite=True)
    b: float = param(1.0, step=0.1, infinite=True)
    g: RealFunction | None = param(None)

    def draw(self, viewport: Viewport) -> Drawing:
        """The areas in their colours, both ends, the integral and the total area; or why there is none."""
        ends = self._handles(viewport)
        if isnan(self.a) or isnan(self.b):
            reason = tr("an end of the area is undefined")
            return Drawing(ends, sentence=reason, reason=reason)
        inside = difference(self.f, self.g)
        found = integral(inside, self.a, self.b)
        total = self._total(inside, found)
        filled = area_under(self.f, self.a, self.b, viewport.screen, self.g)
        label = self._label(found, viewport)
        return Drawing(
            (*filled, *label, *ends),
            self._readouts(found, total),
            sentence=self._sentence(found, total),
            reason=None if found.value is not None else found.reason,
        )

    def _total(self, inside: RealFunction, found: Answer) -> Answer:
        """∫ |f − g| dx, which is never negative; exact where nothing changes its sign.

        Where ∫ f − g has no value it has none either.
        """
        if found.value is None:
            return found
        total = integral(size_of(inside), min(self.a, self.b), max(self.a, self.b))
        if total.value is None or found.standing != "exact":
            return total
        if abs(total.value - abs(found.value)) > 2 * (total.error or 0.0):
            return total
        size = abs(exact(found.results[0]) or Fraction(0))
        return replace(total, standing="exact", results=(fraction_expression(size),), value=abs(found.value))

    def _readouts(self, found: Answer, total: Answer) -> tuple[Readout, ...]:
        f = self._latex()
        whole = f if self.g is None else rf"\left({f}\right)"
        return (
            integral_readout("area", integral_latex(whole, self.f.variable), found),
            integral_readout("total", integral_latex(rf"\left|{f}\right|", self.f.variable), total),
        )

    def _latex(self) -> str:
        """How the integrand is called in LaTeX."""
        x = name_latex(self.f.variable)
        f = rf"{self.f.text}\left({x}\right)" if self.f.text else "y"
        if self.g is None:
            return f
        g = rf"{self.g.text}\left({x}\right)" if self.g.text else "g"
        return f"{f}-{g}"

    def _handles(self, viewport: Viewport) -> tuple[Handle, ...]:
        ends = (
            *end_handle("a", self.a, self.f, viewport),
            *end_handle("b", self.b, self.f, viewport),
        )
        return pair_on_curve(*ends, viewport.screen) if len(ends) == 2 else ends

    def _label(self, found: Answer, viewport: Viewport) -> tuple[Label | Primitive, ...]:
        """The value, in the middle of what is seen of the area."""
        low, high = sorted((self.a, self.b))
        low, high = max(low, viewport.x_low), min(high, viewport.x_high)
        if found.value is None or not low < high:
            return ()
        x = viewport.x_axis.value((viewport.x_axis.pixel(low) + viewport.x_axis.pixel(high)) / 2)
        base = self.g(x) if self.g is not None else 0.0
        y = (min(max(self.f(x), viewport.y_low), viewport.y_high) + base) / 2
        if not isfinite(y) or not viewport.screen.y.shows(y):
            return ()
        return (number_label(x, y, found.value, "A"),)

    def _sentence(self, found: Answer, total: Answer) -> str:
        between = span(self.f, self.a, self.b)
        if found.value is None:
            return tr("no area {between}: {reason}", between=between, reason=found.reason)
        if self.a == self.b:
            return tr(
                "from {variable} = {a} to itself there is no area: 0",
                variable=self.f.variable,
                a=told(self.a),
            )
        said = self._said(told_integral(found), between)
        if total.value is not None and abs(total.value - abs(found.value)) > 1e-9 * total.value:
            said = tr(
                "{said}; without signs it is {total}, for parts below count as negative",
                said=said, total=told_integral(total),
            )  # fmt: skip
        if self.a > self.b:
            said = tr("{said}; from right to left every sign is turned", said=said)
        note = found.remark or found.reason
        return tr("{said}; {remark}", said=said, remark=note) if note else said

    def _said(self, value: str, between: str) -> str:
        f = name_of(self.f)
        if self.g is None:
            return tr("the signed area under {f} {between} is {value}", f=f, between=between, value=value)
        return tr(
            "the signed area between {f} and {g} {between} is {value}",
            f=f, g=self.g.text or tr("the other graph"), between=between, value=value,
        )  # fmt: skip

    def drag(self, handle: str, x: float, y: float) -> "Area":
        """An end slides along the curve."""
        if handle == "a":
            return replace(self, a=x)
        return replace(self, b=x) if handle == "b" else self
