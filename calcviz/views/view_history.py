"""Back and forward through the views that the plane, or space, rested at."""

from collections.abc import Callable
from math import isclose
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from calcviz.scene.document import Viewport

REST = 600
"""Milliseconds without a move after which a view counts as one that was looked at."""
MOST = 200
"""Views that are remembered."""


V = TypeVar("V")


class ViewHistory(QObject, Generic[V]):
    """The views that came to rest, and the place among them.

    `look` answers the present view, `same` whether two are one to the eye. `changed` tells that there is more
    or less to go back or forward to.
    """

    changed = Signal()

    def __init__(
        self, look: Callable[[], V], same: Callable[[V, V], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._same = look, same
        self._views: list[V] = []
        self._place = -1
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self.settle)

    @property
    def has_past(self) -> bool:
        """Whether there is a view to go back to; one that moves now can be taken back as well."""
        return self._place > 0 or (self._place == 0 and self._timer.isActive())

    @property
    def has_future(self) -> bool:
        """Whether there is a view to go forward to."""
        return self._place < len(self._views) - 1

    def begin(self) -> None:
        """Forget all: the present view is the first one."""
        self._timer.stop()
        self._views, self._place = [self._look()], 0
        self.changed.emit()

    def moved(self) -> None:
        """The view moves; it counts once it rests."""
        if self._place < 0:
            return
        began = not self._timer.isActive()
        self._timer.start()
        if began:
            self.changed.emit()

    def settle(self) -> None:
        """The present view counts, if it is another one than the last."""
        self._timer.stop()
        view = self._look()
        if self._place >= 0 and not self._same(view, self._views[self._place]):
            self._views = [*self._views[: self._place + 1], view][-MOST:]
            self._place = len(self._views) - 1
        self.changed.emit()

    def refit(self) -> None:
        """The window took another size: the view it shows now is the same one in another shape."""
        if self._place >= 0 and not self._timer.isActive():
            self._views[self._place] = self._look()

    def back(self) -> V | None:
        """The view before the present one; None where there is none."""
        self.settle()
        return self._step(-1)

    def forward(self) -> V | None:
        """The view that was gone back from; None where there is none."""
        return self._step(1)

    def _step(self, by: int) -> V | None:
        place = self._place + by
        if not 0 <= place < len(self._views):
            return None
        self._place = place
        self._timer.stop()
        self.changed.emit()
        return self._views[place]


def alike(view: Viewport, other: Viewport) -> bool:
    """Whether both show the same range, but for rounding, on axes of the same kind."""
    if _kind(view) != _kind(other):
        return False
    x, y = view.x_axis, view.y_axis
    ends = (
        (x.pixel(other.x_low), 0.0),
        (x.pixel(other.x_high), x.length),
        (y.pixel(other.y_high), 0.0),
        (y.pixel(other.y_low), y.length),
    )
    return all(isclose(a, b, abs_tol=1e-6) for a, b in ends)


def _kind(view: Viewport) -> tuple[object, ...]:
    return view.x_scale, view.y_scale, view.x_ticks, view.y_ticks, view.grid, view.equal
