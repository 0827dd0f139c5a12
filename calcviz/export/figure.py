"""A figure: how large a picture is on paper, how large its type, and how it is dressed."""

from dataclasses import dataclass, replace
from typing import Literal

from calcviz.engine.frame import Frame
from calcviz.scene.document import Space, Viewport
from calcviz.scene.framing import framed
from calcviz.views.items import LABEL_SIZE
from calcviz.views.panel_parts import all_stacked, panels_of, plane_part
from calcviz.views.theme import LIGHT, Theme

CM = 2.54
"""Centimetres to an inch."""
POINTS = 72
"""Points to an inch, as PDF and word processors count them."""
SCREEN = 96
"""Logical pixels to an inch where type has its usual size: the measure of the web."""
Seen = Literal["plane", "space", "both"]
"""The views that stand in a picture; both stand beside one another, in a high one one above the other."""

USUAL_SPACE = Space()
"""How space is looked at in a new document."""

Room = tuple[int, int, int, int]
"""Left, top, width and height in logical pixels."""

USUAL_TYPE = LABEL_SIZE * POINTS / SCREEN
"""The size of formulas in points at which a logical pixel is 1/96 inch."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`width`, `height` in centimetres, `type_size` of formulas in points, `dpi` in pixels per inch.

    The type scales lines and markers with it and leaves the size alone: larger type is a smaller number of
    logical pixels on the same paper. `outlines` draws letters as shapes in SVG and PDF. `seen` says which
    views stand in it, `space` from where space is looked at, `panels` how many further planes of rows stand
    beside the plane, or below one another where they are `stacked`.
    """

    width: float
    height: float
    type_size: float = USUAL_TYPE
    dpi: float = SCREEN
    theme: Theme = LIGHT
    handles: bool = False
    border: bool = False
    outlines: bool = False
    seen: Seen = "plane"
    space: Space = USUAL_SPACE
    panels: int = 0
    stacked: bool = False

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
    def plane_room(self) -> Room | None:
        """Where the plane stands in the picture, and its panels; None where they do not."""
        across, down = self.size
        if self.seen == "space":
            return None
        if self.seen == "plane":
            return 0, 0, across, down
        return (0, 0, max(1, across // 2), down) if across >= down else (0, 0, across, max(1, down // 2))

    @property
    def space_room(self) -> Room | None:
        """Where space stands in the picture; None where it does not."""
        across, down = self.size
        if self.seen == "plane":
            return None
        if self.seen == "space":
            return 0, 0, across, down
        half = max(1, across // 2) if across >= down else max(1, down // 2)
        return (half, 0, across - half, down) if across >= down else (0, half, across, down - half)

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in the pixels of a PNG."""
        return round(self.width / CM * self.dpi), round(self.height / CM * self.dpi)

    def viewport(self, seen: Viewport) -> Viewport:
        """What is seen, in a viewport of the shape and size that the plane has in this figure."""
        return framed(seen, self.plane_size)

    def dressed(self, frame: Frame) -> Frame:
        """The frame in a viewport as large as in the figure, where it was made for one of another size."""
        across, down = self.plane_size
        view = frame.viewport
        if (view.width, view.height) == (across, down):
            return frame
        return replace(frame, viewport=replace(view, width=across, height=down))

    @property
    def plane_size(self) -> tuple[int, int]:
        """Width and height of the plane itself in logical pixels, without its panels."""
        _, _, across, down = self.plane_room or (0, 0, *self.size)
        return plane_part(across, down, self.panels, self.stacked)

    def with_panels(self, frame: Frame) -> "Figure":
        """The figure with room for the further planes of the visible rows."""
        return replace(self, panels=len(panels_of(frame.rows)), stacked=all_stacked(frame.rows))


def on_screen(
    width: float, height: float, scale: float = 1.0, theme: Theme = LIGHT, *, handles: bool = False
) -> Figure:
    """The figure that looks like a screen of so many logical pixels; `scale` pixels of a PNG for each."""
    return Figure(width * CM / SCREEN, height * CM / SCREEN, dpi=SCREEN * scale, theme=theme, handles=handles)
