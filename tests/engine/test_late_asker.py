"""The process that starts with the first question."""

from calcviz.engine.late_asker import LateAsker
from calcviz.language.expression import Name, Question
from calcviz.maths.calculus.answer import Answer

QUESTION = Question("simplify", Name("x"))


class Fake:
    def __init__(self):
        self.closed = self.cancelled = 0

    def ask(self, question, known=None):
        return Answer("exact", (Name("x"),))

    def cancel(self):
        self.cancelled += 1

    def close(self):
        self.closed += 1


def test_it_is_made_once_and_late():
    made = []

    def make():
        made.append(Fake())
        return made[-1]

    asker = LateAsker(make)
    asker.cancel()
    assert not made
    assert asker.ask(QUESTION).standing == asker.ask(QUESTION).standing == "exact"
    assert len(made) == 1
    asker.cancel()
    asker.close()
    assert (made[0].cancelled, made[0].closed) == (1, 1)
    assert asker.ask(QUESTION) == Answer("unknown")


def test_one_that_was_never_asked_ends_without_a_process():
    asker = LateAsker(lambda: 1 / 0)
    asker.close()
    assert asker.ask(QUESTION).standing == "unknown"
