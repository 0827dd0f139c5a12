"""Systems of equations: polynomials by elimination, so that no real solution is missed; others as found."""

from itertools import product
from typing import Any

import sympy as sp
from mpmath import mp

from calcviz.language.expression import Call, Comparison, Expression, Number, Tuple
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.check.roots import solves
from calcviz.symbolic.check.value import maybe
from calcviz.symbolic.questions.polynomials import Root, real_roots
from calcviz.symbolic.questions.trees import Unsayable, from_sympy, symbol, to_sympy
from calcviz.symbolic.questions.trying import tried

MOST_PAIRS = 4_000


def system(equations: list[Comparison], names: tuple[str, ...]) -> Answer:
    """The real solutions, a Tuple each."""
    differences = [_difference(e) for e in equations]
    forms = [to_sympy(g) for g in differences]
    unknowns = [symbol(name) for name in names]
    polynomials = [sp.fraction(sp.together(f))[0] for f in forms]
    if all(p.is_polynomial(*unknowns) and _rational(p, unknowns) for p in polynomials):
        roots = [_eliminated(polynomials, unknowns, x) for x in unknowns]
        if any(found is None for found in roots):
            return _infinitely_many(polynomials, unknowns, differences, names)
        return _combined(differences, names, [found for found in roots if found is not None])
    return _as_found(differences, forms, unknowns, names)


def _difference(e: Comparison) -> Expression:
    left, right = e.operands
    return left if right == Number(0) else Call("add", (left, Call("negate", (right,))))


def _rational(p: Any, unknowns: list[Any]) -> bool:
    return all(c.is_Rational for c in sp.Poly(p, *unknowns).coeffs())


def _eliminated(polynomials: list[Any], unknowns: list[Any], x: Any) -> list[Root] | None:
    """The values that x may have in a solution; None where it may have infinitely many."""
    others = [v for v in unknowns if v != x]
    if len(unknowns) == 2 and len(polynomials) == 2:
        free = [p for p in polynomials if not p.has(others[0])]
        eliminated = free[0] if free else sp.resultant(polynomials[0], polynomials[1], others[0])
    else:
        basis = sp.groebner(polynomials, *others, x, order="lex")
        only = [g for g in basis.exprs if not g.free_symbols - {x}]
        eliminated = only[0] if only else sp.S.Zero
    p = sp.Poly(eliminated, x)
    return None if p.is_zero else real_roots(p) if p.degree() > 0 else []


def _combined(differences: list[Expression], names: tuple[str, ...], roots: list[list[Root]]) -> Answer:
    """Every combination that solves all the equations; others cannot exist."""
    count = 1
    for found in roots:
        count *= len(found)
    if count > MOST_PAIRS:
        return Answer("unknown", reason="no_form")
    results, exact = [], True
    for point in product(*roots):
        numbers = {name: number for name, (_, number, _) in zip(names, point)}
        if all(solves(g, numbers) for g in differences):
            results.append(Tuple(tuple(tree for tree, _, _ in point)))
            exact = exact and all(known for _, _, known in point)
    greatest = max((abs(float(number)) for found in roots for _, number, _ in found), default=0.0)
    return Answer("exact" if exact else "numeric", tuple(results), error=None if exact else 2e-16 * greatest)


def _infinitely_many(
    polynomials: list[Any], unknowns: list[Any], differences: list[Expression], names: tuple[str, ...]
) -> Answer:
    """A linear system with letters left over; of curves that are equal nothing is listed."""
    found = [point for points in tried(lambda: sp.linsolve(polynomials, *unknowns)) for point in points]
    if len(found) != 1:
        return Answer("unknown", reason="infinitely_many")
    values = {name: mp.mpf("0.7390851332") + k for k, name in enumerate(names)}
    trees = tuple(map(from_sympy, found[0]))
    with mp.workdps(50):
        point = {name: maybe(tree, values) for name, tree in zip(names, trees)}
    if any(v is None for v in point.values()) or not all(solves(g, point) for g in differences):
        return Answer("unknown", reason="infinitely_many")
    return Answer("exact", (Tuple(trees),), remark="any_value")


def _as_found(
    differences: list[Expression], forms: list[Any], unknowns: list[Any], names: tuple[str, ...]
) -> Answer:
    """What sympy finds and what holds; that this is all, nobody knows."""
    results = []
    for solution in next(tried(lambda: sp.solve(forms, unknowns, dict=True)), ()):
        if set(solution) != set(unknowns):
            continue
        try:
            trees = tuple(from_sympy(sp.simplify(solution[x])) for x in unknowns)
        except Unsayable:
            continue
        with mp.workdps(50):
            numbers = {name: maybe(tree, {}) for name, tree in zip(names, trees)}
        if all(v is not None for v in numbers.values()) and all(solves(g, numbers) for g in differences):
            results.append(Tuple(trees))
    if not results:
        return Answer("unknown", reason="no_form")
    return Answer("unconfirmed", tuple(dict.fromkeys(results)), reason="maybe_more")
