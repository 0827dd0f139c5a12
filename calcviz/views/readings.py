"""The reading that is shown on the plane now, and the landmarks to which it snaps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from calcviz.engine.landmarks import Place
from calcviz.views.formula.formula import plain_text
from calcviz.views.plate import Plate, name_of, plate
from calcviz.views.reading import NEAR, Curves, Height, Mark, Reading, Value

if TYPE_CHECKING:
    from calcviz.views.plane import PlaneView


class Readings:
    """Reads the curves of a plane: `plate` is what is read now, `value` answers ordinates of graphs.

    `height` answers values of functions of two variables.
    """

    def __init__(self, plane: "PlaneView") -> None:
        self._plane = plane
        self._places: tuple[Place, ...] = ()
        self._curves: Curves | None = None
        self._source: tuple[object, ...] = ()
        self.value: Value = lambda row_id, x: None
        self.height: Height = lambda row_id, x, y: None
        self.plate: Plate | None = None

    @property
    def curves(self) -> Curves:
        """What can be read in the present view; worked out when it is asked for."""
        view, rows = self._plane.view(), self._plane.rows()
        source = (view, rows, self._places)
        if self._curves is None or any(a is not b for a, b in zip(source, self._source, strict=True)):
            self._curves, self._source = Curves(view, rows, self._places), source
        return self._curves

    @property
    def places(self) -> tuple[Place, ...]:
        """The landmarks that are known."""
        return self._places

    @property
    def snapped(self) -> bool:
        """Whether a landmark is read."""
        return self.plate is not None and self.plate.reading.mark is not None

    def show_places(self, places: Sequence[Place]) -> None:
        """Take the landmarks of the curves as they are now."""
        if tuple(places) != self._places:
            self._places = tuple(places)
            self._plane.describe()
            self._plane.update()

    def look(self, at: QPointF, *, snapping: bool) -> None:
        """Read what is near a pixel: a landmark if it is close, else the nearest curve."""
        curves = self.curves
        held = self.plate.reading.mark if self.plate else None
        mark = curves.mark_near(at, held) if snapping else None
        if mark is not None:
            self.show(curves.at_mark(mark, at), at)
        else:
            self.show(curves.nearest(at, NEAR, self.value) or curves.height_near(at, self.height), at)

    def show(self, reading: Reading | None, pointer: QPointF | None) -> None:
        """Show a reading, or none; `pointer` is the pixel that its plate leaves free."""
        old, self.plate = self.plate, None
        if reading is not None:
            self.plate = plate(reading, self._plane.view(), pointer, self._others(reading))
        self._renew(old)

    def forget(self) -> None:
        """Read nothing."""
        self.show(None, None)

    def marks(self) -> list[Mark]:
        """The landmarks that are to be seen: of the selected row, and of the curve that is read."""
        if not self._places:
            return []
        rows = {self._plane.selected_row()}
        if self.plate is not None:
            rows.add(self.plate.reading.row.row.id)
        return [mark for mark in self.curves.marks if not rows.isdisjoint(mark.rows)]

    def _others(self, reading: Reading) -> tuple[str, ...]:
        rows, mark = self.curves.rows, reading.mark
        if mark is None:
            return ()
        return tuple(plain_text(name_of(rows[row])) for row in mark.rows if row != reading.row.row.id)

    def _renew(self, old: Plate | None) -> None:
        new = self.plate
        before, after = (None if each is None else each.reading.row.row.id for each in (old, new))
        if before != after:
            self._plane.update()  # the landmarks of another curve appear
        for each in (old, new):
            if each is not None:
                self._plane.renew(each.bounds)
