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


def answer(question: Question, seconds: float) -> Answer:
    """The answer, with codes for reasons and remarks; raises nothing but MemoryError and RecursionError.

    `seconds` is how long it may take: what could be tried besides is left when they are nearly over.
    """
    ask = _ASKED[question.operator]
    if question.operator == "integral" and question.arguments:
        ask = definite
    try:
        return ask(question)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # sympy raises whatever it likes: it found nothing
        return Answer("unknown", reason="no_form")


_ASKED: dict[str, Callable[[Question], Answer]] = {
    "integral": antiderivative,
    "limit": limit,
    "sum": total,
    "solve": solutions,
    "series": series,
    "simplify": simplified,
}
