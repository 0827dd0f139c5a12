"""Newton's iteration on the graph of f: up or down to the curve, along the tangent back to the axis."""

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import Drawing, Handle, Label, Markers, Primitive, Readout, Table, chord
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import name_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.maths.iteration import Iteration

MOST = 50
APART = 26.0
"""Two iterates nearer than so many pixels have one name: the first one's."""
DIGITS = 8
"""Significant digits of an iterate in a sentence: two of them may differ late."""


@concept(
    "newton",
    mark("Newton's method"),
    mark("the iteration from a start dragged along the axis, on the graph and in a table"),
    playable="x0",
)
class Newton:
    """x_(k+1) = x_k - f(x_k)/f′(x_k): where the tangent at x_k meets the axis."""

    f: RealFunction
    x0: float = param(1.0, step=0.1, latex="x_0")
    steps: int = param(5, step=1, low=1, high=MOST)

    def draw(self, viewport: Viewport) -> Drawing:
        """The verticals and tangents of so many steps, the iterates on the axis and in a table."""
        from calcviz.maths.iteration import newton

        found = newton(self.f, self.x0)
        shown = found.first(self.steps)
        low = viewport.y_low if viewport.y_log else 0.0
        start = Handle("x0", self.x0, low, "x_0", horizontal_only=True)
        reason = self._reason(found)
        return Drawing(
            (*self._path(shown, low, viewport), start),
            self._readouts(shown, found),
            self._table(shown),
            self._sentence(shown, found, reason),
            reason,
        )

    def _path(self, x: tuple[float, ...], low: float, viewport: Viewport) -> tuple[Primitive, ...]:
        """To the curve and along its tangent to the axis, step by step, and where each step ends."""
        parts: list[Primitive] = []
        for k, at in enumerate(x):
            y = self.f(at)
            if not isfinite(y):
                break
            if k == len(x) - 1 and len(x) > self.steps:
                break
            parts.append(chord(at, low, at, y, viewport.screen, "construction"))
            if k + 1 < len(x):
                parts.append(chord(at, y, x[k + 1], 0.0, viewport.screen))
        ends = np.array([at for at in x[1:] if viewport.x_low <= at <= viewport.x_high])
        if len(ends):
            parts.append(Markers(ends, np.full(len(ends), low), "dot"))
        return (*parts, *self._names(x, low, viewport))

    def _names(self, x: tuple[float, ...], low: float, viewport: Viewport) -> tuple[Label, ...]:
        """x₁, x₂, … as long as each has room of its own."""
        axis, taken, made = viewport.x_axis, [viewport.x_axis.pixel(x[0])], []
        for k, at in enumerate(x[1:], start=1):
            place = axis.pixel(at)
            if viewport.x_low <= at <= viewport.x_high and all(abs(place - p) >= APART for p in taken):
                taken.append(place)
                made.append(Label(at, low, f"x_{{{k}}}"))
        return tuple(made)

    def _readouts(self, x: tuple[float, ...], found: "Iteration") -> tuple[Readout, ...]:
        n, y = len(x) - 1, self.f(x[-1])
        undefined = tr("the function is not defined here")
        number = Readout("x", f"x_{{{n}}}", x[-1], full=True)
        height = isfinite(y)
        value = Readout(
            "value", self.f.at(f"x_{{{n}}}"), y if height else None, reason=None if height else undefined
        )
        root = found.root
        limit = () if root is None else (Readout("root", r"\lim x_k", root, full=True),)
        return (number, value, *limit)

    def _table(self, x: tuple[float, ...]) -> Table:
        values = [self.f(at) for at in x]
        rows = tuple(
            (float(k), at, y if isfinite(y) else None)
            for k, (at, y) in enumerate(zip(x, values, strict=True))
        )
        return Table(("k", "iterate", "f"), ("k", "x_k", self.f.at("x_k")), rows, ("g", ".8g", ".3g"))

    def _sentence(self, x: tuple[float, ...], found: "Iteration", reason: str | None) -> str:
        last, n = _told(x[-1]), len(x) - 1
        said = tr("after {n} steps from {start}: {x}", n=n, start=told(x[0]), x=last)
        if n == 1:
            said = tr("after one step from {start}: {x}", start=told(x[0]), x=last)
        if reason is not None:
            return tr("{said}; {reason}", said=said, reason=reason) if n else reason
        if found.root is None:
            return said
        return tr("{said}; this tends to the root {root}", said=said, root=_told(found.root))

    def _reason(self, found: "Iteration") -> str | None:
        """Why the iteration finds no root; None where it does."""
        f, last, place = name_of(self.f), found.iterates[-1], len(found.iterates) - 1
        if found.ending == "root":
            return None
        why = {
            "cycle": lambda: tr("it goes round for ever: {places}", places=_round(found)),
            "flat": lambda: tr("the tangent at x = {x} is horizontal and never meets the axis", x=told(last)),
            "no slope": lambda: tr("{f} has no tangent at x = {x}", f=f, x=told(last)),
            "outside": lambda: tr("{f} is undefined at x = {x}", f=f, x=told(last)),
            "away": lambda: tr("the iterates run away to infinity"),
            "wandering": lambda: tr("no root is found in {n} steps: the iterates wander", n=place),
        }[found.ending]()
        if found.rootless:
            return tr("{f} has no root, this is proven; {reason}", f=f, reason=why)
        return why

    def drag(self, handle: str, x: float, y: float) -> "Newton":
        """The start slides along the axis."""
        return replace(self, x0=x) if handle == "x0" else self


def _told(x: float) -> str:
    """A number with more digits than a sentence usually has."""
    from calcviz.language.notation import number_text
    from calcviz.language.spoken import with_powers

    return with_powers(number_text(x, DIGITS)).replace("-", "−")


def _round(found: "Iteration") -> str:
    """The numbers of a cycle in their order, and the first one again."""
    around = found.iterates[-1 - found.period :]
    return " → ".join(told(float(f"{x:.6g}")) for x in around)
