"""The two partial derivatives of g at P, as the slopes of the slices through P."""

from dataclasses import replace
from math import inf, isfinite
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing, Panel, Polyline, Primitive, Readout, number_label, segment
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex, number_latex
from calcviz.maths.derivatives.sides import Slope
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField, partial_text
from calcviz.scene.concept import Place, concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import (
    called,
    height_readout,
    letter,
    partial_latex,
    place_handle,
    place_in_space,
    told_place,
    undefined_at,
)

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


ROOM = 0.08
"""What a slice shows below and above the heights of the view: room for an axis at 0 and its numbers."""
DIGITS = 5


@concept(
    "partials",
    mark("Partial derivatives"),
    mark("both slices through a point, in the plane and in space, with their tangents and slopes"),
    read=2,
)
class Partials:
    """∂g/∂x and ∂g/∂y at P: each the slope of the slice in which the other variable stands still."""

    g: ScalarField
    P: Place = param((1.0, 1.0), step=0.1)

    def draw(self, viewport: Viewport) -> Drawing:
        """The two lines through P, beside them the slices along them, and the two slopes."""
        slopes = self._slopes()
        readouts = tuple(self._readout(k, slope) for k, slope in enumerate(slopes))
        return Drawing(
            (*self._lines(viewport), place_handle(self.P)),
            (*readouts, height_readout(self.g, self.P)),
            sentence=self._sentence(slopes),
            reason=self._reason(slopes),
            panels=self._panels(viewport, slopes),
        )

    def _slopes(self) -> tuple[Slope, Slope]:
        x, y = self.g.variables
        return self.g.slope(x, self.P), self.g.slope(y, self.P)

    def _lines(self, viewport: Viewport) -> tuple[Primitive, ...]:
        """The lines x = a and y = b with their numbers, each named at the edge of the view."""
        a, b = self.P
        x, y = (name_latex(name) for name in self.g.variables)
        parts: list[Primitive] = []
        if viewport.y_low <= b <= viewport.y_high:
            parts.append(_across(*viewport.x_range, b, along_x=True))
            parts.append(number_label(viewport.x_axis.value(0.03 * viewport.width), b, b, y))
        if viewport.x_low <= a <= viewport.x_high:
            parts.append(_across(*viewport.y_range, a, along_x=False))
            parts.append(number_label(a, viewport.y_axis.value(0.06 * viewport.height), a, x))
        return tuple(parts)

    def _panels(self, viewport: Viewport, slopes: tuple[Slope, Slope]) -> tuple[Panel, ...]:
        """The slices t ↦ g(t, b) and t ↦ g(a, t); both show the heights of the whole view."""
        from calcviz.drawing.slices import slice_panel
        from calcviz.maths.fields.surfaces import heights

        low, high = heights(self.g, viewport.x_range, viewport.y_range)
        if not isfinite(low):
            return ()
        room = ROOM * (high - low)
        low, high = low - room, high + room
        made = []
        for k, across in enumerate((viewport.x_range, viewport.y_range)):
            variable = self.g.variables[k]
            name = name_latex(variable)
            other = _short(self.P[1 - k])
            arguments = f"{name}, {other}" if k == 0 else f"{other}, {name}"
            title = rf"{name} \mapsto {letter(self.g)}({arguments})"
            f, slope = self.g.slice(variable, self.P), _drawn(slopes[k])
            made.append(slice_panel(title, f, self.P[k], slope, "ab"[k], (across, (low, high))))
        return tuple(made)

    def _readout(self, k: int, slope: Slope) -> Readout:
        variable = self.g.variables[k]
        name = partial_text(self.g.text or "z", (variable,))
        return Readout(name, f"{partial_latex(self.g, variable)}(P)", slope.value, reason=slope.sentence)

    def _sentence(self, slopes: tuple[Slope, Slope]) -> str:
        missing = undefined_at(self.g, self.P)
        if missing is not None:
            return missing
        g, place, (x, y) = called(self.g), told_place(self.P), self.g.variables
        if slopes[0].value is not None and slopes[1].value is not None:
            along_x, along_y = told(slopes[0].value), told(slopes[1].value)
            return tr(
                "at {place} {g} has the slope {along_x} along {x} and {along_y} along {y}",
                place=place, g=g, x=x, y=y, along_x=along_x, along_y=along_y,
            )  # fmt: skip
        if slopes[0].value is None and slopes[1].value is None:
            return tr("at {place} {g} has neither partial derivative", place=place, g=g)
        there = 0 if slopes[0].value is not None else 1
        return tr(
            "at {place} {g} has the slope {slope} along {there}, and none along {missing}",
            place=place, g=g, slope=told(slopes[there].value or 0.0),
            there=self.g.variables[there], missing=self.g.variables[1 - there],
        )  # fmt: skip

    def _reason(self, slopes: tuple[Slope, Slope]) -> str | None:
        missing = undefined_at(self.g, self.P)
        if missing is not None:
            return missing
        said = [
            tr("no slope along {variable}: {reason}", variable=variable, reason=slope.sentence)
            for variable, slope in zip(self.g.variables, slopes, strict=True)
            if slope.value is None
        ]
        return "; ".join(said) or None

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """Both slice curves on the surface, their tangents, and the point."""
        from calcviz.drawing.slices import line_in_box, slice_in_space

        (a, b), height = self.P, self.g(*self.P)
        x, y = self.g.variables
        parts: list[SpacePrimitive] = []
        if box.y_low <= b <= box.y_high:
            f = self.g.slice(x, self.P)
            parts += slice_in_space(f, box.x_range, lambda t: (t, 0 * t + b), box)
        if box.x_low <= a <= box.x_high:
            f = self.g.slice(y, self.P)
            parts += slice_in_space(f, box.y_range, lambda t: (0 * t + a, t), box)
        for k, slope in enumerate(self._slopes()):
            steep = _drawn(slope)
            if steep is not None and isfinite(height):
                run, rise = (1.0, steep) if isfinite(steep) else (0.0, 1.0)
                step = (run, 0.0, rise) if k == 0 else (0.0, run, rise)
                parts += line_in_box((a, b, height), step, box)
        return (*parts, *place_in_space(self.P, height, box))

    def drag(self, handle: str, x: float, y: float) -> "Partials":
        """P goes where the pointer goes; the points of the slices move one coordinate of it."""
        match handle:
            case "P":
                return replace(self, P=(x, y))
            case "a":
                return replace(self, P=(x, self.P[1]))
            case "b":
                return replace(self, P=(self.P[0], x))
        return self


def _short(number: float) -> str:
    """A coordinate of P as the name of a slice says it: in LaTeX, rounded to a few digits."""
    return number_latex(float(f"{number:.{DIGITS}g}"))


def _drawn(slope: Slope) -> float | None:
    """The slope of the tangent that is drawn; ∞ for a vertical one."""
    return inf if slope.reason == "vertical" and slope.left == slope.right else slope.value


def _across(low: float, high: float, at: float, *, along_x: bool) -> Polyline:
    return segment(low, at, high, at) if along_x else segment(at, low, at, high)
