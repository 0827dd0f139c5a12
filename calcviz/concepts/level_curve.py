"""The level curve through a point: all points at which a function has the same value."""

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing, Readout
from calcviz.language.messages import mark, tr
from calcviz.language.notation import number_text, text
from calcviz.language.spoken import told, written
from calcviz.language.typeset import latex, number_latex
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import Place, concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import (
    called,
    height_readout,
    place_handle,
    place_in_space,
    told_place,
    undefined_at,
)

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


@concept(
    "level_curve",
    mark("Level curve through a point"),
    mark("the line along which a function keeps the value that it has at a point"),
)
class LevelCurveThrough:
    """Where g has the value g(P)."""

    g: ScalarField
    P: Place = param((1.0, 1.0), step=0.1)

    def draw(self, viewport: Viewport) -> Drawing:
        """The curve, its value and its equation; critical points and constant functions are told of."""
        from calcviz.drawing.contours import contour_through

        through, lines = contour_through(self.g, self.P, viewport.screen)
        handle = place_handle(self.P, hollow=through.level is None)
        height = height_readout(self.g, self.P)
        if through.level is None:
            said = undefined_at(self.g, self.P) or tr("the axes show no such point")
            return Drawing((handle,), (height,), sentence=said, reason=said)
        constant = self._constant(viewport) if through.critical and not lines else None
        if constant is not None:
            return Drawing((handle,), (height,), sentence=constant, reason=constant)
        equation = self._equation(through.level)
        return Drawing(
            (*lines, handle),
            (height, equation),
            sentence=self._said(through.level, equation, through.critical, bool(lines)),
        )

    def _constant(self, viewport: Viewport) -> str | None:
        """That the function has one value only, everywhere or in the view; None where it has more."""
        from calcviz.drawing.contours import levels_on
        from calcviz.scene.levels import no_levels

        levels = levels_on(self.g, viewport.screen)
        return no_levels(self.g, viewport, levels) if levels.low == levels.high else None

    def _equation(self, level: float) -> Readout:
        e, level = self.g.expression, float(f"{level:.12g}")
        left = latex(e)
        return Readout(
            "equation", left, text=f"{text(e)} = {number_text(level)}", text_latex=number_latex(level)
        )

    def _said(self, level: float, equation: Readout, critical: bool, seen: bool) -> str:
        g, place = called(self.g), told_place(self.P)
        at = tr("{g} is {value} at {place}", g=g, value=told(level), place=place)
        if critical and not seen:
            return tr("{at}, a critical point: no level curve passes through it", at=at)
        if critical:
            return tr("{at}, a critical point: there the level curve need not be a single line", at=at)
        return tr("{at}; the level curve is {equation}", at=at, equation=written(equation.text or ""))

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The curve on the surface and on the floor, and the point."""
        from calcviz.drawing.surfaces import space_contours

        level = self.g(*self.P)
        lines = space_contours(self.g, box, (level,), raised=True) if isfinite(level) else ()
        return (*lines, *place_in_space(self.P, level, box))

    def drag(self, handle: str, x: float, y: float) -> "LevelCurveThrough":
        """The point goes where the pointer goes, and the curve through it with it."""
        return replace(self, P=(x, y)) if handle == "P" else self
