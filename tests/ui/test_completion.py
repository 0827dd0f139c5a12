"""What a word can become: offered while it is typed, chosen by keys or a click, never in the way."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.language.completing import Entry
from calcviz.ui.completion import CompletionPopup
from calcviz.ui.editor import Editor
from calcviz.ui.known_words import arguments, document_names, known_words, typeset_call
from calcviz.ui.signature_hint import call_html
from calcviz.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.test_rows import press, texts, type_in

Key = Qt.Key


def writing(open_rows: Open, *rows: str) -> Window:
    """A window with the cursor at the end of its last row."""
    window = open_rows(*rows, "")
    QApplication.processEvents()
    window.rows.focus_row(len(rows) + 1)
    return window


def editor_of(window: Window) -> Editor:
    return window.rows.row(window.rows.current or 0).editor


def settle(window: Window) -> None:
    QApplication.processEvents()
    QApplication.processEvents()


def offered(window: Window) -> list[str]:
    settle(window)
    popup = window.writing.prompter.popup
    return [each.insert for each in popup.entries] if popup is not None and popup.isVisible() else []


def popup_of(window: Window) -> CompletionPopup:
    popup = window.writing.prompter.popup
    assert popup is not None
    return popup


def type_and_look(window: Window, text: str) -> list[str]:
    type_in(window, text)
    return offered(window)


def test_two_letters_open_it_and_the_editor_keeps_the_focus(open_rows: Open) -> None:
    window = writing(open_rows)
    assert type_and_look(window, "s") == []
    assert "sin()" in type_and_look(window, "i")
    assert editor_of(window).hasFocus()
    assert type_and_look(window, "n")[0] == "sin()"
    assert type_and_look(window, "(") == []


def test_tab_takes_the_first_and_the_cursor_stands_between_the_brackets(open_rows: Open) -> None:
    window = writing(open_rows)
    type_and_look(window, "2tang")
    press(window, Key.Key_Tab)
    assert texts(window) == ["2tangent()"]
    assert editor_of(window).textCursor().position() == len("2tangent(")
    assert offered(window) == []
    type_in(window, "x")
    assert texts(window) == ["2tangent(x)"]


def test_enter_takes_what_arrows_chose_and_they_go_round(open_rows: Open) -> None:
    window = writing(open_rows)
    entries = type_and_look(window, "sin")
    press(window, Key.Key_Down)
    assert popup_of(window).current == popup_of(window).entries[1]
    press(window, Key.Key_Up)
    press(window, Key.Key_Up)
    assert popup_of(window).current == popup_of(window).entries[-1]
    press(window, Key.Key_Down)
    press(window, Key.Key_Return)
    assert texts(window) == [entries[0]]


def test_page_keys_choose_and_stay_away_from_the_menus(open_rows: Open) -> None:
    window = writing(open_rows)
    type_and_look(window, "co")
    press(window, Key.Key_PageDown)
    first = popup_of(window).entries[0]
    assert popup_of(window).isVisible() and popup_of(window).current != first
    press(window, Key.Key_PageUp)
    assert popup_of(window).current == first


def test_enter_behind_a_whole_word_is_a_new_row(open_rows: Open) -> None:
    window = writing(open_rows)
    assert type_and_look(window, "x sin")
    press(window, Key.Key_Return)
    assert texts(window) == ["x sin", ""]
    assert offered(window) == []


def test_enter_behind_a_row_that_can_be_read_is_a_new_row(open_rows: Open) -> None:
    window = writing(open_rows, "a = 1", "b = 2")
    assert "abs()" in type_and_look(window, "ab")
    press(window, Key.Key_Return)
    assert texts(window) == ["a = 1", "b = 2", "ab", ""]


def test_enter_behind_the_beginning_of_a_word_takes_it(open_rows: Open) -> None:
    window = writing(open_rows)
    type_and_look(window, "tang")
    press(window, Key.Key_Return)
    assert texts(window) == ["tangent()"]


def test_escape_closes_it_until_another_word_begins(open_rows: Open) -> None:
    window = writing(open_rows)
    assert type_and_look(window, "si")
    press(window, Key.Key_Escape)
    assert offered(window) == [] and editor_of(window).hasFocus()
    assert type_and_look(window, "n") == []
    assert type_and_look(window, "x + co")
    press(window, Key.Key_Escape)
    press(window, Key.Key_Escape)
    assert window.plane.hasFocus()


def test_asked_for_everything_is_offered(open_rows: Open) -> None:
    window = writing(open_rows, "f(x) = x^2")
    window.actions_by_name["complete"].trigger()
    assert offered(window)[0] == "f()" and "tangent()" in offered(window)
    type_in(window, "t")
    assert offered(window)[0] == "tan()"
    press(window, Key.Key_Return)
    assert texts(window)[-1] == "tan()"


def test_a_click_takes_an_entry(open_rows: Open) -> None:
    window = writing(open_rows)
    type_and_look(window, "tang")
    view = popup_of(window).list
    where = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert texts(window) == ["tangent()"]
    assert editor_of(window).hasFocus() and offered(window) == []


def test_a_symbol_takes_the_place_of_its_name(open_rows: Open) -> None:
    window = writing(open_rows)
    assert type_and_look(window, "2alpha")[0] == "α"
    press(window, Key.Key_Tab)
    assert texts(window) == ["2α"]


def test_the_names_of_the_document_come_first_and_are_typeset(open_rows: Open) -> None:
    window = writing(open_rows, "speed = 3", "sp_2(x) = x^2")
    assert type_and_look(window, "sp")[:2] == ["sp_2()", "speed"]
    assert popup_of(window).formula.latex() == window.session.frame.rows[1].latex
    type_in(window, "_2")
    assert offered(window) == ["sp_2()"]


def test_nothing_pops_up_while_an_input_method_composes(open_rows: Open) -> None:
    window = writing(open_rows)
    type_and_look(window, "si")
    QApplication.sendEvent(editor_of(window), QInputMethodEvent("zheng", []))
    assert offered(window) == []
    press(window, Key.Key_Down)
    assert texts(window) == ["si"]


def test_it_closes_when_the_focus_or_the_cursor_goes(open_rows: Open) -> None:
    window = writing(open_rows, "x")
    assert type_and_look(window, "si")
    window.plane.setFocus()
    assert offered(window) == []
    window.rows.focus_row(2)
    assert type_and_look(window, "n")
    press(window, Key.Key_Left)
    assert offered(window) == []


def test_taking_back_letters_opens_nothing(open_rows: Open) -> None:
    window = writing(open_rows)
    type_and_look(window, "sinx ")
    press(window, Key.Key_Backspace)
    press(window, Key.Key_Backspace)
    assert texts(window) == ["sin"] and offered(window) == []


def test_nothing_in_notes(open_rows: Open) -> None:
    assert type_and_look(writing(open_rows), "# sin") == []


def test_it_stays_inside_the_window(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows(*(["x"] * 30))
    window.resize(900, 500)
    window.rows.focus_row(30)
    settle(window)
    assert type_and_look(window, " + si")
    assert window.rect().contains(popup_of(window).geometry())


def test_the_argument_that_is_typed_is_bold(open_rows: Open) -> None:
    window = writing(open_rows, "f(x) = x^2")
    type_in(window, "tangent(f, ")
    settle(window)
    hint = window.writing.prompter.hint
    assert hint is not None and hint.isVisible()
    assert ">a</b>" in hint.text() and ">f</b>" not in hint.text()
    assert not hint.geometry().intersects(row_place(window))
    type_in(window, "1)")
    settle(window)
    assert not hint.isVisible()


def test_the_argument_stays_below_what_the_row_says_later(open_rows: Open, qtbot: QtBot) -> None:
    window = writing(open_rows, "f(x) = x^2")
    type_in(window, "tangent(")
    settle(window)
    row, hint = window.rows.row(2), window.writing.prompter.hint
    assert hint is not None and hint.isVisible()
    qtbot.waitUntil(lambda: row.problem is not None and row.problem.isVisible())
    settle(window)
    settle(window)
    assert hint.isVisible()
    assert hint.y() >= row.mapTo(window, row.rect().bottomLeft()).y()


def row_place(window: Window):  # type: ignore[no-untyped-def]
    editor = editor_of(window)
    return editor.rect().translated(editor.mapTo(window, editor.rect().topLeft()))


def test_a_function_of_one_argument_needs_no_hint(open_rows: Open) -> None:
    window = writing(open_rows)
    type_in(window, "sin(x")
    settle(window)
    assert window.writing.prompter.hint is None


def test_calls_are_told_by_their_arguments() -> None:
    assert arguments("tangent(f, a)") == ["f", "a"]
    assert arguments("diff(f(x), x, [n])") == ["f(x)", "x", "[n]"]
    assert arguments("speed") == []
    assert "<b" not in call_html("tangent(f, a)", 2)
    assert ">…</b>" in call_html("min(x, y, …)", 5)
    assert ">[n]</b>" in call_html("diff(f(x), x, [n])", 2)


def test_every_function_and_every_concept_has_its_line_of_help(open_rows: Open) -> None:
    window = open_rows()
    known: dict[str, Entry] = {each.label: each for each in known_words()}
    assert all(each.summary for each in known.values())
    assert known["tangent"].signature == "tangent(f, a)"
    assert known["derivative"].signature == "derivative(f, [order])"
    assert known["log"].signature == "log(x, [base])"
    assert known["integral"].signature == "integral(f(x), x, [a], [b])"
    assert "race" not in known  # what is not built yet is not offered
    assert typeset_call("sqrt") == r"\sqrt{x}" and typeset_call("tangent") == ""
    assert document_names(window.session.document, None) == {}
