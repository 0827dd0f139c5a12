"""The Taylor polynomial of a function at a point, exact where it can be, and a proven bound on the rest."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import isfinite, isnan
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression
from calcviz.maths.derivatives.locally import locally
from calcviz.maths.derivatives.rules import NoRule
from calcviz.maths.derivatives.series import NoSeries, Series
from calcviz.maths.derivatives.series_numbers import Bounds, Exact
from calcviz.maths.intervals.enclosures import DEFINED, Enclosure, constant
from calcviz.maths.landmarks.closed import Closed, NoForm, closed
from calcviz.maths.real import RealFunction

Floats = NDArray[np.float64]
Missing = Literal["undefined", "torn", "none"]

BESIDE = np.array([-1e-3, -2e-4, 1e-3, 2e-4])
"""Where the coefficients of a flat function are looked for, beside the point."""
FLAT = 1e-60
"""Coefficients below this at a distance of 1/1000 are those of no power: they are 0 at the point."""
CLOSE = 1e-13
"""Bounds nearer than this, relative to their size or to 1, differ by rounding alone."""


@dataclass(frozen=True)
class Taylor:
    """The coefficients of (x - a)^k, as many as there are up to the degree that was asked for.

    `exact` has their closed forms, None where one is not known. `missing` says why there are fewer: f is
    "undefined" at a, the next one is `left` from one side and `right` from the other ("torn"), or there is
    "none". `hole`: f is undefined at a, and these are the coefficients once the hole is filled. `flat`: all
    derivatives at a are 0 as far as numbers tell, and yet f is not constant.
    """

    a: float
    coefficients: tuple[float, ...]
    exact: tuple[Closed | None, ...]
    missing: Missing | None = None
    left: float | None = None
    right: float | None = None
    hole: bool = False
    flat: bool = False

    def __call__(self, x: Floats) -> Floats:
        """The polynomial at each x, by Horner's scheme; infinite where it passes all floats."""
        t, value = np.asarray(x, float) - self.a, np.zeros(np.shape(x))
        with np.errstate(all="ignore"):
            for c in reversed(self.coefficients):
                value = value * t + c
        return value


@lru_cache(maxsize=64)
def taylor(f: RealFunction, a: float, n: int) -> Taylor:
    """The Taylor polynomial of f at a, of degree n or as far as there is one."""
    here = f(a)
    if isnan(here):
        return _filled(f, a, n) or _flat(f, a, n) or Taylor(a, (), (), "undefined")
    sides = _formulas(f, a)
    found = [_numbers(f, e, a, n) for e in dict.fromkeys(sides)]
    made = _joined(a, n, here, found)
    if made.missing is not None:
        return _flat(f, a, n) or _by_slope(f, made)
    exact = _exactly(f, sides[0], a, n) if len(found) == 1 else None
    return made if exact is None else _exact_polynomial(a, exact)


def remainders(f: RealFunction, a: float, n: int, *ways: Floats) -> tuple[Floats, ...]:
    """Along ways away from a, each (m,) ascending or descending, a bound on |f - P_n| at each place.

    Lagrange: |f^(n+1)(ξ)/(n+1)!| · |x - a|^(n+1), the factor bounded by intervals on all cells between a and
    the place. Infinite where that cannot be bounded, or where f is not proven smooth on the way.
    """
    inner = np.concatenate([np.concatenate(([a], ends))[:-1] for ends in ways])
    outer = np.concatenate(ways)
    largest = _largest(f, n + 1, Enclosure(np.minimum(inner, outer), np.maximum(inner, outer), DEFINED))
    split = np.split(largest, np.cumsum([len(ends) for ends in ways])[:-1])
    return tuple(_bounds(part, a, n, ends) for part, ends in zip(split, ways, strict=True))


def _bounds(largest: Floats, a: float, n: int, ends: Floats) -> Floats:
    """Largest values on cells, as bounds on the remainder at their far ends."""
    worst = np.maximum.accumulate(largest)
    with np.errstate(all="ignore"):
        bound = worst * np.abs(ends - a) ** (n + 1)
    return np.where(worst == 0, 0.0, np.where(np.isnan(bound), np.inf, bound))


def _largest(f: RealFunction, k: int, cells: Enclosure) -> Floats:
    """A bound on |f^(k)/k!| on each cell; infinite where f is not proven to be as smooth as that."""
    shape = np.shape(cells.lo)
    proven = np.ones(shape, np.bool_)
    c: Enclosure | None = None
    try:
        series = _series(f, f.expression, cells, shape[0])
        for j in range(k + 1):
            c = series(j)
            if c is not None:
                proven &= np.equal(c.state, DEFINED) & np.isfinite(c.lo) & np.isfinite(c.hi)
    except (NoSeries, NoRule):
        return np.full(shape, np.inf)
    size = np.zeros(shape) if c is None else np.maximum(np.abs(c.lo), np.abs(c.hi)) + np.zeros(shape)
    return np.where(proven, size, np.inf)


def way(a: float, x: float, cells: int) -> Floats:
    """Places on the way from a to x, the last one x."""
    ends = a + (x - a) * (np.arange(1, cells + 1) / cells)
    ends[-1:] = x
    return ends


def _series(f: RealFunction, e: Expression, at: Enclosure, cells: int) -> Series[Enclosure]:
    places = {name: constant(value, value) for name, value in f.parameters}
    return Series(e, f.variable, {f.variable: at, **places}, Bounds(cells))


def _formulas(f: RealFunction, a: float) -> tuple[Expression, Expression]:
    """The formulas of f left and right of a."""
    left, right = (locally(f.expression, f.variable, a, side, dict(f.parameters)) for side in (-1, 1))
    return left or f.expression, right or f.expression


def _numbers(f: RealFunction, e: Expression, a: float, n: int) -> list[Enclosure | None]:
    """The coefficients of one formula, as many as are defined."""
    found: list[Enclosure | None] = []
    try:
        series = _series(f, e, constant(a, a), 1)
        for k in range(n + 1):
            c = series(k)
            bounded = c is None or (np.all(np.equal(c.state, DEFINED)) and np.all(np.isfinite([c.lo, c.hi])))
            if not bounded:
                break
            found.append(c)
    except (NoSeries, NoRule):
        pass
    return found


def _joined(a: float, n: int, here: float, sides: list[list[Enclosure | None]]) -> Taylor:
    """The coefficients on which both sides agree; the first one is the value itself."""
    found: list[float] = []
    for k in range(min(map(len, sides))):
        ends = [(0.0, 0.0) if c is None else (_float(c.lo), _float(c.hi)) for c in (s[k] for s in sides)]
        low, high = max(lo for lo, _ in ends), min(hi for _, hi in ends)
        if low > high:
            left, right = ((lo + hi) / 2 for lo, hi in ends)
            return Taylor(a, tuple(found), (None,) * k, "torn", left, right)
        found.append(here if k == 0 else _middle(low, high))
    if len(found) <= n:
        return Taylor(a, tuple(found), (None,) * len(found), "none")
    return Taylor(a, tuple(found), (None,) * len(found))


def _middle(low: float, high: float) -> float:
    """The number between two bounds that has the fewest digits; their middle where they are far apart."""
    middle = low + (high - low) / 2
    if high - low > CLOSE * max(1.0, abs(middle)):
        return middle
    if low <= 0 <= high:
        return 0.0
    shorter = (float(f"{middle:.{digits}g}") for digits in range(1, 17))
    return next((x for x in shorter if low <= x <= high), middle)


def _float(bound: object) -> float:
    return float(np.ravel(bound)[0])  # type: ignore[call-overload]


def _by_slope(f: RealFunction, made: Taylor) -> Taylor:
    """With the slope where the formula does not give it: x^(4/3) at 0; a value at least."""
    if made.missing != "none" or len(made.coefficients) > 1:
        return made
    here, slope = f(made.a), f.slope(made.a).value
    found = (here,) if slope is None else (here, slope)
    return Taylor(made.a, found, (None,) * len(found), "none")


def _exactly(f: RealFunction, e: Expression, a: float, n: int) -> list[Closed | None] | None:
    """The coefficients in closed form; None where one has none. Decimals mean what they say."""
    places = {f.variable: a, **dict(f.parameters)}
    try:
        numbers = {name: closed(Fraction(repr(float(value)))) for name, value in places.items()}
        series = Series(e, f.variable, numbers, Exact())
        return [series(k) for k in range(n + 1)]
    except (NoSeries, NoRule, NoForm, RecursionError):
        return None


def _exact_polynomial(a: float, exact: list[Closed | None], hole: bool = False) -> Taylor:
    known = tuple(Closed() if c is None else c for c in exact)
    return Taylor(a, tuple(float(c) for c in known), known, hole=hole)


def _filled(f: RealFunction, a: float, n: int) -> Taylor | None:
    """The polynomial at a hole that can be filled, such as that of sin(x)/x at 0."""
    left, right = _formulas(f, a)
    exact = _exactly(f, left, a, n) if left == right else None
    return None if exact is None else _exact_polynomial(a, exact, hole=True)


def _flat(f: RealFunction, a: float, n: int) -> Taylor | None:
    """The polynomial of a function all of whose derivatives at a are 0, told by its coefficients beside a."""
    places = a + BESIDE * max(1.0, abs(a))
    series = _series(f, f.expression, Enclosure(places, places, DEFINED), len(places))
    try:
        found = [series(k) for k in range(max(n, 2) + 1)]
    except (NoSeries, NoRule):
        return None
    here, beside = f(a), f.values(places)
    level = here if isfinite(here) else float(beside[0])
    if not (beside == level).all():
        return None
    for c in found[1:]:
        if c is not None and not (np.all(np.equal(c.state, DEFINED)) and _below(c, FLAT)):
            return None
    far = f.values(a + np.linspace(-1, 1, 20) * max(1.0, abs(a)))
    if (far[np.isfinite(far)] == level).all():
        return None
    zeros = (closed(Fraction(level)) if level == int(level) else None, *(Closed() for _ in range(n)))
    return Taylor(a, (level, *(0.0 for _ in range(n))), zeros, hole=isnan(here), flat=True)


def _below(c: Enclosure, size: float) -> bool:
    return bool(np.all(np.abs(c.lo) < size) and np.all(np.abs(c.hi) < size))
