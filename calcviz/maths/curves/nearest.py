"""Where on a curve a point is nearest to a place, or to a line of sight."""

from collections.abc import Callable
from dataclasses import replace
from math import floor, inf, isfinite, log10, pi

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.curves.parametric import ParametricCurve

Floats = NDArray[np.float64]
Away = Callable[[Floats], Floats]
"""How far points, shape (axes, n), are from where one points."""

LEAST = 0.01
"""The part of a range to which it shrinks at most in one pull."""
SPREAD, ROUNDS = 2000, 5
"""Values of t that are looked at first, and how often the best of them is looked at more closely."""
AROUND = 12 * pi
"""How far around t is looked where its range has no end."""
STAYS = 0.25
"""How much nearer a far part of the curve must come before the point leaps there from the part it is on."""


def distance(place: tuple[float, ...]) -> Away:
    """How far points are from a place."""
    return lambda points: np.asarray(np.sqrt(sum((row - at) ** 2 for row, at in zip(points, place))))


def nearest(c: ParametricCurve, place: tuple[float, ...], now: float) -> float | None:
    """The t of the point of c that is nearest to a place; None where there is none.

    Where the curve crosses itself the point stays on the branch that it is on, as long as that comes nearly
    as close.
    """
    return least(c, distance(place), now)


def least(c: ParametricCurve, away: Away, now: float) -> float | None:
    """The t at which a curve has the least distance of some kind, from `now` as `nearest` says.

    Where all t are meant it is looked for in the turns around and as far as t has come.
    """
    low, high = c.span
    if not (isfinite(low) and isfinite(high)):
        around = max(AROUND, 4 * abs(now))
        c = replace(c, span=(max(low, now - around), min(high, now + around)))
    found = _least(c, away, now)
    # A place on a screen says no more of t than one in some ten thousand.
    return None if found is None else round(found, max(0, 4 - floor(log10(c.span[1] - c.span[0]))))


def ending(c: ParametricCurve, span: tuple[float, float], name: str, away: Away) -> float | None:
    """Where an end of the range of a curve, its "low" or "high", has the least distance; beyond it too.

    The ends never meet.
    """
    low, high = span
    width = high - low if isfinite(high - low) else inf
    room = max(2 * pi, min(width, AROUND))
    if name == "low":
        most = high - LEAST * min(width, 1.0) if isfinite(high) else low + room
        return least(replace(c, span=(low - room, max(most, low))), away, low)
    most = low + LEAST * min(width, 1.0) if isfinite(low) else high - room
    return least(replace(c, span=(min(most, high), high + room)), away, high)


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
