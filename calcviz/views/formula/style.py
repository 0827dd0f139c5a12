"""In which size and how tightly a part of a formula is set: TeX's styles."""

from __future__ import annotations

from dataclasses import dataclass

from calcviz.views.formula.glyphs import constant

DISPLAY, TEXT, SCRIPT, TINY = range(4)
_SCALE = (1.0, 1.0, 0.70, 0.55)
_SMALLEST = 7
"""Pixels: scripts of scripts in a small line would otherwise not be readable on a screen."""


@dataclass(frozen=True, slots=True)
class Style:
    """`base`: pixels of an ordinary letter; `level`: TeX's; `cramped`: superscripts stay low."""

    base: float
    level: int = DISPLAY
    cramped: bool = False

    @property
    def em(self) -> int:
        """Whole pixels: Qt rounds the size of a font, and what is measured must be what is painted."""
        return max(round(self.base * _SCALE[self.level]), min(round(self.base), _SMALLEST), 1)

    @property
    def display(self) -> bool:
        return self.level == DISPLAY

    def at(self, level: int) -> Style:
        return Style(self.base, level, self.cramped)

    def upper(self) -> Style:
        return Style(self.base, min(max(self.level, TEXT) + 1, TINY), self.cramped)

    def lower(self) -> Style:
        return Style(self.base, self.upper().level, True)

    def numerator(self) -> Style:
        return Style(self.base, min(self.level + 1, TINY), self.cramped)

    def denominator(self) -> Style:
        return Style(self.base, min(self.level + 1, TINY), True)

    def tight(self) -> Style:
        return Style(self.base, self.level, True)

    def size(self, name: str) -> float:
        """A constant of the font in pixels."""
        return constant(name) * self.em
