"""The inspector: what it says of a row, and what its editors change."""

from dataclasses import replace
from math import cos, pi, sin

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.language.notation import number_text
from calcviz.ui import theme
from calcviz.ui.numbers import NumberField
from calcviz.ui.place_field import PlaceField
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


def test_both_numbers_of_a_point_are_whole_beside_a_play_button(open_rows: Open) -> None:
    window = open_rows("directional(x^2 + y^2, (1, 1), 0.5)")
    window.resize(900, 600)
    window.rows.select(1)
    QApplication.processEvents()
    place = window.inspector.parameters.field("P")
    assert isinstance(place, PlaceField)
    assert place.width() >= place.minimumSizeHint().width()
    assert all(place.rect().contains(each.geometry()) for each in place.fields)


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


def test_no_field_moves_when_a_reason_comes_and_goes(open_rows: Open) -> None:
    window = open_rows("tangent(abs, 1)")
    window.rows.select(1)
    before = field(window, "a").mapTo(window, field(window, "a").rect().topLeft())
    window.session.preview_drag(1, "a", 0.0, 0.0)
    QTest.qWait(0)
    assert window.inspector.reason.text()
    assert field(window, "a").mapTo(window, field(window, "a").rect().topLeft()) == before
    style = window.inspector.style_form.pos()
    window.session.preview_drag(1, "a", 1.0, 0.0)
    QTest.qWait(0)
    assert not window.inspector.reason.text()
    assert window.inspector.style_form.pos() == style


def test_nothing_is_kept_free_for_a_reason_that_never_was(open_rows: Open) -> None:
    window = open_rows("tangent(abs, 1)", "tangent(abs, 0)")
    window.rows.select(2)
    assert window.inspector.reason.isVisible()
    window.rows.select(1)
    assert not window.inspector.reason.isVisible()


def test_an_inspected_note_says_what_it_can_do(open_rows: Open) -> None:
    window = open_rows("# a note")
    window.rows.select(1)
    assert "formula" in window.inspector.sentence.text()


def test_what_draws_no_line_offers_none(open_rows: Open) -> None:
    window = open_rows("x", "P = (1, 2)", "tangent(x^2, 1)")
    form = window.inspector.style_form
    shown = []
    for row_id in (1, 2, 3):
        window.rows.select(row_id)
        shown.append([field.isVisible() for field in (form.color, form.dash, form.width_field, form.mark)])
    assert shown == [[True] * 4, [True, False, False, False], [True, True, True, False]]


def test_a_bullet_shows_the_dashes_that_are_drawn(open_rows: Open) -> None:
    window = open_rows("x", "x + 1", "P = (1, 2)")

    def rings() -> list[bool]:
        """Whether the ring of each bullet has gaps."""
        seen = []
        for place in range(3):
            bullet = window.rows.at(place).bullet
            image = QImage(bullet.size() * 4, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(4)
            image.fill(Qt.GlobalColor.white)
            bullet.render(image)
            middle, edge = QPointF(image.width() / 2, image.height() / 2), 4 * 10.0
            round_it = [middle + QPointF(edge * cos(k / 40), edge * sin(k / 40)) for k in range(251)]
            light = [image.pixelColor(point.toPoint()).lightness() for point in round_it]
            seen.append(max(light) - min(light) > 60)
        return seen

    assert rings() == [False, False, False]
    for row_id in (2, 3):
        window.session.restyle(row_id, replace(window.session.document.row(row_id).style, dash="dash"))
    assert rings() == [False, True, False]
    window.session.undo()
    window.session.undo()
    window.choose_theme("print")
    try:
        assert rings() == [False, True, False]
        window.rows.select(2)
        form = window.inspector.style_form
        assert form.dash.currentText() == "Like the theme"
        assert form.color.itemText(1) == "Red" and form.color.currentText() == "Red"
    finally:
        window.choose_theme("light")
    assert window.inspector.style_form.dash.currentText() == "Solid"


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


def test_infinity_is_typed_where_an_end_may_lie_there(open_rows: Open) -> None:
    window = open_rows("area(1/x^2, 1, 2)")
    window.rows.select(1)
    editor = field(window, "b")
    editor.lineEdit().setText("∞")
    editor.lineEdit().setModified(True)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert window.session.document.rows[0].text == "area(1/x^2, 1, inf)"
    assert editor.lineEdit().text() == "∞"
    assert editor.stepEnabled() == editor.StepEnabledFlag.StepNone
    editor.stepBy(1)
    assert window.session.document.rows[0].text == "area(1/x^2, 1, inf)"
    assert any("1/3" in line or "= 1" in line.replace("≈", "=") for line in said(window))
    editor = field(window, "a")
    editor.lineEdit().setText("4")
    editor.lineEdit().setModified(True)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert any("0.25" in line for line in said(window))


def test_an_exact_area_is_a_fraction_and_a_number(open_rows: Open) -> None:
    window = open_rows("area(x^2, 0, 1)")
    window.rows.select(1)
    first = said(window)[0]
    assert "1/3" in first.replace(" ", "") or "frac" in first
    assert "0.333" in first and "≈" in first


def test_the_count_of_a_sum_is_played_from_small_numbers(open_rows: Open) -> None:
    from calcviz.ui.player import playable

    window = open_rows("riemann(x^2, 0, 1, 8)", "area(x^2, 0, 1)")
    rows = window.session.frame.rows
    count, end = (playable(row) for row in rows)
    assert count is not None and count.reach(window.session.viewport) == (1.0, 32.0)
    assert end is not None and end.reach(window.session.viewport) == window.session.viewport.x_range


def test_a_number_that_is_too_wide_has_fewer_digits(qtbot: QtBot) -> None:
    """With its front cut off it would be another number; nothing is lost of what is stepped from."""
    editor = NumberField(0.1)
    qtbot.addWidget(editor)
    editor.show_value(pi / 2, number_text(pi / 2))
    editor.resize(110, editor.sizeHint().height())
    editor.show()
    shown = editor.lineEdit().text()
    assert 4 <= len(shown) < len(number_text(pi / 2))
    assert float(shown) == pytest.approx(pi / 2, abs=10.0 ** (2 - len(shown)))
    editor.show_value(-pi / 2 * 1e-10, number_text(-pi / 2 * 1e-10))
    assert editor.lineEdit().text().endswith("e-10")
    with qtbot.assertNotEmitted(editor.changed):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    editor.resize(300, editor.height())
    assert float(editor.lineEdit().text()) == -pi / 2 * 1e-10


def test_a_limit_says_in_words_what_is_continuous(open_rows: Open) -> None:
    window = open_rows("f(x) = |x|", "limit_at(f, 0)")
    window.rows.select(2)
    assert "ontinuous at x\u00a0=\u00a00, not differentiable" in window.inspector.reason.text()
