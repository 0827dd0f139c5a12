"""Numbers recognised by their digits: fractions, square roots, parts of π, logarithms and powers of e."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import sympy as sp
from mpmath import mp, mpf

from calcviz.language.expression import Expression
from calcviz.symbolic.check.value import maybe
from calcviz.symbolic.questions.trees import from_sympy
from calcviz.symbolic.questions.trying import tried

PARTS = 720720
"""Fractions with denominators that divide this are recognised: all up to 16."""

SURE = 300
"""Digits to which a recognised root must solve its equation."""

GREATEST = 1000
"""The greatest coefficient of an equation of second degree whose roots are recognised."""


def named_root(g: Expression, name: str, root: Any) -> Expression | None:
    """An exact form of a root known to 35 digits, at which g is 0 to 300; None where there is none."""
    with mp.workdps(40):
        forms = [*_forms(root), *tried(lambda: _of_second_degree(root))]
    for form in forms:
        tree: Expression
        for tree in tried(partial(from_sympy, form)):
            with mp.workdps(SURE):
                at = maybe(tree, {})
                y = None if at is None else maybe(g, {name: at})
                if y is not None and abs(y) < mpf(10) ** (20 - SURE):
                    return tree
    return None


def _forms(root: Any) -> Iterator[Any]:
    for shape, number in (
        (lambda q: q, root),
        (lambda q: q * sp.pi, root / mp.pi),
        (sp.log, mp.exp(root) if abs(root) < 20 else mp.nan),
        (sp.exp, mp.log(root) if root > 0 else mp.nan),
    ):
        q = _fraction(number)
        if q is not None:
            yield shape(q)


def _of_second_degree(root: Any) -> Any:
    """The root of a quadratic equation with whole coefficients; raises what sympy and mpmath raise."""
    coefficients = mp.findpoly(root, 2, maxcoeff=GREATEST, tol=mpf(10) ** -33)
    roots = sp.roots(sp.Poly([int(c) for c in coefficients], sp.Symbol("x")))
    return min(roots, key=lambda form: abs(complex(form) - float(root)))


def _fraction(number: Any) -> Any | None:
    if not mp.isfinite(number) or abs(number) > 10**9:
        return None
    above = mp.nint(number * PARTS)
    near = abs(number * PARTS - above) < mpf(10) ** -28
    return sp.Rational(int(above), PARTS) if near else None
