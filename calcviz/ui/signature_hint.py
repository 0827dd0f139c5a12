"""A line at the row that shows the call being written, the argument that is typed now in bold."""

from html import escape

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from calcviz.ui import theme
from calcviz.ui.known_words import arguments


class SignatureHint(QLabel):
    """Lies over the window, takes neither focus nor clicks."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("signature")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.hide()

    def show_call(self, signature: str, argument: int, row: QRect) -> None:
        """Show a call with one of its arguments in bold, below a row; above it where there is no room."""
        colors = theme.look()
        margin = theme.whole(5)
        self.setStyleSheet(
            f"#signature {{ background: {colors.raised}; color: {colors.soft};"
            f" border: 1px solid {colors.border}; padding: {margin - 1}px {margin + 3}px; }}"
        )
        self.setText(call_html(signature, argument))
        self.adjustSize()
        room = self._window.rect()
        below = row.bottom() + 2
        top = below if below + self.height() <= room.bottom() else row.top() - self.height() - 2
        self.move(max(0, min(row.left(), room.width() - self.width())), top)
        self.show()
        self.raise_()


def call_html(signature: str, argument: int) -> str:
    """A signature as rich text, one argument bold; behind the last one "…" stays bold."""
    given = arguments(signature)
    bold = argument if argument < len(given) else len(given) - 1 if given[-1:] == ["…"] else -1
    ink = theme.look().ink
    parts = [
        f'<b style="color: {ink}">{escape(each)}</b>' if place == bold else escape(each)
        for place, each in enumerate(given)
    ]
    return f"{escape(signature.partition('(')[0])}({', '.join(parts)})"
