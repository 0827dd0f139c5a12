"""Regions: polygons around the places of a grid where a condition holds, with edges that belong or do not.

The outline crosses the edges of the grid's cells where the condition changes, which straight lines find at a
zero of a difference, and bisection at a pole, a jump or the end of a domain. Between two crossings of a cell
it is followed to its corners.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calcviz.maths.fields.crossings import Way, interpolated
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import Strokes, whole, without
from calcviz.maths.relations.jumping import on_jump
from calcviz.maths.relations.relation import Relation

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

STEPS = 24
"""Halvings of an edge of a cell: that finds 1e-7 of it."""

ASKED = 4096
"""Places of which the condition is asked at once, if they are so few."""

ROUNDS, PARTS, BENT, AWAY = 2, 8, 0.02, 0.8
"""How often the outline is divided, and in how many parts at once, where it is bent by so much of a cell; and
how far away it is sought."""

CLOSED = 0.03
"""The difference of two sides that are equal at the edge, relative to what it was a cell away."""

WITHIN = 1e-6
"""How near in cells a round number is to an edge that is found there."""

POLE = 1e3
"""The same where one of them has a pole, at which it is undefined."""

SHARES = (np.arange(1, PARTS) / PARTS)[:, None]
"""After which shares of a step the places of its parts lie."""

NOTHING = np.empty(0)


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """Rings (x, y), both (n,), ring k from starts[k]; what lies inside an odd number of them is meant.

    `closed` are the parts of their outline that belong to the region, `strict` those that do not; the ends of
    the window are none.
    """

    x: Floats
    y: Floats
    starts: Integers
    closed: Strokes
    strict: Strokes


EMPTY = Strokes(NOTHING, NOTHING, np.empty(0, np.int64), np.empty(0, np.int64))
NO_REGIONS = Regions(NOTHING, NOTHING, np.empty(0, np.int64), EMPTY, EMPTY)


class Plan(NamedTuple):
    """Places counted in the columns and rows of a grid, and the relation asked of them.

    Of the parts that are `whole` a place at which the difference is 0 counts: they are equal over areas.
    """

    x: Floats
    y: Floats
    relation: Relation
    whole: tuple[bool, ...]

    def plane(self, u: Floats, v: Floats) -> tuple[Floats, Floats]:
        """The coordinates of counted places."""
        across, up = (axis[-1] - axis[0] for axis in (self.x, self.y))
        return self.x[0] + u * (across / (len(self.x) - 1)), self.y[0] + v * (up / (len(self.y) - 1))

    def differences(self, x: Floats, y: Floats) -> list[Floats]:
        """The differences of all parts at places of the plane."""
        return [part.field.values(x, y) for part in self.relation.parts]

    def truths(self, differences: list[Floats]) -> list[Booleans]:
        """Which parts hold where these are their differences."""
        return [
            part.exactly(f) if whole else part.beside(f)
            for part, whole, f in zip(self.relation.parts, self.whole, differences)
        ]

    def holds(self, u: Floats, v: Floats) -> Booleans:
        """Whether the relation holds at counted places."""
        return self.relation.joined(self.truths(self.differences(*self.plane(u, v))))


class Outline(NamedTuple):
    """Rings of counted places, and for each a place just inside and one just outside, (n, 2) each.

    `of`, (n,), is the ring of each place; where `rim` is true it is a corner of the window.
    """

    inner: Floats
    outer: Floats
    of: Integers
    rim: Booleans

    @property
    def middle(self) -> Floats:
        """The places, (n, 2)."""
        return (self.inner + self.outer) / 2

    @property
    def following(self) -> Integers:
        """The place after each one on its ring, (n,)."""
        ends = np.flatnonzero(np.append(self.of[1:] != self.of[:-1], True))
        starts = np.append(0, ends[:-1] + 1)
        after = np.arange(1, len(self.of) + 1)
        after[ends] = starts
        return after


def regions(relation: Relation, x: Floats, y: Floats, inside: Booleans, whole: tuple[bool, ...]) -> Regions:
    """The region of places (x, y) of a grid, (m,) and (n,), that are `inside`, (n, m).

    Of the parts that are `whole` places count at which both sides are equal.
    """
    if not inside.any():
        return NO_REGIONS
    plan = Plan(x, y, relation, whole)
    line = _located(plan, _walked(inside))
    fresh = np.arange(len(line.of))
    for _ in range(ROUNDS):
        line, fresh = _bent(plan, line, fresh)
        if not fresh.size:
            break
    across, up = plan.plane(*line.middle.T)
    starts = np.flatnonzero(np.append(True, line.of[1:] != line.of[:-1])).astype(np.int64)
    included = _belongs(relation, plan, line)
    seen = ~_along_rim(line, len(x) - 1, len(y) - 1)
    ends = np.stack((line.inner, line.outer))
    held = plan.holds(ends[:, :, 0], ends[:, :, 1])
    real = line.rim | (held[0] & ~held[1])
    seen &= real & real[line.following]  # elsewhere the region ends at what is undecided
    closed = _strokes(line, across, up, seen & included)
    return Regions(across, up, starts, closed, _strokes(line, across, up, seen & ~included))


def _walked(inside: Booleans) -> tuple[Floats, Integers]:
    """Rings around the places inside, counted (n, 2), inside on their left; and the ring of each, (n,)."""
    (points,), (offsets,) = whole(inside.astype(np.float64)).filled(0.5, 2.0)
    of = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    return points, of


def _located(plan: Plan, walked: tuple[Floats, Integers]) -> Outline:
    """The rings with each place where the condition changes; those along the rim but its corners are left."""
    points, of = walked
    first = np.append(True, of[1:] != of[:-1])
    last = np.append(first[1:], True)
    low, high = np.floor(points), np.ceil(points)
    rim = (low == high).all(axis=1)
    u_end, v_end = len(plan.x) - 1, len(plan.y) - 1
    corner = rim & np.isin(points[:, 0], (0, u_end)) & np.isin(points[:, 1], (0, v_end))
    kept = (~rim | corner) & ~last  # contourpy repeats the first place of a ring at its end
    inner, outer = _settled(plan, np.stack((low[kept], high[kept])))
    return Outline(inner, outer, of[kept], rim[kept])


def _settled(plan: Plan, ends: Floats) -> tuple[Floats, Floats]:
    """The last place inside and the first one outside between two ends each, (2, n, 2): so near together as
    STEPS halvings bring them.

    Where differences become 0, straight lines and parabolas say; that the relation changes there, mostly with
    the first of them, else with the last, is asked of it, and what fails is halved.
    """
    values = plan.differences(*plan.plane(ends[:, :, 0], ends[:, :, 1]))
    truths = plan.truths(values)
    first = np.broadcast_to(plan.relation.joined(truths), ends.shape[:2])[0]
    inner, outer = np.where(first[:, None], ends, ends[::-1])
    shares = _crossed(plan, ends, values, truths)
    shares = np.where(first, shares, 1 - shares)
    t, last = np.fmin.reduce(shares, axis=0), np.fmax.reduce(shares, axis=0)
    inside, outside, found = _around(plan, inner, outer, np.where(t == t, t, 0.5))
    found |= (inner == outer).all(axis=1)
    k = np.flatnonzero(~found & (last > t))
    if k.size:
        inside[k], outside[k], found[k] = _around(plan, inner[k], outer[k], last[k])
    open_ = np.flatnonzero(~found)
    if open_.size:
        inside[open_], outside[open_] = _halved(plan, inner[open_], outer[open_])
    return inside, outside


def _around(plan: Plan, inner: Floats, outer: Floats, t: Floats) -> tuple[Floats, Floats, Booleans]:
    """Places just before and just behind a part of each way outwards, (n, 2), and whether the relation holds
    at the one and not at the other.
    """
    way, half = outer - inner, 0.5 * 2.0**-STEPS
    inside, outside = inner + (t - half)[:, None] * way, inner + (t + half)[:, None] * way
    places = np.stack((inside, outside))
    held = plan.holds(places[:, :, 0], places[:, :, 1])
    return inside, outside, held[0] & ~held[1]


def _crossed(plan: Plan, ends: Floats, values: list[Floats], truths: list[Booleans]) -> Floats:
    """After which parts of the ways between ends, (2, n, 2), each difference is 0 or has a pole, (parts, n);
    NaN: it does not change its side.
    """
    (ax, bx), (ay, by) = plan.plane(ends[:, :, 0], ends[:, :, 1])
    t = np.full((len(values), len(ax)), np.nan)
    for part, (a, b), here, found in zip(plan.relation.parts, values, truths, t):
        k = np.flatnonzero(here[0] != here[1])
        if k.size:
            way = Way(ax, ay, bx, by, a, b).some(k)
            found[k], settled = interpolated(part.field, way, 0.0)
            if not settled.all():
                with np.errstate(divide="ignore"):
                    way = way._replace(a=1 / way.a, b=1 / way.b).some(np.flatnonzero(~settled))
                found[k[~settled]], _ = interpolated(_Reciprocal(part.field), way, 0.0)
    return t


class _Reciprocal(NamedTuple):
    """One divided by a function: 0 at its poles."""

    field: ScalarField

    def values(self, *coordinates: ArrayLike) -> Floats:
        """The values at places whose coordinates broadcast; NaN where there is none."""
        with np.errstate(divide="ignore"):
            return 1 / self.field.values(*coordinates)


def _halved(plan: Plan, inner: Floats, outer: Floats) -> tuple[Floats, Floats]:
    """Places inside and outside, (n, 2), brought together by halving, several times with one question where
    they are few.
    """
    at_once, times = max(1, min(6, (ASKED // max(1, len(inner))).bit_length() - 1)), STEPS
    while times > 0 and len(inner):
        parts = 1 << min(at_once, times)
        step = (outer - inner) / parts
        tried = inner + np.arange(1, parts)[:, None, None] * step
        held = plan.holds(tried[:, :, 0], tried[:, :, 1])
        first = np.argmin(np.concatenate((held, np.zeros((1, len(inner)), np.bool_))), axis=0)[:, None]
        inner, outer = inner + first * step, np.where(first + 1 < parts, inner + (first + 1) * step, outer)
        times -= at_once
    return inner, outer


def _bent(plan: Plan, line: Outline, fresh: Integers) -> tuple[Outline, Integers]:
    """The outline with places more between two that it does not join in a straight line.

    Only the steps from the `fresh` places are tried, (k,); those around each new place are fresh again.
    """
    p, after = line.middle, line.following[fresh]
    step = p[after] - p[fresh]
    length = np.hypot(*step.T)
    long = ~line.rim[fresh] & ~line.rim[after] & (length > 3 * BENT) & (length < 2)
    tried, step, length = fresh[long], step[long], length[long]
    if not tried.size:
        return line, tried
    right = np.stack((step[:, 1], -step[:, 0]), axis=1) / length[:, None]
    sides = p[tried] + step / 2 + np.array((BENT, -BENT))[:, None, None] * right
    bent = np.equal(*plan.holds(sides[:, :, 0], sides[:, :, 1]))
    if not bent.any():
        return line, tried[:0]
    tried, step, right = (part[bent] for part in (tried, step, right))
    chord = p[tried, None] + SHARES * step[:, None]
    which, inner, outer = _beside(plan, chord.reshape(-1, 2), np.repeat(right, len(SHARES), axis=0))
    at = np.repeat(tried, len(SHARES))[which]
    order = np.insert(np.arange(len(line.of)), at + 1, len(line.of) + np.arange(len(at)))
    more = Outline(inner, outer, line.of[at], line.rim[at])
    grown = Outline(*(np.concatenate((one, other))[order] for one, other in zip(line, more)))
    new = at + 1 + np.arange(len(at))
    return grown, np.unique(np.concatenate((new - 1, new)))


def _beside(plan: Plan, places: Floats, right: Floats) -> tuple[Integers, Floats, Floats]:
    """The places of the outline straight across from some, (n, 2), whose right is given: for which ones it
    was found, not too near, and the places just inside and just outside.
    """
    within = plan.holds(*places.T)
    away = places + np.where(within, 1.0, -1.0)[:, None] * AWAY * right
    away = np.clip(away, 0, (len(plan.x) - 1, len(plan.y) - 1))
    which = np.flatnonzero(plan.holds(*away.T) != within)
    inner, outer = _settled(plan, np.stack((places[which], away[which])))
    off = np.hypot(*((inner + outer) / 2 - places[which]).T) > BENT
    return which[off], inner[off], outer[off]


def _belongs(relation: Relation, plan: Plan, line: Outline) -> Booleans:
    """Whether the outline from each place to the next, (n,), is part of the region.

    Two sides that become equal there are compared as equal; at a pole, a jump or the end of a domain the
    condition is asked with the functions that jump taken just where they do, or at the nearest round number.
    """
    after, p = line.following, line.middle
    own = _held(relation, plan, line)
    doubt = np.flatnonzero(own != own[after])
    if doubt.size:  # a corner where the two sides differ: asked just behind the first place
        u, w = p[doubt], p[after[doubt]]
        own = own.copy()
        right = np.stack(((w - u)[:, 1], (u - w)[:, 0]), axis=1)
        middle = u + (w - u) / 2
        within = plan.holds(*middle.T)
        away = middle + np.where(within, 0.5, -0.5)[:, None] * right
        away = np.clip(away, 0, (len(plan.x) - 1, len(plan.y) - 1))
        some = Outline(*_settled(plan, np.stack((middle, away))), line.of[doubt], line.rim[doubt])
        own[doubt] = _held(relation, plan, some)
    return own


def _held(relation: Relation, plan: Plan, line: Outline) -> Booleans:
    """Whether the condition holds at each place of the outline itself, (n,)."""
    (ax, ay), (bx, by) = plan.plane(*line.inner.T), plan.plane(*line.outer.T)
    way, end = (line.inner - line.outer) * 2.0 ** (STEPS - 1), (len(plan.x) - 1, len(plan.y) - 1)
    far = [plan.plane(*np.clip(line.middle + sign * way, 0, end).T) for sign in (1, -1)]
    cell = float(plan.x[1] - plan.x[0]), float(plan.y[1] - plan.y[0])
    round_x, round_y = (round_numbers((a + b) / 2, each) for a, b, each in zip((ax, ay), (bx, by), cell))
    simple = (np.abs(round_x - (ax + bx) / 2) <= WITHIN * cell[0]) | (ay != by) & (ax == bx)
    simple &= (np.abs(round_y - (ay + by) / 2) <= WITHIN * cell[1]) | (ax != bx) & (ay == by)
    x, y = (np.stack(places) for places in zip((ax, ay), (bx, by), *far, (round_x, round_y)))
    truths = []
    for part, (a, b, one, other, rounded) in zip(relation.parts, plan.differences(x, y)):
        with np.errstate(invalid="ignore", over="ignore"):
            away = np.fmax(np.abs(one), np.abs(other))
            largest = np.maximum(np.abs(a), np.abs(b))
            zero, pole = largest <= CLOSED * away, largest > POLE * away
        here = part.exactly(a)
        changed = here != part.exactly(b)
        there = part.exactly(rounded) & ~pole & simple
        jumping = np.flatnonzero(changed & ~zero & ~pole)
        if jumping.size:  # a jump that is not found either way is drawn as not belonging
            sides = [(u[jumping], v[jumping]) for u, v in ((ax, ay), (bx, by))]
            settled, known = on_jump(part.field, *sides)
            there[jumping] = np.where(known, part.exactly(settled), there[jumping])
        at = np.where(zero, part.at_zero, there)
        truths.append(np.where(changed, at, here))
    return relation.joined(truths)


def round_numbers(values: Floats, cell: float) -> Floats:
    """The values to the power of ten that is 1e-5 of a cell or less."""
    unit = 10.0 ** np.floor(np.log10(abs(cell)) - 5) if cell else 1.0
    return np.asarray(np.round(values / unit) / (1.0 / unit))


def _along_rim(line: Outline, u_end: int, v_end: int) -> Booleans:
    """Whether the way from each place to the next runs along an end of the window, (n,)."""
    p = line.middle
    q = p[line.following]
    found = np.zeros(len(p), np.bool_)
    for axis, end in ((0, 0), (0, u_end), (1, 0), (1, v_end)):
        found |= (np.abs(p[:, axis] - end) < 1e-9) & (np.abs(q[:, axis] - end) < 1e-9)
    return found


def _strokes(line: Outline, x: Floats, y: Floats, drawn: Booleans) -> Strokes:
    """The steps of the rings that are drawn, (n,), as strokes."""
    if not drawn.any():
        return EMPTY
    after = line.following
    ends = np.flatnonzero(after != np.arange(1, len(after) + 1))  # the last place of each ring
    place = np.insert(np.arange(len(x)), ends + 1, after[ends])  # each ring comes back to its first place
    step = np.insert(drawn, ends + 1, False)
    starts = np.append(0, ends[:-1] + 1) + np.arange(len(ends))
    whole = Strokes(x[place], y[place], starts.astype(np.int64), np.zeros(len(ends), np.int64))
    first = np.zeros(len(place), np.bool_)
    first[starts] = True
    wanted = step | (np.append(False, step[:-1]) & ~first)
    torn = np.flatnonzero(~step[:-1])
    return without(whole, ~wanted, torn)
