"""Areas between a curve and the axis, or between two curves, as filled polygons told apart by their sign."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np

from calcviz.drawing.fields import Floats, Patch, PatchRole
from calcviz.drawing.plane import Bars, Polyline, Primitive, graph
from calcviz.maths.curves.screen import Screen
from calcviz.maths.real import RealFunction

Sign = Literal["positive", "negative"]

THINNEST = 16
"""Columns for which a stretch is drawn at least."""

NOISE = 1e-13
"""The part of the greatest height that rounding may make of 0."""

_OTHER: dict[Sign, Sign] = {"positive": "negative", "negative": "positive"}


class Outline(NamedTuple):
    """A stretch of x with the heights of two edges there, (n,) each, and which of them is above."""

    x: Floats
    upper: Floats
    lower: Floats
    sign: Sign


def stretch(screen: Screen, low: float, high: float) -> Screen | None:
    """The part of a screen from low to high; None where nothing of that is in view."""
    low, high = max(low, screen.x_low), min(high, screen.x_high)
    if not low < high:
        return None
    columns = max(THINNEST, round(screen.x.pixel(high) - screen.x.pixel(low)))
    return screen._replace(x_low=low, x_high=high, columns=columns)


def area_under(
    f: RealFunction, low: float, high: float, screen: Screen, g: RealFunction | None = None
) -> tuple[Patch, ...]:
    """What lies between f and the axis, or f and g, from low to high: one patch for each sign.

    "positive" is where f is above. Only what is proven continuous is filled: a pole, a jump and what is
    undefined part the areas, and what cannot be resolved stays empty. low > high turns the signs round.
    """
    there = stretch(screen, min(low, high), max(low, high))
    if there is None:
        return ()
    found: list[Outline] = []
    level = ground(screen)
    if g is None:
        for part in graph(f, there):
            if isinstance(part, Bars):
                found += _bars(part, level, there)
            else:
                for x, y in strokes_of(part):
                    found += _signed(x, y, np.full_like(x, level))
    else:
        found += _between(f, g, there)
    return patches(found, turned=low > high)


def strokes_of(part: Primitive) -> Iterator[tuple[Floats, Floats]]:
    """The strokes of a curve, x and y of shape (n,); none of anything else."""
    if isinstance(part, Polyline) and part.role == "curve":
        for a, b in pairwise([*part.starts.tolist(), len(part.x)]):
            yield part.x[a:b], part.y[a:b]


def _bars(part: Bars, level: float, screen: Screen) -> Iterator[Outline]:
    """The columns that a curve fills: a rectangle on each side of the axis that it reaches."""
    half = np.broadcast_to(np.asarray(screen.width_at(part.x)) / 2, part.x.shape)
    for x, w, low, high in zip(part.x.tolist(), half.tolist(), part.low.tolist(), part.high.tolist()):
        sides, flat = np.array([x - w, x + w]), np.full(2, level)
        if high > level:
            yield Outline(sides, np.full(2, high), flat, "positive")
        if low < level:
            yield Outline(sides, flat, np.full(2, low), "negative")


def _between(f: RealFunction, g: RealFunction, screen: Screen) -> Iterator[Outline]:
    """What lies between two curves, wherever both have strokes."""
    first = [stroke for part in graph(f, screen) for stroke in strokes_of(part)]
    second = [stroke for part in graph(g, screen) for stroke in strokes_of(part)]
    k = 0
    for x, y in first:
        while k < len(second) and second[k][0][-1] <= x[0]:
            k += 1
        for u, v in second[k:]:
            if u[0] >= x[-1]:
                break
            low, high = max(x[0], u[0]), min(x[-1], u[-1])
            both = np.concatenate(([low], x, u, [high]))
            at = np.unique(both[(both >= low) & (both <= high)])
            yield from _signed(at, np.interp(at, x, y), np.interp(at, u, v))


def _signed(x: Floats, y: Floats, base: Floats) -> Iterator[Outline]:
    """The stretches of a stroke on which y − base keeps its sign, cut where it crosses."""
    d = y - base
    d[np.abs(d) <= NOISE * float(np.max(np.abs(d), initial=0.0))] = 0.0
    k = np.flatnonzero(d[:-1] * d[1:] < 0)
    t = d[k] / (d[k] - d[k + 1])
    cross = x[k] + t * (x[k + 1] - x[k])
    at = base[k] + t * (base[k + 1] - base[k])
    x, y, base = (np.insert(part, k + 1, new) for part, new in ((x, cross), (y, at), (base, at)))
    d = np.insert(d, k + 1, 0.0)
    middle = d[:-1] + d[1:]
    side = np.sign(middle)
    cuts = np.flatnonzero(side[1:] != side[:-1]) + 1
    for a, b in pairwise([0, *cuts.tolist(), len(side)]):
        if b > a and side[a]:
            part = slice(a, b + 1)
            above = side[a] > 0
            upper, lower = (y[part], base[part]) if above else (base[part], y[part])
            yield Outline(x[part], upper, lower, "positive" if above else "negative")


def patches(found: list[Outline], *, turned: bool = False) -> tuple[Patch, ...]:
    """One patch for each sign that is there; `turned`: the other sign is meant."""
    made = []
    for sign in ("positive", "negative"):
        outlines = [each for each in found if (_OTHER[each.sign] if turned else each.sign) == sign]
        if outlines:
            made.append(_patch(outlines, sign))
    return tuple(made)


def under(
    strokes: Iterable[tuple[Floats, Floats]], level: float, *, turned: bool = False
) -> tuple[Patch, ...]:
    """What lies between strokes, x and y of shape (n,), and a level: a polygon for each, cut at crossings."""
    found = [part for x, y in strokes for part in _signed(x, y, np.full_like(x, level))]
    return patches(found, turned=turned)


def ground(screen: Screen) -> float:
    """Where areas begin: on the axis, or below the view where a logarithmic axis has no 0."""
    return float(screen.band()[0]) if screen.y_log else 0.0


def _patch(outlines: list[Outline], role: PatchRole) -> Patch:
    x = np.concatenate([np.concatenate((each.x, each.x[::-1])) for each in outlines])
    y = np.concatenate([np.concatenate((each.upper, each.lower[::-1])) for each in outlines])
    lengths = np.array([2 * len(each.x) for each in outlines])
    return Patch(x, y, (np.cumsum(lengths) - lengths).astype(np.int64), role)


def boxes(
    left: Floats, right: Floats, height: Floats, base: float, *, turned: bool = False
) -> tuple[Patch, ...]:
    """Upright boxes between a level and heights, (n,) each, one patch for each sign; no flat ones."""
    made = []
    for sign, chosen in (("positive", height > base), ("negative", height < base)):
        if not chosen.any():
            continue
        a, b, h = left[chosen], right[chosen], height[chosen]
        x = np.stack((a, b, b, a), 1).ravel()
        y = np.stack((np.full_like(h, base), np.full_like(h, base), h, h), 1).ravel()
        role: Sign = "positive" if (sign == "positive") != turned else "negative"
        made.append(Patch(x, y, 4 * np.arange(len(a), dtype=np.int64), role))
    return tuple(made)
