"""Exporting: what is asked, what is remembered, and a plane that keeps its size."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from calcviz.ui.export_dialog import ExportDialog
from calcviz.ui.window import Window
from tests.ui.conftest import Open


def asked(window: Window, ending: str) -> ExportDialog:
    dialog = ExportDialog(window)
    dialog.format.setCurrentIndex(dialog.format.findData(ending))
    dialog.show()
    return dialog


def test_the_plane_keeps_its_size_when_it_is_told(open_rows: Open, tmp_path: Path) -> None:
    window = open_rows("x^2")
    before = window.plane.size()
    assert asked(window, "svg").write(tmp_path / "a.svg")
    assert window.message.isVisible() and window.message.width() == window.plane.width()
    assert window.plane.size() == before
    window.message._passing.timeout.emit()
    assert not window.message.isVisible()


def test_what_failed_does_not_go_away_by_itself(open_rows: Open, tmp_path: Path) -> None:
    window = open_rows("x^2")
    assert not asked(window, "svg").write(tmp_path / "nowhere" / "a.svg")
    assert window.message.isVisible() and not window.message._passing.isActive()


def test_format_scale_and_folder_are_remembered(
    open_rows: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_rows("x^2")
    dialog = asked(window, "png")
    dialog.scale.setCurrentIndex(dialog.scale.findData(3.0))
    assert dialog.write(tmp_path / "a.png")
    again = ExportDialog(window)
    assert (again.ending(), again.scale.currentData()) == ("png", 3.0)
    offered: list[str] = []

    def name(*given: str) -> tuple[str, str]:
        offered.append(given[2])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    again._ask()
    assert offered == [str(tmp_path / "Untitled.png")]


def test_a_table_is_asked_for_without_a_hole(open_rows: Open) -> None:
    window = open_rows("x^2")
    tall, small = asked(window, "png"), asked(window, "csv")
    for dialog in (tall, small):
        dialog.adjustSize()
    assert small.sizeHint().height() < tall.sizeHint().height() - 80
    assert small.height() == small.sizeHint().height()
    assert "columns" in small._says.text()


def test_the_size_is_that_of_the_plane_and_says_so(open_rows: Open) -> None:
    window = open_rows("x^2")
    dialog = asked(window, "pdf")
    assert (dialog.width_field.value(), dialog.height_field.value()) == (
        window.plane.width(),
        window.plane.height(),
    )
    assert "size of the plane" in dialog._says.text()
    dialog.width_field.setValue(500)
    assert "size of the plane" not in dialog._says.text()
