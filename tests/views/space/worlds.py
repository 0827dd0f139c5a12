"""Frames of surfaces made by hand, and pictures of them."""

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QImage, QPainter

from calcviz.drawing import Drawing, Floats
from calcviz.drawing.space import Mesh, SpacePrimitive
from calcviz.engine.frame import Frame, FrameRow
from calcviz.maths.fields.box import Box
from calcviz.scene.document import Row, Space, Style, Viewport
from calcviz.views.space.paint import paint_space
from calcviz.views.theme import LIGHT, Theme
from tests.views.frames import pixels

BOX = Box(-2.0, 2.0, -2.0, 2.0, -2.0, 2.0)
SPACE = Space(azimuth=30.0, elevation=28.0)
WIDTH, HEIGHT = 480, 320

Height = Callable[[Floats, Floats], Floats]


def mesh(height: Height, box: Box = BOX, cells: int = 20, role: str = "surface") -> Mesh:
    x, y = np.linspace(*box.x_range, cells + 1), np.linspace(*box.y_range, cells + 1)
    with np.errstate(all="ignore"):
        z = height(x[None, :], y[:, None]) + 0.0 * x[None, :] * y[:, None]
        out = ~((z >= box.z_low) & (z <= box.z_high))
    broken = out[1:, 1:] | out[:-1, 1:] | out[1:, :-1] | out[:-1, :-1]
    return Mesh(x, y, z, broken, role=role)  # type: ignore[arg-type]


def row(number: int, *items: SpacePrimitive, color: int | str | None = None) -> FrameRow:
    style = Style(color=number - 1 if color is None else color)
    return FrameRow(Row(number, f"row {number}", style), "concept", Drawing(()), space=items)


def frame(*rows: FrameRow, box: Box | None = BOX) -> Frame:
    return Frame(rows, Viewport(), box)


def picture(
    shown: Frame, space: Space = SPACE, theme: Theme = LIGHT, ratio: float = 1.0, *, handles: bool = False
) -> np.ndarray:
    image = QImage(round(WIDTH * ratio), round(HEIGHT * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    try:
        paint_space(painter, shown, space, WIDTH, HEIGHT, theme, ratio=ratio, handles=handles)
    finally:
        painter.end()
    return pixels(image)


def hue(color: np.ndarray) -> str:
    """Which of red, green and blue a colour has most of."""
    return "rgb"[int(np.argmax(color))]
