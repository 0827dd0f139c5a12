"""The arithmetic of Taylor coefficients: by bounds on many cells at once, and exactly in closed form."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce

import numpy as np

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Number,
    Question,
)
from calcviz.maths.derivatives.series import NoSeries
from calcviz.maths.functions.building import ONE, TWO, add, divide, multiply, negate, subtract
from calcviz.maths.functions.table import TABLE
from calcviz.maths.intervals import arithmetic
from calcviz.maths.intervals.enclose import Bounding, Interval, Truth, enclosure
from calcviz.maths.intervals.enclosures import (
    DEFINED,
    EPSILON,
    INFINITY,
    TINIEST,
    UNKNOWN,
    Enclosure,
    constant,
)
from calcviz.maths.landmarks.closed import Closed, NoForm, closed
from calcviz.maths.landmarks.exactly import Anything, Exactly

_BOUNDING = Bounding(())


class Bounds:
    """Enclosures on n cells; what all cells share is one number. Whatever the cells, nothing is raised."""

    def __init__(self, cells: int) -> None:
        self._shape = (cells,)

    def literal(self, e: Number | Constant) -> Enclosure:
        return _BOUNDING.constant(e)

    def value(self, call: Call | Question, names: Sequence[str], arguments: Sequence[Enclosure]) -> Enclosure:
        if isinstance(call, Question):
            cells = (Interval(part.lo, part.hi) for part in arguments)
            return _whole(enclosure(call, tuple(names))(*cells))
        entry, known = TABLE[call.function], dict(zip(names, arguments, strict=True))
        special = entry.special(call.arguments) if entry.special else None
        operation, shown = (
            (special.interval, special.arguments) if special else (entry.interval, call.arguments)
        )
        with np.errstate(all="ignore"):
            parts = [known[e.name] for e in shown if isinstance(e, Name)]
            found: Enclosure = operation(*parts)
            return _whole(found)

    def total(self, terms: Sequence[Enclosure]) -> Enclosure:
        with np.errstate(all="ignore"):
            return _whole(reduce(arithmetic.add, terms))

    def combined(
        self, weights: Sequence[Fraction], pairs: Sequence[tuple[Enclosure, Enclosure]]
    ) -> Enclosure:
        with np.errstate(all="ignore"):
            if len(pairs) == 1:
                product = arithmetic.multiply(*pairs[0])
                by = weights[0]
                return _whole(product if by == 1 else arithmetic.multiply(_exact(by), product))
            first, second = (self._stacked([pair[side] for pair in pairs]) for side in (0, 1))
            product = arithmetic.multiply(first, second)
            w = np.array([float(weight) for weight in weights])[:, None]
            ends = w * product.lo, w * product.hi
            lo, hi = np.minimum(*ends), np.maximum(*ends)
            doubt = (len(pairs) + 4) * EPSILON
            low = lo.sum(0) - doubt * np.abs(lo).sum(0) - TINIEST
            high = hi.sum(0) + doubt * np.abs(hi).sum(0) + TINIEST
            return _whole(Enclosure(low, high, np.asarray(product.state).min(0)))

    def _stacked(self, parts: Sequence[Enclosure]) -> Enclosure:
        """Enclosures as the rows of one, shape (parts, cells)."""
        shape = len(parts), *self._shape
        lo, hi, state = np.empty(shape), np.empty(shape), np.empty(shape, np.int8)
        for k, part in enumerate(parts):
            lo[k], hi[k], state[k] = part
        return Enclosure(lo, hi, state)

    def quotient(self, above: Enclosure, below: Enclosure) -> Enclosure:
        with np.errstate(all="ignore"):
            return _whole(arithmetic.divide(above, below))

    def vanishes(self, number: Enclosure) -> bool:
        nothing = np.all(number.lo == 0) and np.all(number.hi == 0)
        return bool(nothing and np.all(np.equal(number.state, DEFINED)))

    def chosen(
        self, tests: Sequence[Expression], cases: Sequence[Enclosure], env: Mapping[str, Enclosure]
    ) -> Enclosure:
        """The only case that is meant on a cell; unknown where more than one may be."""
        lo, hi = np.full(self._shape, -INFINITY), np.full(self._shape, INFINITY)
        state = np.full(self._shape, UNKNOWN, np.int8)
        reached = np.ones(self._shape, np.bool_)
        with np.errstate(all="ignore"):
            truths = [_truth(test, env) for test in tests]
        truths += [Truth(np.True_, np.False_)] * (len(cases) - len(tests))
        for case, truth in zip(cases, truths, strict=True):
            here = reached & truth.always
            lo, hi = np.where(here, case.lo, lo), np.where(here, case.hi, hi)
            state = np.where(here, case.state, state)
            reached = reached & truth.never
        return Enclosure(lo, hi, state)


def _exact(weight: Fraction) -> Enclosure:
    value = float(weight)
    if Fraction(value) == weight:
        return constant(value, value)
    return constant(float(np.nextafter(value, -INFINITY)), float(np.nextafter(value, INFINITY)))


def _whole(e: Enclosure) -> Enclosure:
    """The enclosure without NaN: what is lost may be anything."""
    lost = (e.lo != e.lo) | (e.hi != e.hi)
    if not np.count_nonzero(lost):
        return e
    state = np.where(lost, np.minimum(e.state, np.int8(UNKNOWN)), e.state)
    return Enclosure(np.where(lost, -INFINITY, e.lo), np.where(lost, INFINITY, e.hi), state)


def _truth(test: Expression, env: Mapping[str, Enclosure]) -> Truth:
    if isinstance(test, Logic):
        found: Truth = _BOUNDING.logic(test.operator)(*[_truth(part, env) for part in test.operands])
        return found
    assert isinstance(test, Comparison)
    operands = [env[part.name] for part in test.operands if isinstance(part, Name)]
    return _BOUNDING.comparison(test.relations)(*operands)


def _exp(u: Expression) -> Expression:
    return Call("exp", (u,))


BY_EXPONENTIALS: dict[str, Callable[[Expression], Expression]] = {
    "sinh": lambda u: divide(subtract(_exp(u), _exp(negate(u))), TWO),
    "cosh": lambda u: divide(add(_exp(u), _exp(negate(u))), TWO),
    "tanh": lambda u: subtract(ONE, divide(TWO, add(ONE, _exp(multiply(TWO, u))))),
    "sigmoid": lambda u: divide(ONE, add(ONE, _exp(negate(u)))),
}
"""Functions whose closed form is found when they are written by e^u."""


class Exact:
    """Numbers in closed form; NoSeries where one has none."""

    def literal(self, e: Number | Constant) -> Closed:
        return self._of(e, {})

    def value(self, call: Call | Question, names: Sequence[str], arguments: Sequence[Closed]) -> Closed:
        if isinstance(call, Question):
            raise NoSeries
        written = BY_EXPONENTIALS.get(call.function)
        e = call if written is None else written(*call.arguments)
        return self._of(e, dict(zip(names, arguments, strict=True)))

    def _of(self, e: Expression, names: Mapping[str, Closed]) -> Closed:
        try:
            return Exactly(names).value(e)
        except (NoForm, Anything, ArithmeticError) as missing:
            raise NoSeries from missing

    def total(self, terms: Sequence[Closed]) -> Closed:
        return self._summed(list(terms))

    def combined(self, weights: Sequence[Fraction], pairs: Sequence[tuple[Closed, Closed]]) -> Closed:
        weighed = zip(weights, pairs, strict=True)
        try:
            terms = [closed(weight) * one * other for weight, (one, other) in weighed]
        except NoForm as missing:
            raise NoSeries from missing
        return self._summed(terms)

    def _summed(self, terms: list[Closed]) -> Closed:
        try:
            return sum(terms, Closed())
        except NoForm as missing:
            raise NoSeries from missing

    def quotient(self, above: Closed, below: Closed) -> Closed:
        try:
            return above * below.inverse()
        except NoForm as missing:
            raise NoSeries from missing

    def vanishes(self, number: Closed) -> bool:
        return not number.terms

    def chosen(
        self, tests: Sequence[Expression], cases: Sequence[Closed], env: Mapping[str, Closed]
    ) -> Closed:
        """Only one that is decided: a place on a boundary belongs to no case."""
        raise NoSeries
