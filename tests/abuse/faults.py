"""What must not be heard while the window is abused: exceptions, warnings of Qt, lines in the log."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from traceback import format_exception
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_QUIET = (
    "This plugin does not support",  # the screenless platform says so at each window
    "OpenType support missing",  # signs that no font of this machine has
    "Mouse event",  # QTest says so of parts that leave the mouse to those below
)


class Faults(logging.Handler):
    """Collects them; `deed` is what was being done."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._tell = tell
        self.deed = "the start"
        self.found: list[str] = []

    def add(self, what: str) -> None:
        """Keep a fault, with the deed during which it was heard."""
        self.found.append(f"[{self.deed}] {what}")
        self._tell(self.found[-1])

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line of the log."""
        self.add(f"log: {self.format(record)}")

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Hear everything for a while."""
        root, before = logging.getLogger(), (sys.excepthook, threading.excepthook, sys.unraisablehook)
        root.addHandler(self)
        sys.excepthook = self._error
        threading.excepthook = lambda told: self._error(
            told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback
        )
        sys.unraisablehook = lambda told: self._error(
            told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback
        )
        quiet = qInstallMessageHandler(self._message)
        try:
            yield
        finally:
            qInstallMessageHandler(quiet)
            sys.excepthook, threading.excepthook, sys.unraisablehook = before
            root.removeHandler(self)

    def _error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.add("".join(format_exception(kind, error, trace)))

    def _message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not text.startswith(_QUIET):
            self.add(f"Qt: {text}")
