"""Where on a curve a point is nearest to a place, or to a line of sight."""

from collections.abc import Callable
from math import floor, log10

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.curves.parametric import ParametricCurve

Floats = NDArray[np.float64]
Away = Callable[[Floats], Floats]
"""How far points, shape (axes, n), are from where one points."""

SPREAD, ROUNDS = 2000, 5
"""Values of t that are looked at first, and how often the best of them is looked at more closely."""
STAYS = 0.25
"""How much nearer a far part of the curve must come before the point leaps there from the part it is on."""


def nearest(c: ParametricCurve, place: tuple[float, ...], now: float) -> float | None:
    """The t of the point of c that is nearest to a place; None where there is none.

    Where the curve crosses itself the point stays on the branch that it is on, as long as that comes nearly
    as close.
    """

    def away(points: Floats) -> Floats:
        return np.asarray(np.sqrt(sum((row - at) ** 2 for row, at in zip(points, place, strict=True))))

    return least(c, away, now)


def least(c: ParametricCurve, away: Away, now: float) -> float | None:
    """The t at which a curve has the least distance of some kind, from `now` as `nearest` says."""
    found = _least(c, away, now)
    # A place on a screen says no more of t than one in some ten thousand.
    return None if found is None else round(found, max(0, 4 - floor(log10(c.span[1] - c.span[0]))))


def _least(c: ParametricCurve, away: Away, now: float) -> float | None:
    everywhere = _search(c, away, *c.span)
    beside = _beside(c, away, now)
    if everywhere is None or beside is None:
        return None if everywhere is None else everywhere[0]
    return beside[0] if beside[1] * STAYS <= everywhere[1] else everywhere[0]


def _beside(c: ParametricCurve, away: Away, now: float) -> tuple[float, float] | None:
    """The best t that is reached from now on without going farther away."""
    (low, high), found = c.span, None
    reach = (high - low) / 32
    if not low <= now <= high:
        return None
    for _ in range(64):
        best = _search(c, away, max(low, now - reach), min(high, now + reach))
        if best is None or found is not None and best[1] >= found[1]:
            break
        found, now = best, best[0]
    return found


def _search(c: ParametricCurve, away: Away, low: float, high: float) -> tuple[float, float] | None:
    """The best t between two others, and its distance."""
    left, right, best = low, high, None
    for _ in range(ROUNDS):
        t = np.linspace(left, right, SPREAD if right - left > (c.span[1] - c.span[0]) / 2 else 33)
        with np.errstate(all="ignore"):
            far = away(c.values(t))
        far = np.where(np.isfinite(far), far, np.inf)
        k = int(np.argmin(far))
        if not np.isfinite(far[k]):
            return best
        best = float(t[k]), float(far[k])
        left, right = float(t[max(k - 1, 0)]), float(t[min(k + 1, t.size - 1)])
    return best
