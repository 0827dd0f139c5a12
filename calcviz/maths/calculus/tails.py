"""Integrals up to a pole or to infinity: whether they converge, and what is left beyond the last cell."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.calculus.accelerating import limit_of_sums
from calcviz.maths.calculus.gauss import Part, cells_sums, integrated
from calcviz.maths.calculus.integrand import Integrand
from calcviz.maths.intervals.enclosures import DEFINED

Floats = NDArray[np.float64]

Outcome = Literal["converges", "diverges", "unknown"]

DEEP, SHALLOW = 470, 22
"""Cells towards a pole that is known exactly, and towards one known to rounding; each 4 times smaller."""

FAR = 500
"""Cells towards infinity, each twice as wide as the one before."""

BORDER = 1.03
"""1/(x ln x) decays with the power 1 of the logarithm; a slower decay has an infinite integral."""


LONG, NOTICED, CLEAR = 100, 1e-9, 3e-4
"""Cells after which a ratio is known well, and how far from 1 it is noticed and believed to stay."""


@dataclass(frozen=True, slots=True)
class Tail:
    """An improper integral near its end. `towards`: the sign of an infinite one, 0 where it oscillates."""

    outcome: Outcome
    part: Part
    towards: int = 0


def to_pole(f: Integrand, room: float, exact: bool, size: float) -> Tail:
    """The integral of f(d) for 0 < d < room, where f is continuous but perhaps not bounded."""
    edges = room * 4.0 ** -np.arange(float(DEEP if exact else SHALLOW))
    return _along(f, edges[::-1], 4.0, size, reversed_=True, exact=exact)


def to_infinity(f: Integrand, start: float, size: float) -> Tail:
    """The integral of f from a start > 0 to infinity, where f is continuous and does not oscillate."""
    return _along(f, start * 2.0 ** np.arange(float(FAR)), 2.0, size, reversed_=False, exact=True)


def _along(f: Integrand, edges: Floats, ratio: float, size: float, reversed_: bool, exact: bool) -> Tail:
    with np.errstate(all="ignore"):
        sums = cells_sums(f, edges[:-1], edges[1:])
    sums = sums[::-1] if reversed_ else sums
    middles = edges[:-1] / 2 + edges[1:] / 2
    count = reliable(f, middles[::-1] if reversed_ else middles, sums)
    outcome, towards = judged(sums[:count], exact, count < sums.size and not np.isfinite(sums[count]))
    lo, hi = (edges[-2::-1], edges[:0:-1]) if reversed_ else (edges[:-1], edges[1:])
    if outcome == "diverges" and _jumps_about(f, lo, hi, count):
        outcome = "unknown"
    if outcome != "converges":
        return Tail(outcome, Part(float("nan"), np.inf, size, False), towards)
    used = _enough(sums[:count], size)
    cells = edges[-used - 1 :] if reversed_ else edges[: used + 1]
    part = integrated(f, cells[:-1], cells[1:], np.empty(0), size)
    value, error = _beyond(sums[:used], exact, edges, used, reversed_)
    proven = part.proven and error == 0
    return Tail("converges", Part(part.value + value, part.error + error, part.size, proven, part.spent))


def _jumps_about(f: Integrand, lo: Floats, hi: Floats, count: int) -> bool:
    """Whether f may jump from one sign to the other in the last cells, as (-1)^floor(x)/x does."""
    last = slice(max(0, count - 8), count)
    low, high, state = f.enclose(lo[last], hi[last])
    return bool(np.all(np.not_equal(state, DEFINED) & (low < 0) & (high > 0))) and count > 0


def reliable(f: Integrand, places: Floats, sums: Floats) -> int:
    """How many of the sums are numbers that rounding has not spoiled; the places lie in their cells."""
    low, high, _ = f.enclose(places, places)
    with np.errstate(all="ignore"):
        value = np.abs(f.values(places))
        noisy = ~(high - low <= 1e-3 * value) & np.isfinite(high - low)
        weight = np.abs(sums) / value * np.maximum(np.abs(low), np.abs(high))
        size = np.maximum(np.nancumsum(np.where(np.isfinite(sums), np.abs(sums), 0.0)), 1e-280)
        noisy &= ~((weight <= 1e-25 * size) | ((np.abs(low) + np.abs(high)) * places <= 1e-25 * size))
    bad = np.flatnonzero(~np.isfinite(sums) | noisy)
    return int(bad[0]) if bad.size else sums.size


def _enough(sums: Floats, size: float) -> int:
    """How many sums matter: those after them are all together less than rounding."""
    scale = max(size, float(np.abs(sums).sum()))
    after = np.cumsum(np.abs(sums[::-1]))[::-1]
    matter = np.flatnonzero(after > 1e-19 * scale)
    return min(sums.size, int(matter[-1]) + 3 if matter.size else 3)


def judged(sums: Floats, exact: bool, broke: bool) -> tuple[Outcome, int]:
    """Whether sums over cells that grow or shrink by a constant ratio can be added up, and of what sign."""
    n = sums.size
    if n < 6:
        return ("diverges", int(np.sign(sums[-1]))) if broke and n else ("unknown", 0)
    size = np.abs(sums)
    if np.all(size[-3:] <= 1e-300) or np.all(size[-3:] == 0):
        return "converges", 0
    last = sums[-min(8, n // 2) :]
    steady = bool(np.all(np.sign(last) == np.sign(last[-1])))
    if not steady:
        shrinking = size[-6:].max() < 1e-3 * size.max()
        return ("converges", 0) if shrinking else ("unknown", 0)
    towards = int(np.sign(last[-1]))
    if broke and size[-1] > 1e3 * size[: n // 2].max():
        return "diverges", towards
    tail = size[-24:] if exact else size[6 : min(n, 18)]
    with np.errstate(all="ignore"):
        q = tail[1:] / tail[:-1]
        earlier = size[n // 2 - 2 : n // 2 + 4]
        q_last, q_before = float(np.median(q[-5:])), float(np.median(earlier[1:] / earlier[:-1]))
    if exact and n >= LONG and 1 - q_last > NOTICED and 1 - q_before < 1.5 * (1 - q_last):
        return ("converges" if 1 - q_last > CLEAR else "unknown"), 0  # x^-1.001: the ratio stays below 1
    if exact and n >= LONG and 2 * (1 - q_last) - (1 - q_before) > CLEAR:
        return "converges", 0  # x^-1.001 ln x: what logarithms add to the ratio falls like 1/n
    if q_last > 1 + 1e-7 * (1 if exact else 1e3):
        return "diverges", towards
    if not exact:
        return ("diverges", towards) if q_last > 0.985 else ("converges", 0)
    power = n * (1 - q_last)
    if q_last < 0.98 and power > 3:
        return "converges", 0
    if power < BORDER:
        return "diverges", towards
    return ("converges", 0) if power > 1.2 else ("unknown", 0)


def _beyond(sums: Floats, exact: bool, edges: Floats, used: int, reversed_: bool) -> tuple[float, float]:
    """What lies beyond the cells used, and how far that may be wrong."""
    size = np.abs(sums)
    scale = float(size.sum())
    if size[-1] <= 1e-18 * scale and size[-2] <= 1e-18 * scale:
        return 0.0, 64 * float(size[-1] + size[-2])
    with np.errstate(all="ignore"):
        q = sums[1:] / sums[:-1]
        rest = sums[1:] * q / (1 - q)  # geometric: exact for powers of the distance
        totals = np.cumsum(sums)[1:] + rest
        drift = np.abs(np.diff(totals))
    if not exact:  # the place is known to rounding only, and the nearest cells feel it
        distance = (edges[::-1] if reversed_ else edges)[1 : used + 1]
        feel = np.spacing(1.0) / distance[1:] * size[1:]
        doubt = 8 * drift + 64 * feel[1:]
        if not np.isfinite(doubt).any():
            return 0.0, np.inf
        k = int(np.nanargmin(doubt)) + 1
        value = float(totals[k]) - float(sums.sum())
        return value, float(doubt[k - 1]) + 8 * float(np.abs(feel[: k + 1]).max()) + 1e-15 * scale
    estimate = limit_of_sums(sums)
    k = totals.size - 1
    geometric = 16 * float(drift[-1]) + 1e-3 * float(np.abs(rest[-1])) * float(np.abs(q[-1] - q[-2]) > 1e-9)
    if np.isfinite(geometric) and geometric < estimate.error:
        return float(rest[k]), geometric + 1e-15 * scale
    return estimate.value - float(sums.sum()), estimate.error
