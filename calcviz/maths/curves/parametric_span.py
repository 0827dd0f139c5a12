"""Over what part of its parameter a curve without a written range is drawn: a period, or what is in view."""

from fractions import Fraction
from math import inf, isfinite, pi, tau

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression, substitute
from calcviz.maths.curves.parametric import ParametricCurve
from calcviz.maths.curves.singularities import Function
from calcviz.maths.curves.strictness import function
from calcviz.maths.curves.turns import MOST, half_turns, period
from calcviz.maths.curves.window import Window
from calcviz.maths.functions.building import number
from calcviz.maths.intervals.enclosures import UNDEFINED, Enclosure, Interval

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Span = tuple[float, float]

LEAST, DOUBLED = 2.0**-20, 56
"""The first of the intervals that are looked at, each as long as all before it together, and how many."""
SAMPLES, FINER = 96, 48
"""Points that are looked at in an interval whose bounds leave it open; the parts of the last one in view."""
SHORT = 4.0
"""Windows up to which the way between two samples is taken for a straight one."""
POINT = 0.5
"""Pixels in which all that follows is one point: there a curve that tends to a limit ends."""
TURNS, FEW = MOST * tau, 6 * tau
"""As far as a polar curve is followed until it leaves, and as far as one goes that has not left by then."""
UNEVEN = np.array([1.0, 1.0927, 1.2039, 1.3471, 1.4583, 1.6117, 1.7291, 1.8649])
FARTHEST = 2.0**30
"""Where samples are taken between a distance and its double, and how far: beyond, t is known too coarsely."""
DENOMINATOR = 360
"""A slider's number counts as a fraction up to this denominator, where a period is sought."""


def closing(c: ParametricCurve) -> float | None:
    """The length of the parameter after which a curve is proven to repeat, by its formula and its numbers.

    None where no period is known; of a polar curve radius and angle repeat together.
    """
    parts = c.components if c.radius is None else (c.radius,)
    meant = {name: _meant(value) for each in parts for name, value in each.parameters}
    known = {name: e for name, e in meant.items() if e is not None}
    written = tuple(substitute(each.expression, known) for each in parts)
    if c.radius is None:
        return period(written, c.variable)
    count = half_turns(written[0], c.variable)
    return None if count is None else count * pi


def _meant(value: float) -> Expression | None:
    """A number as a fraction of small numbers; None where it is none."""
    if not isfinite(value):
        return None
    near = Fraction(value).limit_denominator(DENOMINATOR)
    return number(near) if float(near) == value else None


def seen(c: ParametricCurve, span: Span, window: Window) -> Span:
    """The same span, but in place of an infinite end the one from which on nothing more is seen.

    One period where the curve is periodic. Else all that follows is out of the window, or undefined, or one
    point on the screen: proven by bounds, or told by samples where those are too wide. A curve that is never
    seen to leave goes on to 2 pi, or to 12 pi in polar coordinates, where it begins at 0. A window of fewer
    axes than the curve has is one of its first components.
    """
    low, high = span
    if isfinite(low) and isfinite(high):
        return span
    once = closing(c)
    if once is not None:
        if isfinite(high):
            return high - once, high
        return (low, low + once) if isfinite(low) else (0.0, once)
    usual = tau if c.radius is None else FEW
    curve = _Curve(c, window)
    if isfinite(high):
        away = curve.end(high, -1.0)
        return high - (away or usual), high
    begin = low if isfinite(low) else 0.0
    right = curve.end(begin, 1.0)
    left = 0.0 if isfinite(low) or c.radius is not None else curve.end(begin, -1.0) or 0.0
    right = usual if right is None or left + right == 0 else right
    return begin - left, begin + right


class _Curve:
    """A curve and a window through which it is seen."""

    def __init__(self, c: ParametricCurve, window: Window) -> None:
        self._window = window
        ends = np.array([[axis.low, axis.high] for axis in window.axes])
        self._low, self._high = ends.min(1)[:, None], ends.max(1)[:, None]
        self._functions = [_function(c, k) for k in range(len(window.axes))]
        r = c.radius
        self._radius = None if r is None else function(r.expression, r.variable, dict(r.parameters))

    def end(self, start: float, way: float) -> float | None:
        """How far from the start the last of it is seen, that way; None where it is never seen to leave."""
        edges = np.concatenate(([0.0], LEAST * 2.0 ** np.arange(DOUBLED)))
        near, far = edges, np.append(edges[1:], inf)
        settled = np.flatnonzero(self._is_point(start, way, edges))
        some = int(settled[0]) if settled.size else len(edges)
        last = self._last(start, way, near[:some], far[:some])
        if last < 0:
            return 0.0
        first, after = float(near[last]), float(far[last])
        if after == inf or (self._radius is not None and first >= TURNS):
            return None
        parts = first + (after - first) * np.arange(FINER + 1) / FINER
        inner = self._last(start, way, parts[:-1], parts[1:])
        end = float(parts[inner + 1]) if inner >= 0 else after
        return end if self._radius is None else min(end, TURNS)

    def _last(self, start: float, way: float, near: Floats, far: Floats) -> int:
        """The last of the intervals of the distance in which something is in the window; -1: none is.

        Only those beyond the last one whose middle is in it are looked at more closely.
        """
        middles = np.where(np.isfinite(far), (near + far) / 2, 2 * near)
        with np.errstate(all="ignore"):
            points = np.stack([f.values(start + way * middles) for f in self._functions])
            inside = ((points >= self._low) & (points <= self._high)).all(0)
        first = int(np.flatnonzero(inside)[-1]) if inside.any() else -1
        beyond = np.flatnonzero(~self._is_gone(start, way, near[first + 1 :], far[first + 1 :]))
        return first + 1 + int(beyond[-1]) if beyond.size else first

    def _is_gone(self, start: float, way: float, near: Floats, far: Floats) -> Bools:
        """Over which intervals of the distance nothing is in the window."""
        gone = self._is_out(*_between(start + way * near, start + way * far))
        left = np.flatnonzero(~gone)
        if left.size:
            a, b = near[left], np.where(np.isfinite(far[left]), far[left], 2.0**20 * near[left])
            t = start + way * (a[:, None] + (b - a)[:, None] * np.linspace(0.0, 1.0, SAMPLES))
            with np.errstate(all="ignore"):
                points = np.stack([f.values(t.ravel()).reshape(t.shape) for f in self._functions])
            gone[left] = ~self._met(points)
        return gone

    def _met(self, points: Floats) -> Bools:
        """Which samples, shape (axes, intervals, n), or straight ways between them, meet the window."""
        low, high = self._low[:, :, None], self._high[:, :, None]
        with np.errstate(invalid="ignore", over="ignore"):
            inside = ((points >= low) & (points <= high)).all(0).any(1)
            least = np.minimum(points[:, :, 1:], points[:, :, :-1])
            most = np.maximum(points[:, :, 1:], points[:, :, :-1])
            passing = ((least <= high) & (most >= low) & (most - least <= SHORT * (high - low))).all(0)
        return np.asarray(inside | passing.any(1))

    def _is_out(self, lo: Floats, hi: Floats) -> Bools:
        """Over which intervals of the parameter the curve is proven to be outside, or nowhere."""
        out = np.zeros(lo.shape, np.bool_)
        for k, f in enumerate(self._functions):
            e = f.enclose(Interval(lo, hi))
            out |= (e.lo > self._high[k, 0]) | (e.hi < self._low[k, 0]) | _is_nowhere(e)
        if self._radius is not None:
            reach = float(np.hypot(*np.maximum(np.abs(self._low), np.abs(self._high))[:, 0]))
            e = self._radius.enclose(Interval(lo, hi))
            out |= (e.lo > reach) | (e.hi < -reach)
        return out

    def _is_point(self, start: float, way: float, near: Floats) -> Bools:
        """From which distances on all that follows is proven to be one point on the screen."""
        looks, known = self._looks_like_point(start, way, near)
        if known and not looks.any():  # bounds would prove no more
            return looks
        lo, hi = _between(start + way * near, np.full_like(near, way * inf))
        found = [f.enclose(Interval(lo, hi)) for f in self._functions]
        if self._radius is not None:
            r = self._radius.enclose(Interval(lo, hi))
            most = np.maximum(np.abs(r.lo), np.abs(r.hi))
            found = [Enclosure(-most, most, r.state)] * len(found)
        with np.errstate(invalid="ignore", over="ignore"):
            ends = [self._window.pixels(np.stack([e[k] for e in found])) for k in (0, 1)]
            proven = (np.abs(ends[1] - ends[0]) < POINT).all(0)
        return np.asarray(proven | looks)

    def _looks_like_point(self, start: float, way: float, near: Floats) -> tuple[Bools, bool]:
        """The same as samples tell: bounds of a quotient may tell nothing. Never where one is undefined.

        And whether none is.
        """
        away = (near[:, None] * UNEVEN).ravel()
        away = away[away < FARTHEST]
        with np.errstate(all="ignore"):
            points = np.stack([f.values(start + way * away) for f in self._functions])
            px = self._window.pixels(points)[:, ::-1]
            wide = np.maximum.accumulate(px, axis=1) - np.minimum.accumulate(px, axis=1)
            small = np.asarray((wide < POINT).all(0))[::-1]
        found = np.zeros(near.size, np.bool_)
        whole = small.size // UNEVEN.size
        found[:whole] = small[: whole * UNEVEN.size : UNEVEN.size]
        return found, bool(np.isfinite(points).all())


def _function(c: ParametricCurve, k: int) -> Function:
    part = c.components[k]
    return function(part.expression, part.variable, dict(part.parameters))


def _is_nowhere(e: Enclosure) -> Bools:
    return np.asarray(np.asarray(e.state) == UNDEFINED)


def _between(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    return np.minimum(a, b), np.maximum(a, b)
