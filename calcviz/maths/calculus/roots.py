"""All real zeros of a function: certified in a window, and beyond it as far as bounds prove them absent."""

from dataclasses import dataclass
from math import inf, isfinite, pi

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, Number, free_names, rebuild, substitute
from calcviz.maths.calculus.oscillating import WAVES, common_period
from calcviz.maths.calculus.shifting import Place, at_distance, place
from calcviz.maths.curves.cells import certify, simple_number
from calcviz.maths.curves.singularities import locate
from calcviz.maths.exact import exact
from calcviz.maths.intervals.enclosures import DEFINED, UNDEFINED, Interval
from calcviz.maths.landmarks.bracket import zeros
from calcviz.maths.landmarks.graph import crossings, pieces
from calcviz.maths.landmarks.proofs import Proofs
from calcviz.maths.landmarks.signs import (
    CROWD,
    FALLING,
    NARROW,
    RISING,
    WIDE,
    ZERO,
    Budget,
    Segments,
    point_signs,
    signs,
)
from calcviz.maths.landmarks.smooth import Smooth

Floats = NDArray[np.float64]

REACH = 1000.0
"""How far from 0 the zeros are looked for one by one."""

FINE = np.concatenate((np.arange(0.0, 16.0, 0.125), np.arange(16.0, REACH + 0.5)))
NEAR = 128
"""How many of these make the window that is searched where the greater one holds too much."""

FAR = REACH * 2.0 ** np.arange(980.0)
WORK = 12_000_000
"""Nodes times cells."""

MOST_ZEROS = 1000
MOST_SLIVERS = 24
"""Places where a function breaks whose neighbourhoods are searched."""

MOST_PROVEN = 40
"""Zeros without a change of sign that are tried by exact arithmetic."""


@dataclass(frozen=True, slots=True)
class Zero:
    """A zero: its place, how far it may be from there, and whether it is proven to be one."""

    at: Place
    error: float
    proven: bool = True

    @property
    def x(self) -> float:
        """The float."""
        return self.at.value


@dataclass(frozen=True, slots=True)
class Zeros:
    """The zeros of a function, x rising. `breaks`: where else it may change its sign. `level`: intervals on
    which it is 0. `window`: where they were looked for; `complete`: there are no others inside, proven;
    `beyond`: nor outside. `period`: the zeros repeat, and those of one period stand here.
    """

    zeros: tuple[Zero, ...]
    breaks: tuple[float, ...]
    level: tuple[tuple[float, float], ...]
    window: tuple[float, float]
    complete: bool
    beyond: bool
    period: Place | None = None


def all_zeros(e: Expression, variable: str) -> Zeros:
    """The real zeros of e, an expression in one variable alone."""
    g = Smooth(e, variable, ())
    period = periodic(e, variable)
    if period is not None:
        start = -period / 16
        found = _within(g, np.linspace(start, start + period, 129))
        return _reduced(found, period)
    found = _within(g, np.concatenate((-FINE[::-1], FINE[1:])))
    if not found.complete:
        near = _within(g, np.concatenate((-FINE[NEAR:0:-1], FINE[: NEAR + 1])))
        if near.complete:
            return near
    more, beyond = _far_out(g)
    return Zeros(
        tuple(sorted((*found.zeros, *more), key=lambda zero: zero.x)),
        found.breaks,
        found.level,
        found.window,
        found.complete,
        beyond,
    )


def periodic(e: Expression, variable: str) -> float | None:
    """A period of e, where the variable stands in waves only."""

    def stilled(part: Expression) -> Expression:
        if isinstance(part, Call) and part.function in WAVES:
            return Number(0)
        return rebuild(part, stilled)

    return None if variable in free_names(stilled(e)) else common_period(e, variable)


def _within(g: Smooth, edges: Floats) -> Zeros:
    """The zeros between the first and the last edge."""
    low, high = float(edges[0]), float(edges[-1])
    width = float(np.diff(edges).min())
    cells = certify(g.enclose, edges, width / 256)
    df = g.slope
    budget = Budget(g.size if df is None else g.size + df.size, WORK)
    s = signs(g.enclose, None if df is None else df.enclose, pieces(cells, edges), budget)
    found = crossings(g.enclose, s)
    x = zeros(g.values, found.a, found.b)
    too_many = x.size > MOST_ZEROS
    marks = _marked(g, x[np.argsort(np.abs(x), kind="stable")][:MOST_ZEROS])
    touched, open_ = _touched(g, s, x, edges)
    marks += touched
    at_ends, breaks, hidden = _at_slivers(g, cells.slivers)
    marks += at_ends
    level = tuple((float(a), float(b)) for a, b in zip(s.a[s.kind == ZERO], s.b[s.kind == ZERO]))
    crowded = bool(np.any((s.kind == WIDE) | (s.kind == CROWD)))
    complete = not (too_many or crowded or open_ or hidden or len(cells.unresolved))
    gaps = [float(end) for end in (*cells.starts, *cells.ends) if low < end < high]
    marks = _distinct(marks)
    return Zeros(tuple(marks), tuple(sorted({*breaks, *gaps})), level, (low, high), complete, False)


def _marked(g: Smooth, x: Floats) -> list[Zero]:
    """The zeros that change the sign, exact where the function is 0 there for certain."""
    marks = []
    for value, error in zip(x.tolist(), _errors(g, x)):
        at = _certain(g, place(value))
        marks.append(
            Zero(Place(value), error)
            if at is None
            else Zero(at, float(np.spacing(abs(at.value))) if at.value else 0.0)
        )
    return marks


def _certain(g: Smooth, at: Place) -> Place | None:
    """The place, if exact arithmetic says that g is 0 there."""
    if at.exact is None:
        return None
    value = exact(substitute(g.expression, {g.variable: at.written}))
    return at if value == 0 and np.isfinite(g.values(np.array([at.value]))[0]) else None


def _errors(g: Smooth, x: Floats) -> list[float]:
    """How far from each float the signs of g are proven to differ."""
    errors = np.full(x.shape, inf)
    for k in range(1, 44):
        room = 2.0**k * np.spacing(np.maximum(np.abs(x), 1e-300))
        proven = point_signs(g.enclose, x - room) * point_signs(g.enclose, x + room) == -1
        errors = np.where(np.isinf(errors) & proven, room, errors)
        if not np.isinf(errors).any():
            break
    fallback = 1e-6 * np.maximum(1.0, np.abs(x))
    return [float(part) for part in np.where(np.isinf(errors), fallback, errors)]


def _touched(g: Smooth, s: Segments, known: Floats, edges: Floats) -> tuple[list[Zero], bool]:
    """Zeros without a change of sign, and whether some place stays undecided."""
    open_ = np.flatnonzero((s.kind == NARROW) | (np.abs(s.kind) == RISING))
    ends = np.concatenate((s.a[open_], s.b[open_]))
    x = np.unique(np.concatenate((s.a[open_] / 2 + s.b[open_] / 2, ends)))
    x = x[~_close(x, x, known, 1e-9)]
    _, _, state = g.enclose(Interval(x, x))
    room = 1e-7 * np.maximum(1.0, np.abs(x))
    wide_low, wide_high, _ = g.enclose(Interval(x - room, x + room))
    size = np.abs(g.values(x))
    near = (wide_low <= 0) & (wide_high >= 0) & ~(size > 1e-6) & (np.asarray(state) != UNDEFINED)
    found: list[Zero] = []
    undecided = False
    proofs = Proofs(g, edges.tolist())
    df = g.slope
    for value in x[near].tolist()[:MOST_PROVEN]:
        if any(abs(value - zero.x) <= 1e-6 * max(1.0, abs(value)) for zero in found):
            continue
        zero = _touching(g, df, value, proofs)
        if zero is not None:
            found.append(zero)
        else:
            undecided = True
    narrow = s.kind == NARROW
    settled = np.array([*known.tolist(), *(zero.x for zero in found)])
    undecided |= not bool(np.all(_close(s.a[narrow], s.b[narrow], settled, 1e-6)))
    return found, undecided


def _close(low: Floats, high: Floats, places: Floats, room: float) -> NDArray[np.bool_]:
    """Which intervals, widened a little, hold one of the places."""
    places = np.sort(places)
    slack = room * np.maximum(1.0, np.abs(low))
    found: NDArray[np.bool_] = np.searchsorted(places, low - slack) < np.searchsorted(
        places, high + slack, side="right"
    )
    return found


def _touching(g: Smooth, df: Smooth | None, x: float, proofs: Proofs) -> Zero | None:
    """The zero near x at which g turns back, proven exactly; None where that fails."""
    room = 1e-6 * max(1.0, abs(x))
    simple = float(simple_number(np.array([x - room]), np.array([x + room]))[0])
    for guess in (simple, float(round(x, 3)), x):
        at = _certain(g, place(guess)) if abs(guess - x) <= room else None
        if at is not None:
            return Zero(at, 2.3e-16 * abs(at.value) if at.turned else 0.0)
    for h in (g, df):
        exact_zero = None if h is None else proofs.zero(h, x, [x])
        if exact_zero is not None:
            value = proofs.value(g.expression, exact_zero)
            if value is not None and value.sign == 0:
                number = float(exact_zero)
                return Zero(place(number), 2 * float(np.spacing(abs(number) + 1e-300)))
    if df is not None:
        ends = np.array([x - room, x + room])
        if np.prod(point_signs(df.enclose, ends)) == -1:
            turn = float(zeros(df.values, ends[:1], ends[1:])[0])
            low, high, _ = g.enclose(Interval(np.array([turn]), np.array([turn])))
            if float(low[0]) <= 0 <= float(high[0]):
                return Zero(Place(turn), room, False)
    return None


def _at_slivers(g: Smooth, slivers: Floats) -> tuple[list[Zero], list[float], bool]:
    """Zeros where g is not continuous and nearer to such a place than floats of x tell; all such places.

    And whether some place may hide more of them.
    """
    found: list[Zero] = []
    breaks = []
    hidden = len(slivers) > MOST_SLIVERS
    for value, (low, high) in zip(locate(slivers).tolist() if len(slivers) else [], slivers.tolist()):
        at = place(value)
        breaks.append(at.value)
        certain = _certain(g, at)
        if certain is not None:
            found.append(Zero(certain, 2.3e-16 * abs(value) if certain.turned else 0.0))
        elif abs(g.values(np.array([at.value]))[0]) < 1e-9:
            hidden = True
        if hidden:
            continue
        for sign in (1, -1):
            near, decided = _beside(g, at, sign, 2 * max(high - low, abs(at.value) * 1e-15))
            found += near
            hidden |= not decided
    return found, breaks, hidden


def _beside(g: Smooth, at: Place, sign: int, room: float) -> tuple[list[Zero], bool]:
    """The zeros on one side of a place, by the distance from it, and whether these are all for certain."""
    near = Smooth(at_distance(g.expression, g.variable, at, sign), g.variable, ())
    edges = room * 4.0 ** -np.arange(480.0 if at.exact is not None else 4.0)[::-1]
    a, b = edges[:-1], edges[1:]
    low, high, state = near.enclose(Interval(a, b))
    clear = (np.asarray(state) == UNDEFINED) | (low > 0) | (high < 0)
    decided = at.exact is not None
    if clear.all():
        return [], decided
    if not np.all(np.asarray(state)[~clear] == DEFINED):
        return [], False
    none = np.zeros(int(np.count_nonzero(~clear)), np.int64)
    df = near.slope
    cells = Segments(a[~clear], b[~clear], none, np.arange(none.size))
    s = signs(near.enclose, None if df is None else df.enclose, cells, Budget(near.size))
    crossed = crossings(near.enclose, s)
    d = zeros(near.values, crossed.a, crossed.b)
    found = [
        Zero(Place(at.value + sign * part), max(1e-14 * part, 2.3e-16 * abs(at.value))) for part in d.tolist()
    ]
    monotone = np.isin(s.kind, (RISING, FALLING)) & (
        point_signs(near.enclose, s.a) * point_signs(near.enclose, s.b) != 0
    )
    settled = (np.abs(s.kind) == 1) | monotone
    settled[crossed.segment] = True
    return found, decided and bool(settled.all())


def _distinct(marks: list[Zero]) -> list[Zero]:
    """The zeros in order, each once."""
    kept: list[Zero] = []
    for zero in sorted(marks, key=lambda mark: mark.x):
        if kept and zero.x - kept[-1].x <= max(4 * (zero.error + kept[-1].error), 1e-13 * abs(zero.x)):
            if kept[-1].at.exact is None and zero.at.exact is not None:
                kept[-1] = zero
            continue
        kept.append(zero)
    return kept


def _far_out(g: Smooth) -> tuple[list[Zero], bool]:
    """The zeros beyond the window, and whether there are no others for certain."""
    found: list[Zero] = []
    certain = True
    df = g.slope
    for sign in (1, -1):
        a, b = (FAR[:-1], FAR[1:]) if sign > 0 else (-FAR[:0:-1], -FAR[-2::-1])
        state = np.asarray(g.enclose(Interval(a, b)).state)
        if np.all(state == UNDEFINED):
            continue
        if not np.all(state == DEFINED):
            certain = False
            continue
        zero = np.zeros(a.size, np.int64)
        s = signs(
            g.enclose,
            None if df is None else df.enclose,
            Segments(a, b, zero, zero),
            Budget(g.size, 2_000_000),
        )
        crossed = crossings(g.enclose, s)
        x = zeros(g.values, crossed.a, crossed.b)
        found += _marked(g, x)
        before, after = point_signs(g.enclose, s.a), point_signs(g.enclose, s.b)
        monotone = np.isin(s.kind, (RISING, FALLING)) & (before * after != 0)
        decided = (np.abs(s.kind) == 1) | monotone
        decided[crossed.segment] = True
        certain &= bool(decided.all())
    return found, certain


def _reduced(found: Zeros, period: float) -> Zeros:
    """The zeros of one period, of a shorter one where they repeat sooner."""
    marks = [zero for zero in found.zeros if zero.x < found.window[0] + period * (1 - 1e-12)]
    for parts in (4, 3, 2):
        step = period / parts
        if found.complete and marks and not len(marks) % parts and _repeats(marks, step, period):
            marks = [zero for zero in marks if zero.x < found.window[0] + step * (1 - 1e-12)]
            period = step
            break
    known = (
        place(period) if place(period / pi).exact is None else Place(period, place(period / pi).exact, True)
    )
    return Zeros(tuple(marks), found.breaks, found.level, found.window, found.complete, True, known)


def _repeats(marks: list[Zero], step: float, period: float) -> bool:
    """Whether the set of zeros is the same after a step."""
    x = np.array([zero.x for zero in marks])
    shifted = (x + step - x[0] + 1e-9) % period + x[0] - 1e-9
    return bool(np.allclose(np.sort(shifted), x, rtol=0, atol=1e-9 * period)) and isfinite(step)


def difference(left: Expression, right: Expression) -> Expression:
    """left - right."""
    if right == Number(0):
        return left
    return Call("add", (left, Call("negate", (right,))))
