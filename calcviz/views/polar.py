"""The polar grid: circles about the origin and rays from it; ellipses where the units differ."""

from dataclasses import dataclass
from fractions import Fraction
from math import atan2, cos, hypot, inf, pi, radians, sin

import numpy as np
from PySide6.QtGui import QPainter

from calcviz.drawing import Floats, Integers
from calcviz.scene.document import Viewport
from calcviz.views.geometry import pixel_x, pixel_y, polygon, strokes
from calcviz.views.parts_of_pi import fraction_of_pi
from calcviz.views.pens import hairline
from calcviz.views.theme import Theme
from calcviz.views.ticks import ticks

MAJOR, _MINOR = 30, 15
"""Degrees between rays."""
_MISS = 0.1
"""Pixels by which a chord may miss its circle."""
_MOST = 720
"""Chords of one circle."""
_AWAY = 14.0
"""Pixels from the circle, or from the edge of the view, to the middle of an angle's label."""


@dataclass(frozen=True, slots=True)
class Angle:
    """The label of a ray and the pixel of its middle."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Polar:
    """The radii of the circles that reach into the view, and the angles that are written."""

    major: tuple[float, ...]
    minor: tuple[float, ...]
    angles: tuple[Angle, ...]


def is_polar(view: Viewport) -> bool:
    """Whether the view has a polar grid; there is none on logarithmic axes, where the origin is nowhere."""
    return view.grid == "polar" and view.linear


def polar(view: Viewport, step: float) -> Polar:
    """Lay the grid out; `step` is the least distance of two circles."""
    nearest, farthest = reach(view)
    unit = min(view.x_unit, view.y_unit)
    found = ticks(nearest, farthest, (farthest - nearest) * unit, step * unit * 0.999)
    major = tuple(r for r in found.major if r > 0)
    return Polar(major, tuple(r for r in found.minor if r > 0), _angles(view, major))


def paint_polar(painter: QPainter, view: Viewport, laid: Polar, theme: Theme, ratio: float) -> None:
    """Paint circles and rays; the rays between the named ones begin at the first circle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = laid.major[0] if laid.major else 0.0
    if theme.grid_minor != theme.paper:
        painter.setPen(hairline(theme.grid_minor, 1.0, ratio)[0])
        for r in laid.minor:
            _circle(painter, view, r)
        _rays(painter, view, [d for d in range(0, 360, _MINOR) if d % MAJOR], inner)
    painter.setPen(hairline(theme.grid_major, 1.0, ratio)[0])
    for r in laid.major:
        _circle(painter, view, r)
    _rays(painter, view, list(range(0, 360, MAJOR)), 0.0)
    painter.restore()


def reach(view: Viewport) -> tuple[float, float]:
    """The least and the greatest distance of the view's points from the origin."""
    x, y = min(max(view.x_low, 0.0), view.x_high), min(max(view.y_low, 0.0), view.y_high)
    return hypot(x, y), max(hypot(x, y) for x, y in _corners(view))


def _corners(view: Viewport) -> list[tuple[float, float]]:
    return [(x, y) for x in view.x_range for y in view.y_range]


def _turned(view: Viewport) -> tuple[float, float]:
    """Between which angles the view lies, seen from the origin; a whole turn where that lies in it."""
    if view.x_low <= 0 <= view.x_high and view.y_low <= 0 <= view.y_high:
        return 0.0, 2 * pi
    middle = atan2((view.y_low + view.y_high) / 2, (view.x_low + view.x_high) / 2)
    away = [(atan2(y, x) - middle + pi) % (2 * pi) - pi for x, y in _corners(view)]
    return middle + min(away), middle + max(away)


def _circle(painter: QPainter, view: Viewport, r: float) -> None:
    low, high = _turned(view)
    longest = r * max(view.x_unit, view.y_unit)
    count = min(max(4, int((high - low) * (longest / (8 * _MISS)) ** 0.5) + 1), _MOST)
    angle = np.linspace(low, high, count + 1)
    _stroke(painter, view, r * np.cos(angle), r * np.sin(angle), np.zeros(1, np.int64))


def _rays(painter: QPainter, view: Viewport, degrees: list[int], inner: float) -> None:
    turn = np.radians(np.repeat(np.array(degrees, float), 2))
    r = np.tile(np.array((inner, reach(view)[1])), len(degrees))
    _stroke(painter, view, r * np.cos(turn), r * np.sin(turn), 2 * np.arange(len(degrees)))


def _stroke(painter: QPainter, view: Viewport, x: Floats, y: Floats, starts: Integers) -> None:
    lines = strokes(view, x, y, starts)
    for begin, end in lines.pieces():
        painter.drawPolyline(polygon(lines.x[begin:end], lines.y[begin:end]))


def _angles(view: Viewport, radii: tuple[float, ...]) -> tuple[Angle, ...]:
    """Every named ray but those on the axis to the right and left, where the radii are written.

    Labels stand at the outermost circle that is seen as a whole, else where their rays leave the view.
    """
    x, y = pixel_x(view, 0.0), pixel_y(view, 0.0)
    across = min(x, view.width - x) / view.x_unit
    down = min(y, view.height - y) / view.y_unit
    room = 2 * _AWAY / min(view.x_unit, view.y_unit)
    whole = max((r for r in radii if r <= min(across, down) - room), default=None)
    found = []
    for degrees in range(0, 360, MAJOR):
        if degrees % 180 == 0:
            continue
        dx, dy = cos(radians(degrees)) * view.x_unit, -sin(radians(degrees)) * view.y_unit
        length = hypot(dx, dy)
        if whole is not None:
            away = whole + _AWAY / length
        else:
            away = _leaves(view, (x, y), (dx, dy)) or 0.0
        if away > 0:
            text = fraction_of_pi(Fraction(degrees, 180))
            beside = 1.4 * _AWAY if degrees % 180 == 90 else 0.0  # not on the axis
            found.append(Angle(text, x + away * dx + beside, y + away * dy))
    return tuple(found)


def _leaves(view: Viewport, start: tuple[float, float], step: tuple[float, float]) -> float | None:
    """How many steps from the start a ray comes near the edge of the view; None where it misses it."""
    low, high = 0.0, inf
    for place, by, length in zip(start, step, (view.width, view.height), strict=True):
        if abs(by) < 1e-9:
            if not _AWAY <= place <= length - _AWAY:
                return None
            continue
        ends = sorted(((_AWAY - place) / by, (length - _AWAY - place) / by))
        low, high = max(low, ends[0]), min(high, ends[1])
    return high if low < high < inf else None
