"""Questions as they are typed, their answers by numbers, and what these must hold against mpmath."""

from typing import Any

from mpmath import mp, mpf

from calcviz.language.expression import Question
from calcviz.language.names import Names
from calcviz.language.rows import read_row
from calcviz.language.statements import FunctionRow, QuestionRow
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.numerically import numerically

DIGITS = 34


def question(written: str) -> Question:
    """The question of a row; one in which x is open is a function of x."""
    statement = read_row(written, Names()).statement
    if isinstance(statement, FunctionRow):
        assert isinstance(statement.body, Question), written
        return statement.body
    assert isinstance(statement, QuestionRow), written
    return statement.asked


def ask(written: str) -> Answer:
    """The answer by numbers."""
    return numerically(question(written))


def assert_near(answer: Answer, true: Any, within: float = 1e-6) -> None:
    """A number whose error is bounded, the bound being true and small enough to mean something."""
    assert answer.standing == "numeric", answer
    assert answer.value is not None and answer.error is not None
    with mp.workdps(DIGITS):
        away = abs(mpf(answer.value) - true)
        assert away <= answer.error, (answer, mp.nstr(true, 20))
        assert answer.error <= within * max(1, abs(true)), answer
