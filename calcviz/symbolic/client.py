"""Asks exact calculus of another process; kills it when it is late, and keeps a spare one warm."""

from threading import Condition, Lock
from time import monotonic

from calcviz.language.expression import Question
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.post import question_line, read_answer
from calcviz.symbolic.process import Process
from calcviz.symbolic.sentences import spoken
from calcviz.symbolic.together import together

DEADLINES = {"simplify": 1.0}
DEADLINE = 3.0
"""Seconds of work that a question may take, counted from when its process is ready."""

STARTING = 30.0
"""Seconds that a process may take until it is ready: it loads sympy, from a cold disk perhaps."""


class Client:
    """Questions of exact calculus, answered one after the other by a process that starts with the first.

    `ask` may be called from any thread; the threads wait for one another. Nothing is started before the first
    question. A process that is late, cancelled or broken is killed; the spare one takes over at once, and a
    new spare is started; a question that was not late is asked once more. `close` ends all of them; after
    it every answer is unknown.
    """

    def __init__(self, limit: int | None = None, spare: bool = True) -> None:
        """`limit`: bytes of memory that a question may take; without it the process has its own limit.

        Without a spare process, as for a command line, one that was killed costs a start.
        """
        self._limit = limit
        self._with_spare = spare
        self._turn = Lock()  # held by the thread whose question is asked
        self._state = Condition()  # of the fields below
        self._current: Process | None = None
        self._spare: Process | None = None
        self._cancelled = 0
        self._closed = False
        self._asked = 0

    def ask(self, question: Question, known: Answer | None = None, seconds: float | None = None) -> Answer:
        """What exact calculus knows of the question; never raises.

        `known` is what numbers know already: it is answered where exact calculus finds nothing, and where
        both contradict one another nothing is called exact. `seconds` replaces the deadline.
        """
        with self._state:
            turn = self._cancelled
        limit = DEADLINES.get(question.operator, DEADLINE) if seconds is None else seconds
        with self._turn:
            found = self._asked_now(question, limit, turn)
        return together(found, known, spoken)

    def cancel(self) -> None:
        """Give up the question that is being asked, and those that wait: their answers are unknown."""
        with self._state:
            self._cancelled += 1
            if self._current is not None and self._turn.locked():
                self._current.kill()

    def close(self) -> None:
        """End every process; a question that is being asked is answered with unknown."""
        with self._state:
            self._closed = True
            self._cancelled += 1
            processes = [self._current, self._spare]
        for process in processes:
            if process is not None:
                process.kill()
        with self._turn, self._state:
            for process in (self._current, self._spare):
                if process is not None:
                    process.end()
            self._current = self._spare = None

    def _asked_now(self, question: Question, seconds: float, turn: int) -> Answer:
        """The answer, with codes for reasons and remarks."""
        self._asked += 1
        try:
            line = question_line(self._asked, question, seconds)
        except (ValueError, RecursionError):
            return Answer("unknown", reason="long")
        found, stopped = None, "broken"
        for _ in range(2):  # what ends without being late was ended from outside perhaps: it is asked again
            process, reason = self._ready(turn)
            if process is None:
                return Answer("unknown", reason=reason)
            found = self._read(process.ask(line, seconds))
            if found is None or found.reason == "memory":
                self._discard(process)
            stopped = "cancelled" if self._over(turn) else "time" if process.late else "broken"
            if found is not None or stopped != "broken":
                break
        self._keep_spare()
        return found or Answer("unknown", reason=stopped)

    def _read(self, answered: str | None) -> Answer | None:
        """The answer to the last question; None for anything else."""
        try:
            number, found = (0, None) if answered is None else read_answer(answered)
        except (ValueError, RecursionError):
            return None
        return found if number == self._asked else None

    def _over(self, turn: int) -> bool:
        with self._state:
            return self._closed or turn != self._cancelled

    def _ready(self, turn: int) -> tuple[Process | None, str]:
        """A process that has said it is ready, or None and why there is none."""
        for _ in range(2):
            with self._state:
                if self._closed or turn != self._cancelled:
                    return None, "cancelled"
                if self._current is None:
                    self._current, self._spare = self._spare or Process(self._limit), None
                process = self._current
            if process.wait_ready(monotonic() + STARTING):
                return process, ""
            self._discard(process)
        return None, "cancelled" if self._over(turn) else "broken"

    def _discard(self, process: Process) -> None:
        """End a process; the spare one takes its place."""
        process.end()
        with self._state:
            if self._current is process:
                self._current, self._spare = self._spare, None

    def _keep_spare(self) -> None:
        """Start a second process, so that the next one need not be waited for."""
        with self._state:
            if self._with_spare and not self._closed and self._spare is None:
                if self._current is None:
                    self._current = Process(self._limit)
                self._spare = Process(self._limit)
