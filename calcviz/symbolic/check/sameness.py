"""The referee of forms: the same value wherever the original has one."""

from enum import Enum

import numpy as np
from mpmath import mp, mpf

from calcviz.language.expression import Expression, free_names
from calcviz.symbolic.check.value import maybe

POINTS = 160
DIGITS = 40


class Sameness(Enum):
    """How two expressions compare."""

    SAME = "the same values, and defined at the same places"
    WIDER = "the same values, and defined at further places"
    OTHER = "other values, or fewer"
    OPEN = "nobody knows"


def same(e: Expression, other: Expression) -> Sameness:
    """Compare at points without pattern, and at small whole numbers, halves and parts of π."""
    names = sorted(free_names(e))
    if not free_names(other) <= set(names):
        return Sameness.OTHER
    wider, compared = False, 0
    with mp.workdps(DIGITS):
        for point in _points(len(names)):
            numbers = dict(zip(names, point))
            a, b = maybe(e, numbers), maybe(other, numbers)
            if a is None:
                wider = wider or b is not None
                continue
            if b is None or abs(a - b) > mpf(10) ** -20 * (abs(a) + abs(b)) + mpf(10) ** -30:
                return Sameness.OTHER
            compared += 1
    if compared < (8 if names else 1):
        return Sameness.OPEN
    return Sameness.WIDER if wider else Sameness.SAME


def _points(count: int) -> list[tuple[mpf, ...]]:
    random = np.random.default_rng(7)
    spread = random.uniform(-9, 9, (POINTS, count))
    spread[::3] *= 0.11
    points = [tuple(map(mpf, row)) for row in spread.tolist()]
    special = [mpf(k) / 2 for k in range(-8, 9)] + [k * mp.pi / 4 for k in range(-8, 9)]
    if count == 1:
        return points + [(v,) for v in special]
    if count == 0:
        return [()]
    grid = [mpf(k) for k in (-2, -1, 0, 1, 2)]
    return points + [tuple(grid[(k + 2 * j) % 5] for j in range(count)) for k in range(25)]
