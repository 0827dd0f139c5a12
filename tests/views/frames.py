"""Frames made by hand: curves, a tangent with its handle, a pole, steps, and a strip that is not resolved."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QImage, QPainter

from calcviz.drawing import (
    Bars,
    Drawing,
    Floats,
    Handle,
    Label,
    Markers,
    Polyline,
    Primitive,
    Unresolved,
    polyline,
)
from calcviz.engine.frame import Frame, FrameRow
from calcviz.scene.document import Row, Style, Viewport
from calcviz.views.paint import paint_frame
from calcviz.views.theme import LIGHT, Theme

VIEW = Viewport(-10, 10, -6.25, 6.25, 480, 300)
START = np.zeros(1, np.int64)


def row(number: int, *items: Primitive, style: Style | None = None, visible: bool = True) -> FrameRow:
    shown = Style(color=number - 1) if style is None else style
    drawing = Drawing(items, sentence=f"Row {number} is drawn.")
    return FrameRow(Row(number, f"row {number}", shown, visible), "concept", drawing)


def curve(f: Callable[[Floats], Floats], view: Viewport, count: int = 200) -> Polyline:
    x = np.linspace(view.x_low, view.x_high, count)
    return polyline(x, f(x))


def tangent(a: float, view: Viewport = VIEW, number: int = 2) -> FrameRow:
    slope, x = np.cos(a), np.array([view.x_low, view.x_high])
    steps = np.array([0.0, 0.0, slope])
    return row(
        number,
        Polyline(x, np.sin(a) + slope * (x - a), START, "line"),
        Polyline(np.array([a, a + 1, a + 1]), np.sin(a) + steps, START, "construction"),
        Label(a + 1, float(np.sin(a) + slope / 2), "f'(a)"),
        Handle("a", a, float(np.sin(a)), "(a, f(a))"),
    )


def pole(view: Viewport, number: int = 3) -> FrameRow:
    left, right = np.linspace(view.x_low, 1.98, 150), np.linspace(2.02, view.x_high, 150)
    x = np.concatenate([left, right])
    line = Polyline(np.array([2.0, 2.0]), np.array(view.y_range), START, "asymptote")
    strokes = Polyline(x, 1 / (x - 2), np.array([0, len(left)]))
    return row(number, line, strokes, style=Style(color=number - 1, asymptotes=True))


def steps(number: int = 4) -> FrameRow:
    k = np.arange(-5.0, 6.0)
    x, y = np.stack([k, k + 1], 1).ravel(), np.repeat(k / 2 - 2, 2)
    return row(
        number,
        Polyline(x, y, np.arange(0, len(x), 2)),
        Markers(k, k / 2 - 2, "closed"),
        Markers(k + 1, k / 2 - 2, "open"),
    )


def rough(number: int = 5) -> FrameRow:
    x = np.arange(5.0, 7.0, 1 / 24)
    return row(number, Unresolved(-7.0, -6.6), Bars(x, -4 + 0 * x, -3 + np.sin(9 * x)))


def sine_and_tangent(a: float = 1.0, view: Viewport = VIEW) -> Frame:
    return Frame((row(1, curve(np.sin, view)), tangent(a, view)), view)


def everything(view: Viewport = VIEW) -> Frame:
    return Frame((row(1, curve(np.sin, view)), tangent(1.0, view), pole(view), steps(), rough()), view)


def moved(frame: Frame, a: float) -> Frame:
    """The same rows, but for the tangent, which is drawn anew."""
    rows = tuple(tangent(a, frame.viewport) if each.row.id == 2 else each for each in frame.rows)
    return replace(frame, rows=rows)


def pixels(image: QImage) -> np.ndarray:
    """Red, green and blue as integers of shape (height, width, 3)."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.width(), 4)
    return flat[:, :, 2::-1].astype(int)


def picture(frame: Frame, theme: Theme = LIGHT, ratio: float = 1.0, *, handles: bool = True) -> np.ndarray:
    view = frame.viewport
    image = QImage(
        round(view.width * ratio), round(view.height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    paint_frame(painter, frame, theme, ratio=ratio, handles=handles)
    painter.end()
    return pixels(image)


def colored(image: np.ndarray, color: str, tolerance: int = 12) -> np.ndarray:
    """Where the picture has that colour; shape (height, width)."""
    wanted = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return (abs(image - wanted) <= tolerance).all(2)
