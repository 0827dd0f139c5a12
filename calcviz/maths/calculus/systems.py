"""The real solutions of as many equations as unknowns: boxes that bounds leave open, and Newton's method."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Comparison, Expression, Tuple, conjuncts, size, substitute
from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.roots import difference
from calcviz.maths.calculus.shifting import Place, place
from calcviz.maths.calculus.solving import as_number
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from calcviz.maths.evaluate import compiled
from calcviz.maths.exact import exact
from calcviz.maths.intervals.enclose import enclosure
from calcviz.maths.intervals.enclosures import DEFINED, UNDEFINED, Interval

Floats = NDArray[np.float64]

REACH = 1000.0
EDGES = {
    2: np.concatenate(
        (np.arange(0.0, 4.0, 0.25), np.arange(4.0, 12.0), 12.0 * 1.5 ** np.arange(11.0), [REACH])
    ),
    3: np.array([0.0, 1.0, 2.0, 4.0, 8.0, 20.0, 70.0, 250.0, REACH]),
}
SHIFT = 0.0137
"""No edge at 0, where solutions like to lie."""

BUDGET = 24_000_000
"""Nodes times boxes."""

MOST, TRIED = 24, 400
DEEPEST = 44

TESTED = 60
ROOMS = (0.2, 0.05, 1e-2, 1e-3, 1e-4, 1e-6)


@dataclass(frozen=True)
class Equations:
    """Functions of some variables that shall all be 0."""

    functions: tuple[Expression, ...]
    variables: tuple[str, ...]

    @cached_property
    def slopes(self) -> tuple[tuple[Expression, ...], ...]:
        """The partial derivatives, a row for each function; raises NoRule and TooLong."""
        return tuple(tuple(derivative(f, name) for name in self.variables) for f in self.functions)

    @cached_property
    def cost(self) -> int:
        """How many nodes the functions have."""
        return sum(size(f) for f in self.functions)

    def values(self, x: Floats) -> Floats:
        """The functions at points (n, d), shape (n, d)."""
        columns = tuple(x.T)
        return np.stack([compiled(f, self.variables)(*columns) for f in self.functions], 1)

    def jacobians(self, x: Floats) -> Floats:
        """The matrices of the partial derivatives at points, (n, d, d)."""
        columns = tuple(x.T)
        rows = [[compiled(e, self.variables)(*columns) for e in row] for row in self.slopes]
        return np.moveaxis(np.array(rows), -1, 0)

    def possible(self, low: Floats, high: Floats) -> NDArray[np.bool_]:
        """Which boxes bounds do not exclude."""
        cells = [Interval(a, b) for a, b in zip(low.T, high.T)]
        kept = np.ones(len(low), np.bool_)
        for f in self.functions:
            lo, hi, state = enclosure(f, self.variables)(*cells)
            kept &= (lo <= 0) & (hi >= 0) & np.not_equal(state, UNDEFINED)
        return kept

    def unique_within(self, at: Floats, radius: Floats) -> bool:
        """Whether a box around a point holds exactly one solution, by Krawczyk's test."""
        low, high = at - radius, at + radius
        cells = [Interval(a, b) for a, b in zip(low, high)]
        points = [Interval(a, a) for a in at]
        middle, spread = self._bounds(self.functions, points)
        rows = [self._bounds(row, cells) for row in self.slopes]
        if spread is None or any(part is None for _, part in rows):
            return False
        jacobian, wide = np.array([row for row, _ in rows]), np.array([part for _, part in rows])
        try:
            inverse = np.linalg.inv(jacobian)
        except np.linalg.LinAlgError:
            return False
        away = np.abs(inverse @ middle) + np.abs(inverse) @ spread
        rest = np.abs(np.eye(at.size) - inverse @ jacobian) + np.abs(inverse) @ wide + 1e-13
        inside: bool = bool(np.all(1.0001 * (away + rest @ radius) < radius))
        return inside

    def _bounds(
        self, functions: tuple[Expression, ...], cells: list[Interval]
    ) -> tuple[Floats, Floats | None]:
        """Middles and half widths of the bounds; None where a function is not proven continuous."""
        low, high, states = [], [], []
        for f in functions:
            lo, hi, state = enclosure(f, self.variables)(*cells)
            low.append(float(lo))
            high.append(float(hi))
            states.append(int(state))
        a, b = np.array(low), np.array(high)
        good = all(state == DEFINED for state in states) and np.all(np.isfinite(a)) and np.all(np.isfinite(b))
        return (a + b) / 2, (b - a) / 2 * (1 + 1e-12) if good else None


def solve_system(body: Expression, variables: tuple[str, ...]) -> Answer:
    """The solutions of two equations in two unknowns, or of three in three, between -1000 and 1000."""
    equations = _equations(body, variables)
    if isinstance(equations, str):
        return Answer("unknown", reason=equations)
    try:
        found, certain = _search(equations)
    except (NoRule, TooLong):
        return Answer("unknown", reason=tr("a function in the equations has no derivative"))
    reach = number_text(REACH, 6)
    if not found:
        if certain:
            return Answer(
                "unknown",
                reason=tr(
                    "no solution lies between -{reach} and {reach}; what lies beyond is not known",
                    reach=reach,
                ),
            )
        return Answer("unknown", reason=tr("no solution was found, which is no proof that there is none"))
    found.sort(key=lambda pair: tuple(pair[0]))
    results = tuple(Tuple(tuple(as_number(at) for at in _places(equations, x))) for x, _ in found[:MOST])
    error = max(radius for _, radius in found)
    remark = (
        tr("no others between -{reach} and {reach}", reach=reach) if certain else tr("there may be others")
    )
    return Answer("numeric", results, error=error, remark=remark)


def _equations(body: Expression, variables: tuple[str, ...]) -> Equations | str:
    """The functions that shall be 0, or why there is nothing to solve."""
    parts = conjuncts(body)
    pairs = [part.operands for part in parts if isinstance(part, Comparison) and part.relations == ("=",)]
    if len(pairs) < len(parts):
        return tr("inequalities in several unknowns are drawn, not solved: write one as a row")
    if len(pairs) != len(variables) or len(variables) not in EDGES:
        count, unknowns = len(pairs), len(variables)
        return tr(
            "{count} equations in {unknowns} unknowns are not solved by numbers",
            count=count,
            unknowns=unknowns,
        )
    return Equations(tuple(difference(a, b) for a, b in pairs), variables)


Found = list[tuple[Floats, float]]


def _search(equations: Equations) -> tuple[Found, bool]:
    """The solutions with bounds of their errors, and whether there are certainly no others in the window."""
    d = len(equations.variables)
    edges = np.concatenate((-EDGES[d][:0:-1], EDGES[d])) + SHIFT
    sides = [np.stack((edges[:-1], edges[1:]))] * d
    low = np.stack(np.meshgrid(*[side[0] for side in sides], indexing="ij"), -1).reshape(-1, d)
    high = np.stack(np.meshgrid(*[side[1] for side in sides], indexing="ij"), -1).reshape(-1, d)
    found: Found = []
    known: list[tuple[Floats, Floats]] = []  # boxes that hold one solution each
    spent = tries = 0
    for level in range(DEEPEST):
        spent += len(low) * equations.cost
        kept = equations.possible(low, high)
        low, high = low[kept], high[kept]
        tries += 1 if (trying := level >= 2 and (len(low) <= TRIED or spent > BUDGET)) else 0
        if trying and tries <= 6:
            for at, radius, room in _newton(equations, (low[:TRIED] + high[:TRIED]) / 2, found):
                found.append((at, radius))
                known.append((at - room, at + room))
        for box_low, box_high in known:
            inside = np.all((low >= box_low) & (high <= box_high), axis=1)
            low, high = low[~inside], high[~inside]
        if not len(low):
            return found, True
        if spent > BUDGET or len(low) > 60_000 or tries > 10:
            break
        low, high = _halved(low, high)
    return found, False


def _halved(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Each box cut in half along each side."""
    d = low.shape[1]
    middle = (low + high) / 2
    corners = np.stack(np.meshgrid(*[[False, True]] * d, indexing="ij"), -1).reshape(-1, d)
    new_low = np.where(corners, middle[:, None, :], low[:, None, :]).reshape(-1, d)
    new_high = np.where(corners, high[:, None, :], middle[:, None, :]).reshape(-1, d)
    return new_low, new_high


def _newton(equations: Equations, x: Floats, found: Found) -> Iterator[tuple[Floats, float, float]]:
    """New solutions near some points, the bounds of their errors, half the sides of boxes of their own."""
    seen = [at for at, _ in found]
    for at in _ended(equations, x)[:TESTED]:
        if np.abs(at).max() > REACH or any(np.allclose(at, other, rtol=1e-5, atol=1e-5) for other in seen):
            continue
        size = np.maximum(np.abs(at), 1e-3)
        errors = (k for k in range(1, 30, 2) if equations.unique_within(at, 2.0**k * 2.3e-16 * size))
        first = next(errors, None)
        if first is not None:
            radius = float((2.0**first * 2.3e-16 * size).max())
            rooms = (r for r in ROOMS if equations.unique_within(at, np.full(at.size, r)))
            seen.append(at)
            yield at, radius, next(rooms, radius)
            continue
        simple = np.round(at, 4)
        if np.allclose(at, simple, atol=1e-5) and _exact_places(equations, simple) is not None:
            seen.append(simple)
            yield simple, 0.0, 0.0


def _ended(equations: Equations, x: Floats) -> Floats:
    """Where Newton's method comes to rest from some points, each place once."""
    step = np.full(x.shape, np.inf)
    with np.errstate(all="ignore"):
        for _ in range(30):
            matrices, values = equations.jacobians(x), equations.values(x)
            good = np.flatnonzero(np.isfinite(matrices).all((1, 2)) & np.isfinite(values).all(1))
            good = good[np.abs(np.linalg.det(matrices[good])) > 1e-280]
            x, step = x[good], step[good]
            if not len(x):
                return x
            step = np.linalg.solve(matrices[good], values[good][:, :, None])[:, :, 0]
            x = x - step
            if np.all(np.abs(step) <= 4e-16 * np.abs(x)):
                break
    x = x[np.all(np.abs(step) <= 1e-6 * np.maximum(1.0, np.abs(x)), axis=1)]
    keys = np.round(x, 5)
    return x[np.sort(np.unique(keys, axis=0, return_index=True)[1])] if len(x) else x


def _places(equations: Equations, x: Floats) -> list[Place]:
    """The coordinates, exact where all of them are fractions that solve the equations."""
    return _exact_places(equations, np.where(np.abs(x) > 1e-15, x, 0.0)) or [Place(v) for v in x.tolist()]


def _exact_places(equations: Equations, x: Floats) -> list[Place] | None:
    guesses = [place(value) for value in x.tolist()]
    known = {name: at.written for name, at in zip(equations.variables, guesses) if at.exact is not None}
    if len(known) < len(guesses):
        return None
    return guesses if all(exact(substitute(f, known)) == 0 for f in equations.functions) else None
