"""The inspector: what it says of a row, and what its editors change."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from calcviz.ui import theme
from calcviz.ui.numbers import NumberField
from calcviz.ui.window import Window
from calcviz.views.formula.label import FormulaLabel
from tests.ui.conftest import Open

F = "f(x) = 3x^2 - 4x"


def said(window: Window) -> list[str]:
    labels = window.inspector.readouts.findChildren(FormulaLabel)
    return [label.accessibleName() for label in labels if label.isVisible()]


def field(window: Window, name: str) -> NumberField:
    found = window.inspector.parameters.field(name)
    assert isinstance(found, NumberField)
    return found


def test_a_tangent_has_its_title_slope_and_equation(open_rows: Open) -> None:
    window = open_rows(F, "tangent(f, 1)")
    window.rows.select(2)
    assert window.inspector.title.text() == "Tangent"
    assert any("= 2" in line for line in said(window))
    assert any(line.replace(" ", "").replace("−", "-") == "y=2x-3" for line in said(window))


def test_a_typed_number_is_written_into_the_row(open_rows: Open) -> None:
    window = open_rows(F, "tangent(f, 1)")
    window.rows.select(2)
    editor = field(window, "a")
    editor.lineEdit().setText("3/2")
    editor.lineEdit().setModified(True)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert window.session.document.rows[1].text == "tangent(f, 1.5)"
    assert window.actions_by_name["undo"].isEnabled()


def test_no_number_is_put_back(open_rows: Open) -> None:
    window = open_rows(F, "tangent(f, 1)")
    window.rows.select(2)
    editor = field(window, "a")
    editor.lineEdit().setText("two")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.lineEdit().text() == "1"
    assert window.session.document.rows[1].text == "tangent(f, 1)"


def test_arrows_step_live_and_the_row_follows(open_rows: Open) -> None:
    window = open_rows(F, "tangent(f, 1)")
    window.rows.select(2)
    field(window, "a").stepBy(1)
    assert window.rows.at(1).editor.toPlainText() == "tangent(f, 1.1)"
    assert window.session.document.rows[1].text == "tangent(f, 1)"
    window.session.commit()
    assert window.session.document.rows[1].text == "tangent(f, 1.1)"


def test_an_argument_that_names_a_slider_moves_the_slider(open_rows: Open) -> None:
    window = open_rows("a = 1", F, "tangent(f, a)")
    window.rows.select(3)
    field(window, "a").stepBy(1)
    window.session.commit()
    assert window.session.frame.rows[0].value == pytest.approx(1.1)
    assert window.session.document.rows[2].text == "tangent(f, a)"


def test_a_slider_row_offers_its_number(open_rows: Open) -> None:
    window = open_rows("b = 1 in [-2, 2] step 0.5")
    window.rows.select(1)
    field(window, "b").stepBy(1)
    window.session.commit()
    assert window.session.document.rows[0].text.startswith("b = 1.5 ")


def test_a_table_is_shown_with_aligned_digits(open_rows: Open) -> None:
    window = open_rows(F, "difference_quotients(f, 1)")
    window.rows.select(2)
    table = window.inspector.table
    assert table.isVisible()
    lines = table.text().splitlines()
    assert len(lines) == 6
    assert [line.split("\t")[1] for line in lines[1:]] == [
        "2.30000",
        "2.03000",
        "2.00300",
        "2.00030",
        "2.00003",
    ]


def test_why_a_thing_does_not_exist_is_said(open_rows: Open) -> None:
    window = open_rows("tangent(abs, 0)")
    window.rows.select(1)
    words = window.inspector.reason.text()
    assert not window.inspector.sentence.isVisible()
    assert "-1" in words.replace("−", "-") and "1" in words
    assert any("does not exist" in line for line in said(window))


def test_style_is_changed_and_undone(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.rows.select(1)
    form = window.inspector.style_form
    form.dash.setCurrentIndex(1)
    form.dash.activated.emit(1)
    form.color.activated.emit(3)
    form.width_field.stepBy(2)
    style = window.session.document.rows[0].style
    assert (style.color, style.dash, style.width) == (3, "dash", 3.0)
    form.asymptotes.click()
    assert window.session.document.rows[0].style.asymptotes


def test_a_drag_types_nothing_anew_but_the_numbers(open_rows: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_rows(F, "tangent(f, 1.11)")
    window.rows.select(2)
    window.session.preview_drag(2, "a", 1.12, 0.0)
    changed: list[object] = []
    monkeypatch.setattr(FormulaLabel, "_changed", lambda self: changed.append(self))
    window.session.preview_drag(2, "a", 1.13, 0.0)
    assert not changed
    assert any("= 2.78" in line for line in said(window))


def test_nothing_selected_says_what_to_do(open_rows: Open) -> None:
    window = open_rows("x")
    window.rows.select(None)
    assert window.inspector.title.text() == "No row selected"
    assert not window.inspector.style_form.isVisible()


def test_the_results_are_said_once(open_rows: Open) -> None:
    window = open_rows(F, "tangent(f, 1)")
    window.rows.select(2)
    assert not window.inspector.sentence.isVisible()
    assert not window.inspector.reason.text()


def test_no_field_moves_when_a_reason_comes(open_rows: Open) -> None:
    window = open_rows("tangent(abs, 1)")
    window.rows.select(1)
    before = field(window, "a").mapTo(window, field(window, "a").rect().topLeft())
    style = window.inspector.style_form.pos()
    window.session.preview_drag(1, "a", 0.0, 0.0)
    QTest.qWait(0)
    assert window.inspector.reason.text()
    assert field(window, "a").mapTo(window, field(window, "a").rect().topLeft()) == before
    assert window.inspector.style_form.pos() == style


def test_an_inspected_note_says_what_it_can_do(open_rows: Open) -> None:
    window = open_rows("# a note")
    window.rows.select(1)
    assert "formula" in window.inspector.sentence.text()


def test_the_line_that_is_said_is_the_line_that_is_drawn(open_rows: Open) -> None:
    window = open_rows("x")
    for number in range(1, 9):
        window.rows.insert_after(number, f"x + {number}")
    form = window.inspector.style_form
    assert form.dash.currentText() == "Dashed"
    assert theme.plane_theme().dash(window.session.document.rows[8].style)
    form.dash.activated.emit(0)
    assert form.dash.currentText() == "Solid"
    assert not theme.plane_theme().dash(window.session.document.rows[8].style)
