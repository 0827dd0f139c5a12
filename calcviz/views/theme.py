"""The colours of a picture: light, dark, and black on white for paper."""

from dataclasses import dataclass
from functools import lru_cache

from calcviz.scene.document import Mark, Style

Dashes = tuple[float, ...]
"""Lengths of strokes and gaps in units of the line's width; empty for a solid line."""

SOLID: Dashes = ()
DASHED: Dashes = (4.0, 2.6)
DOTTED: Dashes = (0.6, 2.2)
DASH_DOTTED: Dashes = (6.0, 2.4, 0.6, 2.4)
LONG_DASHED: Dashes = (9.0, 3.0)

MARKS: tuple[Mark, ...] = ("circle", "square", "triangle", "diamond", "down", "bar")
"""The shapes along curves, for who tells colours apart with difficulty."""

TEXT_CONTRAST = 4.5
"""The least contrast of text against its paper (WCAG 2.2, success criterion 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour as "#rrggbb", all opaque: half-transparent lines cost forty times as much.

    `curves` are told apart by people with any kind of colour vision. `dashes` are the lines of rows that ask
    for a solid one: on a screen they are solid, on paper they alone tell one row from another.
    `marks` are the shapes along curves that ask for none, by their colour; none where it is empty.
    `clear` leaves out the paper, for a picture that is laid on another one; `bare` the axes and their grid.
    """

    name: str
    paper: str
    ink: str
    axis: str
    grid_major: str
    grid_minor: str
    number: str
    selection: str
    curves: tuple[str, ...]
    dashes: tuple[Dashes, ...]
    clear: bool = False
    bare: bool = False
    marks: tuple[Mark, ...] = ()

    def color(self, style: Style, *, faded: bool = False) -> str:
        """The colour of a row's lines; `faded` mixes it with the paper, where the row cannot be read now."""
        plain = self.curves[style.color % len(self.curves)] if isinstance(style.color, int) else style.color
        return mix(plain, self.paper, 0.62) if faded else plain

    def shape(self, style: Style) -> Mark:
        """The shape along a row's curve: its own, else that of the theme."""
        if style.mark or not self.marks or not isinstance(style.color, int):
            return style.mark
        return self.marks[style.color % len(self.marks)]

    def text_color(self, style: Style, *, faded: bool = False) -> str:
        """The row's colour for text: moved towards the ink until it can be read on the paper."""
        return legible(self.color(style, faded=faded), self.paper, self.ink) if not faded else self.number

    def dash(self, style: Style) -> Dashes:
        """The row's own dashes; those of the theme where it asks for a solid line."""
        if style.dash == "dash":
            return DASHED
        if style.dash == "dot":
            return DOTTED
        if not isinstance(style.color, int):
            return SOLID
        return self.dashes[style.color % len(self.dashes)]


def channels(color: str) -> tuple[int, int, int]:
    """Red, green and blue from 0 to 255 of "#rrggbb"."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


@lru_cache(maxsize=1024)
def mix(color: str, other: str, share: float) -> str:
    """The colour on the way to `other`: 0 is `color`, 1 is `other`."""
    parts = (round(a + (b - a) * share) for a, b in zip(channels(color), channels(other)))
    return "#" + "".join(f"{part:02x}" for part in parts)


def luminance(color: str) -> float:
    """Relative luminance from 0 to 1, as WCAG 2.2 defines it."""
    linear = [
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
        for v in (c / 255 for c in channels(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(color: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(color), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1024)
def legible(color: str, paper: str, ink: str, ratio: float = TEXT_CONTRAST) -> str:
    """The colour, moved towards the ink as far as its contrast against the paper needs it."""
    for step in range(21):
        moved = mix(color, ink, step / 20)
        if contrast(moved, paper) >= ratio:
            return moved
    return ink


LIGHT = Theme(
    name="light",
    paper="#ffffff",
    ink="#1c1f24",
    axis="#3c4149",
    grid_major="#dcdfe4",
    grid_minor="#f1f2f5",
    number="#565c66",
    selection="#1a73e8",
    # blue, red, green, purple, orange, teal, magenta, brown: least distance in OKLab 0.09, also for red- and
    # green-blind eyes by the matrices of Machado, Oliveira and Fernandes (2009)
    curves=("#2259c5", "#db241e", "#047d41", "#9762f7", "#d08005", "#0c949a", "#a6247f", "#5d3e29"),
    dashes=(SOLID,),
)

DARK = Theme(
    name="dark",
    paper="#16181d",
    ink="#eceef2",
    axis="#b3b9c4",
    grid_major="#343942",
    grid_minor="#22252c",
    number="#a6adb8",
    selection="#8ab4f8",
    curves=("#6196fd", "#fe652e", "#34d8a7", "#c6b2fe", "#f7b031", "#83ecea", "#d66dbf", "#b2917b"),
    dashes=(SOLID,),
)

PRINT = Theme(
    name="print",
    paper="#ffffff",
    ink="#000000",
    axis="#000000",
    grid_major="#d0d0d0",
    grid_minor="#ffffff",
    number="#000000",
    selection="#000000",
    curves=("#000000",),
    dashes=(SOLID, DASHED, DASH_DOTTED, DOTTED, LONG_DASHED),
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, PRINT)}
