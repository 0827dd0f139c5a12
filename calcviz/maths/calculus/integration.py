"""The way to an antiderivative, one named rule of the textbook a line: table, substitution, parts."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import (
    Call,
    Expression,
    Name,
    Number,
    Piecewise,
    Question,
    free_names,
    longer,
    rebuild,
    substitute,
    walk,
)
from calcviz.language.messages import mark
from calcviz.maths.calculus.primitives import Primitive, primitives
from calcviz.maths.calculus.rewriting import cancelled, factors, quotient, rewritten
from calcviz.maths.derivatives.derivation import LONGEST, Step
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from calcviz.maths.derivatives.rules import CONSTANT, MULTIPLE, SUM, TIDY
from calcviz.maths.derivatives.tidy import tidy
from calcviz.maths.evaluate import compiled
from calcviz.maths.functions.building import add, divide, multiply, negate, number, subtract
from calcviz.maths.polynomial import polynomial

TABLE = mark("table of integrals")
LINEAR = mark("linear substitution")
SUBSTITUTION = mark("substitution")
PARTS = mark("integration by parts")
FREE = mark("any constant may be added")

MOST = 24
"""Lines of a derivation."""

_PLACES = np.concatenate((np.linspace(-3.7, 3.9, 23), np.linspace(0.03, 0.97, 17)))
SAMPLE = 12_347
"""Ten thousand times the number that stands for a letter where values are compared."""
_FIRST = ("ln", "log", "atan", "asin", "acos", "asinh", "atanh")
"""Functions that are differentiated rather than integrated, in integration by parts."""


_STEPS = frozenset({"floor", "ceil", "round", "frac", "mod", "sign", "heaviside"})


class _Applied(NamedTuple):
    """A rule applied to an integral: its name, what comes out, and the u of a substitution or of parts."""

    rule: str
    after: Expression
    inner: Expression | None = None


@lru_cache(maxsize=64)
def steps(e: Expression, variable: str) -> tuple[Step, ...]:
    """The lines that lead to an antiderivative of e, which is verified; none where these rules lead nowhere.

    In the lines, what is still to be integrated stands as a Question. The last line has the constant C.
    """
    line: Expression = _pending(e, variable)
    found: list[Step] = []
    while (left := next(_integrals(line), None)) is not None:
        applied = _rule(left.body, variable)
        if applied is None or len(found) >= MOST:
            return ()
        after = _everywhere(line, applied.rule, variable)
        if longer(after, LONGEST):
            return ()
        found.append(Step(applied.rule, line, after, inner=applied.inner))
        line = after
    short = tidy(line)
    if short != line:
        found.append(Step(TIDY, line, short))
    if not is_antiderivative(short, e, variable):
        return ()
    terms = short.arguments if isinstance(short, Call) and short.function == "add" else (short,)
    return (*found, Step(FREE, short, add(*terms, Name("C"))))


def is_antiderivative(found: Expression, e: Expression, variable: str) -> bool:
    """Whether the slope of what was found is e wherever both were looked at, at three places at least."""
    slope = _slope(found, variable)
    if slope is None:
        return False
    a, b = _values(slope, variable), _values(e, variable)
    both = np.isfinite(a) & np.isfinite(b)
    return both.sum() >= 3 and bool(np.all(np.abs(a - b)[both] <= 1e-8 * (1 + np.abs(b[both]))))


def _slope(e: Expression, variable: str) -> Expression | None:
    """The derivative where it exists; None where no rule gives it."""
    try:
        found = derivative(e, variable)
    except (NoRule, TooLong):
        return None
    if isinstance(found, Piecewise) and len(found.branches) == 1 and found.otherwise is None:
        return found.branches[0][0]
    return found


def _pending(e: Expression, variable: str) -> Question:
    return Question("integral", e, (variable,))


def _integrals(e: Expression) -> Iterator[Question]:
    return (node for node in walk(e) if isinstance(node, Question))


def _everywhere(line: Expression, rule: str, variable: str) -> Expression:
    """The line with a rule applied to the first integral, and to all others that it is the next one for."""
    if isinstance(line, Question):
        applied = _rule(line.body, variable)
        return applied.after if applied is not None and applied.rule == rule else line
    return rebuild(line, lambda part: _everywhere(part, rule, variable))


@lru_cache(maxsize=512)
def _rule(e: Expression, variable: str) -> _Applied | None:
    """The rule for one integral; None where there is none."""
    if variable not in free_names(e):
        return _Applied(CONSTANT, _product(e, Name(variable)))
    if isinstance(e, Call) and e.function == "add":
        return _Applied(SUM, add(*(_moved(part, lambda u: _pending(u, variable)) for part in e.arguments)))
    above, below = factors(e)
    constants = [f for f in above if variable not in free_names(f)]
    divisors = [f for f in below if variable not in free_names(f)]
    if constants or divisors:
        rest = quotient([f for f in above if f not in constants], [f for f in below if f not in divisors])
        return _Applied(MULTIPLE, _product(tidy(quotient(constants, divisors)), _pending(rest, variable)))
    for attempt in (_by_table, _rewritten, _by_parts):
        if (found := attempt(e, above, below, variable)) is not None:
            return found
    return None


def _moved(term: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """A term of a sum changed behind its sign."""
    if isinstance(term, Call) and term.function == "negate":
        return negate(change(term.arguments[0]))
    return change(term)


def _by_table(
    e: Expression, above: list[Expression], below: list[Expression], variable: str
) -> _Applied | None:
    """A known function of some u, times the slope of u up to a number."""
    for found in primitives(above, below):
        if found.inner != Name(variable) and _jumps(found.inner):
            continue
        rest = quotient(*_without(above, below, found))
        scale = _scale(rest, found.inner, variable)
        if scale is None:
            continue
        after = _product(scale, found.integral)
        if found.inner == Name(variable):
            return _Applied(TABLE, after)
        linear = variable not in free_names(rest)
        return _Applied(LINEAR if linear else SUBSTITUTION, after, found.inner)
    return None


def _jumps(e: Expression) -> bool:
    """Whether e has steps, across which what is put in for it would be broken off."""
    return any(isinstance(node, Call) and node.function in _STEPS for node in walk(e))


def _without(
    above: list[Expression], below: list[Expression], found: Primitive
) -> tuple[list[Expression], list[Expression]]:
    """The factors that are left beside the known function."""
    rest = list(above), list(below)
    for side, factor in found.used:
        rest[side].remove(factor)
    return rest


def _scale(rest: Expression, inner: Expression, variable: str) -> Expression | None:
    """The number k with rest = k · inner′; None where there is none, or none that is known exactly."""
    if variable not in free_names(inner):
        return None
    slope = _slope(inner, variable)
    if slope is None:
        return None
    if variable not in free_names(slope) and variable not in free_names(rest):
        return tidy(divide(rest, slope))
    a, b = _values(rest, variable), _values(slope, variable)
    good = np.isfinite(a) & np.isfinite(b) & (np.abs(b) > 1e-9)
    if good.sum() < 3:
        return None
    ratios = (a / np.where(good, b, 1.0))[good]
    k = Fraction(float(ratios[0])).limit_denominator(1000)
    close = np.all(np.abs(ratios - float(k)) <= 1e-9 * (1 + abs(float(k))))
    return number(k) if k and bool(close) else None


def _rewritten(
    e: Expression, above: list[Expression], below: list[Expression], variable: str
) -> _Applied | None:
    """The same integrand in a form that other rules know."""
    found = rewritten(e, variable)
    return None if found is None else _Applied(found[0], _pending(found[1], variable))


def _by_parts(
    e: Expression, above: list[Expression], below: list[Expression], variable: str
) -> _Applied | None:
    """u v − ∫ v u′: u is a logarithm or an arc function, else a polynomial beside what stays as it is."""
    first = (f for f in above if isinstance(f, Call) and f.function in _FIRST)
    u: Expression | None = next(first, None)
    if u is None:
        u = next((f for f in above if polynomial(f, variable) is not None), None)
        if u is None or len(above) < 2:
            return None
    rest = list(above)
    rest.remove(u)
    v = _integrated(quotient(rest, below), variable)
    if v is None:
        return None
    slope = _slope(u, variable)
    if slope is None:
        return None
    left = cancelled(tidy(multiply(v, slope)))
    if longer(left, 2 * sum(1 for _ in walk(e)) + 12):
        return None
    return _Applied(PARTS, subtract(tidy(multiply(u, v)), _pending(left, variable)), u)


def _integrated(e: Expression, variable: str) -> Expression | None:
    """An antiderivative by the table alone, for the v of integration by parts."""
    line: Expression = _pending(e, variable)
    for _ in range(4):
        left = next(_integrals(line), None)
        if left is None:
            return tidy(line)
        applied = _rule(left.body, variable)
        if applied is None or applied.rule == PARTS:
            return None
        line = _everywhere(line, applied.rule, variable)
    return None if next(_integrals(line), None) is not None else tidy(line)


def _product(k: Expression, e: Expression) -> Expression:
    """k e, with the signs and the ones that nobody writes left out."""
    if k == Number(1):
        return e
    if k == number(-1):
        return negate(e)
    return k if e == Number(1) else multiply(k, e)


def _values(e: Expression, variable: str) -> NDArray[np.float64]:
    """e at the places that are looked at, with a number for each other letter."""
    others = sorted(free_names(e) - {variable})
    e = substitute(e, {name: Number(Fraction(SAMPLE + 7 * k, 10_000)) for k, name in enumerate(others)})
    with np.errstate(all="ignore"):
        return np.broadcast_to(np.asarray(compiled(e, (variable,))(_PLACES), np.float64), _PLACES.shape)
