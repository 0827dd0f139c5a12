"""Simpler forms, which must have the same values where the original has any."""

from typing import Any

import sympy as sp

from calcviz.language.expression import Expression, Question, free_names, size
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.check.numbers import digits
from calcviz.symbolic.check.sameness import Sameness, same
from calcviz.symbolic.questions.trees import Unsayable, from_sympy, to_sympy
from calcviz.symbolic.questions.trying import Way, tried

LONG, HIGH = 120, 12
"""Operations beyond which only quick ways are tried, and exponents beyond which nothing is multiplied out."""


def simplified(question: Question) -> Answer:
    """The shortest form that is found and holds; the expression itself where nothing is shorter."""
    e = question.body
    best, wider = e, False
    for tree in _forms(to_sympy(e)):
        if size(tree) >= size(best):
            continue
        verdict = same(e, tree)
        if verdict in (Sameness.SAME, Sameness.WIDER):
            best, wider = tree, verdict == Sameness.WIDER
    value = digits(best) if not free_names(best) else None
    return Answer("exact", (best,), value, remark="wider" if wider else "shortest" if best == e else None)


def _forms(f: Any) -> list[Expression]:
    """Forms that sympy proposes, quick ways first."""
    ways: list[Way] = [lambda: f]
    if not any(p.exp.is_number and abs(p.exp) > HIGH for p in f.atoms(sp.Pow)):
        ways += [lambda: sp.cancel(f), lambda: sp.factor(f), lambda: sp.expand(f)]
        if f.count_ops() <= LONG:
            ways += [lambda: sp.simplify(f), lambda: sp.radsimp(f)]
    found = []
    for form in tried(*ways):
        try:
            found.append(from_sympy(form))
        except Unsayable:
            continue
    return sorted(found, key=size)
