"""Reading a curve with keys: along it, from landmark to landmark, from curve to curve."""

from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from calcviz.views import navigation
from calcviz.views.geometry import pixel_x, pixel_y
from calcviz.views.reading import Curves, Mark, Reading

if TYPE_CHECKING:
    from calcviz.views.plane import PlaneView

STEP, FINE, COARSE = 5.0, 1.0, 50.0
"""Pixels of a step along the curve: plain, with Shift, with Ctrl."""
EDGE = 24.0
"""The view follows a reading that comes closer to its side."""

_ALONG = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_PLAIN = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_N,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
)


class Trace:
    """A reading that keys move; `row` is the row whose curve it is on, None while nothing is read by keys."""

    def __init__(self, plane: "PlaneView") -> None:
        self._plane = plane
        self._x = self._y = 0.0
        self._place: tuple[Curves, float] | None = None
        self.row: int | None = None

    def begin(self) -> bool:
        """Read the selected row, else the first one with a curve; whether there is one."""
        readings, plane = self._plane.readings, self._plane
        readable = readings.curves.readable
        if not readable:
            return False
        selected = plane.selected_row()
        start = readings.plate.reading if readings.plate else None
        middle = navigation.at_pixel(plane.view(), plane.view().width / 2, 0.0)[0]
        self._x = start.x if start else middle
        wanted = start.row.row.id if start else selected
        self.row = wanted if wanted in readable else readable[0]
        if not self._read(self._x):
            self._seek(1)
        return True

    def end(self) -> None:
        """Read by keys no more."""
        if self.row is not None:
            self.row = None
            self._plane.readings.forget()

    def renew(self) -> None:
        """Read the same place again after the picture has changed."""
        if self.row is None:
            return
        curves = self._plane.readings.curves
        if self.row in curves.readable and curves.turns(self.row):
            self._travel(0.0)
        elif self.row not in curves.rows or not self._read(self._x):
            self._plane.readings.forget()

    def means(self, event: QKeyEvent) -> bool:
        """Whether a key would do something here now."""
        keys, key = event.modifiers(), event.key()
        if self.row is None or keys & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        return key in _ALONG or (key in _PLAIN and not keys & Qt.KeyboardModifier.ControlModifier)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means while a curve is read; whether it means anything."""
        if not self.means(event):
            return False
        keys, key = event.modifiers(), event.key()
        shift = bool(keys & Qt.KeyboardModifier.ShiftModifier)
        size = FINE if shift else COARSE if keys & Qt.KeyboardModifier.ControlModifier else STEP
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(size if key == Qt.Key.Key_Right else -size)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._change(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_N:
            self._jump(-1 if shift else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._plane.keep()
        else:
            self.end()
        return True

    def _step(self, pixels: float) -> None:
        """Along the curve; over gaps of its domain as far as the view reaches."""
        plane = self._plane
        if self.row is not None and plane.readings.curves.is_dotted(self.row):
            self._hop(1 if pixels > 0 else -1)
            return
        if self.row is not None and plane.readings.curves.turns(self.row):
            self._travel(pixels)
            self._follow()
            return
        px = pixel_x(plane.view(), self._x) + pixels
        if not self._read(navigation.at_pixel(plane.view(), px, 0.0)[0]):
            self._seek(1 if pixels > 0 else -1)
        self._follow()

    def _travel(self, pixels: float) -> None:
        """Along the lines of a row that turns, from where it is read now."""
        if self.row is None:
            return
        curves, view = self._plane.readings.curves, self._plane.view()
        way = curves.way(self.row)
        if self._place is None or self._place[0] is not curves:
            at = QPointF(pixel_x(view, self._x), pixel_y(view, self._y))
            self._place = curves, way.place(at)
        self._place = curves, way.moved(self._place[1], pixels)
        self._show(curves.on_way(self.row, self._place[1]))

    def _seek(self, way: int) -> None:
        """Go on to the next pixel at which the curve has a value."""
        view = self._plane.view()
        px = pixel_x(view, self._x)
        while 0 <= (px := px + way) <= view.width:
            if self._read(navigation.at_pixel(view, px, 0.0)[0]):
                return

    def _change(self, by: int) -> None:
        """Another curve, at the same x."""
        readable = self._plane.readings.curves.readable
        if self.row in readable:
            self.row = readable[(readable.index(self.row) + by) % len(readable)]
            self._plane.row_clicked.emit(self.row)
            if not self._read(self._x):
                self._plane.readings.forget()

    def _jump(self, way: int) -> None:
        """To the next landmark of the curve, or the one before."""
        if self.row is None:
            return
        if self._plane.readings.curves.is_dotted(self.row):
            self._hop(way)
            return
        here = pixel_x(self._plane.view(), self._x)
        marks = list(self._plane.readings.curves.marks_of(self.row))
        ahead = [mark for mark in marks if (mark.at.x() - here) * way > 0.75]
        if ahead:
            mark = min(ahead, key=lambda each: abs(each.at.x() - here))
            self._x = mark.best.landmark.x
            self._show_mark(mark)

    def _hop(self, way: int) -> None:
        """To the next dot of a row that has nothing else; there may be several over one x."""
        if self.row is None:
            return
        marks = sorted(self._plane.readings.curves.marks_of(self.row), key=_across)
        here = self._nearest(marks, self._x, self._y)
        self._show_mark(marks[min(max(here + way, 0), len(marks) - 1)])

    def _nearest(self, marks: list[Mark], x: float, y: float) -> int:
        """Which of some landmarks is nearest to a point."""
        view = self._plane.view()
        px, py = pixel_x(view, x), pixel_y(view, y)
        return min(range(len(marks)), key=lambda k: hypot(marks[k].at.x() - px, marks[k].at.y() - py))

    def _show_mark(self, mark: Mark) -> None:
        plane = self._plane
        found = plane.readings.curves.at_mark(mark, QPointF(mark.at.x(), plane.view().height / 2))
        self._show(found)

    def _read(self, x: float) -> bool:
        """Read the curve at x; False, and nothing changes, where it has no value."""
        if self.row is None:
            return False
        curves = self._plane.readings.curves
        if curves.is_dotted(self.row):
            marks = sorted(curves.marks_of(self.row), key=_across)
            self._show_mark(marks[self._nearest(marks, x, self._y)])
            return True
        found = curves.at_x(self.row, x, self._plane.readings.value)
        if found is None:
            return False
        self._place = None
        self._show(found)
        return True

    def _show(self, reading: Reading) -> None:
        self._x, self._y = reading.x, reading.y
        self._plane.readings.show(reading, None)
        self._plane.tell_reading()

    def _follow(self) -> None:
        """Let the view come along where the reading would leave it."""
        plane = self._plane
        px, view = pixel_x(plane.view(), self._x), plane.view()
        if px < EDGE:
            plane.go(navigation.panned(view, view.width / 3, 0.0))
        elif px > view.width - EDGE:
            plane.go(navigation.panned(view, -view.width / 3, 0.0))


def _across(mark: Mark) -> tuple[float, float]:
    """From left to right, and from below upwards."""
    return mark.at.x(), -mark.at.y()
