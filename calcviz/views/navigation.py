"""Where the view goes: viewports panned, zoomed, scaled, resized and fitted; no widget, no state."""

from collections.abc import Sequence
from dataclasses import replace
from math import isclose, isfinite

import numpy as np

from calcviz.drawing import Floats, Handle, Label, Markers, Polyline, Primitive
from calcviz.engine.frame import FrameRow
from calcviz.scene.document import Viewport

FARTHEST = 1e12
"""No coordinate in view is larger."""
FINEST = 1e-10
"""The smallest range in view, compared with where it lies: floats have six digits left within it."""
SMALLEST = 1e-12
"""The smallest range in view around zero."""
HOME = 10.0


def allowed(view: Viewport) -> bool:
    """Whether the numbers of a viewport can still be told apart and drawn."""
    for low, high in (view.x_range, view.y_range):
        if not (isfinite(low) and isfinite(high) and max(abs(low), abs(high)) <= FARTHEST):
            return False
        if high - low < max(SMALLEST, FINEST * max(abs(low), abs(high))):
            return False
    return True


def equal_scale(view: Viewport) -> bool:
    """Whether one unit of x is as long as one unit of y."""
    return isclose(view.x_unit, view.y_unit, rel_tol=1e-6)


def home(width: int, height: int) -> Viewport:
    """−10 ≤ x ≤ 10 around the origin, in equal scale."""
    tall = HOME * height / width
    return Viewport(-HOME, HOME, -tall, tall, width, height)


def panned(view: Viewport, dx: float, dy: float) -> Viewport:
    """The view after the paper was moved by that many pixels to the right and down."""
    x, y = dx / view.x_unit, dy / view.y_unit
    return _if_allowed(
        view,
        replace(
            view, x_low=view.x_low - x, x_high=view.x_high - x, y_low=view.y_low + y, y_high=view.y_high + y
        ),
    )


def zoomed(view: Viewport, factor_x: float, factor_y: float, px: float, py: float) -> Viewport:
    """The view after units became that many times longer; the point at the pixel stays where it is."""
    x, y = at_pixel(view, px, py)
    return _if_allowed(
        view,
        replace(
            view,
            x_low=x - (x - view.x_low) / factor_x,
            x_high=x + (view.x_high - x) / factor_x,
            y_low=y - (y - view.y_low) / factor_y,
            y_high=y + (view.y_high - y) / factor_y,
        ),
    )


def resized(view: Viewport, width: int, height: int) -> Viewport:
    """The view in another size: the scale and the middle stay, so that nothing seems to move."""
    grow_x = (view.x_high - view.x_low) * (width / view.width - 1) / 2
    grow_y = (view.y_high - view.y_low) * (height / view.height - 1) / 2
    return replace(
        view,
        x_low=view.x_low - grow_x,
        x_high=view.x_high + grow_x,
        y_low=view.y_low - grow_y,
        y_high=view.y_high + grow_y,
        width=width,
        height=height,
    )


def equalised(view: Viewport) -> Viewport:
    """The view in which a unit of y is as long as one of x."""
    return zoomed(view, 1.0, view.x_unit / view.y_unit, view.width / 2, view.height / 2)


def scaled_axis(view: Viewport, axis: str, start: float, now: float) -> Viewport:
    """The view after the number at pixel `start` was dragged to pixel `now`; zero stays, or the middle.

    Close to the fixed point a drag scales by its length instead.
    """
    low, unit, length = (
        (view.x_low, view.x_unit, view.width) if axis == "x" else (-view.y_high, view.y_unit, view.height)
    )
    zero = -low * unit
    fixed = zero if 0 <= zero <= length else length / 2
    if abs(start - fixed) > 30:
        factor = min(max((now - fixed) / (start - fixed), 0.05), 20.0)
    else:
        factor = 1.01 ** ((now - start) if axis == "x" else (start - now))
    if axis == "x":
        return zoomed(view, factor, 1.0, fixed, 0.0)
    return zoomed(view, 1.0, factor, 0.0, fixed)


def at_pixel(view: Viewport, px: float, py: float) -> tuple[float, float]:
    """The mathematical coordinates of a pixel."""
    return view.x_low + px / view.x_unit, view.y_high - py / view.y_unit


def fitted(view: Viewport, rows: Sequence[FrameRow]) -> Viewport:
    """The view in which the drawings of the visible rows fill nine tenths of the height or the width.

    A curve that leaves the view above or below is fitted by what is known of it now. Equal scale stays unless
    the drawing would be flat.
    """
    boxes = [_box(item, view) for row in rows if row.row.visible for item in row.drawing.primitives]
    points = np.array([corner for box in boxes for corner in box], float).reshape(-1, 2)
    if not len(points):
        return view
    (x_low, y_low), (x_high, y_high) = points.min(0), points.max(0)
    x_low, x_high = _widened(x_low, x_high, view.x_high - view.x_low)
    y_low, y_high = _widened(y_low, y_high, view.y_high - view.y_low)
    wide, tall = (x_high - x_low) / 0.9, (y_high - y_low) / 0.9
    if equal_scale(view):
        unit = min(view.width / wide, view.height / tall)
        if min(wide * unit / view.width, tall * unit / view.height) > 0.15:
            wide, tall = view.width / unit, view.height / unit
    x, y = (x_low + x_high) / 2, (y_low + y_high) / 2
    return _if_allowed(
        view, replace(view, x_low=x - wide / 2, x_high=x + wide / 2, y_low=y - tall / 2, y_high=y + tall / 2)
    )


def _box(item: Primitive, view: Viewport) -> list[tuple[float, float]]:
    """Opposite corners of what counts for fitting."""
    match item:
        case Handle() | Label():
            return [(item.x, item.y)]
        case Markers() if len(item.x):
            return [(item.x.min(), item.y.min()), (item.x.max(), item.y.max())]
        case Polyline() if len(item.x) and item.role == "curve":
            inside = (item.x >= view.x_low) & (item.x <= view.x_high)
            x, y = (item.x[inside], item.y[inside]) if inside.any() else (item.x, item.y)
            low, high = _bulk(x, y)
            return [(item.x.min(), low), (item.x.max(), high)]
        case _:
            return []


def _bulk(x: Floats, y: Floats) -> tuple[float, float]:
    """The heights between which a curve spends its time: what runs off to a pole is left out.

    The whole range, unless nine tenths of the abscissas see less than a third of it.
    """
    if len(x) < 3:
        return float(y.min()), float(y.max())
    even = np.interp(np.linspace(x.min(), x.max(), 1001), *_sorted(x, y))
    low, high = np.percentile(even, (5, 95))
    if high - low > (y.max() - y.min()) / 3 or high == low:
        return float(y.min()), float(y.max())
    return float(low), float(high)


def _sorted(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    order = np.argsort(x, kind="stable")
    return x[order], y[order]


def _widened(low: float, high: float, span: float) -> tuple[float, float]:
    """A range that is not narrower than a millionth of the present one, about its middle."""
    if high - low >= 1e-6 * span:
        return low, high
    middle = (low + high) / 2
    return middle - span / 2, middle + span / 2


def _if_allowed(view: Viewport, wanted: Viewport) -> Viewport:
    return wanted if allowed(wanted) else view
