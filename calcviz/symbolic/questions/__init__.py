"""What is asked of sympy, question by question; what it answers is refereed before it is believed."""

from collections.abc import Callable

from calcviz.language.expression import Question
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.questions.integrals import antiderivative, definite
from calcviz.symbolic.questions.limits import limit
from calcviz.symbolic.questions.series import series
from calcviz.symbolic.questions.simplifying import simplified
from calcviz.symbolic.questions.solutions import solutions
from calcviz.symbolic.questions.sums import total

__all__ = ["answer"]


def answer(question: Question) -> Answer:
    """The answer, with codes for reasons and remarks; raises nothing but MemoryError. May take forever."""
    ask = _ASKED[question.operator]
    if question.operator == "integral" and question.arguments:
        ask = definite
    try:
        return ask(question)
    except MemoryError:
        raise
    except Exception:  # as in `tried`
        return Answer("unknown", reason="no_form")


_ASKED: dict[str, Callable[[Question], Answer]] = {
    "integral": antiderivative,
    "limit": limit,
    "sum": total,
    "solve": solutions,
    "series": series,
    "simplify": simplified,
}
