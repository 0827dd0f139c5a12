"""A note in the list of rows: read as it is meant, written when someone goes into it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviz.ui.note import arranged, spoken_note
from calcviz.ui.window import Window
from tests.ui.conftest import Open

NOTE = r"# The **slope** of $\frac{\sin x}{x}$ at a point that is far away from here"


def note_row(window: Window) -> tuple[bool, bool]:
    row = window.rows.at(0)
    assert row.note is not None
    return row.note.isVisible(), row.editor.isVisible()


def test_a_note_is_read_without_its_signs(open_rows: Open) -> None:
    window = open_rows(NOTE, "x^2")
    window.rows.focus_row(2)
    assert note_row(window) == (True, False)
    said = window.rows.at(0).note
    assert said is not None
    assert "#" not in said.accessibleName() and "*" not in said.accessibleName()
    assert "$" not in said.accessibleName() and "slope" in said.accessibleName()


def test_who_goes_into_a_note_writes_it(open_rows: Open) -> None:
    window = open_rows(NOTE, "x^2")
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.rows.focus_row(2)
    note = window.rows.at(0).note
    assert note is not None
    QTest.mouseClick(note, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is window.rows.at(0).editor
    assert note_row(window) == (True, True)
    assert window.rows.current == 1
    window.rows.focus_row(2)
    assert note_row(window) == (True, False)


def test_a_note_that_becomes_a_formula_is_a_formula(open_rows: Open) -> None:
    window = open_rows("# x^2", "x")
    window.rows.focus_row(2)
    window.session.edit(1, "x^2")
    assert note_row(window) == (False, True)


def test_an_empty_note_can_be_written(open_rows: Open) -> None:
    window = open_rows("# ", "x")
    window.rows.focus_row(2)
    assert window.rows.at(0).editor.isVisible()


@pytest.mark.parametrize("width", [60.0, 120.0, 300.0])
@pytest.mark.parametrize(
    "text", [NOTE, "# 这里是一段很长很长的中文文字。" * 3, "# " + "a" * 200, "# 𝒳𝒴 and **𝒵** " * 5]
)
def test_nothing_stands_beyond_the_edge(dressed: QApplication, width: float, text: str) -> None:
    placed, height = arranged(text, width)
    for each in placed:
        shown = each.piece.width if not each.piece.run.text.endswith(" ") else 0.0
        assert each.x + shown <= width + 0.01 or each.piece.run.formula
    assert [p.baseline for p in placed] == sorted(p.baseline for p in placed)
    assert all(p.baseline + p.piece.depth <= height for p in placed)
    text_of = "".join(p.piece.run.text for p in placed if not p.piece.run.formula)
    assert text_of.replace(" ", "") in spoken_note(text).replace(" ", "") or "$" in text


def test_a_narrow_note_is_higher(dressed: QApplication) -> None:
    assert arranged(NOTE, 120.0)[1] > arranged(NOTE, 400.0)[1]
