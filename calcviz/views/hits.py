"""What lies under the pointer."""

from collections.abc import Sequence
from math import hypot

import numpy as np
from PySide6.QtCore import QPointF

from calcviz.drawing import Arrows, Bars, Handle, LevelCurves, Markers, Polyline
from calcviz.engine.frame import FrameRow
from calcviz.scene.document import Viewport
from calcviz.views.geometry import distance, pixel_x, pixel_y, strokes
from calcviz.views.navigation import at_pixel
from calcviz.views.paint import handles_of

HIT_RADIUS = 14.0
CURVE_RADIUS = 8.0


def handle_at(
    view: Viewport, rows: Sequence[FrameRow], at: QPointF, reach: float = HIT_RADIUS
) -> tuple[FrameRow, Handle] | None:
    """The nearest handle within reach of a pixel, and its row; of two at the same place the one in front."""
    best, least = None, reach
    for row, handle in handles_of(rows):
        gap = handle_pixel(view, handle) - at
        away = hypot(gap.x(), gap.y())
        if away <= least:
            best, least = (row, handle), away
    return best


def row_at(view: Viewport, rows: Sequence[FrameRow], at: QPointF) -> int | None:
    """The id of the row whose curve, line, dot or arrow lies nearest to a pixel, if it is near."""
    best, least = None, CURVE_RADIUS
    for row in rows:
        for item in row.drawing.primitives if row.row.visible else ():
            if isinstance(item, Polyline | Bars | LevelCurves | Arrows | Markers):
                away = _distance(view, item, at)
                if away <= least:
                    best, least = row.row.id, away
    return best


def handle_pixel(view: Viewport, handle: Handle) -> QPointF:
    """The pixel of a handle."""
    return QPointF(pixel_x(view, handle.x), pixel_y(view, handle.y))


def _distance(view: Viewport, item: Polyline | Bars | LevelCurves | Arrows | Markers, at: QPointF) -> float:
    if isinstance(item, Markers):
        if item.shape != "dot" or not len(item.x):
            return float("inf")
        across, down = view.x_axis.pixels(item.x) - at.x(), view.y_axis.pixels(item.y) - at.y()
        return float(np.hypot(across, down).min())
    if isinstance(item, Arrows):
        from calcviz.views.arrows import shafts

        return distance(shafts(view, item), at.x(), at.y())
    if isinstance(item, Polyline | LevelCurves):
        return distance(strokes(view, item.x, item.y, item.starts), at.x(), at.y())
    x, y = at_pixel(view, at.x(), at.y())
    under = (abs(item.x - x) * view.x_axis.unit(x) <= 2) & (item.low <= y) & (y <= item.high)
    return 0.0 if under.any() else float("inf")
