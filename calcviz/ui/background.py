"""Work that would keep the window waiting, done on another thread."""

import sys
from collections.abc import Callable
from functools import partial
from queue import Empty, Queue
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal

Work = Callable[[], None]

PATIENCE = 1e-4
"""Seconds that the window's thread waits for its turn where work goes on beside it. Painting gives its turn
away a hundred times in a frame: with Python's 5 ms a frame of 17 ms took 430, with this one it takes 37."""


class _Teller(QObject):
    """Tells what ended. It belongs to nobody: who is told may be destroyed while it speaks."""

    ended = Signal(object, object)


class Background(QObject):
    """Runs work beside the window, one piece after the other, and what follows it on the window's thread.

    The thread is Python's own, begun with the first work. One of Qt's has a new Python state for each piece
    of work, and what a library keeps for a thread outlives it: contourpy (pybind11), imported in one piece of
    work, went back to a state that was gone in the next one, which ended the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        sys.setswitchinterval(min(PATIENCE, sys.getswitchinterval()))
        self._works: Queue[tuple[Work, Work] | None] = Queue()
        self._thread: Thread | None = None
        self._teller = _Teller()
        self._teller.ended.connect(self._follow, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(partial(self._works.put, None))  # the thread ends with it

    def __call__(self, work: Work, then: Work) -> None:
        """Do `work` elsewhere, then `then` here; an error in `work` is raised here, after `then`."""
        self._works.put((work, then))
        if self._thread is None:
            self._thread = Thread(target=self._run, name="background", daemon=True)
            self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether something is being worked at now."""
        return self._works.unfinished_tasks > 0

    def finish(self) -> None:
        """Wait until nothing runs any more: before the window and the program end."""
        try:
            while True:
                self._works.get_nowait()
                self._works.task_done()
        except Empty:
            pass
        if self._thread is not None:
            self._works.put(None)
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while True:
            asked = self._works.get()
            if asked is not None:
                self._do(*asked)
            self._works.task_done()
            if asked is None:
                return
            del asked  # what it holds may be heavy, and the next may not come for long

    def _do(self, work: Work, then: Work) -> None:
        failed: Exception | None = None
        try:
            work()
        except Exception as error:
            failed = error
        self._teller.ended.emit(then, failed)

    def _follow(self, then: Work, error: Exception | None) -> None:
        then()
        if error is not None:
            raise error
