"""Integrals of oscillations to infinity: period by period, the sum accelerated."""

from fractions import Fraction
from math import gcd, lcm, pi

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, free_names, walk
from calcviz.language.messages import tr
from calcviz.maths.calculus.accelerating import limit_of_sums
from calcviz.maths.calculus.gauss import Part, bounds, cells_sums, rounding
from calcviz.maths.calculus.integrand import Integrand
from calcviz.maths.calculus.tails import Outcome, Tail
from calcviz.maths.functions.half_turns import half_turns
from calcviz.maths.landmarks.bracket import zeros
from calcviz.maths.polynomial import polynomial

Floats = NDArray[np.float64]

WAVES = frozenset(("sin", "cos", "tan", "cot", "sec", "csc"))
PERIODS, PER_PERIOD = 60, 8
HALF_WAVES = 90


def oscillates(f: Integrand, start: float) -> bool:
    """Whether f keeps changing its direction far out: in each of some octaves, and ever more often."""
    if not any(isinstance(node, Call) and node.function in WAVES for node in walk(f.expression)):
        return False
    turns = []
    for k in (0, 2, 4):
        x = start * 2.0**k * (1 + np.arange(400) / 400)
        y = f.values(x)
        slopes = np.diff(y)
        strong = np.abs(slopes) > 1e-14 * np.nanmax(np.abs(y), initial=0.0)
        turns.append(int(np.count_nonzero(np.diff(np.sign(slopes[strong])))))
    return min(turns) >= 1 and max(turns) >= 4


def oscillating(f: Integrand, start: float, size: float) -> tuple[Tail, str | None] | None:
    """The integral from a start to infinity of an oscillating function; None where it keeps no time."""
    period = common_period(f.expression, f.variable)
    if period is not None:
        edges = start + period * np.arange(PERIODS + 1.0)
        return _summed(f, edges, size)
    found = _zeros_from(f, start)
    return None if found is None else _summed(f, found, size)


def common_period(e: Expression, variable: str) -> float | None:
    """A period of all waves in e, where their angles are multiples of x or of πx."""
    found: set[tuple[bool, Fraction]] = set()
    for node in walk(e):
        if isinstance(node, Call) and node.function in WAVES and variable in free_names(node):
            u = half_turns(node.arguments[0])
            p = polynomial(node.arguments[0] if u is None else u, variable)
            if p is None or len(p) != 2:
                return None
            found.add((u is not None, abs(p[1])))
    if not found or len({turned for turned, _ in found}) > 1:
        return None
    turned = next(iter(found))[0]
    rates = [rate for _, rate in found]
    below = lcm(*(rate.denominator for rate in rates))
    slowest = Fraction(gcd(*(int(rate * below) for rate in rates)), below)
    period = 2 / float(slowest) * (1.0 if turned else pi)
    return period if period * float(max(rates)) < 400 else None


def _zeros_from(f: Integrand, start: float) -> Floats | None:
    """The zeros of f from a start on, where they come in good order."""
    x = np.array([start])
    reach, found = 1.0, np.empty(0)
    for _ in range(24):
        x = np.linspace(start, start + reach, 4001)
        y = f.values(x)
        changes = np.flatnonzero(np.sign(y[:-1]) * np.sign(y[1:]) < 0)
        if changes.size >= HALF_WAVES:
            changes = changes[: HALF_WAVES + 1]
            found = zeros(f.values, x[changes], x[changes + 1])
            break
        reach *= 2
    if found.size < HALF_WAVES:
        return None
    gaps = np.diff(found)
    steady = np.all(np.abs(np.diff(gaps)) <= 0.5 * gaps[1:])
    return np.concatenate(([start], found)) if steady else None


def _summed(f: Integrand, edges: Floats, size: float) -> tuple[Tail, str | None] | None:
    """The integral over all waves, of which the edges give the first."""
    fractions = np.arange(PER_PERIOD) / PER_PERIOD
    grid = edges[:-1, None] + np.diff(edges)[:, None] * fractions
    lo = grid.ravel()
    hi = np.append(lo[1:], edges[-1])
    sums = cells_sums(f, lo, hi)
    if not np.all(np.isfinite(sums)):
        return None
    error, _, _ = bounds(f, lo, hi)
    error = error + rounding(f, lo, hi)
    if not np.all(np.isfinite(error)):
        return None
    terms = sums.reshape(-1, PER_PERIOD).sum(1)
    whole = np.abs(sums).reshape(-1, PER_PERIOD).sum(1)
    outcome = _decays(whole)
    scale = max(size, float(whole.sum()))
    if outcome == "no":
        return Tail("diverges", Part(np.nan, np.inf, scale, False)), None
    grows = _one_sided(terms, edges[1:])
    if grows is not None:
        outcome_of_sum, sign = grows
        return Tail(outcome_of_sum, Part(np.nan, np.inf, scale, False), sign), None
    noise = float(error.reshape(-1, PER_PERIOD).sum(1).max())
    estimate = limit_of_sums(terms[1:], noise)
    part = Part(
        float(terms[0]) + estimate.value, estimate.error + float(error[:PER_PERIOD].sum()), scale, False
    )
    if not np.isfinite(estimate.error):
        return Tail("unknown", part), None
    remark = tr("converges conditionally: the integral of the absolute value is infinite")
    return Tail("converges", part), remark if outcome == "slowly" else None


def _one_sided(terms: Floats, ends: Floats) -> tuple[Outcome, int] | None:
    """Whether late waves that all add to one side do so for ever; None where they fade or alternate."""
    late = terms[terms.size // 2 :]
    if not (np.all(late > 0) or np.all(late < 0)) or np.abs(late[-1]) <= 1e-12 * np.abs(terms).max():
        return None
    places = np.log(ends[terms.size // 2 :] - (ends[1] - ends[0]) / 2)
    slope = np.polyfit(places, np.log(np.abs(late)), 1)[0]
    if slope < -1.3:
        return None
    return ("diverges" if slope > -1.02 else "unknown"), int(np.sign(late[-1]))


def _decays(whole: Floats) -> str:
    """Whether the areas without sign tend to 0: "no", "slowly" (their sum is infinite) or "yes"."""
    n = whole.size
    late, middle = whole[-n // 8 :].mean(), whole[n // 2 : n // 2 + n // 8].mean()
    if late <= 1e-9 * whole[:4].max() or late < 0.3 * middle:
        return "yes"
    places = np.arange(1, n + 1.0)[n // 2 :]
    slope = np.polyfit(np.log(places + 2), np.log(whole[n // 2 :]), 1)[0]
    return "no" if slope > -0.02 else "slowly" if slope > -1.08 else "yes"
