"""Taylor polynomials, and the series with negative powers at a pole."""

from typing import Any

import sympy as sp

from calcviz.language.expression import Call, Expression, Number, Question, substitute
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.check.series import flat, follows
from calcviz.symbolic.check.value import maybe
from calcviz.symbolic.questions.pieces import around
from calcviz.symbolic.questions.trees import from_sympy, symbol, to_sympy
from calcviz.symbolic.questions.trying import tried

MOST = 40
"""The highest order."""

MORE = (1, 7)
"""Orders beyond the asked one to which sympy is asked: of a quotient with poles it loses the last ones."""

NEAR = sp.Rational(1, 10**9)
"""So far from the centre it is seen which piece of a function of pieces is the one on this side."""


def series(question: Question) -> Answer:
    """The polynomial around a place up to an order."""
    name, (at, last) = question.variables[0], question.arguments
    order = last.value if isinstance(last, Number) else -1
    if not isinstance(order, int) or not 0 <= order <= MOST:
        return Answer("unknown", reason="order")
    for further in MORE:
        found = _proposed(to_sympy(question.body), symbol(name), to_sympy(at), order, further)
        if found is None:
            break
        tree, negative = _written(found, to_sympy(at), symbol(name)), min(found, default=0) < 0
        verdict = follows(question.body, tree, name, at, order)
        if verdict is None:
            return Answer("undefined", reason="one_sided_series")
        if verdict:
            return _remarked(question, tree, negative)
    return _without(question, name, at, order)


def _remarked(question: Question, tree: Expression, negative: bool) -> Answer:
    """The series, with what is to be known of it."""
    name, at = question.variables[0], question.arguments[0]
    remark = "poles" if negative else None
    if not negative and maybe(question.body, {name: maybe(at, {})}) is None:
        remark = "hole"
    if tree == Number(0) and flat(question.body, name, at):
        remark = "flat"
    return Answer("exact", (tree,), remark=remark)


def _written(coefficients: dict[int, Any], at: Any, x: Any) -> Expression:
    """The terms by rising powers of x - at, which stays in its brackets."""
    h, terms = sp.Symbol("h", real=True), []
    distance = from_sympy(x - at)
    for power in sorted(coefficients):
        term = from_sympy(coefficients[power] * h**power)
        terms.append(substitute(term, {"h": distance}))
    return Number(0) if not terms else terms[0] if len(terms) == 1 else Call("add", tuple(terms))


def _proposed(f: Any, x: Any, at: Any, order: int, further: int) -> dict[int, Any] | None:
    """The coefficients that are not 0 by the powers of x - at up to the order; None: sympy finds none."""
    h = sp.Dummy("h", real=True)
    whole = next(tried(lambda: sp.series(f.subs(x, at + h), h, 0, order + further).removeO()), None)
    if whole is None:
        return None
    terms = sp.expand(whole)
    result: dict[int, Any] = {}
    for term in sp.Add.make_args(terms):
        coefficient, power = term.as_coeff_exponent(h)
        if coefficient.has(h, sp.I) or not power.is_integer:
            return None
        if power <= order and coefficient != 0:
            result[int(power)] = result.get(int(power), sp.S.Zero) + coefficient
    simple = {power: sp.simplify(c) for power, c in result.items()}
    return {power: c for power, c in simple.items() if c != 0}


def _without(question: Question, name: str, at: Expression, order: int) -> Answer:
    """All coefficients 0 where f falls faster than every power; else there is no Taylor series."""
    zero = Number(0)
    if follows(question.body, zero, name, at, order) and flat(question.body, name, at):
        return Answer("exact", (zero,), remark="flat")
    place = to_sympy(at)
    sides = [_one_side(question, name, place, order, side) for side in (-1, 1)]
    left, right = sides
    if left is None or right is None:
        return Answer("unknown", reason="no_form")
    if sp.expand(left - right) != 0:
        return Answer("undefined", reason="no_taylor")
    if left.is_polynomial(symbol(name)):  # a function of pieces: the same one on both sides
        tree = from_sympy(left)
        if follows(question.body, tree, name, at, order):
            return Answer("exact", (tree,))
    return Answer("unknown", reason="no_form")


def _one_side(question: Question, name: str, at: Any, order: int, side: int) -> Any | None:
    """The series from one side, of which there is one even at a corner, a root or an end of a piece."""
    x, h = symbol(name), sp.Dummy("h", positive=True)
    f = around(to_sympy(question.body), x, at + side * NEAR).subs(x, at + side * h)
    series = next(tried(lambda: sp.series(f, h, 0, order + 1).removeO()), None)
    return None if series is None else series.subs(h, side * (x - at))
