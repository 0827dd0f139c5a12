"""The level curves of a function of two variables, as lines or on a map of colours."""

from dataclasses import replace
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing, Readout
from calcviz.language.messages import mark
from calcviz.language.notation import number_text
from calcviz.language.typeset import number_latex
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import letter

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


@concept(
    "level_curves",
    mark("Level curves"),
    mark("the lines along which a function keeps its value, plain or on a map of colours"),
)
class LevelCurvesOf:
    """Where g has the same value; `levels` is about how many of them there are."""

    g: ScalarField
    filled: str = param("lines", choices=(mark("lines"), mark("filled")))
    levels: int = param(12, step=1, low=2, high=60)

    def draw(self, viewport: Viewport) -> Drawing:
        """The lines with their values, over the colours of the heights if they are filled."""
        from calcviz.drawing.contours import levels_on
        from calcviz.scene.levels import level_drawing

        filled = self.filled == "filled"
        drawing = level_drawing(self.g, viewport, filled=filled, wanted=self.levels)
        if drawing.reason is not None:
            return drawing
        levels = levels_on(self.g, viewport.screen, self.levels).values
        text = _listed([number_text(v) for v in levels], "…")
        latex = _listed([number_latex(v) for v in levels], r"\dots")
        return replace(drawing, readouts=(Readout("levels", letter(self.g), text=text, text_latex=latex),))

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The level curves, each at its height."""
        from calcviz.drawing.surfaces import floor_levels, space_contours

        levels = floor_levels(self.g, box, self.levels)
        return space_contours(self.g, box, levels, floor=False, raised=True)

    def drag(self, handle: str, x: float, y: float) -> "LevelCurvesOf":
        """Nothing is dragged here."""
        return self


def _listed(numbers: list[str], dots: str) -> str:
    """The first three numbers and the last one."""
    return ", ".join([*numbers[:3], dots, numbers[-1]] if len(numbers) > 5 else numbers)
