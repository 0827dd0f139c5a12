"""One look at a function in a window: what there is to snap to, found with floats and then proven."""

from collections.abc import Iterator
from math import isfinite, nan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression
from calcviz.maths.curves.cells import certify, simple_number
from calcviz.maths.curves.singularities import Classified, Special, classify
from calcviz.maths.curves.strictness import strict
from calcviz.maths.intervals.enclosures import Interval
from calcviz.maths.landmarks.closed import Closed
from calcviz.maths.landmarks.graph import Sections, Turn, pieces, roots, sections, sign_changes
from calcviz.maths.landmarks.kinks import kinks
from calcviz.maths.landmarks.point import Kind, Landmark
from calcviz.maths.landmarks.proofs import Proofs
from calcviz.maths.landmarks.recognised import NEAR
from calcviz.maths.landmarks.signs import PLUS, ZERO
from calcviz.maths.landmarks.smooth import Guided, Smooth
from calcviz.maths.landmarks.written import written
from calcviz.maths.real import RealFunction

Floats = NDArray[np.float64]
Range = tuple[float, float]

COLUMNS_PER_CELL = 4

NEGLIGIBLE = 1e-6
"""A greater value than this is not 0 up to rounding."""

MOST = 200
"""More landmarks than this are thinned out to those that stand apart; of more there are none to choose."""

APART = 4
"""Columns between landmarks that stand apart."""


class Found(NamedTuple):
    """A landmark as floats give it: `zero` is the function that is 0 there; y is NaN where still unknown."""

    kind: Kind
    x: float
    y: float
    zero: Smooth | None = None
    special: Special | None = None


class Survey:
    """One look at a function in a window; a `guide` has the signs of its slope."""

    def __init__(
        self,
        f: RealFunction,
        x_range: Range,
        y_range: Range,
        columns: int,
        edges: Floats | None,
        guide: Expression | None = None,
    ) -> None:
        self.f = f
        self.smooth = Smooth(f.expression, f.variable, f.parameters)
        if guide is not None:
            self.smooth = Guided(f.expression, f.variable, f.parameters, guide=guide)
        self.x_range, self.y_range = x_range, y_range
        count = max(8, round(columns / COLUMNS_PER_CELL))
        self.edges = np.linspace(*x_range, count + 1) if edges is None else edges
        self.proofs = Proofs(self.smooth, self.edges.tolist())
        narrow = float(np.diff(self.edges).min())
        self.cells = certify(self.smooth.enclose, self.edges, narrow / (64 * COLUMNS_PER_CELL))
        self.pieces = pieces(self.cells, self.edges)
        self.narrow = 2.0**-36 * narrow
        self.sections = sections(self.smooth, self.pieces)
        self.singular: Classified | None = None
        if self.cells.slivers.size:
            self.singular = classify(self.smooth.function, self.cells, narrow)

    def landmarks(self, inflections: bool) -> tuple[Landmark, ...]:
        """All of them."""
        return self.named(self.found(inflections))

    def found(self, inflections: bool) -> list[Found]:
        """All that floats and bounds find, before it is made exact, and however many these are."""
        if self.sections is None:
            return []
        found = [*self._zeros("root", self.sections), *self._turns(self.sections)]
        found += [*self._specials(), *self._corners(self.sections)]
        if inflections:
            found += self._inflections()
        if self.x_range[0] <= 0 <= self.x_range[1]:
            found.append(Found("y_intercept", 0.0, nan))
        return found

    def named(self, found: list[Found]) -> tuple[Landmark, ...]:
        """Those in the window as landmarks, if they are few enough to choose from."""
        return self._chosen(found, self.smooth)

    def intersections(self, at: Smooth) -> tuple[Landmark, ...]:
        """The zeros alone, with the values that another function has there."""
        return () if self.sections is None else self._chosen(self._zeros("intersection", self.sections), at)

    def _chosen(self, found: list[Found], at: Smooth) -> tuple[Landmark, ...]:
        """Those in the window, in order, if they are few enough to choose from."""
        x = np.array([mark.x for mark in found])
        y = np.array([mark.y for mark in found])
        unknown = np.array([mark.y != mark.y and mark.kind != "pole" for mark in found], np.bool_)
        y[unknown] = at.values(x[unknown])
        (left, right), (low, high) = self.x_range, self.y_range
        slack = 1e-12 * (high - low)
        pole = np.isnan(y) & ~unknown
        inside = (x >= left) & (x <= right) & (pole | ((y >= low - slack) & (y <= high + slack)))
        order = np.lexsort((y, x))
        order = order[inside[order]]
        if order.size > MOST:
            order = order[self._apart(x[order])]
        if not 0 < order.size <= MOST:
            return ()
        places = sorted(mark.x for mark in found if mark.zero is not None)
        order = order[
            np.argsort(np.abs(x[order]), kind="stable")
        ]  # proofs may run out: those near 0 come first
        marks = [self._named(found[k]._replace(y=float(y[k])), at, places) for k in order.tolist()]
        return tuple(
            sorted(dict.fromkeys(marks), key=lambda mark: (mark.x, mark.kind == "y_intercept", mark.y))
        )

    def _apart(self, x: Floats) -> NDArray[np.bool_]:
        """Which of the places, rising, have no other within APART columns; equal ones count as one."""
        place = np.interp(x, self.edges, np.arange(self.edges.size) * COLUMNS_PER_CELL)
        gap = np.diff(place)
        near = (gap > 1e-6) & (gap < APART)
        result = np.ones(x.size, np.bool_)
        result[1:] &= ~near
        result[:-1] &= ~near
        return result

    def _zeros(self, kind: Kind, found: Sections) -> list[Found]:
        crossed = roots(self.smooth, found, self.pieces).tolist()
        touched = self._touched(found)
        y = 0.0 if kind == "root" else nan
        return [Found(kind, x, y, self.smooth) for x in (*crossed, *touched)]

    def _touched(self, found: Sections) -> list[float]:
        """Places where f is proven to be 0 without changing its sign: turns, ends and joints of pieces."""
        steady = np.abs(found.sign) == PLUS
        apart = (found.u[1:] != found.v[:-1]) | (found.piece[1:] != found.piece[:-1])
        opens, closes = np.concatenate(([True], apart)), np.concatenate((apart, [True]))
        turns = np.array([turn.x for turn in found.turns if turn.before * turn.after == -1])
        ends = found.u[opens & steady], found.v[closes & steady]
        x = np.unique(np.concatenate((*ends, turns, self._joints())))
        x = x[~self._level(found, x)]
        low, high, _ = self.smooth.enclose(Interval(x, x))
        certain = (low == 0) & (high == 0)
        room = NEAR * np.maximum(np.abs(x), np.interp(x, self.edges[1:], np.diff(self.edges)))
        low, high, _ = self.smooth.enclose(Interval(x - room, x + room))
        near = (low <= 0) & (high >= 0) & (np.abs(self.smooth.values(x)) <= NEGLIGIBLE)
        candidates = zip(x[near].tolist(), certain[near].tolist())
        turning = set(turns.tolist())
        places = [x if known else self._vanishing(x, x in turning) for x, known in [*candidates][: 4 * MOST]]
        return [x for x in places if x is not None]

    def _vanishing(self, x: float, turning: bool) -> float | None:
        """The float at the proven zero of f near x; a double zero is better found as one of the slope."""
        f, df = self.smooth, self.smooth.slope
        exact = self.proofs.zero(f, x, [x])
        if exact is None and df is not None and turning:
            exact = self.proofs.zero(df, x, [x])
            value = None if exact is None else self.proofs.value(f.expression, exact)
            exact = exact if value is not None and value.sign == 0 else None
        return None if exact is None else float(exact)

    def _joints(self) -> Floats:
        """Where nothing is proven and the curve has a value all the same."""
        if self.singular is None:
            return np.empty(0)
        values = [special.x for special in self.singular.specials if special.value == 0]
        return np.concatenate((self.singular.x[self.singular.through], np.array(values, np.float64)))

    def _level(self, found: Sections, x: Floats) -> NDArray[np.bool_]:
        """Which of the places lie in, or at an end of, an interval on which f is constantly 0."""
        flat = found.sign == ZERO
        flat[flat] &= self.smooth.values((found.u + found.v)[flat] / 2) == 0
        u, v = found.u[flat] - self.narrow, found.v[flat] + self.narrow
        inside: NDArray[np.bool_] = ((u <= x[:, None]) & (x[:, None] <= v)).any(1)
        return inside

    def _turns(self, found: Sections) -> Iterator[Found]:
        for turn in (*found.turns, *self._turning_joints(found)):
            if turn.before * turn.after == -1:
                yield Found("minimum" if turn.before < 0 else "maximum", turn.x, nan, self.smooth.slope)

    def _turning_joints(self, found: Sections) -> Iterator[Turn]:
        """Turns where two branches of a function meet, which no bounds prove to be continuous."""
        if self.singular is None:
            return
        for c in self.singular.x[self.singular.through].tolist():
            k = int(np.searchsorted(found.v, c + self.narrow, side="right")) - 1
            if (
                0 <= k < found.u.size - 1
                and found.v[k] >= c - self.narrow
                and found.u[k + 1] <= c + self.narrow
            ):
                yield Turn(c, c, c, int(found.sign[k]), int(found.sign[k + 1]))

    def _corners(self, found: Sections) -> Iterator[Found]:
        """Where the slope changes abruptly, and not its sign."""
        turns = [
            turn for turn in (*found.turns, *self._turning_joints(found)) if turn.before * turn.after != -1
        ]
        for turn in turns[:MOST]:
            simple = float(simple_number(np.array([turn.left]), np.array([turn.right]))[0])
            x = turn.x if simple != simple else simple
            if self.f.slope(x).reason == "corner":
                yield Found("corner", x, nan)

    def _inflections(self) -> list[Found]:
        """Where the second derivative is proven to change its sign."""
        df = self.smooth.slope
        ddf = None if df is None else df.slope
        if ddf is None:
            return []
        return [Found("inflection", x, nan, ddf) for x in sign_changes(ddf, self.pieces).tolist()]

    def _specials(self) -> Iterator[Found]:
        for special in self.singular.specials if self.singular else ():
            if special.kind != "essential":
                yield from (Found(special.kind, special.x, y, None, special) for y in heights(special))

    def _named(self, mark: Found, at: Smooth, places: list[float]) -> Landmark:
        """The landmark with its coordinates exact where they are proven."""
        x, exact = mark.x, self._place(mark, places)
        if exact is None:
            return Landmark(mark.kind, x, mark.y)
        x = float(exact) + 0.0
        height = self._height(mark, at, exact)
        y = mark.y if height is None else float(height) + 0.0
        return Landmark(mark.kind, x, y, written(exact), None if height is None else written(height))

    def _place(self, mark: Found, places: list[float]) -> Closed | None:
        if mark.kind == "y_intercept":
            return Closed()
        exact = None if mark.zero is None else self.proofs.zero(mark.zero, mark.x, places)
        bends = mark.kind == "inflection" and mark.zero is not None
        if exact is None and mark.kind not in ("root", "intersection") and not bends:
            gaps = kinks(self.smooth.expression)
            exact = self.proofs.place(
                (*strict(self.smooth.expression), *gaps) if mark.special else gaps, mark.x
            )
        return exact

    def _height(self, mark: Found, at: Smooth, x: Closed) -> Closed | None:
        if mark.kind == "root":
            return Closed()
        if mark.kind == "hole":
            return self.proofs.limit(x)
        if mark.kind == "pole" or (mark.special is not None and mark.y != mark.special.value):
            return None
        return self.proofs.value(at.expression, x)


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
