"""An antiderivative that no formula gives: the integral from a place that is said."""

from fractions import Fraction

import numpy as np

from calcviz.language.expression import (
    Call,
    Expression,
    Name,
    Piecewise,
    Question,
    free_names,
    substitute,
    walk,
)
from calcviz.language.messages import tr
from calcviz.language.spoken import told
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.functions.building import number
from calcviz.maths.real import RealFunction

PIECES = frozenset(
    ("abs", "sign", "floor", "ceil", "round", "frac", "mod", "min", "max", "heaviside", "relu")
)
"""Functions whose formula changes from place to place."""

ASKED = np.concatenate((np.linspace(-50.0, 50.0, 2001), np.linspace(-1.0, 1.0, 201)))
"""Where a function has a value somewhere, if it is worth to be integrated."""

LETTERS = "tsuvw"
"""What the variable under the integral may be called, where the outer one is taken."""


def started(e: Expression, variable: str) -> tuple[Question, float]:
    """The integral of e from a place up to the variable, and that place: 0 where that has a value."""
    from calcviz.maths.calculus.accumulated import origin  # large, and no start needs it

    taken = free_names(e) | {variable}
    letter = next((each for each in LETTERS if each not in taken), f"{variable}′")
    start = 0.0 if taken - {variable} else origin(RealFunction(e, variable))
    body = substitute(e, {variable: Name(letter)})
    ends = number(Fraction(start)), Name(variable)
    return Question("integral", body, (letter,), ends), start


def _has_pieces(e: Expression) -> bool:
    """Whether it is made of pieces: a rule may say of each of them another constant."""
    calls = (node for node in walk(e) if isinstance(node, Call | Piecewise))
    return any(isinstance(node, Piecewise) or node.function in PIECES for node in calls)


def remark(variable: str, start: float) -> str:
    """What is to be known of it."""
    return tr("numeric, from {x} = {start}", x=variable, start=told(start))


def antiderivative(e: Expression, variable: str) -> Expression:
    """What a row F(x) = ∫ e dx means: the formula without its constant, else the integral from a place."""
    from calcviz.maths.calculus.antiderivatives import primitive

    if not (free_names(e) - {variable} or _has_pieces(e)):
        found = primitive(e, variable)
        if found is not None:
            return found
    return started(e, variable)[0]


def numeric_antiderivative(e: Expression, variable: str) -> Answer:
    """What numbers say of an antiderivative; nothing where a rule gives a formula, which says more."""
    from calcviz.maths.calculus.antiderivatives import primitive

    nothing = Answer("unknown", reason=tr("there is no number to compute here"))
    known = primitive(e, variable) is not None and not _has_pieces(e)
    if free_names(e) - {variable} or known or not np.isfinite(RealFunction(e, variable).values(ASKED)).any():
        return nothing
    F, start = started(e, variable)
    return Answer("numeric", (F,), remark=remark(variable, start))
