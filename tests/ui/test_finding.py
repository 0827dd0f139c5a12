"""Finding, replacing and renaming above the rows."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviz.scene.document import Document, Row
from calcviz.ui.find_bar import FindBar
from calcviz.ui.finding import matches, replaced
from calcviz.ui.rename_bar import RenameBar
from calcviz.ui.window import Window
from tests.ui.conftest import Open


def texts(window: Window) -> list[str]:
    return [row.text for row in window.session.document.rows]


def finding(window: Window, text: str, action: str = "find") -> FindBar:
    window.actions_by_name[action].trigger()
    bar = window.editing.finding.bar
    assert isinstance(bar, FindBar)
    QTest.keyClicks(bar.field, text)
    return bar


def renaming(window: Window, row_id: int, new: str) -> RenameBar:
    window.rows.select(row_id)
    window.actions_by_name["rename"].trigger()
    bar = window.editing.finding.bar
    assert isinstance(bar, RenameBar)
    QTest.keyClicks(bar.new, new)
    return bar


@given(st.lists(st.text("abAİ ", max_size=8), max_size=4), st.text("abA", min_size=1, max_size=2))
def test_matches_stand_where_they_say(rows: list[str], wanted: str) -> None:
    document = Document(tuple(Row(k, text) for k, text in enumerate(rows)))
    found = matches(document.rows, wanted)
    for match in found:
        assert rows[match.row_id][match.start : match.end].lower() == wanted.lower()
    exact = [text.replace(wanted, "#") for text in rows]
    if wanted != wanted.lower():
        assert [row.text for row in replaced(document, found, "#").rows] == exact


def test_places_are_counted_marked_and_walked(open_rows: Open) -> None:
    window = open_rows("sin x", "x^2", "cos x + sin x")
    bar = finding(window, "SIN".lower())
    assert bar.count.text() == "1 of 2"
    assert [window.rows.row(k)._found for k in (1, 2, 3)] == [True, False, True]
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 2" and window.rows.current == 3
    assert window.rows.row(3).editor.textCursor().selectedText() == "sin"
    window.actions_by_name["find_next"].trigger()
    assert bar.count.text() == "1 of 2"
    window.actions_by_name["find_previous"].trigger()
    assert bar.count.text() == "2 of 2"
    assert window.focusWidget() is bar.field
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert window.editing.finding.bar is None
    assert not any(window.rows.row(k)._found for k in (1, 2, 3))
    assert window.focusWidget() is window.rows.row(3).editor


def test_nothing_found_is_said(open_rows: Open) -> None:
    window = open_rows("sin x")
    bar = finding(window, "tan")
    assert bar.count.text() == "nothing found"
    window.session.edit(1, "tan x")
    assert bar.count.text() == "1 of 1"


def test_one_place_is_replaced_after_the_other(open_rows: Open) -> None:
    window = open_rows("sin x + sin x", "sin 2x")
    bar = finding(window, "sin", "replace")
    assert bar.new.isVisible()
    bar.new.setText("cos")
    bar.one.click()
    assert texts(window) == ["cos x + sin x", "sin 2x"]
    bar.one.click()
    assert texts(window) == ["cos x + cos x", "sin 2x"]
    window.session.undo()
    assert texts(window) == ["cos x + sin x", "sin 2x"]


def test_all_places_are_replaced_as_one_step(open_rows: Open) -> None:
    window = open_rows("sin x + sin x", "sin 2x")
    before = window.session.document
    bar = finding(window, "sin", "replace")
    bar.new.setText("sin sin")
    bar.all.click()
    assert texts(window) == ["sin sin x + sin sin x", "sin sin 2x"]
    window.session.undo()
    assert window.session.document is before


def test_what_is_found_in_a_closed_folder_is_shown(open_rows: Open) -> None:
    window = open_rows("x", "sin x")
    window.rows.select_rows([2, 1])
    window.actions_by_name["new_folder"].trigger()
    window.rows.edits.set_folded(3, closed=True)
    finding(window, "sin")
    assert window.rows.current == 2 and not window.rows.row(2).isHidden()


def test_a_name_is_renamed_everywhere_as_one_step(open_rows: Open) -> None:
    window = open_rows("a = 2", "tan(a) + a x", "g(a) = a^2")
    before = window.session.document
    bar = renaming(window, 1, "speed")
    assert bar.old.currentText() == "a"
    assert "Places: 3, in rows: 2" in bar.words.text()
    QTest.keyClick(bar.new, Qt.Key.Key_Return)
    assert texts(window) == ["speed = 2", "tan(speed) + speed x", "g(a) = a^2"]
    assert window.editing.finding.bar is None
    window.session.undo()
    assert window.session.document is before


def test_a_name_that_is_taken_is_refused_with_words(open_rows: Open) -> None:
    window = open_rows("a = 2", "b = 1")
    bar = renaming(window, 1, "b")
    assert "is defined in row 2 already" in bar.words.text() and not bar.button.isEnabled()
    QTest.keyClick(bar.new, Qt.Key.Key_Return)
    assert texts(window) == ["a = 2", "b = 1"]


def test_without_names_there_is_nothing_to_rename(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.actions_by_name["rename"].trigger()
    bar = window.editing.finding.bar
    assert isinstance(bar, RenameBar) and not bar.new.isEnabled()
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert window.editing.finding.bar is None


def test_the_bar_goes_with_the_language(open_rows: Open) -> None:
    window = open_rows("sin x")
    finding(window, "sin")
    window.choose_language("zh_CN")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.session.refresh()  # the bar that is gone hears no more of it
    window.actions_by_name["find_next"].trigger()
    bar = window.editing.finding.bar
    assert isinstance(bar, FindBar) and bar.rows is window.rows
