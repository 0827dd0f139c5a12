"""Flow lines of a map of the plane: evenly over a screen, and the one through a point."""

from math import isfinite, log

import numpy as np

from calcviz.drawing.arrows import on_screen
from calcviz.drawing.contours import screen_ranges
from calcviz.drawing.fields import Arrows, Floats
from calcviz.drawing.plane import Polyline, polyline
from calcviz.maths.curves.screen import Screen
from calcviz.maths.fields.flows import streamlines
from calcviz.maths.fields.following import Directions, followed
from calcviz.maths.fields.vector import VectorField

GROWN = 0.2
"""How much longer than given an arrow on a line is at either end: hardly more than its head is drawn."""


def flow_lines(F: VectorField, screen: Screen) -> tuple[Polyline | Arrows, ...]:
    """Thin flow lines with arrow heads on them; empty where the map is undefined or zero everywhere."""
    made = streamlines(on_screen(F, screen), *screen_ranges(screen), _pixels(screen))
    if not len(made.x):
        return ()
    x, y = _plane(made.x, made.y, screen)
    more_x, more_y = GROWN * made.arrow_dx, GROWN * made.arrow_dy
    tail_x, tail_y = _plane(made.arrow_x - more_x, made.arrow_y - more_y, screen)
    tip = made.arrow_x + made.arrow_dx + more_x, made.arrow_y + made.arrow_dy + more_y
    tip_x, tip_y = _plane(*tip, screen)
    heads = Arrows(tail_x, tail_y, tip_x - tail_x, tip_y - tail_y)
    return Polyline(x, y, made.starts, "construction"), heads


def flow_through(F: VectorField, point: tuple[float, float], screen: Screen) -> tuple[Polyline, ...]:
    """The flow line through a point as far as it is in view; empty where the flow stands still."""
    x_range, y_range = screen_ranges(screen)
    directions = Directions(on_screen(F, screen), x_range, y_range, _pixels(screen))
    (x, x_log), (y, y_log) = zip(point, (screen.x_log, screen.y_log), strict=True)
    if x_log and x <= 0 or y_log and y <= 0:
        return ()
    x = ((log(x) if x_log else x) - x_range[0]) / directions.unit_x
    y = ((log(y) if y_log else y) - y_range[0]) / directions.unit_y
    if not (0 <= x <= screen.columns and 0 <= y <= screen.rows):
        return ()
    here = np.array([x, x]), np.array([y, y])
    if not isfinite(directions(*here)[0][0]):
        return ()
    found = followed(directions, *here, np.array([1.0, -1.0]), _pixels(screen))
    ahead, behind = slice(0, found.starts[1]), slice(found.starts[1], None)
    if found.closed[0]:
        px, py = (np.append(part[ahead], part[0]) for part in (found.x, found.y))
    else:
        px, py = (np.concatenate((part[behind][:0:-1], part[ahead])) for part in (found.x, found.y))
    if len(px) < 2:
        return ()
    line = x_range[0] + px * directions.unit_x, y_range[0] + py * directions.unit_y
    return (polyline(*_plane(*line, screen)),)


def _pixels(screen: Screen) -> tuple[float, float]:
    return float(screen.columns), float(screen.rows)


def _plane(x: Floats, y: Floats, screen: Screen) -> tuple[Floats, Floats]:
    return np.exp(x) if screen.x_log else x, np.exp(y) if screen.y_log else y
