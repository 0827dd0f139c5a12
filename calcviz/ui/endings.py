"""Ends that come from outside, by a signal or with the desktop: unsaved changes are put on the disk."""

import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

from calcviz.ui.windows import Windows

SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")


class Endings(QObject):
    """Ends the program without a question when it is told to; the next start offers what was not saved."""

    def __init__(self, application: QApplication, windows: Windows) -> None:
        super().__init__(application)
        self._application, self._windows = application, windows
        application.commitDataRequest.connect(self._keep)
        if sys.platform != "win32":
            self._listen()

    def _listen(self) -> None:
        # Python runs what it does at a signal when it runs anything at all; while nothing happens Qt waits
        # outside of Python. The byte that Python writes at a signal wakes it.
        self._woken, self._waking = os.pipe()
        for end in (self._woken, self._waking):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._waking, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._woken, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: os.read(self._woken, 64))
        for name in SIGNALS:
            signal.signal(getattr(signal, name), self._end)

    def stop(self) -> None:
        """Leave signals to Python, and the end of the session to Qt."""
        self._application.commitDataRequest.disconnect(self._keep)
        if sys.platform != "win32":
            signal.set_wakeup_fd(-1)
            self._notifier.setEnabled(False)
            os.close(self._woken)
            os.close(self._waking)

    def _keep(self) -> None:
        self._windows.flush()

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._windows.flush()
        self._application.exit(128 + number)
