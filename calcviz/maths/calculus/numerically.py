"""The first answer to a question of exact calculus: by numbers, with a bound of the error."""

import logging
from math import inf, isfinite

import numpy as np

from calcviz.language.expression import Expression, Question
from calcviz.language.messages import tr
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.limits import limit
from calcviz.maths.calculus.multiple import multiple
from calcviz.maths.calculus.quadrature import Bound, definite
from calcviz.maths.calculus.shifting import Place, place
from calcviz.maths.calculus.solving import solve
from calcviz.maths.calculus.started import numeric_antiderivative
from calcviz.maths.calculus.sums import summed
from calcviz.maths.calculus.systems import solve_system
from calcviz.maths.evaluate import value
from calcviz.maths.intervals.enclose import enclosure

log = logging.getLogger(__name__)


def numerically(question: Question) -> Answer:
    """What numbers say of a closed question; never raises, and never takes long."""
    try:
        with np.errstate(all="ignore"):
            return _answer(question)
    except Exception:  # a mistake of ours costs one answer, not the window
        log.exception("a question could not be answered by numbers")
        return Answer("unknown", reason=tr("this could not be computed"))


def _answer(question: Question) -> Answer:
    match question.operator:
        case "integral" if len(question.variables) == 1 and question.arguments:
            low, high = (bound(e) for e in question.arguments)
            if low is None or high is None:
                return Answer("undefined", reason=tr("a bound of the integral is undefined"))
            return definite(question.body, question.variables[0], low, high)
        case "integral" if question.arguments:
            return multiple(question)
        case "integral" if len(question.variables) == 1:
            return numeric_antiderivative(question.body, question.variables[0])
        case "limit":
            at = bound(question.arguments[0])
            if at is None:
                return Answer("undefined", reason=tr("the place of the limit is undefined"))
            return limit(question.body, question.variables[0], at, question.side)
        case "sum":
            return summed(question.body, question.variables[0], *question.arguments)
        case "solve" if len(question.variables) == 1:
            return solve(question.body, question.variables[0])
        case "solve":
            return solve_system(question.body, question.variables)
    return Answer("unknown", reason=tr("there is no number to compute here"))


def bound(e: Expression) -> Bound | None:
    """A bound that is a number; None where it is undefined."""
    x = value(e, {})
    if x != x:
        return None
    if not isfinite(x):
        return Bound(Place(inf if x > 0 else -inf))
    at = place(x, e)
    if at.exact is not None and not at.turned and at.exact == x:
        return Bound(at)
    low, high, _ = enclosure(e, ())()
    doubt = max(x - float(np.ravel(low)[0]), float(np.ravel(high)[0]) - x)
    return Bound(at, doubt if isfinite(doubt) else abs(x) * 1e-15)
