"""Numbers that move by themselves: a slider between its ends, a secant's h towards 0."""

from dataclasses import dataclass
from math import floor, log10
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from calcviz.engine.frame import FrameRow
from calcviz.scene.concept import REGISTER
from calcviz.scene.document import Viewport
from calcviz.session import Session
from calcviz.ui import motion

_SWEEP = 4.0
_FRAME = 16
_CALM_FRAME = 500
_FINEST = 400
_COUNTED = 32.0


class Player(QObject):
    """Moves one number back and forth by previews; stopping makes it one step of undo.

    Where little motion is wanted it goes from step to step, twice a second.
    """

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._advance)
        self._row_id: int | None = None
        self._name = ""
        self._low, self._high, self._step = 0.0, 1.0, 0.1
        self._share = 0.0
        self._direction = 1
        self._last = 0.0

    @property
    def playing(self) -> int | None:
        """The row that is moving, or None."""
        return self._row_id

    def toggle(self, row_id: int) -> None:
        """Start a row's number, or stop it where it moves."""
        if self._row_id == row_id:
            self.stop()
            return
        self.stop()
        if self._prepare(self._session.frame.row(row_id)):
            self._row_id = row_id
            self._last = perf_counter()
            self._timer.start(_CALM_FRAME if motion.is_little() else _FRAME)
            self.changed.emit(row_id)

    def stop(self) -> None:
        """Stop; where the number stands is kept as one step of undo."""
        if self._row_id is None:
            return
        self._timer.stop()
        self._row_id = None
        self._session.commit()
        self.changed.emit(None)

    def _prepare(self, frame_row: FrameRow) -> bool:
        if frame_row.slider is not None:
            slider = frame_row.slider
            self._name, value = slider.name, slider.value
            self._low, self._high, self._step = slider.low, slider.high, slider.step
        else:
            found = playable(frame_row)
            if found is None:
                return False
            self._name, value, self._step = found.name, found.value, found.step
            self._low, self._high = found.reach(self._session.frame.viewport)
        span = self._high - self._low
        if span <= 0:
            return False
        self._share = min(max((value - self._low) / span, 0.0), 1.0)
        self._direction = -1 if self._share >= 1 or frame_row.slider is None else 1
        return True

    def _advance(self) -> None:
        if all(row.id != self._row_id for row in self._session.document.rows):
            self.stop()  # the row is gone
            return
        calm = motion.is_little()  # it may be chosen while it plays
        self._timer.setInterval(_CALM_FRAME if calm else _FRAME)
        now = perf_counter()
        passed, self._last = now - self._last, now
        span = self._high - self._low
        if calm:
            moved = self._step / span
            quantum = self._step
        else:
            moved = min(passed, 0.1) / _SWEEP
            finest = 10.0 ** floor(log10(span / _FINEST))  # a power of ten: numbers stay short
            quantum = min(self._step, finest) or finest
        self._share += self._direction * moved
        if not 0.0 <= self._share <= 1.0:
            self._direction = -self._direction
            self._share = min(max(self._share, 0.0), 1.0)
        value = round(round((self._low + self._share * span) / quantum) * quantum, 10)
        self._session.preview_value(self._row_id or 0, self._name, min(max(value, self._low), self._high))


@dataclass(frozen=True, slots=True)
class Playable:
    """An argument of a concept that play moves."""

    name: str
    value: float
    step: float
    low: float | None
    high: float | None
    whole: bool = False

    def reach(self, viewport: Viewport) -> tuple[float, float]:
        """From where to where: its bounds; h between 0 and where it stands; a place across the view.

        A count begins small and at most doubles: of a thousand steps the first are worth looking at.
        """
        if self.whole and self.low is not None and self.high is not None:
            return self.low, min(self.high, max(_COUNTED, 2 * self.value))
        if self.low is not None and self.high is not None:
            return self.low, self.high
        if self.name == "h":
            far = self.value or 1.0
            return min(0.0, far), max(0.0, far)
        return viewport.x_range


def playable(frame_row: FrameRow) -> Playable | None:
    """The argument of a row's concept that play moves; None where there is none."""
    kind = REGISTER.get(frame_row.command or "")
    if kind is None or kind.playable is None:
        return None
    for each in frame_row.parameters:
        if each.spec.name == kind.playable and each.movable and isinstance(each.value, int | float):
            spec = each.spec
            whole = spec.kind == "whole"
            return Playable(spec.name, float(each.value), spec.step, spec.low, spec.high, whole)
    return None
