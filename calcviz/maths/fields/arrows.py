"""A field of arrows that stays readable at every zoom."""

from dataclasses import dataclass
from math import ceil, floor, log, log10
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.vector import VectorField

Floats = NDArray[np.float64]

SPACING = 36.0
"""Pixels between two arrows, about."""

FILLED = 0.9
"""The longest arrow, in spacings."""

ALIKE = 0.65
"""All arrows, in spacings, where the colour tells their strength."""

TYPICAL = 0.9
"""The quantile of the lengths that is drawn as the longest: a pole does not make dots of all others."""

STEPS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


@dataclass(frozen=True, slots=True, eq=False)
class ArrowField:
    """Arrows from (x, y) along (dx, dy) in mathematical coordinates, all (n,); without length: a zero.

    `strength` is the true length of each vector, and `scale` how much longer or shorter than true those are
    drawn that were not shortened (0 where there is none).
    """

    x: Floats
    y: Floats
    dx: Floats
    dy: Floats
    strength: Floats
    scale: float


def places(low: float, high: float, pixels: float, spacing: float = SPACING) -> Floats:
    """Multiples of a nice step, about `spacing` pixels apart, from low to high, one more beyond each end.

    They are fixed to the plane: panning brings new ones in and moves none.
    """
    rough = (high - low) / pixels * spacing
    power = 10.0 ** floor(log10(rough))
    step = min((f * power for f in (*STEPS, 10.0)), key=lambda v: abs(log(v / rough)))
    return np.arange(floor(low / step), ceil(high / step) + 1, dtype=np.float64) * step


def arrows(
    field: VectorField,
    x_range: Range,
    y_range: Range,
    pixels: tuple[float, float],
    by: Literal["length", "colour"] = "length",
    spacing: float = SPACING,
    sign: int = 1,
) -> ArrowField:
    """The arrows of a field in a window of that many pixels; sign -1 turns all of them round.

    By "length" they are as long as the vectors, up to one scale for the picture; those above the TYPICAL
    quantile are shortened to the longest, which never reaches the next arrow. By "colour" they are all
    equally long on the screen. Where the field is undefined or infinite there is none.
    """
    x = places(*x_range, pixels[0], spacing)
    y = places(*y_range, pixels[1], spacing)
    u, v = (np.asarray(sign * part) for part in field.values(x[None, :], y[:, None]))
    shape = (len(y), len(x))
    at_x, at_y = np.broadcast_to(x[None, :], shape), np.broadcast_to(y[:, None], shape)
    there = np.isfinite(u) & np.isfinite(v)
    at_x, at_y, u, v = at_x[there], at_y[there], u[there], v[there]
    unit_x, unit_y = pixels[0] / (x_range[1] - x_range[0]), pixels[1] / (y_range[1] - y_range[0])
    with np.errstate(invalid="ignore", over="ignore"):
        factor, scale = _factors(_length(u * unit_x, v * unit_y), by, spacing)
        return ArrowField(at_x, at_y, u * factor, v * factor, _length(u, v), scale)


def _length(u: Floats, v: Floats) -> Floats:
    with np.errstate(over="ignore"):
        return np.asarray(np.hypot(u, v), np.float64)


def _factors(length: Floats, by: str, spacing: float) -> tuple[Floats, float]:
    """What each vector is multiplied by, given its length in pixels, and what most are."""
    moving = length[(length > 0) & np.isfinite(length)]
    if not moving.size:
        return np.zeros_like(length), 0.0
    with np.errstate(divide="ignore", over="ignore"):
        if by == "colour":
            return np.where(length > 0, ALIKE * spacing / length, 0.0), 0.0
        longest = FILLED * spacing
        scale = longest / float(np.quantile(moving, TYPICAL))
        return np.where(length > 0, np.minimum(scale, longest / length), 0.0), scale
