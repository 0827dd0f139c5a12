"""The keys of the rows: those of a list that has the keyboard, and those that lead there from an editor."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QTextCursor

from calcviz.ui.editor import Editor
from calcviz.ui.row_clipboard import asks_about, own_rows, text_lines

if TYPE_CHECKING:
    from calcviz.ui.rows import RowList

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_BY = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_EDGES = {Qt.Key.Key_Up: QTextCursor.MoveOperation.Up, Qt.Key.Key_Down: QTextCursor.MoveOperation.Down}


class RowKeys(QObject):
    """Hears the editors of a list, and answers for the list itself."""

    def __init__(self, rows: "RowList") -> None:
        super().__init__(rows)
        self._rows = rows

    def takes(self, event: QKeyEvent) -> bool:
        """What a key does while the rows are selected as a whole; whether it did anything."""
        rows, key = self._rows, event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _BY and held in (Qt.KeyboardModifier.NoModifier, _SHIFT):
            rows.step_selected(_BY[Qt.Key(key)], extending=held == _SHIFT)
            return True
        for sequence, what in self._standard():
            if event.matches(sequence):
                what()
                return True
        plain = self._plain().get(Qt.Key(key)) if not held else None
        if plain is not None:
            plain()
        return plain is not None

    def _standard(self) -> tuple[tuple[QKeySequence.StandardKey, Callable[[], object]], ...]:
        rows, keys = self._rows, QKeySequence.StandardKey
        return (
            (keys.SelectAll, rows.select_all),
            (keys.Copy, lambda: rows.edits.copy_rows(rows.chosen)),
            (keys.Cut, lambda: rows.edits.cut_rows(rows.chosen)),
            (keys.Paste, rows.edits.paste_rows),
        )

    def _plain(self) -> dict[Qt.Key, Callable[[], object]]:
        return {
            Qt.Key.Key_Delete: lambda: self._rows.edits.remove_rows(self._rows.chosen),
            Qt.Key.Key_Backspace: lambda: self._rows.edits.remove_rows(self._rows.chosen),
            Qt.Key.Key_Return: self._edit,
            Qt.Key.Key_Enter: self._edit,
            Qt.Key.Key_Escape: self._leave,
            Qt.Key.Key_Left: lambda: self._fold(closed=True),
            Qt.Key.Key_Right: lambda: self._fold(closed=False),
        }

    def _edit(self) -> None:
        if self._rows.current is not None:
            self._rows.focus_row(self._rows.current)

    def _leave(self) -> None:
        """Put back what is carried, else go back into the row."""
        if self._rows.hand.carries:
            self._rows.hand.cancel()
        else:
            self._edit()

    def _fold(self, *, closed: bool) -> None:
        """Open or close the folder that is selected; from a member go to its title."""
        rows = self._rows
        if rows.current is not None:
            rows.edits.fold_at(rows.current, closed=closed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return isinstance(watched, Editor) and not watched.composing and self._leads_out(watched, event)

    def _leads_out(self, editor: Editor, event: QKeyEvent) -> bool:
        """Whether a key goes from the text of one row to rows as a whole."""
        rows, key = self._rows, Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _BY and held == _SHIFT and not QTextCursor(editor.textCursor()).movePosition(_EDGES[key]):
            rows.step_selected(_BY[key], extending=True)
        elif event.matches(QKeySequence.StandardKey.SelectAll) and _all_selected(editor):
            rows.select_all()
        elif event.matches(QKeySequence.StandardKey.Paste) and brings_rows(editor):
            rows.edits.paste_rows()
        else:
            return False
        return True


def brings_rows(editor: Editor) -> bool:
    """Whether what is on the clipboard is to become rows, not text at the cursor."""
    empty, found = not editor.toPlainText(), own_rows()
    if found:
        return empty or len(found) > 1
    text = QGuiApplication.clipboard().text()
    return empty and len(text_lines(text)) > 1 and not asks_about(text)


def _all_selected(editor: Editor) -> bool:
    cursor = editor.textCursor()
    return cursor.selectionEnd() - cursor.selectionStart() == len(editor.toPlainText())
