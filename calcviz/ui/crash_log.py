"""The crash log: one file for each run of the program, with versions and what went wrong."""

import faulthandler
import logging
import os
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

from calcviz import __version__
from calcviz.scene.lock import Lock

LARGEST = 256_000
"""Bytes after which a run writes no more."""
KEPT = 10
"""Reports of earlier runs that are kept."""

_ENDING, _LOCK = ".log", ".lock"
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How the runs before ended: badly, where one was killed; `report` is what it said, if anything."""

    badly: bool = False
    report: Path | None = None


class CrashLog(logging.Handler):
    """Takes the warnings and errors of this run; what ends the process at once is written by faulthandler.

    A log that was ended well and holds nothing is taken away. Raises OSError where the folder cannot be
    written.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(logging.WARNING)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = folder / f"{time.strftime('%Y-%m-%d %H%M%S')} {os.getpid()}{_ENDING}"
        lock = Lock.take(self.path.with_suffix(_LOCK))
        if lock is None:
            raise OSError(f"{self.path} belongs to another run")
        self._lock = lock
        self._writing = threading.Lock()
        self._file = self.path.open("a", encoding="utf-8", errors="backslashreplace")
        self._file.write(_versions() + "\n\n")
        self._file.flush()
        self._size = self._head = self._file.tell()

    def listen(self) -> None:
        """Hear every logger, Qt, and the faults that end the process."""
        logging.getLogger().addHandler(self)
        qInstallMessageHandler(_hear_qt)
        faulthandler.enable(self._file)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, and show it where the program was started from a terminal."""
        text = self.format(record) + "\n"
        if sys.stderr is not None:
            sys.stderr.write(text)
        with self._writing:
            if self._size < LARGEST and not self._file.closed:
                self._file.write(text)
                self._file.flush()
                self._size += len(text)

    def close(self) -> None:
        """The program ends as it should: nothing is reported at the next start."""
        super().close()
        if self._file.closed:
            return
        logging.getLogger().removeHandler(self)
        qInstallMessageHandler(None)
        faulthandler.disable()
        self._file.close()
        if self._size == self._head:
            self.path.unlink(missing_ok=True)
        self._lock.remove()


def _hear_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """A warning of Qt; what it says to itself for information is left out."""
    if kind in _LEVELS:
        logging.getLogger("Qt").log(_LEVELS[kind], message)


def _versions() -> str:
    return (
        f"CalcViz {__version__}, Python {sys.version.split()[0]}, PySide6 {pyside_version}, "
        f"Qt {qVersion()}, {sys.platform}"
    )


def look_back(folder: Path) -> Ended:
    """How earlier runs ended that nobody was told of yet; their locks go, the latest reports stay."""
    badly, found = False, []
    try:
        for place in sorted(folder.glob(f"*{_LOCK}")):
            lock = Lock.take(place)
            if lock is None:
                continue  # that run goes on
            badly = True
            report = place.with_suffix(_ENDING)
            if _says_something(report):
                found.append(report)
            else:
                report.unlink(missing_ok=True)
            lock.remove()
        for old in sorted(folder.glob(f"*{_ENDING}"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        logging.getLogger(__name__).info("the crash logs cannot be read", exc_info=True)
    return Ended(badly, found[-1] if found else None)


def read(report: Path) -> str:
    """The text of a report; empty where it cannot be read."""
    try:
        return report.read_bytes()[: 2 * LARGEST].decode("utf-8", "replace")
    except OSError:
        return ""


def _says_something(report: Path) -> bool:
    _, _, told = read(report).partition("\n\n")
    return bool(told.strip())
