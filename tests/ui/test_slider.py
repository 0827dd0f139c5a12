"""Sliders: dragged, stepped, ranged, played."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviz.ui import motion
from calcviz.ui.player import Player, playable
from calcviz.ui.slider import SliderStrip, with_range
from calcviz.ui.window import Window
from tests.ui.conftest import Open


def strip(window: Window) -> SliderStrip:
    found = window.rows.at(0).slider
    assert found is not None
    return found


def test_a_drag_is_seen_in_the_text_and_is_one_step_of_undo(open_rows: Open) -> None:
    window = open_rows("a = 1 in [-5, 5] step 0.1", "a x")
    track = strip(window).track
    middle = QPoint(track.width() // 2, track.height() // 2)
    QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=middle)
    assert window.rows.at(0).editor.toPlainText() == "a = 0 in [-5, 5] step 0.1"
    QTest.mouseMove(track, QPoint(track.width() - 1, middle.y()))
    QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=middle)
    assert window.session.document.rows[0].text == "a = 5 in [-5, 5] step 0.1"
    assert window.actions_by_name["undo"].text() == "&Undo drag of a"
    window.actions_by_name["undo"].trigger()
    assert window.rows.at(0).editor.toPlainText() == "a = 1 in [-5, 5] step 0.1"


def test_what_is_moved_is_selected_and_its_track_keeps_its_length(open_rows: Open) -> None:
    window = open_rows("a = 1", "b = 2", "a x + b")
    window.rows.select(3)
    track = strip(window).track
    assert not strip(window).step.isVisible()
    width, middle = track.width(), QPoint(track.width() // 2, track.height() // 2)
    QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(track, middle + QPoint(20, 0))
    QApplication.processEvents()
    assert window.rows.current == 1 and track.width() == width
    QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=middle)
    QApplication.processEvents()
    assert strip(window).step.isVisible() and track.width() == width
    other = window.rows.at(1).slider
    assert other is not None
    other.play.click()
    assert window.rows.current == 2
    window.player.stop()


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1.1),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 0.9),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, -5.0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 5.0),
    ],
)
def test_keys_step_it(open_rows: Open, key: Qt.Key, modifier: Qt.KeyboardModifier, value: float) -> None:
    window = open_rows("a = 1 in [-5, 5] step 0.1")
    QTest.keyClick(strip(window).track, key, modifier)
    window.session.commit()
    assert window.session.frame.rows[0].value == pytest.approx(value)


def test_its_ends_can_be_typed(open_rows: Open) -> None:
    window = open_rows("a = 1")
    high = strip(window).high
    high.setText("20")
    QTest.keyClick(high, Qt.Key.Key_Return)
    slider = window.session.frame.rows[0].slider
    assert slider is not None and slider.high == 20.0 and slider.value == 1.0


def test_an_end_beyond_the_other_is_put_back(open_rows: Open) -> None:
    window = open_rows("a = 1 in [-5, 5] step 0.1")
    low = strip(window).low
    low.setText("9")
    QTest.keyClick(low, Qt.Key.Key_Return)
    assert window.session.document.rows[0].text == "a = 1 in [-5, 5] step 0.1"
    assert low.text() == "−5"


def test_a_range_replaces_the_one_before() -> None:
    assert with_range("a = 1.5", -1, 2, 0.5) == "a = 1.5 in [-1, 2] step 0.5"
    assert with_range("a = 1.5 in [0, 9] step 1", -1, 2, 0.5) == "a = 1.5 in [-1, 2] step 0.5"
    assert with_range("a = 1.5 step 3", -1, 2, 0.5) == "a = 1.5 in [-1, 2] step 0.5"


def test_play_moves_and_pause_makes_one_step_of_undo(open_rows: Open) -> None:
    window = open_rows("a = 1 in [-5, 5] step 0.1")
    QTest.keyClick(strip(window).track, Qt.Key.Key_Space)
    assert window.player.playing == 1
    assert strip(window).play.accessibleName() == "Pause"
    motion.keep(True)  # from step to step, whatever the clock says
    for _ in range(3):
        window.player._advance()
    QTest.keyClick(strip(window).track, Qt.Key.Key_Space)
    assert window.player.playing is None
    assert window.session.frame.rows[0].value == pytest.approx(1.3)
    window.actions_by_name["undo"].trigger()
    assert window.session.document.rows[0].text == "a = 1 in [-5, 5] step 0.1"


def test_play_turns_round_at_the_ends(open_rows: Open) -> None:
    window = open_rows("a = 0.9 in [0, 1] step 0.1")
    player: Player = window.player
    motion.keep(True)
    player.toggle(1)
    seen = []
    for _ in range(4):
        player._advance()
        seen.append(window.session.frame.rows[0].value)
    player.stop()
    assert seen == pytest.approx([1.0, 1.0, 0.9, 0.8])


def test_the_h_of_a_secant_plays_to_zero(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2", "secant(f, 1, 2)")
    found = playable(window.session.frame.rows[1])
    assert found is not None and found.name == "h"
    assert found.reach(window.session.viewport) == (0.0, 2.0)
