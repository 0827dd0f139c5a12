"""One process of exact calculus: started, asked line by line, killed."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from calcviz import __file__ as package
from calcviz.symbolic.deadline import Deadline, processor_seconds

OPTION = "--symbolic-worker"
"""What makes the packaged program a process of exact calculus instead of a window."""

READY = "ready\n"


def command() -> list[str]:
    """The command that starts a process; a packaged program is its own interpreter.

    -P: a folder that the program happens to be started in can bring no module of its own.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, OPTION]
    return [sys.executable, "-P", "-m", "calcviz.symbolic.worker"]


def _environment() -> dict[str, str]:
    """The variables of this process, with the place of the package, and one thread for linear algebra."""
    place = str(Path(package).resolve().parent.parent)
    others = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([place, others]) if others else place
    return {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class Process:
    """A running process. A thread of its own reads what it answers, so that every wait can end in time."""

    def __init__(self, limit: int | None = None) -> None:
        """`limit`: bytes of memory that a question may take. One that cannot be started is not alive."""
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._ready = False
        self.late = False  # whether a line was waited for in vain
        self._popen: subprocess.Popen[str] | None = None
        try:
            self._popen = subprocess.Popen(
                [*command(), *([] if limit is None else [str(limit)])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                encoding="ascii",
                errors="replace",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            self._lines.put(None)
            return
        self._reader = Thread(target=self._read, name="symbolic", daemon=True)
        self._reader.start()

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._popen is not None and self._popen.poll() is None

    @property
    def number(self) -> int | None:
        """Its number in the system; None where it was not started."""
        return None if self._popen is None else self._popen.pid

    def spent(self) -> float | None:
        """Seconds of the processor that it has used; None where the system does not say."""
        return processor_seconds(self.number)

    def wait_ready(self, until: float) -> bool:
        """Wait until it has loaded what it needs; False when it ended or `until` (monotonic) has passed."""
        self._ready = self._ready or self._line(lambda: max(0.0, until - monotonic())) == READY
        return self._ready and self.alive

    def ask(self, line: str, seconds: float, clock: Callable[[], float] = monotonic) -> str | None:
        """The line that answers; None when it ended or has worked on it for so many seconds."""
        deadline = Deadline(seconds, self.spent, clock)
        try:
            stream = self._popen.stdin if self._popen is not None else None
            if stream is None:
                return None
            stream.write(line)
            stream.flush()
        except (OSError, ValueError):
            return None
        return self._line(deadline.left)

    def kill(self) -> None:
        """Stop it, from any thread; who waits for a line is told at once."""
        if self._popen is not None:
            self._popen.kill()

    def end(self) -> None:
        """Kill it and give back everything: the entry in the system's table, the pipes, the thread."""
        if self._popen is None:
            return
        self.kill()
        self._popen.wait()
        self._reader.join()
        for stream in (self._popen.stdin, self._popen.stdout):
            try:
                if stream is not None:
                    stream.close()
            except OSError:  # what was not sent yet cannot be sent
                pass

    def _line(self, left: Callable[[], float]) -> str | None:
        """The next line; None when there is none before no seconds are `left`."""
        while True:
            wait = left()
            try:
                return self._lines.get(timeout=wait)
            except Empty:
                if wait <= 0:
                    self.late = True
                    return None

    def _read(self) -> None:
        """Read until the process ends; None says so."""
        try:
            assert self._popen is not None and self._popen.stdout is not None
            for line in self._popen.stdout:
                self._lines.put(line)
        except (OSError, ValueError):
            pass
        self._lines.put(None)
