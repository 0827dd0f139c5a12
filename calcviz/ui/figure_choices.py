"""What a person chose for figures, as it is remembered from one export to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from math import isfinite

from calcviz.export.figure import USUAL_SPACE, Figure, Seen
from calcviz.export.formats import FORMATS
from calcviz.scene.document import Space
from calcviz.views.theme import THEMES

SIDES = (1.0, 100.0)
"""Centimetres along one side."""
TYPE = (4.0, 48.0)
DPI = (72, 1200)
UNITS = ("cm", "in", "px")
_BOUNDS = {"width": SIDES, "height": SIDES, "type_size": TYPE, "dpi": DPI}
_WORDS = {"ending": FORMATS, "unit": UNITS, "theme": tuple(THEMES), "seen": ("plane",)}


@dataclass(frozen=True, slots=True)
class Choices:
    """`width` and `height` in centimetres, `type_size` in points; `linked` keeps the shape of the view."""

    ending: str = "png"
    width: float = 16.0
    height: float = 10.0
    linked: bool = True
    unit: str = "cm"
    dpi: int = 300
    type_size: float = 10.0
    theme: str = "light"
    clear: bool = False
    handles: bool = False
    axes: bool = True
    border: bool = False
    outlines: bool = False
    seen: Seen = "plane"

    def figure(self, space: Space = USUAL_SPACE) -> Figure:
        """The figure that is asked for, with space looked at like that."""
        theme = replace(THEMES[self.theme], clear=self.clear, bare=not self.axes)
        return Figure(
            self.width,
            self.height,
            self.type_size,
            self.dpi,
            theme,
            self.handles,
            self.border,
            self.outlines,
            self.seen,
            space,
        )

    def words(self) -> dict[str, str]:
        """Everything as text, to be kept, but which views are seen: that is as on the screen each time."""
        return {each.name: str(getattr(self, each.name)) for each in fields(self) if each.name != "seen"}


def read_choices(words: Mapping[str, str]) -> Choices:
    """What was kept; whatever is missing or damaged is as at first."""
    usual = Choices()
    kept = {
        each.name: _read(each.name, words.get(each.name, ""), getattr(usual, each.name))
        for each in fields(usual)
    }
    return Choices(**kept)  # type: ignore[arg-type]


def _read(name: str, text: str, usual: object) -> object:
    if isinstance(usual, bool):
        return {"True": True, "False": False}.get(text, usual)
    if isinstance(usual, str):
        return text if text in _WORDS[name] else usual
    try:
        number = float(text)
    except ValueError:
        return usual
    low, high = _BOUNDS[name]
    if not (isfinite(number) and low <= number <= high):
        return usual
    return round(number) if isinstance(usual, int) else number
