"""Forward, backward and central difference quotients of f at a, for smaller and smaller h."""

from dataclasses import replace
from math import isfinite

from calcviz.drawing import Drawing, Handle, Primitive, Table, handle_on_curve, line_across, segment
from calcviz.language.messages import mark, tr
from calcviz.maths.derivatives.differences import Quotients, table
from calcviz.maths.real import RealFunction
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.readouts import number_readout

ROWS = 5


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
            number_readout("slope", f"{self.f.text or 'y'}'(a)", slope.value, slope.sentence),
            *(number_readout(name, latex, value) for name, latex, value in self._first(numbers)),
        )
        handles = (
            handle_on_curve("a", self.a, y, "a"),
            *self._far_handle(),
        )
        sentence = tr("difference quotients of {f} at {a}", f=self.f.text or "f", a=f"{self.a:g}")
        return Drawing((*self._chords(y, viewport), *handles), readouts, numbers, sentence, slope.sentence)

    def _table(self, exact: float | None) -> Table:
        quotients = table(self.f, self.a, (self.h / 10**k for k in range(ROWS)))
        rows = tuple(_row(each, exact) for each in quotients)
        headings = ("h", r"\text{forward}", r"\text{backward}", r"\text{central}", r"\text{error}")
        names = ("h", "forward", "backward", "central", "error")
        return Table(names, headings, rows, ("g", ".5f", ".5f", ".5f", ".1e"))

    def _first(self, numbers: Table) -> list[tuple[str, str, float | None]]:
        _, ahead, back, middle, _ = numbers.rows[0]
        a, b = self.f.at("a+h"), self.f.at("a-h")
        here = self.f.at("a")
        return [
            ("forward", rf"\frac{{{a}-{here}}}{{h}}", ahead),
            ("backward", rf"\frac{{{here}-{b}}}{{h}}", back),
            ("central", rf"\frac{{{a}-{b}}}{{2h}}", middle),
        ]

    def _chords(self, y: float, viewport: Viewport) -> tuple[Primitive, ...]:
        """The forward and the backward chord, and the line of the central quotient through the point."""
        left, right = self.f(self.a - self.h), self.f(self.a + self.h)
        parts: list[Primitive] = []
        if isfinite(right) and isfinite(left) and isfinite(y):
            slope = (right - left) / (2 * self.h)
            parts.extend(line_across(self.a, y, 1.0, slope, viewport.x_range, viewport.y_range))
        for place, height in ((self.a - self.h, left), (self.a + self.h, right)):
            if isfinite(height) and isfinite(y):
                parts.append(segment(self.a, y, place, height, "construction"))
        return tuple(parts)

    def _far_handle(self) -> tuple[Handle, ...]:
        y = self.f(self.a + self.h)
        return (handle_on_curve("h", self.a + self.h, y, "a+h"),)

    def drag(self, handle: str, x: float, y: float) -> "DifferenceQuotients":
        """Dragging a moves the point, dragging the other one changes the first h."""
        if handle == "h":
            return replace(self, h=min(max(round(x - self.a, 12), 1e-8), 100.0))
        return replace(self, a=x) if handle == "a" else self


def _row(of: Quotients, exact: float | None) -> tuple[float | None, ...]:
    error = None if exact is None else _or_none(of.central - exact)
    return (of.h, _or_none(of.forward), _or_none(of.backward), _or_none(of.central), error)


def _or_none(value: float) -> float | None:
    return value if isfinite(value) else None
