"""Filled polygons: a square and its image under a map."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtGui import QColor, QPainterPath, QPen

from calcviz.drawing import Floats, Patch
from calcviz.scene.document import Viewport
from calcviz.views.geometry import Strokes, fill_boxes, on_screen, polygon, thinned
from calcviz.views.items import MANY, Canvas
from calcviz.views.pens import Look, pen
from calcviz.views.theme import mix

FILL = {"original": 0.16, "image": 0.32, "crowd": 0.22, "band": 0.14, "region": 0.2, "undecided": 0.1}
"""How much of the row's colour lies over the paper."""
OUTLINE = {"original": 1.2, "image": 1.9}
UNDECIDED = 0.6
"""How much of the paper is in the colour of the lines over what is undecided."""
_FAR = 4000.0
"""Pixels beyond the view at which polygons are cut off."""


def paint_patch(item: Patch, canvas: Canvas, shown: Look) -> None:
    """Paint the polygons with a veil of the row's colour and an outline."""
    found = outlines(item, canvas.viewport)
    if not found:
        return
    if item.role in ("positive", "negative"):
        from calcviz.views.areas import paint_area

        paint_area(item, found, canvas, shown)
        return
    painter = canvas.painter
    if item.role == "region" and on_screen(painter):
        found = rings_thinned(found)
    painter.save()
    painter.setOpacity(shown.opacity)
    veil = QColor(shown.color)
    veil.setAlphaF(FILL[item.role])
    boxes = boxes_of(found, canvas.ratio) if item.role == "undecided" and on_screen(painter) else None
    if boxes is not None:
        fill_boxes(painter, boxes, veil)
    else:
        painter.fillPath(path_of(found), veil)
    if item.role == "undecided":
        from calcviz.views.areas import paint_hatching

        paint_hatching(found, mix(shown.color, canvas.theme.paper, UNDECIDED), canvas)
    if item.role in OUTLINE:
        painter.strokePath(path_of(found), QPen(pen(shown.color, OUTLINE[item.role], shown.dash)))
    painter.restore()


def path_of(polygons: Sequence[Floats]) -> QPainterPath:
    """Closed polygons, each of shape (n, 2), as one path."""
    path = QPainterPath()
    for corners in polygons:
        path.addPolygon(polygon(corners[:, 0], corners[:, 1]))
        path.closeSubpath()
    return path


def rings_thinned(rings: list[Floats]) -> list[Floats]:
    """Rings with fewer corners where they have many, half a pixel away at most: Qt's time grows with them."""
    count = sum(map(len, rings))
    if count <= MANY:
        return rings
    xy = np.concatenate(rings)
    lengths = np.array([len(each) for each in rings])
    lines = thinned(Strokes(xy[:, 0], xy[:, 1], np.cumsum(lengths) - lengths))
    xy = np.stack((lines.x, lines.y), 1)
    return [xy[a:b] for a, b in lines.pieces() if b - a > 2]


def boxes_of(corners: Sequence[Floats], ratio: float) -> Floats | None:
    """Upright rectangles as rows left, top, width, height, on whole device pixels; None where one is none.

    Thousands of them are filled ten times as fast as a path, and on whole pixels neighbours do not overlap.
    """
    if any(len(each) != 4 for each in corners):
        return None
    quads = np.stack(corners)
    low, high = quads.min(1), quads.max(1)
    if not ((quads == low[:, None]) | (quads == high[:, None])).all():
        return None
    low, high = np.round(low * ratio), np.round(high * ratio)
    return np.concatenate((low, np.maximum(high - low, 1.0)), 1) / ratio


def outlines(item: Patch, view: Viewport) -> list[Floats]:
    """The corners of each polygon in pixels, shape (n, 2), cut off far beyond the view."""
    xy = np.stack([view.x_axis.pixels(item.x), view.y_axis.pixels(item.y)], 1)
    pieces = [xy[a:b] for a, b in pairwise([*item.starts.tolist(), len(xy)])]
    if not len(xy) or not ((xy >= -_FAR) & (xy <= (view.width + _FAR, view.height + _FAR))).all():
        pieces = [within(each, view.width, view.height) for each in pieces]
    return [each for each in pieces if len(each) > 2]


def within(corners: Floats, width: float, height: float) -> Floats:
    """A polygon, shape (n, 2) in pixels, cut off far beyond the view (Sutherland and Hodgman, 1974)."""
    if not np.isfinite(corners).all():
        return corners[:0]
    sides = ((0, -_FAR, 1.0), (0, width + _FAR, -1.0), (1, -_FAR, 1.0), (1, height + _FAR, -1.0))
    for axis, edge, sign in sides:
        room = sign * (corners[:, axis] - edge)
        if not len(corners) or (room >= 0).all():
            continue
        made = []
        for k in range(len(corners)):
            (p, q), (a, b) = corners[k - 1 : k + 1] if k else corners[[-1, 0]], (room[k - 1], room[k])
            if (a >= 0) != (b >= 0):
                made.append(p + (q - p) * (a / (a - b)))
            if b >= 0:
                made.append(q)
        corners = np.array(made).reshape(-1, 2)
    return corners
