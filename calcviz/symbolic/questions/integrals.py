"""Antiderivatives and definite integrals: what sympy proposes, and what of it holds."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from math import isfinite
from typing import Any

import sympy as sp
from sympy.integrals.manualintegrate import manualintegrate
from sympy.simplify.fu import TR8

from calcviz.language.expression import Call, Expression, Question, size, walk
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.check.antiderivatives import Antiderivatives, Verdict
from calcviz.symbolic.check.numbers import agreed, digits, referee
from calcviz.symbolic.questions.forms import candidates, exceptional, without_roots, without_steps
from calcviz.symbolic.questions.trees import Unsayable, from_sympy, symbol, to_sympy
from calcviz.symbolic.questions.trying import Way, tried

STEPPING = frozenset(
    {"abs", "sign", "floor", "ceil", "round", "frac", "mod", "heaviside", "min", "max", "relu"}
)

SIMPLE, SHORT = 6, 60
"""An answer of so few nodes, or of more operations, is not simplified further."""


def antiderivative(question: Question) -> Answer:
    """F with F' = f, without its constant."""
    variable = question.variables[0]
    f, x = without_roots(to_sympy(question.body)), symbol(variable)
    check = Antiderivatives(question.body, variable)
    if not check.defined.any():
        return Answer("unknown", reason="no_points")
    best: Answer | None = None
    for F in _proposals(f, x):
        for tree in candidates(F, check):
            verdict = check.verdict(tree)
            remark = exceptional(F, f, x)
            if verdict == Verdict.HOLDS:
                return Answer("exact", (tree,), remark=remark)
            if verdict == Verdict.HOLES and (best is None or best.standing != "exact"):
                best = Answer("exact", (tree,), remark="extended")
            if verdict == Verdict.OPEN and best is None:
                best = Answer("unconfirmed", (tree,), remark=remark)
        if best is not None and best.standing == "exact":
            return best
    return best or Answer("unknown", reason="no_form")


def _proposals(f: Any, x: Any) -> Iterator[Any]:
    """What sympy thinks the antiderivative is, textbook ways first, as long as it is asked for more."""
    if f.is_rational_function(x):
        yield from _integrated(lambda: _shifted(f, x))
        yield from _integrated(lambda: sp.integrate(f, x))
        return
    ways: tuple[Way, ...] = (
        lambda: manualintegrate(_summed(f), x),
        lambda: sp.integrate(f, x),
        lambda: manualintegrate(sp.expand(f), x),
        lambda: sp.integrate(sp.simplify(f), x),
    )
    for way in ways:
        yield from _integrated(way)


def _summed(f: Any) -> Any:
    """Products of sines and cosines of different angles as sums: sin 3x cos x is (sin 4x + sin 2x)/2."""
    waves = f.atoms(sp.sin, sp.cos)
    apart = len({wave.args[0] for wave in waves}) > 1 and f.is_polynomial(*waves)
    return TR8(f) if apart else f


def _shifted(f: Any, x: Any) -> Any:
    """By t = a·x + b where that is the only sum with powers: (1 + x)^100 is not multiplied out."""
    sums = {p.base for p in f.atoms(sp.Pow) if p.base.is_Add and p.base.has(x)}
    (u,) = sums  # raises ValueError where there are several: another way is tried
    a, b = sp.Poly(u, x).all_coeffs()
    t = sp.Dummy("t", real=True)
    g = sp.expand(f.subs(u, t).subs(x, (t - b) / a) / a)
    return sp.integrate(g, t).subs(t, u)


def _integrated(way: Way) -> Iterator[Any]:
    """What a way finds, if that is without integrals."""
    return (found for found in tried(way) if not found.has(sp.Integral, sp.RootSum, sp.nan, sp.zoo))


def definite(question: Question) -> Answer:
    """The value of an integral between bounds, over one to three variables."""
    known = referee(question)
    if known.standing in ("diverges", "undefined"):
        return known
    if len(question.variables) == 1 and known.standing == "numeric" and known.error is not None:
        if question.arguments[0] == question.arguments[1]:
            return Answer("exact", (from_sympy(sp.S.Zero),), 0.0)
    poor = None
    for found in _values(question):
        verdict = _judged(found, known)
        if verdict.standing == "exact":
            return verdict
        poor = poor or (verdict if verdict.standing == "unconfirmed" else None)
    return poor or Answer("unknown", reason="no_form")


def _judged(found: Any, known: Answer) -> Answer:
    """A proposed value beside the number that was computed without sympy."""
    if found.has(sp.I, sp.Integral, sp.nan, sp.zoo) or found.free_symbols:
        return Answer("unknown", reason="no_form")
    try:
        tree = _shortest(found)
    except Unsayable:
        return Answer("unknown", reason="no_word")
    value = digits(tree)
    if value is None or not isfinite(value):
        return Answer("unknown", reason="no_form")
    match agreed(value, known):
        case True:
            return Answer("exact", (tree,), value, remark=known.remark)
        case False:
            return Answer("unknown", reason="wrong")
    return Answer("unconfirmed", (tree,), value, remark=known.remark)


def _shortest(found: Any) -> Expression:
    """The value in its shortest form; forms that are another number fall out."""
    trees = [from_sympy(found)]
    value = digits(trees[0])
    if size(trees[0]) > SIMPLE and found.count_ops() <= SHORT:
        for change in (sp.simplify, sp.radsimp, sp.logcombine, sp.expand):
            try:
                tree = from_sympy(change(found))
            except Unsayable:
                continue
            other = digits(tree)
            if value is not None and other is not None and abs(other - value) <= 1e-13 * (abs(value) + 1e-3):
                trees.append(tree)
    return min(trees, key=size)


def _values(question: Question) -> Iterator[Any]:
    """Values that sympy proposes for a definite integral."""
    f = question.body
    bounds = [to_sympy(e) for e in question.arguments]
    names = question.variables
    if len(names) == 1:
        yield from _single(f, names[0], bounds[0], bounds[1])
        return
    yield from _integrated(lambda: _iterated(to_sympy(f), [symbol(name) for name in names], bounds))
    ranges = [(symbol(name), low, high) for name, low, high in zip(names, bounds[::2], bounds[1::2])]
    yield from _integrated(lambda: sp.integrate(to_sympy(f), *ranges))


def _iterated(f: Any, variables: list[Any], bounds: list[Any]) -> Any:
    """One antiderivative after the other, the innermost first."""
    for x, low, high in zip(variables, bounds[::2], bounds[1::2]):
        F = manualintegrate(f, x)
        f = sp.expand(F.subs(x, high) - F.subs(x, low))
    return sp.simplify(f)


def _single(f: Expression, name: str, low: Any, high: Any) -> Iterator[Any]:
    x = symbol(name)
    if low.is_extended_real and high.is_extended_real and low > high:
        for value in _single(f, name, high, low):
            yield -value
        return
    g = without_roots(to_sympy(f))
    if _steps(f) or g.has(sp.Abs):
        yield from _integrated(lambda: _by_pieces(g, x, low, high))
    check = Antiderivatives(f, name)
    for F in _proposals(g, x):
        yield from _integrated(partial(_at_ends, _form(F, check), x, low, high))
    yield from _integrated(lambda: sp.integrate(g, (x, low, high)))


def _form(F: Any, check: Antiderivatives) -> Any:
    """The form of F to take at the ends: a continuous one where there is one."""
    tree = next(candidates(F, check), None)
    return F if tree is None else to_sympy(tree)


def _at_ends(F: Any, x: Any, low: Any, high: Any) -> Any:
    """F(high) - F(low), by limits where F has no value."""
    return _end(F, x, high, "-") - _end(F, x, low, "+")


def _end(F: Any, x: Any, at: Any, side: str) -> Any:
    if at.is_finite:
        value = F.subs(x, at)
        if not value.has(sp.nan, sp.zoo, sp.oo):
            return value
    return sp.limit(F, x, at, side)


def _steps(f: Expression) -> bool:
    return any(isinstance(node, Call) and node.function in STEPPING for node in walk(f))


MOST_PIECES = 60


def _by_pieces(f: Any, x: Any, low: Any, high: Any) -> Any:
    """The sum over the pieces between the zeros of what stands in |…|, sign and floor."""
    cuts = {low, high}
    for inner in _turning(f):
        cuts |= set(_zeros(inner, x, low, high))
    if len(cuts) > MOST_PIECES:
        raise ValueError("too many pieces")
    places = sorted(cuts, key=lambda c: float(c))
    total = sp.S.Zero
    for a, b in pairwise(places):
        middle = _between(a, b)
        piece = _settled(f, x, middle)
        F = manualintegrate(piece, x)
        if F.has(sp.Integral):
            F = sp.integrate(piece, x)
        total += _at_ends(without_steps(F), x, a, b)
    return total


def _between(a: Any, b: Any) -> Any:
    if a.is_finite and b.is_finite:
        return (a + b) / 2
    return a + 1 if a.is_finite else b - 1 if b.is_finite else sp.S.Zero


def _turning(f: Any) -> Iterator[Any]:
    """What is 0, or (for floor) whole, where f turns."""
    for node in f.atoms(sp.Abs, sp.sign):
        yield node.args[0]
    for node in f.atoms(sp.floor, sp.ceiling):
        yield sp.sin(sp.pi * node.args[0])
    for node in f.atoms(sp.Max, sp.Min):
        yield from (a - b for a, b in zip(node.args, node.args[1:]))


def _zeros(inner: Any, x: Any, low: Any, high: Any) -> list[Any]:
    """The zeros between the ends; raises ValueError where they cannot be listed."""
    domain = sp.Interval(low, high)
    if inner.is_polynomial(x):
        return [root for root in sp.real_roots(sp.Poly(inner, x)) if root in domain]
    found = sp.solveset(inner, x, domain)
    if not isinstance(found, sp.FiniteSet) and found is not sp.S.EmptySet:
        raise ValueError("the zeros cannot be listed")
    return list(found)


def _settled(f: Any, x: Any, middle: Any) -> Any:
    """f with |u|, sign, floor, max and min as they are around a point."""

    def at(node: Any) -> Any:
        return node.subs(x, middle)

    f = f.replace(lambda e: isinstance(e, sp.Abs), lambda e: e.args[0] * _sign(at(e.args[0])))
    f = f.replace(lambda e: isinstance(e, sp.sign), lambda e: sp.Integer(_sign(at(e.args[0]))))
    f = f.replace(lambda e: isinstance(e, sp.floor | sp.ceiling), at)
    largest = {sp.Max: 1, sp.Min: -1}
    for kind, way in largest.items():
        f = f.replace(
            lambda e, kind=kind: isinstance(e, kind),
            lambda e, way=way: max(e.args, key=lambda part: way * float(at(part))),
        )
    return f


def _sign(value: Any) -> int:
    size = float(value.evalf(30))
    return 1 if size > 0 else -1 if size < 0 else 0
