"""Where the planes of a figure stand in LaTeX: the picture itself, and the further planes of its rows."""

from dataclasses import dataclass, replace

from calcviz.engine.frame import Frame
from calcviz.export.figure import CM, POINTS, Figure
from calcviz.export.tex import number
from calcviz.views.panel_parts import TITLE_ROOM, panel_frame, panels_of, places


@dataclass(frozen=True, slots=True)
class Sheet:
    """One plane: its frame, a figure of its size, and its title in LaTeX.

    `at` is the option of its axes that says where it stands, empty for a plane without others; `above` is
    the middle of the room for its title.
    """

    frame: Frame
    figure: Figure
    at: str = ""
    title: str = ""
    above: str = ""


def sheets(frame: Frame, figure: Figure) -> list[Sheet]:
    """The plane and its panels as they stand in a picture of that figure."""
    found = panels_of(frame.rows) if figure.panels else []
    if not found:
        return [Sheet(frame, figure)]
    across, down = figure.size
    unit = figure.pixel * CM / POINTS
    first, *rest = places(across, down, len(found), figure.stacked)

    def plane(size: tuple[int, int]) -> Figure:
        wide, tall = size
        return replace(figure, width=wide * unit, height=tall * unit, panels=0, stacked=False, border=False)

    def point(x: float, y: float) -> str:
        return f"({number(x * unit)}cm,{number((down - y) * unit)}cm)"

    def at(left: float, bottom: float) -> str:
        return f"at={{{point(left, bottom)}}}, anchor=south west"

    made = [Sheet(frame, plane(first[2:]), at(first[0], first[1] + first[3]))]
    for (row, panel), (left, top, wide, tall) in zip(found, rest, strict=True):
        above = round(TITLE_ROOM) if panel.title else 0
        size = wide, max(1, tall - above)
        title = point(left + wide / 2, top + above / 2)
        place = at(left, top + tall)
        made.append(Sheet(panel_frame(row, panel, size), plane(size), place, panel.title, title))
    return made
