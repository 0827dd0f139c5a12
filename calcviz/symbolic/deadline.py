"""How long a question may take: by the processor time that its own process has used, not by the clock."""

import os
from collections.abc import Callable
from time import monotonic

Seconds = Callable[[], float | None]
"""Seconds of the processor that a process has used so far; None where the system does not say."""

LAST = 10
"""Times the deadline that may pass on the clock, however little of it the processor was ours."""

UNMEASURED = 4
"""The same where the system does not say how long the processor was ours."""

SLICE = 0.02
"""Seconds of the clock between two looks at least."""


def last_resort(seconds: float) -> float:
    """Seconds of the clock after which a question of so many seconds is given up in any case."""
    return LAST * seconds


class Deadline:
    """Counts down from when it is made; a process that is alone on its processor has `seconds` on the clock.

    One that others keep from working has as many seconds of work, but for a last resort: a busy machine
    must not say of an easy question that it is a hard one.
    """

    def __init__(self, seconds: float, spent: Seconds, clock: Callable[[], float] = monotonic) -> None:
        self._seconds, self._spent, self._clock = seconds, spent, clock
        self._began, self._worked = clock(), spent()

    def left(self) -> float:
        """Seconds of the clock before which it cannot be over; 0 where it is."""
        passed = self._clock() - self._began
        worked = None if self._worked is None else self._spent()
        if worked is None or self._worked is None:
            return max(0.0, UNMEASURED * self._seconds - passed)
        work_left = self._seconds - (worked - self._worked)
        clock_left = last_resort(self._seconds) - passed
        return max(SLICE, min(work_left, clock_left)) if min(work_left, clock_left) > 0 else 0.0


def processor_seconds(number: int | None) -> float | None:
    """Seconds of the processor that a running process has used; None where that is not known (no /proc)."""
    if number is None:
        return None
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8", errors="replace") as file:
            words = file.read().rpartition(")")[2].split()  # its name, in brackets, may hold anything
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError, AttributeError):
        return None
