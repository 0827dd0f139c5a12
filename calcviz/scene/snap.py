"""Rounding a dragged coordinate to the digits that a pixel can mean."""

from math import ceil, isfinite, log10


def snapped(value: float, unit: float) -> float:
    """value with no more decimals than it takes to tell one pixel from the next; `unit` in pixels."""
    if not (isfinite(value) and unit > 0):
        return value
    return round(value, ceil(log10(unit)))
