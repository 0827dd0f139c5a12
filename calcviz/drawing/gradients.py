"""A gradient as an arrow: long enough to be seen, on one scale for the whole picture where it fits in."""

from math import floor, hypot, isfinite, log10

import numpy as np

from calcviz.drawing.fields import Arrows
from calcviz.drawing.plane import Label
from calcviz.drawing.space import SpaceArrows
from calcviz.language.typeset import number_latex
from calcviz.maths.curves.screen import Screen
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.grid import field_key, gradient_grid, remembered
from calcviz.maths.fields.scalar import ScalarField

Vector = tuple[float, float]

ASKED = 24
"""Places along each side at which the gradient is asked how long it usually is."""

SHORT, LONG, LONG_IN_SPACE = 0.06, 0.5, 0.3
"""Between these parts of the view the usual gradient is drawn as long as it is; a box has hard edges."""

WHOLE = 0.75
"""An arrow longer than this part of the view is drawn on a smaller scale: its tip is to be seen."""
ENLARGED = 0.3
"""The same for an arrow that is drawn longer than it is: that is only to make it seen."""

FAR = 3.0
"""No arrow is longer than so many views."""

ALONG_SURFACE = 0.35
"""The arrow of steepest ascent, as a part of the box's size."""


def arrow_scale(g: ScalarField, x_range: Vector, y_range: Vector, longest: float = LONG) -> float:
    """What gradients are multiplied by in a view: 1 where they fit in, else 1, 2 or 5 times a power of ten.

    It depends on the view and the function only, so that arrows can be compared while one is dragged.
    """
    key = ("usual gradient", field_key(g), x_range, y_range, longest)

    def make() -> float:
        try:
            lengths = gradient_grid(g, x_range, y_range, ASKED, ASKED).magnitude
        except (NoRule, TooLong):
            return 1.0
        some = lengths[np.isfinite(lengths) & (lengths > 0)]
        if not some.size:
            return 1.0
        size = min(x_range[1] - x_range[0], y_range[1] - y_range[0])
        return _nice(float(np.median(some)) / size, longest)

    made: float = remembered.get(key, g.expression, 1, make)
    return made


def _nice(share: float, longest: float) -> float:
    """The factor for gradients that are usually that part of the view long."""
    if SHORT <= share <= longest or not share > 0:
        return 1.0
    wanted = (longest if share > longest else SHORT) / share
    if not 1e-290 < wanted < 1e290:
        return 1.0
    return _below(wanted) if share > longest else min(f for f in _factors(wanted) if f >= wanted)


def _below(wanted: float) -> float:
    """The largest factor that is not above the wanted one."""
    return max(f for f in _factors(wanted) if f <= wanted * (1 + 1e-9))


def _factors(wanted: float) -> list[float]:
    """1, 2, 5 and 10 times the power of ten below."""
    power = floor(log10(wanted))
    return [float(f"{k}e{power}") for k in (1, 2, 5, 10)]


def gradient_arrow(
    point: Vector, gradient: Vector, scale: float, screen: Screen, latex: str
) -> tuple[Arrows | Label, ...]:
    """The arrow from a point along its gradient, with its name; a dot without one where the gradient is 0.

    Where it would be very long (beside a pole, on a hill in a plain) it is drawn on a smaller scale, as its
    name says.
    """
    sides = screen.x_high - screen.x_low, screen.y_high - screen.y_low
    scale = _fitting(scale, hypot(*gradient) / min(sides))
    dx, dy = _bounded(gradient, scale, sides)
    x, y, along_x, along_y = (np.array([value]) for value in (*point, dx, dy))
    arrow = Arrows(x, y, along_x, along_y)
    if dx == dy == 0:
        return (arrow,)
    return arrow, Label(point[0] + dx, point[1] + dy, _factor_latex(scale) + latex)


def _fitting(scale: float, length: float) -> float:
    """The scale for an arrow of that length in views: a smaller one where it would be too long."""
    if not isfinite(length) or length * 1e-290 > scale:
        return scale
    if scale > 1 and length * scale > ENLARGED:
        scale = max(1.0, _below(ENLARGED / length))
    return _below(WHOLE / length) if length * scale > WHOLE else scale


def _factor_latex(scale: float) -> str:
    """What stands before the name of an arrow that is not as long as its vector: 1/10."""
    if scale == 1:
        return ""
    if scale < 1 and 1 / scale < 1e4:
        return rf"\frac{{1}}{{{number_latex(round(1 / scale))}}}"
    return number_latex(scale) + r"\,"


def _bounded(gradient: Vector, scale: float, view: Vector) -> Vector:
    dx, dy = scale * gradient[0], scale * gradient[1]
    with np.errstate(over="ignore"):
        length, most = hypot(dx, dy), FAR * hypot(*view)
    if not isfinite(length):
        dx, dy, length = dx / 1e200, dy / 1e200, hypot(dx / 1e200, dy / 1e200)
    return (dx, dy) if length <= most else (dx / length * most, dy / length * most)


def gradient_in_space(
    point: tuple[float, float, float], gradient: Vector, scale: float, box: Box
) -> tuple[SpaceArrows, ...]:
    """The gradient on the floor, and above it the direction of steepest ascent along the surface."""
    sides = box.x_high - box.x_low, box.y_high - box.y_low, box.z_high - box.z_low
    fitting = _fitting(scale, hypot(*gradient) / min(sides[:2]))
    dx, dy = _bounded(gradient, fitting, (sides[0] / FAR, sides[1] / FAR))
    floor_arrow = _space_arrow((point[0], point[1], box.z_low), (dx, dy, 0.0))
    steep = hypot(*gradient)
    if not (steep > 0 and isfinite(steep) and box.shows(*point)):
        return (floor_arrow,)
    step = gradient[0] / steep, gradient[1] / steep, steep
    length = hypot(*(part / side for part, side in zip(step, sides)))
    t = ALONG_SURFACE / length
    return floor_arrow, _space_arrow(point, (step[0] * t, step[1] * t, step[2] * t))


def _space_arrow(start: tuple[float, float, float], step: tuple[float, float, float]) -> SpaceArrows:
    x, y, z, dx, dy, dz = (np.array([value]) for value in (*start, *step))
    return SpaceArrows(x, y, z, dx, dy, dz)
