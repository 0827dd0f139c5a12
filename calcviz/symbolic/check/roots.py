"""The referee of solutions: places where a root may be are enclosed, and each must be found."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from mpmath import mp, mpf
from numpy.typing import NDArray

from calcviz.language.expression import Call, Constant, Expression, free_names, walk
from calcviz.maths.intervals.enclose import enclosure
from calcviz.maths.intervals.enclosures import DEFINED, UNDEFINED, Interval
from calcviz.symbolic.check.value import Real, maybe

Floats = NDArray[np.float64]

NARROW = 1e-10
"""An interval this narrow, relative to its place (or to 1), is one point."""

MOST_CELLS = 40_000
DIGITS = 40
FAR_FROM_0 = mpf(10) ** -4
DEEPEST = 1024
"""Powers of ten of the nearest distance at which a pole is looked at."""


class Suspects(NamedTuple):
    """Intervals (n, 2) that may hold a root; `complete`: outside them there is none in what was looked at."""

    intervals: Floats
    complete: bool


def edges(reach: float, far: float) -> Floats:
    """Edges of cells that cover [-far, far]: even ones up to the reach, growing ones beyond."""
    near = np.linspace(-reach, reach, 257) + reach * 1.37e-4
    if far <= reach:
        return near
    growing = np.geomspace(near[-1], far, 257)
    return np.unique(np.concatenate((-growing, near, growing)))


def suspects(g: Expression, variable: str, cells: Floats) -> Suspects:
    """Where g may be 0 between the first edge and the last, by excluding what bounds exclude."""
    bound = enclosure(g, (variable,))
    lo, hi = cells[:-1], cells[1:]
    found: list[Floats] = []
    for _ in range(64):
        if not lo.size:
            break
        low, high, state = bound(Interval(lo, hi))
        kept = (state != UNDEFINED) & (low <= 0) & (high >= 0)
        lo, hi = lo[kept], hi[kept]
        fine = hi - lo <= NARROW * np.maximum(1.0, np.maximum(np.abs(lo), np.abs(hi)))
        found.append(np.column_stack((lo[fine], hi[fine])))
        lo, hi = lo[~fine], hi[~fine]
        if lo.size > MOST_CELLS:
            found.append(np.column_stack((lo, hi)))
            return Suspects(_merged(np.concatenate(found)), False)
        middle = lo / 2 + hi / 2
        lo, hi = np.concatenate((lo, middle)), np.concatenate((middle, hi))
    return Suspects(_merged(np.concatenate(found) if found else np.empty((0, 2))), True)


def _merged(parts: Floats) -> Floats:
    """Intervals that touch one another as one."""
    parts = parts[np.argsort(parts[:, 0], kind="stable")]
    result: list[list[float]] = []
    for left, right in parts.tolist():
        if result and left <= result[-1][1] + 4 * NARROW * max(1.0, abs(left)):
            result[-1][1] = max(result[-1][1], right)
        else:
            result.append([left, right])
    return np.array(result).reshape(-1, 2)


def pole_or_hole(g: Expression, variable: str, left: float, right: float) -> bool:
    """Whether a suspect is no root: g is lost or large beside it, or far from 0 on all of it.

    Towards places where a part of g has a pole g is followed to distances at which only logarithms still
    move: beside the pole of gamma at -14 it is 1 once more.
    """
    with mp.workdps(DIGITS):
        width = max(mpf(right) - mpf(left), mpf(10) ** -12)
        a, b = mpf(left) - width, mpf(right) + width
        steps = [a + (b - a) * (2 * k + 1) / mpf(34) for k in range(17)]
        values = [abs(v) for v in (maybe(g, {variable: x}) for x in steps) if v is not None]
        if values and min(values) <= FAR_FROM_0:
            return False
        poles = list(_poles(g, variable, a, b))
    return not any(_returns(g, variable, pole, b - a, s) for pole in poles for s in (-1, 1))


def _returns(g: Expression, variable: str, pole: Real, width: Real, side: int) -> bool:
    """Whether g comes near 0 or changes its sign on the way to a pole from one side."""
    nearest = DEEPEST if mp.isint(720720 * pole) else DIGITS  # others are known to so many digits
    before = None
    for k in (0, *(2**j for j in range(12))):
        if k > nearest:
            break
        with mp.workdps(DIGITS + k):
            y = maybe(g, {variable: pole + side * width * mpf(10) ** -k})
        if y is None:
            continue
        if abs(y) <= FAR_FROM_0 or (before is not None and y * before < 0):
            return True
        before = y
    return False


def _poles(g: Expression, variable: str, a: Real, b: Real) -> Iterator[Real]:
    """Places between a and b where a part of g has a pole or a logarithm its end."""
    with mp.workdps(2 * DIGITS):
        for node in walk(g):
            below = _vanishing(node)
            if below is None or variable not in free_names(below):
                continue
            low, high = maybe(below, {variable: a}), maybe(below, {variable: b})
            simple = mpf(mp.nint(720720 * (a + b) / 2)) / 720720
            there = maybe(below, {variable: simple}) if a <= simple <= b else None
            if there is not None and abs(there) < mpf(10) ** -DIGITS:
                yield simple
            elif low is not None and high is not None and low * high < 0:
                yield _between(below, variable, a, b, low)


def _vanishing(node: Expression) -> Expression | None:
    """What is 0 where a part has a pole."""
    match node:
        case Call("divide", (_, below)):
            return below
        case Call("power", (base, _)):
            return base
        case Call("ln" | "log" | "coth" | "csch" | "acsch", (u, *_)):
            return u
        case Call("tan" | "sec", (u, *_)):
            return Call("cos", (u,))
        case Call("cot" | "csc", (u, *_)):
            return Call("sin", (u,))
        case Call("gamma" | "digamma" | "polygamma" | "factorial", arguments):
            return Call("sin", (Call("multiply", (Constant("pi"), arguments[-1])),))
    return None


def _divisor(node: Expression) -> Expression | None:
    """What a part is divided by; where it is 0, which rounding may hide, the part is undefined."""
    divided = isinstance(node, Call) and node.function in ("divide", "tan", "sec", "cot", "csc")
    return _vanishing(node) if divided else None


def _is_0(e: Expression, numbers: dict[str, Real]) -> bool:
    value = maybe(e, numbers)
    return value is not None and bool(abs(value) < mpf(10) ** (5 - DIGITS))


def _between(e: Expression, variable: str, a: Real, b: Real, low: Real) -> Real:
    """The place at which e changes its sign between a and b."""
    for _ in range(7 * DIGITS):
        middle = (a + b) / 2
        y = maybe(e, {variable: middle})
        if y is None or y == 0:
            return middle
        a, b = (middle, b) if (y > 0) == (low > 0) else (a, middle)
    return (a + b) / 2


def root_in(g: Expression, variable: str, left: float, right: float) -> Real | None:
    """The root at which g, continuous there, changes its sign; None where that is not so."""
    step = 2 * NARROW * max(1.0, abs(left))
    cell = Interval(np.array([left - step]), np.array([right + step]))
    if enclosure(g, (variable,))(cell).state[0] != DEFINED:  # type: ignore[index]
        return None
    with mp.workdps(DIGITS):
        a, b = mpf(left) - step, mpf(right) + step
        low, high = maybe(g, {variable: a}), maybe(g, {variable: b})
        if low is None or high is None or low * high > 0:
            return None
        for _ in range(140):
            middle = (a + b) / 2
            y = maybe(g, {variable: middle})
            if y is None:
                return None
            if y == 0:
                return middle
            a, b = (middle, b) if (y > 0) == (low > 0) else (a, middle)
        return (a + b) / 2


def solves(g: Expression, numbers: dict[str, Real]) -> bool:
    """Whether g is defined and 0 at a place that is known to 40 digits."""
    with mp.workdps(DIGITS):
        y = maybe(g, numbers)
        if y is None or any(_is_0(below, numbers) for below in map(_divisor, walk(g)) if below is not None):
            return False
        h = mpf(10) ** -25
        moved = [maybe(g, {**numbers, name: v + h * (1 + abs(v))}) for name, v in numbers.items()]
        slopes = [abs(m - y) for m in moved if m is not None]
    # Beside the place g moves by its slope times h; a root of higher order moves less.
    return bool(abs(y) <= mpf(10) ** -8 * max([*slopes, mpf(0)]) + mpf(10) ** -36)
