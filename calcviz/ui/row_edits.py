"""What is done to the rows of the list: each is one step of undo, and then the cursor goes on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from calcviz.language.messages import tr
from calcviz.scene import edits
from calcviz.scene.document import Document, Row
from calcviz.scene.folders import (
    concealed,
    folded,
    folders,
    is_folder,
    members,
    standings,
    stepped,
    taken_out,
)
from calcviz.ui.row_clipboard import asks_about, copy_rows, rows_on_clipboard

if TYPE_CHECKING:
    from calcviz.ui.rows import RowList


AT_ONCE = 60
"""Lines that become rows in one turn: of 500 at once the window stood still for 300 ms."""
BETWEEN = 5
"""Milliseconds between such turns, in which the window is painted and hears what is typed."""


class RowEdits:
    """The changes of a list's document, row by row or several rows at once."""

    def __init__(self, rows: "RowList") -> None:
        self._rows = rows
        self._session = rows.session

    def insert_lines(
        self, row_id: int | None, lines: Sequence[str], title: str | None = None, *, alike: bool = False
    ) -> None:
        """Make a row for each line, as one step of undo with that title; `alike`: all in one style."""
        rows = edits.lines(self._session.document, lines)
        if alike:
            rows = tuple(replace(row, style=rows[0].style) for row in rows)
        made = self._put_below(row_id, rows[:AT_ONCE], title or tr("paste"), group := ("lines", object()))
        if made:
            self._rows.focus_row(made[-1])
        if rows[AT_ONCE:]:
            self._go_on(made[-1], rows[AT_ONCE:], title or tr("paste"), group)

    def _go_on(self, row_id: int, rows: Sequence[Row], title: str, group: object) -> None:
        """Put the rest below a row in later turns, unless that is another by then; the cursor stays."""
        above = self._session.document.row(row_id)

        def put() -> None:
            if above in self._session.document.rows:
                made = self._put_below(row_id, rows[:AT_ONCE], title, group)
                if rows[AT_ONCE:]:
                    self._go_on(made[-1], rows[AT_ONCE:], title, group)

        QTimer.singleShot(BETWEEN, self._rows, put)

    def remove_rows(self, row_ids: Sequence[int]) -> None:
        """Take rows away; the cursor goes to the one above them. The last one is only emptied."""
        if not row_ids:
            return
        order = self._rows.in_sight
        if len(self._rows.order) == 1:
            self._session.edit(self._rows.order[0], "")
            return
        place = order.index(row_ids[0]) if row_ids[0] in order else 0
        self._session.remove(row_ids)
        left = [row_id for row_id in order[:place] if row_id in self._rows.order]
        order = self._rows.in_sight
        self._rows.focus_row(left[-1] if left else order[0])

    def move_row(self, row_id: int, by: int) -> None:
        """Move a row, and those selected with it, up (-1) or down (1)."""
        moving, whole = self._rows.concerned(row_id), self._rows.hasFocus()
        title = tr("move row") if len(moving) == 1 else tr("move rows")
        self._session.change(lambda document: stepped(document, moving, by), title)
        if len(moving) > 1 or whole:
            self._rows.reveal(row_id)
        else:
            self._rows.focus_row(row_id)

    def duplicate(self, row_ids: Sequence[int]) -> None:
        """The same rows once more, below them, in colours of their own."""
        rows = edits.recoloured(self._session.document, edits.copied(self._session.document, row_ids))
        made = self._put_below(row_ids[-1] if row_ids else None, rows, tr("duplicate"))
        self._go_to(made)

    def show_rows(self, row_ids: Sequence[int], visible: bool) -> None:
        """Show rows or hide them; a folder is with its members."""
        title = tr("show row") if visible else tr("hide row")
        self._session.change(lambda document: edits.shown(document, row_ids, visible), title)

    def toggle_rows(self, row_ids: Sequence[int]) -> None:
        """Hide rows, or show them where none of them is visible."""
        document = self._session.document
        rows = {row.id: (row, how) for row, how in zip(document.rows, standings(document.rows), strict=True)}
        states = [how.any_shown if how.folder else row.visible for row, how in map(rows.__getitem__, row_ids)]
        self.show_rows(row_ids, not any(states))

    def copy_rows(self, row_ids: Sequence[int]) -> None:
        """Put rows on the clipboard, as text and with their styles."""
        copy_rows(edits.copied(self._session.document, row_ids))

    def cut_rows(self, row_ids: Sequence[int]) -> None:
        """Put rows on the clipboard and take them away."""
        self.copy_rows(row_ids)
        self.remove_rows(row_ids)

    def paste_rows(self) -> bool:
        """Put the rows on the clipboard below the selected one, in its place if it is empty."""
        text, companion = QGuiApplication.clipboard().text(), self._rows.companion
        if companion is not None and asks_about(text):
            companion.brought_table(text)
            return True
        rows = rows_on_clipboard(self._session.document)
        if not rows:
            return False
        chosen = self._rows.chosen
        self._go_to(self._put_below(chosen[-1] if chosen else self._rows.last(), rows, tr("paste")))
        return True

    def fold(self, row_id: int) -> None:
        """Open a folder or close it."""
        row = self._session.document.row(row_id)
        if is_folder(row):
            self.set_folded(row_id, closed=row.folder == "open")

    def fold_at(self, row_id: int, *, closed: bool) -> None:
        """Open or close a folder that is selected; from a member go to the title of its folder."""
        titles = folders(self._session.document.rows)
        if is_folder(self._session.document.row(row_id)):
            self.set_folded(row_id, closed)
        elif closed and row_id in titles:
            self._rows.select_rows([titles[row_id].id])

    def set_folded(self, row_id: int, closed: bool) -> None:
        """Close a folder or open it; what is selected in it gives way to its title."""
        title = tr("close folder") if closed else tr("open folder")
        group = ("folding", row_id)
        self._session.change(lambda d: folded(d, row_id, "closed" if closed else "open"), title, group)
        if self._rows.current is not None and self._rows.current not in self._rows.in_sight:
            self._rows.select_rows([row_id])

    def _put_below(
        self, row_id: int | None, rows: Sequence[Row], title: str, group: object = None
    ) -> tuple[int, ...]:
        """Put copies of rows below one, which goes where it is empty; the new ids."""
        made: tuple[int, ...] = ()

        def put(document: Document) -> Document:
            nonlocal made
            changed, made = edits.pasted(document, row_id, rows)
            empty = row_id is not None and not document.row(row_id).text.strip()
            return edits.removed(changed, [row_id]) if empty and row_id is not None else changed

        if rows:
            self._session.change(put, title, group)
        return made

    def _go_to(self, made: Sequence[int]) -> None:
        """Into a new row, or to several as a whole."""
        if len(made) == 1:
            self._rows.focus_row(made[0])
        elif made:
            self._rows.select_rows(made)
            self._rows.reveal(made[-1])

    def enter(self, row_id: int) -> None:
        """Enter makes the next row; in an empty last member of a folder it goes out of the folder."""
        rows = self._session.document.rows
        titles, row = folders(rows), self._session.document.row(row_id)
        others = members(rows, titles[row_id].id) if row_id in titles else ()
        if others[-1:] == (row_id,) and not row.text.strip():
            self._session.change(lambda document: taken_out(document, [row_id]), tr("take out of folder"))
            self._rows.focus_row(row_id)
        else:
            self._rows.insert_after(row_id)

    def create_sliders(self, row_id: int, names: list[str]) -> None:
        """A slider for each letter, above the row that asks for it; the cursor stays."""
        place = self._rows.order.index(row_id)
        above = self._rows.order[place - 1] if place else None
        for name in names:
            made = self._session.insert(above if above is not None else row_id, f"{name} = 1")
            if above is None:
                self._session.move(made, 0)
            above = made
        self._rows.focus_row(row_id)

    def unfold_around(self, row_id: int) -> None:
        if row_id in concealed(self._session.document.rows):
            title = folders(self._session.document.rows)[row_id]
            self.set_folded(title.id, closed=False)
