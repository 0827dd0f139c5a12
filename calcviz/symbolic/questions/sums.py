"""Sums, finite and infinite."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from math import isfinite
from typing import Any

import sympy as sp

from calcviz.language.expression import Expression, Name, Number, Question, free_names, substitute
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.functions.building import number
from calcviz.symbolic.check.numbers import agreed, digits, referee
from calcviz.symbolic.check.sums import MOST_TERMS, diverges, finite_total, infinite_total, matches
from calcviz.symbolic.questions.rational_terms import of_fractions
from calcviz.symbolic.questions.trees import Unsayable, from_sympy, symbol, to_sympy
from calcviz.symbolic.questions.trying import tried
from calcviz.symbolic.questions.waves import waves

SHARP = 1e-12
"""An error, relative to the value, with which numbers alone tell a right value of a sum from a wrong one."""


def total(question: Question) -> Answer:
    """The sum from the first index to the last."""
    k, (first, last) = question.variables[0], question.arguments
    if free_names(question.body) - {k} or free_names(first) or free_names(last):
        return _general(question)
    low, high = digits(first), digits(last)
    if low is None or high is None or not isfinite(low) or low != round(low):
        return Answer("unknown", reason="index")
    if isfinite(high):
        return (
            _finite(question, int(low), round(high))
            if high == round(high)
            else Answer("unknown", reason="index")
        )
    return _infinite(question, int(low)) if high > 0 else Answer("unknown", reason="index")


def _proposals(question: Question) -> Iterator[Any]:
    """What sympy finds for the sum, quick ways first."""
    k = sp.Symbol(question.variables[0], integer=True)
    f = to_sympy(question.body).subs(symbol(question.variables[0]), k)
    low, high = map(to_sympy, question.arguments)
    if high == sp.oo and low.is_Integer:
        yield from tried(lambda: waves(f, k, int(low)), lambda: of_fractions(f, k, int(low)))
    for result in tried(lambda: sp.summation(f, (k, low, high)), lambda: sp.Sum(f, (k, low, high)).doit()):
        forms = [result, *(part for part, _ in result.args)] if isinstance(result, sp.Piecewise) else [result]
        for form in forms:
            if not form.has(sp.Sum, sp.nan, sp.zoo, sp.I):
                yield from tried(partial(sp.simplify, form))
                yield form


def _finite(question: Question, first: int, last: int) -> Answer:
    if last < first:
        return Answer("exact", (from_sympy(sp.S.Zero),), 0.0, remark="empty_sum")
    if last - first >= MOST_TERMS:
        return _long(question)
    number = finite_total(question.body, question.variables[0], first, last)
    if number is None:
        return Answer("unknown", reason="term")
    for found in _proposals(question):
        try:
            tree = from_sympy(found)
        except Unsayable:
            continue
        if matches(tree, number):
            return Answer("exact", (tree,), digits(tree))
    return Answer("numeric", value=float(number), error=abs(float(number)) * 1e-15)


def _long(question: Question) -> Answer:
    """A sum of more terms than can be added up, by the formula for any last index."""
    letter = next(name for name in "nmj" if name not in question.variables)
    first, last = question.arguments
    formula = _general(replace(question, arguments=(first, Name(letter))))
    if formula.standing != "exact":
        return Answer("unknown", reason="term")
    for found in tried(lambda: from_sympy(to_sympy(substitute(formula.results[0], {letter: last})))):
        return Answer("exact", (found,), digits(found))
    return Answer("unknown", reason="term")


def _infinite(question: Question, first: int) -> Answer:
    known = referee(question)
    if known.standing in ("diverges", "undefined"):
        return known
    k = question.variables[0]
    sharp = known.value is not None and (known.error or 1.0) <= SHARP * max(abs(known.value), 1e-3)
    number = None if sharp else infinite_total(question.body, k, first)
    for found in _proposals(question) if sharp or number is not None else ():
        try:
            tree = from_sympy(found)
        except Unsayable:
            continue
        value = digits(tree) if sharp else None
        if agreed(value, known) if value is not None else number is not None and matches(tree, number):
            return Answer("exact", (tree,), digits(tree), remark=None)
    if sharp:
        return Answer("unknown", reason="no_form")
    if _claimed_divergent(question) and diverges(question.body, k, first):
        return Answer("diverges", reason="sum_diverges")
    if number is not None and not diverges(question.body, k, first):
        return Answer("unconfirmed", value=float(number), reason="sum_without_bound")
    return Answer("unknown", reason="no_form")


def _claimed_divergent(question: Question) -> bool:
    k = sp.Symbol(question.variables[0], integer=True, positive=True)
    f = to_sympy(question.body).subs(symbol(question.variables[0]), k)
    whole = sp.Sum(f, (k, to_sympy(question.arguments[0]), sp.oo))
    return any(found == sp.false for found in tried(whole.is_convergent))


def _general(question: Question) -> Answer:
    """A sum with letters, as sum(k^2, k, 1, n): right where it agrees for many whole numbers."""
    for found in _proposals(question):
        try:
            tree = from_sympy(found)
        except Unsayable:
            continue
        if _agrees(question, tree):
            return Answer("exact", (tree,))
    return Answer("unknown", reason="no_form")


_OTHERS = tuple(number(Fraction(q)) for q in ("2", "1", "1/3", "-1", "5", "0", "-7/2"))
"""Values for letters that are no index: also those for which a geometric sum has another formula."""


def _agrees(question: Question, tree: Expression) -> bool:
    letters = sorted(free_names(tree) | (free_names(question.body) - set(question.variables)))
    letters = sorted({*letters, *(name for e in question.arguments for name in free_names(e))})
    indices = {name for e in question.arguments for name in free_names(e)}
    compared = 0
    for n in range(2, 16):
        numbers: dict[str, Expression] = {name: Number(n + 2 * j) for j, name in enumerate(letters)}
        numbers |= {name: _OTHERS[n % len(_OTHERS)] for name in letters if name not in indices}
        low, high = (digits(substitute(e, numbers)) for e in question.arguments)
        if low is None or high is None or not isfinite(high) or low != round(low) or high != round(high):
            continue
        if high < low:
            continue
        body = substitute(
            question.body, {name: v for name, v in numbers.items() if name not in question.variables}
        )
        number = finite_total(body, question.variables[0], int(low), int(high))
        if number is None:
            continue
        if not matches(substitute(tree, numbers), number):
            return False
        compared += 1
    return compared >= 8
