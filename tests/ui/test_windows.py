"""Several windows: each has its session and its journal; what is chosen in one holds in all."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from calcviz.language.messages import use_language
from calcviz.scene.document import Document, Row
from calcviz.scene.files import save_document
from calcviz.scene.journal import orphans
from calcviz.ui import theme
from calcviz.ui.files import Files
from calcviz.ui.remembered import Remembered
from calcviz.ui.window import Window
from calcviz.ui.windows import Windows
from tests.ui.conftest import answer

# The screenless platform of Qt has no windows before one another, and says so.
without_stacking = pytest.mark.qt_log_ignore("does not support raise")


@pytest.fixture
def windows(
    dressed: QApplication,
    qtbot: QtBot,
    remembered: Remembered,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Windows]:
    """Open windows without one yet; those that are left at the end are closed."""
    remembered.language, remembered.theme = "en", "light"
    windows = Windows(remembered, journals=tmp_path / "journals")
    yield windows
    monkeypatch.setattr(Files, "may_leave", lambda _: True)
    for window in windows.open.copy():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    use_language("en")
    theme.apply(dressed, theme.LIGHT)


@pytest.fixture
def first(windows: Windows, qtbot: QtBot) -> Window:
    window = windows.make()
    window.show()
    qtbot.waitExposed(window)
    return window


def document(path: Path, *rows: str) -> Path:
    save_document(Document(tuple(Row(k, text) for k, text in enumerate(rows, start=1))), path)
    return path


def texts(window: Window) -> list[str]:
    return [row.text for row in window.session.document.rows]


def journals(folder: Path) -> int:
    return len(list((folder / "journals").glob("*.calcviz")))


def test_a_file_takes_the_place_of_nothing_and_else_a_window(
    windows: Windows, first: Window, tmp_path: Path
) -> None:
    one, two = document(tmp_path / "one.calcviz", "x"), document(tmp_path / "two.calcviz", "x^2")
    first.files.open(one)
    assert windows.open == [first] and texts(first) == ["x"]
    first.files.open(two)
    assert [texts(each) for each in windows.open] == [["x"], ["x^2"]]
    assert windows.open[1].isVisible() and not windows.open[1].session.modified
    assert windows.remembered.recent == [two, one]


@without_stacking
def test_a_file_that_is_open_comes_forward(windows: Windows, first: Window, tmp_path: Path) -> None:
    path = document(tmp_path / "one.calcviz", "x")
    first.files.open(path)
    first.session.edit(1, "x^2")
    first.actions_by_name["new_window"].trigger()
    second = windows.open[1]
    second.files.open(path.parent / "." / path.name)
    assert len(windows.open) == 2 and texts(first) == ["x^2"] and second.files.untouched


def test_what_cannot_be_read_opens_no_window(windows: Windows, first: Window, tmp_path: Path) -> None:
    first.session.edit(1, "x")
    first.files.open(tmp_path / "none.calcviz")
    assert windows.open == [first]
    assert "no such file" in first.message.words.text()


def test_an_example_takes_the_place_of_nothing_and_else_a_window(windows: Windows, first: Window) -> None:
    first.files.begin(Document((Row(1, "x"),)))
    assert windows.open == [first] and first.files.untouched
    first.files.begin(Document((Row(1, "x^2"),)))
    assert windows.open == [first]
    first.session.edit(1, "x^3")
    first.files.begin(Document((Row(1, "x"),)))
    assert [texts(each) for each in windows.open] == [["x^3"], ["x"]]


def test_theme_and_language_reach_every_window(windows: Windows, first: Window) -> None:
    first.files.new_window()
    second = windows.open[1]
    second.choose_theme("dark")
    assert first.plane._theme.name == "dark" and theme.look().dark
    second.choose_language("zh_CN")
    assert all("文件" in each.menuBar().actions()[0].text() for each in windows.open)


def test_each_window_keeps_its_own_journal(windows: Windows, first: Window, tmp_path: Path) -> None:
    first.files.new_window()
    for number, window in enumerate(windows.open):
        window.session.edit(1, f"x^{number}")
    windows.flush()
    assert journals(tmp_path) == 2
    first.session.save(tmp_path / "a.calcviz")
    windows.flush()
    assert journals(tmp_path) == 1


def test_a_drag_is_in_the_journal_when_it_is_let_go(windows: Windows, first: Window, tmp_path: Path) -> None:
    first.session.edit(1, "tangent(x^2, 1)")
    first.session.preview_drag(1, "a", 2, 0)
    first.session.commit()
    windows.leave()
    (found,) = orphans(tmp_path / "journals")
    assert found.document.rows[0].text == "tangent(x^2, 2)"
    found.discard()


def test_what_is_not_to_be_saved_leaves_no_journal(
    windows: Windows,
    first: Window,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first.session.edit(1, "x")
    windows.flush()
    assert journals(tmp_path) == 1
    assert len(answer(monkeypatch, QMessageBox.StandardButton.Discard)) == 0
    assert first.close()
    assert list((tmp_path / "journals").iterdir()) == []
    first.deleteLater()


def test_quit_asks_in_each_window_until_one_stays(
    windows: Windows, first: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    first.session.edit(1, "x")
    first.files.new_window()
    first.files.new_window()
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    first.actions_by_name["quit"].trigger()
    assert windows.open == [first] and len(asked) == 1, "the others had nothing to lose"
    answer(monkeypatch, QMessageBox.StandardButton.Discard)
    first.actions_by_name["close"].trigger()
    assert windows.open == []
    first.deleteLater()


def test_a_journal_that_cannot_be_written_is_told_once(
    windows: Windows, first: Window, tmp_path: Path
) -> None:
    (tmp_path / "journals").write_text("this is no folder")
    first.session.edit(1, "x")
    windows.flush()
    first.session.edit(1, "x^2")
    assert "cannot be kept safe" in first.message.words.text()
    first.message.hide()
    first.session.edit(1, "x^3")
    assert first.message.isHidden()


@without_stacking
def test_the_windows_are_listed_and_come_forward(windows: Windows, first: Window, tmp_path: Path) -> None:
    first.files.open(document(tmp_path / "one.calcviz", "x"))
    first.files.new_window()
    second = windows.open[1]
    menu = second.window_list
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["one", "Untitled"]
    assert [action.isChecked() for action in menu.actions()] == [False, True]
    menu.actions()[0].trigger()
