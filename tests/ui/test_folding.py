"""Folders of rows in the window."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from calcviz.scene.folders import folders
from calcviz.ui.window import Window
from tests.ui.conftest import Open

NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def told(window: Window) -> list[str]:
    """The rows, members indented."""
    titles = folders(window.session.document.rows)
    return [("  " if row.id in titles else "") + row.text for row in window.session.document.rows]


def with_folder(open_rows: Open) -> Window:
    """Rows x, a folder with x^2 and x^3, x^4; the folder's row is the fifth."""
    window = open_rows("x", "x^2", "x^3", "x^4")
    window.rows.select_rows([2, 3])
    window.actions_by_name["new_folder"].trigger()
    return window


def test_a_folder_of_the_selected_rows_waits_for_its_title(open_rows: Open) -> None:
    window = with_folder(open_rows)
    assert told(window) == ["x", "# Folder", "  x^2", "  x^3", "x^4"]
    editor = window.rows.row(5).editor
    assert window.focusWidget() is editor and editor.textCursor().selectedText() == "Folder"
    QTest.keyClicks(editor, "Powers")
    assert window.session.document.row(5).text == "# Powers"


def test_without_several_rows_the_folder_is_empty_and_below(open_rows: Open) -> None:
    window = open_rows("x", "x^2")
    window.rows.focus_row(1)
    window.actions_by_name["new_folder"].trigger()
    assert told(window) == ["x", "# Folder", "x^2"]
    QTest.keyClick(window.rows.row(3).editor, Qt.Key.Key_Return)
    QTest.keyClicks(window.rows.row(window.rows.current or 0).editor, "1 + 1")
    assert told(window) == ["x", "# Folder", "  1 + 1", "x^2"]


def test_the_triangle_closes_and_opens(open_rows: Open) -> None:
    window = with_folder(open_rows)
    window.plane.setFocus()
    title = window.rows.row(5)
    assert title.fold_button is not None and title.fold_button.accessibleName() == "Close folder"
    QTest.mouseClick(title.fold_button, LEFT)
    assert window.session.document.row(5).folder == "closed"
    assert window.rows.row(2).isHidden() and window.rows.row(3).isHidden()
    assert title._count is not None and title._count.isVisible() and title._count.text() == "2 rows"
    assert window.session.frame.row(2).drawing.primitives, "the pictures stay"
    QTest.mouseClick(title.fold_button, LEFT)
    assert not window.rows.row(2).isHidden() and not title._count.isVisible()


def test_keys_close_and_open_and_undo_knows_it(open_rows: Open) -> None:
    window = with_folder(open_rows)
    window.rows.select_rows([3])
    QTest.keyClick(window.rows, Qt.Key.Key_Left)
    assert window.rows.current == 5
    QTest.keyClick(window.rows, Qt.Key.Key_Left)
    assert window.session.document.row(5).folder == "closed"
    window.session.undo()
    assert window.session.document.row(5).folder == "open"
    window.rows.focus_row(2)
    window.actions_by_name["fold"].trigger()
    assert window.rows.current == 5 and window.rows.row(2).isHidden()
    window.actions_by_name["unfold"].trigger()
    assert not window.rows.row(2).isHidden()


def test_up_and_down_step_over_what_is_concealed(open_rows: Open) -> None:
    window = with_folder(open_rows)
    window.rows.edits.set_folded(5, closed=True)
    window.rows.focus_row(5)
    QTest.keyClick(window.rows.row(5).editor, Qt.Key.Key_Down)
    assert window.rows.current == 4
    QTest.keyClick(window.rows.row(4).editor, Qt.Key.Key_Up)
    assert window.rows.current == 5


def test_its_bullet_hides_all_that_is_in_it(open_rows: Open) -> None:
    window = with_folder(open_rows)
    bullet = window.rows.row(5).bullet
    assert bullet.accessibleName() == "Hide what is in the folder"
    QTest.mouseClick(bullet, LEFT)
    assert [window.session.document.row(k).visible for k in (1, 2, 3, 4)] == [True, False, False, True]
    assert bullet.accessibleName() == "Show what is in the folder"
    QTest.mouseClick(bullet, LEFT)
    assert window.session.document.row(2).visible


def test_an_empty_last_member_goes_out_at_enter(open_rows: Open) -> None:
    window = with_folder(open_rows)
    window.rows.focus_row(3)
    QTest.keyClick(window.rows.row(3).editor, Qt.Key.Key_Return)
    made = window.rows.current or 0
    assert told(window) == ["x", "# Folder", "  x^2", "  x^3", "  ", "x^4"]
    QTest.keyClick(window.rows.row(made).editor, Qt.Key.Key_Return)
    assert told(window) == ["x", "# Folder", "  x^2", "  x^3", "", "x^4"]
    assert window.rows.current == made


def test_keys_take_rows_in_and_out(open_rows: Open) -> None:
    window = with_folder(open_rows)
    window.rows.select_rows([4])
    window.actions_by_name["put_in"].trigger()
    assert told(window) == ["x", "# Folder", "  x^2", "  x^3", "  x^4"]
    window.rows.select_rows([2])
    window.actions_by_name["take_out"].trigger()
    assert told(window) == ["x", "# Folder", "  x^3", "  x^4", "x^2"]


def test_a_row_carried_onto_a_closed_folder_goes_into_it(open_rows: Open) -> None:
    window = with_folder(open_rows)
    window.rows.edits.set_folded(5, closed=True)
    row, title = window.rows.row(1), window.rows.row(5)
    middle = row.mapFromGlobal(title.mapToGlobal(title.rect().center()))
    QTest.mousePress(row, LEFT, NONE, QPoint(4, 20))
    QTest.mouseMove(row, QPoint(4, 40))
    QTest.mouseMove(row, middle)
    QTest.mouseRelease(row, LEFT, NONE, middle)
    assert told(window) == ["# Folder", "  x^2", "  x^3", "  x", "x^4"]
    assert window.session.document.row(5).folder == "closed"


def test_a_row_carried_below_the_last_member_goes_in_or_stays_out_by_its_place(open_rows: Open) -> None:
    for x, after in ((90, "  x"), (2, "x")):
        window = with_folder(open_rows)
        row = window.rows.row(1)
        low = row.mapFromGlobal(window.rows.row(4).mapToGlobal(QPoint(x, 1)))
        QTest.mousePress(row, LEFT, NONE, QPoint(4, 20))
        QTest.mouseMove(row, QPoint(4, 40))
        QTest.mouseMove(row, low)
        QTest.mouseRelease(row, LEFT, NONE, low)
        assert told(window) == ["# Folder", "  x^2", "  x^3", after, "x^4"]


def test_deleting_an_open_folder_keeps_its_rows_and_a_closed_one_does_not(open_rows: Open) -> None:
    window = with_folder(open_rows)
    window.rows.edits.remove_rows([5])
    assert told(window) == ["x", "x^2", "x^3", "x^4"]
    window.session.undo()
    window.rows.edits.set_folded(5, closed=True)
    window.rows.edits.remove_rows([5])
    assert told(window) == ["x", "x^4"]
    window.session.undo()
    assert told(window) == ["x", "# Folder", "  x^2", "  x^3", "x^4"]


def test_who_goes_into_a_concealed_row_opens_its_folder(open_rows: Open) -> None:
    window = with_folder(open_rows)
    window.rows.edits.set_folded(5, closed=True)
    window.select_seen(2)
    assert window.rows.current == 2 and window.rows.row(2).isHidden()
    window.rows.focus_row(2)
    assert not window.rows.row(2).isHidden()


def test_the_button_below_makes_a_row_of_its_own(open_rows: Open) -> None:
    window = open_rows("x", "x^2")
    window.rows.select_rows([1, 2])
    window.actions_by_name["new_folder"].trigger()
    window.rows.add_button.click()
    assert told(window) == ["# Folder", "  x", "  x^2", ""]
