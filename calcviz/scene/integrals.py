"""Integrals as concepts show them: the value with its standing, the ends that are dragged, the words."""

from math import isfinite, isnan, ulp

from calcviz.drawing import Handle, Readout, handle_on_curve
from calcviz.language.messages import tr
from calcviz.language.notation import text
from calcviz.language.spoken import told, written
from calcviz.language.typeset import latex
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.real import RealFunction
from calcviz.scene.document import Viewport

LOOSE = 1e-8
"""The part of a value from which on the bound of its error is told."""

SHORT = 10
"""Signs of an exact value; a longer one says less than its decimals."""

EDGE = 0.985
"""How far across the view an end stands that is infinite."""


def integral_readout(name: str, latex_name: str, found: Answer) -> Readout:
    """The value of an integral: exact with its fraction, numeric with its bound, or why there is none."""
    if found.value is None or not isfinite(found.value):
        return Readout(name, latex_name, reason=found.reason or tr("this could not be computed"))
    if found.standing == "exact":
        e = found.results[0]
        if len(text(e)) <= SHORT:
            return Readout(name, latex_name, found.value, text(e), latex(e))
        return Readout(name, latex_name, found.value, error=ulp(found.value))
    return Readout(name, latex_name, found.value, reason=found.reason, error=found.error)


def told_integral(found: Answer) -> str:
    """The value in words: 1/3, or 0.333333 with a bound where that is to be seen."""
    if found.value is None:
        return tr("none")
    if found.standing == "exact" and found.results and len(text(found.results[0])) <= SHORT:
        return written(text(found.results[0]))
    said = told(found.value)
    if found.error is not None and found.error > LOOSE * abs(found.value) and found.error > 1e-12:
        return tr("{value}, give or take {error}", value=said, error=told(float(f"{found.error:.1g}")))
    return said


def span(f: RealFunction, low: float, high: float) -> str:
    """From where to where: "from x = 0 to x = 1"."""
    return tr(
        "from {variable} = {low} to {high}", variable=f.variable, low=_told_end(low), high=_told_end(high)
    )


def _told_end(end: float) -> str:
    from calcviz.maths.calculus.shifting import place

    if not isfinite(end):
        return told(end)
    at = place(end)
    if at.exact is None or not at.turned:
        return told(end)
    times = "" if abs(at.exact.numerator) == 1 else str(abs(at.exact.numerator))
    over = "" if at.exact.denominator == 1 else f"/{at.exact.denominator}"
    return f"{'−' if end < 0 else ''}{times}π{over}"


def end_handle(name: str, at: float, f: RealFunction, view: Viewport) -> tuple[Handle, ...]:
    """The handle of an end on the curve; at the edge of the view for one at infinity; none for no number."""
    if isnan(at):
        return ()
    if isfinite(at):
        return (handle_on_curve(name, at, f(at), view.screen, name),)
    across = EDGE if at > 0 else 1 - EDGE
    sign = r"\infty" if at > 0 else r"-\infty"
    level = view.screen.y_low if view.screen.y_log else 0.0
    x = view.x_axis.value(across * view.width)
    return (Handle(name, x, level, rf"{name} = {sign}", horizontal_only=True),)


def integral_latex(inside: str, variable: str, low: str = "a", high: str = "b") -> str:
    """An integral in LaTeX."""
    return rf"\int_{{{low}}}^{{{high}}} {inside}\,d{variable}"
