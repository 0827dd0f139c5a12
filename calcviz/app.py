"""Puts the window together: session, application, main window."""

import linecache
import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from calcviz.engine.late_asker import exact_calculus
from calcviz.scene.journal import orphans
from calcviz.ui import theme
from calcviz.ui.background import Background
from calcviz.ui.crash_log import CrashLog, look_back
from calcviz.ui.endings import Endings
from calcviz.ui.hints import begin_hints
from calcviz.ui.icons import application_icon
from calcviz.ui.languages import speak
from calcviz.ui.motion import ask_desktop
from calcviz.ui.picture_cache import PictureCache
from calcviz.ui.pictures import Pictures
from calcviz.ui.remembered import Remembered
from calcviz.ui.surprises import Surprises
from calcviz.ui.window import Window
from calcviz.ui.windows import Windows

_STATE = QStandardPaths.StandardLocation.AppLocalDataLocation
_CACHE = QStandardPaths.StandardLocation.CacheLocation
_REPORTS = "reports"
_AFTERWARDS = 1000
"""Milliseconds after which what nobody waits for is asked of the desktop."""

log = logging.getLogger(__name__)


def open_window(
    path: str | None = None, *, remembered: Remembered | None = None, state: Path | None = None
) -> int:
    """Open the window on a document, else on the welcome page; answers the exit status.

    `state` is the folder of the journals and the crash logs, by default where this desktop keeps such things.
    """
    application = make_application()
    state = state or Path(QStandardPaths.writableLocation(_STATE))
    Pictures.cache = PictureCache(Path(QStandardPaths.writableLocation(_CACHE)) / "pictures")
    crash_log = _begin_log(state)
    window = make_window(application, remembered or Remembered(), path, state / "journals")
    windows = window.windows
    surprises = Surprises(windows, crash_log.path if crash_log else None, application)
    surprises.install()
    endings = Endings(application, windows)
    window.show()
    QTimer.singleShot(0, window, lambda: _offer_what_was_lost(window, state))
    QTimer.singleShot(0, window, lambda: begin_hints(window))
    QTimer.singleShot(_AFTERWARDS, application, lambda: ask_desktop(application))
    QTimer.singleShot(0, window, windows.tidying.begin)  # what `cli` has put off until the window is seen
    try:
        return application.exec()
    finally:
        windows.leave()
        endings.stop()
        surprises.uninstall()
        if crash_log is not None:
            crash_log.close()


def make_application() -> QApplication:
    """The application, before it has a window."""
    # WORKAROUND PySide6 6.8-6.11: for its __feature__ switches it reads the source of each module imported
    # after it, and linecache would keep them all: 4 MB that the window can use.
    linecache.clearcache()
    _choose_input_method()
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("calcviz")
    application.setApplicationDisplayName("CalcViz")
    application.setDesktopFileName("calcviz")
    application.setWindowIcon(application_icon())
    return application


def make_window(
    application: QApplication,
    remembered: Remembered,
    path: str | None = None,
    journals: Path | None = None,
) -> Window:
    """The first window with its document, not shown yet; without a folder of journals it keeps none."""
    speak(application, remembered.language)
    theme.mark_curves(remembered.marked)
    theme.dress(application, remembered.theme, remembered.size)
    background, beside = Background(application), Background(application)
    asker = exact_calculus()
    for end in (asker.close, background.finish, beside.finish):
        application.aboutToQuit.connect(end)
    windows = Windows(remembered, journals=journals, background=background, asker=asker, beside=beside)
    window = windows.make()
    application.styleHints().colorSchemeChanged.connect(windows.refresh_theme)
    if path is not None:
        window.files.load(Path(path))
    elif remembered.welcome:
        window.pages.lay("welcome")
    return window


def _begin_log(state: Path) -> CrashLog | None:
    """The crash log of this run; None where nothing can be written."""
    try:
        crash_log = CrashLog(state / _REPORTS)
    except OSError:
        log.warning("no crash log can be written", exc_info=True)
        return None
    crash_log.listen()
    return crash_log


def _offer_what_was_lost(window: Window, state: Path) -> None:
    """After a run that ended badly, offer what it had not saved and what it said of it."""
    found, ended = orphans(state / "journals"), look_back(state / _REPORTS)
    if found or ended.report is not None:
        from calcviz.ui.recovery import Recovery

        window.windows.recovery = Recovery(window, found, ended)
        window.windows.recovery.show()


def _choose_input_method() -> None:
    # WORKAROUND PySide6 6.8-6.11: the wheels bring no fcitx plugin; where fcitx is configured no Chinese
    # could be typed. fcitx answers the protocol of ibus, whose plugin the wheels do bring.
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx") or (
        "fcitx" in os.environ.get("XMODIFIERS", "") and "QT_IM_MODULE" not in os.environ
    ):
        os.environ["QT_IM_MODULE"] = "ibus"
