"""However much is pasted, a row stays one line that an editor can show at once, and it is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from calcviz.scene.document import LONGEST_TEXT, Document, Row, one_line
from calcviz.scene.files import from_json, to_json
from calcviz.ui.row_clipboard import LONGEST_PASTE
from calcviz.ui.welcome import Welcome
from calcviz.ui.window import Window
from tests.ui.conftest import Open


def paste(window: Window, text: str, row_id: int = 1) -> None:
    told = QMimeData()
    told.setText(text)
    window.rows.row(row_id).editor.insertFromMimeData(told)


def texts(window: Window) -> list[str]:
    return [row.text for row in window.session.document.rows]


@pytest.mark.parametrize("text", ["sin x + " * 30_000, "# " + "word " * 30_000, "x" * LONGEST_TEXT + "+1"])
def test_what_is_too_long_is_cut_and_that_is_said(open_rows: Open, text: str) -> None:
    window = open_rows()
    paste(window, text)
    (kept,) = texts(window)
    assert kept == text.strip()[:LONGEST_TEXT] == window.rows.at(0).editor.toPlainText()
    assert str(LONGEST_TEXT) in window.tools.tip.text()
    paste(window, "y")
    assert len(texts(window)[0]) == LONGEST_TEXT


def test_of_a_book_the_beginning_is_taken(open_rows: Open) -> None:
    window = open_rows()
    paste(window, ("# " + "w" * 2_997 + "\n") * 40)
    assert 3_000 * len(texts(window)) in range(LONGEST_PASTE, LONGEST_PASTE + 3_000)
    assert str(LONGEST_TEXT) in window.tools.tip.text()


def test_a_short_paste_is_not_spoken_of(open_rows: Open) -> None:
    window = open_rows()
    paste(window, "sin x\ncos x")
    assert texts(window) == ["sin x", "cos x"] and not window.tools.tip.text()


@pytest.mark.parametrize("sign", ["\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_a_row_is_one_line_as_its_file_says_it(open_rows: Open, sign: str) -> None:
    window = open_rows()
    window.rows.at(0).editor.insertPlainText(f"x{sign}+ 1{sign}")
    document = window.session.document
    assert document.rows[0].text == window.rows.at(0).editor.toPlainText() == one_line(document.rows[0].text)
    assert from_json(to_json(document))[0].rows[0].text == document.rows[0].text


def test_lines_pasted_into_the_first_page_are_rows(open_rows: Open) -> None:
    window = open_rows()
    window.actions_by_name["welcome"].trigger()
    page = window.sheets.currentWidget()
    assert isinstance(page, Welcome)
    QGuiApplication.clipboard().setText("sin x\ncos x")
    page.formula.paste()
    assert texts(window) == ["sin x", "cos x"]
    QTest.keyClicks(window.focusWidget(), "+1")
    QGuiApplication.clipboard().clear()


def test_a_file_with_a_long_row_is_opened_with_a_remark(tmp_path: Path) -> None:
    document, remarks = from_json(to_json(Document((Row(1, "x" * 2 * LONGEST_TEXT), Row(2, "y")))))
    assert [len(row.text) for row in document.rows] == [LONGEST_TEXT, 1]
    assert len(remarks) == 1 and str(LONGEST_TEXT) in remarks[0]


def test_what_grows_too_long_while_it_is_normalised_is_cut(open_rows: Open) -> None:
    window = open_rows("x" * (LONGEST_TEXT - 2))
    editor = window.rows.at(0).editor
    editor.take_focus()
    editor.insertPlainText("正弦")
    assert len(editor.toPlainText()) == len(texts(window)[0]) == LONGEST_TEXT


@pytest.mark.parametrize("selects", [False, True])
def test_brackets_find_no_room_in_a_full_row(open_rows: Open, selects: bool) -> None:
    """Qt warns of a cursor behind the end, and a warning fails."""
    window = open_rows("x" * LONGEST_TEXT)
    editor = window.rows.at(0).editor
    editor.take_focus()
    if selects:
        editor.selectAll()
    QTest.keyClicks(editor, "(")
    assert len(editor.toPlainText()) == LONGEST_TEXT
