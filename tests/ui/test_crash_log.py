"""The crash log of a run, and what the next run makes of it."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType

from calcviz import __version__
from calcviz.ui import crash_log
from calcviz.ui.crash_log import KEPT, LARGEST, CrashLog, Ended, look_back, read

FATAL = """
import faulthandler, logging, sys
from pathlib import Path
from PySide6.QtCore import qWarning
from calcviz.ui.crash_log import CrashLog
log = CrashLog(Path(sys.argv[1]))
log.listen()
logging.getLogger("calcviz").info("nothing")
if "warn" in sys.argv:
    qWarning("the plane is upside down")
if "crash" in sys.argv:
    faulthandler._sigsegv()
if "end" in sys.argv:
    log.close()
import os
os._exit(0)
"""


def run(folder: Path, *what: str) -> str:
    """A run of the program; what it said on its error stream."""
    done = subprocess.run([sys.executable, "-c", FATAL, str(folder), *what], capture_output=True, text=True)
    return done.stderr


def record(message: str) -> logging.LogRecord:
    return logging.LogRecord("calcviz", logging.ERROR, "", 0, message, None, None)


def test_a_run_that_ends_well_leaves_nothing(tmp_path: Path) -> None:
    log = CrashLog(tmp_path)
    assert __version__ in log.path.read_text()
    assert look_back(tmp_path) == Ended(), "that run goes on"
    log.close()
    log.close()
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_a_run_that_ends_well_is_kept_and_not_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = CrashLog(tmp_path)
    log.emit(record("something broke"))
    log.close()
    assert "something broke" in capsys.readouterr().err
    assert look_back(tmp_path) == Ended()
    assert [each.suffix for each in tmp_path.iterdir()] == [".log"]


def test_a_killed_run_ended_badly_and_has_no_report(tmp_path: Path) -> None:
    run(tmp_path)
    assert look_back(tmp_path) == Ended(badly=True)
    assert list(tmp_path.iterdir()) == []
    assert look_back(tmp_path) == Ended(), "it is told once"


def test_a_crash_says_where(tmp_path: Path) -> None:
    run(tmp_path, "warn", "crash")
    ended = look_back(tmp_path)
    assert ended.badly and ended.report is not None
    text = read(ended.report)
    assert "upside down" in text and "Segmentation fault" in text and "_sigsegv" not in text.splitlines()[0]
    assert look_back(tmp_path) == Ended()


def test_a_warning_of_qt_is_heard_and_shown_where_there_is_a_terminal(tmp_path: Path) -> None:
    assert "upside down" in run(tmp_path, "warn", "end")
    (left,) = tmp_path.iterdir()
    assert "WARNING Qt: the plane is upside down" in read(left)


def test_what_qt_says_for_information_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    crash_log._hear_qt(QtMsgType.QtDebugMsg, None, "nothing")  # type: ignore[arg-type]
    assert caplog.records == []


def test_a_run_writes_only_so_much(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = CrashLog(tmp_path)
    for _ in range(40):
        log.emit(record("x" * (LARGEST // 10)))
    log.close()
    assert len(next(tmp_path.iterdir()).read_text()) < 1.3 * LARGEST
    capsys.readouterr()


def test_only_the_latest_reports_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 5):
        (tmp_path / f"2026-01-01 {number:06} 1.log").write_text("versions\n\nerror")
    look_back(tmp_path)
    left = sorted(each.name for each in tmp_path.iterdir())
    assert len(left) == KEPT and left[0].startswith("2026-01-01 000005")


def test_no_folder_no_past(tmp_path: Path) -> None:
    assert look_back(tmp_path / "none") == Ended()
    assert read(tmp_path / "none") == ""


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        CrashLog(tmp_path / "file")


def test_two_runs_have_two_logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = CrashLog(tmp_path)
    monkeypatch.setattr(os, "getpid", lambda: 1)
    two = CrashLog(tmp_path)
    assert one.path != two.path
    one.close()
    two.close()
