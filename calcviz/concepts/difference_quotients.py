"""Forward, backward and central difference quotients of f at a, for smaller and smaller h."""

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import (
    Drawing,
    Handle,
    Label,
    Polyline,
    Primitive,
    Readout,
    Table,
    chord,
    handle_on_curve,
    line_across,
    pair_on_curve,
)
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import behaviour
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.readouts import number_readout, slope_latex

if TYPE_CHECKING:
    from calcviz.maths.derivatives.differences import Quotients

ROWS = 5
ROOM = 60
"""The pixels of h from which on the chords bear their names: a shorter chord has no room beside it."""


@concept(
    "difference_quotients",
    mark("Difference quotients"),
    mark("the table h, forward, backward, central, error, beside the graph"),
)
class DifferenceQuotients:
    """How the three quotients tend to f′(a) as h is divided by ten, row by row."""

    f: RealFunction
    a: float = param(1.0, step=0.1)
    h: float = param(0.1, step=0.1, low=1e-8, high=100.0)

    def draw(self, viewport: Viewport) -> Drawing:
        """The chords of the first row, and the table; the error is that of the central quotient."""
        y, slope = self.f(self.a), self.f.slope(self.a)
        numbers = self._table(slope.value)
        readouts = (
            number_readout("slope", slope_latex(self.f), slope.value, slope.sentence),
            *self._first(numbers),
        )
        handles = self._handles(y, viewport)
        said = behaviour(self.f, self.a, slope)
        quotients = self._said(numbers)
        if quotients:
            said = tr("{behaviour}; with {quotients}", behaviour=said, quotients=quotients)
        return Drawing((*self._chords(y, viewport), *handles), readouts, numbers, said, slope.sentence)

    def _said(self, numbers: Table) -> str:
        """The quotients of the first row in words; empty where none exists."""
        _, *quotients, _ = numbers.rows[0]
        words = tr("forward"), tr("backward"), tr("central")
        parts = [f"{word} {told(value)}" for word, value in zip(words, quotients) if isinstance(value, float)]
        return ", ".join([f"h = {told(self.h)}", *parts]) if parts else ""

    def _table(self, exact: float | None) -> Table:
        from calcviz.maths.derivatives.differences import table

        quotients = table(self.f, self.a, (self.h / 10**k for k in range(ROWS)))
        rows = tuple(_row(each, exact) for each in quotients)
        words = tr("forward"), tr("backward"), tr("central"), tr("error")
        headings = ("h", *(rf"\text{{{word}}}" for word in words))
        names = ("h", "forward", "backward", "central", "error")
        return Table(names, headings, rows, ("g", ".5f", ".5f", ".5f", ".1e"))

    def _first(self, numbers: Table) -> tuple[Readout, ...]:
        """The first line of the table, each number with its formula; the error says of which quotient."""
        ahead, back, middle, error = (
            part if isinstance(part, float) else None for part in numbers.rows[0][1:]
        )
        a, b = self.f.at("a+h"), self.f.at("a-h")
        here = self.f.at("a")
        of = rf"\text{{{tr('error')}}} = \text{{{tr('central')}}} - {slope_latex(self.f)}"
        return (
            number_readout("forward", rf"\frac{{{a}-{here}}}{{h}}", ahead),
            number_readout("backward", rf"\frac{{{here}-{b}}}{{h}}", back),
            number_readout("central", rf"\frac{{{a}-{b}}}{{2h}}", middle),
            *([] if error is None else [number_readout("error", of, error)]),
        )

    def _chords(self, y: float, viewport: Viewport) -> tuple[Primitive, ...]:
        """The forward and the backward chord, and the line of the central quotient through the point."""
        left, right = self.f(self.a - self.h), self.f(self.a + self.h)
        parts: list[Primitive] = []
        if isfinite(right) and isfinite(left) and isfinite(y):
            slope = (right - left) / (2 * self.h)
            for line in line_across(self.a, y, 1.0, slope, viewport.screen):
                parts.extend((line, _label_on(line, 0.85, tr("central"))))
        for place, height, word in (
            (self.a - self.h, left, tr("backward")),
            (self.a + self.h, right, tr("forward")),
        ):
            if isfinite(height) and isfinite(y):
                part = chord(self.a, y, place, height, viewport.screen, "construction")
                parts.append(part)
                if self.h * viewport.x_axis.unit(self.a) >= ROOM:
                    parts.append(_label_on(part, 0.5, word))
        return tuple(parts)

    def _handles(self, y: float, viewport: Viewport) -> tuple[Handle, Handle]:
        here = handle_on_curve("a", self.a, y, viewport.screen, "a")
        end = self.a + self.h
        there = handle_on_curve("h", end, self.f(end), viewport.screen, "a+h")
        return pair_on_curve(here, there, viewport.screen)

    def drag(self, handle: str, x: float, y: float) -> "DifferenceQuotients":
        """Dragging a moves the point, dragging the other one changes the first h."""
        if handle == "h":
            return replace(self, h=min(max(round(x - self.a, 12), 1e-8), 100.0))
        return replace(self, a=x) if handle == "a" else self


def _label_on(line: Polyline, part: float, word: str) -> Label:
    """The name of a line, beside the point that lies `part` of the way along it."""
    at = part * (len(line.x) - 1)
    place = np.arange(len(line.x))
    x, y = float(np.interp(at, place, line.x)), float(np.interp(at, place, line.y))
    return Label(x, y, rf"\text{{{word}}}")


def _row(of: "Quotients", exact: float | None) -> tuple[float | None, ...]:
    error = None if exact is None else _or_none(of.central - exact)
    return (of.h, _or_none(of.forward), _or_none(of.backward), _or_none(of.central), error)


def _or_none(value: float) -> float | None:
    return value if isfinite(value) else None
