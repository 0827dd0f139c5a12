"""Fitting a visible range into a picture of a given size."""

from dataclasses import replace

from calcviz.scene.document import Viewport

Range = tuple[float, float]


def framed(
    viewport: Viewport, size: tuple[int, int], x: Range | None = None, y: Range | None = None
) -> Viewport:
    """The viewport in a picture of width × height logical pixels.

    Ranges that are given are kept exactly. Where one or none is, the unit is the same on both axes, unless
    the viewport has two: without any, the whole of it is shown and what the picture's shape adds beside it.
    """
    width, height = size
    if x and y:
        (x_low, x_high), (y_low, y_high) = x, y
    elif x:
        x_low, x_high = x
        y_low, y_high = _around(_centre(viewport.y_range), (x_high - x_low) * height / width)
    elif y:
        y_low, y_high = y
        x_low, x_high = _around(_centre(viewport.x_range), (y_high - y_low) * width / height)
    elif not viewport.equal:
        return replace(viewport, width=width, height=height)
    else:
        unit = min(width / (viewport.x_high - viewport.x_low), height / (viewport.y_high - viewport.y_low))
        x_low, x_high = _around(_centre(viewport.x_range), width / unit)
        y_low, y_high = _around(_centre(viewport.y_range), height / unit)
    return replace(
        viewport, x_low=x_low, x_high=x_high, y_low=y_low, y_high=y_high, width=width, height=height
    )


def _centre(of: Range) -> float:
    return (of[0] + of[1]) / 2


def _around(centre: float, length: float) -> Range:
    return centre - length / 2, centre + length / 2
