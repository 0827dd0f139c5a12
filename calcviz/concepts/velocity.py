"""The velocity and the acceleration of the point c(t) that moves along a curve."""

from dataclasses import replace
from math import hypot, isfinite
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import Arrows, Drawing, Handle, Label, Primitive, Readout, line_across
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.maths.curves.nearest import least, nearest
from calcviz.maths.curves.parametric import ParametricCurve
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.ray import Ray
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive

Vector = tuple[float, ...]
NO_VECTOR: Vector = ()


@concept(
    "velocity",
    mark("Velocity"),
    mark("a point dragged along a curve, with the arrows of its velocity and acceleration and its tangent"),
    playable="t",
)
class Velocity:
    """The point c(t), the vectors c'(t) and c''(t) from there, and the line along c'(t); also in space."""

    c: ParametricCurve
    t: float = param(1.0, step=0.05)

    @property
    def flat(self) -> bool:
        """Whether it has nothing to show in space."""
        return len(self.c.components) == 2

    def draw(self, viewport: Viewport) -> Drawing:
        """The arrows and the line; or why there is no velocity. Of a curve in space the numbers only."""
        place = self.c(self.t)
        velocity, reason = self._velocity()
        readouts = self._readouts(place, velocity, reason)
        if not all(map(isfinite, place)):
            said = tr("the curve has no point at t = {t}", t=told(self.t))
            return Drawing((), readouts, sentence=said, reason=said)
        said = tr("at t = {t} the point is at {place}", t=told(self.t), place=_told(place))
        if reason is None:
            said = tr("{said}, its velocity is {velocity}", said=said, velocity=_told(velocity))
        parts = self._arrows(place[0], place[1], viewport) if len(place) == 2 else []
        return Drawing(tuple(parts), readouts, sentence=said, reason=reason)

    def _velocity(self) -> tuple[Vector, str | None]:
        """c'(t); or nothing, and why."""
        slopes = [part.slope(self.t) for part in self.c.components]
        reason = next((slope.sentence for slope in slopes if slope.value is None), None)
        known = tuple(slope.value for slope in slopes if slope.value is not None)
        return (known, None) if reason is None else (NO_VECTOR, reason)

    def _acceleration(self) -> Vector:
        """c''(t); nothing where there is none."""
        try:
            slopes = [part.slope(self.t).value for part in self.c.derivative().components]
        except (NoRule, TooLong):
            return NO_VECTOR
        known = tuple(value for value in slopes if value is not None and isfinite(value))
        return known if len(known) == len(slopes) else NO_VECTOR

    @property
    def _name(self) -> str:
        return name_latex(self.c.text) if self.c.text and self.c.text.isidentifier() else "c"

    def _readouts(self, place: Vector, velocity: Vector, reason: str | None) -> tuple[Readout, ...]:
        name = self._name
        there = all(map(isfinite, place))
        acceleration = self._acceleration() if velocity else NO_VECTOR
        missing = reason or tr("the velocity has no derivative here")
        return (
            _vector("velocity", f"{name}'(t)", velocity, reason),
            _vector("position", f"{name}(t)", place if there else NO_VECTOR, reason),
            Readout("speed", rf"\left|{name}'(t)\right|", hypot(*velocity) if velocity else None),
            _vector("acceleration", f"{name}''(t)", acceleration, missing),
        )

    def _vectors(self) -> list[tuple[str, Vector]]:
        """The vectors that are to be seen, with what they are called."""
        velocity, _ = self._velocity()
        if not velocity:
            return []
        both = ((f"{self._name}'", velocity), (f"{self._name}''", self._acceleration()))
        return [(latex, vector) for latex, vector in both if any(vector) and all(map(isfinite, vector))]

    def _arrows(self, x: float, y: float, viewport: Viewport) -> list[Primitive]:
        """The tangent, the vectors and the handle in the plane."""
        parts: list[Primitive] = []
        shown = self._vectors()
        velocity, _ = self._velocity()
        if any(velocity):
            parts += line_across(x, y, velocity[0], velocity[1], viewport.screen)
        if shown:
            dx, dy = np.array([vector for _, vector in shown], float).T
            parts.append(Arrows(np.full_like(dx, x), np.full_like(dx, y), dx.copy(), dy.copy()))
        parts += [Label(x + v[0], y + v[1], latex, away=(x, y)) for latex, v in shown]
        return [*parts, Handle("t", x, y, "t")]

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The point of a curve in space with its arrows and its tangent, and the way down to the floor."""
        from calcviz.drawing.slices import line_in_box
        from calcviz.drawing.space import SpaceArrows, SpaceHandle, SpaceLabel, drop

        place = self.c(self.t)
        if len(place) != 3 or not box.shows(*place):
            return ()
        x, y, z = place
        parts: list[SpacePrimitive] = [drop(x, y, z, box.z_low)]
        velocity, _ = self._velocity()
        if any(velocity):
            parts += line_in_box((x, y, z), (velocity[0], velocity[1], velocity[2]), box)
        for latex, (dx, dy, dz) in self._vectors():
            a, b, c, u, v, w = np.array([x, y, z, dx, dy, dz], float)[:, None]
            parts.append(SpaceArrows(a, b, c, u, v, w))
            if box.shows(x + dx, y + dy, z + dz):
                parts.append(SpaceLabel(x + dx, y + dy, z + dz, latex))
        return (*parts, SpaceHandle("t", x, y, z, "t", "sight"))

    def drag(self, handle: str, x: float, y: float) -> "Velocity":
        """The point goes along the curve to where it comes nearest to the pointer."""
        if handle != "t" or len(self.c.components) != 2:
            return self
        t = nearest(self.c, (x, y), self.t)
        return self if t is None else replace(self, t=t)

    def drag_sight(self, handle: str, ray: Ray) -> "Velocity":
        """The point goes along a curve in space to where that is seen nearest to the pointer."""
        if handle != "t" or len(self.c.components) != 3:
            return self
        t = least(self.c, ray.away, self.t)
        return self if t is None else replace(self, t=t)


def _vector(name: str, latex: str, parts: Vector, reason: str | None) -> Readout:
    """A readout of the components; of none where they are missing."""
    whole = bool(parts) and all(map(isfinite, parts))
    return Readout(name, latex, values=parts if whole else None, reason=None if whole else reason)


def _told(parts: Vector) -> str:
    return "(" + ", ".join(map(told, parts)) + ")"
