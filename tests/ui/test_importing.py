"""A table is looked at before it becomes a row: what is guessed, what is said, what is made of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from calcviz.scene.document import LONGEST_TEXT
from calcviz.ui import drops
from calcviz.ui.import_bar import ImportBar
from calcviz.ui.window import Window
from tests.ui.conftest import Open

TABLE = "Zeit;Temperatur;Notiz\n0,5;20,25;warm\n1,5;21,75;\nkaputt;3;x\n2,5;22;kalt\n"


def texts(window: Window) -> list[str]:
    return [row.text for row in window.session.document.rows]


def bar_of(window: Window) -> ImportBar:
    bar = window.editing.finding.bar
    assert isinstance(bar, ImportBar)
    return bar


def shown(window: Window, path: Path, qtbot: QtBot) -> ImportBar:
    window.importing.begin(path)
    bar = bar_of(window)
    qtbot.waitUntil(lambda: bool(bar.words.text()))
    return bar


def saved(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "table.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_is_shown_and_becomes_a_row_in_one_step(
    open_rows: Open, tmp_path: Path, qtbot: QtBot, encoding: str
) -> None:
    window = open_rows("sin x", "")
    bar = shown(window, saved(tmp_path, TABLE, encoding), qtbot)
    assert (bar.separator.currentData(), bar.decimal.currentData()) == (";", ",") and bar.header.isChecked()
    assert (bar.x_field.currentText(), bar.y_field.currentText()) == ("Zeit", "Temperatur")
    heads = [bar.table.horizontalHeaderItem(k) for k in range(3)]
    assert [head and head.text() for head in heads] == ["x: Zeit", "y: Temperatur", "Notiz"]
    assert bar.words.text() == "3 points. Left out without two numbers: 1 (line 4)."
    window.rows.select(2)
    QTest.keyClick(bar.x_field, Qt.Key.Key_Return)
    assert texts(window) == ["sin x", "D = [(0.5, 20.25), (1.5, 21.75), (2.5, 22)]"]
    assert window.editing.finding.bar is None and window.session.undo_title == "import data"
    window.session.undo()
    assert texts(window) == ["sin x", ""]


def test_another_choice_is_counted_anew(open_rows: Open, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_rows("")
    bar = shown(window, saved(tmp_path, "1,2,3\n4,5,6\n"), qtbot)
    bar.x_field.setCurrentIndex(2)
    qtbot.waitUntil(bar.button.isEnabled)
    head = bar.table.horizontalHeaderItem(2)
    assert head is not None and head.text() == "x: column 3"
    bar.header.setChecked(True)
    qtbot.waitUntil(bar.button.isEnabled)
    assert bar.words.text() == "1 point." and bar.x_field.currentText() == "3"
    bar.separator.setCurrentIndex(bar.separator.findData("\t"))
    qtbot.waitUntil(lambda: bar.words.text().startswith("0 points"))
    assert not bar.button.isEnabled()


def test_a_third_column_makes_points_of_space(open_rows: Open, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_rows("")
    bar = shown(window, saved(tmp_path, "a;b;c\n1;2;3,5\n4;;6\n7;8;\n-1;0;2\n"), qtbot)
    assert bar.z_field.currentText() == "none"
    bar.z_field.setCurrentIndex(3)
    qtbot.waitUntil(bar.button.isEnabled)
    head = bar.table.horizontalHeaderItem(2)
    assert head is not None and head.text() == "z: c"
    assert bar.words.text() == "2 points. Left out without three numbers: 2 (line 3, 4)."
    bar.button.click()
    assert texts(window)[-1] == "D = [(1, 2, 3.5), (-1, 0, 2)]"
    assert window.session.scene.items[-1].command == "space_points"


def test_more_points_than_a_row_holds_make_several_rows(
    open_rows: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_rows("D = 3")
    bar = shown(window, saved(tmp_path, "".join(f"{k}\t{k}.25\n" for k in range(3000))), qtbot)
    assert bar.words.text() == "3,000 points. One row has room for 1,000 of them. All of them make 3 rows."
    bar.button.click()
    items = window.session.scene.items
    assert [item.kind for item in items] == ["number", "data", "data", "data"]
    assert [text[:5] for text in texts(window)[1:]] == ["D_2 =", "D_3 =", "D_4 ="]
    assert len({row.style for row in window.session.document.rows[1:]}) == 1
    points = [point for item in items[1:] for point in item.concept.points]  # type: ignore[union-attr]
    assert points == [(float(k), k + 0.25) for k in range(3000)]
    window.session.undo()
    assert texts(window) == ["D = 3"]


def test_far_more_points_are_thinned_only_when_that_is_wanted(
    open_rows: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calcviz.scene.point_rows.MOST_ROWS", 2)
    window = open_rows("")
    bar = shown(window, saved(tmp_path, "".join(f"{k}\t{k}.25\n" for k in range(5000))), qtbot)
    assert "room for" in bar.words.text() and not bar.button.isEnabled() and not bar.thin.isHidden()
    bar.thin.setChecked(True)
    bar.button.click()
    (row,) = window.session.frame.rows
    assert row.kind == "data" and len(row.row.text) <= LONGEST_TEXT


def test_what_is_no_file_or_too_large_is_said(
    open_rows: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_rows("")
    assert "no such file" in shown(window, tmp_path / "gone.csv", qtbot).words.text()
    bar_of(window).closed.emit()
    monkeypatch.setattr("calcviz.ui.import_bar.LARGEST", 10)
    bar = shown(window, saved(tmp_path, TABLE), qtbot)
    assert "too large" in bar.words.text() and not bar.button.isEnabled()


@pytest.mark.parametrize("raw", [b"", b"\x00\xff" * 500, b'"' * 3000, b"\n" * 50])
def test_nothing_in_a_file_hurts(open_rows: Open, tmp_path: Path, qtbot: QtBot, raw: bytes) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(raw)
    bar = shown(open_rows(""), path, qtbot)
    empty = "There is nothing in this table."
    assert bar.words.text().startswith("0 points" if raw.strip() else empty) and not bar.button.isEnabled()


def test_escape_leaves_and_what_is_still_read_reaches_nobody(
    open_rows: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_rows("")
    window.importing.begin(saved(tmp_path, "1,2\n" * 50_000))
    QTest.keyClick(bar_of(window), Qt.Key.Key_Escape)
    assert window.editing.finding.bar is None
    qtbot.waitUntil(lambda: not window.importing.busy)
    assert texts(window) == [""]


def test_tables_that_are_dropped_are_shown_one_after_the_other(
    open_rows: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_rows("")
    first = saved(tmp_path, "1,2\n3,4\n", name="a.CSV")
    second = saved(tmp_path, "5\t6\n7\t8\n", name="b.txt")
    rows = saved(tmp_path, "sin x\ncos x\n", name="c.txt")
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in (first, second, rows)])
    assert drops.dropped(carried) == [first, second, rows]
    drops.take(window, [first, second, rows])
    for _ in range(2):
        qtbot.waitUntil(lambda: bar_of(window).button.isEnabled())
        bar_of(window).button.click()
    assert sorted(texts(window)) == sorted(
        ["sin x", "cos x", "D = [(1, 2), (3, 4)]", "D_2 = [(5, 6), (7, 8)]"]
    )


@pytest.mark.parametrize("in_row", [True, False])
def test_two_columns_of_a_spreadsheet_are_pasted_as_one_row(open_rows: Open, in_row: bool) -> None:
    window = open_rows("")
    QGuiApplication.clipboard().setText("x\ty\r\n1,5\t2\r\n2,5\t4,25\r\n")
    (window.rows.row(1).editor if in_row else window.plane).setFocus()
    window.actions_by_name["paste"].trigger()
    assert texts(window) == ["[(1.5, 2), (2.5, 4.25)]"]
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("table", ["1,234;2\n3,567;4\n", "1\t2\t3\n4\t5\t6\n", "1\t2\n?\t3\n4\t5\n5\t5\n"])
def test_of_what_is_to_be_decided_a_pasted_table_asks(open_rows: Open, table: str) -> None:
    window = open_rows("")
    QGuiApplication.clipboard().setText(table)
    window.rows.row(1).editor.setFocus()
    window.actions_by_name["paste"].trigger()
    assert texts(window) == [""] and bar_of(window).table.rowCount()
    QGuiApplication.clipboard().clear()
