"""Antiderivatives with letters of any value: where the formula holds, and what holds elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import sympy as sp

from calcviz.language.expression import (
    Comparison,
    Expression,
    Name,
    Piecewise,
    Question,
    free_names,
    substitute,
)
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.check.antiderivatives import Antiderivatives, Verdict
from calcviz.symbolic.questions.forms import candidates
from calcviz.symbolic.questions.trees import Unsayable, from_sympy, to_sympy

MOST_LETTERS = 2
"""Letters whose signs are tried in all combinations; of more, all negative ones."""


def settled(found: Answer, question: Question, F: Any) -> Answer:
    """An answer that holds for some positive letters, with what is known of other values of them.

    `F`: what it was made of. A single value that asks for another formula (x^n with n = -1) gets its case.
    """
    variable = question.variables[0]
    letters = sorted(free_names(question.body) - {variable})
    if not letters:
        return found
    (tree,) = found.results
    single = next(_exceptions(F, variable), None) if isinstance(F, sp.Basic) else None
    if single is not None:
        found = _with_case(found, question, *single)
    elif _has_cases(F):
        found = replace(found, remark="cases")
    if all(_holds(question, tree, signs) for signs in _signs(len(letters))):
        return found
    return found if found.remark else replace(found, remark="positive_letters")


def _signs(count: int) -> Iterator[tuple[int, ...]]:
    if count > MOST_LETTERS:
        yield (-1,) * count
    else:
        yield from (signs for signs in product((1, -1), repeat=count) if -1 in signs)


def _holds(question: Question, tree: Expression, signs: tuple[int, ...]) -> bool:
    """Whether the formula holds for letters with these signs; also where f is undefined for all of them."""
    check = Antiderivatives(question.body, question.variables[0], signs)
    return not check.defined.any() or check.verdict(tree) == Verdict.HOLDS


def _exceptions(F: Any, variable: str) -> Iterator[tuple[str, Any]]:
    """The letters with the single values for which sympy has another formula."""
    for part in F.atoms(sp.Piecewise) if not isinstance(F, sp.Piecewise) else {F}:
        for _, test in part.args:
            if not isinstance(test, sp.Eq | sp.Ne):
                continue
            for letter in sorted(test.free_symbols, key=str):
                values = sp.solve(test.lhs - test.rhs, letter) if letter.name != variable else []
                if len(values) == 1 and values[0].is_Rational:
                    yield letter.name, values[0]


def _has_cases(F: Any) -> bool:
    """Whether sympy has other formulas for values that lie on a line or the like: a = b."""
    cases = F.atoms(sp.Piecewise) if isinstance(F, sp.Basic) else ()
    return any(isinstance(test, sp.Eq | sp.Ne | sp.And | sp.Or) for e in cases for _, test in e.args)


def _with_case(found: Answer, question: Question, letter: str, value: Any) -> Answer:
    """The answer with the formula for one value of a letter; a remark where none is found for it."""
    (tree,), at = found.results, from_sympy(value)
    body, variable = substitute(question.body, {letter: at}), question.variables[0]
    check = Antiderivatives(body, variable)
    try:
        f, x = to_sympy(body), sp.Symbol(variable, real=True)
        special = next((e for e in candidates(sp.integrate(f, x), check) if _right(check, e)), None)
    except (Unsayable, ValueError, NotImplementedError):
        special = None
    if special is None:
        return replace(found, remark=f"case:{letter}:{sp.sstr(value)}")
    general = Comparison((Name(letter), at), ("!=",))
    return replace(found, results=(Piecewise(((tree, general),), special),))


def _right(check: Antiderivatives, e: Expression) -> bool:
    return check.verdict(e) == Verdict.HOLDS
