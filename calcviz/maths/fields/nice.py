"""Level values that people would choose: 1-2-5 steps, evenly or in a geometric series."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.language.notation import number_text

Floats = NDArray[np.float64]

WANTED = 12
"""About how many levels a picture has."""

SKEWED = 0.1
"""Below this part of the whole range the middle value tells that equal steps would show nothing."""

TAIL = 0.02
"""The part of the values at each end that may be a pole's."""

MANIFOLD = 10.0
"""Positive values that differ by this factor are taken as they are, in a series from 0."""

COARSE, FINE = (5, 2, 1), (7, 5, 3, 2, 1.5, 1)
"""The factors of a geometric series, falling; the fine ones where the coarse ones are too few."""

FEWEST = 0.6
"""The part of the wanted levels that are few."""

CONSTANT = 1e-9
"""Values that differ by less than this, relatively, differ by rounding or by what no picture shows."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels in rising order with their short texts, and the range of the values without its outliers.

    "even" levels have equal steps; "geometric" ones go 1, 2, 5, 10 up from the lowest value, or down from
    the highest; "two-sided" ones so from 0 both ways. The least and the greatest value are no levels: a
    single point need not be drawn. None at all where the function is constant.
    """

    values: tuple[float, ...]
    texts: tuple[str, ...]
    low: float
    high: float
    spacing: Literal["even", "geometric", "two-sided"] = "even"


def nice_step(rough: float) -> float:
    """The 1, 2 or 5 times a power of ten that is nearest above a positive number."""
    power = floor(log10(rough))
    for factor in (1, 2, 5):
        if factor * 10.0**power >= rough * (1 - 1e-9):
            return float(f"{factor}e{power}")
    return float(f"1e{power + 1}")


def _even_step(rough: float) -> float:
    """The 1, 2, 2.5 or 5 times a power of ten that is nearest to a positive number, not much below it."""
    power = floor(log10(rough))
    steps = [float(f"{factor}e{power}") for factor in (1, 2, 2.5, 5, 10)]
    return min((s for s in steps if s >= 0.75 * rough), key=lambda s: max(s / rough, rough / s))


def multiples(step: float, low: float, high: float) -> tuple[float, ...]:
    """The multiples of a nice step from low to high, each the float that its decimals say."""
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return tuple(_decimal(k * step, step) for k in range(first, last + 1))


def _decimal(value: float, step: float) -> float:
    digits = max(0, 1 - floor(log10(step)))
    return round(value, digits) + 0.0 if digits < 300 else value


def level_values(values: Floats, wanted: int = WANTED) -> Levels:
    """Nice levels for the values of a function on a grid, of any shape; NaN and infinity are left out.

    A few very large values, as beside a pole, do not count, but those of a hill in a wide plain do. Where
    most of the values crowd at one end, as in Rosenbrock's valley, the levels go up from there by 1, 2, 5,
    10, …
    """
    finite = np.ravel(values[np.isfinite(values)])
    if finite.size == 0:
        return Levels((), (), 0.0, 0.0)
    least, most = float(finite.min()), float(finite.max())
    some = finite[:: max(1, finite.size // 10_000)]
    low, quarter, middle, three, high = np.quantile(some, (TAIL, 0.25, 0.5, 0.75, 1 - TAIL)).tolist()
    if not most - least > CONSTANT * max(abs(least), abs(most)) or not isfinite(most - least):
        return Levels((), (), least, most)
    if most - least <= 3 * (high - low):
        low, high = least, most
    low = least if is_hill(middle - values, middle - least) else low
    high = most if is_hill(values - middle, most - middle) else high
    if high - low <= CONSTANT * max(abs(low), abs(high)):
        low, high = least, most
    span = high - low
    if three - quarter < SKEWED * span and low < 0 < high and min(-low, high) > 0.1 * max(-low, high):
        return _written(_two_sided(low, high, wanted), low, high, "two-sided")
    if middle - low < SKEWED * span:
        bottom = least if low - least <= TAIL * span else low
        return _written(_rising(bottom, high, wanted), bottom, high, "geometric")
    if high - middle < SKEWED * span:
        top = most if most - high <= TAIL * span else high
        turned = tuple(-level for level in reversed(_rising(-top, -low, wanted)))
        return _written(turned, low, top, "geometric")
    even = multiples(_even_step(span / wanted), low, high)
    return _written(tuple(level for level in even if least < level < most), low, high, "even")


def is_hill(heights: Floats, top: float) -> bool:
    """Whether values above half of the greatest fill three by three places: beside a pole they do not."""
    if heights.ndim != 2 or not top > 0:
        return False
    high = heights > top / 2
    rows = high[2:] & high[1:-1] & high[:-2]
    return bool((rows[:, 2:] & rows[:, 1:-1] & rows[:, :-2]).any())


def _written(
    values: tuple[float, ...], low: float, high: float, spacing: Literal["even", "geometric", "two-sided"]
) -> Levels:
    return Levels(values, tuple(number_text(value, 12) for value in values), low, high, spacing)


def _series(top: float, count: int, factors: Sequence[float] = COARSE) -> list[float]:
    """That many numbers, each a factor times a power of ten, the greatest at most `top`, falling."""
    found: list[float] = []
    power = floor(log10(top))
    while len(found) < count and power > -300:
        found += [v for v in (float(f"{f}e{power}") for f in factors) if v <= top * (1 + 1e-9)]
        power -= 1
    return found[:count]


def _rising(low: float, high: float, count: int) -> tuple[float, ...]:
    """Levels 1, 2, 5, 10, … as they are where that is about the lowest value, else above a round one."""
    if 0 < low < high / MANIFOLD:
        found = _series(high, count)[::-1]
        if sum(low < level for level in found) < FEWEST * count:
            found = _series(high, count, FINE)[::-1]
    else:
        offsets = _series(high - low, count)[::-1]
        step = offsets[0] if offsets else 1.0
        start = 0.0 if abs(low) < step else _decimal(round(low / step / 10) * 10 * step, step)
        found = [_decimal(start + offset, step) for offset in offsets]
    return tuple(level for level in found if low < level <= high)


def _two_sided(low: float, high: float, count: int) -> tuple[float, ...]:
    """0 and ±1, ±2, ±5, … as far as the values reach."""
    top = _series(max(-low, high), count // 2)
    found = [-v for v in top] + [0.0] + top[::-1]
    return tuple(level for level in found if low <= level <= high)
