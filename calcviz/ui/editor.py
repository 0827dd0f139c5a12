"""The line in which a row is typed: one line that grows."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from calcviz.language.messages import tr
from calcviz.language.problems import Problem
from calcviz.ui.highlighting import Highlighter, underline
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


class Editor(QPlainTextEdit):
    """A formula being typed: it says what was typed and where the person wants to go, no more."""

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
        self.setFont(fonts.interface_font(16))
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
        self.textChanged.connect(self._report)
        # All lines are always seen: Qt scrolls to the cursor before there is room for the newest one.
        self.verticalScrollBar().valueChanged.connect(lambda: self.verticalScrollBar().setValue(0))
        self._grow()

    def show_text(self, text: str) -> None:
        """Show a text that did not come from this keyboard; the cursor stays where it can."""
        if text == self._shown:
            return
        self._shown = text
        place = self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.setTextCursor(cursor)

    def show_problem(self, problem: Problem | None) -> None:
        """Underline the place of the problem."""
        if problem != self._problem:
            self._problem = problem
            underline(self, problem)

    def take_focus(self, *, at_end: bool = True) -> None:
        """Put the cursor here; a note that was only read is shown as it is written."""
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        where = QTextCursor.MoveOperation.End if at_end else QTextCursor.MoveOperation.Start
        self.moveCursor(where)

    def refresh_theme(self) -> None:
        """Paint the text in the colours of a new theme."""
        self._highlighter.rehighlight()
        underline(self, self._problem)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def event(self, event: QEvent) -> bool:
        # Without this the text widget keeps Ctrl+Z, Ctrl+E and others away from the menus.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            commanding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            if event.modifiers() & commanding and not any(event.matches(key) for key in _OWN_KEYS):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._goes_elsewhere(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.unfocused.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = [line.strip() for line in source.text().splitlines() if line.strip()]
        if lines:
            self.textCursor().insertText(lines[0])
        if len(lines) > 1:
            self.lines_pasted.emit(lines[1:])

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

    def _on_edge(self, move: QTextCursor.MoveOperation) -> bool:
        return not QTextCursor(self.textCursor()).movePosition(move)

    def _report(self) -> None:
        self._grow()
        text = self.toPlainText()
        if text != self._shown:
            self._shown = text
            self.typed.emit(text)

    def _grow(self) -> None:
        lines = max(1, round(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + 8
        if height != self.height():
            self.setFixedHeight(height)
