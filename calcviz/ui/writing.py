"""Everything that helps to write in the rows of a window: completion, the formulas of before, the keypad."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from calcviz.language.messages import tr
from calcviz.scene.document import LONGEST_TEXT
from calcviz.ui.past import Past
from calcviz.ui.prompter import Prompter

if TYPE_CHECKING:
    from calcviz.ui.editor import Editor
    from calcviz.ui.keypad import Keypad
    from calcviz.ui.window import Window

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Writing(QObject):
    """The companion of every editor of a window; it also knows in which row someone wrote last."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._row_id: int | None = None
        self.past = Past()
        self.keypad: Keypad | None = None
        self.prompter = Prompter(window)

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {"complete": self.complete, "edit_row": self.edit_row}

    def accompany(self) -> None:
        """Look after the rows and the plane that the window has now."""
        rows, plane = self._window.rows, self._window.plane
        self.prompter.begin_anew()
        self.keypad = None
        keypad = self._window.actions_by_name["keypad"]
        keypad.toggled.connect(self.switch_keypad)
        keypad.setChecked(self._window.remembered.keypad)
        rows.companion = self
        rows.verticalScrollBar().valueChanged.connect(self.prompter.place)
        rows.grew.connect(self.prompter.place)
        for key in _ENTER:
            back = QShortcut(QKeySequence(key), plane, context=Qt.ShortcutContext.WidgetShortcut)
            back.activated.connect(self.return_to_row)

    def switch_keypad(self, wanted: bool) -> None:
        """Open the keypad below the rows, or close it; the next start remembers it."""
        self._window.remembered.keypad = wanted
        rows = self._window.rows
        if wanted and self.keypad is None:
            from calcviz.ui.keypad import Keypad

            self.keypad = Keypad(rows)
            self.keypad.pressed.connect(self.write)
            self.keypad.left.connect(self.editor)
            rows.stand_at_foot(self.keypad)
        if self.keypad is not None:
            self.keypad.setVisible(wanted)
            rows.place_foot()

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        self.prompter.close()
        if self.keypad is not None:
            self.keypad.refresh_theme()

    # What editors tell.

    def claims_key(self, editor: "Editor", event: QKeyEvent) -> bool:
        """The popup's keys are the popup's."""
        return self.prompter.claims_key(event)

    def takes_key(self, editor: "Editor", event: QKeyEvent) -> bool:
        """The popup takes its keys first; then Ctrl+Up and Ctrl+Down walk, Escape leaves for the plane."""
        if editor.composing or self.prompter.takes_key(event):
            return not editor.composing
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER and not held:
            editor.take_over_latex()
            self.past.remember(editor.toPlainText())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == Qt.KeyboardModifier.ControlModifier:
            self._walk(editor, -1 if key == Qt.Key.Key_Up else 1)
            return True
        elif key == Qt.Key.Key_Escape and not held and self._window.presentation.leave():
            return True
        elif key == Qt.Key.Key_Escape and not held:
            self._window.viewing.entered.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False

    def typed(self, editor: "Editor") -> None:
        """Look for what the word can become."""
        self.prompter.follow(editor, typed=True)

    def moved(self, editor: "Editor") -> None:
        """See whether the cursor is still at the word."""
        self.prompter.follow(editor, typed=False)

    def came(self, editor: "Editor") -> None:
        """This is the row in which someone writes now."""
        self._row_id = self._window.rows.current
        self.prompter.follow(editor, typed=False)

    def brought_table(self, text: str) -> None:
        """Show what can become of it."""
        self._window.importing.begin_text(text)

    def shortened(self, editor: "Editor") -> None:
        """Say that something was left out."""
        words = tr("Too long for a row: it was cut after {count} characters", count=LONGEST_TEXT)
        self._window.tools.say(words)

    def left(self, editor: "Editor") -> None:
        """What was written is a formula of before."""
        self.prompter.close()
        editor.take_over_latex()
        self.past.remember(editor.toPlainText())

    # What people do.

    def complete(self) -> None:
        """Offer what can stand at the cursor."""
        self.prompter.ask(self.editor())

    def edit_row(self) -> None:
        """Put the cursor into the selected row and select all of it."""
        current = self._window.rows.current
        if current is not None:
            self._row_id = current
        self.editor().selectAll()

    def return_to_row(self) -> None:
        """From the plane back to the selected row, or to the one written in last."""
        current = self._window.rows.current
        self._row_id = current if current is not None else self._row_id
        self.editor()

    def editor(self) -> "Editor":
        """The editor written in last, with the cursor in it; a new row's where that one is gone."""
        rows = self._window.rows
        known = {row.id for row in self._window.session.document.rows}
        wanted = self._row_id if self._row_id in known else rows.current
        if wanted is None:
            wanted = rows.insert_after(None)
        editor = rows.row(wanted).editor
        if not editor.hasFocus():
            place = editor.textCursor()
            rows.focus_row(wanted)
            editor.setTextCursor(place)
        return editor

    def write(self, template: str) -> None:
        """Type a template of the keypad where someone wrote last; who walks in the keypad stays there."""
        focus = QApplication.focusWidget()
        in_keypad = self.keypad is not None and focus is not None and self.keypad.isAncestorOf(focus)
        editor = self.editor()
        self.prompter.pass_over()
        editor.write(template)
        if in_keypad and focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk(self, editor: "Editor", by: int) -> None:
        text = self.past.walk(by, editor.toPlainText())
        if text is not None:
            self.prompter.close()
            editor.replace_text(text)
            self.prompter.close()
