"""Definite integrals of real functions: the value with a bound of its error, a fraction where it is one."""

import logging
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import isfinite, isnan

import numpy as np

from calcviz.language.expression import Expression, Name, substitute
from calcviz.language.messages import current_language, tr
from calcviz.language.notation import fraction_expression, number_expression
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.exact import exact
from calcviz.maths.functions.building import call, multiply, power, subtract
from calcviz.maths.real import RealFunction

log = logging.getLogger(__name__)

NOISE = 1e-12
"""A value that is smaller than this, and than its error, is 0."""

LARGEST = 10**9
"""Numerators and denominators beyond which a fraction says less than its decimals."""


def integral(f: RealFunction, low: float, high: float) -> Answer:
    """The integral of f from low to high, ends at infinity included; never raises.

    "exact" where the table of antiderivatives gives a fraction and the numeric answer agrees; the reason
    says why there is none.
    """
    return _integral(f, low, high, current_language())


@lru_cache(maxsize=512)
def _integral(f: RealFunction, low: float, high: float, language: str) -> Answer:
    if isnan(low) or isnan(high):
        return Answer("undefined", reason=tr("a bound of the integral is undefined"))
    from calcviz.maths.calculus.quadrature import Bound, definite  # large, and no start needs it
    from calcviz.maths.calculus.shifting import Place, place

    ends = [Bound(place(end) if isfinite(end) else Place(end)) for end in (low, high)]
    try:
        with np.errstate(all="ignore"):
            found = definite(f.expression, f.variable, ends[0], ends[1], dict(f.parameters))
        fraction = _fraction(f, low, high) if found.standing == "numeric" else None
    except (ArithmeticError, ValueError, KeyError, TypeError, RecursionError, MemoryError):
        log.exception("an integral could not be computed")
        return Answer("unknown", reason=tr("this could not be computed"))
    if fraction is not None and found.value is not None and _agrees(fraction, found.value, found.error):
        return Answer("exact", (fraction_expression(fraction),), float(fraction), 0.0, remark=found.remark)
    if found.value is not None and abs(found.value) <= (found.error or 0.0) < NOISE:
        return replace(found, value=0.0)
    return found


def _agrees(fraction: Fraction, value: float, error: float | None) -> bool:
    return abs(float(fraction) - value) <= 2 * (error or 0.0) + 1e-12 * abs(value)


def _fraction(f: RealFunction, low: float, high: float) -> Fraction | None:
    """F(high) − F(low) where that is a short fraction by exact arithmetic."""
    if not (isfinite(low) and isfinite(high)):
        return None
    if low == high:
        return Fraction(0)
    from calcviz.maths.calculus.antiderivatives import primitive

    F = primitive(f.expression, f.variable, f.parameters)
    if F is None:
        return None
    F = substitute(F, {name: number_expression(value) for name, value in f.parameters})
    ends = [exact(substitute(F, {f.variable: written_end(end)})) for end in (low, high)]
    if ends[0] is None or ends[1] is None:
        return None
    found = ends[1] - ends[0]
    short = abs(found.numerator) <= LARGEST and found.denominator <= LARGEST
    return found if short else None


def written_end(end: float) -> Expression:
    """The number that an end stands for: a multiple of π, or its decimals."""
    from calcviz.maths.calculus.shifting import place

    at = place(end)
    return at.written if at.turned else number_expression(end)


def difference(f: RealFunction, g: RealFunction | None) -> RealFunction:
    """f − g as a function of the variable of f; f itself where there is no g."""
    if g is None:
        return f
    other = substitute(g.expression, {g.variable: Name(f.variable)})
    parameters = tuple(sorted({*f.parameters, *g.parameters}))
    return RealFunction(subtract(f.expression, other), f.variable, parameters)


def size_of(f: RealFunction) -> RealFunction:
    """|f|."""
    return RealFunction(call("abs", f.expression), f.variable, f.parameters)


def moment(f: RealFunction, order: int, centre: float = 0.0) -> RealFunction:
    """(x − centre)^order · f."""
    at = subtract(Name(f.variable), number_expression(centre)) if centre else Name(f.variable)
    factor = at if order == 1 else power(at, order)
    return RealFunction(multiply(factor, f.expression), f.variable, f.parameters)
