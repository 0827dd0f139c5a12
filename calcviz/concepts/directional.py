"""The derivative of g at P in a direction that is dragged around P."""

from dataclasses import replace
from math import atan2, cos, isfinite, sin
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import Drawing, Floats, Handle, Label, Primitive, Readout, number_label
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.maths.derivatives.sides import Slope
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import Place, concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import called, letter, place_handle, place_in_space, told_place, undefined_at

if TYPE_CHECKING:
    from calcviz.drawing.around import Around
    from calcviz.drawing.space import SpacePrimitive
    from calcviz.maths.fields.existence import Differential

LONGEST = 0.92
"""The greatest directional derivative in the polar curve, in radii of the ring."""

BEYOND = 1.3
"""Where the number stands, in radii of the ring: the handle and its name have room before it."""

ROOM = 100.0, 30.0
"""Pixels across and down that the number takes there."""

TURN = np.linspace(0.0, 2 * np.pi, 181)

FLOOR_REACH = 0.16
"""The length of the direction on the floor of space, in widths of the box."""


@concept(
    "directional",
    mark("Directional derivative"),
    mark("the slope of a surface in a direction dragged around a point, and in all directions at once"),
    playable="angle",
)
class Directional:
    """D_u g at P for u = (cos angle, sin angle)."""

    g: ScalarField
    P: Place = param((1.0, 1.0), step=0.1)
    angle: float = param(0.5, step=0.05, latex=r"\theta")

    def draw(self, viewport: Viewport) -> Drawing:
        """The direction as an arrow in a ring, and the polar curve of all directional derivatives."""
        from calcviz.drawing.around import around
        from calcviz.maths.fields.existence import differential

        d, slope = differential(self.g, self.P), self._slope()
        there = around(self.P, viewport.screen)
        parts: tuple[Primitive, ...] = ()
        if there is not None:
            parts = (*self._rose(there, d, slope), *self._arrow(there, slope, viewport))
        return Drawing(
            (*parts, place_handle(self.P)),
            self._readouts(d, slope),
            sentence=self._sentence(d, slope),
            reason=undefined_at(self.g, self.P) or slope.sentence,
        )

    @property
    def _u(self) -> tuple[float, float]:
        u = cos(self.angle), sin(self.angle)
        return _clean(u[0]), _clean(u[1])

    def _slope(self) -> Slope:
        from calcviz.maths.fields.along import along

        return along(self.g, self.P, self._u).slope(0.0)

    def _arrow(self, there: "Around", slope: Slope, viewport: Viewport) -> tuple[Primitive, ...]:
        """The ring, the direction u with its handle, and the derivative beside it."""
        x, y = there.spot(self.angle)
        number: tuple[Primitive, ...] = ()
        if slope.value is not None:
            number = (self._number(there, slope.value, viewport),)
        return there.ring(), there.arrow(self.angle), *number, Handle("angle", x, y, "u")

    def _number(self, there: "Around", slope: float, viewport: Viewport) -> Label:
        """The derivative beyond the end of the arrow; at an edge beside it, where there is room."""
        from calcviz.drawing.around import REACH

        outside, end, middle = (there.spot(self.angle, share * REACH) for share in (BEYOND, 1.0, 0.5))
        name = f"D_u {letter(self.g)}"
        if _shows(viewport, outside, ROOM):
            return number_label(*outside, slope, name, self.P)
        return number_label(*(end if _shows(viewport, end, (0.0, 0.0)) else middle), slope, name)

    def _rose(self, there: "Around", d: "Differential", slope: Slope) -> tuple[Primitive, ...]:
        """|D_u g| in every direction u: strong where g rises, faint where it falls."""
        from calcviz.drawing.around import REACH
        from calcviz.drawing.images import dot

        rose = _rose(self.g, self.P, d)
        longest = float(np.nanmax(np.abs(rose))) if np.isfinite(rose).any() else 0.0
        if not longest > 0:
            return ()
        pixels = LONGEST * REACH * np.abs(rose) / longest
        rising = np.where(rose >= 0, pixels, np.nan)
        falling = np.where(rose <= 0, pixels, np.nan)
        here = slope.value
        spot: tuple[Primitive, ...] = ()
        if here is not None:
            spot = (dot(there.spot(self.angle, min(1.0, abs(here) / longest) * LONGEST * REACH)),)
        return (
            *there.polar(TURN, falling, "construction"),
            *there.polar(TURN, rising, "line"),
            *spot,
        )

    def _readouts(self, d: "Differential", slope: Slope) -> tuple[Readout, ...]:
        from calcviz.scene.touching import gradient_readout

        name = letter(self.g)
        return (
            Readout("slope", f"D_u {name}(P)", slope.value, reason=slope.sentence),
            Readout("direction", "u", values=self._u),
            gradient_readout(self.g, self.P, d),
        )

    def _sentence(self, d: "Differential", slope: Slope) -> str:
        missing = undefined_at(self.g, self.P)
        if missing is not None:
            return missing
        g, place = called(self.g), told_place(self.P)
        if slope.value is None:
            return tr(
                "at {place} {g} has no slope in the direction u: {reason}",
                place=place, g=g, reason=slope.sentence,
            )  # fmt: skip
        steep = told(slope.value)
        said = tr("at {place} {g} has the slope {slope} in the direction u", place=place, g=g, slope=steep)
        if d.tangent is None:
            return tr("{said}; {reason}", said=said, reason=d.reason)
        steepest = told(float(np.hypot(*d.tangent)))
        return tr(
            "{said}; the steepest slope is {steepest}, along the gradient", said=said, steepest=steepest
        )

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The slice in the direction u on the surface with its tangent; the direction on the floor."""
        from calcviz.drawing.slices import line_in_box, slice_in_space, stretch
        from calcviz.drawing.space import space_line
        from calcviz.maths.fields.along import along

        (a, b), (dx, dy), height = self.P, self._u, self.g(*self.P)
        ends = stretch(self.P, self._u, (box.x_range, box.y_range))
        if ends is None:
            return ()
        f = along(self.g, self.P, self._u)
        parts: list[SpacePrimitive] = list(slice_in_space(f, ends, lambda t: (a + t * dx, b + t * dy), box))
        t = np.array(ends)
        parts.append(space_line(a + t * dx, b + t * dy, 0 * t + box.z_low, "construction"))
        slope = self._slope().value
        if slope is not None and isfinite(height):
            parts += line_in_box((a, b, height), (dx, dy, slope), box)
        return (*parts, *self._on_the_floor(box), *place_in_space(self.P, height, box))

    def _on_the_floor(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        from calcviz.drawing.space import SpaceArrows, SpaceHandle

        (a, b), (dx, dy) = self.P, self._u
        reach = FLOOR_REACH * min(box.x_high - box.x_low, box.y_high - box.y_low)
        x, y, z = np.array([a]), np.array([b]), np.array([box.z_low])
        arrow = SpaceArrows(x, y, z, np.array([reach * dx]), np.array([reach * dy]), np.zeros(1))
        return arrow, SpaceHandle("angle", a + reach * dx, b + reach * dy, box.z_low, "u")

    def drag(self, handle: str, x: float, y: float) -> "Directional":
        """P goes where the pointer goes; the end of the arrow turns around P."""
        if handle == "P":
            return replace(self, P=(x, y))
        dx, dy = x - self.P[0], y - self.P[1]
        if handle == "angle" and (dx, dy) != (0, 0):
            return replace(self, angle=round(atan2(dy, dx), 4))
        return self


def _rose(g: ScalarField, P: Place, d: "Differential") -> Floats:
    """The directional derivatives in the directions TURN; NaN where there is none."""
    from calcviz.maths.fields.directions import all_directions
    from calcviz.maths.fields.grid import field_key, remembered

    if d.tangent is not None:
        return np.asarray(d.tangent[0] * np.cos(TURN) + d.tangent[1] * np.sin(TURN))
    if d.value is None:
        return np.full_like(TURN, np.nan)
    key = ("rose", field_key(g), P)
    made: Floats = remembered.get(key, g.expression, len(TURN), lambda: all_directions(g, P, TURN))
    return made


def _shows(viewport: Viewport, place: Place, room: tuple[float, float]) -> bool:
    """Whether a place is in view, with so many pixels around it across and down."""
    across, down = viewport.x_axis.pixel(place[0]), viewport.y_axis.pixel(place[1])
    wide, tall = room
    return wide <= across <= viewport.width - wide and tall <= down <= viewport.height - tall


def _clean(part: float) -> float:
    """A cosine without the rounding of π/2."""
    return 0.0 if abs(part) < 1e-15 else part
