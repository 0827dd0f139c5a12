"""The program is ended from outside: nothing is asked, and the next start offers what was not saved."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from calcviz.scene.journal import Journal, orphans
from calcviz.ui.crash_log import Ended, look_back
from calcviz.ui.endings import Endings
from tests.ui.conftest import Open

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from calcviz.app import make_application, open_window
from calcviz.ui.remembered import Remembered

def edit():
    window = next(each for each in application.topLevelWidgets() if hasattr(each, "session"))
    window.session.edit(1, "x^2")
    print("edited", flush=True)

state = Path(sys.argv[1])
application = make_application()
QTimer.singleShot(0, edit)
remembered = Remembered(QSettings(str(state / "settings.ini"), QSettings.Format.IniFormat))
sys.exit(open_window(remembered=remembered, state=state))
"""

on_posix = pytest.mark.skipif(os.name != "posix", reason="there are no such signals")


def run_until(folder: Path, number: int) -> int:
    """Start the program, send it a signal once something is unsaved; its exit status."""
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None and program.stdout.readline() == b"edited\n"
        program.send_signal(number)
        return program.wait()


@on_posix
def test_a_program_that_is_told_to_end_keeps_what_is_unsaved(tmp_path: Path) -> None:
    assert run_until(tmp_path, signal.SIGTERM) == 128 + signal.SIGTERM
    (found,) = orphans(tmp_path / "journals")
    assert found.document.rows[0].text == "x^2"
    assert look_back(tmp_path / "reports") == Ended(), "it ended as it should"
    found.discard()


@on_posix
def test_the_end_of_the_session_puts_everything_on_the_disk(open_rows: Open, tmp_path: Path) -> None:
    window = open_rows("x")
    window.files.keep_in(Journal(tmp_path / "journals", pause=1000.0))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    endings = Endings(application, window.windows)
    try:
        window.session.edit(1, "x^2")
        window.session.edit(1, "x^3")
        application.commitDataRequest.emit(None)
        (journal,) = (tmp_path / "journals").glob("*.calcviz")
        assert "x^3" in journal.read_text(encoding="utf-8")
    finally:
        endings.stop()
        for name, what in before.items():
            signal.signal(name, what)
    window.files.leave()
