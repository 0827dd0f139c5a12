"""Taylor polynomials, and the series with negative powers at a pole."""

from typing import Any

import sympy as sp

from calcviz.language.expression import Expression, Number, Question
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.check.series import flat, follows
from calcviz.symbolic.check.value import maybe
from calcviz.symbolic.questions.trees import from_sympy, symbol, to_sympy

MOST = 40
"""The highest order."""


def series(question: Question) -> Answer:
    """The polynomial around a place up to an order."""
    name, (at, last) = question.variables[0], question.arguments
    order = last.value if isinstance(last, Number) else -1
    if not isinstance(order, int) or not 0 <= order <= MOST:
        return Answer("unknown", reason="order")
    found = _proposed(to_sympy(question.body), symbol(name), to_sympy(at), order)
    if found is None:
        return _without(question, name, at, order)
    polynomial, negative = found
    tree = from_sympy(polynomial)
    verdict = follows(question.body, tree, name, at, order)
    if verdict is None:
        return Answer("undefined", reason="one_sided_series")
    if not verdict:
        return _without(question, name, at, order)
    remark = "poles" if negative else None
    if not negative and maybe(question.body, {name: maybe(at, {})}) is None:
        remark = "hole"
    if polynomial == 0 and flat(question.body, name, at):
        remark = "flat"
    return Answer("exact", (tree,), remark=remark)


def _proposed(f: Any, x: Any, at: Any, order: int) -> tuple[Any, bool] | None:
    """Powers of (x - at) up to the order, and whether there are negative ones; None: sympy finds none."""
    h = sp.Dummy("h", real=True)
    try:
        whole = sp.series(f.subs(x, at + h), h, 0, order + 1)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # sympy raises whatever it likes
        return None
    terms = sp.expand(whole.removeO())
    result, negative = sp.S.Zero, False
    for term in sp.Add.make_args(terms):
        coefficient, power = term.as_coeff_exponent(h)
        if coefficient.has(h, sp.I) or not power.is_integer:
            return None
        if power <= order:
            result += sp.simplify(coefficient) * (x - at) ** power
        negative = negative or power < 0
    return result, negative


def _without(question: Question, name: str, at: Expression, order: int) -> Answer:
    """All coefficients 0 where f falls faster than every power; else there is no Taylor series."""
    zero = Number(0)
    if follows(question.body, zero, name, at, order) and flat(question.body, name, at):
        return Answer("exact", (zero,), remark="flat")
    place = to_sympy(at)
    sides = [_one_side(question, name, place, order, side) for side in (-1, 1)]
    if None not in sides and sp.expand(sides[0] - sides[1]) != 0:
        return Answer("undefined", reason="no_taylor")
    return Answer("unknown", reason="no_form")


def _one_side(question: Question, name: str, at: Any, order: int, side: int) -> Any | None:
    """The series in the distance h > 0 from one side, of which there is one even at a corner or a root."""
    x, h = symbol(name), sp.Dummy("h", positive=True)
    try:
        return (
            sp.series(to_sympy(question.body).subs(x, at + side * h), h, 0, order + 1)
            .removeO()
            .subs(h, side * (x - at))
        )
    except (MemoryError, RecursionError):
        raise
    except Exception:  # sympy raises whatever it likes
        return None
