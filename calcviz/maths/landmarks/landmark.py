"""What a pointer can snap to on the curves in a window."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite, nan
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Comparison, Constant, Expression, Name, substitute, walk
from calcviz.maths.curves.cells import Cells, certify, simple_number
from calcviz.maths.curves.singularities import Classified, Special, classify
from calcviz.maths.curves.strictness import strict
from calcviz.maths.intervals.enclosures import Interval
from calcviz.maths.landmarks.closed import Closed
from calcviz.maths.landmarks.graph import Sections, Turn, pieces, roots, sections
from calcviz.maths.landmarks.proofs import Proofs
from calcviz.maths.landmarks.signs import PLUS, ZERO, Segments
from calcviz.maths.landmarks.smooth import Smooth
from calcviz.maths.landmarks.written import written
from calcviz.maths.real import RealFunction

Floats = NDArray[np.float64]
Range = tuple[float, float]

Kind = Literal[
    "root",
    "minimum",
    "maximum",
    "intersection",
    "y_intercept",
    "hole",
    "jump",
    "pole",
    "end",
    "corner",
    "inflection",
]

PI = Constant("pi")

COLUMNS_PER_CELL = 4

MOST = 200
"""More landmarks than this are thinned out to those that stand apart; more of these are none to choose from."""

APART = 4
"""Columns between landmarks that stand apart."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A point (x, y) of a curve that has a name of its own; y is NaN at a pole.

    `x_text` and `y_text` are texts that read back as exactly the true number ("2/3", "sqrt(2)", "pi/2"),
    None where no exact arithmetic proves one. At a jump there is a landmark for each end of the curve.
    """

    kind: Kind
    x: float
    y: float
    x_text: str | None = None
    y_text: str | None = None


def landmarks(
    f: RealFunction, x_range: Range, y_range: Range, columns: int, edges: Floats | None = None
) -> tuple[Landmark, ...]:
    """The landmarks of y = f(x) in a window that many pixels wide, x rising.

    A root is reported where f is proven continuous and proven to change its sign, and where its value is
    proven to be 0; a minimum where f is proven to fall before it and to rise after it (at a corner too). What
    bounds on cells cannot decide is left out. None at all are reported where there are too many to choose
    among. `edges`, rising, are the edges of the cells that are looked at first; without them these are even.
    """
    return Survey(f, x_range, y_range, columns, edges).landmarks()


def intersections(
    f: RealFunction,
    g: RealFunction,
    x_range: Range,
    y_range: Range,
    columns: int,
    edges: Floats | None = None,
) -> tuple[Landmark, ...]:
    """Where the curves y = f(x) and y = g(x) meet in a window that many pixels wide, x rising.

    These are the zeros of f - g, with the same proofs; where the curves run together there are none.
    """
    other = g.expression if g.variable == f.variable else substitute(g.expression, {g.variable: Name(f.variable)})
    difference = Call("add", (f.expression, Call("negate", (other,))))
    numbers = tuple(sorted({**dict(f.parameters), **dict(g.parameters)}.items()))
    survey = Survey(RealFunction(difference, f.variable, numbers), x_range, y_range, columns, edges)
    return survey.zeros("intersection", Smooth(f.expression, f.variable, f.parameters))


class Survey:
    """One look at a function in a window."""

    def __init__(
        self, f: RealFunction, x_range: Range, y_range: Range, columns: int, edges: Floats | None
    ) -> None:
        self.f = f
        self.smooth = Smooth(f.expression, f.variable, f.parameters)
        self.x_range, self.y_range, self.columns = x_range, y_range, columns
        count = max(8, round(columns / COLUMNS_PER_CELL))
        self.edges = np.linspace(*x_range, count + 1) if edges is None else edges
        span = x_range[1] - x_range[0]
        self.proofs = Proofs(self.smooth, span)
        narrow = float(np.diff(self.edges).min())
        self.cells = certify(self.smooth.enclose, self.edges, narrow / (64 * COLUMNS_PER_CELL))
        self.pieces = pieces(self.cells, self.edges)
        self.narrow = 2.0**-44 * span
        self.sections = sections(self.smooth, self.pieces, self.narrow)
        self.singular: Classified | None = None
        if self.cells.slivers.size:
            self.singular = classify(self.smooth.function, self.cells, narrow)

    def landmarks(self) -> tuple[Landmark, ...]:
        """All of them."""
        if self.sections is None:
            return ()
        turns = self._turns(self.sections)
        found = [*self._zeros("root", self.sections, self.smooth), *turns, *self._specials()]
        found += [*self._corners(self.sections), *self._intercept()]
        return self._chosen(found)

    def zeros(self, kind: Kind, at: Smooth) -> tuple[Landmark, ...]:
        """The zeros alone, with the values that another function has there."""
        return () if self.sections is None else self._chosen(list(self._zeros(kind, self.sections, at)))

    def _chosen(self, found: list[Landmark]) -> tuple[Landmark, ...]:
        """Those in the window, in order, if they are few enough to choose from."""
        (left, right), (low, high) = self.x_range, self.y_range
        inside = {m for m in found if left <= m.x <= right and (m.y != m.y or low <= m.y <= high)}
        ordered = sorted(inside, key=lambda m: (m.x, m.y))
        if len(ordered) > MOST:
            x = np.array([m.x for m in ordered])
            place = np.interp(x, self.edges, np.arange(self.edges.size) * COLUMNS_PER_CELL)
            gap = np.concatenate(([np.inf], np.diff(place), [np.inf]))
            apart = np.minimum(gap[1:], gap[:-1]) >= APART
            ordered = [m for m, lonely in zip(ordered, apart) if lonely]
        return tuple(ordered) if len(ordered) <= MOST else ()

    def _zeros(self, kind: Kind, found: Sections, at: Smooth) -> Iterator[Landmark]:
        crossed = np.sort(roots(self.smooth, found, self.pieces, self.narrow)).tolist()
        touched = self._touched(found)
        if len(crossed) + len(touched) > 4 * MOST:
            return
        for x in crossed:
            yield self._point(kind, x, self.proofs.zero(self.smooth, x, crossed), at)
        for x in touched:
            exact = self.proofs.zero(self.smooth, x, crossed)
            if exact is not None or self._vanishes(x):
                yield self._point(kind, x, exact, at)

    def _touched(self, found: Sections) -> list[float]:
        """Places where f may be 0 without changing its sign: turns, ends and joints of pieces."""
        steady = np.abs(found.sign) == PLUS
        apart = (found.u[1:] != found.v[:-1]) | (found.piece[1:] != found.piece[:-1])
        opens, closes = np.concatenate(([True], apart)), np.concatenate((apart, [True]))
        level = found.sign == ZERO
        beside = np.isin(found.u, found.v[level]), np.isin(found.v, found.u[level])
        ends = np.concatenate((found.u[steady & opens & ~beside[0]], found.v[steady & closes & ~beside[1]]))
        x = np.concatenate((ends, np.array([turn.x for turn in found.turns if turn.before * turn.after == -1])))
        x = np.unique(np.concatenate((x, self._joints())))
        if not x.size:
            return []
        low, high, _ = self.smooth.enclose(Interval(x, x))
        y = np.abs(self.smooth.values(x))
        small = ~(y > 1e-6 * (self.y_range[1] - self.y_range[0]))
        near: list[float] = x[(low <= 0) & (high >= 0) & small].tolist()
        return near

    def _joints(self) -> Floats:
        """Where nothing is proven and the curve has a value all the same."""
        if self.singular is None:
            return np.empty(0)
        values = [special.x for special in self.singular.specials if special.value == 0]
        return np.concatenate((self.singular.x[self.singular.through], np.array(values, np.float64)))

    def _vanishes(self, x: float) -> bool:
        """Whether f is proven to be 0 at just this float."""
        at = np.array([x])
        low, high, _ = self.smooth.enclose(Interval(at, at))
        return bool(low[0] == 0 == high[0])

    def _turns(self, found: Sections) -> Iterator[Landmark]:
        turns = [turn for turn in found.turns if turn.before * turn.after == -1]
        places = [turn.x for turn in turns]
        slope = self.smooth.slope
        if slope is None or len(turns) > 4 * MOST:
            return
        for turn in turns:
            kind: Kind = "minimum" if turn.before < 0 else "maximum"
            exact = self.proofs.zero(slope, turn.x, places)
            if exact is None and not turn.smooth:
                exact = self.proofs.place(kinks(self.smooth.expression), turn.x)
            yield self._point(kind, turn.x, exact, self.smooth)

    def _corners(self, found: Sections) -> Iterator[Landmark]:
        """Where the slope changes abruptly, and not its sign."""
        turns = [turn for turn in found.turns if turn.before * turn.after != -1]
        for turn in turns[:MOST]:
            x = self._named(turn)
            if self.f.slope(x).reason == "corner":
                exact = self.proofs.place(kinks(self.smooth.expression), x)
                yield self._point("corner", x, exact, self.smooth)

    def _named(self, turn: Turn) -> float:
        simple = float(simple_number(np.array([turn.left]), np.array([turn.right]))[0])
        return turn.x if simple != simple else simple

    def _specials(self) -> Iterator[Landmark]:
        if self.singular is None:
            return
        gaps = (*strict(self.smooth.expression), *kinks(self.smooth.expression))
        for special in self.singular.specials[: 2 * MOST]:
            if special.kind == "essential":
                continue
            exact = self.proofs.place(gaps, special.x)
            x = special.x if exact is None else float(exact)
            text = None if exact is None else written(exact)
            for y in heights(special):
                yield Landmark(special.kind, x, y, text)

    def _intercept(self) -> Iterator[Landmark]:
        if self.x_range[0] <= 0 <= self.x_range[1]:
            y = float(self.smooth.values(np.zeros(1))[0])
            if isfinite(y):
                yield self._point("y_intercept", 0.0, Closed(), self.smooth)

    def _point(self, kind: Kind, x: float, exact: Closed | None, at: Smooth) -> Landmark:
        """A landmark on a curve, exact where its place is."""
        height = None
        if exact is not None:
            x = float(exact) + 0.0
            height = Closed() if kind == "root" else self.proofs.value(at.expression, exact)
        if kind == "root":
            y = 0.0
        else:
            y = float(at.values(np.array([x]))[0]) if height is None else float(height)
        return Landmark(
            kind, x, y, None if exact is None else written(exact), None if height is None else written(height)
        )


def heights(special: Special) -> list[float]:
    """The heights at which a curve ends or begins at a special point, NaN for a pole."""
    if special.kind == "pole":
        return [nan]
    if special.kind == "jump":
        parts = [special.value, special.left, special.right]
    else:
        parts = [next((y for y in (special.value, special.left, special.right) if y is not None), None)]
        if special.kind == "hole":
            parts = [special.left if special.left is not None else special.right]
    return list(dict.fromkeys(y for y in parts if y is not None and isfinite(y)))


@lru_cache(maxsize=256)
def kinks(e: Expression) -> tuple[Expression, ...]:
    """What is 0 where e may have a corner or a jump: the parts in |…|, the differences that are compared."""
    found: list[Expression] = []
    for node in walk(e):
        match node:
            case Call("abs" | "sign" | "heaviside" | "relu" | "cbrt" | "sqrt", (part,)):
                found.append(part)
            case Call("max" | "min", parts) | Comparison(parts, _):
                found += [Call("add", (a, Call("negate", (b,)))) for a, b in zip(parts, parts[1:])]
            case Call("floor" | "ceil" | "frac" | "round", (part,)):
                found.append(Call("sin", (Call("multiply", (part, PI)),)))
            case Call("power", (part, _)):
                found.append(part)
    return tuple(dict.fromkeys(found))
