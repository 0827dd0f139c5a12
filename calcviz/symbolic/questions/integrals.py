"""Antiderivatives and definite integrals: what sympy proposes, and what of it holds."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from math import isfinite
from typing import Any, TypeVar

import sympy as sp
from sympy.integrals.manualintegrate import manualintegrate
from sympy.simplify.fu import TR8

from calcviz.language.expression import Expression, Question, free_names, size
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.antiderivatives import primitive
from calcviz.symbolic.check.antiderivatives import Antiderivatives, Verdict
from calcviz.symbolic.check.numbers import agreed, digits, referee
from calcviz.symbolic.questions import relations
from calcviz.symbolic.questions.damped import damped
from calcviz.symbolic.questions.famous import famous, folded
from calcviz.symbolic.questions.forms import candidates, without_roots
from calcviz.symbolic.questions.letters import settled
from calcviz.symbolic.questions.pieces import at_ends, by_pieces, by_steps, over_pieces, steps
from calcviz.symbolic.questions.substitutions import substitutions
from calcviz.symbolic.questions.trees import Unsayable, from_sympy, symbol, to_sympy
from calcviz.symbolic.questions.trying import Way, tried

T = TypeVar("T")

SIMPLE, SHORT = 6, 60
"""An answer of so few nodes, or of more operations, is not simplified further."""


def antiderivative(question: Question) -> Answer:
    """F with F' = f, without its constant."""
    variable = question.variables[0]
    f, x = without_roots(to_sympy(question.body)), symbol(variable)
    check = Antiderivatives(question.body, variable)
    if not check.defined.any():
        return Answer("unknown", reason="no_points")
    ways: tuple[Iterator[Any], ...] = ()
    if steps(question.body):
        ways = (_own(question.body, variable), _of_pieces(f, x))
    elif free_names(question.body) == {variable}:  # of letters sympy knows the exceptions as well
        ways = (_by_rules(question.body, variable),)
    best: Answer | None = None
    for F in chain(*ways, _of_textbook(f, x), _substituted(f, x), _of_search(f, x), _positive(f, x)):
        for tree in [F] if isinstance(F, Expression) else candidates(F, check):
            verdict = check.verdict(tree)
            if verdict == Verdict.HOLDS:
                return settled(Answer("exact", (tree,)), question, F)
            if verdict == Verdict.HOLES and (best is None or best.standing != "exact"):
                best = Answer("exact", (tree,), remark="extended")
            if verdict == Verdict.OPEN and best is None:
                best = Answer("unconfirmed", (tree,))
        if best is not None and best.standing == "exact":
            return best
    return best or Answer("unknown", reason="no_form")


def _own(f: Expression, variable: str) -> Iterator[Expression]:
    """What the rules of the textbook lead to, which know |sin x| and floor."""
    return (F for F in (primitive(f, variable),) if F is not None)


def _of_pieces(f: Any, x: Any) -> Iterator[Any]:
    for way in (by_steps, by_pieces):
        yield from (F for F in tried(partial(way, f, x)) if not F.has(sp.Integral))


def _substituted(f: Any, x: Any) -> Iterator[Any]:
    """By a substitution that makes f rational."""
    for found in _all(lambda: substitutions(f, x)):
        yield from _integrated(found.antiderivative)


def _all(way: Callable[[], Iterator[T]]) -> Iterator[T]:
    """What a way yields until it raises."""
    for found in tried(lambda: list(way())):
        yield from found


def _positive(f: Any, x: Any) -> Iterator[Any]:
    """What sympy finds when the other letters are positive numbers."""
    letters = {letter: sp.Dummy(letter.name, positive=True) for letter in f.free_symbols - {x}}
    if letters:
        back = {positive: letter for letter, positive in letters.items()}
        yield from (F.subs(back) for F in _proposals(f.subs(letters), x))


def _proposals(f: Any, x: Any) -> Iterator[Any]:
    """What sympy thinks the antiderivative is, textbook ways first, as long as it is asked for more."""
    return chain(_of_textbook(f, x), _of_search(f, x))


def _of_textbook(f: Any, x: Any) -> Iterator[Any]:
    """By the ways that are quick."""
    if f.is_rational_function(x):
        yield from _integrated(lambda: _shifted(f, x))
    else:
        yield from _integrated(lambda: damped(f, x))
        yield from _integrated(lambda: manualintegrate(_summed(f), x))


def _of_search(f: Any, x: Any) -> Iterator[Any]:
    """By the ways that may take seconds."""
    yield from _integrated(lambda: sp.integrate(f, x))
    if not f.is_rational_function(x):
        yield from _integrated(lambda: manualintegrate(sp.expand(f), x))
        yield from _integrated(lambda: sp.integrate(sp.simplify(f), x))


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
    if found.has(sp.I):
        # a wrong branch of sympy's logarithms; numbers look at the rest
        found, _ = found.as_real_imag()
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
    if steps(f) or g.has(sp.Abs):
        yield from _integrated(lambda: over_pieces(g, x, low, high))
    for F in _by_rules(f, name):
        yield from _integrated(partial(at_ends, F, x, low, high))
    by_digits = () if steps(f) else _integrated(lambda: relations.integral(f, name, low, high))
    far = not (low.is_finite and high.is_finite)
    if not (g.is_rational_function(x) or g.has(sp.exp) or (far and g.has(sp.sin, sp.cos))):
        yield from by_digits  # the textbook may take for ever
    check = Antiderivatives(f, name)
    for F in _of_textbook(g, x):
        yield from _integrated(partial(at_ends, _form(F, check), x, low, high))
    yield from _all(lambda: famous(g, x, low, high))
    for change in _all(lambda: substitutions(g, x)):
        yield from _integrated(partial(change.between, x, low, high))
    for half in tried(lambda: folded(g, x, low, high)):
        for F in chain(_by_rules(half, name), _of_textbook(half, x)):
            yield from _integrated(partial(at_ends, F, x, low, high))
    yield from by_digits
    yield from _integrated(lambda: sp.integrate(g, (x, low, high)))
    for F in _of_search(g, x):
        yield from _integrated(partial(at_ends, _form(F, check), x, low, high))


def _by_rules(f: Any, name: str) -> Iterator[Any]:
    """What our own rules lead to, for sympy; they are asked for a tree, or for what sympy has made of it."""
    for tree in tried(lambda: primitive(f if isinstance(f, Expression) else from_sympy(f), name)):
        if tree is not None:
            yield from tried(partial(to_sympy, tree))


def _form(F: Any, check: Antiderivatives) -> Any:
    """The form of F to take at the ends: a continuous one where there is one."""
    tree = next(candidates(F, check), None)
    return F if tree is None else to_sympy(tree)
