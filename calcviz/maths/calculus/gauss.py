"""Gauss's quadrature with proven bounds of its error, on cells that are divided where they need it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.calculus.integrand import Integrand

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

POINTS = 16
RATIOS = np.array([1.3, 1.65, 2.5, 5.0])
"""Radii of the discs around a cell, in halves of its width."""

RHO = RATIOS + np.sqrt(RATIOS**2 - 1)
SHRINK = 64 / 15 * RHO ** (-2.0 * POINTS) / (1 - RHO**-2)
"""On [-1, 1] Gauss's rule with m points strays by no more than 64/15 M ρ^-2m / (1 - ρ^-2) where |f| <= M on
the ellipse with the half axes (ρ ± 1/ρ)/2 (Trefethen, "Approximation Theory and Approximation Practice",
theorem 19.3); the disc holds that ellipse, and a constant may be taken from f."""

RELATIVE = 4e-15
"""Part of the size of the whole integral by which one cell may be wrong."""

BUDGET = 3_000_000
"""Nodes of the expression times points that one integral may cost."""

DEEPEST = 60

TOWARDS = np.concatenate(([0.0], 4.0 ** -np.arange(26.0, -1.0, -1.0)))


@lru_cache(maxsize=8)
def rule(points: int) -> tuple[Floats, Floats]:
    """Nodes and weights on [-1, 1], to 1e-16 and 1e-14: the zeros of Legendre's polynomial.

    They are the eigenvalues of Jacobi's matrix (Golub and Welsch, 1969), made exact by Newton's method.
    numpy.polynomial gives the same, but the first number of all would wait for its import.
    """
    k = np.arange(1.0, points)
    beside = k / np.sqrt(4 * k * k - 1)
    x = np.linalg.eigvalsh(np.diag(beside, -1))
    for _ in range(2):
        last, slope = _legendre(points, x)
        x = x - last / slope
    x = (x - x[::-1]) / 2
    w = 2 / ((1 - x * x) * _legendre(points, x)[1] ** 2)
    return x, 2 * w / w.sum()


def _legendre(degree: int, x: Floats) -> tuple[Floats, Floats]:
    """Legendre's polynomial and its derivative inside (-1, 1), by Bonnet's recursion."""
    before, p = np.ones_like(x), x
    for k in range(2, degree + 1):
        before, p = p, ((2 * k - 1) * x * p - (k - 1) * before) / k
    return p, degree * (before - x * p) / (1 - x * x)


@dataclass(slots=True)
class Part:
    """An integral over some cells: its value, a bound of the error, and the size of what was added.

    `proven`: the bound holds for certain, else it is an estimate. `spent` is what it cost.
    """

    value: float
    error: float
    size: float
    proven: bool
    spent: int = 0


def cells_sums(f: Integrand, lo: Floats, hi: Floats, points: int = POINTS) -> Floats:
    """Gauss's rule on each cell; NaN where a value is undefined."""
    x, w = rule(points)
    half = (hi - lo) / 2
    nodes = (lo + half)[:, None] + half[:, None] * x
    values = f.values(nodes.ravel()).reshape(nodes.shape)
    sums: Floats = (values @ w) * half
    return sums


def bounds(f: Integrand, lo: Floats, hi: Floats) -> tuple[Floats, Floats, Floats]:
    """For each cell a proven bound of the error of Gauss's rule, and the bounds of the values on it."""
    found = f.on_discs(lo, hi, RATIOS)
    half = (hi - lo) / 2
    shift = 2.0**-50 * (np.abs(lo) + np.abs(hi) + half)  # of a node, by rounding
    with np.errstate(all="ignore"):
        slopes = found.rad / ((RATIOS - 1)[:, None] * half)
        error = half * (SHRINK[:, None] * found.rad + 4 * shift * slopes)
    error = np.where(np.isfinite(error), error, np.inf)
    continuous = np.equal(found.real.state, 2)
    return np.where(continuous, error.min(0), np.inf), found.real.lo, found.real.hi


def rounding(f: Integrand, lo: Floats, hi: Floats) -> Floats:
    """How far rounding may have moved Gauss's sums on cells."""
    x, w = rule(POINTS)
    half = (hi - lo) / 2
    nodes = ((lo + half)[:, None] + half[:, None] * x).ravel()
    low, high, _ = f.enclose(nodes, nodes)
    with np.errstate(all="ignore"):
        spread = np.where(np.isfinite(high - low), high - low, 0.0) + 8e-16 * np.maximum(
            np.abs(low), np.abs(high)
        )
    spread = np.where(np.isfinite(spread), spread, 0.0)
    moved: Floats = (spread.reshape(-1, POINTS) @ w) * half
    return moved


def integrated(f: Integrand, lo: Floats, hi: Floats, stops: Floats, size: float = 0.0) -> Part:
    """The integral over cells on which f is continuous, which are divided where they need it.

    A cell that begins or ends at one of the `stops` and resists is divided towards it. `size` is that of a
    greater whole to which this belongs.
    """
    total = error = scale = noise = 0.0
    spent, proven = 0, True
    raw = cells_sums(f, lo, hi)
    for level in range(DEEPEST):
        bound, low, high = bounds(f, lo, hi)
        sums = np.where(np.isfinite(raw), raw, 0.0)
        spent += lo.size * (POINTS + 2 * RATIOS.size) * f.cost
        flat = (high - low) * (hi - lo)
        allowed = RELATIVE * max(size, scale + float(np.abs(sums).sum()))
        good = (bound <= allowed) | ((flat <= allowed) & np.isfinite(raw))  # which has values, as far as seen
        by_hull = good & (flat < bound)
        middle = np.where(by_hull, low, 0.0) / 2 + np.where(by_hull, high, 0.0) / 2
        found = np.where(by_hull, (hi - lo) * middle, sums)[good]
        total += float(found.sum())
        error += float(np.minimum(bound, flat)[good].sum())
        scale += float(np.abs(found).sum())
        smooth = good & ~by_hull
        if smooth.any():
            noise += float(rounding(f, lo[smooth], hi[smooth]).sum())
        lo, hi, bound, flat = lo[~good], hi[~good], bound[~good], flat[~good]
        if not lo.size:
            break
        stuck = (hi - lo) <= 8 * np.spacing(np.maximum(np.abs(lo), np.abs(hi)))
        if stuck.all() or spent > BUDGET or level == DEEPEST - 1:
            value, doubt, proven = _rest(f, lo, hi, bound, flat)
            total, error = total + value, error + doubt
            break
        lo, hi = _divided(lo, hi, stops, level)
        raw = cells_sums(f, lo, hi)
    return Part(total, error + noise + 1e-16 * scale, max(scale, abs(total)), proven, spent)


def _rest(f: Integrand, lo: Floats, hi: Floats, bound: Floats, flat: Floats) -> tuple[float, float, bool]:
    """What could not be proven well enough: the best bound, else the difference of two rules."""
    sums = cells_sums(f, lo, hi)
    middle = lo + (hi - lo) / 2
    halves = cells_sums(f, lo, middle) + cells_sums(f, middle, hi)
    with np.errstate(all="ignore"):
        guess = 64 * np.abs(halves - sums) + 1e-14 * np.abs(halves)
        proven = np.minimum(bound, flat)
    use_guess = ~(proven <= 16 * guess) & np.isfinite(guess)
    value = np.where(use_guess, halves, sums)
    error = np.where(use_guess, guess, np.where(bound <= flat, bound, flat))
    if not np.all(np.isfinite(value)):
        return 0.0, np.inf, False
    return float(value.sum()), float(error.sum()), not use_guess.any()


def _divided(lo: Floats, hi: Floats, stops: Floats, level: int) -> tuple[Floats, Floats]:
    """Each cell in parts; those at the stops in parts that shrink towards them."""
    at_low, at_high = np.isin(lo, stops), np.isin(hi, stops)
    if level == 0:
        at_low, at_high = at_low & False, at_high & False
    parts = 4 if lo.size < 64 else 2
    fractions = np.arange(parts + 1) / parts
    cells = [_cut(lo, hi, ~(at_low | at_high), fractions)]
    cells.append(_cut(lo, hi, at_low & at_high, np.array([0.0, 0.5, 1.0])))
    cells.append(_cut(lo, hi, at_low & ~at_high, TOWARDS))
    cells.append(_cut(-hi, -lo, at_high & ~at_low, TOWARDS)[::-1] * -1.0)
    joined = np.concatenate(cells, axis=1)
    wide = joined[0] < joined[1]
    return joined[0][wide], joined[1][wide]


def _cut(lo: Floats, hi: Floats, chosen: Bools, fractions: Floats) -> Floats:
    """The lower and the upper ends of the parts of the chosen cells, shape (2, n)."""
    a, b = lo[chosen, None], hi[chosen, None]
    grid = a + (b - a) * fractions
    grid[:, -1:] = b
    return np.stack((grid[:, :-1].ravel(), grid[:, 1:].ravel()))
