"""Riemann sums of f from a to b beside the integral, and how the error shrinks with n."""

from collections.abc import Iterator
from dataclasses import replace
from math import isfinite

import numpy as np

from calcviz.drawing import Drawing, Floats, Handle, Markers, Panel, Primitive, Readout, pair_on_curve
from calcviz.drawing.areas import boxes, ground, under
from calcviz.drawing.errors import error_panel
from calcviz.language.messages import mark, tr, translated
from calcviz.language.spoken import told
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.integrals import integral
from calcviz.maths.calculus.riemann import ORDER, Sum, riemann, sums
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import name_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.integrals import end_handle, integral_latex, integral_readout, span, told_integral

MOST = 1000
"""Parts that an interval may have."""

NARROW = 5.0
"""Pixels that a part is wide at least to be drawn by itself."""

NOISE = 4e-16
"""What rounding may add to a sum, relative to its parts."""

DOTTED = 40
"""Parts up to which the places are marked where f is asked."""

COUNTS = tuple(2**k for k in range(11))
"""The n whose errors are drawn."""

CHOICES = (
    mark("left"),
    mark("right"),
    mark("midpoint"),
    mark("lower"),
    mark("upper"),
    mark("trapezoid"),
    mark("simpson"),
)

_NAMES = {
    "left": mark("the left sum"),
    "right": mark("the right sum"),
    "midpoint": mark("the midpoint sum"),
    "lower": mark("the lower sum"),
    "upper": mark("the upper sum"),
    "trapezoid": mark("the trapezoid sum"),
    "simpson": mark("Simpson's sum"),
}


@concept(
    "riemann",
    mark("Riemann sum"),
    mark("boxes under f by seven rules, the sum, the integral, and the error against n"),
    playable="n",
    cost=0.1,
)
class Riemann:
    """The sum over n equal parts by a rule; it tends to the integral as n grows."""

    f: RealFunction
    a: float = param(0.0, step=0.1)
    b: float = param(2.0, step=0.1)
    n: int = param(8, step=1, low=1, high=MOST)
    rule: str = param("left", choices=CHOICES)

    def draw(self, viewport: Viewport) -> Drawing:
        """The boxes in the colours of their signs, both ends, the sum and its error; or why there is none."""
        ends = (*end_handle("a", self.a, self.f, viewport), *end_handle("b", self.b, self.f, viewport))
        handles: tuple[Handle, ...] = pair_on_curve(*ends, viewport.screen) if len(ends) == 2 else ends
        if not (isfinite(self.a) and isfinite(self.b)):
            missing = tr("an end of the sum is no number")
            return Drawing(handles, sentence=missing, reason=missing)
        found = riemann(self.f, self.a, self.b, self._n, self.rule)
        exact = integral(self.f, self.a, self.b)
        parts = self._parts(found, viewport)
        reason = None if found.value is not None else self._missing(found)
        return Drawing(
            (*parts, *self._dots(found), *handles),
            self._readouts(found, exact, reason),
            sentence=reason or self._sentence(found, exact),
            reason=reason,
            panels=self._panels(found, exact),
        )

    @property
    def _n(self) -> int:
        return int(min(max(round(self.n), 1), MOST))

    def _parts(self, found: Sum, viewport: Viewport) -> tuple[Primitive, ...]:
        """The boxes, trapezoids or parabolas that are in view."""
        screen = viewport.screen
        if self.a == self.b:
            return ()
        low, high = screen.band()
        left, right = found.edges[:-1], found.edges[1:]
        seen = (right >= viewport.x_low) & (left <= viewport.x_high) & np.isfinite(found.heights).all(1)
        left, right, y = left[seen], right[seen], np.clip(found.heights[seen], low, high)
        turned, level = self.a > self.b, ground(screen)
        if not len(left):
            return ()
        wide = (screen.x.pixel(right[-1]) - screen.x.pixel(left[0])) / len(left)
        if y.shape[1] == 1 and wide >= NARROW:
            return boxes(left, right, y[:, 0], level, turned=turned)
        return under(_tops(left, right, y, wide), level, turned=turned)

    def _dots(self, found: Sum) -> tuple[Markers, ...]:
        """Where f is asked, as long as that can be told apart."""
        at = {"left": 0.0, "midpoint": 0.5, "right": 1.0}.get(self.rule)
        if at is None or self._n > DOTTED:
            return ()
        x, y = found.edges[:-1] + at * np.diff(found.edges), found.heights[:, 0]
        there = np.isfinite(y)
        return (Markers(x[there], y[there], "dot"),) if there.any() else ()

    def _readouts(self, found: Sum, exact: Answer, reason: str | None) -> tuple[Readout, ...]:
        error = self._error(found, exact)
        name = f"S_{{{self._n}}}"
        shown = integral_latex(self.f.at(self.f.variable), self.f.variable)
        return (
            Readout("sum", name, found.value, reason=reason),
            integral_readout("integral", f"A = {shown}", exact),
            Readout("error", f"{name} - A", error, reason=reason or exact.reason),
        )

    def _error(self, found: Sum, exact: Answer) -> float | None:
        """The sum less the integral; 0 where only rounding keeps them apart."""
        if found.value is None or exact.value is None:
            return None
        error, size = found.value - exact.value, float(np.abs(found.heights).max()) * abs(self.b - self.a)
        return 0.0 if abs(error) <= NOISE * size + (exact.error or 0.0) else error

    def _missing(self, found: Sum) -> str:
        name, between = translated(_NAMES[self.rule]), span(self.f, self.a, self.b)
        if found.unbounded:
            return tr(
                "{f} is unbounded {between}: {sum} does not exist",
                f=name_of(self.f),
                between=between,
                sum=name,
            )
        at = self._gap(found)
        if at is None:
            return tr(
                "{f} has gaps {between}: {sum} does not exist", f=name_of(self.f), between=between, sum=name
            )
        place = f"{self.f.variable} = {told(at)}"
        return tr(
            "{f} is undefined at {place}: {sum} does not exist", f=name_of(self.f), place=place, sum=name
        )

    def _gap(self, found: Sum) -> float | None:
        """The first place where the rule asks f in vain."""
        if self.rule in ("lower", "upper"):
            return None
        parts = {"left": (0.0,), "right": (1.0,), "midpoint": (0.5,), "trapezoid": (0.0, 1.0)}
        shares = parts.get(self.rule, (0.0, 0.5, 1.0))
        missing = np.argwhere(~np.isfinite(found.heights))
        if not len(missing):
            return None
        row, column = missing[0].tolist()
        low, high = found.edges[row], found.edges[row + 1]
        return float(low + shares[column] * (high - low))

    def _sentence(self, found: Sum, exact: Answer) -> str:
        name, between = translated(_NAMES[self.rule]), span(self.f, self.a, self.b)
        value = told(found.value or 0.0)
        said = tr(
            "{sum} of {f} {between} with n = {n} is {value}",
            sum=name,
            f=name_of(self.f),
            between=between,
            n=self._n,
            value=value,
        )
        error = self._error(found, exact)
        if error is None:
            return tr("{said}, but there is no integral: {reason}", said=said, reason=exact.reason)
        off = told(float(f"{error:.3g}"))
        if not error:
            return tr("{said}, which is the integral", said=said)
        return tr(
            "{said}; the integral is {integral}, so it is off by {error}",
            said=said, integral=told_integral(exact), error=off,
        )  # fmt: skip

    def _panels(self, found: Sum, exact: Answer) -> tuple[Panel, ...]:
        """The error against n, both logarithmic; none without an integral, a sum, or an error."""
        if exact.value is None or found.value is None or self.a == self.b:
            return ()
        counts = tuple(sorted({*COUNTS, self._n}))
        values = sums(self.f, self.a, self.b, self.rule, counts)
        size = float(np.abs(found.heights).max()) * abs(self.b - self.a)
        noise = max(NOISE * size, exact.error or 0.0)
        errors = [np.nan if v is None else abs(v - exact.value) for v in values]
        here = errors[counts.index(self._n)]
        return error_panel(
            r"\left|S_n - A\right|", ("n", "E"), np.array(counts, float), np.array(errors), noise,
            order=-ORDER[self.rule], handle=Handle("n", float(self._n), here, "n", horizontal_only=True),
        )  # fmt: skip

    def drag(self, handle: str, x: float, y: float) -> "Riemann":
        """An end slides along the curve; the point of the panel changes n."""
        match handle:
            case "a":
                return replace(self, a=x)
            case "b":
                return replace(self, b=x)
            case "n" if isfinite(x):
                return replace(self, n=int(min(max(round(x), 1), MOST)))
        return self


def _tops(left: Floats, right: Floats, y: Floats, wide: float) -> Iterator[tuple[Floats, Floats]]:
    """The upper edges of parts: of boxes, y of shape (n, 1), trapezoids or parabolas through three values.

    Parts that are less `wide` than can be told apart, in pixels, have one edge together.
    """
    t = np.linspace(0.0, 1.0, 2 if y.shape[1] < 3 else 9 if wide >= NARROW else 3)
    x = left[:, None] + (right - left)[:, None] * t
    if y.shape[1] < 3:
        tops = y[:, :1] * (1 - t) + y[:, -1:] * t
    else:
        first, middle, last = (y[:, k : k + 1] for k in range(3))
        tops = first * (1 - t) * (1 - 2 * t) + middle * 4 * t * (1 - t) + last * t * (2 * t - 1)
    if wide >= NARROW:
        yield from zip(x, tops, strict=True)
    else:
        yield x.ravel(), tops.ravel()
