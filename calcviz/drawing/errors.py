"""Errors against what makes them small, as a plane with two logarithmic axes."""

import numpy as np

from calcviz.drawing.fields import Floats
from calcviz.drawing.plane import Handle, Label, Markers, Panel, Primitive, polyline

ROOM = 1.6
"""The factor by which a panel shows more than its points."""


def error_panel(
    title: str,
    names: tuple[str, str],
    n: Floats,
    errors: Floats,
    noise: float,
    *,
    order: int,
    handle: Handle,
) -> tuple[Panel, ...]:
    """The errors for each n, (k,), with a line whose slope is the order; none where all are noise.

    `noise`: errors that are no larger are rounding. The handle stands at one of the points.
    """
    seen = np.isfinite(errors) & (errors > noise)
    if np.count_nonzero(seen) < 2:
        return ()
    x, y = n[seen], errors[seen]
    low, high = float(y.min()), float(y.max())
    if not high < 1e300 or not low > 1e-300:
        return ()
    x_range = float(n.min()) / ROOM, float(n.max()) * ROOM
    y_range = low / ROOM**2, high * ROOM**2
    parts: list[Primitive] = [
        *_guide(x, y, order),
        polyline(x, y, "line"),
        Markers(x, y, "dot"),
    ]
    if np.isfinite(handle.y) and handle.y > noise:
        parts.append(handle)
    return (Panel(title, x_range, y_range, tuple(parts), equal=False, names=names, x_log=True, y_log=True),)


def _guide(x: Floats, y: Floats, order: int) -> tuple[Primitive, ...]:
    """A straight line of the slope that theory promises, above the last point."""
    ends = np.array([x[0], x[-1]])
    middle = len(x) // 2
    at = 3 * y[middle] * (ends / x[middle]) ** order
    if not (np.isfinite(at).all() and (at > 0).all()):
        return ()
    label = Label(float(ends[1]), float(at[1]), rf"n^{{{order}}}")
    return polyline(ends, at, "construction"), label
