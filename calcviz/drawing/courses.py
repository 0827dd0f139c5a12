"""A strip at the foot of a picture that says where a curve rises and falls, and which way it bends."""

from collections.abc import Sequence
from math import inf, isfinite

import numpy as np

from calcviz.drawing.fields import Arrows, Floats
from calcviz.drawing.plane import Polyline, Primitive
from calcviz.maths.analysis.stretches import Stretch
from calcviz.maths.axis import Axis
from calcviz.maths.curves.screen import Screen

UPPER, LOWER = 36.0, 13.0
"""The middles of the lanes, in pixels above the lower edge: rising and falling, and bending."""
APART, LEAST = 84.0, 16.0
"""Pixels between signs of a stretch, and from which on a stretch has one."""
WIDE, TALL = 9.0, 5.0
"""Half the width and half the height of a bowl; an arrow is as high as wide."""
ARROW = 7.5
NUMBERS = -40.0, 14.0
"""Where, in pixels from the y-axis, its numbers stand: signs move out of their way."""

Span = tuple[float, float]


def course_strip(
    rising: Sequence[Stretch], bending: Sequence[Stretch], screen: Screen
) -> tuple[Primitive, ...]:
    """Arrows that rise or fall, bowls that are open above or below, and a level stroke for neither.

    Upright strokes part the stretches; those too narrow for a sign have none.
    """
    lanes = [(UPPER, rising), (LOWER, bending)]
    parts: list[Primitive] = []
    parts += _arrows(rising, screen)
    strokes = [
        stroke
        for middle, stretches in lanes
        for stroke in (*_walls(stretches, middle, screen), *_levels(stretches, middle, screen))
    ]
    strokes += _bowls(bending, screen)
    return (*parts, *_polyline(strokes, screen))


def _signs(stretches: Sequence[Stretch], sign: int, axis: Axis) -> list[float]:
    """The pixels at which the signs of one kind of stretch stand."""
    places: list[float] = []
    for each in stretches:
        if each.sign != sign:
            continue
        left, right = _seen(each, axis)
        if right - left >= LEAST:
            count = max(1, int((right - left) / APART))
            even = (left + (right - left) * (k + 0.5) / count for k in range(count))
            places += [_aside(place, left + WIDE, right - WIDE, axis) for place in even]
    return places


def _aside(place: float, left: float, right: float, axis: Axis) -> float:
    """The place, or one beside the numbers of the y-axis where there is room."""
    zero = axis.pixel(0.0) if not axis.log else -inf
    before, after = (zero + end for end in NUMBERS)
    if not before < place < after:
        return place
    rooms = [x for x in (before, after) if left <= x <= right]
    return min(rooms, key=lambda x: abs(x - place), default=place)


def _seen(each: Stretch, axis: Axis) -> Span:
    low, high = (axis.pixel(end) for end in (each.low, each.high))
    return (max(low, 0.0) if isfinite(low) else 0.0), (
        min(high, axis.length) if isfinite(high) else axis.length
    )


def _arrows(stretches: Sequence[Stretch], screen: Screen) -> list[Primitive]:
    found = [
        (x - ARROW, UPPER - sign * ARROW, x + ARROW, UPPER + sign * ARROW)
        for sign in (1, -1)
        for x in _signs(stretches, sign, screen.x)
    ]
    if not found:
        return []
    left, low, right, high = np.array(found).T
    x0, x1 = (_values(screen.x, part) for part in (left, right))
    y0, y1 = (_values(screen.y, part) for part in (low, high))
    return [Arrows(x0, y0, x1 - x0, y1 - y0)]


Stroke = tuple[list[float], list[float]]
"""Pixels from the left, and from below."""


def _walls(stretches: Sequence[Stretch], middle: float, screen: Screen) -> list[Stroke]:
    """Where a stretch begins or ends inside of the picture."""
    ends = {round(screen.x.pixel(end), 3) for each in stretches for end in (each.low, each.high)}
    inside = sorted(x for x in ends if 1.0 < x < screen.columns - 1.0)
    apart = [x for k, x in enumerate(inside) if k == 0 or x - inside[k - 1] > 2.0]
    return [([x, x], [middle - WIDE, middle + WIDE]) for x in apart]


def _levels(stretches: Sequence[Stretch], middle: float, screen: Screen) -> list[Stroke]:
    return [([x - WIDE, x + WIDE], [middle, middle]) for x in _signs(stretches, 0, screen.x)]


def _bowls(stretches: Sequence[Stretch], screen: Screen) -> list[Stroke]:
    t = np.linspace(-1.0, 1.0, 13)
    return [
        ((x + WIDE * t).tolist(), (LOWER + sign * TALL * (2 * t * t - 1)).tolist())
        for sign in (1, -1)
        for x in _signs(stretches, sign, screen.x)
    ]


def _polyline(strokes: Sequence[Stroke], screen: Screen) -> tuple[Polyline, ...]:
    if not strokes:
        return ()
    x = _values(screen.x, np.concatenate([part for part, _ in strokes]))
    y = _values(screen.y, np.concatenate([part for _, part in strokes]))
    starts = np.cumsum([0, *(len(part) for part, _ in strokes[:-1])])
    return (Polyline(x, y, starts, "construction"),)


def _values(axis: Axis, pixels: Floats) -> Floats:
    """The coordinates at some pixels."""
    return axis.values(np.asarray(pixels, np.float64) / axis.length)
