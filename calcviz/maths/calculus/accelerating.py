"""The limit of partial sums, from few of them: what a series or a decaying oscillation comes to."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST = 64
"""Terms that are used at most; those before them are added up."""

SAFETY = 16.0


class Estimate(NamedTuple):
    """A limit and how far it may be wrong, by what the last steps still changed; inf where nothing helps."""

    value: float
    error: float


def limit_of_sums(terms: Floats, noise: float = 0.0) -> Estimate:
    """The sum of infinitely many terms, of which these are the first.

    Wynn's epsilon algorithm for geometric decay and alternating signs, his rho algorithm and Levin's
    transformation for decay like a power; the one whose last steps agree best is believed as far as the
    second best agrees with it. `noise` is how far each term may be wrong.
    """
    terms = np.asarray(terms, np.float64)
    if not np.all(np.isfinite(terms)) or terms.size < 4:
        return Estimate(np.nan, np.inf)
    total, size = float(terms.sum()), float(np.abs(terms).max())
    if np.all(terms[-3:] == 0):
        return Estimate(total, 3e-16 * float(np.abs(terms).sum()) + noise * terms.size)
    head = float(terms[: max(0, terms.size - MOST)].sum())
    rest = terms[-MOST:]
    sums = head + np.cumsum(rest)
    offset = terms.size - rest.size
    floor = noise * terms.size + 4e-16 * float(np.abs(terms).sum())
    found = [_epsilon(sums), _rho(sums, offset), _levin(rest, sums, offset), _plain(rest, sums)]
    found = [each for each in found if np.isfinite(each.value) and np.isfinite(each.error)]
    if not found:
        return Estimate(np.nan, np.inf)
    found.sort(key=lambda each: each.error)
    best = found[0]
    error = SAFETY * best.error + floor + 1e-15 * size
    if len(found) > 1 and found[1].error < 1e-4 * max(abs(best.value), size):
        error += min(abs(found[1].value - best.value), SAFETY * found[1].error)
    return Estimate(best.value, error)


def _plain(terms: Floats, sums: Floats) -> Estimate:
    """The sum itself where the terms fall by half at least."""
    a = np.abs(terms[-6:])
    falling = np.all(a[1:] <= 0.6 * a[:-1])
    return Estimate(float(sums[-1]), float(4 * a[-1]) if falling else np.inf)


def _steadiest(rows: list[float]) -> Estimate:
    """The estimate around which the following ones move least."""
    x = np.array(rows)
    if x.size < 3:
        return Estimate(np.nan, np.inf)
    with np.errstate(all="ignore"):
        moved = np.maximum(np.abs(x[2:] - x[1:-1]), np.abs(x[1:-1] - x[:-2]))
    moved = np.where(np.isfinite(moved), moved, np.inf)
    k = int(moved.argmin())
    return Estimate(float(x[k + 2]), float(moved[k]))


def _epsilon(sums: Floats) -> Estimate:
    """Wynn's epsilon algorithm: the even columns tend to the limit."""
    before, now = np.zeros(sums.size + 1), sums.copy()
    estimates = [float(now[-1])]
    with np.errstate(all="ignore"):
        for column in range(1, sums.size):
            step = np.diff(now)
            new = before[1 : now.size] + 1 / step
            if np.any(step == 0):
                break
            before, now = now, new
            if column % 2 == 0:
                estimates.append(float(now[-1]))
    return _steadiest(estimates)


def _rho(sums: Floats, offset: int) -> Estimate:
    """Wynn's rho algorithm for sums that differ from the limit by a series in 1/n."""
    places = np.arange(sums.size, dtype=float) + offset + 1
    before, now = np.zeros(sums.size + 1), sums.copy()
    estimates = [float(now[-1])]
    with np.errstate(all="ignore"):
        for column in range(1, sums.size):
            step = np.diff(now)
            if np.any(step == 0):
                break
            new = before[1 : now.size] + (places[column:] - places[: sums.size - column]) / step
            before, now = now, new
            if column % 2 == 0:
                estimates.append(float(now[-1]))
    return _steadiest(estimates)


def _levin(terms: Floats, sums: Floats, offset: int) -> Estimate:
    """Levin's u transformation (Weniger, "Nonlinear sequence transformations", 1989, section 7.3).

    It begins at different terms: late ones behave better, early ones lose fewer digits.
    """
    found = []
    for start in sorted({0, min(4, terms.size // 4), terms.size // 4, terms.size // 2}):
        a, s = terms[start:], sums[start:]
        estimates = []
        for order in range(2, min(a.size, 26)):
            k = np.arange(order + 1)
            beta = offset + start + 1.0
            weights = np.cumprod(np.concatenate(([1.0], -(order - k[:-1]) / (k[:-1] + 1.0))))
            weights = weights * ((beta + k) / (beta + order)) ** (order - 2)
            with np.errstate(all="ignore"):
                by_term = weights / a[: order + 1]
                estimates.append(float((by_term @ s[: order + 1]) / by_term.sum()))
        found.append(_steadiest(estimates))
    return min(found, key=lambda each: each.error)
