"""Regions: polygons around the places of a grid where a condition holds, with edges that belong or do not.

The outline crosses the edges of the grid's cells where the condition changes, which bisection finds: at a
zero of a difference, at a pole, a jump or the end of a domain alike. Between two crossings of a cell it is
followed to its corners.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.strokes import Strokes, whole, without
from calcviz.maths.relations.relation import Relation

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

FIRST, STEPS = 9, 24
"""Halvings of an edge of a cell while corners are looked for, and in all: that finds 1e-7 of it."""

ASKED = 4096
"""Places of which the condition is asked at once, if they are so few."""

ROUNDS, BENT, AWAY = 6, 0.02, 0.8
"""How often the outline is divided where it is bent by so much of a cell, and how far away it is sought."""

CLOSED = 0.03
"""The difference of two sides that are equal at the edge, relative to what it was a cell away."""

WITHIN = 1e-6
"""How near in cells a round number is to an edge that is found there."""

POLE = 1e3
"""The same where one of them has a pole, at which it is undefined."""

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

Truth = Callable[[Floats, Floats], Booleans]


class Plan(NamedTuple):
    """Places counted in the columns and rows of a grid, and the condition asked of them."""

    x: Floats
    y: Floats
    truth: Truth

    def plane(self, u: Floats, v: Floats) -> tuple[Floats, Floats]:
        """The coordinates of counted places."""
        across, up = (axis[-1] - axis[0] for axis in (self.x, self.y))
        return self.x[0] + u * (across / (len(self.x) - 1)), self.y[0] + v * (up / (len(self.y) - 1))

    def holds(self, u: Floats, v: Floats) -> Booleans:
        """Whether the condition holds at counted places."""
        return self.truth(*self.plane(u, v))


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


def regions(relation: Relation, x: Floats, y: Floats, inside: Booleans, truth: Truth) -> Regions:
    """The region of places (x, y) of a grid, (m,) and (n,), that are `inside`, (n, m)."""
    if not inside.any():
        return NO_REGIONS
    plan = Plan(x, y, truth)
    line = _located(plan, _walked(inside))
    fresh = np.arange(len(line.of))
    for _ in range(ROUNDS):
        line, fresh = _bent(plan, line, fresh)
        if not fresh.size:
            break
    line = _halved(plan, line, STEPS - FIRST)
    across, up = plan.plane(*line.middle.T)
    starts = np.flatnonzero(np.append(True, line.of[1:] != line.of[:-1])).astype(np.int64)
    included = _belongs(relation, plan, line)
    seen = ~_along_rim(line, len(x) - 1, len(y) - 1)
    real = line.rim | (plan.holds(*line.inner.T) & ~plan.holds(*line.outer.T))
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
    low, high, of, rim = low[kept], high[kept], of[kept], rim[kept]
    swapped = ~plan.holds(*low.T)
    inner, outer = np.where(swapped[:, None], high, low), np.where(swapped[:, None], low, high)
    return _halved(plan, Outline(inner, outer, of, rim), FIRST)


def _halved(plan: Plan, line: Outline, times: int) -> Outline:
    """The outline with its places so often halved, several times with one question where they are few."""
    inner, outer = line.inner, line.outer
    at_once = max(1, min(6, (ASKED // max(1, len(inner))).bit_length() - 1))
    while times > 0 and len(inner):
        parts = 1 << min(at_once, times)
        step = (outer - inner) / parts
        tried = inner + np.arange(1, parts)[:, None, None] * step
        held = plan.holds(tried[:, :, 0], tried[:, :, 1])
        first = np.argmin(np.concatenate((held, np.zeros((1, len(inner)), np.bool_))), axis=0)[:, None]
        inner, outer = inner + first * step, np.where(first + 1 < parts, inner + (first + 1) * step, outer)
        times -= at_once
    return line._replace(inner=inner, outer=outer)


def _bent(plan: Plan, line: Outline, fresh: Integers) -> tuple[Outline, Integers]:
    """The outline with a place more between two that it does not join in a straight line.

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
    middle = p[tried] + step / 2
    sides = middle + np.array((BENT, -BENT))[:, None, None] * right
    straight = np.not_equal(*plan.holds(sides[:, :, 0], sides[:, :, 1]))
    if straight.all():
        return line, tried[:0]
    tried, right, middle = tried[~straight], right[~straight], middle[~straight]
    within = plan.holds(*middle.T)
    away = middle + np.where(within, 1.0, -1.0)[:, None] * AWAY * right
    away = np.clip(away, 0, (len(plan.x) - 1, len(plan.y) - 1))
    found = plan.holds(*away.T) != within
    tried, within, middle, away = tried[found], within[found], middle[found], away[found]
    inner, outer = np.where(within[:, None], middle, away), np.where(within[:, None], away, middle)
    made = _halved(plan, Outline(inner, outer, line.of[tried], line.rim[tried]), FIRST)
    off = np.hypot(*(made.middle - middle).T) > BENT
    at = tried[off] + 1
    order = np.insert(np.arange(len(line.of)), at, len(line.of) + np.arange(len(at)))
    more = Outline(made.inner[off], made.outer[off], made.of[off], made.rim[off])
    grown = Outline(*(np.concatenate((one, other))[order] for one, other in zip(line, more)))
    new = at + np.arange(len(at))
    return grown, np.unique(np.concatenate((new - 1, new)))


def _belongs(relation: Relation, plan: Plan, line: Outline) -> Booleans:
    """Whether the outline from each place to the next, (n,), is part of the region.

    Two sides that become equal there are compared as equal; at a pole, a jump or the end of a domain the
    condition is asked at the nearest round number.
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
        inner, outer = np.where(within[:, None], middle, away), np.where(within[:, None], away, middle)
        some = _halved(plan, Outline(inner, outer, line.of[doubt], line.rim[doubt]), STEPS)
        own[doubt] = _held(relation, plan, some)
    return own


def _held(relation: Relation, plan: Plan, line: Outline) -> Booleans:
    """Whether the condition holds at each place of the outline itself, (n,)."""
    (ax, ay), (bx, by) = plan.plane(*line.inner.T), plan.plane(*line.outer.T)
    way, end = (line.inner - line.outer) * 2.0 ** (STEPS - 1), (len(plan.x) - 1, len(plan.y) - 1)
    far = [plan.plane(*np.clip(line.middle + sign * way, 0, end).T) for sign in (1, -1)]
    cell = float(plan.x[1] - plan.x[0]), float(plan.y[1] - plan.y[0])
    round_x, round_y = (_rounded((a + b) / 2, each) for a, b, each in zip((ax, ay), (bx, by), cell))
    # a jump that is at no round number cannot be asked there: such an edge is drawn as not belonging
    simple = (np.abs(round_x - (ax + bx) / 2) <= WITHIN * cell[0]) | (ay != by) & (ax == bx)
    simple &= (np.abs(round_y - (ay + by) / 2) <= WITHIN * cell[1]) | (ax != bx) & (ay == by)
    truths = []
    for part in relation.parts:
        a, b = part.field.values(ax, ay), part.field.values(bx, by)
        with np.errstate(invalid="ignore"):
            away = np.fmax(*(np.abs(part.field.values(*place)) for place in far))
            largest = np.maximum(np.abs(a), np.abs(b))
            zero, pole = largest <= CLOSED * away, largest > POLE * away
        here = part.exactly(a)
        changed = here != part.exactly(b)
        there = part.exactly(part.field.values(round_x, round_y)) & ~pole & simple
        at = np.where(zero, part.at_zero, there)
        truths.append(np.where(changed, at, here))
    return relation.joined(truths)


def _rounded(values: Floats, cell: float) -> Floats:
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
