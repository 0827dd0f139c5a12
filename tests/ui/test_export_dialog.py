"""Exporting: what is asked, the picture of it, what is remembered, and what is said where it fails."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from calcviz.export.formats import FORMATS, file_content
from calcviz.ui.export_dialog import ExportDialog
from calcviz.ui.figure_choices import read_choices
from tests.ui.conftest import Open


@pytest.fixture
def opened(open_rows: Open) -> ExportDialog:
    window = open_rows("f(x) = x^2", "tangent(f, 1)")
    dialog = ExportDialog(window)
    dialog.show()
    return dialog


def choose(dialog: ExportDialog, ending: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(ending))


def written(dialog: ExportDialog, path: Path, qtbot: QtBot) -> None:
    dialog.write(path)
    saving = dialog._saving
    assert saving is not None
    with qtbot.waitSignal(saving.done):
        pass


@pytest.mark.parametrize("ending", FORMATS)
def test_the_file_is_what_was_described(
    opened: ExportDialog, ending: str, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(opened, ending)
    opened.form.width_field.setValue(8.5)
    opened.form.type_size.setValue(8)
    figure = opened.form.choices.figure()
    frame = opened._frames.seen() if ending == "csv" else opened._frames.whole(figure)
    written(opened, tmp_path / f"a.{ending}", qtbot)
    assert (tmp_path / f"a.{ending}").read_bytes() == file_content(frame, figure, ending)
    assert not opened.isVisible() and "a." in opened._window.message.words.text()


def test_the_preview_shows_the_picture_of_the_file(opened: ExportDialog) -> None:
    choose(opened, "png")
    opened.paint_preview()
    image = opened.preview._image
    figure = opened.form.choices.figure()
    assert image is not None
    assert image.width() / image.height() == pytest.approx(figure.width / figure.height, rel=0.01)
    light = image.copy()
    opened.form.theme.setCurrentIndex(opened.form.theme.findData("dark"))
    opened.form.theme.activated.emit(opened.form.theme.currentIndex())
    assert opened._soon.isActive()
    opened.paint_preview()
    assert opened.preview._image != light
    assert "cm" in opened.preview.accessibleDescription()


def test_a_drawing_for_latex_has_the_plane_alone_and_says_so(open_rows: Open) -> None:
    """Room for the slices beside it would stretch circles into ellipses."""
    dialog = ExportDialog(open_rows("g(x, y) = x^2 + y^2", "partials(g, (3, 4))"))
    dialog.show()
    choose(dialog, "pdf")
    assert dialog.wanted().panels == 2 and "beside" not in dialog.says.text()
    choose(dialog, "tex")
    assert dialog.wanted().panels == 0
    assert "without those beside it" in dialog.says.text()


def test_a_table_is_shown_as_text_without_questions(opened: ExportDialog) -> None:
    choose(opened, "csv")
    opened.paint_preview()
    assert not opened.form.isVisible()
    assert opened.preview._lines[0] == "row,piece,x,y" and "columns" in opened.says.text()


def test_what_failed_is_said_in_the_dialog(opened: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    choose(opened, "svg")
    written(opened, tmp_path / "nowhere" / "a.svg", qtbot)
    assert opened.isVisible() and "could not be saved" in opened.says.text()
    assert not opened._window.message.isVisible()


def test_a_picture_too_large_is_said(opened: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    choose(opened, "png")
    opened.form.width_field.setValue(100)
    opened.form.dpi.setValue(1200)
    written(opened, tmp_path / "a.png", qtbot)
    assert "pixels" in opened.says.text() and not list(tmp_path.glob("*.png"))


def test_cancel_stops_a_large_picture_and_keeps_the_dialog(opened: ExportDialog, tmp_path: Path) -> None:
    choose(opened, "png")
    opened.form.width_field.setValue(40)
    opened.form.dpi.setValue(600)
    opened.write(tmp_path / "a.png")
    assert opened._saving is not None
    opened._saving._step()
    assert opened.progress.isVisible() and 0 < opened.progress.value() < 80
    opened.reject()
    assert opened.isVisible() and opened._saving is None and not list(tmp_path.glob("*.png"))
    opened.reject()
    assert not opened.isVisible()


def test_choices_and_folder_are_remembered(
    opened: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(opened, "pdf")
    opened.form.type_size.setValue(7.5)
    opened.form.clear.click()
    written(opened, tmp_path / "a.pdf", qtbot)
    again = ExportDialog(opened._window)
    assert again.ending() == "pdf"
    assert (again.form.type_size.value(), again.form.choices.clear) == (7.5, True)
    offered: list[str] = []

    def name(*given: str) -> tuple[str, str]:
        offered.append(given[2])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    again._ask()
    assert offered == [str(tmp_path / "Untitled.pdf")]


def test_the_ending_is_added_where_it_is_missing(
    opened: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(opened, "png")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "v1.2"), ""))
    opened._ask()
    assert opened._saving is not None
    with qtbot.waitSignal(opened._saving.done):
        pass
    assert not QImage(str(tmp_path / "v1.2.png")).isNull()


def test_the_plane_keeps_its_size_and_the_document_its_view(
    opened: ExportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened._window
    before = window.plane.size(), window.session.viewport, window.session.modified
    written(opened, tmp_path / "a.png", qtbot)
    assert (window.plane.size(), window.session.viewport, window.session.modified) == before


def test_a_closed_dialog_keeps_what_was_chosen(opened: ExportDialog) -> None:
    opened.form.border.click()
    opened.reject()
    assert read_choices(opened._window.remembered.figure()).border
