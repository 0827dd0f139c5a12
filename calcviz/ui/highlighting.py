"""Colours for the parts of a formula while it is typed."""

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from calcviz.language.problems import Problem
from calcviz.language.tokens import tokens
from calcviz.ui import theme

_TONES = {
    "number": "number",
    "function": "function",
    "keyword": "keyword",
    "operator": "soft",
    "bracket": "soft",
    "note": "soft",
    "error": "problem",
}


class Highlighter(QSyntaxHighlighter):
    """Paints each token of a row in the tone of its kind; names keep the ink of the text."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._look: theme.Look | None = None

    def highlightBlock(self, text: str) -> None:
        formats = self._current_formats()
        for token in tokens(text):
            shape = formats.get(token.kind)
            if shape is not None:
                self.setFormat(token.start, token.end - token.start, shape)

    def _current_formats(self) -> dict[str, QTextCharFormat]:
        if self._look is not theme.look():
            self._look = theme.look()
            self._formats = {kind: _format(kind, tone) for kind, tone in _TONES.items()}
        return self._formats


def _format(kind: str, tone: str) -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setForeground(QColor(getattr(theme.look(), tone)))
    if kind == "note":
        shape.setFontItalic(True)
    return shape


def underline(editor: QPlainTextEdit, problem: Problem | None) -> None:
    """Mark the places of a problem by a wave and a tinted ground; None takes the marks away."""
    if problem is None:
        if editor.extraSelections():
            editor.setExtraSelections([])
        return
    places = [(problem.start, problem.end), *([problem.partner] if problem.partner else [])]
    editor.setExtraSelections([_mark(editor, *place) for place in places])


def _mark(editor: QPlainTextEdit, start: int, end: int) -> QTextEdit.ExtraSelection:
    length = len(editor.toPlainText())
    start = max(0, min(start, length))
    end = max(start, min(end, length))
    if start == end:  # something is missing here: the character before it carries the mark
        start, end = (start - 1, end) if start > 0 else (start, min(end + 1, length))
    mark = QTextEdit.ExtraSelection()
    shape = QTextCharFormat()
    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    shape.setUnderlineColor(QColor(theme.look().problem))
    shape.setBackground(QColor(theme.look().problem_ground))
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    mark.cursor = cursor
    mark.format = shape
    return mark
