"""How large each sign of the mathematical font is, and which sizes the stretching signs come in."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from calcviz.places import resource


class Glyph(NamedTuple):
    """The measures of one character in 1/1000 em: advance, the drawn rectangle, y upwards from the baseline.

    `italic` is the italic correction: how far the top leans beyond the advance. `accent` is the x under which
    an accent is centred, None where the font does not say.
    """

    advance: int
    left: int
    bottom: int
    right: int
    top: int
    italic: int
    accent: int | None


class Part(NamedTuple):
    """One piece of a sign that is put together from pieces; lengths in 1/1000 em."""

    character: str
    start: int
    end: int
    full: int
    extends: int


class Stretch(NamedTuple):
    """The ready sizes of a stretching sign, smallest first, and the pieces of still larger ones."""

    sizes: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]


class Glyphs(NamedTuple):
    """The tables of CalcVizMath-Regular.json, which packaging/subset_fonts.py reads out of the font."""

    constants: dict[str, int]
    measures: dict[str, Glyph]
    vertical: dict[str, Stretch]
    horizontal: dict[str, Stretch]


@cache
def glyphs() -> Glyphs:
    """Return the measures of the mathematical font, read once."""
    table = json.loads(resource("fonts/CalcVizMath-Regular.json").read_text(encoding="utf-8"))
    return Glyphs(
        constants=table["constants"],
        measures={character: Glyph(*measure) for character, measure in table["glyphs"].items()},
        vertical={character: _stretch(entry) for character, entry in table["vertical"].items()},
        horizontal={character: _stretch(entry) for character, entry in table["horizontal"].items()},
    )


def constant(name: str) -> float:
    """Return a constant of the font's MATH table in em, e.g. `constant("AxisHeight")`.

    Their meaning: OpenType specification, "MATH – the mathematical typesetting table".
    """
    return glyphs().constants[name] / 1000


def _stretch(entry: dict[str, list[list[object]]]) -> Stretch:
    sizes = tuple((str(character), int(str(size))) for character, size in entry["sizes"])
    return Stretch(sizes, tuple(Part(*part) for part in entry["parts"]))  # type: ignore[arg-type]
