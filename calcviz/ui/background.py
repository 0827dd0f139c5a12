"""Work that would keep the window waiting, done on another thread."""

import sys
from collections.abc import Callable
from functools import partial
from queue import Empty, Queue
from threading import Lock, Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

Work = Callable[[], None]

PATIENCE = 1e-4
"""Seconds that the window's thread waits for its turn where work goes on beside it. Painting gives its turn
away a hundred times in a frame: with Python's 5 ms a frame of 17 ms took 430, with this one it takes 37."""


Piece = list[Any]
"""A piece of work and what follows it, then also the error of the work. Where it ends it is emptied on the
window's thread: what its functions hold may be Qt's, and must not be freed on another."""

_left: list[Piece] = []
"""Pieces that nobody follows any more, for the window's thread to empty."""


class _Teller(QObject):
    """Tells of what ended. It belongs to nobody: who is told may be destroyed while it speaks."""

    ended = Signal(object)


class Background(QObject):
    """Runs work beside the window, one piece after the other, and what follows it on the window's thread.

    The thread is Python's own, begun with the first work. One of Qt's has a new Python state for each piece
    of work, and what a library keeps for a thread outlives it: contourpy (pybind11), imported in one piece of
    work, went back to a state that was gone in the next one, which ended the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        sys.setswitchinterval(min(PATIENCE, sys.getswitchinterval()))
        _left.clear()
        self._works: Queue[Piece | None] = Queue()
        self._mouth, self._speaking = [_Teller()], Lock()
        self._thread: Thread | None = None
        self._mouth[0].ended.connect(self._follow, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(partial(_end, self._works, self._mouth, self._speaking))

    def __call__(self, work: Work, then: Work) -> None:
        """Do `work` elsewhere, then `then` here; an error in `work` is raised here, after `then`."""
        self._works.put([work, then])
        if self._thread is None:
            own = (self._works, self._mouth, self._speaking)
            self._thread = Thread(target=_run, args=own, name="background", daemon=True)
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

    def _follow(self, piece: Piece) -> None:
        _, then, error = piece
        piece.clear()
        then()
        if error is not None:
            raise error


def _run(works: "Queue[Piece | None]", mouth: list[_Teller], speaking: Lock) -> None:
    """Work at what comes until None does. The thread holds nothing of Qt's but while it speaks."""
    while True:
        piece = works.get()
        if piece is not None:
            _do(piece, mouth, speaking)
        works.task_done()
        if piece is None:
            return
        del piece  # the next may not come for long


def _do(piece: Piece, mouth: list[_Teller], speaking: Lock) -> None:
    failed: Exception | None = None
    try:
        piece[0]()
    except Exception as error:
        failed = error
    piece.append(failed)
    del failed
    with speaking:
        if mouth:
            mouth[0].ended.emit(piece)
        else:
            _left.append(piece)


def _end(works: "Queue[Piece | None]", mouth: list[_Teller], speaking: Lock) -> None:
    """Let the thread end with what it belongs to, once it does not speak any more."""
    with speaking:
        mouth.clear()
    works.put(None)
