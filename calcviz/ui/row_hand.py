"""The mouse on the rows: a click selects, a drag over margins selects several, a grip carries rows away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from calcviz.language.messages import tr
from calcviz.scene.folders import Slot, concealed, is_folder, placed, put_into, slots, with_members
from calcviz.ui import theme

if TYPE_CHECKING:
    from calcviz.ui.row_widget import RowWidget
    from calcviz.ui.rows import RowList

_EDGE, _PACE, _BEAT = 28, 14, 30
"""Where and how fast the list scrolls by itself while something is carried: pixels, pixels, milliseconds."""
_INTO = 0.3
"""The share of a closed folder's height, above and below, in which rows land beside it and not in it."""


class RowHand:
    """What the mouse does to the rows of a list between a press and its release."""

    def __init__(self, rows: "RowList") -> None:
        self._rows = rows
        self._pressed: int | None = None
        self._swept: int | None = None
        self._at = self._now = QPoint()
        self._sweeps = self._waits = False
        self._carried: tuple[int, ...] = ()
        self._near: int | None = None
        self._slot: Slot | None = None
        self._into: int | None = None
        self._landing: _Landing | None = None
        self._scrolling = QTimer(rows, interval=_BEAT)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def carries(self) -> bool:
        """Whether rows are being carried now."""
        return bool(self._carried)

    def come_near(self, row_id: int) -> None:
        """The pointer is over a row, and so over no other: Qt does not tell rows that went from under it."""
        before = self._rows.page.widgets.get(self._near) if self._near not in (None, row_id) else None
        if before is not None:
            before.show_near(False)
        self._near = row_id

    def press(self, widget: "RowWidget", event: QMouseEvent) -> None:
        """Begin with the row under the mouse."""
        place, held = event.position().toPoint(), event.modifiers()
        self._swept = None
        self._pressed, self._at = widget.row_id, event.globalPosition().toPoint()
        self._now = self._at
        self._sweeps = not widget.is_grip(place)
        self._waits = False
        if held & Qt.KeyboardModifier.ControlModifier:
            self._rows.toggle_selected(widget.row_id)
        elif held & Qt.KeyboardModifier.ShiftModifier:
            self._rows.select_to(widget.row_id)
        elif widget.row_id in self._rows.chosen:
            self._waits = True  # they may be carried together: only the release tells
        elif widget.is_margin(place):
            self._rows.select_rows([widget.row_id])
        else:
            self._waits = True

    def move(self, event: QMouseEvent) -> None:
        """Carry what is held, or select as far as the mouse has come."""
        at = self._now = event.globalPosition().toPoint()
        if self._carried:
            self._follow()
            return
        if self._pressed is None or (at - self._at).manhattanLength() < QApplication.startDragDistance():
            return
        self._waits = False
        if self._sweeps:
            under = self._rows.under(at)
            if under not in (None, self._swept):
                self._swept = under
                self._rows.select_rows([self._pressed], quietly=True)
                self._rows.select_to(under)
        else:
            self.carry(self._pressed)

    def release(self, widget: "RowWidget", event: QMouseEvent) -> None:
        """Let go: what is carried lands, a plain click goes into the row."""
        if self._carried:
            self._land()
        elif self._waits and self._pressed == widget.row_id:
            if widget.is_margin(event.position().toPoint()):
                self._rows.select_rows([widget.row_id])
            else:
                self._rows.focus_row(widget.row_id)
        self._pressed, self._waits = None, False

    # Carrying.

    def carry(self, row_id: int) -> None:
        """Take hold of a row, and of all that are selected with it."""
        rows = self._rows
        widget = rows.row(row_id)
        if self._pressed is None:  # by its bullet
            self._now = widget.mapToGlobal(widget.bullet.geometry().center())
        if row_id not in rows.chosen:
            rows.select_rows([row_id])
        self._carried = rows.chosen
        rows.setFocus(Qt.FocusReason.MouseFocusReason)  # Escape is heard there
        QApplication.setOverrideCursor(Qt.CursorShape.ClosedHandCursor)
        self._landing = _Landing(rows.page)
        self._scrolling.start()
        self._follow()

    def cancel(self) -> None:
        """Put everything back: nothing has moved."""
        if not self._carried:
            return
        self._carried, self._pressed = (), None
        self._scrolling.stop()
        QApplication.restoreOverrideCursor()
        if self._landing is not None:
            self._landing.hide()
            self._landing.deleteLater()
            self._landing = None

    def _land(self) -> None:
        carried, slot, into = self._carried, self._slot, self._into
        self.cancel()
        title = tr("move row") if len(carried) == 1 else tr("move rows")
        if into is not None:
            self._rows.session.change(lambda document: put_into(document, carried, into), title)
        elif slot is not None:
            self._rows.session.change(lambda document: placed(document, carried, slot), title)

    def _follow(self) -> None:
        """Show where the rows would land."""
        rows, document = self._rows, self._rows.session.document
        place = rows.page.mapFromGlobal(self._now)
        self._slot, self._into = None, None
        if self._landing is None:
            return
        moving = with_members(document.rows, self._carried)
        loose = not any(is_folder(row) for row in document.rows if row.id in moving)
        for row in document.rows:
            geometry = rows.page.place(row.id).geometry()
            spare = geometry.height() * _INTO
            within = geometry.top() + spare < place.y() < geometry.bottom() - spare
            if loose and row.folder == "closed" and is_folder(row) and within and row.id not in moving:
                self._into = row.id
                self._landing.surround(geometry)
                return
        out_of_sight = concealed(document.rows)
        fitting = [
            (abs(self._height(slot) - place.y()), slot.inside != self._is_inside(place), slot)
            for slot in slots(document.rows, for_folder=not loose)
            if slot.index == len(document.rows) or document.rows[slot.index].id not in out_of_sight
        ]
        self._slot = min(fitting, key=lambda each: each[:2])[2]
        self._landing.lie_at(self._height(self._slot), theme.whole(30 if self._slot.inside else 8))

    def _is_inside(self, place: QPoint) -> bool:
        return place.x() > theme.whole(26)

    def _height(self, slot: Slot) -> int:
        """Where the line of a slot lies on the page."""
        rows = self._rows.session.document.rows
        if slot.index < len(rows):
            return self._rows.page.place(rows[slot.index].id).y()
        return self._rows.add_button.y()

    def _scroll(self) -> None:
        """Scroll while the mouse is at an edge of the list."""
        view = self._rows.viewport()
        y = view.mapFromGlobal(self._now).y()
        by = -_PACE if y < _EDGE else _PACE if y > view.height() - _EDGE else 0
        if by:
            bar = self._rows.verticalScrollBar()
            bar.setValue(bar.value() + by)
            self._follow()


class _Landing(QWidget):
    """A line with a knob where rows will land, or a frame around the folder that takes them."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._page = page
        self._framed = False

    def lie_at(self, y: int, left: int) -> None:
        """Lie between two rows."""
        knob = theme.whole(8)
        self._framed = False
        self.setGeometry(left, y - knob // 2, self._page.width() - left, knob)
        self._appear()

    def surround(self, place: QRect) -> None:
        """Frame a row."""
        self._framed = True
        self.setGeometry(place)
        self._appear()

    def _appear(self) -> None:
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, accent = QPainter(self), QColor(theme.look().accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._framed:
            painter.setPen(accent)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 5, 5)
        else:
            tall = self.height()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(0, 0, tall, tall)
            painter.drawRect(tall // 2, tall // 2 - 1, self.width(), 3)
        painter.end()
