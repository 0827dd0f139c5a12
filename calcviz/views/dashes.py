"""The dashes of many lines as straight segments: Qt takes ten times as long to find and to stroke them."""

from math import pi

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from calcviz.drawing import Floats, Integers
from calcviz.views.geometry import Strokes
from calcviz.views.theme import Dashes

MOST = 60_000
"""Dashes beyond which nobody sees any, and lines are drawn whole."""

OVERLAP = 1 / 8
"""The share of a line's width by which a dash is longer where it goes on behind a bend."""


CAP = pi / 8
"""The share of a line's width by which a flat dash has as much ink as one with round ends."""


def dashed(lines: Strokes, dash: Dashes, width: float) -> Floats | None:
    """The dashes of strokes in pixels as rows x0, y0, x1, y1; None where there are too many.

    `dash` are lengths of ink and of gaps in units of the width, as a pen has them; each stroke begins
    with them.
    """
    dx, dy = np.diff(lines.x), np.diff(lines.y)
    length = np.hypot(dx, dy)
    length[lines.cuts()] = 0.0
    end = np.cumsum(length)
    period = sum(dash) * width
    if not len(end) or end[-1] / period * (len(dash) // 2) > MOST:
        return None
    cap = CAP * width if rounded(dash) else 0.0
    begin, found, at = end - length, [], 0.0
    of = np.searchsorted(lines.starts, np.arange(len(end)), "right") - 1
    before = begin[np.minimum(lines.starts, len(end) - 1)][of]
    begin, end = begin - before, end - before
    for ink, gap in zip(dash[::2], dash[1::2], strict=True):
        found.append(_inked(begin, end, period, at * width, ink * width, cap, OVERLAP * width))
        at += ink + gap
    segment = np.concatenate([part for part, _, _ in found])
    low, high = np.concatenate([part for _, part, _ in found]), np.concatenate([part for *_, part in found])
    unit = np.where(length > 0, length, 1.0)[segment]
    ux, uy = dx[segment] / unit, dy[segment] / unit
    x, y = lines.x[:-1][segment], lines.y[:-1][segment]
    return np.stack((x + low * ux, y + low * uy, x + high * ux, y + high * uy), 1)


def _inked(
    begin: Floats, end: Floats, period: float, first: float, ink: float, cap: float, overlap: float
) -> tuple[Integers, Floats, Floats]:
    """Of one ink of the pattern: in which segments (k,) it lies, and from where to where along them."""
    lowest = np.floor((begin - first - ink) / period).astype(np.int64) + 1
    highest = np.ceil((end - first) / period).astype(np.int64) - 1
    counts = np.where(end > begin, np.maximum(highest - lowest + 1, 0), 0)
    segment = np.repeat(np.arange(len(counts)), counts)
    n = np.arange(len(segment)) - np.repeat(np.cumsum(counts) - counts, counts) + lowest[segment]
    low = n * period + first - begin[segment]
    high, whole = low + ink, (end - begin)[segment]
    low, high = np.where(low < 0, -overlap, low - cap), np.where(high > whole, whole + overlap, high + cap)
    return segment, low, high


def rounded(dash: Dashes) -> bool:
    """Whether a pen with those dashes has ends that reach beyond them."""
    return min(dash) <= 1


def whole(pen: QPen) -> QPen:
    """The pen without its dashes and with flat ends."""
    made = QPen(pen)
    made.setStyle(Qt.PenStyle.SolidLine)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made
