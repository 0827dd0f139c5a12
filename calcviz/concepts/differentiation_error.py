"""The error of difference quotients against h, on logarithmic axes: truncation falls, then rounding rises."""

from dataclasses import replace
from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import (
    Drawing,
    Floats,
    Handle,
    Label,
    Markers,
    Panel,
    Primitive,
    Readout,
    Role,
    Table,
    handle_on_curve,
    line_across,
    segment,
)
from calcviz.language.messages import mark, tr
from calcviz.language.notation import number_text
from calcviz.language.spoken import told, with_powers
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import behaviour
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.readouts import number_readout, slope_latex

if TYPE_CHECKING:
    from calcviz.maths.derivatives.differences import Quotients
    from calcviz.maths.derivatives.errors import Errors, Measured

LEAST, MOST = 1e-16, 1.0
DECADES = 10
"""Rows of the table besides that of h itself: h = 1/10, 1/100, …"""
PALE = 0.5
"""How far the errors in the other precision are on the way to the paper."""
MOST_POWER = 300
SHOWN = 1e-20
"""An error below this is drawn at the edge: nothing that was rounded is nearer than that."""


@concept(
    "differentiation_error",
    mark("Error of difference quotients"),
    mark("the error against h on logarithmic axes: where truncation ends and rounding begins"),
    cost=0.02,
)
class DifferentiationError:
    """|q(h) - f′(a)| for the forward, the backward and the central quotient; `digits`: in which precision.

    The central one is drawn in the other precision too, paler.
    """

    f: RealFunction
    a: float = param(1.0, step=0.1)
    h: float = param(1e-4, step=0.1, low=LEAST, high=MOST, log=True)
    digits: str = param("float64", choices=(mark("float64"), mark("float32")))

    def draw(self, viewport: Viewport) -> Drawing:
        """The central quotient's line in the plane; in a panel the errors, the table with h beside."""
        from calcviz.maths.derivatives.errors import Measured, errors

        y, slope, screen = self.f(self.a), self.f.slope(self.a), viewport.screen
        point = handle_on_curve("a", self.a, y, screen, "a")
        found = errors(self.f, self.a, self.digits)
        said = behaviour(self.f, self.a, slope)
        if found is None:
            missing = number_readout("slope", slope_latex(self.f), None, slope.sentence)
            return Drawing((point,), (missing,), sentence=said, reason=slope.sentence)
        measured = Measured(self.f, self.a, self.digits)
        q = measured.quotients(self.h)
        line = line_across(self.a, y, 1.0, q.central, screen) if isfinite(q.central) else ()
        return Drawing(
            (*line, point),
            self._readouts(q, measured),
            self._table(measured),
            self._sentence(q, measured, found),
            panels=(self._panel(found, errors(self.f, self.a, self._other), measured.error(q.central)),),
        )

    @property
    def _other(self) -> str:
        """The precision that is not chosen."""
        return "float32" if self.digits == "float64" else "float64"

    def _readouts(self, q: "Quotients", measured: "Measured") -> tuple[Readout, ...]:
        """The quotients to all their digits, and the error of the central one."""
        words = ("central", tr("central"), q.central), ("forward", tr("forward"), q.forward), (
            "backward", tr("backward"), q.backward,
        )  # fmt: skip
        undefined = tr("the function is not defined here")
        made = [
            Readout(name, rf"\text{{{word}}}", value, full=True)
            if isfinite(value)
            else Readout(name, rf"\text{{{word}}}", reason=undefined)
            for name, word, value in words
        ]
        error = measured.error(q.central)
        of = rf"\text{{{tr('error')}}}"
        made.append(number_readout("error", of, error if isfinite(error) else None, undefined))
        made.append(number_readout("slope", slope_latex(self.f), measured.slope))
        return tuple(made)

    def _table(self, measured: "Measured") -> Table:
        """The errors for h = 1/10, 1/100, … and, marked among them, for h itself."""
        steps = sorted({self.h, *(float(f"1e-{k}") for k in range(1, DECADES + 1))}, reverse=True)
        if len(steps) == DECADES:
            steps.append(float(f"1e-{DECADES + 1}"))
        columns = [
            [measured.error(q) for q in part.tolist()] for part in measured.all_quotients(np.array(steps))
        ]
        rows = tuple(
            (h, *(error if isfinite(error) else None for error in line))
            for h, line in zip(steps, zip(*columns, strict=True), strict=True)
        )
        words = tr("forward"), tr("backward"), tr("central")
        headings = ("h", *(rf"\text{{{word}}}" for word in words))
        names = ("h", "forward_error", "backward_error", "central_error")
        return Table(names, headings, rows, (".2e", ".1e", ".1e", ".1e"), steps.index(self.h))

    def _panel(self, found: "Errors", other: "Errors | None", error: float) -> Panel:
        low, high = _range(found, other)
        x_range = min(float(each.h[0]) for each in (found, other) if each is not None), float(found.h[-1])
        parts: list[Primitive] = []
        if other is not None:
            parts += _curve(other.h, other.central, low, "curve", PALE)
            parts += _laws(other, self._other, x_range, (low, high), chosen=False)
        for values, role in ((found.backward, "model"), (found.forward, "line"), (found.central, "curve")):
            parts += _curve(found.h, values, low, role)  # type: ignore[arg-type]
        parts += [*_laws(found, self.digits, x_range, (low, high)), *_names(found, low)]
        size = abs(error)
        there = isfinite(size) and size >= low
        at = min(max(self.h, x_range[0]), x_range[1])
        parts.append(Handle("h", at, min(size, high) if there else low, "h", True, not there))
        title = rf"\left|\text{{{tr('quotient')}}} - {slope_latex(self.f)}\right|"
        return Panel(title, x_range, (low, high), tuple(parts), False, ("h", ""), True, True)

    def _sentence(self, q: "Quotients", measured: "Measured", found: "Errors") -> str:
        if not isfinite(q.central):
            return tr("with h = {h} there is no central quotient", h=told(self.h))
        digits = with_powers(number_text(q.central)).replace("-", "−")
        error = told(float(f"{measured.error(q.central):.2g}"))
        h = told(self.h)
        said = tr("with h = {h} the central quotient is {q}, wrong by {error}", h=h, q=digits, error=error)
        best = found.best(2)
        if best is not None:
            return tr("{said}; best is h ≈ {best}", said=said, best=told(float(f"{best:.2g}")))
        if found.second == 0:
            return tr("{said}; it has no truncation error, so that a larger h is better", said=said)
        return said

    def drag(self, handle: str, x: float, y: float) -> "DifferentiationError":
        """The point slides along the curve; h along the curve of its error."""
        if handle == "h":
            return replace(self, h=min(max(x, LEAST), MOST))
        return replace(self, a=x) if handle == "a" else self


def _range(found: "Errors", other: "Errors | None") -> tuple[float, float]:
    """Whole powers of ten around all errors that are not 0."""
    every = np.concatenate(
        (found.forward, found.backward, found.central, () if other is None else other.central)
    )
    some = every[np.isfinite(every) & (every >= SHOWN)]
    if not some.size:
        return 1e-17, 1.0
    least = min(floor(log10(some.min())), MOST_POWER - 1)
    most = min(max(ceil(log10(some.max())), least + 1), MOST_POWER)
    return float(f"1e{least}"), float(f"1e{most}")


def _curve(h: Floats, values: Floats, low: float, role: Role, pale: float = 0.0) -> tuple[Primitive, ...]:
    """The errors from one h to the next; lifted where there is none, and where it is 0."""
    from calcviz.drawing.smooth import pieces

    with np.errstate(invalid="ignore"):
        made = pieces(h, values, np.isfinite(values) & (values >= low), role)
    return tuple(replace(part, pale=pale) for part in made) if pale else made


def _laws(
    found: "Errors", digits: str, h: tuple[float, float], y: tuple[float, float], *, chosen: bool = True
) -> list[Primitive]:
    """What the errors follow: first·h, second·h² and rounding/h, and where two of them meet.

    Of the precision that is not `chosen` only what differs: its rounding and its best h.
    """
    made: list[Primitive] = []
    laws = (found.first, 1, "h"), (found.second, 2, "h^2"), (found.rounding, -1, r"\frac{1}{h}")
    for factor, power, name in laws if chosen else laws[2:]:
        if not (factor > 0 and isfinite(factor)):
            continue
        ends = sorted((edge / factor) ** (1 / power) for edge in y)
        a, b = max(ends[0], h[0]), min(ends[1], h[1])
        if not a < b:
            continue
        law = segment(a, factor * a**power, b, factor * b**power, "construction")
        made.append(law if chosen else replace(law, pale=PALE))
        at = a if power < 0 else b
        inside = at * (b / a) ** (0.12 if power < 0 else -0.12)
        shown = rf"\text{{{digits}}} \sim {name}" if power < 0 else rf"\sim {name}"
        made.append(Label(inside, factor * inside**power, shown))
    for order, word in ((1, tr("forward")), (2, tr("central"))):
        best = found.best(order) if chosen or order == 2 else None
        if best is not None and h[0] < best < h[1]:
            level = 1.5 * found.second * best**2 * 2 if order == 2 else 2 * found.first * best
            if y[0] < level < y[1]:
                made.append(Markers(np.array([best]), np.array([level]), "dot"))
                said = tr("best: {which}", which=word if chosen else digits)
                made.append(Label(best, level, rf"\text{{{said}}}"))
    return made


def _names(found: "Errors", low: float) -> list[Primitive]:
    """The quotients' names on their curves, each where the others are not."""
    made: list[Primitive] = []
    for values, part, word in (
        (found.forward, 0.8, tr("forward")),
        (found.backward, 0.62, tr("backward")),
        (found.central, 0.9, tr("central")),
    ):
        k = round(part * (len(found.h) - 1))
        if isfinite(values[k]) and values[k] >= low:
            made.append(Label(float(found.h[k]), float(values[k]), rf"\text{{{word}}}"))
    return made
