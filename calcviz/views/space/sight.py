"""Which points of space are seen past the opaque surfaces of a picture that does not change."""

from math import ceil

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from calcviz.drawing import Floats
from calcviz.views.space.camera import Camera
from calcviz.views.space.ink import paint_items
from calcviz.views.space.model import BEND, LINE_TOLERANCE, Model
from calcviz.views.space.projected import Projected
from calcviz.views.space.rings import Booleans

STEEPEST = 0.4
EXACT = 1e-3
"""How far behind a piece a point counts as on it, in unit coordinates, where it is not in its cell."""
_MOST_SIDE = 8192

Numbers = NDArray[np.int32]


class Sight:
    """The foremost piece of a surface at each pixel, and so whether it hides a point.

    A point of a cell's own surface is not hidden by it: the surface is as flat there as it is painted.
    """

    def __init__(self, model: Model, shown: Projected, camera: Camera, ratio: float = 1.0) -> None:
        self._model, self._camera, self._ratio = model, camera, ratio
        self.foremost = _foremost(model, shown, camera, ratio)
        pieces = model.pieces
        facing = (pieces.normal * camera.to_eye(pieces.middle)).sum(1)
        self._normal = pieces.normal * np.where(facing > 0, 1.0, -1.0)[:, None]
        self._room = self._rooms()

    def somewhere(self) -> Booleans:
        """Which pieces are the foremost one at a pixel at least."""
        made = np.zeros(self._model.pieces.rings.count, np.bool_)
        made[self.foremost[self.foremost >= 0]] = True
        return made

    def sees(self, points: Floats) -> Booleans:
        """Whether each of the points (n, 3) is seen."""
        spots = np.floor(self._ratio * self._camera.project(points)[:, :2]).astype(np.int64)
        height, width = self.foremost.shape
        across, down = np.clip(spots[:, 0], 0, width - 1), np.clip(spots[:, 1], 0, height - 1)
        piece = self.foremost[down, across]
        made = piece < 0
        asked = np.flatnonzero(~made)
        piece, there = piece[asked], points[asked]
        pieces = self._model.pieces
        gap = ((there - pieces.middle[piece]) * self._normal[piece]).sum(1)
        i, j = self._model.ground.cells(there)
        own = (np.abs(pieces.i[piece] - i) <= 1) & (np.abs(pieces.j[piece] - j) <= 1)
        made[asked] = gap >= -np.where(own, self._room[piece], EXACT)
        return np.asarray(made, np.bool_)

    def _rooms(self) -> Floats:
        """How far behind each piece a point that is near it counts as on it."""
        pieces, rooms = self._model.pieces, np.zeros(self._model.pieces.rings.count)
        for number, slopes in enumerate(self._model.slopes):
            mine = pieces.sheet == number
            rise = np.nan_to_num(slopes[pieces.j[mine], pieces.i[mine], 3])
            upright = np.abs(pieces.normal[mine, 2])
            rooms[mine] = upright * (LINE_TOLERANCE + BEND * np.minimum(rise, STEEPEST))
        return rooms


def _foremost(model: Model, shown: Projected, camera: Camera, ratio: float) -> Numbers:
    """The number of the piece that is painted last at each pixel, −1 where there is none: (height, width)."""
    count = model.pieces.rings.count
    width, height = (max(1, min(ceil(side * ratio), _MOST_SIDE)) for side in (camera.width, camera.height))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFF000000)
    colors = np.arange(len(shown.colors)) + 0xFF000001
    numbered = Projected(shown.xy, shown.first, colors, shown.strokes, shown.pens, shown.rank)
    order = shown.in_order()
    painter = QPainter(image)
    try:
        paint_items(painter, numbered, [], order[order < count], smooth=False)
    finally:
        painter.end()
    memory = np.frombuffer(image.constBits(), np.uint32).reshape(height, -1)[:, :width]
    made: Numbers = (memory & 0xFFFFFF).astype(np.int32) - 1
    return made
