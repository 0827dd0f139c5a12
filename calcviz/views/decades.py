"""Where a logarithmic axis is divided: powers of ten, 1, 2 and 5 of each, or even steps within one."""

from math import ceil, floor, log, log10

from calcviz.language.spoken import power_of_ten
from calcviz.views.ticks import LONGEST_PLAIN, Ticks, plain, room, ticks

_WITHIN = 5.0
"""Up to this ratio of its ends an axis is divided evenly."""
_ALL_NINE, _SOME = 60.0, 24.0
"""Pixels of a decade from which on all of 2 … 9 are minor divisions, and 2 and 5."""
_CLOSER = 0.7
"""Decades may stand closer than other ticks: every second one is hard to read."""
_SLIT = 8.0
"""The least distance of decades as minor divisions."""

Power = tuple[int, int]
"""A mantissa and an exponent of ten."""


def decades(low: float, high: float, length: float, spacing: float, digit: float = 0.0) -> Ticks:
    """Divide the logarithmic axis from `low` > 0 to `high`, which takes `length` pixels.

    Major ticks are at least `spacing` pixels apart, powers of ten somewhat less, and, where `digit` (the
    width of one digit) is given, far enough for their labels to stand side by side. The step is 0: there is
    none.
    """
    if high <= low * _WITHIN:
        densest = length / (log(high / low) * high)
        return ticks(low, high, densest * (high - low), spacing, digit)
    per = length / (log10(high) - log10(low))
    if per * log10(2) >= max(spacing, room(labels(_powers(low, high, (1, 2, 5))), digit)):
        majors, minors = _powers(low, high, (1, 2, 5)), _powers(low, high, (3, 4, 6, 7, 8, 9))
    else:
        every = _every(low, high, per, spacing, digit)
        majors = [power for power in _powers(low, high, (1,)) if power[1] % every == 0]
        minors = _minors(low, high, per, every)
    values = tuple(_value(*power) for power in majors)
    return Ticks(values, labels(majors), tuple(_value(*power) for power in minors), 0.0)


def labels(powers: list[Power]) -> tuple[str, ...]:
    """Write the numbers out where all are short, else with powers of ten."""
    texts = tuple(plain(*power) for power in powers)
    if max(map(len, texts), default=0) <= LONGEST_PLAIN:
        return texts
    return tuple(power_of_ten(e) if m == 1 else f"{m}×{power_of_ten(e)}" for m, e in powers)


def _every(low: float, high: float, per: float, spacing: float, digit: float) -> int:
    """Every how many decades there is a major tick: 1, 2 or 5 times a power of ten."""
    apart = max(_CLOSER * spacing, room(labels(_powers(low, high, (1,))), digit)) / per
    scale: int = 10 ** max(0, floor(log10(apart)))
    return next(k * scale for k in (1, 2, 5, 10, 20) if k * scale >= apart * (1 - 1e-9))


def _minors(low: float, high: float, per: float, every: int) -> list[Power]:
    if every > 1:
        step = next((k for k in range(1, every) if every % k == 0 and k * per >= _SLIT), every)
        return [(m, e) for m, e in _powers(low, high, (1,)) if e % every and e % step == 0]
    if per >= _ALL_NINE:
        return _powers(low, high, (2, 3, 4, 5, 6, 7, 8, 9))
    return _powers(low, high, (2, 5)) if per >= _SOME else []


def _powers(low: float, high: float, mantissas: tuple[int, ...]) -> list[Power]:
    """The numbers mantissa·10ⁿ from low to high, rising."""
    exponents = range(floor(log10(low)), ceil(log10(high)) + 1)
    found = [(m, e) for e in exponents for m in mantissas]
    return [power for power in found if low * (1 - 1e-12) <= _value(*power) <= high * (1 + 1e-12)]


def _value(mantissa: int, exponent: int) -> float:
    return float(f"{mantissa}e{exponent}")
