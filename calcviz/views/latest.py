"""Of many calls within one refresh of the screen only the last one counts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer


class Latest:
    """Runs the first action at once; of those that follow within `interval` milliseconds only the last."""

    def __init__(self, parent: QObject, interval: int) -> None:
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self.flush)
        self._waiting: Callable[[], None] | None = None

    @property
    def waiting(self) -> bool:
        """Whether an action is still to be run."""
        return self._waiting is not None

    def call(self, action: Callable[[], None]) -> None:
        """Run the action now, or when the interval since the last one is over."""
        if self._timer.isActive():
            self._waiting = action
        else:
            self._timer.start()
            action()

    def flush(self) -> None:
        """Run what is waiting now."""
        action, self._waiting = self._waiting, None
        if action is not None:
            self._timer.start()
            action()

    def drop(self) -> None:
        """Forget what is waiting."""
        self._waiting = None
