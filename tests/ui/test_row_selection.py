"""Several rows: selected with mouse and keys, and what is done to all of them is one step of undo."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from calcviz.ui.row_clipboard import ROWS
from calcviz.ui.row_menu import color_menu
from calcviz.ui.row_selection import RowSelection
from calcviz.ui.window import Window
from tests.ui.conftest import Open

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
LEFT = Qt.MouseButton.LeftButton


def texts(window: Window) -> list[str]:
    return [row.text for row in window.session.document.rows]


def click(window: Window, row_id: int, held: Qt.KeyboardModifier = NONE) -> None:
    """Click into the margin of a row, below its bullet."""
    widget = window.rows.row(row_id)
    QTest.mouseClick(widget, LEFT, held, QPoint(6, widget.height() - 3))


def press(target: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(target, key, held)


def editor(window: Window, row_id: int) -> QWidget:
    return window.rows.row(row_id).editor


def test_shift_and_control_select_besides() -> None:
    selection = RowSelection()
    selection.only(2)
    selection.extend(4, [1, 2, 3, 4])
    assert (selection.rows, selection.lead) == ({2, 3, 4}, 4)
    selection.extend(1, [1, 2, 3, 4])
    assert (selection.rows, selection.lead) == ({1, 2}, 1)
    selection.toggle(4)
    selection.toggle(1)
    assert (selection.rows, selection.lead) == ({2, 4}, 4)
    selection.keep([1, 2])
    assert (selection.rows, selection.lead, selection.anchor) == ({2}, 2, 2)
    selection.toggle(2)
    assert selection.rows == {2}


def test_the_row_above_stands_for_rows_that_are_gone() -> None:
    selection = RowSelection()
    selection.only(3)
    selection.keep((1, 2, 4), (1, 2, 3, 4))
    assert (selection.lead, selection.rows) == (2, {2})
    selection.only(1)
    selection.keep((2, 4), (1, 2, 4))
    assert selection.lead == 2
    selection.these((2, 4))
    selection.keep((4,), (2, 4))
    assert selection.lead == 4
    selection.keep((7, 8), (4,))
    assert selection.lead is None and selection.rows == frozenset()


def test_after_undo_of_a_new_row_its_neighbour_is_spoken_of(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2", "tangent(f, 1)")
    QApplication.processEvents()
    window.plane.setFocus()
    made = window.session.insert(1, "P = (1, 2)")
    window.rows.select(made)
    window.actions_by_name["undo"].trigger()
    assert window.rows.current == 1
    assert window.inspector.title.text() == "Function"
    window.rows.insert_after(2)
    window.actions_by_name["undo"].trigger()
    assert window.rows.current == 2
    assert window.rows.row(2).editor.hasFocus()


def test_clicks_on_the_margin_select(open_rows: Open) -> None:
    window = open_rows("x", "x^2", "x^3", "x^4")
    click(window, 2)
    assert window.rows.chosen == (2,)
    assert window.rows.hasFocus() or not window.isActiveWindow()
    click(window, 4, SHIFT)
    assert window.rows.chosen == (2, 3, 4)
    click(window, 3, CTRL)
    assert window.rows.chosen == (2, 4)
    click(window, 1)
    assert window.rows.chosen == (1,)


def test_bullets_select_with_shift_and_hide_without(open_rows: Open) -> None:
    window = open_rows("x", "x^2", "x^3")
    window.rows.focus_row(1)
    QTest.mouseClick(window.rows.row(3).bullet, LEFT, SHIFT)
    assert window.rows.chosen == (1, 2, 3)
    assert all(row.visible for row in window.session.document.rows)
    QTest.mouseClick(window.rows.row(3).bullet, LEFT)
    assert not window.session.document.row(3).visible


def test_a_drag_over_margins_selects(open_rows: Open) -> None:
    window = open_rows("x", "x^2", "x^3")
    first, last = window.rows.row(1), window.rows.row(3)
    QTest.mousePress(first, LEFT, NONE, QPoint(20, first.height() - 3))
    QTest.mouseMove(first, QPoint(20, first.height() + 12))
    QTest.mouseMove(first, first.mapFromGlobal(last.mapToGlobal(QPoint(20, 8))))
    assert window.rows.chosen == (1, 2, 3)
    QTest.mouseRelease(first, LEFT, NONE, QPoint(20, first.height() + 12))
    assert window.rows.chosen == (1, 2, 3)


def test_shift_down_goes_from_the_text_to_the_rows(open_rows: Open) -> None:
    window = open_rows("x", "x^2", "x^3")
    window.rows.focus_row(1)
    press(editor(window, 1), Qt.Key.Key_Down, SHIFT)
    assert window.rows.chosen == (1, 2)
    press(window.rows, Qt.Key.Key_Down, SHIFT)
    assert window.rows.chosen == (1, 2, 3)
    press(window.rows, Qt.Key.Key_Up, SHIFT)
    assert window.rows.chosen == (1, 2)
    press(window.rows, Qt.Key.Key_Escape)
    assert window.rows.chosen == (2,)


def test_control_a_takes_the_text_first_then_all_rows(open_rows: Open) -> None:
    window = open_rows("x", "x^2")
    window.rows.focus_row(1)
    press(editor(window, 1), Qt.Key.Key_A, CTRL)
    assert window.rows.row(1).editor.textCursor().selectedText() == "x"
    assert window.rows.chosen == (1,)
    press(editor(window, 1), Qt.Key.Key_A, CTRL)
    assert window.rows.chosen == (1, 2)


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_several_rows_are_removed_at_once(open_rows: Open, key: Qt.Key) -> None:
    window = open_rows("x", "x^2", "x^3", "x^4")
    before = window.session.document
    window.rows.select_rows([2, 3])
    press(window.rows, key)
    assert texts(window) == ["x", "x^4"]
    assert window.rows.current == 1
    window.session.undo()
    assert window.session.document is before


def test_all_rows_removed_leave_an_empty_one(open_rows: Open) -> None:
    window = open_rows("x", "x^2")
    window.rows.select_all()
    press(window.rows, Qt.Key.Key_Delete)
    assert texts(window) == [""]
    assert window.rows.current is not None


@pytest.mark.parametrize(
    ("action", "after"),
    [
        ("duplicate", ["x", "x^2", "x^3", "x^2", "x^3", "x^4"]),
        ("move_up", ["x^2", "x^3", "x", "x^4"]),
        ("move_down", ["x", "x^4", "x^2", "x^3"]),
        ("delete_row", ["x", "x^4"]),
        ("cut", ["x", "x^4"]),
        ("new_folder", ["x", "# Folder", "x^2", "x^3", "x^4"]),
    ],
)
def test_actions_are_for_all_selected_and_one_undo(open_rows: Open, action: str, after: list[str]) -> None:
    window = open_rows("x", "x^2", "x^3", "x^4")
    before = window.session.document
    window.rows.select_rows([2, 3])
    window.actions_by_name[action].trigger()
    assert texts(window) == after
    window.session.undo()
    assert window.session.document is before


def test_hiding_and_colours_are_for_all_selected(open_rows: Open) -> None:
    window = open_rows("x", "x^2", "x^3")
    window.rows.select_rows([1, 3])
    window.actions_by_name["toggle_row"].trigger()
    assert [row.visible for row in window.session.document.rows] == [False, True, False]
    window.actions_by_name["toggle_row"].trigger()
    assert all(row.visible for row in window.session.document.rows)
    color_menu(window.session, window.session.frame.row(3), window, window.rows.concerned(3)).actions()[
        4
    ].trigger()
    assert [row.style.color for row in window.session.document.rows] == [4, 1, 4]


def test_copied_rows_are_text_for_others_and_whole_for_us(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2", "x", "# note")
    window.session.show(2, False)
    window.rows.select_rows([1, 2, 3])
    press(window.rows, Qt.Key.Key_C, CTRL)
    content = QGuiApplication.clipboard().mimeData()
    assert content.text() == "f(x) = x^2\nx\n# note" and content.hasFormat(ROWS)
    other = open_rows("sin x")
    other.rows.select_rows([1])
    press(other.rows, Qt.Key.Key_V, CTRL)
    assert texts(other) == ["sin x", "f(x) = x^2", "x", "# note"]
    made = other.session.document.rows[1:]
    assert [row.visible for row in made] == [True, False, True]
    assert [row.style for row in made] == [row.style for row in window.session.document.rows]
    assert other.rows.chosen == tuple(row.id for row in made)
    other.session.undo()
    assert texts(other) == ["sin x"]


def test_rows_pasted_into_an_empty_row_take_its_place(open_rows: Open) -> None:
    window = open_rows("x", "")
    QGuiApplication.clipboard().setText("a = 1\na x\n")
    window.rows.focus_row(2)
    press(editor(window, 2), Qt.Key.Key_V, CTRL)
    assert texts(window) == ["x", "a = 1", "a x"]
    window.session.undo()
    assert texts(window) == ["x", ""]


def test_one_row_is_pasted_as_text_where_text_stands(open_rows: Open) -> None:
    window = open_rows("x", "2 + ")
    window.rows.edits.copy_rows([1])
    window.rows.focus_row(2)
    press(editor(window, 2), Qt.Key.Key_V, CTRL)
    assert texts(window) == ["x", "2 + x"]


def test_latex_lines_are_read(open_rows: Open) -> None:
    window = open_rows("")
    QGuiApplication.clipboard().setText("f\\left(x\\right)=\\frac{x^{2}}{2}\ny=\\sin\\left(x\\right)")
    window.rows.select_rows([1])
    press(window.rows, Qt.Key.Key_V, CTRL)
    assert len(texts(window)) == 2
    assert all(row.problem is None for row in window.session.frame.rows)


def test_damaged_content_of_our_own_kind_hurts_nobody(open_rows: Open) -> None:
    window = open_rows("x")
    content = QMimeData()
    content.setData(ROWS, b'[{"text": 1}, "\xff", {"no": 2}]')
    QGuiApplication.clipboard().setMimeData(content)
    window.rows.select_rows([1])
    press(window.rows, Qt.Key.Key_V, CTRL)
    assert texts(window)[0] == "x" and len(texts(window)) <= 2


def test_a_row_is_carried_by_its_grip(open_rows: Open) -> None:
    window = open_rows("x", "x^2", "x^3")
    before = window.session.document
    row = window.rows.row(1)
    QTest.mousePress(row, LEFT, NONE, QPoint(4, 20))
    QTest.mouseMove(row, QPoint(4, 50))
    assert window.rows.hand.carries
    QTest.mouseMove(row, QPoint(4, row.mapFromGlobal(window.rows.row(3).mapToGlobal(QPoint(0, 2))).y()))
    QTest.mouseRelease(row, LEFT, NONE, QPoint(4, 50))
    assert texts(window) == ["x^2", "x", "x^3"]
    assert not window.rows.hand.carries
    window.session.undo()
    assert window.session.document is before


def test_a_row_is_carried_by_its_bullet_and_several_go_together(open_rows: Open) -> None:
    window = open_rows("x", "x^2", "x^3", "x^4")
    window.rows.select_rows([1, 3])
    bullet, target = window.rows.row(3).bullet, window.rows.add_button
    QTest.mousePress(bullet, LEFT)
    QTest.mouseMove(bullet, bullet.rect().center() + QPoint(0, 30))
    assert window.rows.hand.carries
    low = bullet.mapFromGlobal(target.mapToGlobal(QPoint(5, 0)))
    QTest.mouseMove(bullet, low)
    QTest.mouseRelease(bullet, LEFT, NONE, low)
    assert texts(window) == ["x^2", "x^4", "x", "x^3"]
    assert all(row.visible for row in window.session.document.rows)


def test_escape_puts_back_what_is_carried(open_rows: Open) -> None:
    window = open_rows("x", "x^2")
    before, row = window.session.document, window.rows.row(2)
    QTest.mousePress(row, LEFT, NONE, QPoint(4, 20))
    QTest.mouseMove(row, QPoint(4, -30))
    press(window.rows, Qt.Key.Key_Escape)
    assert not window.rows.hand.carries
    QTest.mouseRelease(row, LEFT, NONE, QPoint(4, -30))
    assert window.session.document is before


def test_a_click_beside_the_text_goes_into_the_row(open_rows: Open) -> None:
    window = open_rows("x", "x^2")
    row = window.rows.row(2)
    QTest.mouseClick(row, LEFT, NONE, QPoint(row.width() // 2, row.height() - 2))
    assert window.rows.chosen == (2,) and window.focusWidget() is row.editor
