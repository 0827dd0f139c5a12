"""The process of exact calculus: one question a line in, one answer a line out, until the input ends."""

import faulthandler
import os
import sys
import warnings
from collections.abc import Sequence
from typing import TextIO

from calcviz.language.messages import use_language
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.deadline import last_resort
from calcviz.symbolic.post import answer_line, read_question
from calcviz.symbolic.process import READY

MEMORY = 1 << 30
"""Bytes that questions may take beyond what the process has when it is ready."""

GRACE = 2.0
"""Seconds after the deadline until the process ends by itself, should nobody be left to kill it."""


def main(arguments: Sequence[str] = ()) -> int:
    """Answer until the input ends."""
    lines, answers = _streams()
    warnings.simplefilter("ignore")
    from calcviz.symbolic.questions import answer  # sympy is loaded here

    _limit_memory(int(arguments[0]) if arguments and arguments[0].isdecimal() else MEMORY)
    nowhere = sys.stderr
    answers.write(READY)
    answers.flush()
    for line in lines:
        try:
            asked = read_question(line)
        except (ValueError, RecursionError):
            break  # whoever writes such a line is not the client
        use_language(asked.language)
        limit = last_resort(asked.seconds) + GRACE
        faulthandler.dump_traceback_later(limit, exit=True, file=nowhere)
        try:
            found = answer(asked.question)
        except MemoryError:
            found = Answer("unknown", reason="memory")
        except RecursionError:
            found = Answer("unknown", reason="long")
        faulthandler.cancel_dump_traceback_later()
        try:
            answers.write(answer_line(asked.number, found))
            answers.flush()
        except OSError:
            break
    return 0


def _streams() -> tuple[TextIO, TextIO]:
    """Input and output; what any library prints goes nowhere, so that it cannot pass for an answer."""
    lines = os.fdopen(os.dup(0), encoding="ascii")
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    return lines, answers


def _limit_memory(more: int) -> None:
    """Let the system refuse memory beyond what is in use and that much more, where it can (Linux, macOS)."""
    try:
        import resource
    except ImportError:  # Windows: the deadline alone holds
        return
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        used = 2 << 30
    limit = used + more
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ValueError, OSError):  # the system allows less already, or has no such limit
        pass


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
