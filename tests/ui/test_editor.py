"""The line in which a row is typed: brackets, signs, full-width input, and the ways out of it."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviz.ui.editor import Editor
from calcviz.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.test_rows import press, texts, type_in

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def editor_of(window: Window) -> Editor:
    return window.rows.row(window.rows.current or 0).editor


def begin(open_rows: Open, *rows: str) -> Window:
    """A window that has the keyboard already."""
    window = open_rows(*rows)
    QApplication.processEvents()
    return window


def marked(window: Window) -> str:
    """The text of the editor with a mark at the cursor."""
    text, place = editor_of(window).toPlainText(), editor_of(window).textCursor().position()
    return f"{text[:place]}|{text[place:]}"


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("(", "(|)"),
        ("(x)", "(x)|"),
        ("f(x", "f(x|)"),
        ("{[(", "{[(|)]}"),
        ("((1)", "((1)|)"),
        ("((1))", "((1))|"),
        ("|x|", "|x||"),
        (")", ")|"),
        ("[1, 2]", "[1, 2]|"),
        ("# (a", "# (a|"),
    ],
)
def test_brackets_come_in_pairs(open_rows: Open, typed: str, stands: str) -> None:
    window = begin(open_rows)
    type_in(window, typed)
    assert marked(window) == stands
    assert texts(window) == [stands.replace("|", "", 1) if stands != "|x||" else "|x|"]


def test_backspace_takes_an_empty_pair_away(open_rows: Open) -> None:
    window = begin(open_rows)
    type_in(window, "f(")
    press(window, Qt.Key.Key_Backspace)
    assert marked(window) == "f|"
    type_in(window, "(x")
    press(window, Qt.Key.Key_Backspace)
    press(window, Qt.Key.Key_Backspace)
    assert marked(window) == "f|"


def test_brackets_go_around_what_is_selected(open_rows: Open) -> None:
    window = begin(open_rows, "x + 1")
    window.rows.focus_row(1)
    press(window, Qt.Key.Key_A, CTRL)
    type_in(window, "(")
    assert texts(window) == ["(x + 1)"]
    assert editor_of(window).textCursor().selectedText() == "x + 1"


def test_before_something_only_the_bracket_itself_is_typed(open_rows: Open) -> None:
    window = begin(open_rows, "x + 1)")
    window.rows.focus_row(1, at_end=False)
    type_in(window, "(")
    assert marked(window) == "(|x + 1)"


def test_the_bracket_at_the_cursor_and_its_partner_are_set_off(open_rows: Open) -> None:
    window = begin(open_rows, "(x + (1))")
    window.rows.focus_row(1)
    marks = editor_of(window).extraSelections()
    assert sorted(each.cursor.selectionStart() for each in marks) == [0, 8]
    editor_of(window).moveCursor(QTextCursor.MoveOperation.Left)
    marks = editor_of(window).extraSelections()
    assert sorted(each.cursor.selectionStart() for each in marks) == [5, 7]
    window.plane.setFocus()
    assert editor_of(window).extraSelections() == []


def test_alt_and_a_letter_type_a_sign_even_where_a_menu_has_the_letter(open_rows: Open) -> None:
    window = begin(open_rows)
    for key, held in ((Qt.Key.Key_A, ALT), (Qt.Key.Key_F, ALT), (Qt.Key.Key_D, ALT | SHIFT)):
        press(window, key, held)
    assert texts(window) == ["αφΔ"]
    assert QApplication.activePopupWidget() is None


def test_alt_types_no_sign_in_a_note(open_rows: Open) -> None:
    window = begin(open_rows)
    type_in(window, "# ")
    press(window, Qt.Key.Key_P, ALT)
    assert "π" not in texts(window)[0]


def test_latex_is_read_as_it_is_pasted(open_rows: Open) -> None:
    window = begin(open_rows)
    paste(window, r"f(x) = \frac{x^2}{2}")
    assert texts(window) == ["f(x) = x^2/2"]
    press(window, Qt.Key.Key_Return)
    paste(window, r"$g(x) = \sqrt{x}$ and $h(x) = \sin^2 x$")
    assert len(texts(window)) == 3
    assert all(row.problem is None for row in window.session.frame.rows)


def test_latex_that_cannot_be_read_stands_as_it_is_and_the_row_says_why(open_rows: Open) -> None:
    window = begin(open_rows)
    paste(window, r"x + \foo{2}")
    assert texts(window) == [r"x + \foo{2}"]
    problem = window.session.frame.rows[0].problem
    assert problem is not None and "foo" in problem.message


def test_latex_typed_by_hand_is_taken_over_at_enter(open_rows: Open) -> None:
    window = begin(open_rows)
    editor_of(window).insertPlainText(r"\frac{x}{2}")
    problem = window.session.frame.rows[0].problem
    assert problem is not None and "LaTeX" in problem.message
    press(window, Qt.Key.Key_Return)
    assert texts(window) == ["x/2", ""]


def test_latex_of_a_document_stays_when_someone_passes_through(open_rows: Open) -> None:
    window = begin(open_rows, "A **note** $x^2$", r"\frac{x}{2}", "x")
    window.rows.focus_row(1)
    for row_id in (2, 3, 2):
        press(window, Qt.Key.Key_Down if row_id == 3 else Qt.Key.Key_Tab)
        window.rows.focus_row(row_id)
    press(window, Qt.Key.Key_Return)
    assert texts(window)[:2] == ["A **note** $x^2$", r"\frac{x}{2}"]


def test_words_beside_a_formula_are_not_lost_at_enter(open_rows: Open) -> None:
    window = begin(open_rows)
    editor_of(window).insertPlainText("the square $x^2$")
    press(window, Qt.Key.Key_Return)
    assert texts(window) == ["the square $x^2$", ""]


def test_notes_keep_their_latex(open_rows: Open) -> None:
    window = begin(open_rows)
    paste(window, r"# where $\frac{x}{2}$ is")
    assert texts(window) == [r"# where $\frac{x}{2}$ is"]
    type_in(window, " ")
    paste(window, r"$\alpha$")
    assert texts(window) == [r"# where $\frac{x}{2}$ is $\alpha$"]


def commit(window: Window, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor_of(window), event)


def test_full_width_input_is_made_plain_and_the_cursor_stays(open_rows: Open) -> None:
    window = begin(open_rows)
    for sign in "ｆ（ｘ）＝２":
        commit(window, sign)
    assert marked(window) == "f(x)=2|"
    assert texts(window) == ["f(x)=2"]
    editor_of(window).moveCursor(QTextCursor.MoveOperation.Start)
    commit(window, "，")
    assert marked(window) == ",|f(x)=2"


def test_a_composed_word_is_not_touched_before_it_is_committed(open_rows: Open) -> None:
    window = begin(open_rows, "x")
    window.rows.focus_row(1)
    QApplication.sendEvent(editor_of(window), QInputMethodEvent("（", []))
    assert texts(window) == ["x"] and editor_of(window).composing
    commit(window, "＋")
    assert texts(window) == ["x+"] and not editor_of(window).composing


def test_notes_keep_their_full_width_signs(open_rows: Open) -> None:
    window = begin(open_rows)
    commit(window, "# 切线（一）")
    assert texts(window) == ["# 切线（一）"]


def paste(window: Window, text: str) -> None:
    source = QMimeData()
    source.setText(text)
    editor_of(window).insertFromMimeData(source)


def test_what_is_pasted_is_made_plain(open_rows: Open) -> None:
    window = begin(open_rows)
    paste(window, "ｆ（ｘ）＝２ｘ\n\uff03 笔记")
    assert texts(window) == ["f(x)=2x", "# 笔记"]


def test_one_key_is_one_change_of_the_document(open_rows: Open) -> None:
    window = begin(open_rows)
    seen: list[str] = []
    window.session.listeners.append(lambda: seen.append(texts(window)[0]))
    commit(window, "（")
    type_in(window, "x")
    press(window, Qt.Key.Key_F, ALT)
    assert seen == ["()", "(x)", "(xφ)"]


def test_typing_stays_one_step_of_undo(open_rows: Open) -> None:
    window = begin(open_rows)
    type_in(window, "f(x")
    press(window, Qt.Key.Key_P, ALT)
    window.actions_by_name["undo"].trigger()
    assert texts(window) == [""]


def test_ctrl_up_and_down_walk_through_the_formulas_of_before(open_rows: Open) -> None:
    window = begin(open_rows)
    for text in ("x^2", "x^3"):
        type_in(window, text)
        press(window, Qt.Key.Key_Return)
    type_in(window, "x + ")
    press(window, Qt.Key.Key_Up, CTRL)
    assert texts(window) == ["x^2", "x^3", "x^3"]
    press(window, Qt.Key.Key_Up, CTRL)
    assert marked(window) == "x^2|"
    press(window, Qt.Key.Key_Down, CTRL)
    press(window, Qt.Key.Key_Down, CTRL)
    assert texts(window) == ["x^2", "x^3", "x + "]
    assert marked(window) == "x + |"


def test_up_and_down_alone_still_go_from_row_to_row(open_rows: Open) -> None:
    window = begin(open_rows, "x", "x^2")
    window.rows.focus_row(2)
    press(window, Qt.Key.Key_Up)
    assert window.rows.current == 1


def test_escape_goes_to_the_plane_and_enter_comes_back(open_rows: Open) -> None:
    window = begin(open_rows, "x", "x^2")
    window.rows.focus_row(1)
    press(window, Qt.Key.Key_Escape)
    assert window.plane.hasFocus()
    QTest.keyClick(window.plane, Qt.Key.Key_Return)
    assert editor_of(window).hasFocus() and window.rows.current == 1


def test_f2_edits_the_selected_row_from_anywhere(open_rows: Open) -> None:
    window = begin(open_rows, "x", "x^2")
    window.rows.select(2)
    window.plane.setFocus()
    QTest.keyClick(window.plane, Qt.Key.Key_F2)
    assert window.rows.current == 2 and editor_of(window).hasFocus()
    assert editor_of(window).textCursor().selectedText() == "x^2"


def test_a_template_takes_the_selection_into_its_first_gap(open_rows: Open) -> None:
    window = begin(open_rows, "x + 1")
    window.rows.focus_row(1)
    editor = editor_of(window)
    editor.selectAll()
    editor.write("(□)/(□)")
    assert marked(window) == "(x + 1)/(|)"
    editor.write("□^2")
    assert marked(window) == "(x + 1)/(|^2)"
    editor.selectAll()
    editor.write("²")
    assert marked(window) == "(x + 1)/(^2)²|"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [("abc", "abXc", 3), ("aaa", "aaaa", 2), ("", "x", None), ("x", "", None), ("abab", "ab", 1)],
)
def test_only_what_differs_is_replaced(open_rows: Open, old: str, new: str, place: int | None) -> None:
    window = begin(open_rows, old)
    window.rows.focus_row(1)
    editor_of(window).replace_text(new, place)
    assert texts(window) == [new]
    assert editor_of(window).textCursor().position() == (len(new) if place is None else place)
