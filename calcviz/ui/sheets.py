"""Pages that lie over rows and plane, and leave when a document is begun or opened."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from calcviz.ui import theme

if TYPE_CHECKING:
    from calcviz.ui.window import Window


class Sheets(QStackedWidget):
    """The document with its panes, and over it at most a few sheets, the last one seen."""

    def __init__(self, document: QWidget) -> None:
        super().__init__()
        self.addWidget(document)

    def lay(self, sheet: "Sheet") -> None:
        """Lay a sheet over everything."""
        self.addWidget(sheet)
        self.setCurrentWidget(sheet)
        sheet.window_of.message.lie_over(sheet)
        sheet.begin()

    def minimumSizeHint(self) -> QSize:
        """That of what is seen: what lies below must not keep the window wide."""
        seen = self.currentWidget()
        return seen.minimumSizeHint() if seen is not None else QSize()

    def names(self) -> list[str]:
        """The names of the sheets, the lowest first."""
        return [sheet.name for sheet in self.lying()]

    def lying(self) -> list["Sheet"]:
        """The sheets, the lowest first."""
        parts = [self.widget(place) for place in range(self.count())]
        return [part for part in parts if isinstance(part, Sheet)]

    def clear(self) -> None:
        """Take every sheet away."""
        for sheet in reversed(self.lying()):
            sheet.leave()


class Sheet(QWidget):
    """A page over the window's document; Escape, or another document, takes it away."""

    name = ""

    def __init__(self, window: "Window") -> None:
        super().__init__()
        self.window_of = window
        self._document = window.session.document
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("sheet")
        window.session.listeners.append(self._watch)

    def begin(self) -> None:
        """Take the focus, once it is seen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Go away: what lies below is seen again."""
        window = self.window_of
        if self._watch not in window.session.listeners:
            return
        window.session.listeners.remove(self._watch)
        window.sheets.removeWidget(self)
        below = window.sheets.currentWidget()
        window.message.lie_over(below if isinstance(below, Sheet) else window.views)
        self.hide()
        self.deleteLater()
        if isinstance(below, Sheet):
            below.begin()
            return
        rows = window.session.frame.rows
        if len(rows) == 1 and rows[0].kind == "empty":
            window.rows.focus_row(rows[0].row.id)
        else:
            window.viewing.take_focus()

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        self.setStyleSheet(f"#sheet, #leaf {{ background: {theme.look().pane}; }}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _watch(self) -> None:
        if self.window_of.session.document is not self._document:
            self.leave()
