"""Colour bars of surfaces, and the camera that leaves them room."""

from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from calcviz.drawing import ColorScale
from calcviz.drawing.space import Mesh
from calcviz.engine.frame import Frame, FrameRow
from calcviz.maths.fields.box import Box
from calcviz.scene.document import Space, Viewport
from calcviz.views.space.camera import Camera
from calcviz.views.theme import Theme

GAP = 8.0
TALL, LEAST = 0.45, 124.0
"""The share of the height that a bar takes at most, and the pixels that it may take in any case."""

Places = dict[ColorScale, QRectF]


def camera_of(frame: Frame, box: Box, space: Space, width: float, height: float, theme: Theme) -> Camera:
    """How the box of a frame is seen in a picture of that size."""
    places = bars_of(frame.rows, width, height, theme)
    across = sum(place.width() + GAP for place in places.values())
    room = across, max((p.bottom() for p in places.values()), default=0.0)
    return _camera(space, box, width, height, room)


def bars_of(rows: tuple[FrameRow, ...], width: float, height: float, theme: Theme) -> Places:
    """The plates of the colour bars of visible surfaces in the upper right corner; none in bare pictures."""
    scales = tuple(
        dict.fromkeys(
            item.scale
            for row in rows
            if row.row.visible
            for item in row.space
            if isinstance(item, Mesh) and item.scale is not None
        )
    )
    return {} if theme.bare or not scales else dict(_places(scales, width, height))


@lru_cache(maxsize=8)
def _camera(space: Space, box: Box, width: float, height: float, room: tuple[float, float]) -> Camera:
    """A camera never changes: one is made for each way of looking, not for each question in a frame."""
    return Camera(space, box, width, height, room)


@lru_cache(maxsize=32)
def _places(scales: tuple[ColorScale, ...], width: float, height: float) -> Places:
    from calcviz.views.color_bars import bar_places  # most pictures have none

    view = Viewport(width=max(1, round(width)), height=max(1, round(height)))
    bottom = min(GAP + max(TALL * height, LEAST), height - GAP)
    return bar_places(view, dict.fromkeys(scales, True), (GAP, bottom))


def paint_bars(painter: QPainter, places: Places, theme: Theme) -> None:
    """Paint the bars at their places."""
    if places:
        from calcviz.views.color_bars import paint_color_bar

        for scale, place in places.items():
            paint_color_bar(painter, scale, place, theme, filled=True)
