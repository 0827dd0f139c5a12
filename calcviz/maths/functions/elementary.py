"""The operators, roots, the exponential function, logarithms and the absolute value."""

import math
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from calcviz.language.expression import Expression, Number
from calcviz.language.vocabulary import Word
from calcviz.maths.functions import powers
from calcviz.maths.functions.building import (
    ONE,
    TWO,
    ZERO,
    above,
    at_least,
    below,
    both,
    call,
    divide,
    either,
    multiply,
    negate,
    nonzero,
    number,
    power,
    relation,
)
from calcviz.maths.functions.entry import EveryArgument, FunctionEntry, undefined_where
from calcviz.maths.intervals import arithmetic as enclose
from calcviz.maths.intervals import steps
from calcviz.maths.intervals.enclosures import INFINITY, Enclosure, absolute, increasing, restricted
from calcviz.maths.intervals.enclosures import negate as enclose_negate

MANY = None


def _sum(a: Any, b: Any, *rest: Any) -> Any:
    total = np.add(a, b)
    for term in rest:
        total = np.add(total, term)
    return total


def _product(a: Any, b: Any, *rest: Any) -> Any:
    total = np.multiply(a, b)
    for factor in rest:
        total = np.multiply(total, factor)
    return total


def quotient(a: Any, b: Any) -> Any:
    """a/b, NaN for b = 0."""
    return undefined_where(np.equal(b, 0.0), np.divide(a, b))


def logarithm(f: Any) -> Any:
    """A logarithm that is NaN at 0 instead of minus infinity."""
    return lambda x: undefined_where(np.less_equal(x, 0.0), f(x))


_ln, _log10, _log2 = logarithm(np.log), logarithm(np.log10), logarithm(np.log2)


def _log(x: Any, base: Any = None) -> Any:
    """The logarithm to base 10, or to a base > 0 that is not 1."""
    if base is None:
        return _log10(x)
    if np.ndim(base) == 0 and base in (2.0, 10.0):
        return _log10(x) if base == 10.0 else _log2(x)
    return quotient(_ln(x), _ln(base))


enclose_ln = restricted(0.0, INFINITY, increasing(np.log, 4.0, zero=True), low_open=True)
_enclose_log10 = restricted(0.0, INFINITY, increasing(np.log10, 4.0, zero=True), low_open=True)


def _enclose_log(x: Enclosure, base: Enclosure | None = None) -> Enclosure:
    return _enclose_log10(x) if base is None else enclose.divide(enclose_ln(x), enclose_ln(base))


def _by_factor(k: int, *factors: Expression) -> Expression:
    return multiply(*factors[:k], *factors[k + 1 :])


_TEN = Number(10)


def _log_by_argument(u: Expression, base: Expression = _TEN) -> Expression:
    return divide(ONE, multiply(u, call("ln", base)))


def _log_by_base(u: Expression, base: Expression) -> Expression:
    return negate(divide(call("ln", u), multiply(base, power(call("ln", base), 2))))


def _log_domain(u: Expression, base: Expression | None = None) -> tuple[Expression, ...]:
    if base is None or (isinstance(base, Number) and base.value > 0 and base.value != 1):
        return (above(u),)
    return above(u), above(base), relation(base, "!=", ONE)


def _root(x: Any, n: Any) -> Any:
    """The n-th root: of every x for odd n, of x >= 0 for other n; NaN for n = 0 and 0 to a root n < 0."""
    odd = np.equal(np.mod(n, 2.0), 1.0)
    size = np.where(np.equal(n, 3.0), np.cbrt(np.abs(x)), np.power(np.abs(x), np.divide(1.0, n)))
    size = np.where(np.equal(n, 2.0), np.sqrt(np.abs(x)), size)
    broken = np.equal(n, 0.0) | (np.less(x, 0.0) & ~odd) | (np.equal(x, 0.0) & np.less(n, 0.0))
    return undefined_where(broken | np.isnan(x) | np.isnan(n), np.copysign(size, x))


def _root_domain(u: Expression, n: Expression) -> tuple[Expression, ...]:
    order = powers.literal(n)
    if order is not None and order > 0:
        return () if order.denominator == 1 and order.numerator % 2 else (at_least(u),)
    odd = relation(call("mod", n, TWO), "=", ONE)
    return nonzero(n), either(above(u), both(below(u), odd), both(relation(u, "=", ZERO), above(n)))


def _exact_sqrt(u: Fraction) -> Fraction | None:
    if u < 0:
        return None
    top, bottom = math.isqrt(u.numerator), math.isqrt(u.denominator)
    return Fraction(top, bottom) if top * top == u.numerator and bottom * bottom == u.denominator else None


def _hypot(*parts: Any) -> Any:
    """The square root of the sum of squares; NaN with any NaN, also beside an infinite part."""
    unknown = reduce(np.logical_or, [np.isnan(part) for part in parts])
    return undefined_where(unknown, reduce(np.hypot, parts))


def _hypot_by(k: int, *parts: Expression) -> Expression:
    return divide(parts[k], call("hypot", *parts))


ENTRIES = (
    FunctionEntry(
        Word("add", (2, MANY)),
        _sum,
        enclose.add,
        EveryArgument(lambda k, *terms: ONE),
        exact=lambda *terms: sum(terms),
    ),
    FunctionEntry(
        Word("multiply", (2, MANY)),
        _product,
        enclose.multiply,
        EveryArgument(_by_factor),
        exact=lambda *factors: math.prod(factors),
    ),
    FunctionEntry(Word("negate"), np.negative, enclose_negate, (lambda u: number(-1),), exact=lambda u: -u),
    FunctionEntry(
        Word("divide", (2, 2), latex=r"\frac{{{0}}}{{{1}}}"),
        quotient,
        enclose.divide,
        (lambda u, v: divide(ONE, v), lambda u, v: negate(divide(u, power(v, 2)))),
        lambda u, v: () if isinstance(v, Number) and v.value else (nonzero(v),),
        exact=lambda u, v: u / v if v else None,
    ),
    FunctionEntry(
        Word("power", (2, 2)),
        powers.power,
        enclose.power,
        (powers.by_base, powers.by_exponent),
        powers.domain,
        exact=powers.exact_power,
        special=powers.special,
    ),
    FunctionEntry(
        Word("abs", latex=r"\left|{0}\right|"),
        np.abs,
        absolute,
        (lambda u: divide(u, call("abs", u)),),
        exact=abs,
    ),
    FunctionEntry(
        Word("sqrt", latex=r"\sqrt{{{0}}}"),
        np.sqrt,
        enclose.sqrt,
        (lambda u: divide(ONE, multiply(TWO, call("sqrt", u))),),
        lambda u: (at_least(u),),
        exact=_exact_sqrt,
    ),
    FunctionEntry(
        Word("cbrt", latex=r"\sqrt[3]{{{0}}}"),
        np.cbrt,
        enclose.cbrt,
        (lambda u: divide(ONE, multiply(Number(3), power(call("cbrt", u), 2))),),
    ),
    FunctionEntry(
        Word("root", (2, 2), ("nthroot", "nthRoot"), r"\sqrt[{1}]{{{0}}}"),
        _root,
        enclose.root,
        (
            lambda u, n: divide(call("root", u, n), multiply(n, u)),
            lambda u, n: negate(divide(multiply(call("root", u, n), call("ln", u)), power(n, 2))),
        ),
        _root_domain,
    ),
    FunctionEntry(Word("exp"), np.exp, powers.exponential, (lambda u: call("exp", u),)),
    FunctionEntry(Word("ln"), _ln, enclose_ln, (lambda u: divide(ONE, u),), lambda u: (above(u),)),
    FunctionEntry(Word("log", (1, 2)), _log, _enclose_log, (_log_by_argument, _log_by_base), _log_domain),
    FunctionEntry(
        Word("hypot", (2, MANY)),
        _hypot,
        steps.hypot,
        EveryArgument(_hypot_by),
    ),
)
