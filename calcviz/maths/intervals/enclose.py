"""From an expression to proven bounds on whole cells, with "defined and continuous here".

Every operation rounds outwards, so that no true value at a defined point of a cell is lost. Functions of
numpy are widened by several times their error, which was measured against 40 digits. A smaller cell gives
bounds inside those of a greater one, up to a few units in the last place.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache, partial, reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import (
    Call,
    Constant,
    Expression,
    Name,
    Number,
    Piecewise,
    Question,
    children,
)
from calcviz.maths.evaluate import nearest_float
from calcviz.maths.functions.table import TABLE
from calcviz.maths.intervals import arithmetic
from calcviz.maths.intervals.enclosures import (
    DEFINED,
    INFINITY,
    LARGEST,
    UNDEFINED,
    UNKNOWN,
    Enclosure,
    Interval,
    constant,
    fitted,
)
from calcviz.maths.polynomial import centred
from calcviz.maths.program import Flattening, Program, run

__all__ = ["DEFINED", "UNDEFINED", "UNKNOWN", "Enclosing", "Enclosure", "Interval", "enclosure"]

Integers = NDArray[np.int64]

ALL = -1
"""Stands for several variables."""


class Truth(NamedTuple):
    """What is proven of a condition on each cell: it holds everywhere, it holds nowhere, or neither."""

    always: Any
    never: Any


class Enclosing:
    """A function of Intervals, one for each variable; all cells are done at once.

    The Enclosure has float64 bounds and int8 states in the shape that the Intervals broadcast to. Where the
    state is UNDEFINED the bounds are -inf and inf.
    """

    __slots__ = ("program",)

    def __init__(self, program: Program) -> None:
        self.program = program

    def __call__(self, *cells: Interval) -> Enclosure:
        parts = [_part(*cell) for cell in cells]
        with np.errstate(all="ignore"):
            result = run(self.program, parts)
        return _finished(result, np.broadcast_shapes(*[np.shape(part.lo) for part in parts]))

    def picked(self, cells: Sequence[Interval], picks: Sequence[Integers | None]) -> Enclosure:
        """The same on cells (n,) made of few of each variable: its cells (m,), and which one each takes (n,).

        What depends on one variable alone is bounded once for each of its few cells. A variable without
        picks is a parameter.
        """
        slots = self.program.initial.copy()
        slots[: len(cells)] = [_part(*cell) for cell in cells]
        own: list[int | None] = [None] * len(slots)  # of which variable alone a slot speaks, ALL of several
        own[: len(cells)] = [None if pick is None else k for k, pick in enumerate(picks)]

        def taken(slot: int) -> Any:
            pick = None if own[slot] in (None, ALL) else picks[own[slot] or 0]
            return slots[slot] if pick is None else _taken(slots[slot], pick)

        with np.errstate(all="ignore"):
            for operation, sources, target in self.program.instructions:
                of = {own[k] for k in sources} - {None}
                alone = len(of) < 2
                slots[target] = operation(*[slots[k] if alone else taken(k) for k in sources])
                own[target] = ALL if not alone else of.pop() if of else None
            result = taken(self.program.result)
        return _finished(result, next(pick.shape for pick in picks if pick is not None))


def _taken(made: Any, pick: Integers) -> Any:
    """What is known of some cells, as many times as they are picked; what all share stays shared."""
    return type(made)(*[part.take(pick) if np.ndim(part) else part for part in made])


def _part(lo: Any, hi: Any) -> Enclosure:
    """The enclosure of a variable; of a parameter with single floats, of which numpy is quickest."""
    return Enclosure(np.asarray(lo, float)[()], np.asarray(hi, float)[()], DEFINED)


def _finished(e: Enclosure, shape: tuple[int, ...]) -> Enclosure:
    """Arrays in the shape of the cells, without NaN, and without bounds where nothing is defined."""
    lo, hi = fitted(e.lo, shape), fitted(e.hi, shape)
    if isinstance(e.state, int) and np.count_nonzero(lo <= hi) == lo.size:
        return Enclosure(lo, hi, np.full(shape, e.state, np.int8))
    lost = (lo != lo) | (hi != hi)
    state = fitted(np.asarray(e.state, np.int8), shape)
    state = np.where(lost, np.minimum(state, np.int8(UNKNOWN)), state)
    boundless = lost | (state == UNDEFINED)
    return Enclosure(np.where(boundless, -INFINITY, lo), np.where(boundless, INFINITY, hi), state)


@lru_cache(maxsize=1024)
def enclosure(e: Expression, variables: tuple[str, ...]) -> Enclosing:
    """The function of Intervals with the enclosures of e; raises KeyError for a name that is no variable.

    A parameter is an Interval with lo = hi, which may be floats.
    """
    return Enclosing(Bounding(variables).program(e))


def _literal(e: Number | Constant) -> Enclosure:
    """The exact float, or the two floats around the number."""
    if isinstance(e, Constant):
        return CONSTANTS[e.name]
    v = nearest_float(e.value)
    if abs(v) == INFINITY:
        return constant(LARGEST, INFINITY) if v > 0 else constant(-INFINITY, -LARGEST)
    if Fraction(v) == e.value:
        return constant(v, v)
    return constant(math.nextafter(v, -INFINITY), math.nextafter(v, INFINITY))


CONSTANTS = {
    "pi": constant(math.pi, math.nextafter(math.pi, 4.0)),
    "e": constant(math.e, math.nextafter(math.e, 4.0)),
    "inf": constant(LARGEST, INFINITY),
}


class Bounding(Flattening):
    """The walk to a program of operations on enclosures."""

    centring = True

    def constant(self, e: Number | Constant) -> Enclosure:
        """The enclosure of a literal."""
        return _literal(e)

    def call(self, e: Call) -> int:
        """The slot of a call; a product or quotient of equal parts is bounded as one."""
        if e.function == "add" and self.centring:
            return self._sum(e)
        entry = TABLE[e.function]
        special = entry.special(e.arguments) if entry.special else None
        if special is not None:
            sources = tuple([self.slot(part) for part in special.arguments])
            return self.emit((e.function, special.key), special.interval, sources)
        sources = tuple([self.slot(part) for part in e.arguments])
        if e.function == "divide" and sources[0] == sources[1]:
            return self.emit("a/a", arithmetic.ratio_of_equals, sources[:1])
        if e.function == "multiply" and len(set(sources)) < len(sources):
            sources = self._powers(sources)
            if len(sources) == 1:
                return sources[0]
        return self.emit(e.function, entry.interval, sources)

    def _sum(self, e: Call) -> int:
        """The slot of a sum; a polynomial is bounded in two ways, as it stands and by powers of x - h."""
        slot = self.emit("add", TABLE["add"].interval, tuple([self.slot(part) for part in e.arguments]))
        other = centred(e)
        if other is None:
            return slot
        self.centring = False
        better = self.slot(other)
        self.centring = True
        return self.emit("both", arithmetic.both, (slot, better))

    def _powers(self, factors: tuple[int, ...]) -> tuple[int, ...]:
        """The factors with those that are equal gathered to a power."""
        slots = []
        for factor in dict.fromkeys(factors):
            n = factors.count(factor)
            operation = partial(arithmetic.whole_power, n=n)
            slots.append(factor if n == 1 else self.emit(("power", (n,)), operation, (factor,)))
        return tuple(slots)

    def comparison(self, relations: tuple[str, ...]) -> Callable[..., Truth]:
        """The operation of a chain of relations."""
        return partial(_chain, relations)

    def logic(self, operator: str) -> Callable[..., Truth]:
        """The operation of "and", "or", "not" in three values."""
        return LOGIC[operator]

    def piecewise(self, e: Piecewise) -> int:
        """The slot of a piecewise value."""
        sources = tuple([self.slot(part) for part in children(e)])
        return self.emit("piecewise", _piecewise, sources)

    def question(self, e: Question) -> int:
        """The slot of a definite integral or a sum."""
        from calcviz.maths.calculus import inside

        names = inside.names_of(e)
        if not names:
            return self.hold(e, self.number(inside.bounds_of_number(e)))
        return self.emit(e, inside.bounds(e), tuple([self.slot(Name(name)) for name in names]))

    def number(self, bounds: Enclosure) -> Any:
        """What a number with these bounds is among the slots."""
        return bounds


def _less(a: Enclosure, b: Enclosure) -> Truth:
    return Truth(_proven(a, b) & (a.hi < b.lo), _nothing(a, b) | (a.lo >= b.hi))


def _at_most(a: Enclosure, b: Enclosure) -> Truth:
    return Truth(_proven(a, b) & (a.hi <= b.lo), _nothing(a, b) | (a.lo > b.hi))


def _equal(a: Enclosure, b: Enclosure) -> Truth:
    same = (a.lo == b.hi) & (a.hi == b.lo)
    return Truth(_proven(a, b) & same, _nothing(a, b) | (a.hi < b.lo) | (a.lo > b.hi))


def _different(a: Enclosure, b: Enclosure) -> Truth:
    same = (a.lo == b.hi) & (a.hi == b.lo)
    return Truth(_proven(a, b) & ((a.hi < b.lo) | (a.lo > b.hi)), _nothing(a, b) | same)


def _proven(a: Enclosure, b: Enclosure) -> Any:
    return np.equal(a.state, DEFINED) & np.equal(b.state, DEFINED)


def _nothing(a: Enclosure, b: Enclosure) -> Any:
    return np.equal(a.state, UNDEFINED) | np.equal(b.state, UNDEFINED)


RELATIONS: dict[str, Callable[[Enclosure, Enclosure], Truth]] = {
    "<": _less,
    "<=": _at_most,
    ">": lambda a, b: _less(b, a),
    ">=": lambda a, b: _at_most(b, a),
    "=": _equal,
    "!=": _different,
}


def _all(*parts: Truth) -> Truth:
    return Truth(
        reduce(np.logical_and, [part.always for part in parts]),
        reduce(np.logical_or, [part.never for part in parts]),
    )


def _any(*parts: Truth) -> Truth:
    return Truth(
        reduce(np.logical_or, [part.always for part in parts]),
        reduce(np.logical_and, [part.never for part in parts]),
    )


LOGIC: dict[str, Callable[..., Truth]] = {
    "and": _all,
    "or": _any,
    "not": lambda part: Truth(part.never, part.always),
}


def _chain(relations: tuple[str, ...], *operands: Enclosure) -> Truth:
    return _all(*[RELATIONS[sign](operands[k], operands[k + 1]) for k, sign in enumerate(relations)])


def _piecewise(*parts: Any) -> Enclosure:
    """The hull of the branches that can be meant; proven where only one can be, and it is proven."""
    branches: list[tuple[Enclosure, Truth]] = list(zip(parts[0::2], parts[1::2]))
    if len(parts) % 2:
        branches.append((parts[-1], Truth(np.True_, np.False_)))
    lo: Any = np.float64(INFINITY)
    hi: Any = np.float64(-INFINITY)
    reached: Any = np.True_  # the conditions before may all fail
    certain: Any = np.True_  # the conditions before are all proven to fail
    proven: Any = np.False_
    possible: Any = np.False_
    for e, test in branches:
        meant = reached & ~test.never & np.greater(e.state, UNDEFINED)
        lo = np.where(meant, np.minimum(lo, e.lo), lo)
        hi = np.where(meant, np.maximum(hi, e.hi), hi)
        possible = possible | meant
        proven = proven | (certain & test.always & np.equal(e.state, DEFINED))
        reached = reached & ~test.always
        certain = certain & test.never
    lo, hi = np.where(possible, lo, -INFINITY), np.where(possible, hi, INFINITY)
    return Enclosure(lo, hi, np.add(proven, possible, dtype=np.int8))
