"""Where the view goes: viewports panned, zoomed, scaled, resized and fitted; no widget, no state."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from calcviz.drawing import Floats, Handle, Label, Markers, Polyline, Primitive
from calcviz.engine.frame import FrameRow
from calcviz.maths.axis import Axis
from calcviz.scene.document import Viewport
from calcviz.scene.framing import visible

HOME = 10.0
LOG_HOME = 0.01, 100.0


def allowed(view: Viewport) -> bool:
    """Whether the numbers of a viewport can still be told apart and drawn."""
    return visible(*view.x_range, log=view.x_log) and visible(*view.y_range, log=view.y_log)


def home(width: int, height: int, like: Viewport | None = None) -> Viewport:
    """−10 ≤ x ≤ 10 around the origin, in equal scale; the kind of the axes and the grid stay.

    A logarithmic axis shows four decades around 1.
    """
    like = like or Viewport()
    tall = HOME * height / width
    x, y = LOG_HOME if like.x_log else (-HOME, HOME), LOG_HOME if like.y_log else (-tall, tall)
    made = replace(like, x_low=x[0], x_high=x[1], y_low=y[0], y_high=y[1], width=width, height=height)
    return replace(made, equal=True)


def seen_through(view: Viewport, left: float, top: float, right: float, bottom: float) -> Viewport:
    """The view that shows what lies between these pixels; as it is where no view can show that."""
    x_low, x_high = _between(view.x_axis, left, right)
    y_high, y_low = _between(view.y_axis, top, bottom)
    wanted = replace(view, x_low=x_low, x_high=x_high, y_low=y_low, y_high=y_high)
    return wanted if allowed(wanted) else view


def _between(axis: Axis, start: float, end: float) -> tuple[float, float]:
    """The coordinates at two pixels, each counted from its own end: what hardly moves keeps its digits."""
    back = Axis(axis.high, axis.low, axis.length, axis.log)
    return axis.value(start), back.value(axis.length - end)


def panned(view: Viewport, dx: float, dy: float) -> Viewport:
    """The view after the paper was moved by that many pixels to the right and down."""
    return seen_through(view, -dx, -dy, view.width - dx, view.height - dy)


def zoomed(view: Viewport, factor_x: float, factor_y: float, px: float, py: float) -> Viewport:
    """The view after units became that many times longer; the point at the pixel stays where it is."""
    left, right = px - px / factor_x, px + (view.width - px) / factor_x
    return seen_through(view, left, py - py / factor_y, right, py + (view.height - py) / factor_y)


def resized(view: Viewport, width: int, height: int) -> Viewport:
    """The view in another size: the scale and the middle stay, so that nothing seems to move."""
    across, down = (width - view.width) / 2, (height - view.height) / 2
    seen = seen_through(view, -across, -down, view.width + across, view.height + down)
    return replace(seen, width=width, height=height)


def equalised(view: Viewport) -> Viewport:
    """The view in which a unit of y is as long as one of x; as it is where an axis is logarithmic."""
    if not view.linear:
        return view
    seen = zoomed(view, 1.0, view.x_unit / view.y_unit, view.width / 2, view.height / 2)
    return replace(seen, equal=True)


def scaled_axis(view: Viewport, axis: str, start: float, now: float) -> Viewport:
    """The view after the number at pixel `start` was dragged to pixel `now`; zero stays, or the middle.

    Close to the fixed point a drag scales by its length instead.
    """
    along = view.x_axis if axis == "x" else view.y_axis
    zero = along.pixel(0.0)
    fixed = zero if 0 <= zero <= along.length and not along.log else along.length / 2
    if abs(start - fixed) > 30:
        factor = min(max((now - fixed) / (start - fixed), 0.05), 20.0)
    else:
        factor = 1.01 ** ((now - start) if axis == "x" else (start - now))
    if axis == "x":
        return zoomed(view, factor, 1.0, fixed, 0.0)
    return zoomed(view, 1.0, factor, 0.0, fixed)


def at_pixel(view: Viewport, px: float, py: float) -> tuple[float, float]:
    """The mathematical coordinates of a pixel."""
    return view.x_axis.value(px), view.y_axis.value(py)


def fitted(view: Viewport, rows: Sequence[FrameRow]) -> Viewport:
    """The view in which the drawings of the visible rows fill nine tenths of the height or the width.

    A curve that leaves the view above or below is fitted by what is known of it now. Equal scale stays unless
    the drawing would be flat.
    """
    boxes = [_box(item, view) for row in rows if row.row.visible for item in row.drawing.primitives]
    points = np.array([corner for box in boxes for corner in box], float).reshape(-1, 2)
    if not len(points):
        return view
    (left, top), (right, bottom) = points.min(0).tolist(), points.max(0).tolist()
    left, right = _widened(left, right, view.width)
    top, bottom = _widened(top, bottom, view.height)
    wide, tall = (right - left) / 0.9, (bottom - top) / 0.9
    if view.in_equal_scale:
        zoom = min(view.width / wide, view.height / tall)
        if min(wide * zoom / view.width, tall * zoom / view.height) > 0.15:
            wide, tall = view.width / zoom, view.height / zoom
    x, y = (left + right) / 2, (top + bottom) / 2
    return seen_through(view, x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)


def _box(item: Primitive, view: Viewport) -> list[tuple[float, float]]:
    """Opposite corners, in pixels, of what counts for fitting."""
    match item:
        case Handle() | Label():
            x, y = np.array([item.x]), np.array([item.y])
        case Markers() if len(item.x):
            x, y = item.x, item.y
        case Polyline() if len(item.x) and item.role in ("curve", "strict"):
            inside = (item.x >= view.x_low) & (item.x <= view.x_high)
            x, y = (item.x[inside], item.y[inside]) if inside.any() else (item.x, item.y)
        case _:
            return []
    there = _on_paper(view, x, y)
    across, down = view.x_axis.pixels(x[there]), view.y_axis.pixels(y[there])
    if not len(across):
        return []
    top, bottom = _bulk(across, down) if isinstance(item, Polyline) else (down.min(), down.max())
    return [(across.min(), top), (across.max(), bottom)]


def _on_paper(view: Viewport, x: Floats, y: Floats) -> NDArray[np.bool_]:
    """Which points have a place: on a logarithmic axis those that are positive and not cut off far below."""
    there = np.ones(x.shape, bool)
    if view.x_log:
        there &= x > 0
    if view.y_log:
        there &= y > view.screen.band()[0]
    return there


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
