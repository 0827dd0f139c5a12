"""The panes beside the plane: they give way in a narrow window."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.ui.panes import INSPECTOR, ROWS
from calcviz.ui.window import Window
from tests.ui.conftest import Open


def resize(qtbot: QtBot, window: Window, width: int) -> list[int]:
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window.splitter.width() == width)
    return window.splitter.sizes()


def test_a_wide_window_gives_the_room_to_the_plane(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows("x^2")
    assert resize(qtbot, window, 1280)[::2] == [ROWS, INSPECTOR]
    assert resize(qtbot, window, 1600)[::2] == [ROWS, INSPECTOR]


def test_a_window_made_small_shrinks_the_panes_and_made_large_again_widens_them(
    open_rows: Open, qtbot: QtBot
) -> None:
    window = open_rows("x^2")
    resize(qtbot, window, 1280)
    rows, plane, inspector = resize(qtbot, window, 1000)
    assert rows < ROWS and inspector < INSPECTOR
    assert plane > 450
    assert resize(qtbot, window, 1280)[::2] == [ROWS, INSPECTOR]


def test_in_a_narrow_window_the_inspector_makes_room(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows("x^2")
    action = window.actions_by_name["inspector_pane"]
    resize(qtbot, window, 1000)
    assert window.inspector.isVisible()
    resize(qtbot, window, 880)
    assert not window.inspector.isVisible() and not action.isChecked()
    action.setChecked(True)
    assert window.inspector.isVisible()
    action.setChecked(False)
    resize(qtbot, window, 1100)
    assert window.inspector.isVisible() and action.isChecked()


def test_without_room_for_both_panes_one_takes_the_place_of_the_other(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows("x^2")
    inspector, rows = (window.actions_by_name[name] for name in ("inspector_pane", "rows_pane"))
    resize(qtbot, window, 880)
    QApplication.processEvents()
    resize(qtbot, window, 640)
    assert window.rows.isVisible() and not window.inspector.isVisible()
    inspector.setChecked(True)
    QApplication.processEvents()
    assert window.inspector.isVisible() and not window.rows.isVisible() and not rows.isChecked()
    assert window.width() == 640
    rows.setChecked(True)
    QApplication.processEvents()
    assert window.rows.isVisible() and not inspector.isChecked()
    assert window.width() == 640


def test_an_inspector_that_was_hidden_stays_hidden(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows("x^2")
    resize(qtbot, window, 1280)
    window.actions_by_name["inspector_pane"].setChecked(False)
    assert window.splitter.sizes()[0] == ROWS
    resize(qtbot, window, 880)
    resize(qtbot, window, 1280)
    assert not window.inspector.isVisible()


def test_widths_someone_chose_are_kept(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows("x^2")
    resize(qtbot, window, 1200)
    window.splitter.moveSplitter(500, 1)
    assert abs(resize(qtbot, window, 1280)[0] - 500) <= 2
    assert resize(qtbot, window, 950)[0] < 420
    assert abs(resize(qtbot, window, 1200)[0] - 500) <= 2


def test_what_a_narrow_window_took_comes_back_after_the_next_start(open_rows: Open, qtbot: QtBot) -> None:
    """Kept are the widths that were given, not those that were left."""
    window = open_rows("x^2")
    resize(qtbot, window, 900)
    kept = window.splitter.saveState()
    other = open_rows("x^2")
    assert other.splitter.restoreState(kept)
    assert resize(qtbot, other, 1280)[::2] == [ROWS, INSPECTOR]


@pytest.mark.parametrize(
    "state", [b"", b"\x00\x00\x00\xff\x00", b"340 280", b"nan 280 1280", b"1e300 280 1280"]
)
def test_a_state_that_holds_no_widths_changes_nothing(open_rows: Open, qtbot: QtBot, state: bytes) -> None:
    window = open_rows("x^2")
    assert not window.splitter.restoreState(state)
    assert resize(qtbot, window, 1280)[::2] == [ROWS, INSPECTOR]
