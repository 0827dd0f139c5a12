"""A long document: rows are made where they are seen, and the others while nobody waits."""

from itertools import pairwise
from math import inf

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from calcviz.ui import row_page
from tests.ui.conftest import Open


def test_only_what_is_seen_is_made_at_once(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows(*[f"{k} + 1" for k in range(120)])
    page = window.rows.page
    page._filling.stop()
    made = set(page.widgets)
    assert 1 in made and 119 not in made
    bar = window.rows.verticalScrollBar()
    bar.setValue(bar.maximum())
    middle = window.rows.viewport().mapToGlobal(window.rows.viewport().rect().center())
    qtbot.waitUntil(lambda: window.rows.under(middle) in page.widgets)


def test_one_turn_makes_no_more_than_it_has_time_for(
    open_rows: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_page, "_BUDGET", 0.0)
    window = open_rows(*[f"{k} + 1" for k in range(30)])
    page = window.rows.page
    page._filling.stop()
    page.fill_sight()
    made = len(page.widgets)
    page._filling.stop()
    page.fill_sight()
    assert len(page.widgets) == made
    monkeypatch.undo()
    qtbot.waitUntil(lambda: len(page.widgets) > made)


def test_a_row_that_is_wanted_is_made_and_shows_what_it_should(open_rows: Open) -> None:
    window = open_rows(*[f"{k} + 1" for k in range(120)])
    window.rows.page._filling.stop()
    assert 100 not in window.rows.page.widgets
    window.rows.focus_row(100)
    assert window.rows.row(100).editor.toPlainText() == "99 + 1"
    assert window.rows.current == 100
    QTest.keyClick(window.rows.row(100).editor, Qt.Key.Key_Down)
    assert window.rows.current == 101
    QTest.keyClick(window.rows.row(101).editor, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert window.rows.chosen == (101, 102)


def test_the_others_follow_without_moving_what_is_seen(
    open_rows: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_page, "_BUDGET", inf)  # what is seen comes in one turn, however busy
    window = open_rows(*["1/3 + x" if k % 3 else "# a long note " * 9 for k in range(90)])
    page, bar = window.rows.page, window.rows.verticalScrollBar()
    page._filling.stop()
    bar.setValue(bar.maximum() // 2)
    page.lines.activate()
    seen = next(i for i in page.widgets if page.place(i).y() >= bar.value() and i > 20)
    for _ in range(12):
        before = page.place(seen).y() - bar.value()
        page._fill()
        page.lines.activate()
        assert abs(page.place(seen).y() - bar.value() - before) <= 1
    while len(page.widgets) < 90:
        page._fill()
    page._fill()
    assert not page._filling.isActive()
    order = [page.widget(i) for i in window.rows.order]
    assert [widget.row_id for widget in order] == list(window.rows.order)
    assert all(a.y() < b.y() for a, b in pairwise(order))
    for before, after in pairwise(order):
        chain = before.menu_button.nextInFocusChain()
        while chain.focusPolicy() == Qt.FocusPolicy.NoFocus or not chain.isVisible():
            chain = chain.nextInFocusChain()
        assert chain is after.bullet or not after.bullet.isEnabled()


def test_a_long_paste_comes_in_turns_and_is_one_step_of_undo(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows("x")
    window.rows.insert_lines(1, [f"{k}" for k in range(150)])
    assert len(window.rows.order) < 150, "the window is painted in between"
    qtbot.waitUntil(lambda: len(window.rows.order) == 151)
    assert [row.text for row in window.session.document.rows[1:]] == [f"{k}" for k in range(150)]
    window.rows.insert_lines(1, [f"{k}" for k in range(150)])
    window.session.new()
    qtbot.wait(30)
    assert len(window.rows.order) == 1, "what is to come belongs to no other document"


def test_undo_of_a_long_paste_leaves_no_stand_in(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows("x")
    window.rows.insert_lines(1, [f"{k}" for k in range(90)])
    qtbot.waitUntil(lambda: len(window.rows.order) == 91)
    window.session.undo()
    assert window.rows.order == (1,) and set(window.rows.page.widgets) == {1}
    assert window.rows.page.lines.count() == 3
