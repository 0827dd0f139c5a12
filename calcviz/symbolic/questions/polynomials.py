"""The real roots of polynomials, all of them: isolated exactly, and written out where that is readable."""

from typing import Any

import sympy as sp
from mpmath import mp, mpf

from calcviz.language.expression import Expression, size
from calcviz.language.notation import number_expression
from calcviz.symbolic.check.value import maybe
from calcviz.symbolic.questions.trees import Unsayable, from_sympy

MOST_DEGREE = 60
READABLE = 60
"""Nodes of a root beyond which its digits say more."""

Root = tuple[Expression, Any, bool]
"""A tree, the number to 50 digits, and whether the tree is exact."""


def real_roots(p: Any) -> list[Root]:
    """The different real roots of a polynomial with rational coefficients, rising."""
    if p.is_zero or p.degree() > MOST_DEGREE:
        raise ValueError("no polynomial to be solved")
    found: list[Root] = []
    for factor, _ in p.factor_list()[1]:
        exact = _written(factor)
        for root in sp.real_roots(factor, multiple=True):
            number = mpf(0)
            with mp.workdps(50):
                number = mp.mpf(str(root.evalf(52)))
                matching = [
                    tree for tree, value in exact if abs(value - number) < mpf(10) ** -35 * (1 + abs(number))
                ]
            if matching:
                found.append((min(matching, key=size), number, True))
            else:
                found.append((number_expression(float(number)), number, False))
    return sorted(found, key=lambda root: root[1])


def _written(factor: Any) -> list[tuple[Expression, Any]]:
    """Readable trees for roots of an irreducible factor, with their numbers."""
    degree = factor.degree()
    forms = []
    if degree == 3:
        forms = _cubic(factor)
    elif degree <= 4 or len(factor.terms()) <= 2:
        try:
            forms = [sp.sqrtdenest(root) for root in sp.roots(factor)]
        except (NotImplementedError, sp.PolynomialError):
            forms = []
    result = []
    for form in forms:
        try:
            tree = from_sympy(form)
        except Unsayable:
            continue
        with mp.workdps(50):
            value = maybe(tree, {})
        if value is not None and size(tree) <= READABLE:
            result.append((tree, value))
    return result


def _cubic(factor: Any) -> list[Any]:
    """Cardano's root where there is one, the three cosines where there are three (casus irreducibilis)."""
    a, b, c, d = factor.all_coeffs()
    p = (3 * a * c - b**2) / (3 * a**2)
    q = (2 * b**3 - 9 * a * b * c + 27 * a**2 * d) / (27 * a**3)
    shift = -b / (3 * a)
    inner = q**2 / 4 + p**3 / 27
    if inner >= 0:
        return [shift + _cube_root(-q / 2 + sp.sqrt(inner)) + _cube_root(-q / 2 - sp.sqrt(inner))]
    radius = 2 * sp.sqrt(-p / 3)
    angle = sp.acos(3 * q / (2 * p) * sp.sqrt(-3 / p)) / 3
    return [shift + radius * sp.cos(angle - 2 * sp.pi * k / 3) for k in range(3)]


def _cube_root(u: Any) -> Any:
    third = sp.Rational(1, 3)
    return -((-u) ** third) if u < 0 else u**third
