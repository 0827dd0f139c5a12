"""Lines of zeros taken on to the very end of a domain, however they bend there."""

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.crossings import Crossings
from calcviz.maths.fields.grid import Grid
from calcviz.maths.fields.proofs import proven, uncertain
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import Strokes

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

FEW = 24
"""Ends that are taken on at most."""

STEP, SMALLEST, STEPS = 0.2, 0.01, 24
"""How far each step goes and the smallest one, in cells, and how many there are."""

ANGLES = np.linspace(-1.9, 1.9, 39)
"""Where the line is looked for at that distance, from the way it came."""

HALVED = 24

CLOSED = 0.02
"""The values on both sides of a zero, after HALVED steps, relative to where they began."""


def continued(field: ScalarField, g: Grid, lines: Strokes) -> Strokes:
    """The strokes with their open ends led on where the function has no value beyond."""
    if not len(lines.x) or proven(field, g):
        return lines
    end, inner, after = _open_ends(field, g, lines)
    if not 0 < len(end) <= FEW:
        return lines
    ways = _led_on(field, g, (lines.x[end], lines.y[end]), (lines.x[inner], lines.y[inner]))
    x, y, place = [], [], []
    for k, (at_x, at_y) in enumerate(ways):
        order = slice(None) if after[k] else slice(None, None, -1)
        x.append(at_x[order])
        y.append(at_y[order])
        place.append(np.full(len(at_x), end[k] + after[k]))
    where = np.concatenate(place)
    rank = np.argsort(where, kind="stable")
    added = np.searchsorted(np.sort(where[~np.repeat(after, [len(p) for p in place])]), lines.starts, "left")
    later = np.searchsorted(np.sort(where[np.repeat(after, [len(p) for p in place])]), lines.starts, "right")
    return Strokes(
        np.insert(lines.x, where[rank], np.concatenate(x)[rank]),
        np.insert(lines.y, where[rank], np.concatenate(y)[rank]),
        lines.starts + added + later,
        lines.of,
    )


def _open_ends(field: ScalarField, g: Grid, lines: Strokes) -> tuple[Integers, Integers, Booleans]:
    """The ends of strokes where the function may end, the points before them, and whether they are last."""
    last = np.append(lines.starts[1:], len(lines.x)) - 1
    end = np.concatenate((lines.starts, last))
    inner = np.concatenate((np.minimum(lines.starts + 1, last), np.maximum(last - 1, lines.starts)))
    x, y = lines.x[end], lines.y[end]
    closed = np.tile((lines.x[lines.starts] == lines.x[last]) & (lines.y[lines.starts] == lines.y[last]), 2)
    inside = (x > g.x[0]) & (x < g.x[-1]) & (y > g.y[0]) & (y < g.y[-1])
    spots = Crossings.on(g, x, y)
    open_ = inside & ~closed & uncertain(field, g)[spots.rows, spots.columns]
    k = np.flatnonzero(open_)
    if not k.size:
        return end[k], inner[k], open_[k]
    reach = 0.8 * np.array(g.cell)
    turn = np.arange(8) * (np.pi / 4)
    around = field.values(x[k, None] + reach[0] * np.cos(turn), y[k, None] + reach[1] * np.sin(turn))
    k = k[~np.isfinite(around).all(axis=1)]
    return end[k], inner[k], k >= len(lines.starts)


def _led_on(
    field: ScalarField, g: Grid, begin: tuple[Floats, Floats], before: tuple[Floats, Floats]
) -> list[tuple[Floats, Floats]]:
    """The points that follow each beginning, step by step along the zeros."""
    width, height = g.cell
    x, y = begin[0].copy(), begin[1].copy()
    angle = np.arctan2((y - before[1]) / height, (x - before[0]) / width)
    step = np.full(len(x), STEP)
    found: list[tuple[list[float], list[float]]] = [([], []) for _ in x]
    for _ in range(STEPS):
        k = np.flatnonzero(step >= SMALLEST)
        if not len(k):
            break
        turned = _nearest(field, g, (x[k], y[k]), angle[k], step[k])
        there = np.isfinite(turned)
        step[k[~there]] /= 2
        k, turned = k[there], turned[there]
        x[k] += step[k] * width * np.cos(turned)
        y[k] += step[k] * height * np.sin(turned)
        angle[k] = turned
        for n in k.tolist():
            found[n][0].append(float(x[n]))
            found[n][1].append(float(y[n]))
    return [(np.array(one, float), np.array(other, float)) for one, other in found]


def _nearest(
    field: ScalarField, g: Grid, place: tuple[Floats, Floats], angle: Floats, step: Floats
) -> Floats:
    """The direction nearest to the one given in which the function is 0 at that distance; NaN: in none.

    Between a direction with a value and one without, the last one with a value stands for the latter.
    """
    width, height = g.cell

    def at(a: Floats) -> Floats:
        shape = (-1,) + (1,) * (a.ndim - 1)
        x, y, s = (part.reshape(shape) for part in (*place, step))
        return field.values(x + s * width * np.cos(a), y + s * height * np.sin(a))

    a = angle[:, None] + ANGLES
    low, high = a[:, :-1], a[:, 1:]
    f = at(a)
    first, second = np.isfinite(f[:, :-1]), np.isfinite(f[:, 1:])
    inside, outside = np.where(first, low, high), np.where(first, high, low)
    for _ in range(HALVED):
        middle = (inside + outside) / 2
        held = np.isfinite(at(middle))
        inside, outside = np.where(held, middle, inside), np.where(held, outside, middle)
    edge = first != second
    low = np.where(edge & ~first, inside, low)
    high = np.where(edge & ~second, inside, high)
    a_low, a_high = at(low), at(high)
    with np.errstate(invalid="ignore"):
        apart = np.abs(a_high - a_low)
        bracket = (np.sign(a_low) * np.sign(a_high) <= 0) & (apart > 0)
    for _ in range(HALVED):
        middle = (low + high) / 2
        same = np.sign(at(middle)) == np.sign(a_low)
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    with np.errstate(invalid="ignore"):
        real = bracket & (np.abs(at(high) - at(low)) <= CLOSED * apart)
    off = np.where(real, np.abs(low - angle[:, None]), np.inf)
    best = np.argmin(off, axis=1)
    each = np.arange(len(angle))
    return np.where(np.isfinite(off[each, best]), low[each, best], np.nan)
