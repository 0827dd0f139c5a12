"""A curve t ↦ (x(t), y(t)) or (x(t), y(t), z(t)), drawn in certified pieces."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import tau
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, Name
from calcviz.maths.curves.cells import Cells
from calcviz.maths.curves.following import Proven, boxes, pieces, proven, sampled
from calcviz.maths.curves.singularities import Classified, Function, classify, locate
from calcviz.maths.curves.strictness import function
from calcviz.maths.curves.thinning import needed
from calcviz.maths.curves.window import Window
from calcviz.maths.intervals.enclosures import DEFINED, Interval
from calcviz.maths.real import RealFunction, real_function

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

CHORD = 0.15
"""Pixels by which a chord may miss the curve."""

CLOSED = 0.5
"""Pixels up to which the ends of a curve are one point."""


class Path(NamedTuple):
    """What is drawn of a curve in a window.

    `t` (n,) and `points` (axes, n) of all strokes, finite, t rising; `starts` the index at which each stroke
    begins. `opened` and `closed`, shape (axes, k): limits that are not taken, and points that stand where the
    curve is not continuous or ends. `crowded` and `unknown`, shape (axes, m, 2): boxes in which the curve
    runs too fast to be followed, and those in which nothing could be proven.
    """

    t: Floats
    points: Floats
    starts: Ints
    opened: Floats
    closed: Floats
    crowded: Floats
    unknown: Floats


@dataclass(frozen=True)
class ParametricCurve:
    """A curve in the plane or in space; its components are functions of the same variable.

    `text` says how it is called ("c"); None: it has no name. `span` is the range of the parameter that is
    meant where none is told.
    """

    components: tuple[RealFunction, ...]
    text: str | None = None
    span: tuple[float, float] = (0.0, tau)
    radius: RealFunction | None = None
    """What the components are multiples of, for a polar curve: they are continuous where it is."""

    @property
    def variable(self) -> str:
        """The parameter."""
        return self.components[0].variable

    @property
    def parameters(self) -> tuple[tuple[str, float], ...]:
        """The numbers that any component needs, sorted by name."""
        return tuple(sorted({pair for each in self.components for pair in each.parameters}))

    def __call__(self, t: float) -> tuple[float, ...]:
        """The point at t; NaN in a component that is undefined there."""
        return tuple(each(t) for each in self.components)

    def values(self, t: Floats) -> Floats:
        """The points at each t, shape (axes, n); NaN where a component is undefined."""
        return np.stack([each.values(t) for each in self.components])

    def among(self, numbers: Mapping[str, float]) -> "ParametricCurve":
        """The curve for other values of its numbers; itself where they are the same."""
        new = tuple(each.among(numbers) for each in self.components)
        same = all(a is b for a, b in zip(new, self.components, strict=True))
        return self if same else replace(self, components=new)

    def derivative(self) -> "ParametricCurve":
        """The velocity t ↦ c'(t); raises NoRule and TooLong."""
        text = None if self.text is None else f"{self.text}'"
        return ParametricCurve(tuple(each.derivative() for each in self.components), text, self.span)

    def path(
        self, low: float, high: float, window: Window, ends: tuple[bool | None, bool | None] = (None, None)
    ) -> Path:
        """The curve for low ≤ t ≤ high in a window.

        `ends` say of t = low and t = high whether the point there belongs to the curve; None: not marked.
        """
        functions = tuple(
            function(each.expression, each.variable, dict(each.parameters)) for each in self.components
        )
        r = self.radius
        domain = None if r is None else (function(r.expression, r.variable, dict(r.parameters)),)
        return drawn(functions, low, high, window, ends, domain)


def parametric_curve(
    expressions: tuple[Expression, ...],
    variable: str,
    numbers: Mapping[str, float],
    text: str | None = None,
    span: tuple[float, float] = (0.0, tau),
) -> ParametricCurve:
    """The curve of some expressions, each taking from `numbers` only what it needs."""
    return ParametricCurve(tuple(real_function(e, variable, numbers) for e in expressions), text, span)


def polar_curve(r: RealFunction) -> ParametricCurve:
    """The points (r(θ) cos θ, r(θ) sin θ)."""
    angle = Name(r.variable)
    parts = tuple(Call("multiply", (r.expression, Call(name, (angle,)))) for name in ("cos", "sin"))
    components = tuple(replace(r, expression=part, text=None) for part in parts)
    return ParametricCurve(components, r.text, radius=r)


def drawn(
    functions: tuple[Function, ...],
    low: float,
    high: float,
    window: Window,
    ends: tuple[bool | None, bool | None] = (None, None),
    domain: tuple[Function, ...] | None = None,
) -> Path:
    """The curve of functions whose bounds and values are known; `domain`: see `proven`."""
    on = proven(functions, low, high, domain)
    at = _Singular.none(len(functions))
    if on.cells.slivers.size:
        at = _Singular.of(functions, on, (low, high), ends)
    samples = sampled(functions, on, window, at.near)
    t, points, stroke = _strokes(samples.t, samples.points, on, at, window)
    if samples.crowded.size:
        stroke = stroke + np.searchsorted(samples.crowded[:, 0], t, side="left")
    keep = needed(window.pixels(points), stroke, CHORD)
    t, points, stroke = t[keep], points[:, keep], stroke[keep]
    t, points, starts = _seen(t, points, stroke, window)
    marks = _ends(functions, on, (low, high), ends, window)
    return Path(
        t,
        points,
        starts,
        np.concatenate((at.opened, marks[0]), axis=1),
        np.concatenate((at.closed, marks[1]), axis=1),
        _covering(functions, samples.crowded),
        _covering(functions, on.cells.unresolved),
    )


class _Singular(NamedTuple):
    """What slivers are: where, the limits (axes, s) from the left and the right, whether the curve runs
    through; marks (axes, k); and values of t near them.
    """

    t: Floats
    left: Floats
    right: Floats
    through: Bools
    opened: Floats
    closed: Floats
    near: Floats

    @classmethod
    def none(cls, axes: int) -> "_Singular":
        empty, points = np.empty(0), np.empty((axes, 0))
        return cls(empty, points, points, np.empty(0, np.bool_), points, points, empty)

    @classmethod
    def of(
        cls,
        functions: tuple[Function, ...],
        on: Proven,
        span: tuple[float, float],
        ends: tuple[bool | None, bool | None],
    ) -> "_Singular":
        low, high = span
        coarse = (high - low) / 128
        found = [_classified(f, on.cells, coarse) for f in functions]
        t = found[0].x
        slivers = on.cells.slivers
        value = np.stack([_taken(f, each) for f, each in zip(functions, found, strict=True)])
        smooth = np.stack([each.through for each in found])
        left = np.where(smooth, value, np.stack([each.left for each in found]))
        right = np.where(smooth, value, np.stack([each.right for each in found]))
        left[:, slivers[:, 0] <= low] = np.nan
        right[:, slivers[:, 1] >= high] = np.nan
        left_out = (t < low) | (t > high)
        left_out |= (t == low) & (ends[0] is False) | (t == high) & (ends[1] is False)
        value[:, left_out] = np.nan
        through: Bools = np.all(smooth, axis=0)
        near = np.concatenate([each.near_x.ravel() for each in found])
        near = near[(near >= low) & (near <= high)]
        opened, closed = _marked(left[:, ~through], right[:, ~through], value[:, ~through])
        return cls(t, left, right, through, opened, closed, near)


def _classified(f: Function, cells: Cells, coarse: float) -> Classified:
    """What the slivers are to one component; one that is proven continuous there is looked at no more."""
    low, high = cells.slivers[:, 0], cells.slivers[:, 1]
    if not np.all(f.enclose(Interval(low, high)).state == DEFINED):
        return classify(f, cells, coarse)
    t, empty = locate(cells.slivers), np.empty(0)
    value = f.values(t)
    return Classified(t, value, value, np.ones(t.size, np.bool_), (), empty, empty)


def _taken(f: Function, found: Classified) -> Floats:
    """The value at each singular point, NaN where there is none."""
    known = {special.x: special.value for special in found.specials}
    value = f.at(found.x)
    value = np.where(found.through & ~np.isfinite(value), found.left, value)
    for k, t in enumerate(found.x.tolist()):
        if t in known:
            at = known[t]
            value[k] = np.nan if at is None else at
    return value


def _marked(left: Floats, right: Floats, value: Floats) -> tuple[Floats, Floats]:
    """Limits that are not taken, and points that stand alone; each point once."""
    there = np.isfinite(value).all(0)
    opened = [
        limit[:, np.isfinite(limit).all(0) & ~(there & np.isclose(limit, value, 1e-9, 1e-12).all(0))]
        for limit in (left, right)
    ]
    return np.unique(np.concatenate(opened, axis=1), axis=1), np.unique(value[:, there], axis=1)


def _strokes(
    t: Floats, points: Floats, on: Proven, at: _Singular, window: Window
) -> tuple[Floats, Floats, Ints]:
    """The points of all pieces, with the limits at their ends, and the stroke that each belongs to."""
    cells = on.cells
    piece = pieces(t, cells)
    opens = np.ones(max(cells.starts.size, 1), np.int64)
    if at.t.size and cells.starts.size:
        i = np.minimum(np.searchsorted(cells.ends, cells.slivers[:, 0]), cells.ends.size - 1)
        j = np.minimum(np.searchsorted(cells.starts, cells.slivers[:, 1]), cells.starts.size - 1)
        ends = (cells.ends[i] == cells.slivers[:, 0]) & ~np.isnan(at.left).any(0)
        begins = (cells.starts[j] == cells.slivers[:, 1]) & ~np.isnan(at.right).any(0)
        through = at.through & ends & begins
        begins &= ~through
        place = np.concatenate(
            (
                np.searchsorted(piece, i[ends], side="right"),
                np.searchsorted(piece, j[begins], side="left"),
            )
        )
        limits = window.clamped(np.concatenate((at.left[:, ends], at.right[:, begins]), axis=1))
        t = np.insert(t, place, np.concatenate((at.t[ends], at.t[begins])))
        points = np.insert(points, place, limits, axis=1)
        piece = np.insert(piece, place, np.concatenate((i[ends], j[begins])))
        opens[j[through]] = 0
    return t, points, np.cumsum(opens)[piece]


def _seen(t: Floats, points: Floats, stroke: Ints, window: Window) -> tuple[Floats, Floats, Ints]:
    """The strokes without what runs along the bounds, where points are no points of the curve."""
    low, high = window.bounds
    out: Bools = np.any((points <= low) | (points >= high), axis=0)
    if out.any() and t.size > 1:
        same = stroke[1:] == stroke[:-1]
        lost = out.copy()
        lost[1:] &= out[:-1] | ~same
        lost[:-1] &= out[1:] | ~same
        stroke = (stroke + np.cumsum(lost))[~lost]
        t, points = t[~lost], points[:, ~lost]
    if not t.size:
        return t, points, np.empty(0, np.int64)
    opens = np.concatenate(([True], stroke[1:] != stroke[:-1]))
    alone = opens & np.concatenate((opens[1:], [True]))
    if alone.any():
        t, points, opens = t[~alone], points[:, ~alone], opens[~alone]
    return t, points, np.flatnonzero(opens)


def _ends(
    functions: tuple[Function, ...],
    on: Proven,
    places: tuple[float, float],
    ends: tuple[bool | None, bool | None],
    window: Window,
) -> tuple[Floats, Floats]:
    """The ends of the range that are to be marked as opened and as closed; none where they are one point."""
    none = np.empty((len(functions), 0))
    if ends == (None, None) or not on.cells.starts.size:
        return none, none
    points = np.stack([f.values(np.array(places)) for f in functions])
    px = window.pixels(points)
    if float(np.hypot.reduce(px[:, 0] - px[:, 1])) < CLOSED:
        return none, none
    reached = bool(on.cells.starts[0] == places[0]), bool(on.cells.ends[-1] == places[1])
    whole = [reached[k] and bool(np.isfinite(points[:, k]).all()) for k in (0, 1)]
    taken = [whole[k] and ends[k] is True for k in (0, 1)]
    left_out = [whole[k] and ends[k] is False for k in (0, 1)]
    return points[:, left_out], points[:, taken]


def _covering(functions: tuple[Function, ...], intervals: Floats) -> Floats:
    """Boxes around what the curve does over intervals of t, shape (axes, m, 2)."""
    if not intervals.size:
        return np.empty((len(functions), 0, 2))
    return np.stack(boxes(functions, intervals[:, 0], intervals[:, 1]), axis=-1)
