"""Rounding a dragged coordinate to the digits that a pixel can mean, and stepping it by keys."""

from math import ceil, floor, isfinite, log10


def snapped(value: float, unit: float) -> float:
    """value with no more decimals than it takes to tell one pixel from the next; `unit` in pixels."""
    if not (isfinite(value) and isfinite(unit) and unit > 0):
        return value
    return round(value, ceil(log10(unit)))


def stepped(value: float, step: float, log: bool) -> float:
    """value moved by a step; where it stands by its logarithm, by that part of its own power of ten.

    There a step of 0.1 leads from 2 to 2.1 and from 2000 to 2100, and never to 0 or below.
    """
    if not (log and value > 0):
        return round(value + step, 12)
    decade = floor(log10(value) - (1e-9 if step < 0 else -1e-9))
    moved = value + step * 10.0**decade
    if moved <= 0:
        moved = value / 10
    return round(moved, 12 - decade) if -290 < decade < 290 else moved
