"""Where an axis is divided by parts of π: fractions where these are usual, else decimals times π."""

from fractions import Fraction
from math import ceil, floor, pi

from calcviz.views.ticks import MINUS, Ticks, room, ticks

_PARTS = {
    Fraction(1, 12): 2,
    Fraction(1, 6): 2,
    Fraction(1, 4): 3,
    Fraction(1, 2): 3,
    Fraction(1): 4,
    Fraction(2): 4,
}
"""The usual steps, in π, and into how many parts minor ticks divide them."""
_CLOSER = 0.8
"""Fractions may stand closer than decimals: π/2 is a better step than π."""


def parts_of_pi(low: float, high: float, length: float, spacing: float, digit: float = 0.0) -> Ticks:
    """Divide the axis from `low` to `high`, which takes `length` pixels; see `ticks`."""
    unit = length / (high - low) * pi
    least = spacing / unit
    if min(_PARTS) / 2 <= least <= max(_PARTS):
        for step, parts in _PARTS.items():
            if step >= least * _CLOSER:
                found = _fractions(low, high, step, parts)
                if room(found.labels, digit) <= step * unit:
                    return found
    even = ticks(low / pi, high / pi, length, spacing, digit)
    return Ticks(
        tuple(value * pi for value in even.major),
        tuple(_times_pi(label) for label in even.labels),
        tuple(value * pi for value in even.minor),
        even.step * pi,
    )


def _fractions(low: float, high: float, step: Fraction, parts: int) -> Ticks:
    size = float(step) * pi
    counts = range(ceil(low / size - 1e-9), floor(high / size + 1e-9) + 1)
    first, last = ceil(low / size * parts - 1e-9), floor(high / size * parts + 1e-9)
    return Ticks(
        tuple(count * float(step) * pi for count in counts),
        tuple(fraction_of_pi(count * step) for count in counts),
        tuple(k * size / parts for k in range(first, last + 1) if k % parts),
        size,
    )


def fraction_of_pi(part: Fraction) -> str:
    """−3π/2, π, 0."""
    if not part:
        return "0"
    above, below = abs(part.numerator), part.denominator
    sign = MINUS if part < 0 else ""
    return f"{sign}{'' if above == 1 else above}π{'' if below == 1 else f'/{below}'}"


def _times_pi(label: str) -> str:
    plain = {"0": "0", "1": "π", f"{MINUS}1": f"{MINUS}π"}
    return plain.get(label, f"{label}π")
