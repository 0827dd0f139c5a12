"""Integrals and sums that stand inside formulas: their values on arrays, their bounds on cells."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression, Number, Question, free_names, rebound, substitute
from calcviz.maths.calculus.antiderivative import Antiderivative
from calcviz.maths.calculus.gauss import rule
from calcviz.maths.calculus.integrand import Integrand, integrand
from calcviz.maths.calculus.multiple import Iterated
from calcviz.maths.evaluate import compiled
from calcviz.maths.intervals import arithmetic
from calcviz.maths.intervals.enclose import enclosure
from calcviz.maths.intervals.enclosures import (
    DEFINED,
    INFINITY,
    UNDEFINED,
    UNKNOWN,
    Enclosure,
    Interval,
    constant,
)

Floats = NDArray[np.float64]

LONGEST_SUM = 2_000
COARSE, FINE = 3, 8
"""Cells of an integral that depends on its surroundings, twice."""

CLOSE = 1e-6
"""Both must agree so well, else there is no value."""

MOST_AT_ONCE = 16_000
"""Values times cells that are computed at once."""

ROUNDING = 1e-12
"""Part of an integral's size by which its value by Gauss's rule may be wrong."""

PARTS = 24
"""Cells that bounds of an integral are put together from."""


def fixed(e: Question) -> tuple[float, float]:
    """The value of a question without names and its error; NaN where it has none."""
    from calcviz.maths.calculus.numerically import numerically

    return _fixed(e, numerically)


@lru_cache(maxsize=256)
def _fixed(e: Question, answer: Callable[[Question], Any]) -> tuple[float, float]:
    found = answer(e)
    if found.value is None or found.standing not in ("exact", "numeric"):
        return float("nan"), float("inf")
    return found.value, found.error or 0.0


def names_of(e: Question) -> tuple[str, ...]:
    """The names that the value depends on, in the order in which operations take them."""
    return tuple(sorted(free_names(e)))


def _apart(e: Question) -> Question:
    """The question with bound variables that are not called like names outside."""
    for name in set(e.bound) & free_names(e):
        new = name + "′"
        while new in free_names(e) or new in e.variables:
            new += "′"
        variables = tuple(new if each == name else each for each in e.variables)
        e = replace(e, body=rebound(e.body, name, new), variables=variables)
    return e


def values(e: Question) -> Callable[..., Any]:
    """The operation from the values of the names to the values of the integral or sum."""
    names, e = names_of(e), _apart(e)
    if e.operator == "sum":
        return _Sum(e, names)
    if len(e.variables) == 1 and not free_names(e.body) - {e.variables[0]}:
        return _Moving(e, names)
    return _Depending(e, names)


class _Sum:
    """A sum whose bounds depend on names: term by term."""

    def __init__(self, e: Question, names: tuple[str, ...]) -> None:
        self.term = compiled(e.body, (e.variables[0], *names))
        self.ends = tuple(compiled(part, names) for part in e.arguments)

    def __call__(self, *numbers: Any) -> Any:
        low, high = np.broadcast_arrays(*(end(*numbers) for end in self.ends))
        good = np.isfinite(low) & np.isfinite(high) & (np.round(low) == low) & (np.round(high) == high)
        if not good.any():
            return np.full(low.shape, np.nan)
        first, last = int(low[good].min()), int(high[good].max())
        if last - first > LONGEST_SUM:
            return np.full(low.shape, np.nan)
        shape = np.broadcast_shapes(low.shape, *(np.shape(number) for number in numbers))
        total = np.zeros(shape)
        for k in range(first, last + 1):
            total = total + np.where((low <= k) & (k <= high), self.term(float(k), *numbers), 0.0)
        return np.where(good, total, np.nan)


class _Moving:
    """An integral of which only the bounds depend on names."""

    def __init__(self, e: Question, names: tuple[str, ...]) -> None:
        self.ends = tuple(compiled(part, names) for part in e.arguments)
        self.primitive = Antiderivative(integrand(e.body, e.variables[0]), 0.0)

    def __call__(self, *numbers: Any) -> Any:
        low, high = np.broadcast_arrays(*(end(*numbers) for end in self.ends))
        return self.primitive.between(low.ravel(), high.ravel()).reshape(low.shape)


class _Depending:
    """An integral whose integrand depends on names, or one of several variables."""

    def __init__(self, e: Question, names: tuple[str, ...]) -> None:
        self.names = names
        self.question = e

    def __call__(self, *numbers: Any) -> Any:
        shape = np.broadcast_shapes(*(np.shape(number) for number in numbers))
        flat = [np.broadcast_to(number, shape).ravel() for number in numbers]
        d = len(self.question.variables)
        fine = self._rule(flat, FINE if d == 1 else 2)
        coarse = self._rule(flat, COARSE if d == 1 else 1)
        rough = ~(np.abs(fine - coarse) <= CLOSE * (1e-3 + np.abs(fine)))
        if rough.any() and d == 1:
            chosen = [part[rough] for part in flat]
            finest = self._rule(chosen, 8 * FINE)
            known = np.abs(finest - fine[rough]) <= 1e-3 * (1e-3 + np.abs(finest))
            fine[rough] = np.where(known, finest, np.nan)
        else:
            fine[rough & ~(np.abs(fine - coarse) <= 1e-3 * (1e-3 + np.abs(fine)))] = np.nan
        return fine.reshape(shape)

    def _rule(self, flat: list[Floats], cells: int) -> Floats:
        """Gauss's rule on that many cells in each variable, for each row of numbers."""
        q, d, count = self.question, len(self.question.variables), flat[0].size
        if not count or count * cells > MOST_AT_ONCE:
            halves = [part[: count // 2] for part in flat], [part[count // 2 :] for part in flat]
            return np.concatenate([self._rule(half, cells) for half in halves]) if count else np.empty(0)
        x, w = rule(16 if d == 1 else 8)
        u = ((x + 1) / 2 + np.arange(cells)[:, None]).ravel() / cells
        weight = np.tile(w / 2, cells) / cells
        nodes = np.stack(np.meshgrid(*[u] * d, indexing="ij"), -1).reshape(-1, d)
        weights = weight
        for _ in range(d - 1):
            weights = np.multiply.outer(weights, weight)
        rows = np.tile(nodes, (count, 1))
        known = tuple((name, np.repeat(part, len(nodes))) for name, part in zip(self.names, flat))
        f = Iterated(q.body, q.variables, q.arguments, known)  # type: ignore[arg-type]
        found: Floats = f.values(rows).reshape(count, -1) @ weights.ravel()
        return found


def bounds(e: Question) -> Callable[..., Enclosure]:
    """The operation from enclosures of the names to those of the integral or sum."""
    names, e = names_of(e), _apart(e)
    if e.operator == "integral" and len(e.variables) == 1:
        return _Bounds(e, names)
    return _unbounded


def _unbounded(*parts: Enclosure) -> Enclosure:
    shape = np.broadcast_shapes(*(np.shape(part.lo) for part in parts))
    return Enclosure(np.full(shape, -INFINITY), np.full(shape, INFINITY), np.full(shape, UNKNOWN, np.int8))


def bounds_of_number(e: Question) -> Enclosure:
    """The bounds of a question without names."""
    x, error = fixed(e)
    if not np.isfinite(x) or not np.isfinite(error):
        return constant(-INFINITY, INFINITY)._replace(state=np.asarray(UNDEFINED, np.int8))
    return constant(float(np.nextafter(x - error, -INFINITY)), float(np.nextafter(x + error, INFINITY)))


class _Bounds:
    """The integral as the width of its interval times the mean of the bounds on parts of it.

    Where these bounds do not show that the integral exists, the breaks of the integrand do, if the integrand
    depends on nothing else.
    """

    def __init__(self, e: Question, names: tuple[str, ...]) -> None:
        self.variable = e.variables[0]
        self.ends = tuple(enclosure(part, names) for part in e.arguments)
        self.body = enclosure(e.body, (self.variable, *names))
        self.primitive = None
        if not free_names(e.body) - {self.variable}:
            self.primitive = Antiderivative(Integrand(e.body, self.variable), 0.0)

    def __call__(self, *parts: Enclosure) -> Enclosure:
        shape = np.broadcast_shapes(*(np.shape(part.lo) for part in parts))
        cells = [Interval(*(np.broadcast_to(end, shape).ravel() for end in part[:2])) for part in parts]
        low, high = (end(*cells) for end in self.ends)
        count = cells[0].lo.size
        wide = [Interval(cell.lo[:, None], cell.hi[:, None]) for cell in cells]
        edges = np.arange(PARTS + 1) / PARTS
        with np.errstate(all="ignore"):
            a = low.lo[:, None] + (high.lo - low.lo)[:, None] * edges
            b = low.hi[:, None] + (high.hi - low.hi)[:, None] * edges
            start = np.minimum(np.minimum(a[:, :-1], a[:, 1:]), np.minimum(b[:, :-1], b[:, 1:]))
            end = np.maximum(np.maximum(a[:, :-1], a[:, 1:]), np.maximum(b[:, :-1], b[:, 1:]))
            slack = 1e-14 * (np.abs(start) + np.abs(end))
            inner = self.body(Interval(start - slack, end + slack), *wide)
            mean = Enclosure(inner.lo.mean(1) - _room(inner), inner.hi.mean(1) + _room(inner), DEFINED)
            width = arithmetic.add(high, Enclosure(-low.hi, -low.lo, DEFINED))
            found = arithmetic.multiply(Enclosure(width.lo, width.hi, DEFINED), mean)
        lo, hi = np.nan_to_num(found.lo, nan=-INFINITY), np.nan_to_num(found.hi, nan=INFINITY)
        if self.primitive is not None:
            lo, hi = self._narrowed(self.primitive, lo, hi, low, high, cells)
        proven = np.all(np.equal(inner.state, DEFINED), axis=1)
        given = np.minimum(np.asarray(low.state), np.asarray(high.state))
        state = np.where(proven, DEFINED, UNKNOWN)
        if self.primitive is not None:
            state = self._by_breaks(state, low, high)
        state = np.minimum(state, np.broadcast_to(given, (count,))).astype(np.int8)
        return Enclosure(lo.reshape(shape), hi.reshape(shape), state.reshape(shape))

    def _narrowed(
        self,
        primitive: Antiderivative,
        lo: Any,
        hi: Any,
        low: Enclosure,
        high: Enclosure,
        cells: list[Interval],
    ) -> tuple[Any, Any]:
        """The bounds, narrower where the ends are known well: by the value for their middles.

        That value is known to rounding, which is allowed for but not proven.
        """
        with np.errstate(all="ignore"):
            ends = [np.broadcast_to(part, lo.shape) for part in (low.lo, low.hi, high.lo, high.hi)]
            middle = primitive.between((ends[0] + ends[1]) / 2, (ends[2] + ends[3]) / 2)
            size = np.maximum(np.abs(lo), np.abs(hi))
            room = ROUNDING * (np.abs(middle) + np.where(np.isfinite(size), size, 0.0))
            for a, b in (ends[:2], ends[2:]):
                near = self.body(Interval(a, b), *cells)
                room = room + (b - a) / 2 * np.maximum(np.abs(near.lo), np.abs(near.hi))
            narrow = np.isfinite(middle) & np.isfinite(room)
            if narrow.any():
                known = np.concatenate([part[narrow] for part in ends])
                narrow &= primitive.bounded(float(known.min()), float(known.max()))
            return (
                np.where(narrow, np.maximum(lo, middle - room), lo),
                np.where(narrow, np.minimum(hi, middle + room), hi),
            )

    def _by_breaks(self, state: Any, low: Enclosure, high: Enclosure) -> Any:
        """The states by the walls between the bounds: none certainly, or one certainly."""
        assert self.primitive is not None
        shape = state.shape
        lows, highs = (
            (np.broadcast_to(part, shape) for part in low[:2]),
            (np.broadcast_to(part, shape) for part in high[:2]),
        )
        (l0, l1), (h0, h1) = lows, highs
        left, right = np.minimum(l0, h0), np.maximum(l1, h1)
        open_ = np.flatnonzero((state == UNKNOWN) & np.isfinite(left) & np.isfinite(right))
        if not open_.size:
            return state
        walls = self.primitive.walls(float(left[open_].min()), float(right[open_].max()))
        clear = np.ones(shape, np.bool_)
        blocked = np.zeros(shape, np.bool_)
        for u, v in walls.tolist():
            clear &= (right < u) | (left > v)
            blocked |= ((l1 < u) & (h0 > v)) | ((h1 < u) & (l0 > v))
        state[open_] = np.where(clear, DEFINED, np.where(blocked, UNDEFINED, UNKNOWN))[open_]
        return state


def _room(inner: Enclosure) -> Any:
    """What rounding may cost a mean of bounds."""
    size = np.maximum(np.abs(inner.lo), np.abs(inner.hi)).mean(1)
    return np.where(np.isfinite(size), size * 1e-14, 0.0)


def derivative_of(
    e: Question, variable: str, d: Callable[[Expression], Expression], build: Any
) -> Expression:
    """The derivative of an integral or a sum: by its bounds (the fundamental theorem), and under the sign."""
    inner: Expression = Number(0)
    if variable not in e.bound and variable in free_names(e.body):
        slope = d(e.body)
        if slope != Number(0):
            inner = Question(e.operator, slope, e.variables, e.arguments)
    if e.operator == "sum" or len(e.variables) > 1:
        return inner
    low, high = e.arguments
    terms = [] if inner == Number(0) else [inner]
    for end, sign in ((high, 1), (low, -1)):
        slope = d(end)
        if slope == Number(0):
            continue
        value = substitute(e.body, {e.variables[0]: end})
        product = value if slope == Number(1) else build.multiply(value, slope)
        terms.append(product if sign > 0 else build.negate(product))
    if not terms:
        return Number(0)
    return terms[0] if len(terms) == 1 else build.add(*terms)
