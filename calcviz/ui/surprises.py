"""Errors nobody expected: the rows are put on the disk, it is told once, and the window is built anew."""

import logging
import sys
import threading
from collections import Counter
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from calcviz.language.messages import tr
from calcviz.ui.message_bar import Offer
from calcviz.ui.windows import Windows

if TYPE_CHECKING:
    from calcviz.ui.window import Window

MOST_REBUILT = 10
"""How often the windows of one run are built anew after an error."""

Kind = type[BaseException]

log = logging.getLogger(__name__)


class Surprises(QObject):
    """Stands where Python reports errors that nothing caught; the program goes on after each of them.

    The same error at the same place is told once, and logged at its 1st, 10th, 100th … time: an error in
    painting comes back with each picture.
    """

    _elsewhere = Signal(str)

    def __init__(self, windows: Windows, report: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._windows, self._report = windows, report
        self._times: Counter[str] = Counter()
        self._rebuilt = 0
        self._rebuilding = False
        self._elsewhere.connect(self._tell_of_thread, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)

    def install(self) -> None:
        """Take every error from now on."""
        sys.excepthook, threading.excepthook = self, self._of_thread
        sys.unraisablehook = self._unraisable

    def uninstall(self) -> None:
        """Leave errors to whoever took them before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def __call__(self, kind: Kind, error: BaseException, trace: TracebackType | None) -> None:
        """An error on the thread of the windows: in a slot, in painting, or after work done elsewhere."""
        self._windows.flush()
        if self._note(kind, error, trace):
            window = _window_of(trace) or self._windows.active()
            QTimer.singleShot(0, self, lambda: self._rebuild(window, kind.__name__))

    def _of_thread(self, told: threading.ExceptHookArgs) -> None:
        error = told.exc_value or told.exc_type()
        if self._note(told.exc_type, error, told.exc_traceback):
            self._elsewhere.emit(told.exc_type.__name__)

    def _unraisable(self, told: "sys.UnraisableHookArgs") -> None:
        error = told.exc_value or told.exc_type()
        self._note(told.exc_type, error, told.exc_traceback)

    def _note(self, kind: Kind, error: BaseException, trace: TracebackType | None) -> bool:
        """Log an error; whether it is the first of its kind and place."""
        place = _place(kind, trace)
        self._times[place] += 1
        times = self._times[place]
        if times == 10 ** (len(str(times)) - 1):
            log.error("unexpected error, seen %d times", times, exc_info=(kind, error, trace))
        return times == 1

    def _tell_of_thread(self, name: str) -> None:
        self._windows.flush()
        self._tell(self._windows.active(), name)

    def _rebuild(self, window: "Window | None", name: str) -> None:
        """Build the window anew, unless that is what failed or has been tried too often, and tell."""
        if window not in self._windows.open:
            window = self._windows.active()
        if window is not None and not self._rebuilding and self._rebuilt < MOST_REBUILT:
            self._rebuilt += 1
            self._rebuilding = True
            try:
                window.build_anew()
            except Exception:
                log.exception("the window could not be built anew")
            finally:
                self._rebuilding = False
        self._tell(window, name)

    def _tell(self, window: "Window | None", name: str) -> None:
        if window is None:
            return
        words = tr("Something unexpected happened ({error}). Your rows are safe: save them.", error=name)
        offers: list[Offer] = [(tr("Save…"), window.files.save)]
        report = self._report
        if report is not None:
            offers.append((tr("Show the report"), lambda: _show(window, report)))
        window.message.tell(words, bad=True, more=offers)


def _show(window: "Window", report: Path) -> None:
    from calcviz.ui.report import show_report

    show_report(window, report)


def _place(kind: Kind, trace: TracebackType | None) -> str:
    """Which error it is, and where it arose: the same again has the same name."""
    frames = list(walk_tb(trace))
    if not frames:
        return kind.__name__
    frame, line = frames[-1]
    return f"{kind.__name__} {frame.f_code.co_filename}:{line}"


def _window_of(trace: TracebackType | None) -> "Window | None":
    """The window in whose parts an error arose, as far as its frames tell."""
    from calcviz.ui.window import Window

    for frame, _ in walk_tb(trace):
        part = frame.f_locals.get("self")
        if isinstance(part, QWidget):
            try:
                window = part.window()
            except RuntimeError:  # it was deleted meanwhile
                continue
            if isinstance(window, Window):
                return window
    return None
