"""Puts the window together: session, application, main window."""

import linecache
import logging
import os
import signal
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from calcviz.language.messages import tr
from calcviz.scene.document import Document
from calcviz.scene.files import open_document
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.background import Background
from calcviz.ui.examples import example
from calcviz.ui.icons import application_icon
from calcviz.ui.languages import speak
from calcviz.ui.remembered import Remembered
from calcviz.ui.window import Window

log = logging.getLogger(__name__)


def open_window(path: str | None = None, *, remembered: Remembered | None = None) -> int:
    """Open the window on a document, else on the welcome document; answers the exit status."""
    application = make_application()
    kept = remembered or Remembered()
    window = make_window(application, kept, path)
    sys.excepthook = _Surprise(window)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program
    window.show()
    return application.exec()


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


def make_window(application: QApplication, remembered: Remembered, path: str | None = None) -> Window:
    """The window with its document, not shown yet."""
    speak(application, remembered.language)
    theme.dress(application, remembered.theme, remembered.size)
    session = Session(None if path is not None else _welcome())
    session.background = background = Background(application)
    application.aboutToQuit.connect(background.finish)
    window = Window(session, remembered)
    application.styleHints().colorSchemeChanged.connect(window.refresh_theme)
    if path is not None:
        window.files.load(Path(path))
    return window


def _welcome() -> Document | None:
    """The welcome document; without a path in the session, so that saving it asks where."""
    try:
        return open_document(example("welcome"))[0]
    except (OSError, ValueError):
        log.exception("the welcome document cannot be read")
        return None


def _choose_input_method() -> None:
    # WORKAROUND PySide6 6.8-6.11: the wheels bring no fcitx plugin; where fcitx is configured no Chinese
    # could be typed. fcitx answers the protocol of ibus, whose plugin the wheels do bring.
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx") or (
        "fcitx" in os.environ.get("XMODIFIERS", "") and "QT_IM_MODULE" not in os.environ
    ):
        os.environ["QT_IM_MODULE"] = "ibus"


class _Surprise:
    """Takes an error nobody expected: it is logged and told, and the window stays."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("unexpected error", exc_info=(kind, error, trace))
        words = tr(
            "Something unexpected happened ({error}). Your rows are safe: save them.", error=kind.__name__
        )
        self._window.message.tell(words, bad=True, action=tr("Save…"), what=self._save)

    def _save(self) -> None:
        self._window.files.save()
