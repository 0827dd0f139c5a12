"""A Taylor polynomial as a formula: 1 + x + x²/2, with fractions where they are known, else with decimals."""

from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from calcviz.language.expression import Expression, Name, Number
from calcviz.language.names import Names
from calcviz.language.notation import number_expression, text
from calcviz.language.problems import Problem
from calcviz.language.reader import parse
from calcviz.language.typeset import latex
from calcviz.maths.derivatives.taylor import Taylor
from calcviz.maths.functions.building import ONE, ZERO, add, divide, multiply, negate, power, subtract
from calcviz.maths.landmarks.closed import Closed
from calcviz.maths.landmarks.written import written

DIGITS, FEW = 6, 3
"""Significant digits of a decimal coefficient: in a sentence, and typeset."""
LONGEST = 34
"""Letters of the terms that are typeset; of more the first ones stand for all."""


def polynomial(T: Taylor, variable: str, digits: int | None = None) -> Expression:
    """The polynomial in ascending powers of x - a; its decimals are rounded to `digits` if given."""
    terms = _terms(T, variable, digits)
    return add(*terms) if len(terms) > 1 else terms[0] if terms else ZERO


def polynomial_latex(T: Taylor, variable: str) -> str:
    """The same in LaTeX, in powers of t = x - a unless a is 0; only its beginning where it is long."""
    if T.a != 0:
        T, variable = replace(T, a=0.0), "t" if variable != "t" else "h"
    terms = _terms(T, variable, FEW)
    lengths = accumulate(len(text(term)) + 3 for term in terms)
    room = sum(length <= LONGEST for length in lengths)
    if room >= len(terms):
        return latex(polynomial(T, variable, FEW))
    first = terms[: max(room, 1)]
    return rf"{latex(add(*first) if len(first) > 1 else first[0])} + \cdots"


def coefficient_text(exact: Closed | None) -> str | None:
    """The closed form of a coefficient as it is typed; None where none is known or it is long."""
    return None if exact is None else written(exact)


def _terms(T: Taylor, variable: str, digits: int | None) -> list[Expression]:
    """The terms that are not 0."""
    found = enumerate(zip(T.coefficients, T.exact, strict=True))
    return [_term(c, exact, _step(variable, T.a, k), digits) for k, (c, exact) in found if c]


def _step(variable: str, a: float, k: int) -> Expression | None:
    """(x - a)^k; None for k = 0."""
    if k == 0:
        return None
    x, at = Name(variable), number_expression(abs(a))
    base = x if a == 0 else subtract(x, at) if a > 0 else add(x, at)
    return base if k == 1 else power(base, k)


def _term(c: float, exact: Closed | None, t: Expression | None, digits: int | None) -> Expression:
    if c < 0:
        return negate(_term(-c, None if exact is None else -exact, t, digits))
    if exact is not None and exact.rational is not None and _is_short(exact.rational):
        return _fraction(exact.rational, t)
    form = coefficient_text(exact)
    e = parse(form, Names()) if form is not None else None
    if e is None or isinstance(e, Problem):
        e = number_expression(c if digits is None else float(f"{c:.{digits}g}"))
    return e if t is None else multiply(e, t)


def _fraction(value: Fraction, t: Expression | None) -> Expression:
    """t, 3t, t/2, 3t/2."""
    p, q = Number(value.numerator), Number(value.denominator)
    above = p if t is None else t if p == ONE else multiply(p, t)
    return above if q == ONE else divide(above, q)


def _is_short(value: Fraction) -> bool:
    """Whether it is read as a fraction: 1/3, 3/16; 0.81 stays as it is."""
    return value.denominator <= 32 or 10**9 % value.denominator != 0
