"""Rows: typed, entered, left, removed, moved, hidden, shown."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from calcviz.ui import motion
from calcviz.ui.numbers import NumberField
from calcviz.ui.window import Window
from tests.ui.conftest import Open


def texts(window: Window) -> list[str]:
    return [row.text for row in window.session.document.rows]


def type_in(window: Window, text: str) -> None:
    QTest.keyClicks(window.rows.row(window.rows.current or 0).editor, text)


def press(
    window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window.rows.row(window.rows.current or 0).editor, key, modifier)


def test_the_cursor_waits_in_an_empty_document(open_rows: Open) -> None:
    window = open_rows()
    assert window.rows.current == window.session.document.rows[0].id


def test_typing_redraws_at_every_key(open_rows: Open) -> None:
    window = open_rows()
    type_in(window, "x^2")
    assert texts(window) == ["x^2"]
    assert window.session.frame.rows[0].drawing.primitives
    assert window.rows.at(0).reading is not None
    assert "x^{2}" in window.rows.at(0).reading.latex()


def test_enter_makes_the_next_row_and_goes_there(open_rows: Open) -> None:
    window = open_rows("x", "x^3")
    window.rows.focus_row(1)
    press(window, Qt.Key.Key_Return)
    type_in(window, "x^2")
    assert texts(window) == ["x", "x^2", "x^3"]


def test_backspace_takes_an_empty_row_away_but_not_the_last(open_rows: Open) -> None:
    window = open_rows("x", "")
    window.rows.focus_row(2)
    press(window, Qt.Key.Key_Backspace)
    assert texts(window) == ["x"]
    assert window.rows.current == 1
    press(window, Qt.Key.Key_Backspace)
    press(window, Qt.Key.Key_Backspace)
    assert texts(window) == [""]


def test_up_and_down_go_from_row_to_row(open_rows: Open) -> None:
    window = open_rows("x", "x^2")
    window.rows.focus_row(2)
    press(window, Qt.Key.Key_Up)
    assert window.rows.current == 1
    press(window, Qt.Key.Key_Down)
    assert window.rows.current == 2


def test_alt_arrows_move_a_row_and_the_cursor_with_it(open_rows: Open) -> None:
    window = open_rows("x", "x^2")
    window.rows.focus_row(2)
    window.actions_by_name["move_up"].trigger()
    assert texts(window) == ["x^2", "x"]
    assert window.rows.current == 2


def test_deleting_the_only_row_empties_it(open_rows: Open) -> None:
    window = open_rows("x")
    window.rows.focus_row(1)
    window.actions_by_name["delete_row"].trigger()
    assert texts(window) == [""]


def test_a_click_on_the_bullet_hides_and_shows(open_rows: Open) -> None:
    window = open_rows("x")
    bullet = window.rows.at(0).bullet
    assert "Hide" in bullet.accessibleName()
    QTest.mouseClick(bullet, Qt.MouseButton.LeftButton)
    assert not window.session.document.rows[0].visible
    assert "Show" in bullet.accessibleName()
    QTest.mouseClick(bullet, Qt.MouseButton.LeftButton)
    assert window.session.document.rows[0].visible


def test_a_problem_is_said_and_underlined_and_goes_away(open_rows: Open) -> None:
    window = open_rows("2+*3")
    row = window.rows.at(0)
    assert row.problem is not None and row.problem.isVisible()
    marks = row.editor.extraSelections()
    assert [(m.cursor.selectionStart(), m.cursor.selectionEnd()) for m in marks] == [(2, 3)]
    window.session.edit(1, "2+3")
    assert not row.problem.isVisible()
    assert not row.editor.extraSelections()


def test_the_last_good_picture_stays_while_a_row_cannot_be_read(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.rows.focus_row(1)
    type_in(window, "+")
    shown = window.session.frame.rows[0]
    assert shown.faded and shown.drawing.primitives and shown.problem


def test_a_missing_letter_becomes_a_slider_at_a_click(open_rows: Open) -> None:
    window = open_rows("b x")
    button = next(each for each in window.rows.at(0).findChildren(QPushButton) if each.isVisible())
    assert button.text() == "Create slider b"
    button.click()
    assert texts(window) == ["b = 1", "b x"]
    assert window.session.frame.rows[0].slider is not None
    assert window.session.frame.rows[1].problem is None


def test_several_missing_letters_are_offered_together(open_rows: Open) -> None:
    window = open_rows("x", "b x + c")
    words = [each.text() for each in window.rows.at(1).findChildren(QPushButton) if each.isVisible()]
    assert words == ["b", "c", "All"]
    window.rows.at(1).sliders_wanted.emit(2, ["b", "c"])
    assert texts(window) == ["x", "b = 1", "c = 1", "b x + c"]


def test_pasting_lines_makes_rows(open_rows: Open) -> None:
    window = open_rows()
    QGuiApplication.clipboard().setText("f(x) = x^2\n\nf'(x)\ntangent(f, 1)\n")
    window.rows.at(0).editor.paste()
    assert texts(window) == ["f(x) = x^2", "f'(x)", "tangent(f, 1)"]


def test_copy_without_a_selection_takes_the_row(open_rows: Open) -> None:
    window = open_rows("x^2", "x")
    window.rows.focus_row(1)
    press(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "x^2"


def test_what_is_typed_without_focus_begins_a_row(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.plane.setFocus()
    QTest.keyClicks(window, "s")
    assert texts(window) == ["x^2", "s"]


def test_the_result_of_a_row_without_variable_stands_below(open_rows: Open) -> None:
    window = open_rows("f(x) = 3x^2 - 4x", "f'(1)")
    reading = window.rows.at(1).reading
    assert reading is not None
    assert reading.accessibleName().endswith("= 2")


def test_a_frame_that_changed_one_row_touches_one_widget(open_rows: Open) -> None:
    window = open_rows("x^2", "x^3")
    before = window.rows.at(1).shown
    window.session.edit(1, "x^2 + 1")
    assert window.rows.at(1).shown is before


def test_who_is_still_typing_is_not_interrupted(open_rows: Open) -> None:
    window = open_rows("x")
    row = window.rows.at(0)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.rows.focus_row(1)
    type_in(window, "+")
    assert row.editor.hasFocus()
    assert row.problem is None or not row.problem.isVisible()
    row._patience.timeout.emit()
    assert row.problem is not None and row.problem.isVisible()
    type_in(window, "1")
    assert not row.problem.isVisible()


def test_a_problem_and_its_hint_are_two_sentences(open_rows: Open) -> None:
    window = open_rows("foo(x)")
    problem = window.rows.at(0).problem
    assert problem is not None
    plain = QTextDocumentFragment.fromHtml(problem.words().replace("&nbsp;", "")).toPlainText()
    assert plain == "Nothing is named foo. Did you mean floor?"


def test_tab_goes_through_a_row_in_reading_order(open_rows: Open) -> None:
    window = open_rows("a = 1", "b x", "x")
    stops = [stop for place in range(3) for stop in window.rows.at(place).tab_stops()]
    for before, after in pairwise(stops):
        chain = before.nextInFocusChain()
        while chain not in stops:
            chain = chain.nextInFocusChain()
        assert chain is after


def test_an_undefined_value_is_said(open_rows: Open) -> None:
    window = open_rows("1/0")
    shown = window.rows.at(0)
    assert shown.reading is not None and "undefined" not in shown.reading.accessibleName()
    assert shown.problem is not None and "1/0 is undefined" in shown.problem.words()


def test_the_menu_opens_at_its_button(open_rows: Open) -> None:
    window = open_rows("x^2", "x")
    shown = window.rows.at(1)
    places = []
    shown.menu_wanted.disconnect()
    shown.menu_wanted.connect(lambda _, at: places.append(at))
    shown.menu_button.click()
    corner = shown.menu_button.mapToGlobal(shown.menu_button.rect().bottomLeft())
    assert places == [corner]
    assert window.frameGeometry().contains(corner)


def test_a_long_text_is_seen_from_its_beginning(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows("")
    editor = window.rows.at(0).editor
    editor.setFocus()
    qtbot.keyClicks(editor, "# " + "every word of this note shall be seen, the first ones too " * 3)
    assert editor.verticalScrollBar().value() == 0
    assert editor.height() > 2 * editor.fontMetrics().lineSpacing()


def test_undo_reaches_the_document_from_a_number_field(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows("f(x) = x^2", "tangent(f, 1)")
    window.rows.focus_row(2)
    field = window.inspector.findChild(NumberField)
    assert field is not None
    field.lineEdit().selectAll()
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.session.document.rows[1].text == "tangent(f, 3)"
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(field.lineEdit(), override)
    assert not override.isAccepted()  # the window's action takes it


def test_what_is_being_worked_out_is_no_problem(open_rows: Open) -> None:
    window = open_rows("x^2")
    work: list[tuple[Callable[[], None], Callable[[], None]]] = []
    window.session.background = lambda what, then: work.append((what, then))
    powers = " + ".join(f"x^{n}" for n in range(3, 12))
    window.session.edit(1, f"d^3/dx^3 (sin(cos(tan(x^2 + 1)))^x + x^2 cos(x) + ln(x^2) + {powers})")
    row = window.rows.at(0)
    shown = row.shown
    assert shown is not None and shown.problem is not None
    assert row.problem is None or not row.problem.isVisible()
    assert not row.editor.extraSelections()
    row.bullet._turning.timeout.emit()
    assert row.bullet._arc is not None
    assert window.inspector.title.text() == "In progress"
    while work:
        what, then = work.pop(0)
        what()
        then()
    assert row.shown is not None and row.shown.problem is None
    assert row.bullet._arc is None and not row.bullet._turning.isActive()


def test_with_little_motion_nothing_turns(open_rows: Open) -> None:
    window = open_rows("x^2")
    motion.keep(True)
    bullet = window.rows.at(0).bullet
    bullet.show_working(True)
    bullet._turning.timeout.emit()
    assert bullet._arc is not None and not bullet._turning.isActive()
    bullet.show_working(False)
    assert bullet._arc is None


@pytest.mark.parametrize("typed", ["", "P = (1, 0)"])
def test_a_row_made_below_the_others_is_wholly_in_sight(open_rows: Open, typed: str) -> None:
    window = open_rows(*(f"x^{power}" for power in range(16)))
    for _ in range(2):
        window.rows.insert_after(window.rows.last(), typed)
        QApplication.processEvents()
    row, sight = window.rows.at(-1), window.rows.viewport()
    assert row.mapTo(sight, QPoint(0, row.height())).y() <= sight.height()


def test_delete_on_the_plane_takes_the_selected_row_away(open_rows: Open) -> None:
    window = open_rows("x", "P = (1, 2)", "x^3")
    window.rows.select(2)
    window.plane.setFocus()
    QTest.keyClick(window.plane, Qt.Key.Key_Delete)
    assert texts(window) == ["x", "x^3"]
    assert window.focusWidget() is window.plane and window.tools.tip.text()
    window.session.undo()
    assert texts(window) == ["x", "P = (1, 2)", "x^3"]


def test_what_was_meant_is_written_with_a_click(open_rows: Open) -> None:
    window = open_rows("2 sine(x)")
    row = window.rows.at(0)
    assert row.problem is not None
    (button,) = row.problem.offers()
    assert isinstance(button, QPushButton) and button.text() == "sin"
    button.click()
    assert texts(window) == ["2 sin(x)"]
    assert row.shown is not None and row.shown.problem is None
    window.session.undo()
    assert texts(window) == ["2 sine(x)"]
