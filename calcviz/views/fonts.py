"""The fonts that CalcViz brings along, so that a picture is the same on every machine."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from calcviz.places import resource

MATH = "CalcViz Math"
TEXT = "CalcViz Text"
SANS = "CalcViz Sans"

_FILES = (
    "CalcVizMath-Regular.ttf",
    "CalcVizMath-Italic.ttf",
    "CalcVizMath-Bold.ttf",
    "CalcVizText-Regular.ttf",
    "CalcVizText-Italic.ttf",
    "CalcVizSans-Regular.otf",
    "CalcVizSans-Bold.otf",
)


@cache
def load() -> None:
    """Make the three families known to Qt; the first call takes some milliseconds, every other one nothing.

    Needs a QGuiApplication. Every font of this module calls it. Raises RuntimeError where a font file is
    missing or damaged: without its fonts CalcViz could show no text at all.
    """
    for name in _FILES:
        if QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}"))) < 0:
            raise RuntimeError(f"the font {name} cannot be read")


def interface_font(size: float, *, bold: bool = False) -> QFont:
    """Return the sans-serif of menus, lists and sentences, Latin and Chinese; `size` in logical pixels."""
    font = _font((SANS, MATH), size)
    font.setBold(bold)
    return font


def number_font(size: float, *, italic: bool = False) -> QFont:
    """Return the serif of axis numbers and labels, with digits of one width; Chinese as in the interface."""
    font = _font((TEXT, MATH, SANS), size)
    font.setItalic(italic)
    return font


def math_font(size: float, *, italic: bool = False, bold: bool = False) -> QFont:
    """Return the font of formulas; italic and bold hold the letters, Latin and Greek, and bold the digits."""
    font = _font((MATH, SANS), size)
    font.setItalic(italic)
    font.setBold(bold)
    return font


def _font(families: tuple[str, ...], size: float) -> QFont:
    load()
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(max(1, round(size)))
    # Hinting moves advances to whole pixels: a layout measured once would not fit at another scale.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
