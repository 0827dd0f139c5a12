"""What a function does as its variable approaches a place from one side, by values and bounds nearby."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import copysign, inf, isfinite, nan
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, walk
from calcviz.maths.calculus.integrand import Integrand
from calcviz.maths.calculus.shifting import Place, at_distance
from calcviz.maths.curves.limits import Side, limits
from calcviz.maths.derivatives.branches import JUMPS
from calcviz.maths.intervals.enclosures import DEFINED, UNDEFINED, UNKNOWN

Floats = NDArray[np.float64]

Kind = Literal["finite", "infinite", "absent", "oscillates", "unknown"]

SHALLOW = 10.0 ** -np.linspace(0.5, 13.0, 32)
DEEP = 10.0 ** -np.linspace(2.0, 280.0, 32)
HALVES = 0.25 * 2.0 ** -np.arange(16.0)
STEPS = tuple(h * np.arange(12.0, 0.0, -1.0) for h in (1 / 8, 1 / 32, 1 / 128))
WINDOWS = (1e-2, 1e-4, 1e-6, 1e-8)
"""Distances by which oscillations are looked at, each window a tenth of it wide."""

UNEVEN = 1 / (np.floor(10.0 ** np.linspace(12.0, 13.0, 33)) + 0.375)
"""Distances whose inverse is far and no whole number, as floats are from 1e16 on: (-1)^x has values there."""

SAFETY = 16.0


@dataclass(frozen=True, slots=True)
class Approach:
    """What is found on one side: the limit (±inf too) with its error, or the band that it oscillates in.

    `proven`: bounds hold it, else it is extrapolated.
    """

    kind: Kind
    value: float = nan
    error: float = inf
    band: tuple[float, float] | None = None
    proven: bool = False


def approach(f: Integrand, at: Place, sign: int) -> Approach:
    """What f does as x tends to the place from above (1) or below (-1); at infinity, from the finite side."""
    far = not isfinite(at.value)
    if far:
        e = at_distance(f.expression, f.variable, Place(0.0, _ZERO), int(copysign(1, at.value)))
    else:
        e = at_distance(f.expression, f.variable, at, sign)
    g = Near(Integrand(e, f.variable, f.parameters), far, at.exact is not None or far)
    return g.found()


_ZERO = Fraction(0)


class Near:
    """A function of the distance d > 0 from a place, or of 1/d where the place is infinite."""

    def __init__(self, f: Integrand, far: bool, exact: bool) -> None:
        self.f, self.far, self.exact = f, far, exact
        self.steps = any(isinstance(e, Call) and e.function in JUMPS for e in walk(f.expression))

    def at(self, d: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
        """Values at distances, how far rounding may have moved them, and where there are none."""
        x = 1 / d if self.far else d
        v = self.f.values(x)
        low, high, state = self.f.enclose(x, x)
        with np.errstate(all="ignore"):
            r = high - low
            if np.all(np.isneginf(low) & np.isposinf(high)):  # without bounds, as digamma below -50
                r = np.where(np.equal(state, DEFINED), 1e-12 * np.abs(v), r)
        return v, r, np.asarray(state) == UNDEFINED

    def absent(self, dead: NDArray[np.bool_]) -> bool:
        """Whether the function is proven undefined as near as anything is proven, or but for whole places."""
        if dead[-8:].all() or (self.far and self.at(UNEVEN)[2].all()):
            return True
        _, _, state = (
            self.f.enclose(1 / SHALLOW, 1 / SHALLOW) if self.far else self.f.enclose(SHALLOW, SHALLOW)
        )
        proven = np.asarray(state)[np.asarray(state) != UNKNOWN]
        return proven.size >= 3 and bool(np.all(proven[-3:] == UNDEFINED))

    def hull(self, d: Floats) -> tuple[Floats, Floats]:
        """Bounds of all values nearer than each distance."""
        lo, hi = (1 / d, np.full(d.shape, inf)) if self.far else (np.zeros(d.shape), d)
        low, high, _ = self.f.enclose(lo, hi)
        return low, high

    def found(self) -> Approach:
        """What the function tends to."""
        v, r, dead = self.at(SHALLOW)
        if self.absent(dead):
            return Approach("absent")
        if not dead[-8:].any() and np.isfinite(v[-8:]).all():
            proven = self._proven()
            if proven is not None:
                return proven
        found = [self._extrapolated(v, r, dead)]
        if self.exact:
            deep = self.at(DEEP)
            found.append(self._extrapolated(*deep))
            if _turns_back(v, deep[0]):
                found = [each for each in found if each.kind != "infinite"]
            elif np.isnan(deep[0][-1]):  # ∞/∞ or 0·∞: a part is too large to tell
                found = [replace(each, error=inf) if each.kind == "infinite" else each for each in found]
        infinite = [each for each in found if each.kind == "infinite"]
        finite = [
            each for each in found if each.kind == "finite" and each.error < 0.1 * max(1.0, abs(each.value))
        ]
        if infinite and (not finite or infinite[-1] is found[-1]):
            return infinite[-1]
        if finite:
            best = min(finite, key=lambda each: each.error)
            gap = abs(finite[0].value - finite[-1].value)
            if gap > 0.05 * max(1.0, abs(best.value)):
                return self._band()
            if gap > finite[0].error + finite[-1].error:  # what comes later is nearer to the truth
                best = replace(found[-1] if found[-1] in finite else best, error=SAFETY * gap)
            better = self._by_powers()  # which sees nothing of what happens very near
            same = abs(better.value - best.value) <= min(better.error + best.error, 1e-2)
            best = better if same and better.error < best.error else best
            if not self._waves(best):
                return best
        return self._band()

    def _proven(self) -> Approach | None:
        """The limit where bounds of all nearer values close in on it."""
        low, high = self.hull(DEEP if self.exact else SHALLOW[8:])
        with np.errstate(all="ignore"):
            width = high - low
            middle = low + width / 2
            close = (
                np.isfinite(middle) & np.isfinite(width) & (width <= 1e-11 * np.maximum(1e-2, np.abs(middle)))
            )
        if close.any():
            k = int(np.where(close, width, inf).argmin())
            return Approach("finite", float(middle[k]), float(width[k]), proven=True)
        if self.exact and low[-1] > 1e9 and low[-1] / 10 > max(low[4], 1.0):
            return Approach("infinite", inf, 0.0, proven=True)
        if self.exact and high[-1] < -1e9 and high[-1] / 10 < min(high[4], -1.0):
            return Approach("infinite", -inf, 0.0, proven=True)
        return None

    def _extrapolated(self, v: Floats, r: Floats, dead: NDArray[np.bool_]) -> Approach:
        if self.steps and not np.any(r[-6:] <= 1e-5 * np.abs(v[-6:])):
            return Approach("unknown")
        found = limits(v[None, :], r[None, :], dead[None, :])
        kind, value, error = int(found.kind[0]), float(found.limit[0]), float(found.error[0])
        if kind == Side.INFINITE:
            return Approach("infinite", value, 0.0)
        if kind == Side.FINITE:
            return Approach("finite", value, SAFETY * error + 1e-15 * abs(value))
        return Approach("unknown")

    def _by_powers(self) -> Approach:
        """Neville's extrapolation to d = 0, for functions that go on smoothly beyond it."""
        found = [_at_zero(d, *self.at(d)[:2]) for d in (HALVES, *STEPS)]
        return min(found, key=lambda each: each.error)

    def _waves(self, limit: Approach) -> bool:
        """Whether values between the places looked at stay away from the limit."""
        rng = np.linspace(0.0, 1.0, 257)[1:] ** 1.37
        for window in WINDOWS[1:]:
            v, r, _ = self.at(window * (0.1 + 0.9 * rng))
            with np.errstate(all="ignore"):
                away = np.abs(v - limit.value) - 4 * r - limit.error
            if np.nanmax(away, initial=0.0) > 0.05 * max(1.0, abs(limit.value)):
                near = self.at(np.array([window]))[0]
                if abs(float(near[0]) - limit.value) < 0.2 * float(np.nanmax(away, initial=0.0)):
                    return True
        return False

    def _band(self) -> Approach:
        """The values that an oscillation comes back to, however near."""
        spread = np.linspace(0.0, 1.0, 4001)
        found = _settled([self._extremes(window * (0.1 + 0.9 * spread**1.37)) for window in WINDOWS])
        if found is None and self.exact:
            exponents = [10.0 ** -(start * (1 + spread)) for start in (10.0, 40.0, 120.0)]
            found = _settled([self._extremes(d) for d in exponents])
        return found or Approach("unknown")

    def _extremes(self, d: Floats) -> tuple[float, float] | None:
        """The least and the greatest value among many, where they go up and down."""
        v, r, dead = self.at(d)
        v = v[np.isfinite(v) & (r <= 1e-3 * np.maximum(1.0, np.abs(v))) & ~dead]
        turns = np.count_nonzero(np.diff(np.sign(np.diff(v))))
        return (float(v.min()), float(v.max())) if v.size > d.size // 2 and turns >= 6 else None


def _turns_back(v: Floats, deep: Floats) -> bool:
    """Whether values that grow first fall in the end, or change their sign, as those of ln(x)^100/x do."""
    known = deep[np.isfinite(deep)]
    if known.size < 4 or not np.isfinite(deep[-1]):
        return False
    greatest = np.nanmax(np.abs(np.concatenate((v[np.isfinite(v)], known))))
    return bool(abs(known[-1]) < 0.5 * greatest)


def _at_zero(d: Floats, v: Floats, r: Floats) -> Approach:
    """Neville's extrapolation of values at falling distances to the distance 0."""
    if not np.all(np.isfinite(v) & np.isfinite(r)):
        return Approach("unknown")
    best, error = nan, inf
    row, noise = v, r + 2e-16 * np.abs(v)
    for k in range(1, d.size - 2):
        weight = d[k:] / (d[:-k] - d[k:])
        new = row[1:] + np.diff(row) * weight
        noise = noise[1:] * (1 + weight) + noise[:-1] * weight
        doubt = np.abs(new[1:-1] - new[:-2]) + np.abs(new[2:] - new[1:-1]) + noise[2:]
        if doubt.min() < error:
            at = int(doubt.argmin())
            best, error = float(new[at + 2]), float(doubt[at])
        row = new
    return Approach("finite", best, SAFETY * error)


def _settled(bands: list[tuple[float, float] | None]) -> Approach | None:
    """The oscillation that bands at shrinking distances show; None where they show none."""
    known = [band for band in bands if band is not None]
    if len(known) < 3 or bands[-1] is None and len(bands) == 3:
        return None
    (a, b), (c, d) = known[-2], known[-1]
    size = max(abs(c), abs(d))
    if d - c > 5 * (b - a):
        return Approach("oscillates", band=(-inf if c < 0 else c, inf if d > 0 else d))
    if abs(a - c) <= 0.02 * size and abs(b - d) <= 0.02 * size and d - c > 1e-9 * max(size, 1e-300):
        return Approach("oscillates", band=(_simple(min(a, c), size), _simple(max(b, d), size)))
    return None


def _simple(value: float, size: float) -> float:
    """The number with the fewest digits near an extreme value that samples only come near to."""
    if abs(value) < 2e-3 * size:
        return 0.0
    return next((x for k in (1, 2, 3) if abs((x := float(f"{value:.{k}g}")) - value) < 2e-3 * size), value)
