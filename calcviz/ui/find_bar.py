"""The bar above the rows in which a text is looked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.bar import Bar, button
from calcviz.ui.finding import Match, counted, matches, replaced

if TYPE_CHECKING:
    from calcviz.ui.rows import RowList


class FindBar(Bar):
    """Marks the rows in which a text stands, and goes from place to place; the keyboard stays here."""

    def __init__(self, rows: "RowList") -> None:
        super().__init__(tr("Find in the rows"))
        self.rows = rows
        self._found: tuple[Match, ...] = ()
        self._place = 0
        self.field, self.new = QLineEdit(), QLineEdit()
        self.field.setPlaceholderText(tr("Find in the rows"))
        self.field.setAccessibleName(tr("Find in the rows"))
        self.new.setPlaceholderText(tr("Replace with"))
        self.new.setAccessibleName(tr("Replace with"))
        for field in (self.field, self.new):
            field.setMinimumWidth(theme.whole(50))
        self.count = QLabel()
        self.count.setStyleSheet(f"color: {theme.look().soft}")
        self.one, self.all = QPushButton(tr("Replace")), QPushButton(tr("All"))
        self.all.setAccessibleName(tr("Replace all"))
        self._replacing = QWidget()
        self._arrange()
        self.field.textChanged.connect(self._look)
        self.field.returnPressed.connect(lambda: self.go(1))
        self.new.returnPressed.connect(self._replace)
        self.one.clicked.connect(self._replace)
        self.all.clicked.connect(self._replace_all)
        rows.session.listeners.append(self._follow)

    def begin(self, *, replacing: bool) -> None:
        """Take the keyboard, with what is selected in a row to be looked for."""
        current = self.rows.current
        chosen = "" if current is None else self.rows.row(current).editor.textCursor().selectedText()
        if chosen and not self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.field.setText(chosen)
        self._replacing.setVisible(replacing)
        self.rows.place_foot()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._look()

    def end(self) -> None:
        """Mark nothing any more."""
        if self._follow in self.rows.session.listeners:
            self.rows.session.listeners.remove(self._follow)
        self._mark(())

    def go(self, by: int) -> None:
        """To the next place (1) or the one before (-1), around the end."""
        if self._found:
            self._place = (self._place + by) % len(self._found)
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.go(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shift:  # without Shift the field has told it
                self.go(-2)
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        grid, below = QGridLayout(self), QHBoxLayout(self._replacing)
        grid.setContentsMargins(*[theme.whole(each) for each in (10, 7, 6, 7)])
        grid.setSpacing(theme.whole(4))
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.whole(4))
        parts = (
            self.count,
            button("up", tr("The place before"), lambda: self.go(-1)),
            button("down", tr("The next place of the text"), lambda: self.go(1)),
            self.closer(),
        )
        grid.addWidget(self.field, 0, 0)
        for column, part in enumerate(parts, 1):
            grid.addWidget(part, 0, column)
        for part in (self.new, self.one, self.all):
            below.addWidget(part)
        grid.addWidget(self._replacing, 1, 0, 1, 5)
        grid.setColumnStretch(0, 1)

    def _look(self) -> None:
        """Look for the text anew, from the selected row on."""
        self._found = matches(self.rows.session.document.rows, self.field.text())
        current = self.rows.current
        self._place = 0 if current is None else self._first_from(current, 0)
        self._mark(self._found)
        if self._found:
            self._show()
        else:
            self.count.setText(counted(0, 0) if self.field.text() else "")

    def _first_from(self, row_id: int, start: int) -> int:
        """The number of the first place that is not before that one; the first of all where there is none."""
        order = {row.id: index for index, row in enumerate(self.rows.session.document.rows)}
        wanted = order.get(row_id, 0), start
        found = enumerate(self._found)
        return next((k for k, match in found if (order[match.row_id], match.start) >= wanted), 0)

    def _follow(self) -> None:
        """Keep to the rows as they change."""
        found = matches(self.rows.session.document.rows, self.field.text())
        if found != self._found:
            self._found, self._place = found, min(self._place, max(len(found) - 1, 0))
            self._tell()
        self._mark(found)

    def _mark(self, found: tuple[Match, ...]) -> None:
        self.rows.show_found(frozenset(match.row_id for match in found))

    def _tell(self) -> None:
        self.count.setText(counted(self._place, len(self._found)) if self.field.text() else "")
        self.one.setEnabled(bool(self._found))
        self.all.setEnabled(bool(self._found))

    def _show(self) -> None:
        """Bring the place into sight and select it there."""
        match = self._found[self._place]
        self._tell()
        self.rows.show_place(match.row_id)
        cursor = self.rows.row(match.row_id).editor.textCursor()
        cursor.setPosition(match.start)
        cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
        self.rows.row(match.row_id).editor.setTextCursor(cursor)

    def _replace(self) -> None:
        """Write the other text in this place and go to the next."""
        if self._found:
            here, new = self._found[self._place], self.new.text()
            self.rows.session.change(lambda document: replaced(document, [here], new), tr("replace"))
            self._place = self._first_from(here.row_id, here.start + len(new))
            if self._found:
                self._show()
            self._tell()

    def _replace_all(self) -> None:
        """Write the other text in every place, as one step of undo."""
        found, new = self._found, self.new.text()
        self.rows.session.change(lambda document: replaced(document, found, new), tr("replace"))
        self._tell()
