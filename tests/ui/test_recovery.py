"""What a killed program had not saved is offered, opened with its path, and thrown away only when asked."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from calcviz.scene.document import Document, Row
from calcviz.scene.journal import Journal, journal_text, orphans
from calcviz.ui.crash_log import Ended
from calcviz.ui.recovery import Recovery, RecoveryBar, moment
from calcviz.ui.report import Report
from calcviz.ui.window import Window
from tests.ui.test_windows import document, first, texts, windows, without_stacking

__all__ = ["first", "windows"]

Lose = Callable[..., Path]
NOW = QDateTime.currentDateTime().toSecsSinceEpoch()


@pytest.fixture
def lose(tmp_path: Path) -> Lose:
    """Leave a journal as a killed program does."""

    def lose(*rows: str, path: Path | None = None, moment: float = NOW) -> Path:
        (tmp_path / "journals").mkdir(exist_ok=True)
        place = tmp_path / "journals" / f"{len(list((tmp_path / 'journals').glob('*.calcviz')))}.calcviz"
        lost = Document(tuple(Row(k, text) for k, text in enumerate(rows, start=1)))
        place.write_text(journal_text(lost, path, moment), encoding="utf-8")
        return place

    return lose


def offer(window: Window, folder: Path, report: Path | None = None) -> Recovery:
    recovery = Recovery(window, orphans(folder / "journals"), Ended(True, report))
    window.windows.recovery = recovery
    recovery.show()
    return recovery


def bar(window: Window) -> RecoveryBar | None:
    QApplication.processEvents()
    return next((each for each in window.findChildren(RecoveryBar) if each.isVisible()), None)


def said(window: Window) -> list[str]:
    shown = bar(window)
    assert shown is not None
    return [each.text() for each in shown.findChildren(QLabel) if each.text()]


def buttons(window: Window) -> list[str]:
    shown = bar(window)
    assert shown is not None
    return [each.text() for each in shown.findChildren(QPushButton)]


def press(window: Window, text: str, which: int = 0) -> None:
    shown = bar(window)
    assert shown is not None
    [each for each in shown.findChildren(QPushButton) if each.text() == text][which].click()


def test_one_document_opens_where_nothing_is_to_be_lost(first: Window, lose: Lose, tmp_path: Path) -> None:
    path = document(tmp_path / "lesson.calcviz", "x")
    place = lose("x", "x^2", path=path, moment=NOW + 3600)
    offer(first, tmp_path)
    when = moment(NOW + 3600)
    assert said(first) == [f"CalcViz ended unexpectedly. lesson has unsaved changes from {when}."]
    assert buttons(first) == ["Open", "Discard"]
    press(first, "Open")
    assert texts(first) == ["x", "x^2"]
    assert first.session.path == path and first.isWindowModified()
    assert bar(first) is None and place.exists(), "it is not saved yet"
    assert first.files.save()
    first.files.flush()
    assert not place.exists()


@without_stacking
def test_a_touched_window_stays_as_it_is(first: Window, lose: Lose, tmp_path: Path) -> None:
    first.session.edit(1, "sin(x)")
    first.files.flush()
    lose("x^2")
    offer(first, tmp_path)
    assert "Untitled: x^2 has unsaved changes" in said(first)[0]
    press(first, "Open")
    assert [texts(each) for each in first.windows.open] == [["sin(x)"], ["x^2"]]
    assert first.windows.open[1].isWindowModified()


def test_the_window_of_its_file_takes_the_changes(first: Window, lose: Lose, tmp_path: Path) -> None:
    path = document(tmp_path / "a.calcviz", "x")
    first.files.open(path)
    lose("x^2", path=path, moment=NOW + 3600)
    offer(first, tmp_path)
    press(first, "Open")
    assert [texts(each) for each in first.windows.open] == [["x^2"]]


def test_what_is_thrown_away_can_be_brought_back(first: Window, lose: Lose, tmp_path: Path) -> None:
    place = lose("x^2")
    recovery = offer(first, tmp_path)
    press(first, "Discard")
    assert "are thrown away" in said(first)[0] and place.exists()
    press(first, "Bring back")
    assert buttons(first) == ["Open", "Discard"]
    press(first, "Discard")
    recovery.close()
    assert bar(first) is None
    assert list((tmp_path / "journals").iterdir()) == []


def test_what_is_not_decided_waits_for_the_next_start(first: Window, lose: Lose, tmp_path: Path) -> None:
    lose("x^2")
    recovery = offer(first, tmp_path)
    assert orphans(tmp_path / "journals") == [], "it is offered in one program only"
    recovery.close()
    (found,) = orphans(tmp_path / "journals")
    found.discard()


@without_stacking
def test_several_documents_are_listed_and_opened_each_in_a_window(
    first: Window, lose: Lose, tmp_path: Path
) -> None:
    for number in range(3):
        lose(f"x + {number}", moment=NOW - number)
    offer(first, tmp_path)
    assert said(first)[0] == "CalcViz ended unexpectedly. 3 documents have unsaved changes."
    assert len(said(first)) == 4
    press(first, "Discard", 1)
    assert buttons(first).count("Open") == 2 and "Bring back" in buttons(first)
    press(first, "Open all")
    assert [texts(each) for each in first.windows.open] == [["x + 0"], ["x + 2"]]
    assert "x + 1 are thrown away" in said(first)[0]


def test_versions_of_one_minute_differ_by_their_seconds(first: Window, lose: Lose, tmp_path: Path) -> None:
    path = document(tmp_path / "lesson.calcviz", "x")
    minute = NOW + 3600 - (NOW % 3600)  # the whole hour: no minute that is told is 07 or 42
    lose("x", "z", path=path, moment=minute + 7)
    lose("x", "y", path=path, moment=minute + 42)
    lose("x^3", path=path, moment=minute + 120)
    offer(first, tmp_path)
    lines = [each for each in said(first) if each.startswith("lesson")]
    assert len(set(lines)) == 3
    assert sum(":07" in each for each in lines) == sum(":42" in each for each in lines) == 1
    assert moment(minute + 120) in " ".join(lines)


def test_the_view_of_what_was_lost_is_as_it_was(first: Window, lose: Lose, tmp_path: Path) -> None:
    first.show()
    QApplication.processEvents()
    view, place = first.plane.view(), lose("x^2")
    lost = replace(Document((Row(1, "x^2"),)), viewport=view)
    place.write_text(journal_text(lost, None, NOW), encoding="utf-8")
    offer(first, tmp_path)
    assert bar(first) is not None and first.plane.height() < view.height
    press(first, "Open")
    QApplication.processEvents()
    assert first.plane.view().x_range == pytest.approx(view.x_range)
    assert first.plane.view().y_range == pytest.approx(view.y_range)


def test_many_documents_are_scrolled(first: Window, lose: Lose, tmp_path: Path) -> None:
    for number in range(20):
        lose(f"x + {number}")
    recovery = offer(first, tmp_path)
    shown = bar(first)
    assert shown is not None and shown.height() < 320
    recovery.close()


def test_a_newer_file_is_said_and_not_written_over_unasked(first: Window, lose: Lose, tmp_path: Path) -> None:
    path = document(tmp_path / "a.calcviz", "x")
    lose("x^2", path=path, moment=time.time() - 3600)
    offer(first, tmp_path)
    assert said(first)[0].endswith("; its file is newer.")
    press(first, "Open")
    assert not first.files.save()
    assert "another program" in first.message.words.text()


def test_the_report_can_be_read_and_copied(first: Window, tmp_path: Path, qtbot: QtBot) -> None:
    report = tmp_path / "a.log"
    report.write_text("CalcViz 1\n\nSegmentation fault", encoding="utf-8")
    recovery = offer(first, tmp_path, report)
    assert said(first) == ["CalcViz ended unexpectedly."]
    press(first, "Show the report")
    (shown,) = first.findChildren(Report)
    assert shown.words.isReadOnly() and "Segmentation" in shown.words.toPlainText()
    shown.copying.click()
    assert QApplication.clipboard().text() == shown.words.toPlainText()
    shown.reject()
    recovery.close()
    assert bar(first) is None


def test_it_speaks_another_language_as_the_window_does(first: Window, lose: Lose, tmp_path: Path) -> None:
    lose("x^2")
    recovery = offer(first, tmp_path)
    first.choose_language("zh_CN")
    assert buttons(first) == ["打开", "丢弃"]
    first.choose_theme("dark")
    assert buttons(first) == ["打开", "丢弃"]
    recovery.close()


def test_the_window_of_the_bar_is_closed(first: Window, lose: Lose, tmp_path: Path) -> None:
    lose("x^2")
    offer(first, tmp_path)
    first.files.new_window()
    windows = first.windows
    assert first.close()
    assert windows.recovery is None
    (found,) = orphans(tmp_path / "journals")
    found.discard()
    windows.choose_theme("dark")


def test_a_time_of_another_day_has_its_date() -> None:
    clock = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(NOW)).time(), QLocale.FormatType.ShortFormat)
    assert moment(NOW).endswith(clock)
    assert moment(NOW - 40 * 24 * 3600).endswith(f" {clock}")


def test_an_orphan_is_adopted_by_the_journal_of_its_window(first: Window, lose: Lose, tmp_path: Path) -> None:
    place = lose("x^2")
    offer(first, tmp_path)
    press(first, "Open")
    first.session.edit(1, "x^3")
    first.files.flush()
    assert "x^3" in place.read_text(encoding="utf-8")
    assert Journal(tmp_path / "journals").problem is None
