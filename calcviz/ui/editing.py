"""What the Edit menu does to rows and texts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit

from calcviz.language.messages import tr
from calcviz.scene.document import one_line
from calcviz.ui.editor import Editor
from calcviz.ui.finding import Finding
from calcviz.ui.folding import Folding
from calcviz.ui.row_keys import brings_rows

if TYPE_CHECKING:
    from calcviz.ui.window import Window


class Editing:
    """The window's hand on its rows: each task is one step of undo."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self.folding, self.finding = Folding(window), Finding(window)

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {
            "undo": self.undo,
            "redo": self.redo,
            "cut": lambda: self._edit_text("cut"),
            "copy": lambda: self._edit_text("copy"),
            "paste": lambda: self._edit_text("paste"),
            "new_row": lambda: self.insert(""),
            "select_all": self._select_all,
            "duplicate": lambda: self._window.rows.edits.duplicate(self._window.rows.chosen),
            "delete_row": lambda: self._window.rows.edits.remove_rows(self._window.rows.chosen),
            "move_up": lambda: self._with_row(lambda row_id: self._window.rows.edits.move_row(row_id, -1)),
            "move_down": lambda: self._with_row(lambda row_id: self._window.rows.edits.move_row(row_id, 1)),
            "toggle_row": lambda: self._window.rows.edits.toggle_rows(self._window.rows.chosen),
            "give_up": self._give_up,
            "ask_again": lambda: self._with_row(self._window.session.ask_again),
            **self.folding.tasks(),
            **self.finding.tasks(),
        }

    def undo(self) -> None:
        """Take the last change back; a number that moves by itself stands still."""
        self._window.player.stop()
        self._window.session.undo()

    def redo(self) -> None:
        """Bring back what was undone."""
        self._window.player.stop()
        self._window.session.redo()

    def delete_seen(self) -> None:
        """Take away what is selected on the plane; the keyboard stays there."""
        window = self._window
        if window.rows.chosen:
            window.rows.edits.remove_rows(window.rows.chosen)
            window.viewing.take_focus()
            back = window.actions_by_name["undo"].shortcut()
            keys = back.toString(QKeySequence.SequenceFormat.NativeText)
            window.tools.say(tr("Row deleted; {keys} takes it back", keys=keys))

    def insert(self, text: str) -> None:
        """A new row with a text, below the selected one."""
        rows = self._window.rows
        rows.insert_after(rows.current or rows.last(), text)

    def type_in(self, text: str) -> None:
        """What is typed while nothing takes it begins in a row: in the last one where that is empty."""
        rows = self._window.rows
        last = rows.last()
        if last is not None and not self._window.session.document.row(last).text:
            rows.focus_row(last)
        else:
            rows.insert_after(last)
        first, *more = text.splitlines() or [""]
        rows.row(rows.current or 0).editor.insertPlainText(one_line(first))
        rows.insert_lines(rows.current, [one_line(line) for line in more if line.strip()])

    def _with_row(self, what: Callable[[int], object]) -> None:
        if self._window.rows.current is not None:
            what(self._window.rows.current)

    def _give_up(self) -> None:
        """Stop what the current row asks, else what is asked first: who goes on typing has left that row."""
        session, current = self._window.session, self._window.rows.current
        asking = [item.row.id for item in session.scene.items if item.asking]
        if asking:
            session.give_up(current if current is not None and current in asking else asking[0])

    def _select_all(self) -> None:
        """All of a text that has the keyboard, else all rows."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit | QAbstractSpinBox):
            focus.selectAll()
        else:
            self._window.rows.select_all()

    def _edit_text(self, what: str) -> None:
        """Cut, copy or paste where the cursor is; with nothing selected the whole rows."""
        rows, focus = self._window.rows, QApplication.focusWidget()
        if what == "paste" and isinstance(focus, Editor) and brings_rows(focus):
            rows.edits.paste_rows()
            return
        in_row = isinstance(focus, QPlainTextEdit)
        whole_row = isinstance(focus, QPlainTextEdit) and not focus.textCursor().hasSelection()
        if hasattr(focus, what) and (not in_row or what == "paste" or not whole_row):
            getattr(focus, what)()
        elif what == "paste":
            rows.edits.paste_rows()
        elif rows.chosen:
            (rows.edits.copy_rows if what == "copy" else rows.edits.cut_rows)(rows.chosen)
