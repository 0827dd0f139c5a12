"""The main job as a newcomer does it: type f, see f′ and the tangent, drag the point, keep the work."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from calcviz.export.formats import FORMATS
from calcviz.scene.document import Viewport
from calcviz.ui.editor import Editor
from calcviz.ui.export_dialog import ExportDialog
from calcviz.ui.window import Window
from calcviz.views.formula.label import FormulaLabel
from tests.ui.conftest import Open, dressed, open_rows, remembered

__all__ = ["dressed", "open_rows", "remembered"]

TYPED = ("f(x)=3x^2-4x", "derivative(f)", "tangent(f,1)")


def typed_by_keyboard(window: Window) -> None:
    """Type the rows, with Enter between them, wherever the cursor is."""
    for place, text in enumerate(TYPED):
        if place:
            QTest.keyClick(editor(window), Qt.Key.Key_Return)
        QTest.keyClicks(editor(window), text)


def editor(window: Window) -> Editor:
    return window.rows.row(window.rows.current or 0).editor


def pixel(window: Window, x: float, y: float) -> QPoint:
    view = window.plane.view()
    return QPoint(round((x - view.x_low) * view.x_unit), round((view.y_high - y) * view.y_unit))


def view_of(window: Window, *, pixels: int) -> None:
    """Look at the plane so that a unit has that many pixels and the origin stands on a pixel."""
    plane = window.plane
    x, y = plane.width() // 2 / pixels, plane.height() // 2 / pixels
    wide, tall = plane.width() / pixels, plane.height() / pixels
    plane.go(Viewport(-x, wide - x, y - tall, y, plane.width(), plane.height()))
    QApplication.processEvents()


def drag(window: Window, start: tuple[float, float], *places: tuple[float, float]) -> None:
    """Press at a point of the plane, go through places and let go there."""
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(window.plane, left, pos=pixel(window, *start))
    for place in places:
        QTest.mouseMove(window.plane, pixel(window, *place))
    QTest.mouseRelease(window.plane, left, pos=pixel(window, *places[-1]))


def slope_read(window: Window) -> str:
    """What the inspector says of the slope."""
    label = window.inspector.readouts.findChildren(FormulaLabel)[0]
    return label.accessibleName().rsplit("=", 1)[1].strip().replace("−", "-")


def test_type_see_drag_undo_save_open_export(
    open_rows: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_rows()
    typed_by_keyboard(window)
    rows = window.session.frame.rows
    assert [each.kind for each in rows] == ["function", "concept", "concept"]
    assert all(each.problem is None for each in rows)
    assert "6 x - 4" in rows[1].latex or "6 x - 4" in str(rows[1].drawing.readouts)
    assert slope_read(window) == "2"

    view_of(window, pixels=50)
    handle = rows[2].drawing.handles[0]
    drag(window, (handle.x, handle.y), (1.6, 0.0), (2.0, 3.9))
    window.session.commit()
    assert window.session.document.rows[2].text == "tangent(f,2)"
    assert slope_read(window) == "8"
    assert editor(window).toPlainText() == "tangent(f,2)"

    undo = window.actions_by_name["undo"]
    assert undo.text() == "&Undo drag of a"
    undo.trigger()
    assert window.session.document.rows[2].text == "tangent(f,1)"
    assert slope_read(window) == "2"
    window.actions_by_name["redo"].trigger()
    assert slope_read(window) == "8"

    path = tmp_path / "tangent.calcviz"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.actions_by_name["save"].trigger()
    assert [row["text"] for row in json.loads(path.read_text())["rows"]] == [*TYPED[:2], "tangent(f,2)"]
    assert not window.isWindowModified()

    window.actions_by_name["new"].trigger()
    assert [row.text for row in window.session.document.rows] == [""]
    window.files.open(path)
    assert [row.text for row in window.session.document.rows] == [*TYPED[:2], "tangent(f,2)"]
    assert slope_read(window) == "8"

    for ending in FORMATS:
        dialog = ExportDialog(window)
        with qtbot.waitSignal(dialog.finished):
            dialog.write(tmp_path / f"out.{ending}")
        assert (tmp_path / f"out.{ending}").stat().st_size > 100
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")


def test_keys_alone_move_the_point(open_rows: Open) -> None:
    window = open_rows(*TYPED)
    window.rows.select(3)
    window.plane.setFocus()
    QTest.keyClick(window.plane, Qt.Key.Key_Tab)
    QTest.keyPress(window.plane, Qt.Key.Key_Right)
    assert slope_read(window) == "2.6"
    QTest.keyRelease(window.plane, Qt.Key.Key_Right)
    assert window.session.document.rows[2].text == "tangent(f,1.1)"
    QTest.keyClick(window.plane, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert window.session.document.rows[2].text == "tangent(f,2.1)"


def test_escape_puts_a_dragged_point_back(open_rows: Open) -> None:
    window = open_rows(*TYPED)
    window.rows.select(3)
    view_of(window, pixels=50)
    QTest.mousePress(window.plane, Qt.MouseButton.LeftButton, pos=pixel(window, 1.0, -1.0))
    QTest.mouseMove(window.plane, pixel(window, 2.0, 4.0))
    QTest.keyClick(window.plane, Qt.Key.Key_Escape)
    QTest.mouseRelease(window.plane, Qt.MouseButton.LeftButton, pos=pixel(window, 2.0, 4.0))
    assert window.session.document.rows[2].text == "tangent(f,1)"
    assert slope_read(window) == "2"


def test_a_tangent_that_hangs_on_a_slider_takes_the_slider_along(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2", "a = 1", "tangent(f, a)")
    window.rows.select(3)
    view_of(window, pixels=50)
    drag(window, (1.0, 1.0), (1.5, 1.0), (2.0, 1.0))
    assert window.session.frame.rows[1].value == pytest.approx(2.0)
    assert window.rows.at(1).editor.toPlainText() == "a = 2"
    assert window.rows.at(2).editor.toPlainText() == "tangent(f, a)"


def test_bad_input_loses_nothing(open_rows: Open) -> None:
    window = open_rows(*TYPED)
    window.rows.focus_row(1)
    QTest.keyClicks(editor(window), "+*(")
    assert window.session.frame.rows[0].problem is not None
    assert all(each.drawing.primitives for each in window.session.frame.rows)
    for _ in range(3):
        QTest.keyClick(editor(window), Qt.Key.Key_Backspace)
    assert all(each.problem is None and not each.faded for each in window.session.frame.rows)
