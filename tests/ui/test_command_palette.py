"""The palette finds every action of the menus and does the one that is chosen."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviz.ui.actions import entries
from calcviz.ui.command_palette import CommandPalette, found
from calcviz.ui.window import Window
from tests.ui.conftest import Open


def opened(window: Window) -> CommandPalette:
    window.actions_by_name["palette"].trigger()
    palette = window.findChild(CommandPalette)
    assert isinstance(palette, CommandPalette)
    return palette


def test_every_action_of_the_window_is_offered(open_rows: Open) -> None:
    window = open_rows("x^2")
    offered = {command.action for command in opened(window)._every}
    for entry in entries():
        action = window.actions_by_name[entry.name]
        assert action in offered or not action.isEnabled(), entry.name


def test_what_is_typed_is_found_and_done(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.plane.setFocus()
    palette = opened(window)
    assert window.focusWidget() is palette.line
    QTest.keyClicks(palette.line, "new row")
    assert palette._model.shown[0].title == "New row"
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert len(window.session.document.rows) == 2


def test_keys_choose_and_escape_goes_back(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.plane.setFocus()
    palette = opened(window)
    last = len(palette._model.shown) - 1
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == last
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 0
    QTest.keyClicks(palette.line, "no such thing")
    assert palette.list.isHidden() and not palette._none.isHidden()
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.focusWidget() is window.plane


@pytest.mark.parametrize(("text", "first"), [("undo", "Undo"), ("tang", "Tangent"), ("dark", "Dark")])
def test_the_best_comes_first(open_rows: Open, text: str, first: str) -> None:
    window = open_rows("x^2")
    window.session.edit(1, "x^3")
    assert found(opened(window)._every, text)[0].title.startswith(first)


def test_in_chinese_the_keys_of_menus_are_left_out(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.choose_language("zh_CN")
    shown = opened(window)._every
    assert shown
    assert not any("(" in command.title + command.menus for command in shown if "&" in command.action.text())


def test_it_goes_when_what_had_the_keyboard_is_gone(open_rows: Open) -> None:
    window = open_rows("x^2", "x^3")
    window.rows.focus_row(2)
    palette = opened(window)
    window.session.remove([2])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_of_two_palettes_the_one_that_is_open_goes_with_its_actions(open_rows: Open) -> None:
    window = open_rows("x^2")
    first = opened(window)
    window.actions_by_name["palette"].trigger()  # the first one is closed, and not deleted yet
    second = next(each for each in window.findChildren(CommandPalette) if each is not first)
    window.choose_size("large")
    assert not second.isVisible()
    window.choose_size("normal")
