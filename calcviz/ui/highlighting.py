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


def problem_marks(editor: QPlainTextEdit, problem: Problem | None) -> list[QTextEdit.ExtraSelection]:
    """A wave and a tinted ground at the places of a problem."""
    if problem is None:
        return []
    shape = QTextCharFormat()
    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    shape.setUnderlineColor(QColor(theme.look().problem))
    shape.setBackground(QColor(theme.look().problem_ground))
    places = [(problem.start, problem.end), *([problem.partner] if problem.partner else [])]
    length = len(editor.toPlainText())
    return [_mark(editor, *_seen(*place, length), shape) for place in places]


def pair_marks(editor: QPlainTextEdit, pair: tuple[int, int] | None) -> list[QTextEdit.ExtraSelection]:
    """The two brackets that belong together, in the accent on a ground of their own."""
    if pair is None:
        return []
    shape = QTextCharFormat()
    shape.setForeground(QColor(theme.look().accent))
    shape.setBackground(QColor(theme.look().hover))
    return [_mark(editor, place, place + 1, shape) for place in pair]


def _seen(start: int, end: int, length: int) -> tuple[int, int]:
    """A stretch of the text that can be marked, for places that may lie at its end or behind it."""
    start = max(0, min(start, length))
    end = max(start, min(end, length))
    if start == end:  # something is missing here: the character before it carries the mark
        return (start - 1, end) if start > 0 else (start, min(end + 1, length))
    return start, end


def _mark(editor: QPlainTextEdit, start: int, end: int, shape: QTextCharFormat) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    mark.cursor = cursor
    mark.format = shape
    return mark
