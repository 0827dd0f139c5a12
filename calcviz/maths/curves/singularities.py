"""Singular points: what a function does where it is not proven continuous."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.curves.cells import Cells, simple_number
from calcviz.maths.curves.limits import SAMPLES, Limits, Side, limits
from calcviz.maths.intervals.enclosures import DEFINED, UNDEFINED, Enclosure, Interval

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Kind = Literal["pole", "jump", "hole", "end", "essential"]


@dataclass(frozen=True, slots=True)
class Special:
    """A point x where the curve is not continuous, with its one-sided limits and the value there.

    `left` and `right` are the limits (±inf possible), None where the function is not defined on that side or
    has no limit; `value` is f(x), None where f is undefined. The kinds: "pole", |f| grows beyond bounds on at
    least one side; "jump", the limits differ; "hole", they are equal and not the value; "end", the function
    is defined on one side only, or at x alone; "essential", on some side there is no limit.
    """

    kind: Kind
    x: float
    left: float | None
    right: float | None
    value: float | None


class Function(NamedTuple):
    """A function of one variable as the curve sees it.

    All work on arrays. `at` gives the values at singular points that floats only come near: floor, signs and
    comparisons take numbers that differ by rounding for equal. `excluded(l, c, r)` says whether a condition
    that forbids equality (a denominator, a logarithm's argument, x < 1) is met with equality at the one
    singular point near c in each [l, r].
    """

    values: Callable[[Floats], Floats]
    at: Callable[[Floats], Floats]
    enclose: Callable[[Interval], Enclosure]
    excluded: Callable[[Floats, Floats, Floats], Bools]


class Classified(NamedTuple):
    """What s slivers are: where, the limits left and right (NaN: none), and whether the curve runs through.

    `near_x`, `near_y`: points of the curve beside them, which need not be computed again.
    """

    x: Floats
    left: Floats
    right: Floats
    through: Bools
    specials: tuple[Special, ...]
    near_x: Floats
    near_y: Floats


def classify(f: Function, cells: Cells, coarse: Floats | float) -> Classified:
    """Locate each sliver's singular point and find its limits.

    `coarse` is the width of a coarse cell, or its width at each sliver.
    """
    slivers = cells.slivers
    c = locate(slivers)
    step = np.broadcast_to(coarse, c.shape)
    d = _distances(cells, c, step)
    x = np.concatenate((c[:, None] - d[0], c[:, None] + d[1]))
    v, r, dead = _looked_at(f, x)
    r = r + _shifted(v, np.concatenate(d), np.concatenate((c, c)))
    sides = limits(v, r, dead)
    exact = _exact(c)
    points = (c, np.where(exact, f.values(c), f.at(c)), f.excluded(slivers[:, 0], c, slivers[:, 1]), exact)
    found = [_special(*row) for row in zip(*(part.tolist() for part in points), *_paired(sides))]
    through = np.array([special is None for special in found], np.bool_)
    n = len(c)
    through &= sides.kind[:n] == Side.FINITE
    use = (
        np.isfinite(v)
        & (r <= 1e-6 * np.abs(v))
        & (np.concatenate(d) > np.concatenate((step, step))[:, None] / 4096)
        & ~dead
    )
    left, right = sides.limit[:n].copy(), sides.limit[n:].copy()
    for k, special in enumerate(found):
        if special is not None:
            left[k] = math.nan if special.left is None else special.left
            right[k] = math.nan if special.right is None else special.right
    specials = tuple(special for special in found if special is not None)
    return Classified(c, left, right, through, specials, x[use], v[use])


def locate(slivers: Floats) -> Floats:
    """The singular point in each sliver: a simple number, else a short decimal, else the middle."""
    l, r = slivers[:, 0], slivers[:, 1]
    middle = l + (r - l) / 2
    found = simple_number(l, r)
    width = float((r - l).max(initial=0.0))
    digits = 9 if width == 0 else min(9, max(0, -math.ceil(math.log10(width)) - 2))
    for unit in (840.0, 10.0**digits):
        candidate = np.round(middle * unit) / unit
        inside = np.isnan(found) & (l <= candidate) & (candidate <= r)
        found[inside] = candidate[inside]
    return np.where(np.isnan(found), middle, found)


def _distances(cells: Cells, c: Floats, step: Floats) -> tuple[Floats, Floats]:
    """Distances at which each side of each point is looked at, shrinking by a constant ratio."""
    l, r = cells.slivers[:, 0], cells.slivers[:, 1]
    half = np.maximum(np.maximum(c - l, r - c), np.spacing(np.abs(c)) * 4)
    least = np.maximum(4 * half, 1e-300)
    rows = []
    for room in _rooms(cells, step):
        most = np.maximum(0.45 * room, 16 * least)
        exponents = np.linspace(0.0, 1.0, SAMPLES)
        rows.append(most[:, None] * (least / most)[:, None] ** exponents)
    return rows[0], rows[1]


def _rooms(cells: Cells, step: Floats) -> tuple[Floats, Floats]:
    """The width of the proven piece left and right of each sliver; a part of a cell where there is none."""
    l, r = cells.slivers[:, 0], cells.slivers[:, 1]
    starts, ends = cells.starts, cells.ends
    left = right = step / 16
    if starts.size:
        i = np.minimum(np.searchsorted(ends, l), ends.size - 1)
        left = np.where(ends[i] == l, ends[i] - starts[i], left)
        j = np.minimum(np.searchsorted(starts, r), starts.size - 1)
        right = np.where(starts[j] == r, ends[j] - starts[j], right)
    return np.minimum(left, 64 * step), np.minimum(right, 64 * step)


def _looked_at(f: Function, x: Floats) -> tuple[Floats, Floats, Bools]:
    """Values at the points, how far rounding may have moved them, and where f is not defined."""
    flat = x.ravel()
    v = f.values(flat)
    low, high, state = f.enclose(Interval(flat, flat))
    with np.errstate(all="ignore"):
        r = high - low
        r = np.where(np.isinf(r) & (state == DEFINED), 1e-12 * np.abs(v), r)  # continuous, and without bounds
    dead = (state == UNDEFINED) | (np.isnan(v) & (state != DEFINED))
    return v.reshape(x.shape), r.reshape(x.shape), dead.reshape(x.shape)


def _shifted(v: Floats, d: Floats, c: Floats) -> Floats:
    """What it may change in the values that c and the distances are known to the spacing of floats only."""
    slope = np.zeros_like(v)
    with np.errstate(all="ignore"):
        slope[:, 1:] = np.abs(np.diff(v, axis=1) / np.diff(d, axis=1))
    slope[:, 0] = slope[:, 1]
    unknown = np.where(_exact(c), 0.5, 1.0) * np.spacing(np.abs(c))
    shift: Floats = np.where(np.isfinite(slope), slope, 0.0) * unknown[:, None]
    return shift


def _exact(c: Floats) -> Bools:
    """Whether c has few binary digits, so that the singular point is likely c itself."""
    result: Bools = np.round(c * 2.0**20) == c * 2.0**20
    return result


def _paired(sides: Limits) -> tuple[list[list[float]], list[list[float]], list[list[int]]]:
    """Limits, errors and kinds, each as pairs left, right."""
    n = len(sides.limit) // 2
    return (
        sides.limit.reshape(2, n).T.tolist(),
        sides.error.reshape(2, n).T.tolist(),
        sides.kind.reshape(2, n).T.tolist(),
    )


def _special(
    c: float,
    value: float,
    excluded: bool,
    exact: bool,
    limit: list[float],
    error: list[float],
    kinds: list[int],
) -> Special | None:
    """The special point, None where the curve runs through or where there is nothing at all."""
    doubt = 4 * sum(part for part, kind in zip(error, kinds) if kind == Side.FINITE)
    left, right = (_clean(part, doubt) for part in limit)
    at = None if excluded or math.isnan(value) else value
    if at is not None:
        left, right = (at if abs(at - part) <= doubt else part for part in (left, right))
    known = [None if math.isnan(part) else part for part in (left, right)]
    if Side.WILD in kinds:
        return Special("essential", c, known[0], known[1], at)
    if Side.INFINITE in kinds:
        return Special(
            "pole", c, known[0], known[1], at if exact and at is not None and math.isfinite(at) else None
        )
    if kinds == [Side.ABSENT, Side.ABSENT]:
        return None if at is None else Special("end", c, None, None, at)
    if Side.ABSENT in kinds:
        inner = right if kinds[0] == Side.ABSENT else left
        if not excluded and not (at is None and exact) and _end_is_closed(at, inner, doubt):
            at = inner
        return Special("end", c, known[0], known[1], at)
    tolerance = doubt + 1e-12 * max(abs(left), abs(right))
    if abs(left - right) > tolerance:
        return Special("jump", c, known[0], known[1], at)
    rounding = tolerance if exact else 1e-7 * max(1.0, abs(left))
    if at is not None and abs(at - left) <= max(tolerance, rounding):
        return None
    return Special("hole", c, known[0], known[1], at)


def _end_is_closed(at: float | None, limit: float, doubt: float) -> bool:
    """Whether the value at an end of the domain is the limit: so unless another value stands there."""
    return at is None or abs(at - limit) <= doubt + 1e-6 * max(1.0, abs(limit))


def _clean(limit: float, doubt: float) -> float:
    """The limit rounded to ten digits where that is within what is known of it."""
    if not math.isfinite(limit):
        return limit
    if abs(limit) <= doubt:
        return 0.0
    rounded = float(f"{limit:.10g}")
    return rounded if abs(rounded - limit) <= doubt + 4 * math.ulp(limit) else limit
