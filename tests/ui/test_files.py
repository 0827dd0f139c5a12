"""Documents: opened, saved, left, dropped; nothing is lost without a question."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from calcviz.ui.window import Window
from tests.ui.conftest import Open, answer

Answer = QMessageBox.StandardButton


def texts(window: Window) -> list[str]:
    return [row.text for row in window.session.document.rows]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "two rows.calcviz"
    rows = [{"text": "f(x) = x^2"}, {"text": "tangent(f, 1)"}]
    path.write_text(json.dumps({"format": "calcviz", "version": 1, "rows": rows}), encoding="utf-8")
    return path


def test_an_opened_document_names_the_window_and_selects_its_concept(open_rows: Open, document: Path) -> None:
    window = open_rows()
    window.files.open(document)
    assert texts(window) == ["f(x) = x^2", "tangent(f, 1)"]
    assert window.windowTitle().startswith("two rows")
    assert not window.isWindowModified()
    assert window.rows.current == window.session.document.rows[1].id
    assert window.remembered.recent == [document]


def test_a_change_marks_the_title_and_undo_unmarks_it(open_rows: Open, document: Path) -> None:
    window = open_rows()
    window.files.open(document)
    window.session.edit(window.session.document.rows[0].id, "f(x) = x^3")
    assert window.isWindowModified()
    window.session.undo()
    assert not window.isWindowModified()


def test_a_missing_file_is_told_above_the_plane_and_nothing_changes(open_rows: Open, tmp_path: Path) -> None:
    window = open_rows("x")
    window.files.open(tmp_path / "gone.calcviz")
    assert window.message.isVisible()
    assert window.message.words.text() == "gone.calcviz could not be opened: there is no such file."
    assert texts(window) == ["x"]


@pytest.mark.parametrize("content", [b"", b"not json", b"[]", b"\xff\xfe\x00", b'{"format": "calcviz"}'])
def test_what_is_no_document_is_told(open_rows: Open, tmp_path: Path, content: bytes) -> None:
    window = open_rows("x")
    path = tmp_path / "broken.calcviz"
    path.write_bytes(content)
    window.files.open(path)
    assert window.message.isVisible()
    assert texts(window) == ["x"]


def test_a_newer_file_opens_in_part_and_says_so(open_rows: Open, tmp_path: Path) -> None:
    window = open_rows()
    path = tmp_path / "newer.calcviz"
    path.write_text('{"format": "calcviz", "version": 99, "rows": [{"text": "x^2"}]}')
    window.files.open(path)
    assert texts(window) == ["x^2"]
    assert "opened in part" in window.message.words.text()


def test_staying_keeps_everything(open_rows: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_rows("x")
    window.session.edit(1, "x^2")
    asked = answer(monkeypatch, Answer.Cancel)
    window.files.new()
    event = QCloseEvent()
    window.closeEvent(event)
    assert not event.isAccepted()
    assert len(asked) == 2
    assert texts(window) == ["x^2"]


def test_discarding_leaves(open_rows: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_rows("x")
    window.session.edit(1, "x^2")
    answer(monkeypatch, Answer.Discard)
    window.files.new()
    assert texts(window) == [""]


def test_saving_asks_for_a_name_at_the_first_time_only(
    open_rows: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_rows("x")
    window.session.edit(1, "x^2")
    asked: list[str] = []

    def name(*_: object) -> tuple[str, str]:
        asked.append("name")
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    assert window.files.save()
    window.session.edit(1, "x^3")
    assert window.files.save()
    assert asked == ["name"]
    assert json.loads((tmp_path / "mine.calcviz").read_text())["rows"][0]["text"] == "x^3"
    assert not window.isWindowModified()


def test_a_place_that_cannot_be_written_is_told(open_rows: Open, tmp_path: Path) -> None:
    window = open_rows("x")
    window.session.path = tmp_path / "no such folder" / "a.calcviz"
    assert not window.files.save()
    assert "could not be saved" in window.message.words.text()


def test_a_document_dropped_on_the_window_is_opened(open_rows: Open, document: Path) -> None:
    window = open_rows()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(document))])
    window.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert texts(window) == ["f(x) = x^2", "tangent(f, 1)"]


def test_recent_files_are_kept_in_order_and_forgotten(open_rows: Open, tmp_path: Path) -> None:
    kept = open_rows().remembered
    for name in ("a", "b", "a"):
        kept.remember_file(tmp_path / name)
    assert [path.name for path in kept.recent] == ["a", "b"]
    kept.forget_files()
    assert kept.recent == []


def drop(window: Window, *paths: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, carried, left, no_key))


def test_the_lines_of_a_dropped_text_become_rows(open_rows: Open, tmp_path: Path) -> None:
    window = open_rows("x")
    path = tmp_path / "rows.txt"
    path.write_text("f(x) = x^2\n\n  tangent(f, 1)\n\0\n", encoding="utf-8")
    drop(window, path, tmp_path / "picture.png")
    assert texts(window) == ["x", "f(x) = x^2", "tangent(f, 1)"]
    path.write_bytes(b"\xff\xfe")
    drop(window, path)
    assert "it is no UTF-8 text" in window.message.words.text()
    drop(window, tmp_path / "none.txt")
    assert "there is no such file" in window.message.words.text()
    assert len(texts(window)) == 3


def test_what_another_program_wrote_is_not_written_over_unasked(open_rows: Open, document: Path) -> None:
    window = open_rows()
    window.files.open(document)
    window.session.edit(1, "f(x) = x^3")
    foreign = document.read_text(encoding="utf-8").replace("tangent(f, 1)", "tangent(f, 2)")
    document.write_text(foreign, encoding="utf-8")
    assert not window.files.save()
    assert document.read_text(encoding="utf-8") == foreign
    assert "another program" in window.message.words.text()
    anyway, elsewhere = window.message.findChildren(QPushButton)
    assert (anyway.text(), elsewhere.text()) == ("Save anyway", "Save elsewhere…")
    anyway.click()
    assert "x^3" in document.read_text(encoding="utf-8")
    assert not window.isWindowModified() and not window.message.isVisible()


def test_a_read_only_file_is_not_replaced(open_rows: Open, document: Path) -> None:
    window = open_rows()
    window.files.open(document)
    window.session.edit(1, "f(x) = x^3")
    document.chmod(0o444)
    assert not window.files.save()
    assert "read only" in window.message.words.text()
    assert "x^3" not in document.read_text(encoding="utf-8")
    assert window.session.modified


def test_the_question_speaks_the_language_of_the_window(
    open_rows: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_rows("x")
    window.session.edit(1, "x^2")
    said: list[str] = []

    def read(box: QMessageBox) -> QMessageBox.StandardButton:
        said.extend(button.text() for button in box.buttons())
        return Answer.Cancel

    monkeypatch.setattr(QMessageBox, "exec", read)
    window.choose_language("zh_CN")
    assert not window.files.may_leave()
    assert sorted(said) == sorted(["保存(&S)", "不保存(&D)", "取消"])
