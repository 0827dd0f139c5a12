"""Boxes with a baseline, what they show, and how they are put beside and above one another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from calcviz.views.formula.glyphs import Glyph, Part, Stretch, constant, glyphs

_BOLD = re.compile(r"MATHEMATICAL BOLD (?!ITALIC|SCRIPT|FRAKTUR)")
_UNKNOWN = Glyph(500, 0, -200, 500, 700, 0, None)


@dataclass(frozen=True, slots=True)
class Letters:
    """Text on the baseline; `face` is "math", "italic", "bold" or "sans", `size` in logical pixels."""

    text: str
    face: str
    size: float


@dataclass(frozen=True, slots=True)
class Outline:
    """Pieces (character, upwards in 1/1000 em) of the mathematical font, painted as one filled path.

    `edge`: its top upwards in pixels where a bar continues it, so that a screen puts both on the same pixels.
    """

    pieces: tuple[tuple[str, int], ...]
    size: float
    edge: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle, its top left corner at the place; `hung`: a screen keeps its top where it is."""

    width: float
    thickness: float
    hung: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of a changing number."""

    name: str
    size: float


Mark = Letters | Outline | Rule | Gap


@dataclass(slots=True)
class Box:
    """A rectangle of `width` by `height` above and `depth` below its baseline, in logical pixels.

    `italic`: how far its top leans out at the right. `accent`: the x under which an accent belongs, None for
    the middle. `single`: a single sign, on which scripts sit closer. `parts`: (x, y downwards, content).
    """

    width: float = 0.0
    height: float = 0.0
    depth: float = 0.0
    italic: float = 0.0
    accent: float | None = None
    single: bool = False
    parts: list[tuple[float, float, Box | Mark]] = field(default_factory=list)

    def place(self, content: Box | Mark, x: float, y: float = 0.0) -> None:
        self.parts.append((x, y, content))

    def marks(self, x: float = 0.0, y: float = 0.0) -> Iterable[tuple[float, float, Mark]]:
        """Everything painted, with its place from the left end of the baseline, y downwards."""
        for across, down, content in self.parts:
            if isinstance(content, Box):
                yield from content.marks(x + across, y + down)
            else:
                yield x + across, y + down, content


def measure(character: str) -> Glyph:
    """Return the measures of a character of the mathematical font, a guess for one that it does not hold."""
    return glyphs().measures.get(character, _UNKNOWN)


def letters(text: str, size: float) -> Box:
    """Return characters of the mathematical font side by side, without kerning."""
    found = [measure(character) for character in text]
    em = size / 1000
    box = Box(
        width=sum(glyph.advance for glyph in found) * em,
        height=max((glyph.top for glyph in found), default=0) * em,
        depth=max((-glyph.bottom for glyph in found), default=0) * em,
        italic=(found[-1].italic if found else 0) * em,
        single=len(found) == 1,
    )
    if len(found) == 1 and found[0].accent is not None:
        box.accent = found[0].accent * em
    x = 0.0
    for face, run in groupby(text, key=_face):
        characters = "".join(run)
        shown = characters if face == "math" else "".join(map(plain, characters))
        box.place(Letters(shown, face, size), x)
        x += sum(measure(character).advance for character in characters) * em
    return box


def plain(character: str) -> str:
    """Return the ordinary letter or digit of a slanted or bold one of mathematics, e.g. x of U+1D465."""
    decomposition = unicodedata.decomposition(character)
    return chr(int(decomposition.split()[-1], 16)) if decomposition.startswith("<font>") else character


def _face(character: str) -> str:
    """Which font holds the letter: the slanted and the bold ones lie under plain characters in their own."""
    if character == "ℎ":
        return "italic"
    if character < "\U0001d400":
        return "math"
    name = unicodedata.name(character, "")
    return "italic" if name.startswith("MATHEMATICAL ITALIC ") else "bold" if _BOLD.match(name) else "math"


def outlined(pieces: tuple[tuple[str, int], ...], size: float) -> Box:
    """Return pieces of the mathematical font as one outline, as high and as deep as they are."""
    em = size / 1000
    found = [(measure(character), up) for character, up in pieces]
    box = Box(
        width=max(glyph.advance for glyph, _ in found) * em,
        height=max(glyph.top + up for glyph, up in found) * em,
        depth=-min(glyph.bottom + up for glyph, up in found) * em,
        italic=found[-1][0].italic * em,
        single=True,
    )
    box.place(Outline(pieces, size), 0.0)
    return box


def stretched(character: str, length: float, size: float) -> Box:
    """Return a delimiter at least `length` pixels high: the smallest ready size, else one of pieces.

    One that has no pieces is enlarged; one that does not stretch at all comes as it is. Its baseline is its
    own: centre it by `on_axis`.
    """
    stretch = glyphs().vertical.get(character)
    if stretch is None:
        return letters(character, size)
    needed = length / size * 1000
    for number, (variant, full) in enumerate(stretch.sizes):
        if full >= needed:
            return letters(variant, size) if number == 0 else outlined(((variant, 0),), size)
    if not stretch.parts:
        largest, full = stretch.sizes[-1]
        return outlined(((largest, 0),), size * needed / full)
    return outlined(tuple(_assembled(stretch, needed)), size)


def _assembled(stretch: Stretch, needed: float) -> list[tuple[str, int]]:
    """Put pieces one on another, from the bottom, the extending ones as often as needed (OpenType, MATH)."""
    overlap = glyphs().constants["MinConnectorOverlap"]
    fixed = sum(part.full - overlap for part in stretch.parts if not part.extends) + overlap
    growing = sum(part.full - overlap for part in stretch.parts if part.extends)
    times = max(0, -int(-(needed - fixed) // growing)) if growing else 0
    times = min(times, 200)
    pieces: list[Part] = []
    for part in stretch.parts:
        pieces += [part] * (times if part.extends else 1)
    joints = len(pieces) - 1
    total = sum(part.full for part in pieces)
    share = (total - needed) / joints if joints else 0.0
    placed: list[tuple[str, int]] = []
    up = 0.0
    for below, part in zip([None, *pieces], pieces):
        if below is not None:
            up -= min(max(share, overlap), max(min(below.end, part.start), overlap))
        placed.append((part.character, round(up) - measure(part.character).bottom))
        up += part.full
    return placed


def on_axis(box: Box, size: float) -> Box:
    """Return the box moved so that its middle lies on the axis, where minus signs and fraction bars lie."""
    up = constant("AxisHeight") * size - (box.height - box.depth) / 2
    return raised(box, up)


def raised(box: Box, up: float) -> Box:
    """Return the box with its baseline `up` pixels below its own."""
    outer = Box(box.width, box.height + up, box.depth - up, box.italic, box.accent, box.single)
    outer.place(box, 0.0, -up)
    return outer


def beside(boxes: Iterable[Box]) -> Box:
    """Return the boxes in a row, their baselines in one line."""
    row = Box()
    for box in boxes:
        row.place(box, row.width)
        row.width += box.width
        row.height, row.depth = max(row.height, box.height), max(row.depth, box.depth)
    return row


def rule(width: float, thickness: float, bottom: float, hung: bool = False) -> Box:
    """Return a bar from `bottom` upwards, both in pixels from the baseline."""
    box = Box(width, bottom + thickness, -bottom)
    box.place(Rule(width, thickness, hung), 0.0, -(bottom + thickness))
    return box


def radical(length: float, size: float) -> Box:
    """Return a root sign at least `length` pixels high, to whose top a bar is to be joined at the right."""
    box = stretched("√", length, size)
    _, _, mark = box.parts[0]
    pieces = mark.pieces if isinstance(mark, Outline) else (("√", 0),)
    box.parts = [(0.0, 0.0, Outline(pieces, size, box.height))]
    return box
