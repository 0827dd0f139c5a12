"""Words inside a formula: in the mathematical font, and in that of the interface what it does not hold."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from PySide6.QtGui import QFontMetricsF

from calcviz.views import fonts
from calcviz.views.formula.boxes import Box, Letters, beside, letters
from calcviz.views.formula.glyphs import glyphs

_PROBE = 100
_MAX_WORDS = 400


def words(text: str, size: float) -> Box:
    """Return a line of text of any script on one baseline."""
    known = glyphs().measures
    runs = groupby(text[:_MAX_WORDS], key=lambda character: character in known)
    boxes = [
        letters("".join(run), size) if mathematical else _foreign("".join(run), size)
        for mathematical, run in runs
    ]
    if len(boxes) == 1:
        return boxes[0]
    return beside(boxes)


def _foreign(text: str, size: float) -> Box:
    box = Box(_advance(text) * size, 0.88 * size, 0.12 * size)
    box.place(Letters(text, "sans", size), 0.0)
    return box


@lru_cache(maxsize=512)
def _advance(text: str) -> float:
    """The width in em; a Chinese character is as wide as it is high, everything else is asked of the font."""
    if all("\u3000" <= character <= "\u9fff" or "\uff01" <= character <= "\uff5e" for character in text):
        return float(len(text))
    return QFontMetricsF(fonts.interface_font(_PROBE)).horizontalAdvance(text) / _PROBE
