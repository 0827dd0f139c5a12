"""The live sentence: told once things rest, true, in whole sentences, and to be seen in a line."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from calcviz.ui.window import Window
from tests.ui.conftest import Open

PARABOLA = ("f(x) = x^2 - 2x - 2", "tangent(f, 2)")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a screen reader is told."""
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible,
        "updateAccessibility",
        lambda e: told.append(e.message()) if hasattr(e, "message") else None,
    )
    return told


def resting(window: Window) -> Window:
    """The window once everything at its opening has been told."""
    window.speaking.rest()
    return window


def test_a_handle_that_was_moved_by_keys_is_told_once_it_rests(
    open_rows: Open, qtbot: QtBot, heard: list[str]
) -> None:
    window = resting(open_rows(*PARABOLA))
    heard.clear()
    plane = window.plane
    plane.keys.select_next(True)
    for _ in range(3):
        qtbot.keyPress(plane, Qt.Key.Key_Right)
    assert [words for words in heard if "slope" in words] == []  # not in every frame
    qtbot.keyRelease(plane, Qt.Key.Key_Right)
    assert heard[-1] == "f rises at x = 2.3, slope 2.6; the tangent is y = 2.6x − 7.29."
    assert window.sentence_line.words == heard[-1]
    told = len(heard)
    window.speaking.rest()
    assert len(heard) == told  # nothing is told twice


def test_tab_tells_which_point_the_keys_move(open_rows: Open, heard: list[str]) -> None:
    window = resting(open_rows("secant(x^2, 1, 1)", "(1, 2)"))
    for words in ("Point a", "Point h", "Point"):
        assert window.plane.keys.select_next(True)
        assert heard[-1] == f"{words}: the arrow keys move it."


def test_a_drag_is_told_when_it_is_let_go(open_rows: Open, heard: list[str]) -> None:
    window = resting(open_rows(*PARABOLA))
    window.rows.select(2)
    window.speaking.rest()
    heard.clear()
    for x in (0.5, 0.25, 0.0):
        window.plane.handle_dragged.emit(2, "a", x, 0.0)
    assert heard == []
    window.plane.handle_released.emit()
    assert heard == ["f falls at x = 0, slope −2; the tangent is y = −2x − 2."]


def test_it_waits_and_tells_by_itself(open_rows: Open, qtbot: QtBot) -> None:
    window = resting(open_rows(*PARABOLA))
    with qtbot.waitSignal(window.speaking.told, timeout=5000) as caught:
        window.session.preview_value(2, "a", 1.0)
    assert caught.args == ["f has slope 0 at x = 1; the tangent is y = −3."]


def test_the_selected_row_is_told(open_rows: Open, qtbot: QtBot) -> None:
    window = resting(open_rows(*PARABOLA, "a = 2"))
    with qtbot.waitSignal(window.speaking.told, timeout=5000) as caught:
        window.rows.select(3)
    assert caught.args == ["a = 2, a slider from −5 to 5."]


def test_a_graph_is_told_with_its_landmarks(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows(*PARABOLA)
    window.rows.select(1)
    qtbot.waitUntil(lambda: "minimum" in window.sentence_line.words)
    words = "f: in view roots at x = 1 − √3 and x = 1 + √3, a minimum at (1, −3)."
    assert window.sentence_line.words.startswith(words)
    assert words.startswith(window.plane.accessibleDescription())


def test_a_problem_in_the_row_that_is_typed_in_is_told(open_rows: Open, heard: list[str]) -> None:
    window = resting(open_rows("a = 1", "b = a"))
    window.rows.focus_row(2)
    window.speaking.rest()
    window.session.edit(2, "b = (a")
    window.speaking.rest()
    assert heard[-1] == ") is missing for the ( before a."


def test_undo_and_redo_say_what_they_did(open_rows: Open, heard: list[str]) -> None:
    window = resting(open_rows(*PARABOLA))
    window.session.preview_drag(2, "a", 0.0, 0.0)
    window.session.commit()
    window.actions_by_name["undo"].trigger()
    assert heard[-1] == "Undone: drag of a"
    window.actions_by_name["redo"].trigger()
    assert heard[-1] == "Redone: drag of a"


def test_another_view_is_told(open_rows: Open, heard: list[str]) -> None:
    window = resting(open_rows(*PARABOLA))
    window.rows.select(2)
    window.speaking.rest()
    window.plane.home()
    window.plane.zoom(2.0)
    window.plane.flush()
    window.speaking.rest()
    assert heard[-1].startswith("x from −5 to 5, y from −")


def test_messages_tips_play_and_steps_are_told(open_rows: Open, heard: list[str]) -> None:
    window = resting(open_rows("# First", "f(x) = x", "# Then **more**", "g(x) = 2", "a = 1"))
    window.message.tell("The file is gone.", bad=True)
    assert heard[-1] == "The file is gone."
    window.tools.say("Kept as P")
    assert heard[-1] == "Kept as P"
    window.player.toggle(5)
    assert heard[-1] == "Playing"
    window.player.stop()
    assert heard[-1] == "Stopped"
    window.presentation.start()
    assert heard[-1].startswith("1 of 2. First")
    window.presentation.go(1)
    assert heard[-1].startswith("2 of 2. Then more")
    window.presentation.stop()


def test_what_is_read_with_the_keys_stands_in_the_line(open_rows: Open, qtbot: QtBot) -> None:
    window = resting(open_rows("f(x) = x + 1"))
    window.plane.trace()
    qtbot.keyClick(window.plane, Qt.Key.Key_Right)
    assert window.sentence_line.words.startswith("f: (")


def test_the_line_is_chosen_and_remembered(open_rows: Open) -> None:
    window = open_rows(*PARABOLA)
    assert window.sentence_line.isHidden()
    window.actions_by_name["sentence"].trigger()
    assert window.sentence_line.isVisible() and window.remembered.sentence
    assert window.actions_by_name["sentence"].isChecked()
    window.build_anew()
    assert not window.sentence_line.isHidden()
    window.actions_by_name["sentence"].trigger()
    assert window.sentence_line.isHidden() and not window.remembered.sentence


def test_the_line_keeps_its_height_and_tells_the_rest_in_its_tip(open_rows: Open) -> None:
    window = open_rows(*PARABOLA)
    window.actions_by_name["sentence"].trigger()
    height = window.sentence_line.height()
    window.sentence_line.say("A sentence that is far too long for two lines. " * 12)
    assert window.sentence_line.height() == height
    assert window.sentence_line.text().endswith("…")
    assert window.sentence_line.toolTip() == window.sentence_line.words
    window.sentence_line.say("Short.")
    assert (window.sentence_line.text(), window.sentence_line.toolTip()) == ("Short.", "")


def test_it_is_told_on_demand(open_rows: Open) -> None:
    window = open_rows(*PARABOLA)
    window.rows.select(2)
    window.actions_by_name["tell"].trigger()
    assert window.message.isVisible()
    assert window.message.words.text().startswith(
        "f rises at x = 2, slope 2; the tangent is y = 2x − 6. x from "
    )


def test_it_speaks_chinese(open_rows: Open) -> None:
    window = open_rows(*PARABOLA)
    window.choose_language("zh_CN")
    window.rows.select(2)
    assert window.speaking.sentence() == "f 在 x = 2 处上升，斜率为 2；切线为 y = 2x − 6。"
