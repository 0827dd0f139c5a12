"""How near to a place is near enough: the largest δ within which bounds prove |f(x) - L| < ε."""

from dataclasses import dataclass, replace
from math import inf, isfinite

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression, Name, substitute
from calcviz.maths.calculus.shifting import at_distance, place
from calcviz.maths.functions.building import ONE, divide, negate
from calcviz.maths.intervals.enclosures import DEFINED, UNDEFINED, Interval
from calcviz.maths.landmarks.smooth import Smooth
from calcviz.maths.real import RealFunction

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

HALVINGS = 30
"""Nearer than the reach halved so often the limit itself has to vouch."""
PARTS, LEVELS, MOST_CELLS = 4, 24, 20_000
MANY_PARTS, FEW = 64, 8
"""Into so many parts go cells of which there are few."""
FINEST = 1e-13
"""Part of its distance at which an undecided cell is left."""


@dataclass(frozen=True, slots=True)
class Delta:
    """For 0 < |x - a| < `delta`, where f is defined, |f(x) - L| < ε is proven; None where nothing is.

    Nearer than `near` only the limit vouches, 0 where bounds prove that too. `offending` is a point (x, y) as
    near as one is found at which it fails. `all`: it holds everywhere up to the reach, which is `delta`.
    """

    delta: float | None
    near: float = 0.0
    offending: tuple[float, float] | None = None
    all: bool = False


def delta(f: RealFunction, a: float, limit: float, epsilon: float, reach: float) -> Delta:
    """The largest δ up to the reach around a, which may be ±inf: then 1/δ is how far out is far enough."""
    signs = (1,) if not isfinite(a) else (-1, 1)
    sides = [_Side(f, a, sign).delta(limit, epsilon, reach) for sign in signs]
    least = min(sides, key=lambda side: side.delta or 0.0)
    if least.delta is not None and _proven_at(f, a, limit, epsilon, least.near):
        least = replace(least, near=0.0)
    return least


def _proven_at(f: RealFunction, a: float, limit: float, epsilon: float, near: float) -> bool:
    """Whether bounds hold around the place itself too: there f is continuous."""
    if not isfinite(a):
        return False
    g = Smooth(f.expression, f.variable, f.parameters)
    low, high, state = g.enclose(Interval(np.array([a - 2 * near]), np.array([a + 2 * near])))
    proven = np.equal(state, DEFINED) & (high < limit + epsilon) & (low > limit - epsilon)
    return bool(proven.all())


class _Side:
    """f at the distance d > 0 from a place, on one side; far out at 1/d."""

    def __init__(self, f: RealFunction, a: float, sign: int) -> None:
        self.a, self.sign = a, sign
        e: Expression
        if isfinite(a):
            e = at_distance(f.expression, f.variable, place(a), sign)
        else:
            far = divide(ONE, Name(f.variable))
            e = substitute(f.expression, {f.variable: far if a > 0 else negate(far)})
        self.g = Smooth(e, f.variable, f.parameters)

    def x(self, d: float) -> float:
        """The place at a distance."""
        if isfinite(self.a):
            return self.a + self.sign * d
        return 1 / d if self.a > 0 else -1 / d

    def delta(self, limit: float, epsilon: float, reach: float) -> Delta:
        """The largest distance up to which all cells are good."""
        edges = reach * 2.0 ** np.arange(-HALVINGS, 1.0)
        u, v = edges[:-1], edges[1:]
        near = float(edges[0])
        first, offending = inf, None
        for level in range(LEVELS):
            good = self._good(u, v, limit, epsilon)
            u, v = u[~good], v[~good]
            if not u.size:
                break
            found = self._offending(u, v, limit, epsilon)
            if found is not None and (offending is None or found[0] < offending[0]):
                offending = found
            if offending is not None:
                u, v = u[u < offending[0]], v[u < offending[0]]
            stuck = (v - u <= FINEST * u) | (level == LEVELS - 1) | (u.size * PARTS > MOST_CELLS)
            if stuck.any():
                first = min(first, float(u[stuck].min()))
            u, v = u[~stuck & (u < first)], v[~stuck & (u < first)]
            if not u.size:
                break
            u, v = _divided(u, v)
        at = None if offending is None else (self.x(offending[0]), offending[1])
        best = min(first, inf if offending is None else offending[0])
        if best <= 2 * near:
            return Delta(None, near, at)
        if best == inf:
            return Delta(reach, near, None, all=True)
        return Delta(float(best), near, at)

    def _good(self, u: Floats, v: Floats, limit: float, epsilon: float) -> Bools:
        """On which cells all values are proven to be within ε of the limit, or there are none."""
        low, high, state = self.g.enclose(Interval(u, v))
        good = np.equal(state, UNDEFINED) | ((high < limit + epsilon) & (low > limit - epsilon))
        df = self.g.slope
        open_ = ~good & np.equal(state, DEFINED)
        if df is None or not open_.any():
            return good
        a, b = u[open_], v[open_]
        middle = a + (b - a) / 2
        down, up, smooth = df.enclose(Interval(a, b))
        least, most, _ = self.g.enclose(Interval(middle, middle))
        with np.errstate(all="ignore"):
            spread = np.maximum(np.abs(down), np.abs(up)) * ((b - a) * 0.5000001)
            close = (most + spread < limit + epsilon) & (least - spread > limit - epsilon)
        good[open_] = close & np.equal(smooth, DEFINED)
        return good

    def _offending(self, u: Floats, v: Floats, limit: float, epsilon: float) -> tuple[float, float] | None:
        """The nearest of some distances at which it fails, with the value there."""
        d = np.concatenate([u + (v - u) * part for part in (0.0, 0.25, 0.5, 0.75, 1.0)])
        y = self.g.values(d)
        bad = np.isfinite(y) & (np.abs(y - limit) >= epsilon)
        if not bad.any():
            return None
        k = int(np.where(bad, d, inf).argmin())
        return float(d[k]), float(y[k])


def _divided(u: Floats, v: Floats) -> tuple[Floats, Floats]:
    parts = MANY_PARTS if u.size <= FEW else PARTS
    grid = u[:, None] + (v - u)[:, None] * (np.arange(parts + 1) / parts)
    grid[:, -1] = v
    return grid[:, :-1].ravel(), grid[:, 1:].ravel()
