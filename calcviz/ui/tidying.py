"""Python's collector of what is not needed any more, which holds up all else: it runs where nobody waits."""

import gc

from PySide6.QtCore import QObject, QTimer

REST = 1500
"""Milliseconds after the last change until there is time to look through everything, some 60 ms."""

MANY, FEW = 10_000, 10
"""New objects after which these are looked through, some 3 ms; after so many times also the old ones."""


class Tidying(QObject):
    """Collects on the window's thread, once it has begun; elsewhere it would end Qt's objects on a thread
    that is not theirs, and in the middle of a key it would hold the window up.
    """

    def __init__(self) -> None:
        super().__init__()
        self._begun, self._times = False, 0
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._tidy)

    def begin(self) -> None:
        """Collect here from now on, and nowhere else."""
        gc.disable()
        gc.freeze()  # what is there now stays
        self._begun = True
        self._rest.start()

    def changed(self) -> None:
        """Something has happened that made new objects."""
        if not self._begun:
            return
        self._rest.start()
        if gc.get_count()[0] > MANY:
            gc.collect(1)
            self._times += 1

    def thaw(self) -> None:
        """Something large has gone, a window or its parts: look through everything again."""
        if self._begun:
            gc.unfreeze()
            self._times = FEW
            self._rest.start()

    def _tidy(self) -> None:
        if self._times < FEW:
            gc.collect(1)
            self._times += 1
            return
        gc.collect(2)
        gc.freeze()  # and what is left now: the next time only what is new since then is looked through
        self._times = 0
