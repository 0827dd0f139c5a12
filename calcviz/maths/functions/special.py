"""The special functions: erf, gamma and its derivatives, factorials, binomials, sinc, normal distribution."""

import math
from fractions import Fraction

from calcviz.language.expression import Expression, Number
from calcviz.language.vocabulary import Word
from calcviz.maths.functions import special_values as values
from calcviz.maths.functions.building import (
    ONE,
    PI,
    TWO,
    ZERO,
    above,
    add,
    at_least,
    broken,
    call,
    cases,
    divide,
    either,
    multiply,
    negate,
    nonzero,
    number,
    power,
    relation,
    subtract,
    whole,
)
from calcviz.maths.functions.entry import FunctionEntry
from calcviz.maths.intervals import special as enclose


def _no_pole(u: Expression) -> tuple[Expression, ...]:
    """u is none of 0, -1, -2, …"""
    return (either(above(u), broken(u)),)


def _exact_factorial(u: Fraction) -> int | None:
    return math.factorial(int(u)) if u.denominator == 1 and 0 <= u <= 500 else None


def _exact_gamma(u: Fraction) -> int | None:
    return _exact_factorial(u - 1)


def _exact_binomial(n: Fraction, k: Fraction) -> Fraction | None:
    """The polynomial in n for a whole k of bounded size."""
    if k.denominator != 1 or k > 500:
        return None
    result = Fraction(1 if k >= 0 else 0)
    for i in range(int(k)):
        result = result * (n - i) / (i + 1)
        if result.numerator.bit_length() > 8192 or result.denominator.bit_length() > 8192:
            return None
    return result


def _binomial_by_n(n: Expression, k: Expression) -> Expression:
    gap = subtract(call("digamma", add(n, ONE)), call("digamma", add(subtract(n, k), ONE)))
    return multiply(call("binomial", n, k), gap)


def _binomial_by_k(n: Expression, k: Expression) -> Expression:
    gap = subtract(call("digamma", add(subtract(n, k), ONE)), call("digamma", add(k, ONE)))
    return multiply(call("binomial", n, k), gap)


def _sinc_slope(u: Expression) -> Expression:
    slope = divide(subtract(call("cos", u), call("sinc", u)), u)
    return cases((slope, nonzero(u)), (ZERO, relation(u, "=", ZERO)))


def _z(x: Expression, mean: Expression = ZERO, sd: Expression = ONE) -> Expression:
    centred = x if mean == ZERO else subtract(x, mean)
    return centred if sd == ONE else divide(centred, sd)


def _over(u: Expression, sd: Expression) -> Expression:
    return u if sd == ONE else divide(u, sd)


def _pdf_by_x(x: Expression, mean: Expression = ZERO, sd: Expression = ONE) -> Expression:
    return negate(_over(multiply(_z(x, mean, sd), call("normalpdf", x, mean, sd)), sd))


def _pdf_by_mean(x: Expression, mean: Expression, sd: Expression = ONE) -> Expression:
    return _over(multiply(_z(x, mean, sd), call("normalpdf", x, mean, sd)), sd)


def _pdf_by_sd(x: Expression, mean: Expression, sd: Expression) -> Expression:
    factor = subtract(power(_z(x, mean, sd), 2), ONE)
    return _over(multiply(factor, call("normalpdf", x, mean, sd)), sd)


def _cdf_by_x(*arguments: Expression) -> Expression:
    return call("normalpdf", *arguments)


def _cdf_by_mean(*arguments: Expression) -> Expression:
    return negate(call("normalpdf", *arguments))


def _cdf_by_sd(x: Expression, mean: Expression, sd: Expression) -> Expression:
    return negate(multiply(_z(x, mean, sd), call("normalpdf", x, mean, sd)))


def _spread(x: Expression, mean: Expression = ZERO, sd: Expression = ONE) -> tuple[Expression, ...]:
    return () if isinstance(sd, Number) and sd.value > 0 else (above(sd),)


def _order(n: Expression) -> tuple[Expression, ...]:
    return () if isinstance(n, Number) and n.value == int(n.value) else (whole(n), at_least(n))


GAMMAS = (
    FunctionEntry(
        Word("gamma", aliases=("Γ", "Gamma"), latex=r"\Gamma\left({0}\right)"),
        values.gamma,
        enclose.gamma,
        (lambda u: multiply(call("gamma", u), call("digamma", u)),),
        _no_pole,
        exact=_exact_gamma,
    ),
    FunctionEntry(
        Word("digamma", latex=r"\psi\left({0}\right)"),
        lambda x: values.polygamma(0.0, x),
        enclose.digamma,
        (lambda u: call("polygamma", ONE, u),),
        _no_pole,
    ),
    FunctionEntry(
        Word("polygamma", (2, 2), latex=r"\psi^{{({0})}}\left({1}\right)"),
        values.polygamma,
        enclose.polygamma,
        (None, lambda n, u: call("polygamma", _next(n), u)),
        lambda n, u: (*_order(n), *_no_pole(u)),
    ),
    FunctionEntry(
        Word("factorial"),
        values.factorial,
        enclose.factorial,
        (lambda u: multiply(call("factorial", u), call("digamma", add(u, ONE))),),
        lambda u: _no_pole(add(u, ONE)),
        exact=_exact_factorial,
    ),
    FunctionEntry(
        Word("binomial", (2, 2), ("nCr", "choose"), r"\binom{{{0}}}{{{1}}}"),
        values.binomial,
        enclose.binomial,
        (_binomial_by_n, _binomial_by_k),
        lambda n, k: (either(above(n, number(-1)), broken(n), whole(k)),),
        exact=_exact_binomial,
    ),
)


def _next(n: Expression) -> Expression:
    return Number(n.value + 1) if isinstance(n, Number) else add(n, ONE)


ENTRIES = (
    *GAMMAS,
    FunctionEntry(
        Word("erf"),
        values.erf,
        enclose.erf,
        (lambda u: multiply(divide(TWO, call("sqrt", PI)), call("exp", negate(power(u, 2)))),),
    ),
    FunctionEntry(Word("sinc"), values.sinc, enclose.sinc, (_sinc_slope,)),
    FunctionEntry(
        Word("normalpdf", (1, 3)),
        values.normalpdf,
        enclose.normalpdf,
        (_pdf_by_x, _pdf_by_mean, _pdf_by_sd),
        _spread,
    ),
    FunctionEntry(
        Word("normalcdf", (1, 3)),
        values.normalcdf,
        enclose.normalcdf,
        (_cdf_by_x, _cdf_by_mean, _cdf_by_sd),
        _spread,
    ),
)

SERIES = frozenset({*(entry.word.name for entry in GAMMAS), "erf", "normalcdf"})
"""The functions that scipy computes: see `special_values.load`."""


def names_series(text: str) -> bool:
    """Whether a text names one of them, or begins to."""
    return "!" in text or any(name[:3] in text.casefold() for name in (*SERIES, "gelu"))
