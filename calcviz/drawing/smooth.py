"""Smooth functions that are given by their values: sampled on a screen, and bands around them."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from calcviz.drawing.fields import Floats, Patch
from calcviz.drawing.plane import Polyline, Role
from calcviz.maths.curves.screen import Screen

STEP = 2
"""Pixels from one point of a smooth curve to the next."""


def columns(screen: Screen, step: int = STEP) -> Floats:
    """Abscissas so many pixels apart, from the left edge of a screen to the right one."""
    return screen.x.values(np.linspace(0.0, 1.0, max(2, screen.columns // step + 1)))


def smooth_curve(f: Callable[[Floats], Floats], screen: Screen, role: Role) -> tuple[Polyline, ...]:
    """The curve through the values of f as far as it is near the view; empty where it is not."""
    x = columns(screen)
    y, (low, high) = f(x), screen.band()
    return pieces(x, y, (y >= low) & (y <= high), role)


def pieces(x: Floats, y: Floats, there: NDArray[np.bool_], role: Role) -> tuple[Polyline, ...]:
    """The points that are there, (n,), joined to their neighbours that are."""
    if np.count_nonzero(there) < 2:
        return ()
    begins = there & ~np.concatenate(([False], there[:-1]))
    return (Polyline(x[there], y[there], np.flatnonzero(begins[there]).astype(np.int64), role),)


def band(x: Floats, low: Floats, high: Floats, screen: Screen) -> tuple[Patch, ...]:
    """What lies between two curves over ascending x, (n,), cut off beyond the view; empty without two x."""
    if len(x) < 2:
        return ()
    least, most = screen.band()
    edge = np.concatenate((np.clip(low, least, most), np.clip(high, least, most)[::-1]))
    return (Patch(np.concatenate((x, x[::-1])), edge, np.zeros(1, np.int64), "band"),)
