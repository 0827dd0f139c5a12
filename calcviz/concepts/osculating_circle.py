"""The circle that touches y = f(x) at x = a with the same curvature."""

from dataclasses import replace
from math import factorial, hypot, isfinite, pi
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import (
    Drawing,
    Markers,
    Primitive,
    Readout,
    chord,
    handle_on_curve,
    number_label,
)
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import name_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.maths.derivatives.taylor import Taylor

LARGEST = 1e9
"""A radius of more views than this is drawn as the tangent that it is there."""
POINTS = 361


@concept(
    "osculating_circle",
    mark("Osculating circle"),
    mark("the circle that fits f best at a dragged point: its centre, its radius and the curvature"),
    playable="a",
)
class OsculatingCircle:
    """The circle through (a, f(a)) with the slope and the curvature κ of f there; its radius is 1/|κ|."""

    f: RealFunction
    a: float = param(1.0, step=0.1)
    evolute: str = param("hide", choices=(mark("hide"), mark("show")))

    def draw(self, viewport: Viewport) -> Drawing:
        """The circle with its radius, the point and the centre; or why there is no circle."""
        from calcviz.maths.derivatives.taylor import taylor

        T, screen = taylor(self.f, self.a, 2), viewport.screen
        point = handle_on_curve("a", self.a, self.f(self.a), screen)
        evolute = self._evolute(viewport) if self.evolute == "show" else ()
        names = ("radius", "R"), ("curvature", r"\kappa"), ("centre", "M")
        if T.missing is not None or T.hole or T.flat:
            said = self._missing(T)
            return Drawing((*evolute, point), tuple(Readout(*n) for n in names), sentence=said, reason=said)
        y, slope, bend = T.coefficients[0], T.coefficients[1], 2 * T.coefficients[2]
        with np.errstate(all="ignore"):
            length = hypot(1.0, slope)
            curvature = bend / length / length / length
            radius = abs(1 / np.float64(curvature))
            centre = self.a - slope * length / bend * length if bend else np.inf, y
            centre = centre[0], y + length / np.float64(bend) * length
        if not (isfinite(radius) and isfinite(centre[0]) and isfinite(centre[1])):
            said = self._straight()
            number = Readout("curvature", r"\kappa", curvature if isfinite(curvature) else None)
            return Drawing((*evolute, point), (Readout("radius", "R"), number), sentence=said, reason=said)
        readouts = (
            Readout("radius", "R", float(radius)),
            Readout("curvature", r"\kappa", curvature),
            Readout("centre", "M", values=(float(centre[0]), float(centre[1]))),
        )
        said = self._sentence(float(radius), curvature)
        return Drawing(
            (*evolute, *self._circle(centre, float(radius), y, viewport), point), readouts, sentence=said
        )

    def _circle(
        self, centre: tuple[float, float], radius: float, y: float, viewport: Viewport
    ) -> tuple[Primitive, ...]:
        """The circle as far as it is near the view, its centre, and the radius to the point."""
        from calcviz.drawing.smooth import pieces

        view = hypot(viewport.x_high - viewport.x_low, viewport.y_high - viewport.y_low)
        if radius > LARGEST * view:
            return ()
        reach = min(pi, 8 * view / radius)
        start = np.arctan2(y - centre[1], self.a - centre[0])
        angle = start + np.linspace(-reach, reach, POINTS)
        px, py = centre[0] + radius * np.cos(angle), centre[1] + radius * np.sin(angle)
        screen = viewport.screen
        there = np.isfinite(px) & np.isfinite(py)
        there &= (px > 0) | (not screen.x_log)
        there &= (py > 0) | (not screen.y_log)
        parts: tuple[Primitive, ...] = pieces(px, py, there, "line")
        seen = (
            viewport.x_low <= centre[0] <= viewport.x_high and viewport.y_low <= centre[1] <= viewport.y_high
        )
        if not seen:
            return parts
        along = chord(self.a, y, *centre, screen, "construction")
        middle = (self.a + centre[0]) / 2, (y + centre[1]) / 2
        dot = Markers(np.array([centre[0]]), np.array([centre[1]]), "dot")
        return (*parts, along, dot, number_label(*middle, radius, "R"))

    def _evolute(self, viewport: Viewport) -> tuple[Primitive, ...]:
        """The centres of all these circles, where they lie near the view; empty where a rule is missing."""
        from calcviz.drawing.smooth import columns, pieces

        try:
            df, ddf = self.f.derivative(1), self.f.derivative(2)
        except (NoRule, TooLong):
            return ()
        x = columns(viewport.screen, 1)
        y, slope, bend = self.f.values(x), df.values(x), ddf.values(x)
        with np.errstate(all="ignore"):
            up = (1 + slope * slope) / bend
            px, py = x - slope * up, y + up
        wide, tall = viewport.x_high - viewport.x_low, viewport.y_high - viewport.y_low
        near = (px > viewport.x_low - wide) & (px < viewport.x_high + wide)
        near &= (py > viewport.y_low - tall) & (py < viewport.y_high + tall)
        near &= (px > 0) | (not viewport.x_log)
        near &= (py > 0) | (not viewport.y_log)
        return pieces(px, py, near, "model")

    def _sentence(self, radius: float, curvature: float) -> str:
        f, place = name_of(self.f), f"{self.f.variable} = {told(self.a)}"
        said = told(abs(curvature)), told(radius)
        if curvature > 0:
            return tr(
                "{f} bends to the left at {place}: curvature {curvature}, radius {radius}",
                f=f, place=place, curvature=said[0], radius=said[1],
            )  # fmt: skip
        return tr(
            "{f} bends to the right at {place}: curvature −{curvature}, radius {radius}",
            f=f, place=place, curvature=said[0], radius=said[1],
        )  # fmt: skip

    def _straight(self) -> str:
        f, place = name_of(self.f), f"{self.f.variable} = {told(self.a)}"
        return tr("{f} is straight at {place}: its curvature is 0 and no circle fits", f=f, place=place)

    def _missing(self, T: "Taylor") -> str:
        """Why there is no curvature."""
        f, place = name_of(self.f), f"{self.f.variable} = {told(self.a)}"
        slope = self.f.slope(self.a)
        if slope.value is None and slope.sentence is not None:
            return tr("{f} has no circle at {place}: {reason}", f=f, place=place, reason=slope.sentence)
        if T.missing == "torn" and T.left is not None and T.right is not None:
            left, right = (told(factorial(2) * side) for side in (T.left, T.right))
            why = tr("its second derivative is {left} from the left and {right} from the right",
                     left=left, right=right)  # fmt: skip
        else:
            why = tr("no second derivative is proven there")
        return tr("{f} has no circle at {place}: {reason}", f=f, place=place, reason=why)

    def drag(self, handle: str, x: float, y: float) -> "OsculatingCircle":
        """The point slides along the curve, and the circle rolls with it."""
        return replace(self, a=x) if handle == "a" else self
