"""The process of exact calculus, which nobody starts before something is asked."""

from collections.abc import Callable
from threading import Lock
from typing import Protocol

from calcviz.language.expression import Question
from calcviz.maths.calculus.answer import Answer


class Process(Protocol):
    """What answers, once it runs: see `calcviz.symbolic.client`."""

    def ask(self, question: Question, known: Answer | None = None) -> Answer:
        """The answer; never raises."""
        ...

    def cancel(self) -> None:
        """Give up what is being asked."""
        ...

    def close(self) -> None:
        """End it."""
        ...


class LateAsker:
    """An asker that is made with the first question: a window opens without it, most rows never need it."""

    def __init__(self, make: Callable[[], Process]) -> None:
        self._make = make
        self._process: Process | None = None
        self._closed = False
        self._lock = Lock()

    def ask(self, question: Question, known: Answer | None = None) -> Answer:
        """The answer; unknown once it is closed."""
        with self._lock:
            if self._closed:
                return Answer("unknown")
            self._process = self._process or self._make()
            process = self._process
        return process.ask(question, known)

    def cancel(self) -> None:
        """Give up what is being asked."""
        if self._process is not None:
            self._process.cancel()

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            process.close()


def exact_calculus(spare: bool = True) -> LateAsker:
    """The asker of a program: it imports what talks to the process with the first question too.

    `spare`: whether a second process is kept warm, for people who go on asking.
    """

    def make() -> Process:
        from calcviz.symbolic.client import Client

        return Client(spare=spare)

    return LateAsker(make)
