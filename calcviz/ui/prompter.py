"""Offers to the person who types what a word can become, and says which argument is being typed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QTextCursor

from calcviz.language.completing import Completions, Entry, completions, signature_at
from calcviz.ui.known_words import arguments, document_names, known_words, signatures

if TYPE_CHECKING:
    from calcviz.ui.completion import CompletionPopup
    from calcviz.ui.editor import Editor
    from calcviz.ui.signature_hint import SignatureHint
    from calcviz.ui.window import Window

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHOOSING = (
    *_ENTER,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Escape,
)
_LEAVING = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)


class Prompter(QObject):
    """One popup for a window, made when it is first needed; whatever it does comes after the new picture."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._editor: Editor | None = None
        self._found = Completions(0, 0)
        self._names: dict[str, str] = {}
        self._asked = self._chosen = self._typed = self._taking = False
        self._length = 0
        self._refused: int | None = None
        self.popup: CompletionPopup | None = None
        self.hint: SignatureHint | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)

    @property
    def is_open(self) -> bool:
        """Whether the popup is seen."""
        return self.popup is not None and not self.popup.isHidden()

    def begin_anew(self) -> None:
        """Forget the popup and the hint, which speak the language in which they were made."""
        self._soon.stop()
        self._editor = None
        for part in (self.popup, self.hint):
            if part is not None:
                part.hide()
                part.deleteLater()
        self.popup = self.hint = None

    def follow(self, editor: "Editor", *, typed: bool) -> None:
        """The text or the cursor of an editor changed: look at it when the picture is painted."""
        if editor is not self._editor:
            self._editor, self._length, self._refused = editor, len(editor.toPlainText()), None
        self._typed = self._typed or typed
        self._soon.start()

    def ask(self, editor: "Editor") -> None:
        """Offer what can stand at the cursor, however little is typed."""
        self._editor, self._asked, self._refused = editor, True, None
        self._typed = True
        self._look()

    def close(self) -> None:
        """Take popup and hint away."""
        self._soon.stop()
        self._typed = False
        self._close_popup()
        if self.hint is not None:
            self.hint.hide()

    def place(self) -> None:
        """Stand where the cursor stands after the rows were scrolled."""
        if self.is_open or (self.hint is not None and not self.hint.isHidden()):
            self._soon.start()

    def claims_key(self, event: QKeyEvent) -> bool:
        """Whether a key that is perhaps a shortcut is for the popup now."""
        return self.is_open and event.key() in _CHOOSING and not event.modifiers()

    def pass_over(self) -> None:
        """What is written next was chosen already: offer nothing for it."""
        self._taking = True

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether a key chooses in the popup, takes an entry or closes it."""
        popup, key = self.popup, event.key()
        if popup is None or popup.isHidden() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            popup.choose(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            popup.choose_page(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Escape:
            self._refused = self._found.start
            self._close_popup()
            return True
        elif key == Qt.Key.Key_Tab or (key in _ENTER and self._enter_takes()):
            self.take(popup.current)
            return True
        else:
            if key in _ENTER or key in _LEAVING:
                self._close_popup()
            return False
        self._chosen = True
        if self._editor is not None:
            self._stand(self._editor)  # its help is of another height
        self._announce()
        return True

    def take(self, entry: Entry | None) -> None:
        """Put an entry in the place of the word; the cursor stands between its brackets."""
        editor, found = self._editor, self._found
        self._close_popup()
        if editor is None or entry is None:
            return
        cursor = editor.textCursor()
        cursor.setPosition(found.start)
        cursor.setPosition(found.end, QTextCursor.MoveMode.KeepAnchor)
        self._taking = True
        cursor.insertText(entry.insert)
        cursor.setPosition(cursor.position() - entry.cursor_back)
        editor.setTextCursor(cursor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        editor = self._editor
        typed, self._typed = self._typed, False
        taking, self._taking = self._taking, False
        if editor is None or not editor.hasFocus() or editor.composing or editor.textCursor().hasSelection():
            self.close()
            return
        text, place = editor.toPlainText(), editor.textCursor().position()
        grew, self._length = len(text) > self._length, len(text)
        if self._refused is not None and place <= self._refused:
            self._refused = None  # the word is gone
        self._names = document_names(self._window.session.document, self._window.rows.current)
        if typed and not taking and (grew or self._asked or self.is_open):
            self._offer(editor, text, place)
        elif taking or place != self._found.end:
            self._close_popup()
        elif self.is_open:
            self._stand(editor)
        self._show_hint(editor, text, place)

    def _offer(self, editor: "Editor", text: str, place: int) -> None:
        """Offer what the word at the cursor can become."""
        found = completions(text, place, self._names, known_words(), self._asked)
        if self.is_open and found.start != self._found.start:
            self._close_popup()
            found = completions(text, place, self._names, known_words())
        word = text[found.start : found.end]
        entries = found.entries if self._asked or len(word) > 2 else _beginning(found.entries, word)
        if found.start != self._refused:
            self._refused = None
        if not entries or self._refused is not None:
            self._close_popup()
            return
        self._found = found
        popup = self._make_popup()
        before = popup.current if self._chosen and self.is_open else None
        popup.offer(entries, self._formulas())
        self._chosen = before is not None and before == popup.current
        self._stand(editor)
        popup.show()
        popup.raise_()
        self._announce()

    def _make_popup(self) -> "CompletionPopup":
        if self.popup is None:
            from calcviz.ui.completion import CompletionPopup

            self.popup = CompletionPopup(self._window)
            self.popup.taken.connect(self.take)
        return self.popup

    def _stand(self, editor: "Editor") -> None:
        """Put the popup under the beginning of the word."""
        if self.popup is None:
            return
        cursor = QTextCursor(editor.document())
        cursor.setPosition(min(self._found.start, len(editor.toPlainText())))
        line = editor.cursorRect(cursor)
        self.popup.stand_by(QRect(editor.viewport().mapTo(self._window, line.topLeft()), line.size()))

    def _close_popup(self) -> None:
        self._asked = self._chosen = False
        if self.popup is not None:
            self.popup.hide()

    def _enter_takes(self) -> bool:
        """Enter goes on to the next row unless it was said that an entry is meant: by asking for entries, by
        choosing one, or by a word that means nothing yet and is the beginning of the first one."""
        if self._asked or self._chosen:
            return True
        editor, entry = self._editor, self.popup.current if self.popup is not None else None
        if editor is None or entry is None:
            return False
        word = editor.toPlainText()[self._found.start : self._found.end]
        whole = word in self._names or any(word == each.label for each in self._found.entries)
        row = self._window.rows.current
        readable = row is not None and self._window.session.frame.row(row).problem is None
        return not whole and not readable and entry.label.lower().startswith(word.lower())

    def _formulas(self) -> dict[str, str]:
        """The typeset rows of the document by the names that they define."""
        texts = {text: name for name, text in self._names.items()}
        rows = self._window.session.frame.rows
        return {texts[each.row.text.strip()]: each.latex for each in rows if each.row.text.strip() in texts}

    def _show_hint(self, editor: "Editor", text: str, place: int) -> None:
        """Say which argument is typed, for everything with more than one and for every concept."""
        known = signatures(self._names) if "(" in text else {}
        call = signature_at(text, place, known) if known and not self.is_open else None
        if call is None or len(arguments(known[call[0]])) < 2:
            if self.hint is not None:
                self.hint.hide()
            return
        row = editor.parentWidget()
        if row is None:
            return
        if self.hint is None:
            from calcviz.ui.signature_hint import SignatureHint

            self.hint = SignatureHint(self._window)
        corner = row.mapTo(self._window, QPoint(editor.x(), 0))
        self.hint.show_call(known[call[0]], call[1], QRect(corner, row.size()))

    def _announce(self) -> None:
        """Tell a screen reader what is highlighted."""
        if self._editor is None or self.popup is None or not QAccessible.isActive():
            return
        from calcviz.ui.completion import spoken_entry

        entry = self.popup.current
        if entry is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._editor, spoken_entry(entry)))


def _beginning(entries: tuple[Entry, ...], word: str) -> tuple[Entry, ...]:
    """The entries that begin with a word: two letters scattered over a name are no wish for it."""
    word = word.removeprefix("\\").lower()
    return tuple(entry for entry in entries if entry.label.lower().startswith(word))
