"""What every test stands on: no screen, repeatable examples, no warning in a log, no window left behind."""

import gc
import logging
import os
import sys
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything loads Qt

import pytest
from hypothesis import settings

settings.register_profile("calcviz", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("calcviz")


@pytest.fixture(autouse=True)
def _log_stays_quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning; one that expects it reads `caplog` and then calls `caplog.clear()`."""
    yield
    heard = [
        record
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    if heard:
        pytest.fail("unexpected in the log:\n" + "\n".join(f"{r.name}: {r.getMessage()}" for r in heard))


def pytest_collection_finish() -> None:
    """What collecting made stays to the end: to look through it after every window takes half a second."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Empty the clipboard.

    WORKAROUND Qt 6.11 without a screen: what was copied is destroyed when the process ends, after Python; the
    Python side of a QMimeData then asks an interpreter that is gone, and the process ends with a segfault.
    """
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def _collected_again() -> Iterator[None]:
    """Python collects again after a test that ran what turns its collector off: the start of the program."""
    yield
    gc.enable()


@pytest.fixture(autouse=True, scope="module")
def _no_look_at_the_past() -> None:
    """What earlier modules left in caches and reports stays as well, for the same reason."""
    gc.collect()
    gc.freeze()


def _windows() -> set[object]:
    """Return the top-level widgets alive now; none where Qt is not loaded or no application runs."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or not isinstance(widgets.QApplication.instance(), widgets.QApplication):
        return set()
    return set(widgets.QApplication.topLevelWidgets())


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """Fail a test after which a window lives that was not there before it."""
    before = _windows()
    yield
    for generation in (1, 2):  # to look through what is old takes a second, and is seldom needed
        if _windows() - before:
            from PySide6.QtCore import QCoreApplication, QEvent

            gc.collect(generation)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = _windows() - before
    if left:
        pytest.fail(f"left alive: {', '.join(sorted(type(window).__name__ for window in left))}")
