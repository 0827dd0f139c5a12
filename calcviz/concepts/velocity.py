"""The velocity of the point c(t) that moves along a curve."""

from dataclasses import replace
from math import hypot, isfinite

import numpy as np

from calcviz.drawing import Arrows, Drawing, Handle, Primitive, Readout, line_across
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.maths.curves.nearest import nearest
from calcviz.maths.curves.parametric import ParametricCurve
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport


@concept(
    "velocity",
    mark("Velocity"),
    mark("a point dragged along a curve, with the arrow of its velocity and its tangent"),
    playable="t",
)
class Velocity:
    """The point c(t), the vector c'(t) from there, and the line along it."""

    c: ParametricCurve
    t: float = param(1.0, step=0.05)

    def draw(self, viewport: Viewport) -> Drawing:
        """The arrow and the line; or why there is no velocity."""
        place = self.c(self.t)
        slopes = [part.slope(self.t) for part in self.c.components]
        known = [slope.value for slope in slopes if slope.value is not None]
        reason = next((slope.sentence for slope in slopes if slope.value is None), None)
        name = name_latex(self.c.text) if self.c.text and self.c.text.isidentifier() else "c"
        readouts = (
            _vector("velocity", f"{name}'(t)", tuple(known), reason),
            _vector("position", f"{name}(t)", place, reason),
            Readout("speed", rf"\left|{name}'(t)\right|", hypot(*known) if reason is None else None),
        )
        if not all(map(isfinite, place)):
            said = tr("the curve has no point at t = {t}", t=told(self.t))
            return Drawing((), readouts, sentence=said, reason=said)
        x, y = place
        parts: list[Primitive] = []
        if reason is None and any(known):
            dx, dy = known
            parts += line_across(x, y, dx, dy, viewport.screen)
            from_, along = np.array([[x], [y]]), np.array([[dx], [dy]])
            parts.append(Arrows(from_[0], from_[1], along[0], along[1]))
        said = tr("at t = {t} the point is at {place}", t=told(self.t), place=_told(place))
        if reason is None:
            said = tr("{said}, its velocity is {velocity}", said=said, velocity=_told(tuple(known)))
        handle = Handle("t", x, y, "t")
        return Drawing((*parts, handle), readouts, sentence=said, reason=reason)

    def drag(self, handle: str, x: float, y: float) -> "Velocity":
        """The point goes along the curve to where it comes nearest to the pointer."""
        if handle != "t":
            return self
        t = nearest(self.c, (x, y), self.t)
        return self if t is None else replace(self, t=t)


def _vector(name: str, latex: str, parts: tuple[float, ...], reason: str | None) -> Readout:
    """A readout of two components; of none where one is missing."""
    whole = len(parts) == 2 and all(map(isfinite, parts))
    return Readout(name, latex, values=parts if whole else None, reason=None if whole else reason)


def _told(parts: tuple[float, ...]) -> str:
    return "(" + ", ".join(map(told, parts)) + ")"
