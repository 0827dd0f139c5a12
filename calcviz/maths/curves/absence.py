"""Proofs that a function is defined nowhere in an interval."""

import numpy as np

from calcviz.language.expression import Expression
from calcviz.maths.intervals.enclose import UNDEFINED, Interval, enclosure

CELLS, PARTS, TIMES = 64, 8, 6
"""Cells at first, parts of each that is left open, and how often these are divided."""

MOST = 4096


def nowhere_defined(
    e: Expression, variable: str, parameters: tuple[tuple[str, float], ...], low: float, high: float
) -> bool:
    """Whether e is proven undefined for every value of its variable from low to high.

    Bounds are asked of smaller and smaller cells; one of which no cell becomes undefined proves nothing.
    """
    enclosed = enclosure(e, (variable, *(name for name, _ in parameters)))
    numbers = [Interval(np.asarray(value), np.asarray(value)) for _, value in parameters]
    edges = np.linspace(low, high, CELLS + 1)
    left, right = edges[:-1], edges[1:]
    for _ in range(TIMES):
        open_ = np.not_equal(enclosed(Interval(left, right), *numbers).state, UNDEFINED)
        left, right = left[open_], right[open_]
        if not 0 < len(left) <= MOST // PARTS:
            break
        cuts = np.linspace(left, right, PARTS + 1)
        left, right = cuts[:-1].ravel(), cuts[1:].ravel()
    return not len(left)
