"""What the slope of a formula must be, from its quotients at 40 digits."""

from collections.abc import Mapping

from mpmath import mpf

from calcviz.language.expression import Expression
from tests.maths.references import Undefined, true_value

WIDE, NARROW = mpf(10) ** -12, mpf(10) ** -16
LARGE = mpf(10) ** 12


def value(e: Expression, numbers: Mapping[str, mpf]) -> mpf | None:
    """The value at 40 digits, None where undefined; raises TooLarge."""
    try:
        return true_value(e, numbers)
    except Undefined:
        return None


def true_slope(e: Expression, numbers: Mapping[str, mpf]) -> tuple[bool | None, mpf | None]:
    """Whether e has a slope in x there, as far as quotients tell, and which; (None, None) if unclear."""
    x = numbers["x"]
    heights = [value(e, {**numbers, "x": x + k * h}) for h in (WIDE, NARROW) for k in (-1, 0, 1)]
    if any(height is None for height in heights[3:]):
        return False, None
    known = [height for height in heights if height is not None]
    if len(known) < 6 or max(map(abs, known)) > LARGE:
        return None, None
    gaps, slopes = [], []
    for place, h in ((0, WIDE), (3, NARROW)):
        left, here, right = known[place : place + 3]
        gaps.append(abs((right - here) / h - (here - left) / h))
        slopes.append((right - left) / (2 * h))
    size = 1 + abs(slopes[1])
    noise = mpf(10) ** -18 * (1 + max(map(abs, known)))
    if gaps[1] <= gaps[0] / 1000 + noise and abs(slopes[0] - slopes[1]) <= mpf(10) ** -6 * size:
        return True, slopes[1]
    if gaps[1] >= gaps[0] / 10 and gaps[1] > mpf(10) ** -9 * size:
        return False, None
    return None, None
