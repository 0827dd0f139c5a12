"""The values of a function as colours, smooth or in bands."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from calcviz.drawing import Floats, Heatmap
from calcviz.scene.document import Viewport
from calcviz.views.colormaps import argb, inner_levels
from calcviz.views.items import Canvas
from calcviz.views.pens import Look
from calcviz.views.theme import Theme

MOST = 1600
"""Pixels of the picture of a map along one side at most."""
_COARSE = 0.5
"""Pixels of the picture for each of the screen while something moves."""


def paint_heatmap(item: Heatmap, canvas: Canvas, shown: Look) -> None:
    """Paint the map where it lies; where the function is undefined the paper stays."""
    view, painter = canvas.viewport, canvas.painter
    place = map_place(item, view)
    seen = place.intersected(QRectF(0, 0, view.width, view.height))
    if seen.isEmpty() or not item.values.size:
        return
    painter.save()
    painter.setOpacity(shown.opacity)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if not inner_levels(item.scale):
        painter.drawImage(place, image(item.values[::-1], item, canvas.theme))
    else:
        fine = _COARSE if canvas.quick else max(1.0, canvas.ratio)
        painter.drawImage(seen, image(sampled(item, place, seen, fine), item, canvas.theme))
    painter.restore()


def map_place(item: Heatmap, view: Viewport) -> QRectF:
    """Where a map lies, in pixels."""
    left, right = view.x_axis.pixel(item.x_low), view.x_axis.pixel(item.x_high)
    top, bottom = view.y_axis.pixel(item.y_high), view.y_axis.pixel(item.y_low)
    return QRectF(left, top, right - left, bottom - top)


def image(values: Floats, item: Heatmap, theme: Theme) -> QImage:
    """A picture of values, shape (rows, columns), the first row above."""
    pixels = argb(item.scale, theme, values)
    undefined = ~np.isfinite(values)
    if undefined.any():
        pixels[undefined] = 0
    rows, columns = values.shape
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(pixels.data, columns, rows, 4 * columns, form).copy()


def sampled(item: Heatmap, place: QRectF, seen: QRectF, fine: float) -> Floats:
    """The values at the pixels of the part of a map that is seen, `fine` of them for each of the screen.

    By bilinear interpolation; undefined where one of the four values around is. `place` is that of the map.
    """
    columns = max(2, min(MOST, round(seen.width() * fine)))
    rows = max(2, min(MOST, round(seen.height() * fine)))
    across = seen.left() + (np.arange(columns) + 0.5) * seen.width() / columns
    down = seen.top() + (np.arange(rows) + 0.5) * seen.height() / rows
    high, wide = item.values.shape
    i, t = _between(down, place.bottom(), place.top(), high)
    j, u = _between(across, place.left(), place.right(), wide)
    upright = item.values[i] * (1 - t)[:, None] + item.values[np.minimum(i + 1, high - 1)] * t[:, None]
    made: Floats = upright[:, j] * (1 - u) + upright[:, np.minimum(j + 1, wide - 1)] * u
    return made


def _between(at: Floats, low: float, high: float, count: int) -> tuple[NDArray[np.int64], Floats]:
    """The cell before each pixel and how far it lies on the way to the next one.

    In the outer halves of the outermost cells the way goes on straight.
    """
    place = (at - low) / (high - low) * count - 0.5
    before = np.clip(np.floor(place), 0, max(count - 2, 0)).astype(np.int64)
    return before, np.clip(place - before, -0.5, 1.5)
