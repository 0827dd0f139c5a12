"""Inequalities in one unknown: the intervals where they hold."""

from typing import Any

import sympy as sp

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Question,
    Relation,
    free_names,
    walk,
)
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.check.regions import agrees
from calcviz.symbolic.questions.trees import Unsayable, condition, from_sympy, symbol, to_sympy
from calcviz.symbolic.questions.trying import tried


def region(question: Question) -> Answer:
    """One condition on the unknown that says where the question's holds."""
    name = question.variables[0]
    x = symbol(name)
    test = condition(question.body)
    for pieces in tried(
        lambda: _pieces(_by_sets(test, x) - _holes(question.body, x), name),
        lambda: _pieces(_by_sets(test, x), name),
        lambda: _pieces(sp.reduce_inequalities([test], [x]).as_set(), name),
    ):
        verdict = agrees(question.body, pieces, name)
        if verdict is False:
            continue
        standing = "exact" if verdict else "unconfirmed"
        remark = "all_reals" if pieces == (_everything(name),) else None
        whole = (Logic("or", pieces),) if len(pieces) > 1 else pieces
        return Answer(standing, whole, remark=remark)  # type: ignore[arg-type]
    return Answer("unknown", reason="no_form")


def _by_sets(test: Any, x: Any) -> Any:
    """The set, by the sets of the parts."""
    if isinstance(test, sp.And | sp.Or):
        parts = [_by_sets(part, x) for part in test.args]
        return sp.Intersection(*parts) if isinstance(test, sp.And) else sp.Union(*parts)
    if test in (sp.true, sp.false):
        return sp.S.Reals if test == sp.true else sp.S.EmptySet
    return sp.solveset(test, x, sp.S.Reals)


def _holes(e: Expression, x: Any) -> Any:
    """Where something is divided by 0, also what sympy cancels: (x-3)/(x-3) is undefined at 3."""
    below = (node.arguments[1] for node in walk(e) if isinstance(node, Call) and node.function == "divide")
    return sp.Union(*(sp.solveset(to_sympy(v), x, sp.S.Reals) for v in below if x.name in free_names(v)))


def _everything(name: str) -> Expression:
    infinity = Constant("inf")
    return Comparison((Call("negate", (infinity,)), Name(name), infinity), ("<", "<"))


def _pieces(found: Any, name: str) -> tuple[Expression, ...]:
    """The intervals and points of a set, from left to right; raises Unsayable for other sets."""
    if found is sp.S.Reals:
        return (_everything(name),)
    parts = found.args if isinstance(found, sp.Union) else () if found is sp.S.EmptySet else (found,)
    written: list[tuple[float, Expression]] = []
    for part in parts:
        if isinstance(part, sp.FiniteSet):
            written += [(float(v), Comparison((Name(name), from_sympy(v)), ("=",))) for v in part]
        elif isinstance(part, sp.Interval):
            written.append((float(part.start), _interval(part, name)))
        else:
            raise Unsayable("a set without a form")
    return tuple(e for _, e in sorted(written, key=lambda pair: pair[0]))


def _interval(part: Any, name: str) -> Expression:
    low: Relation = "<" if part.left_open else "<="
    high: Relation = "<" if part.right_open else "<="
    if not part.start.is_finite and not part.end.is_finite:
        return _everything(name)
    if not part.start.is_finite:
        return Comparison((Name(name), from_sympy(part.end)), (high,))
    if not part.end.is_finite:
        turned: Relation = ">" if part.left_open else ">="
        return Comparison((Name(name), from_sympy(part.start)), (turned,))
    return Comparison((from_sympy(part.start), Name(name), from_sympy(part.end)), (low, high))
