"""The two arrows by which a point in space is taken hold of to go up or down."""

from math import hypot

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from calcviz.drawing.space import SpaceHandle
from calcviz.maths.fields.ray import Ray
from calcviz.views.items import HANDLE_RADIUS
from calcviz.views.pens import pen
from calcviz.views.space.camera import HALF, Camera
from calcviz.views.theme import Theme

AWAY = HANDLE_RADIUS + 17.0
"""Pixels from the point to the tips."""
HEAD = 6.0
"""Half the width of an arrow's head, and its length, in pixels."""
REACH = 9.0
"""Pixels about the middle of a head in which it is taken; those of the point itself come first."""
LEAST = 0.12
"""Where an upright unit is seen shorter than this part of a level one, nobody can lift anything."""


def upwards(camera: Camera, handle: SpaceHandle) -> QPointF | None:
    """The way up from a point on the screen, of length 1; None where it is seen end on, or it stays level."""
    if handle.moves != "free":
        return None
    unit = camera.unit(np.array([handle.x, handle.y, handle.z], float))
    step = np.array([0.0, 0.0, 0.1])
    (x, y, _), (u, v, _) = camera.project(np.stack([unit - step, unit + step])).tolist()
    length = hypot(u - x, v - y)
    return QPointF(u - x, v - y) / length if length > LEAST * 0.2 * camera.scale else None


def is_on_arrow(camera: Camera, handle: SpaceHandle, at: QPointF, reach: float) -> bool:
    """Whether a pixel is on one of the arrows of a point."""
    up = upwards(camera, handle)
    if up is None:
        return False
    off = at - QPointF(*camera.pixel(handle.x, handle.y, handle.z))
    heads = (off - up * side * (AWAY - HEAD / 2) for side in (1, -1))
    return any(hypot(each.x(), each.y()) <= max(REACH, reach - HANDLE_RADIUS) for each in heads)


def paint_arrows(painter: QPainter, camera: Camera, handle: SpaceHandle, color: str, theme: Theme) -> None:
    """Paint an arrow up and one down beside a point."""
    up = upwards(camera, handle)
    if up is None:
        return
    at = QPointF(*camera.pixel(handle.x, handle.y, handle.z))
    beside = QPointF(-up.y(), up.x())
    painter.setPen(pen(theme.paper, 1.2))
    painter.setBrush(QColor(color))
    for side in (1, -1):
        tip = at + up * side * AWAY
        foot = at + up * side * (AWAY - HEAD * 1.3)
        painter.drawPolygon(QPolygonF([tip, foot + beside * HEAD, foot - beside * HEAD]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def ray_of(camera: Camera, at: QPointF) -> Ray:
    """The line of sight of a pixel, in the coordinates of the box."""
    start, way = camera.ray(at.x(), at.y())
    x, y, z = camera.real(start).tolist()
    dx, dy, dz = (way / HALF * camera.half).tolist()
    a, b, c = (camera.half / (HALF * camera.stretch)).tolist()
    return Ray((x, y, z), (dx, dy, dz), (a, b, c))
