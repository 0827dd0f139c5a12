"""Folders in the window: made, filled, opened and closed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from calcviz.language.messages import tr
from calcviz.scene.document import Document
from calcviz.scene.folders import (
    folders,
    gathered,
    is_folder,
    put_into,
    taken_in,
    taken_out,
)
from calcviz.ui.icons import icon
from calcviz.ui.markup import runs

if TYPE_CHECKING:
    from calcviz.ui.rows import RowList
    from calcviz.ui.window import Window


class Folding:
    """What the menus do to folders, each as one step of undo."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {
            "new_folder": self._begin,
            "fold": lambda: self._fold(closed=True),
            "unfold": lambda: self._fold(closed=False),
            "put_in": lambda: put_in(self._window.rows, self._window.rows.chosen),
            "take_out": lambda: take_out(self._window.rows, self._window.rows.chosen),
        }

    def _begin(self) -> None:
        """A folder of the rows that are selected, or an empty one below the row that is."""
        rows = self._window.rows
        gather(rows, rows.chosen if rows.several else ())

    def _fold(self, *, closed: bool) -> None:
        """Open or close the folder that is selected, or in which the selected row is."""
        rows = self._window.rows
        if rows.current is None:
            return
        titles = folders(rows.session.document.rows)
        found = titles.get(rows.current, rows.session.document.row(rows.current))
        if is_folder(found):
            rows.edits.set_folded(found.id, closed)


def gather(rows: "RowList", row_ids: Sequence[int]) -> None:
    """Put rows into a new folder and begin to write its title."""
    made = 0

    def gather_them(document: Document) -> Document:
        nonlocal made
        changed, made = gathered(document, row_ids, f"# {tr('Folder')}", below=rows.current)
        return changed

    rows.session.change(gather_them, tr("new folder"))
    rows.focus_row(made)
    editor = rows.row(made).editor
    cursor = editor.textCursor()
    cursor.setPosition(2)
    cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def put_in(rows: "RowList", row_ids: Sequence[int], folder_id: int | None = None) -> None:
    """Make rows members of a folder; without one, of that right above them."""
    rows.session.change(
        lambda document: (
            taken_in(document, row_ids) if folder_id is None else put_into(document, row_ids, folder_id)
        ),
        tr("put into folder"),
    )


def take_out(rows: "RowList", row_ids: Sequence[int]) -> None:
    """Make members rows of their own, below their folder."""
    rows.session.change(lambda document: taken_out(document, row_ids), tr("take out of folder"))


def folder_menu(rows: "RowList", row_ids: Sequence[int], parent: QWidget) -> QMenu:
    """Into which folder rows can go, and out of which."""
    menu = QMenu(tr("Folder"), parent)
    menu.setIcon(icon("folder"))
    document = rows.session.document
    titles = folders(document.rows)
    made = menu.addAction(icon("folder"), tr("Folder from selection"))
    made.triggered.connect(lambda: gather(rows, row_ids))
    made.setShortcut(QKeySequence("Ctrl+Shift+G"))
    out = menu.addAction(tr("Take out of the folder"))
    out.triggered.connect(lambda: take_out(rows, row_ids))
    out.setEnabled(any(row_id in titles for row_id in row_ids))
    all_folders = [row for row in document.rows if is_folder(row)]
    if all_folders:
        menu.addSeparator()
    for row in all_folders:
        name = "".join(run.text for run in runs(row.text)).replace("&", "&&") or tr("Folder")
        entry = menu.addAction(tr("Into “{name}”", name=name))
        entry.triggered.connect(lambda _=False, row=row: put_in(rows, row_ids, row.id))
        entry.setEnabled(any(each != row.id and titles.get(each) != row for each in row_ids))
    return menu
