"""An error nobody expected: the window lives, the rows are there and on the disk, and it is told once."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from calcviz.scene.journal import Journal, orphans
from calcviz.ui.background import Background
from calcviz.ui.surprises import MOST_REBUILT, Surprises
from calcviz.ui.window import Window
from calcviz.views.plane import PlaneView
from tests.ui.conftest import Open

Heard = list[str]


class Unheard(Exception):
    """What no code of ours raises."""


@pytest.fixture
def window(open_rows: Open, tmp_path: Path) -> Window:
    """A window with unsaved changes."""
    window = open_rows("x")
    window.files.keep_in(Journal(tmp_path / "journals", pause=0.0))
    window.session.edit(1, "x^2")
    return window


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What is logged, away from the log in which no error is expected."""
    heard: Heard = []

    class Listening(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(self.format(record))

    logger = logging.Logger("unheard of")
    logger.addHandler(Listening())
    monkeypatch.setattr("calcviz.ui.surprises.log", logger)
    return heard


@pytest.fixture
def surprises(window: Window, heard: Heard) -> Iterator[Surprises]:
    """Stand where the errors come."""
    surprises = Surprises(window.windows)
    surprises.install()
    yield surprises
    surprises.uninstall()


def unhurt(window: Window, folder: Path) -> None:
    """The window lives, its rows are there, and they are on the disk."""
    assert window.isVisible()
    assert [row.text for row in window.session.document.rows] == ["x^2"]
    assert window.rows.at(0).editor.toPlainText() == "x^2"
    assert '"x^2"' in next((folder / "journals").glob("*.calcviz")).read_text(encoding="utf-8")


def told(window: Window) -> bool:
    return window.message.isVisible() and "Unheard" in window.message.words.text()


def fail() -> None:
    raise Unheard


def test_an_error_in_a_slot(
    surprises: Surprises, window: Window, qtbot: QtBot, tmp_path: Path, heard: Heard
) -> None:
    plane = window.plane
    QTimer.singleShot(0, window, fail)
    qtbot.waitUntil(lambda: told(window))
    unhurt(window, tmp_path)
    assert window.plane is not plane, "the view is built anew"
    assert len(heard) == 1 and "seen 1 times" in heard[0] and "raise Unheard" in heard[0]


def test_an_error_that_comes_with_each_picture_is_told_once(
    surprises: Surprises,
    window: Window,
    qtbot: QtBot,
    tmp_path: Path,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painted = []

    def paint(view: PlaneView, painter: QPainter) -> None:
        painted.append(view)
        raise Unheard

    monkeypatch.setattr(PlaneView, "_paint", paint)
    window.plane.update()
    qtbot.waitUntil(lambda: told(window))
    window.message.hide()
    for _ in range(20):
        window.plane.update()
        QApplication.processEvents()
    assert len(painted) > 20 and window.message.isHidden()
    assert len(set(map(id, painted))) == 2, "built anew once, not again and again"
    assert [each.split(",")[1].split("\n")[0] for each in heard] == [" seen 1 times", " seen 10 times"]
    unhurt(window, tmp_path)


def test_an_error_in_the_background(
    surprises: Surprises, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    background = Background(window)
    background(fail, lambda: None)
    qtbot.waitUntil(lambda: told(window))
    background.finish()
    unhurt(window, tmp_path)


def test_an_error_on_a_thread_of_its_own(
    surprises: Surprises, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: told(window))
    unhurt(window, tmp_path)


def test_an_error_that_cannot_be_raised_is_logged_only(
    surprises: Surprises, window: Window, heard: Heard
) -> None:
    class Leaving:
        def __del__(self) -> None:
            raise Unheard

    Leaving()
    QApplication.processEvents()
    assert "Unheard" in heard[0] and window.message.isHidden()


def test_a_window_that_cannot_be_built_anew_stays_and_tells(
    surprises: Surprises, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tries = []

    def build(_: Window) -> None:
        tries.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr(Window, "build_anew", build)
    QTimer.singleShot(0, window, fail)
    qtbot.waitUntil(lambda: told(window))
    assert len(tries) == 1
    unhurt(window, tmp_path)


def test_many_different_errors_build_no_more_than_so_often(
    surprises: Surprises, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []
    monkeypatch.setattr(Window, "build_anew", lambda _: built.append(1))
    for number in range(3 * MOST_REBUILT):
        kind = type(f"Unheard{number}", (Exception,), {})
        surprises(kind, kind(), None)
    QApplication.processEvents()
    assert len(built) == MOST_REBUILT


def test_the_notice_offers_to_save_and_to_read_the_report(
    window: Window, qtbot: QtBot, tmp_path: Path, heard: Heard
) -> None:
    report = tmp_path / "a.log"
    report.write_text("CalcViz\n\nUnheard", encoding="utf-8")
    surprises = Surprises(window.windows, report)
    surprises(Unheard, Unheard(), None)
    qtbot.waitUntil(lambda: told(window))
    assert [each.text() for each in window.message.findChildren(QPushButton)] == ["Save…", "Show the report"]


def test_errors_go_back_to_whoever_had_them(window: Window) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    surprises = Surprises(window.windows)
    surprises.install()
    assert sys.excepthook is surprises
    surprises.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_the_journal_of_such_a_run_is_found(surprises: Surprises, window: Window, tmp_path: Path) -> None:
    surprises(Unheard, Unheard(), None)
    window.windows.leave()
    (found,) = orphans(tmp_path / "journals")
    assert found.document.rows[0].text == "x^2"
    found.discard()
    QApplication.processEvents()
