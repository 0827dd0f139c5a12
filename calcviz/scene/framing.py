"""Which ranges can be seen, and how a range fits into a picture of a given size."""

from dataclasses import replace
from math import isfinite

from calcviz.scene.document import Viewport

Range = tuple[float, float]

FARTHEST = 1e12
"""No coordinate in view is larger."""
FINEST = 1e-10
"""The smallest range in view, compared with where it lies: floats have six digits left within it."""
SMALLEST = 1e-12
"""The smallest range in view around zero."""
LOG_LEAST, LOG_MOST = 1e-300, 1e300
"""Between these lies what a logarithmic axis shows."""
_DECADES = 1e-2
"""What an axis begins with, compared with its end, when it becomes logarithmic and began at 0 or below."""
_HOME = 10.0


def visible(low: float, high: float, *, log: bool) -> bool:
    """Whether the numbers of a range can still be told apart and drawn."""
    if not (isfinite(low) and isfinite(high)):
        return False
    if log:
        return LOG_LEAST <= low < high <= LOG_MOST and high - low >= FINEST * high
    far = max(abs(low), abs(high))
    return far <= FARTHEST and high - low >= max(SMALLEST, FINEST * far)


def positive(low: float, high: float) -> Range:
    """The range as a logarithmic axis shows it: what is positive of it, else a range about 1."""
    if low <= 0:
        low, high = (_DECADES * high, high) if high > 0 else (_DECADES * _HOME, _HOME)
    low, high = max(low, LOG_LEAST), min(high, LOG_MOST)
    return (low, high) if visible(low, high, log=True) else (_DECADES * _HOME, _HOME)


def with_scales(viewport: Viewport, *, x_log: bool, y_log: bool) -> Viewport:
    """The viewport with axes of that kind; each range stays as far as the new kind can show it."""
    x_low, x_high = _scaled(viewport.x_range, viewport.x_log, x_log)
    y_low, y_high = _scaled(viewport.y_range, viewport.y_log, y_log)
    return replace(
        viewport,
        x_low=x_low,
        x_high=x_high,
        y_low=y_low,
        y_high=y_high,
        x_scale="log" if x_log else "linear",
        y_scale="log" if y_log else "linear",
    )


def _scaled(of: Range, was_log: bool, log: bool) -> Range:
    if log == was_log:
        return of
    if log:
        return positive(*of)
    low, high = max(of[0], -FARTHEST), min(of[1], FARTHEST)
    return (low, high) if visible(low, high, log=False) else (-_HOME, _HOME)


def framed(
    viewport: Viewport, size: tuple[int, int], x: Range | None = None, y: Range | None = None
) -> Viewport:
    """The viewport in a picture of width × height logical pixels.

    Ranges that are given are kept exactly. Where one or none is, the unit is the same on both axes, unless
    the viewport has two or a logarithmic axis: without any, the whole of it is shown and what the picture's
    shape adds beside it. Nor is it where a range would reach farther than any view does.
    """
    width, height = size
    if not viewport.linear:
        x, y = x or viewport.x_range, y or viewport.y_range
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
    made = replace(
        viewport, x_low=x_low, x_high=x_high, y_low=y_low, y_high=y_high, width=width, height=height
    )
    seen = visible(x_low, x_high, log=made.x_log) and visible(y_low, y_high, log=made.y_log)
    if seen or (x and y):
        return made
    return framed(viewport, size, x or viewport.x_range, y or viewport.y_range)


def _centre(of: Range) -> float:
    return (of[0] + of[1]) / 2


def _around(centre: float, length: float) -> Range:
    return centre - length / 2, centre + length / 2
