"""Work that would keep the window waiting, done on another thread."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

Work = Callable[[], None]

PATIENCE = 1e-4
"""Seconds that the window's thread waits for its turn where work goes on beside it. Painting gives its turn
away a hundred times in a frame: with Python's 5 ms a frame of 17 ms took 430, with this one it takes 37."""


class Background(QObject):
    """Runs work beside the window, one piece after the other, and what follows it on the window's thread."""

    _ended = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        sys.setswitchinterval(min(PATIENCE, sys.getswitchinterval()))
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._ended.connect(self._follow, Qt.ConnectionType.QueuedConnection)

    def __call__(self, work: Work, then: Work) -> None:
        """Do `work` elsewhere, then `then` here; an error in `work` is raised here, after `then`."""
        # WORKAROUND PySide6 6.11: the Python side of QRunnable.create outlives the runnable, which the pool
        # deletes; what Qt makes next at its address (an action, a document) is then taken for a QRunnable.
        self._pool.start(lambda: self._run(work, then))

    @property
    def busy(self) -> bool:
        """Whether something is being worked at now."""
        return self._pool.activeThreadCount() > 0

    def finish(self) -> None:
        """Wait until nothing runs any more: before the window and the program end."""
        self._pool.clear()
        self._pool.waitForDone()

    def _run(self, work: Work, then: Work) -> None:
        try:
            work()
        except Exception as error:
            self._ended.emit(then, error)
        else:
            self._ended.emit(then, None)

    def _follow(self, then: Work, error: Exception | None) -> None:
        then()
        if error is not None:
            raise error
