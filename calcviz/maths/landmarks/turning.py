"""What there is to find on a curve that is no graph: where it meets the axes, itself, and where it turns.

Along a path these are zeros of functions of its parameter, proven as roots are. On a curve that is told by an
equation F(x, y) = 0 its level tangents are the solutions of F = 0 and ∂F/∂x = 0.
"""

from dataclasses import replace
from math import hypot, inf, isfinite

import numpy as np

from calcviz.language.expression import Expression, Name, Number, longer
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from calcviz.maths.evaluate import compiled, value
from calcviz.maths.landmarks.meeting import (
    ALIKE,
    MOST,
    ROOMS,
    Floats,
    Range,
    Way,
    difference,
    inside,
    meetings,
    newton,
    plain,
    solved,
    span_of,
)
from calcviz.maths.landmarks.point import Kind, Landmark
from calcviz.maths.landmarks.smooth import MOST_NODES, Smooth
from calcviz.maths.landmarks.survey import Survey
from calcviz.maths.real import RealFunction

PIECES = 900
"""Straight pieces of a path among which those are looked for that cross."""

CROSSINGS = 60
"""Crossings of a curve with itself; where more are seen it is a net, and none is marked."""

BOXES = 400
"""Small boxes that may hold a tangent: where there are more the curve is a net too."""

ROUNDED = 1e-15
"""What is smaller than this part of the window is 0: a crossing is known as a float only."""

STILL = 1e-7
"""Speeds below this part of the largest are none: there a path stops, and may have a tip."""


def turning(way: Way, x_range: Range, y_range: Range, columns: int) -> tuple[Landmark, ...]:
    """The landmarks of a curve in a window that many pixels wide, x rising."""
    if way.path is None:
        return _of_equation(way, x_range, y_range, columns)
    return _Path(way, span_of(way, x_range, y_range), columns).landmarks(x_range, y_range)


class _Path:
    """A curve (x(s), y(s)) over a span of its parameter."""

    def __init__(self, way: Way, span: Range, columns: int) -> None:
        assert way.path is not None
        self.s, self.span, self.columns = way.variable, span, columns
        self.x, self.y = (plain(e, way.parameters, way.variable) for e in way.path)
        self.along = way.along

    def landmarks(self, x_range: Range, y_range: Range) -> tuple[Landmark, ...]:
        """All that are in the window; at one place only the kind that says most."""
        found: list[Landmark] = []
        if not self.along:
            found += self._crossings(x_range, y_range)
        dx, dy = self._slope(self.x), self._slope(self.y)
        if dx is not None and dy is not None:
            found += self._tangents(dx, dy)
        found += self._at(self.y, "x_intercept") + self._at(self.x, "y_intercept")
        return _kinds(found, x_range, y_range)

    def _slope(self, e: Expression) -> Expression | None:
        try:
            return None if longer(e, MOST_NODES) else derivative(e, self.s)
        except (NoRule, TooLong):
            return None

    def _at(self, e: Expression, kind: Kind) -> list[Landmark]:
        """The points of the path at the zeros of a function of its parameter."""
        return [landmark for _, landmark in self._zeros(e, kind)]

    def _zeros(self, e: Expression, kind: Kind) -> list[tuple[float, Landmark]]:
        survey = Survey(RealFunction(e, self.s), self.span, (-inf, inf), self.columns, None)
        across, up = (survey.intersections(Smooth(part, self.s, ())) for part in (self.x, self.y))
        heights = {each.x: each for each in up}
        return [
            (each.x, Landmark(kind, each.y, heights[each.x].y, each.y_text, heights[each.x].y_text))
            for each in across
            if each.x in heights
        ]

    def _tangents(self, dx: Expression, dy: Expression) -> list[Landmark]:
        """Where one speed is 0: where both are, the curve may have a tip."""
        ds = np.linspace(*self.span, 400)
        with np.errstate(all="ignore"):
            u, v = (np.broadcast_to(compiled(e, (self.s,))(ds), ds.shape) for e in (dx, dy))
            speeds = np.hypot(u, v)
        fastest = float(np.median(speeds[np.isfinite(speeds)])) if np.isfinite(speeds).any() else 0.0
        found: list[Landmark] = []
        for e, other, kind in ((dy, dx, "level"), (dx, dy, "upright")):
            for s, landmark in self._zeros(e, kind):  # type: ignore[arg-type]
                speed = value(other, {self.s: s})
                if not isfinite(speed):
                    continue
                still = abs(speed) <= STILL * fastest
                found.append(replace(landmark, kind="corner") if still else landmark)
        return found

    def _starts(self) -> Floats:
        """Pairs of parameters, (n, 2), near crossings; of a curve that goes round twice from one round."""
        low, high = self.span
        for end in (high, (low + high) / 2):
            s = np.linspace(low, end, PIECES + 1)
            with np.errstate(all="ignore"):
                x, y = (np.broadcast_to(compiled(e, (self.s,))(s), s.shape) for e in (self.x, self.y))
            found = _crossing_pieces(x, y, s)
            if len(found) <= 4 * CROSSINGS:
                return found
        return np.empty((0, 2))

    def _crossings(self, x_range: Range, y_range: Range) -> list[Landmark]:
        """Where the path comes to a place a second time, from another direction."""
        from calcviz.maths.calculus.systems import Equations

        starts = self._starts()
        if not len(starts):
            return []
        first, other = (tuple(plain_name(e, self.s, name) for e in (self.x, self.y)) for name in ("s", "u"))
        system = Equations(tuple(difference(p, q) for p, q in zip(first, other, strict=True)), ("s", "u"))
        try:
            if not system.slopes:
                return []
            wide = np.full(2, self.span[1] - self.span[0])
            found: list[Landmark] = []
            for place in _apart(newton(system, starts, wide), self.span):
                if any(system.unique_within(place, room * wide) for room in ROOMS):
                    at = {self.s: float(place[0])}
                    x, y = value(self.x, at), value(self.y, at)
                    found.append(Landmark("crossing", *_clean(x, y, x_range, y_range)))
        except (NoRule, TooLong, KeyError):
            return []
        found = list(inside(found, x_range, y_range))
        return found if len(found) <= CROSSINGS else []


def plain_name(e: Expression, old: str, new: str) -> Expression:
    """e with another letter for its parameter."""
    from calcviz.language.expression import substitute

    return substitute(e, {old: Name(new)})


def _apart(places: Floats, span: Range) -> list[Floats]:
    """Pairs of parameters that differ, each once; both ends of a closed curve are one place."""
    near = 1e-6 * (span[1] - span[0])
    found: list[Floats] = []
    for place in places:
        a, b = sorted(place.tolist())
        closing = a - span[0] <= near and span[1] - b <= near
        if b - a <= near or closing or a < span[0] - near or b > span[1] + near:
            continue
        if not any(np.abs(np.array([a, b]) - other).max() <= near for other in found):
            found.append(np.array([a, b]))
    return found


def _crossing_pieces(x: Floats, y: Floats, s: Floats) -> Floats:
    """The parameters, (n, 2), at the middles of straight pieces that cross and are no neighbours."""
    middle = (s[1:] + s[:-1]) / 2
    dx, dy = np.diff(x), np.diff(y)
    pairs: list[tuple[float, float]] = []
    with np.errstate(all="ignore"):
        for k in range(len(dx) - 2):
            far = slice(k + 2, None)
            ax, ay = x[:-1][far] - x[k], y[:-1][far] - y[k]
            bx, by = x[1:][far] - x[k], y[1:][far] - y[k]
            beside = (dx[k] * ay - dy[k] * ax) * (dx[k] * by - dy[k] * bx) <= 0
            cx, cy = bx - dx[k], by - dy[k]
            across = (dx[far] * -by + dy[far] * bx) * (dx[far] * -cy + dy[far] * cx) <= 0
            for j in np.flatnonzero(beside & across).tolist():
                pairs.append((float(middle[k]), float(middle[k + 2 + j])))
            if len(pairs) > 4 * CROSSINGS:
                break
    return np.array(pairs).reshape(-1, 2)


def _of_equation(way: Way, x_range: Range, y_range: Range, columns: int) -> tuple[Landmark, ...]:
    """Where the curve F = 0 meets the axes, and its level and upright tangents."""
    F = way.equation
    if F is None:
        return ()
    found: list[Landmark] = []
    zero = Number(0)
    for path, span, kind in (
        ((Name("s"), zero), x_range, "x_intercept"),
        ((zero, Name("s")), y_range, "y_intercept"),
    ):
        met = meetings(Way(path, "s", span), way, x_range, y_range, columns)
        found += [replace(each, kind=kind) for each in met]  # type: ignore[arg-type]
    for letter, kind in (("x", "level"), ("y", "upright")):
        found += _flat(plain(F, way.parameters, ""), letter, kind, x_range, y_range)  # type: ignore[arg-type]
    return _kinds(found, x_range, y_range)


def _flat(F: Expression, letter: str, kind: Kind, x_range: Range, y_range: Range) -> list[Landmark]:
    """The points of F = 0 at which its derivative by a letter is 0."""
    from calcviz.maths.calculus.systems import Equations

    try:
        system = Equations((F, derivative(F, letter)), ("x", "y"))
        if longer(F, MOST_NODES) or not system.slopes:
            return []
        places = solved(system, np.array([x_range, y_range]), BOXES)
    except (NoRule, TooLong, KeyError):
        return []
    return [Landmark(kind, *_clean(float(x), float(y), x_range, y_range)) for x, y in places]


def _clean(x: float, y: float, x_range: Range, y_range: Range) -> tuple[float, float]:
    """A point without what rounding left of a coordinate that is 0."""
    noise = (ROUNDED * (high - low) for low, high in (x_range, y_range))
    found = [0.0 if abs(at) <= least else at for at, least in zip((x, y), noise, strict=True)]
    return found[0], found[1]


_RANK: tuple[Kind, ...] = ("crossing", "corner", "level", "upright", "x_intercept", "y_intercept")


def _kinds(found: list[Landmark], x_range: Range, y_range: Range) -> tuple[Landmark, ...]:
    """The points in the window, each kind at a place once; a tip is no tangent besides."""
    chosen: list[Landmark] = []
    for kind in _RANK:
        chosen += inside([each for each in found if each.kind == kind], x_range, y_range)
    tips = [each for each in chosen if each.kind == "corner"]
    near = ALIKE * hypot(x_range[1] - x_range[0], y_range[1] - y_range[0])
    kept = [
        each
        for each in chosen
        if each.kind not in ("level", "upright")
        or not any(hypot(each.x - tip.x, each.y - tip.y) <= near for tip in tips)
    ]
    return tuple(sorted(kept, key=lambda each: (each.x, each.y)))[:MOST]
