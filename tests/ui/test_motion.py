"""Little motion: as the person chose it, in every window, and as the desktop asks."""

import pytest
from PySide6.QtDBus import QDBusVariant
from PySide6.QtWidgets import QApplication

from calcviz.ui import motion
from calcviz.ui.player import _CALM_FRAME, _FRAME
from calcviz.ui.preferences import Preferences
from tests.ui.conftest import Open


@pytest.fixture(autouse=True)
def lively(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion, "_calm", False)
    monkeypatch.setattr(motion, "_desktop", False)


@pytest.mark.parametrize(
    ("space", "value", "little"),
    [
        ("reduced-motion", QDBusVariant(1), True),
        ("reduced-motion", QDBusVariant(0), False),
        ("reduced-motion", "not found", False),
        ("enable-animations", QDBusVariant(False), True),
        ("enable-animations", QDBusVariant(True), False),
        ("enable-animations", "not found", False),
        ("enable-animations", None, False),
    ],
)
def test_what_the_desktop_answers(dressed: QApplication, space: str, value: object, little: bool) -> None:
    means = next(means for _, key, means in motion._ASKED if key == space)
    motion._hear([value], means)
    assert motion.is_little() == little
    motion._hear([], means)
    assert motion.is_little() == little


def test_a_question_is_asked_without_waiting_and_without_a_desktop(dressed: QApplication) -> None:
    motion.ask_desktop(dressed)
    assert not motion.is_little()


def test_what_is_chosen_in_one_window_holds_in_all_even_while_something_plays(open_rows: Open) -> None:
    window, other = open_rows("a = 1"), open_rows("b = 1")
    other.player.toggle(1)
    assert other.player._timer.interval() == _FRAME
    Preferences(window).calm.click()
    other.player._advance()
    assert other.player._timer.interval() == _CALM_FRAME
    before = other.session.frame.rows[0].slider
    other.player._advance()
    after = other.session.frame.rows[0].slider
    assert before is not None and after is not None
    assert abs(after.value - before.value) == pytest.approx(after.step)
    other.player.stop()
