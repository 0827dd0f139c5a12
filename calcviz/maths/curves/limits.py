"""One-sided limits of a function, from values at shrinking distances and how far these can be trusted."""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SAMPLES = 32
"""Distances at which a side is looked at."""


class Side(IntEnum):
    """What a function does on one side of a point."""

    ABSENT = 0
    """It is not defined there."""
    FINITE = 1
    INFINITE = 2
    WILD = 3
    """It is defined and has no limit, or none that its values betray."""


class Limits(NamedTuple):
    """For each of n sides: the limit (±inf possible, NaN where there is none), its error bound, the kind."""

    limit: Floats
    error: Floats
    kind: NDArray[np.int8]


def limits(values: Floats, errors: Floats, dead: Bools) -> Limits:
    """The limits that rows of values tend to, shapes (n, m), at distances that shrink by a constant ratio.

    `errors` bounds the rounding in each value, `dead` says where the function is undefined. Values drowned in
    rounding are left out; what remains is extrapolated by Aitken's process, exact for c + k d^p, and by the
    first step of Wynn's rho algorithm, exact for c + k / ln d.
    """
    n = len(values)
    kind = np.full(n, Side.WILD, np.int8)
    limit, error = np.full(n, np.nan), np.full(n, np.inf)
    near = dead[:, -6:]
    kind[near.all(1)] = Side.ABSENT
    v, r, count = _trusted(values, errors)
    with np.errstate(all="ignore"):
        steps = np.diff(v, axis=1)
        monotone = _monotone(steps, r)
        alive = ~near.any(1) & (count >= 4)
        infinite = alive & monotone & _diverges(v, steps, r)
        estimate, doubt = _extrapolated(v, steps, r)
        finite = alive & ~infinite & np.isfinite(estimate) & (monotone | _shrinks(v, r, estimate))
    kind[infinite], kind[finite] = Side.INFINITE, Side.FINITE
    limit[infinite] = np.copysign(np.inf, v[infinite, -1])
    limit[finite], error[finite] = estimate[finite], doubt[finite]
    return Limits(limit, error, kind)


def _trusted(values: Floats, errors: Floats) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """The values that rounding has not spoiled, moved to the right end of their rows, NaN before them."""
    finite = np.isfinite(values) & np.isfinite(errors)
    first = np.where(finite, np.abs(values), 0.0)[:, :8].max(1, keepdims=True)
    trust = finite & (errors <= 1e-5 * np.maximum(np.abs(values), first) + 1e-300)
    order = np.argsort(trust, axis=1, kind="stable")
    v = np.where(trust, values, np.nan)
    return (
        np.take_along_axis(v, order, 1),
        np.take_along_axis(np.where(trust, errors, np.nan), order, 1),
        trust.sum(1),
    )


def _monotone(steps: Floats, r: Floats) -> Bools:
    """Whether the last values rise, or fall, as far as rounding allows to say."""
    last, noise = steps[:, -8:], 2 * (r[:, -9:-1] + r[:, -8:])
    known = np.isnan(last)
    rising, falling = known | (last >= -noise), known | (last <= noise)
    result: Bools = np.all(rising, axis=1) | np.all(falling, axis=1)
    return result


def _diverges(v: Floats, steps: Floats, r: Floats) -> Bools:
    """Whether the last values move away from 0 by steps that do not shrink as a convergent sequence's do."""
    outwards = steps[:, -4:] * np.sign(v[:, -1:])
    a, b, c = outwards[:, -1], outwards[:, -2], outwards[:, -3]
    steady = (b >= 0.95 * c) & (a >= 0.95 * b)
    noise = 2 * (r[:, -3:] + r[:, -4:-1])
    result: Bools = (outwards[:, 1:] > noise).all(1) & steady
    return result


def _extrapolated(v: Floats, steps: Floats, r: Floats) -> tuple[Floats, Floats]:
    """The most trustworthy of all estimates of the limit, and its error."""
    d, before = steps[:, 1:], steps[:, :-1]
    q = d / before
    still = d == 0
    gain = q / (1 - q)
    usable = np.abs(q) < 0.999
    aitken = np.where(still, v[:, 2:], np.where(usable, v[:, 2:] + d * gain, np.nan))
    noise = r[:, 2:] + r[:, 1:-1] + r[:, :-2]
    slow = v[:, 1:-1] + 2 / (1 / d - 1 / before)
    drift = np.abs(np.diff(aitken, axis=1))
    slowly = 4 * np.abs(np.diff(slow, axis=1)) + 1e-6 * np.abs(slow - v[:, 2:])[:, 1:] + noise[:, 1:]
    doubt = drift + 4 * noise[:, 1:] * np.where(still, 1.0, (1 + np.abs(gain)) ** 2)[:, 1:]
    size = np.abs(steps)
    plain = np.maximum(np.maximum(size[:, 2:], size[:, 1:-1]), size[:, :-2]) + r[:, 3:]
    estimates = np.concatenate((aitken[:, 1:], slow[:, 1:], v[:, 3:]), axis=1)
    doubts = np.concatenate((doubt, slowly, plain), axis=1)
    doubts = np.where(np.isnan(doubts) | np.isnan(estimates), np.inf, doubts)
    best = doubts.argmin(1)[:, None]
    return np.take_along_axis(estimates, best, 1)[:, 0], np.take_along_axis(doubts, best, 1)[:, 0]


def _shrinks(v: Floats, r: Floats, limit: Floats) -> Bools:
    """Whether the last values are much nearer to the limit than the earlier ones."""
    away = np.abs(v - limit[:, None])
    late = np.fmax.reduce(away[:, -8:] - 8 * r[:, -8:], axis=1)
    early = np.fmax.reduce(away[:, :-8], axis=1)
    result: Bools = late <= 0.3 * early
    return result
