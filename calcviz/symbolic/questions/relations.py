"""Numbers that are simple combinations of π, logarithms, roots and a few constants, found by their digits."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import sympy as sp
from mpmath import mp, mpf

from calcviz.language.expression import Expression
from calcviz.symbolic.check.value import maybe

FIRST, DIGITS, AGREE = 30, 60, 50
"""Digits by which a relation is found, to which the number is computed anew, and in which both agree."""

PARTS = 720720
"""Fractions of one constant have denominators that divide this, or are found as relations."""

GREATEST = 500
"""The greatest coefficient of a relation."""

_LN2, _R2, _R3 = sp.log(2), sp.sqrt(2), sp.sqrt(3)
_QUARTER, _THREE = sp.gamma(sp.Rational(1, 4)) ** 2, sp.gamma(sp.Rational(3, 4)) ** 2

CONSTANTS: tuple[tuple[Any, ...], ...] = (
    (sp.S.One, sp.pi, sp.pi**2, _LN2, sp.pi * _LN2, _LN2**2, sp.Catalan),
    (sp.S.One, sp.pi, _R2, _R2 * sp.pi, _R2 * sp.pi**2, _R2 * sp.log(1 + _R2), sp.log(1 + _R2)),
    (sp.S.One, sp.pi, _R3, _R3 * sp.pi, _LN2, sp.log(3), sp.pi**2),
    (sp.pi**3, sp.pi**2 * _LN2, sp.pi * _LN2**2, _LN2**3, sp.zeta(3), sp.pi * sp.Catalan),
    (sp.S.One, sp.EulerGamma, _LN2, sp.log(sp.pi)),
    tuple(sp.sqrt(sp.pi) * c for c in (sp.S.One, _R2, _LN2, sp.EulerGamma)),
    tuple(c / sp.sqrt(sp.pi) for c in (_QUARTER, _R2 * _QUARTER, _THREE, _R2 * _THREE)),
)
"""Numbers that are looked for together; what a family of integrals has in common stands in one line."""


def integral(f: Expression, name: str, low: Any, high: Any) -> Any:
    """The combination that ∫f is; raises ValueError where there is none.

    Source: H. Ferguson, D. Bailey, S. Arno, "Analysis of PSLQ, an integer relation finding algorithm", 1999.
    """

    def at(x: Any) -> Any:
        y = maybe(f, {name: x})
        return mpf(0) if y is None else y  # beside an end, where rounding meets a pole, or too far out

    def number(share: Any) -> Any:
        a, b = _number(low), _number(high)
        return mp.quad(at, [a, _between(a, b, share), b], maxdegree=8)

    return combination(lambda: number(mpf(1) / 2), lambda: number(mpf(3) / 7))


def combination(number: Callable[[], Any], again: Callable[[], Any]) -> Any:
    """What a number is: found by 30 digits, confirmed by 50 that are computed in another way.

    Raises ValueError where it is no combination.
    """
    with mp.workdps(FIRST + 6):
        first = number()
    for found in _combinations(first):
        with mp.workdps(DIGITS):
            if abs(again() - mp.mpf(str(found.evalf(DIGITS)))) < mpf(10) ** -AGREE:
                return found
        break
    raise ValueError("no combination")


def _combinations(number: Any) -> Iterator[Any]:
    with mp.workdps(FIRST):
        if abs(number) < mpf(10) ** -FIRST:
            yield sp.S.Zero
        for constants in CONSTANTS:  # most are a multiple of one, which is seen at once
            for constant, digits in zip(constants, _digits(constants)):
                above = number / digits * PARTS
                if abs(above - mp.nint(above)) < mpf(10) ** (9 - FIRST) and mp.nint(above):
                    yield constant * sp.Rational(int(mp.nint(above)), PARTS)
        for constants in CONSTANTS:
            found = mp.pslq([number, *_digits(constants)], maxcoeff=GREATEST, maxsteps=1000)
            if found and found[0]:
                yield -sum(c * sp.Integer(k) for c, k in zip(constants, found[1:])) / sp.Integer(found[0])


def _number(bound: Any) -> Any:
    """A bound of sympy as a number of mpmath."""
    if bound in (sp.oo, -sp.oo):
        return mp.inf if bound == sp.oo else -mp.inf
    return mp.mpf(str(bound.evalf(DIGITS + 5)))


def _between(a: Any, b: Any, share: Any) -> Any:
    if mp.isinf(a) and mp.isinf(b):
        return share
    if mp.isinf(a) or mp.isinf(b):
        return a + 1 + share if mp.isinf(b) else b - 1 - share
    return a + (b - a) * share


@cache
def _digits(constants: tuple[Any, ...]) -> list[Any]:
    return [mp.mpf(str(c.evalf(DIGITS + 5))) for c in constants]
