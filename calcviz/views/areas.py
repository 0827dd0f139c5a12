"""Areas with a sign: above the axis in the row's colour, below it in another one and hatched."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from calcviz.drawing import Floats, Patch
from calcviz.views.geometry import draw_lines, on_screen
from calcviz.views.items import Canvas
from calcviz.views.patch import path_of
from calcviz.views.pens import Look, pen
from calcviz.views.theme import Theme, channels, mix

FILL = 0.24
"""How much of the colour lies over the paper."""
OUTLINE = 1.1
HATCH = 1.0
APART = 8.0
"""Pixels between two lines of the hatching, measured along the axes."""
NARROWEST = 5.0
"""Pixels that a polygon is wide on average where its outline is to be told from its neighbour's."""
PORTION = 64
"""Corners of the polygons that are filled at once on a screen."""
_ALIKE = 120
"""Two colours are alike whose channels differ by less than this altogether."""


def area_color(item: Patch, theme: Theme, shown: Look) -> str:
    """The colour of a signed area: that of the row above, one far from it below."""
    if item.role == "positive":
        return shown.color
    own = channels(shown.color)
    for other in (theme.curves[1 % len(theme.curves)], theme.curves[0]):
        if sum(abs(a - b) for a, b in zip(own, channels(other), strict=True)) >= _ALIKE:
            return other
    return shown.color


def paint_area(item: Patch, corners: list[Floats], canvas: Canvas, shown: Look) -> None:
    """Paint polygons, each of shape (n, 2) in pixels, with their veil, hatching and outline."""
    color, painter = area_color(item, canvas.theme, shown), canvas.painter
    painter.save()
    painter.setOpacity(shown.opacity)
    veil = QColor(color)
    veil.setAlphaF(FILL)
    quick = on_screen(painter)
    for part in _portions(corners) if quick else [corners]:
        painter.fillPath(path_of(part), veil)
    if item.role == "negative":
        paint_hatching(corners, mix(color, canvas.theme.paper, 0.45), canvas)
    if outlined(corners) and quick:
        painter.setPen(_flat(color, OUTLINE))
        draw_lines(painter, np.concatenate([_edges(each) for each in corners]))
    elif outlined(corners):
        painter.strokePath(path_of(corners), pen(color, OUTLINE))
    painter.restore()


def _portions(corners: list[Floats]) -> Iterator[list[Floats]]:
    """The polygons a few at a time, long ones in strips: what Qt's raster engine takes for a path grows with
    the square of its edges (1000 boxes 170 ms, in portions 10).

    Of the polygons of an area the first half of the points runs along one edge, the other half back along the
    other one, over the same x.
    """
    portion: list[Floats] = []
    count = 0
    for part in chain.from_iterable(map(_strips, corners)):
        portion.append(part)
        count += len(part)
        if count >= PORTION:
            yield portion
            portion, count = [], 0
    if portion:
        yield portion


def _strips(corners: Floats) -> Iterator[Floats]:
    half = len(corners) // 2
    there, back = corners[:half], corners[half:][::-1]
    if half <= PORTION // 2 or len(there) != len(back) or not (there[:, 0] == back[:, 0]).all():
        yield corners
        return
    for k in range(0, half - 1, PORTION // 2):
        part = slice(k, k + PORTION // 2 + 1)
        yield np.concatenate((there[part], back[part][::-1]))


def _edges(corners: Floats) -> Floats:
    return np.concatenate((corners, np.roll(corners, -1, axis=0)), 1)


@lru_cache(maxsize=64)
def _flat(color: str, width: float) -> QPen:
    """A pen with flat ends: Qt strokes single lines ten times as fast with it."""
    made = QPen(pen(color, width))
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made


def paint_hatching(corners: list[Floats], color: str, canvas: Canvas) -> None:
    """Slanting lines over polygons, each of shape (n, 2) in pixels."""
    view = canvas.viewport
    canvas.painter.setPen(_flat(color, HATCH))
    draw_lines(canvas.painter, hatching(corners, view.width, view.height, _phase(canvas)))


def outlined(corners: list[Floats]) -> bool:
    """Whether polygons are wide enough to have outlines."""
    widths = [float(np.ptp(each[:, 0])) for each in corners]
    return sum(widths) >= NARROWEST * len(widths)


def _phase(canvas: Canvas) -> float:
    """The hatching hangs on the plane: it moves with the origin."""
    view = canvas.viewport
    x = 0.0 if view.x_log else view.x_axis.pixel(0.0)
    y = 0.0 if view.y_log else view.y_axis.pixel(0.0)
    return float(np.fmod(x + y, APART)) if np.isfinite(x + y) else 0.0


def hatching(corners: list[Floats], width: float, height: float, phase: float = 0.0) -> Floats:
    """Slanting lines through polygons, each of shape (n, 2), that do not overlap: rows x0, y0, x1, y1.

    Every line x + y = c meets the edges of the polygons an even number of times; between the first and the
    second meeting, the third and the fourth … it lies inside.
    """
    if not corners:
        return np.empty((0, 4))
    here = np.concatenate(corners)
    ends = np.cumsum([len(each) for each in corners])
    following = np.arange(1, len(here) + 1)
    following[ends - 1] = np.concatenate(([0], ends[:-1]))  # behind the last corner comes the first one
    there = here[following]
    s0, s1 = (part.sum(1) / APART - phase / APART for part in (here, there))
    t0, t1 = here[:, 0] - here[:, 1], there[:, 0] - there[:, 1]
    most = (width + height) / APART + 1
    low, high = (np.clip(np.ceil(side(s0, s1)), -1.0, most) for side in (np.minimum, np.maximum))
    counts = (high - low).astype(np.int64)  # lines c with low <= c < high
    edge = np.repeat(np.arange(len(counts)), counts)
    c = low[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts)
    t = t0[edge] + (c - s0[edge]) / (s1[edge] - s0[edge]) * (t1[edge] - t0[edge])
    order = np.lexsort((t, c))
    s, t = (c[order] * APART + phase), t[order]
    met = np.stack(((s + t) / 2, (s - t) / 2), 1)
    made: Floats = met[: len(met) // 2 * 2].reshape(-1, 4)
    return made
