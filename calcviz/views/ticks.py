"""Where an axis is divided, and its numbers: steps of 1, 2 or 5, exact decimals, no two labels alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from calcviz.language.spoken import power_of_ten

MINUS = "\u2212"
LONGEST_PLAIN = 6
"""Digits and point of the longest number written out where ×10ⁿ would be shorter."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """The major divisions with their labels, the minor ones between them, and the step of the major ones."""

    major: tuple[float, ...]
    labels: tuple[str, ...]
    minor: tuple[float, ...]
    step: float


def ticks(low: float, high: float, length: float, spacing: float, digit: float = 0.0) -> Ticks:
    """Divide the axis from `low` to `high`, which takes `length` pixels.

    Major ticks are at least `spacing` pixels apart and, where `digit` (the width of one digit) is given, far
    enough for their labels to stand side by side. Steps are 1, 2 or 5 times a power of ten; positions are
    integer multiples of the step, so that labels are exact decimals.
    """
    if not (high > low and length > 0):
        return Ticks((), (), (), 0.0)
    mantissa, exponent = _step((high - low) * spacing / length)
    while True:
        step = _value(mantissa, exponent)
        counts = range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)
        labels = decimals([count * mantissa for count in counts], exponent)
        if room(labels, digit) <= step * length / (high - low) or len(counts) <= 1:
            break
        mantissa, exponent = _next(mantissa, exponent)
    parts = 4 if mantissa == 2 else 5
    first, last = ceil(low / step * parts - 1e-9), floor(high / step * parts + 1e-9)
    minor = tuple(k * step / parts for k in range(first, last + 1) if k % parts)
    return Ticks(tuple(_value(count * mantissa, exponent) for count in counts), labels, minor, step)


def room(labels: Sequence[str], digit: float) -> float:
    """How far ticks with these labels stand apart at least, `digit` being the width of one digit."""
    return (max(map(len, labels), default=0) + 2.5) * digit


def decimals(mantissas: list[int], exponent: int) -> tuple[str, ...]:
    """Write the numbers mantissa·10^exponent, all in the same way, exactly and with true minus signs.

    They are written out where that is short (0.25, 1000), else with a power of ten each (8×10⁸, 1.2×10⁹).
    """
    whole = tuple(plain(m, exponent) for m in mantissas)
    longest = max((len(text.lstrip(MINUS)) for text in whole), default=0)
    if longest <= LONGEST_PLAIN:
        return whole
    short = tuple(_scientific(m, exponent) for m in mantissas)
    return short if max(map(len, short)) < max(map(len, whole)) else whole


def _scientific(mantissa: int, exponent: int) -> str:
    if not mantissa:
        return "0"
    digits = len(str(abs(mantissa))) - 1
    return f"{plain(mantissa, -digits)}×{power_of_ten(exponent + digits)}"


def plain(mantissa: int, exponent: int) -> str:
    """mantissa·10^exponent with all its digits."""
    sign = MINUS if mantissa < 0 else ""
    digits = str(abs(mantissa))
    if exponent >= 0:
        return sign + digits + "0" * (exponent if mantissa else 0)
    digits = digits.rjust(1 - exponent, "0")
    fraction = digits[exponent:].rstrip("0")
    return sign + digits[:exponent] + ("." + fraction if fraction else "")


def _value(mantissa: int, exponent: int) -> float:
    """The float nearest to mantissa·10^exponent: dividing by an exact power of ten rounds once."""
    return float(mantissa * 10**exponent) if exponent >= 0 else mantissa / 10**-exponent


def _step(least: float) -> tuple[int, int]:
    """The smallest 1, 2 or 5 times a power of ten that is not below `least`."""
    exponent = floor(log10(least))
    for mantissa in (1, 2, 5):
        if _value(mantissa, exponent) >= least * (1 - 1e-9):
            return mantissa, exponent
    return 1, exponent + 1


def _next(mantissa: int, exponent: int) -> tuple[int, int]:
    return {1: (2, exponent), 2: (5, exponent)}.get(mantissa, (1, exponent + 1))


def at_precision(value: float, pixel: float) -> str:
    """The number with the digits that a step of `pixel` can tell apart: 1.50 at 0.02.

    ∞ beyond the floats, where a logarithmic axis ends.
    """
    if not isfinite(value):
        return f"{MINUS if value < 0 else ''}∞"
    exponent = floor(log10(pixel))
    rounded = round(value / 10.0**exponent)
    if -LONGEST_PLAIN <= exponent <= 0:
        return f"{rounded * 10.0**exponent:.{-exponent}f}".replace("-", MINUS)
    return decimals([rounded], exponent)[0]
