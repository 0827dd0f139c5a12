"""The line in which a row is typed: one line that grows."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from calcviz.language.latex.signs import looks_like_latex
from calcviz.language.messages import tr
from calcviz.language.normalising import normalised_with_place
from calcviz.language.problems import Problem
from calcviz.language.symbols import ALT_LETTERS
from calcviz.language.tokens import fold
from calcviz.scene.document import LONGEST_TEXT, one_line
from calcviz.ui import theme
from calcviz.ui.companion import Companion
from calcviz.ui.highlighting import Highlighter, pair_marks, problem_marks
from calcviz.ui.keys import COMMANDING
from calcviz.ui.pairs import PARTNERS, beside, brings_partner, is_empty_pair, steps_over
from calcviz.ui.row_clipboard import LONGEST_PASTE, asks_about, text_lines
from calcviz.views import fonts

_OWN_KEYS = (
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.MoveToPreviousWord,
    QKeySequence.StandardKey.SelectNextWord,
    QKeySequence.StandardKey.SelectPreviousWord,
    QKeySequence.StandardKey.MoveToStartOfLine,
    QKeySequence.StandardKey.MoveToEndOfLine,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
)
_COMES_BACK = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)

GAP = "□"
"""Where something is still to be typed, in what `Editor.write` takes."""

LONG, MOST_LINES = 2_100, 8
"""Characters from which on a row, which is data then, shows so many lines around the cursor and no more."""


class Editor(QPlainTextEdit):
    """A formula being typed: it says what was typed and where the person wants to go, no more.

    `companion` is told what happens here and may take keys before the editor does.
    """

    typed = Signal(str)
    entered = Signal()
    left_upwards = Signal()
    left_downwards = Signal()
    emptied = Signal()
    focused = Signal()
    unfocused = Signal()
    lines_pasted = Signal(list)
    line_copied = Signal()
    line_cut = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(fonts.interface_font(theme.em(16)))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setUndoRedoEnabled(False)  # the session undoes
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.document().setDocumentMargin(2)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(tr("Formula"))
        self._highlighter = Highlighter(self.document())
        self._shown = ""
        self._problem: Problem | None = None
        self._pair: tuple[int, int] | None = None
        self.companion: Companion | None = None
        self.composing = self._written = False
        self.textChanged.connect(self._report)
        self.cursorPositionChanged.connect(self._follow_cursor)
        # All lines are seen but those of data: Qt scrolls to the cursor before there is room for the newest.
        self.verticalScrollBar().valueChanged.connect(self._stay)
        # lines of a pasted text are broken after its change was told
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self._grow()

    def show_text(self, text: str) -> None:
        """Show a text that did not come from this keyboard; the cursor stays where it can."""
        if text == self._shown:
            return
        self._shown, self._written = text, False
        place = self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.setTextCursor(cursor)

    def show_problem(self, problem: Problem | None) -> None:
        """Underline the place of the problem."""
        if problem != self._problem:
            self._problem = problem
            self._show_marks()

    @property
    def is_note(self) -> bool:
        """Whether what stands here is a note, in which nothing is helped with."""
        return fold(self._shown).lstrip().startswith("#")

    def write(self, template: str) -> None:
        """Type a text with gaps (□) at the cursor, which goes into the first one that no selection fills."""
        cursor = self.textCursor()
        selected = cursor.selectedText()
        if selected:
            template = template.replace(GAP, selected, 1) if GAP in template else selected + template
        start, gap = cursor.selectionStart(), template.find(GAP)
        cursor.insertText(template.replace(GAP, ""))
        if gap >= 0:
            cursor.setPosition(self._within(start + gap))
        self.setTextCursor(cursor)

    def replace_text(self, text: str, place: int | None = None) -> None:
        """Type another text in the place of the whole one; the cursor goes to a place, or behind it."""
        old, cursor = self.toPlainText(), self.textCursor()
        start = _alike(old, text)
        rest = _alike(old[start:][::-1], text[start:][::-1])
        cursor.setPosition(start)
        cursor.setPosition(len(old) - rest, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - rest])
        cursor.setPosition(self._within(len(text) if place is None else place))
        self.setTextCursor(cursor)

    def _within(self, place: int) -> int:
        """A place of the text; its end for one behind it: a text that grew too long has been cut by now."""
        return min(place, len(self.toPlainText()))

    def take_focus(self, *, at_end: bool = True) -> None:
        """Put the cursor here; a note that was only read is shown as it is written."""
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        where = QTextCursor.MoveOperation.End if at_end else QTextCursor.MoveOperation.Start
        self.moveCursor(where)

    def refresh_theme(self) -> None:
        """Paint the text in the colours of a new theme."""
        self._highlighter.rehighlight()
        self._show_marks()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._claims(event)
            # Qt moves the focus at Tab before it tells anybody of the key.
            tab = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
            if tab and self._companion_takes(event):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._companion_takes(event) or self._goes_elsewhere(event) or self._is_helped(event)):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        committed = fold(event.commitString())
        if self.composing and self.companion is not None:
            self.companion.moved(self)
        if self.composing or event.replacementLength() or not self._types(committed):
            super().inputMethodEvent(event)
            return
        event.accept()
        super().inputMethodEvent(QInputMethodEvent())  # what was composed is not seen any more

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        self._show_pair()
        if self.companion is not None:
            self.companion.came(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.composing = False
        self._show_pair()
        if self.companion is not None:
            self.companion.left(self)
        if event.reason() not in _COMES_BACK:
            self._written = False
            self.unfocused.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if self.companion is not None and not self.is_note and asks_about(text):
            self.companion.brought_table(text)
            return
        lines = text_lines(text, latex=not self.is_note)
        cursor = self.textCursor()
        room = LONGEST_TEXT - len(self._shown) + len(cursor.selectedText())
        if lines:
            cursor.insertText(lines[0][:room])
        if len(lines) > 1:
            self.lines_pasted.emit([one_line(line) for line in lines[1:]])
        longest = max(map(len, lines), default=0)
        cut = longest > LONGEST_TEXT or len(text) > LONGEST_PASTE or bool(lines) and len(lines[0]) > room
        if cut and self.companion is not None:
            self.companion.shortened(self)

    def take_over_latex(self) -> None:
        """Write as a row what someone wrote here in LaTeX, where it can be read and no word is lost.

        Who only passes through changes nothing.
        """
        text = self.toPlainText()
        if not self._written or self.is_note or not looks_like_latex(text):
            return
        from calcviz.language.latex_reading import from_latex, has_words_beside

        found = from_latex(text)
        if isinstance(found, str) and found != text and not has_words_beside(text):
            self.replace_text(found)

    def _goes_elsewhere(self, event: QKeyEvent) -> bool:
        key, cursor = event.key(), self.textCursor()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Up and not event.modifiers() and self._on_edge(QTextCursor.MoveOperation.Up):
            self.left_upwards.emit()
        elif (
            key == Qt.Key.Key_Down and not event.modifiers() and self._on_edge(QTextCursor.MoveOperation.Down)
        ):
            self.left_downwards.emit()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not self._shown:
            self.emptied.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) and not cursor.hasSelection():
            self.line_copied.emit()
        elif event.matches(QKeySequence.StandardKey.Cut) and not cursor.hasSelection():
            self.line_cut.emit()
        else:
            return False
        return True

    def _claims(self, event: QKeyEvent) -> bool:
        """Whether a key is typed here even where it is the shortcut of a menu: Alt+F is φ."""
        companion = self.companion
        if (companion is not None and companion.claims_key(self, event)) or (
            _signed(event) and not self.is_note
        ):
            event.accept()
            return True
        # Without this the text widget keeps Ctrl+Z, Ctrl+E and others away from the menus.
        if event.modifiers() & COMMANDING and not any(event.matches(key) for key in _OWN_KEYS):
            event.ignore()
            return False
        return super().event(event)

    def _companion_takes(self, event: QKeyEvent) -> bool:
        return self.companion is not None and self.companion.takes_key(self, event)

    def _is_helped(self, event: QKeyEvent) -> bool:
        """Whether a key enters a sign by Alt and a letter, or is a bracket with a thought for its partner."""
        if self.is_note:
            return False
        sign = _signed(event)
        if sign:
            self.write(sign)
            return True
        cursor = self.textCursor()
        if event.key() == Qt.Key.Key_Backspace and not event.modifiers() and not cursor.hasSelection():
            return self._takes_pair(cursor)
        return not event.modifiers() & COMMANDING and self._types(fold(event.text()))

    def _types(self, typed: str) -> bool:
        """Whether a bracket was typed that needs more than to be inserted; then it is done."""
        text, cursor = self.toPlainText(), self.textCursor()
        place = cursor.position()
        if len(typed) != 1 or self.is_note:
            return False
        if typed in PARTNERS and cursor.hasSelection():
            self._surround(cursor, typed)
        elif typed in PARTNERS and brings_partner(text, place, typed):
            self.write(f"{typed}{GAP}{PARTNERS[typed]}")
        elif steps_over(text, place, typed) and not cursor.hasSelection():
            self.moveCursor(QTextCursor.MoveOperation.NextCharacter)
        else:
            return False
        return True

    def _surround(self, cursor: QTextCursor, opening: str) -> None:
        """Put brackets around what is selected, which stays selected."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        cursor.insertText(f"{opening}{cursor.selectedText()}{PARTNERS[opening]}")
        cursor.setPosition(self._within(start + 1))
        cursor.setPosition(self._within(end + 1), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _takes_pair(self, cursor: QTextCursor) -> bool:
        place = cursor.position()
        if not is_empty_pair(self.toPlainText(), place):
            return False
        cursor.setPosition(place - 1)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        return True

    def _on_edge(self, move: QTextCursor.MoveOperation) -> bool:
        return not QTextCursor(self.textCursor()).movePosition(move)

    def _report(self) -> None:
        self._grow()
        text = self.toPlainText()
        if text == self._shown:
            return
        plain = one_line(text)
        place = min(self.textCursor().position(), len(plain))
        if plain == text:
            plain, place = normalised_with_place(text, place)
        if plain != text:
            self.replace_text(plain, place)  # and it is reported anew
            return
        self._shown, self._written = text, True
        self.typed.emit(text)
        if self.companion is not None:
            self.companion.typed(self)

    def _follow_cursor(self) -> None:
        self._show_pair()
        if self.companion is not None and self.hasFocus():
            self.companion.moved(self)

    def _show_pair(self) -> None:
        """Set off the bracket at the cursor and its partner."""
        place = self.textCursor().position()
        near = self._shown[max(0, place - 1) : place + 1]
        found = None
        if self.hasFocus() and any(sign in "()[]{}" for sign in near) and not self.is_note:
            found = beside(self.toPlainText(), place)
        if found != self._pair:
            self._pair = found
            self._show_marks()

    def _show_marks(self) -> None:
        marks = [*pair_marks(self, self._pair), *problem_marks(self, self._problem)]
        if marks or self.extraSelections():
            self.setExtraSelections(marks)

    def _stay(self) -> None:
        if not self._is_long():
            self.verticalScrollBar().setValue(0)

    def _is_long(self) -> bool:
        return self.document().characterCount() > LONG

    def _grow(self) -> None:
        lines = max(1, round(self.document().size().height()))
        lines = min(lines, MOST_LINES) if self._is_long() else lines
        height = lines * self.fontMetrics().lineSpacing() + 8
        if height != self.height():
            self.setFixedHeight(height)


def _signed(event: QKeyEvent) -> str:
    """The sign that a key enters together with Alt; an empty text where it enters none."""
    modifiers = event.modifiers()
    if not modifiers & Qt.KeyboardModifier.AltModifier or modifiers & Qt.KeyboardModifier.ControlModifier:
        return ""
    letter, key = event.text(), event.key()
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:  # with Alt some systems tell another text, or none
        letter = chr(key) if modifiers & Qt.KeyboardModifier.ShiftModifier else chr(key).lower()
    return ALT_LETTERS.get(letter, "")


def _alike(first: str, second: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(first), len(second)))
