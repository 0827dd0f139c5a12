"""A figure: how large a picture is on paper, how large its type, and how it is dressed."""

from dataclasses import dataclass, replace

from calcviz.engine.frame import Frame
from calcviz.scene.document import Viewport
from calcviz.scene.framing import framed
from calcviz.views.items import LABEL_SIZE
from calcviz.views.theme import LIGHT, Theme

CM = 2.54
"""Centimetres to an inch."""
POINTS = 72
"""Points to an inch, as PDF and word processors count them."""
SCREEN = 96
"""Logical pixels to an inch where type has its usual size: the measure of the web."""
USUAL_TYPE = LABEL_SIZE * POINTS / SCREEN
"""The size of formulas in points at which a logical pixel is 1/96 inch."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`width`, `height` in centimetres, `type_size` of formulas in points, `dpi` in pixels per inch.

    The type scales lines and markers with it and leaves the size alone: larger type is a smaller number of
    logical pixels on the same paper. `outlines` draws letters as shapes in SVG and PDF.
    """

    width: float
    height: float
    type_size: float = USUAL_TYPE
    dpi: float = SCREEN
    theme: Theme = LIGHT
    handles: bool = False
    border: bool = False
    outlines: bool = False

    @property
    def pixel(self) -> float:
        """The length of one logical pixel on paper, in points."""
        return self.type_size / LABEL_SIZE

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in logical pixels: what the viewport of the picture measures."""
        unit = self.pixel * CM / POINTS
        return max(1, round(self.width / unit)), max(1, round(self.height / unit))

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in the pixels of a PNG."""
        return round(self.width / CM * self.dpi), round(self.height / CM * self.dpi)

    def viewport(self, seen: Viewport) -> Viewport:
        """What is seen, in a viewport of this figure's shape and size."""
        return framed(seen, self.size)

    def dressed(self, frame: Frame) -> Frame:
        """The frame in a viewport as large as the figure, where it was made for one of another size."""
        across, down = self.size
        view = frame.viewport
        if (view.width, view.height) == (across, down):
            return frame
        return Frame(frame.rows, replace(view, width=across, height=down))


def on_screen(
    width: float, height: float, scale: float = 1.0, theme: Theme = LIGHT, *, handles: bool = False
) -> Figure:
    """The figure that looks like a screen of so many logical pixels; `scale` pixels of a PNG for each."""
    return Figure(width * CM / SCREEN, height * CM / SCREEN, dpi=SCREEN * scale, theme=theme, handles=handles)
