"""The x–y plane on the screen: it shows frames and says what pointer and keys want."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from calcviz.engine.describing import row_sentence
from calcviz.engine.frame import Frame, FrameRow
from calcviz.language.messages import tr
from calcviz.scene.document import Viewport
from calcviz.scene.framing import framed
from calcviz.views import navigation
from calcviz.views.fingers import Fingers
from calcviz.views.inputs import Inputs
from calcviz.views.items import Canvas
from calcviz.views.keys import Keys
from calcviz.views.layers import Layers
from calcviz.views.overlay import paint_overlay
from calcviz.views.pointer import Pointer
from calcviz.views.readings import Readings
from calcviz.views.theme import LIGHT, Theme
from calcviz.views.tracing import Trace
from calcviz.views.view_history import ViewHistory, alike

SETTLE_AFTER = 250
"""Milliseconds without a new frame after which moving rows are painted in their proper order."""

SLIVER = 8
"""Pixels across or down below which a plane is not seen: a range fitted into them would be lost."""


class PlaneView(Inputs):
    """Shows the frame it is given last; every wish of the person is a signal in mathematical coordinates.

    `viewport_changed` expects that a frame for the new viewport is shown; until then the present drawings are
    shown at their new places. `point_kept` carries the Reading of a point that is wanted as a row,
    `reading_told` what keys read.
    """

    viewport_changed = Signal(object)
    pointer_moved = Signal(float, float)
    pointer_left = Signal()
    axis_double_clicked = Signal(str)
    point_kept = Signal(object)
    reading_told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._view = Viewport()
        self._layers = Layers()
        self._selected_row: int | None = None
        self.readings = Readings(self)
        self.tracing = Trace(self)
        self.pointer = Pointer(self)
        self.keys = Keys(self)
        self.fingers = Fingers(self)
        self.history = ViewHistory(self.view, alike, self)
        self._placed = False
        self._held: Viewport | None = None
        self._asked: Viewport | None = None
        self._settle_timer = QTimer(self, singleShot=True, interval=SETTLE_AFTER)
        self._settle_timer.timeout.connect(self._settle)
        self.setAccessibleName(tr("Plane"))

    # what is shown

    def show_frame(self, frame: Frame) -> None:
        """Show a frame; rows whose drawing is the same object as before are not painted again."""
        self.take(frame.viewport)
        if self._layers.show(frame.rows, self._view):
            self._settle_timer.start()
            self._read_anew()
            self.update()
        elif self._layers.unsettled and not self._settle_timer.isActive():
            self._settle_timer.start()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def set_selected_row(self, row_id: int | None) -> None:
        """The row whose sentence describes the picture to those who do not see it."""
        self._selected_row = row_id
        self.describe()
        self.update()

    def selected_row(self) -> int | None:
        """The row whose landmarks are shown."""
        return self._selected_row

    def view(self) -> Viewport:
        """The viewport that is shown."""
        return self._view

    # where the view goes

    def home(self) -> None:
        """Show −10 ≤ x ≤ 10 in equal scale."""
        self.jump(navigation.home(*self.sheet_size(), self._view))

    def fit(self) -> None:
        """Show all that is drawn."""
        self.jump(navigation.fitted(self._view, self._layers.rows))

    def back(self) -> None:
        """Show the view before this one."""
        self._recall(self.history.back())

    def forward(self) -> None:
        """Show again the view that was gone back from."""
        self._recall(self.history.forward())

    def zoom_box(self) -> None:
        """Let the next drag draw the box that shall fill the view."""
        self.pointer.arm(boxing=True)

    def zoom(self, factor: float) -> None:
        """Make everything larger (factor > 1) or smaller about the middle."""
        view = self._view
        self.go(navigation.zoomed(view, factor, factor, view.width / 2, view.height / 2))

    @property
    def equal_scale(self) -> bool:
        """Whether one unit of x is asked to be, and is, as long as one unit of y."""
        return self._view.in_equal_scale

    @equal_scale.setter
    def equal_scale(self, equal: bool) -> None:
        view = navigation.equalised(self._view) if equal else replace(self._view, equal=False)
        if equal != self.equal_scale:
            self.jump(view)

    def go(self, view: Viewport) -> None:
        """Show another viewport and tell it; several in one refresh of the screen are told once."""
        if view != self._view:
            self._show_view(view)
            self.history.moved()

    def hold(self) -> None:
        """Keep showing all that is seen now, whatever size the plane takes, until someone looks elsewhere."""
        self._held = self._held or self._view

    def _show_view(self, view: Viewport) -> None:
        self._view, self._held, self._asked = view, None, None
        self._read_anew()
        if self._layers.show(self._layers.rows, view):
            self._settle_timer.start()
        self.update()
        self._latest.call(self._tell_view)

    def jump(self, view: Viewport) -> None:
        """Show another viewport as a step of its own on the way back."""
        self.history.settle()
        self.go(view)
        self.history.settle()

    def _recall(self, view: Viewport | None) -> None:
        if view is not None:
            size = self.sheet_size()
            self._show_view(view if (view.width, view.height) == size else navigation.resized(view, *size))

    def _tell_view(self) -> None:
        self.viewport_changed.emit(self._view)

    def take(self, view: Viewport) -> None:
        """Show the viewport of a document; one of another size is fitted into this window, which is told.

        What someone has moved to and is not told yet comes first. All of a document's viewport is shown
        whatever else gets or loses a place beside the plane at once.
        """
        if not self._latest.waiting and view != self._view:
            self._adopt(view)

    def _adopt(self, view: Viewport) -> None:
        size = self.sheet_size()
        self._asked = view
        self._held = view if self._held is not None else None
        if (view.width, view.height) == size or not self._placed:
            self._view = view
        else:
            self._view = framed(view, size)
            QTimer.singleShot(0, self, self._tell_view)
        # what gives others their places waits for the next turn of the event loop: let go in the one after it
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._let_go))
        self.history.moved()

    def _let_go(self) -> None:
        self._asked = None

    def sizeHint(self) -> QSize:
        """A size at which −10 … 10 can be read."""
        return QSize(960, 600)

    # larger than life

    def set_magnification(self, magnification: float) -> None:
        """Paint type, lines and handles larger; the visible range stays."""
        if magnification != self._magnification:
            self._magnification = magnification
            if self._placed:
                width, height = self.sheet_size()
                self.go(replace(self._view, width=width, height=height))
                self.history.refit()
            self.update()

    def renew(self, place: QRectF) -> None:
        """Paint that part of the view anew."""
        m = self._magnification
        corner = QRectF(place.x() * m, place.y() * m, place.width() * m, place.height() * m)
        self.update(corner.adjusted(-1, -1, 1, 1).toAlignedRect())

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy what rests, paint what moves, then what lies over it."""
        painter = QPainter(self)
        try:
            painter.setClipRect(event.rect())
            self._paint(painter)
        finally:
            painter.end()  # a painter left open by an error would bring the program down

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._magnification, self._magnification)
        ratio = self.devicePixelRatioF() * self._magnification
        self._layers.paint(painter, self._view, self._theme, ratio)
        paint_overlay(Canvas(painter, self._view, self._theme, ratio), self)

    def _settle(self) -> None:
        self.describe()
        self.pointer.look_again()
        if self.pointer.held is None and self._layers.settle():
            self.update()

    def describe(self) -> None:
        """Let the description say what the selected row shows, while nothing is read with keys."""
        if self.tracing.row is not None:
            return
        rows = [row for row in self._layers.rows if row.row.id == self._selected_row]
        frame = Frame(self._layers.rows, self._view)
        text = row_sentence(rows[0], frame, self.readings.places) if rows else ""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scale and the middle; the first size shows all that the document's viewport showed."""
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """WORKAROUND: Qt 6 tells a widget nothing of a size that it is given while it is being shown."""
        super().showEvent(event)
        if self._placed and (self._view.width, self._view.height) != self.sheet_size():
            self._fit()

    def _fit(self) -> None:
        size, held, asked = self.sheet_size(), self._held, self._asked
        if min(size) < SLIVER:
            return  # a place is being made for it
        first, self._placed = not self._placed, True
        whole = held or asked or (self._view if first else None)
        self.go(framed(whole, size) if whole is not None else navigation.resized(self._view, *size))
        self._held, self._asked = held, asked
        if first:
            self.history.begin()
        else:
            self.history.refit()

    # what is read

    def trace(self) -> None:
        """Read the selected curve with the keys."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tracing.begin()

    def keep(self) -> None:
        """Ask for the point that is read as a row."""
        if self.readings.plate is not None:
            self.point_kept.emit(self.readings.plate.reading)

    def tell_reading(self) -> None:
        """Say what the keys have come to, to those who do not see it too."""
        said = self.readings.plate.sentence if self.readings.plate else ""
        self.setAccessibleDescription(said)
        if said and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.reading_told.emit(said)

    def _read_anew(self) -> None:
        """The picture has changed under what was read."""
        if self.tracing.row is not None:
            self.tracing.renew()
        elif self.readings.plate is not None:
            self.readings.forget()

    # what pointer and keys need of it

    def rows(self) -> tuple[FrameRow, ...]:
        """The rows that are shown."""
        return self._layers.rows

    def lay_box(self) -> None:
        """The box that is drawn has another shape."""
        self.update()

    def settle_soon(self) -> None:
        """Paint moving rows in their proper order once no new frame has come for a moment."""
        self._settle_timer.start()

    def settle_rows(self) -> None:
        """Let all rows rest: what moves next is painted on them."""
        self._layers.settle()
        self.update()
