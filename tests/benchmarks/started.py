"""One start in a process of its own: a window is opened and tells when it was painted for the last time."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import time

from tests.benchmarks.resident import memory

BORN = float(sys.argv[3]) if len(sys.argv) > 3 else 0.0
"""When this process was started, in seconds since the epoch."""

QUIET = 1500
"""Milliseconds after the first picture in which it may still change."""

keep: list[object] = []
"""What must live as long as the process."""


def calcviz() -> object:
    """The main window as `calcviz` opens it, on the welcome page; its caret does not blink for ever."""
    from calcviz.cli import load_window

    load_window()
    from calcviz.app import make_application, make_window
    from calcviz.ui.picture_cache import PictureCache
    from calcviz.ui.pictures import Pictures
    from calcviz.ui.remembered import Remembered

    application = make_application()
    application.setCursorFlashTime(0)
    if sys.pycache_prefix:  # as at the second start: the first one of all paints the pictures of the page
        Pictures.cache = PictureCache(Path(sys.pycache_prefix) / "pictures")
    return make_window(application, Remembered())


def empty() -> object:
    """A window with nothing in it: what Python and Qt take."""
    from PySide6.QtWidgets import QApplication, QWidget

    keep.append(QApplication([]))
    window = QWidget()
    window.resize(1280, 800)
    return window


def matplotlib() -> object:
    """A figure with one curve as a window, without the tools that pyplot puts around it."""
    import numpy as np
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
    from matplotlib.figure import Figure
    from PySide6.QtWidgets import QApplication

    keep.append(QApplication([]))
    x = np.linspace(-10, 10, 1200)
    figure = Figure(figsize=(12.8, 8))
    canvas = FigureCanvasQTAgg(figure)
    figure.add_subplot().plot(x, x**3 / 6 - x)
    return canvas


def pyqtgraph() -> object:
    """A plot with one curve in a window."""
    import numpy as np
    import pyqtgraph as pg

    x = np.linspace(-10, 10, 1200)
    keep.append(pg.mkQApp())
    plot = pg.PlotWidget()
    plot.resize(1280, 800)
    plot.plot(x, x**3 / 6 - x)
    return plot


class Watch:
    """Looks on while a window is shown for the first time."""

    def __init__(self, window: object) -> None:
        from PySide6.QtCore import QElapsedTimer, QEvent, QObject
        from PySide6.QtWidgets import QApplication, QWidget

        assert isinstance(window, QWidget)
        self.window = window
        self.painted = painted = [0.0]

        class Paints(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Paint):
                    painted.append(time())
                return False

        self._filter = Paints()
        QApplication.instance().installEventFilter(self._filter)
        self._clock = QElapsedTimer()

    def changes(self) -> tuple[float, float]:
        """Show it; the times of the first complete picture and of the last that differs from the one before.

        Where a later turn paints, the picture is compared: what paints the same again is no visible change.
        """
        first = last = self._shown()
        picture = self.window.grab().toImage()
        self._clock.start()
        while self._clock.elapsed() < QUIET:
            seen = len(self.painted)
            self._turn()
            if len(self.painted) > seen:
                when, before, picture = self.painted[-1], picture, self.window.grab().toImage()
                last = last if picture == before else when
        return first, last

    def rest(self) -> None:
        """Show it and wait; no picture is taken, which would cost memory."""
        self._shown()
        self._clock.start()
        while self._clock.elapsed() < QUIET:
            self._turn()

    def _shown(self) -> float:
        """Show the window and work until a turn of the loop paints nothing any more."""
        self.window.show()
        while True:
            seen = len(self.painted)
            self._turn()
            if seen > 1 and len(self.painted) == seen:
                return self.painted[-1]

    def _turn(self) -> None:
        from PySide6.QtCore import QEventLoop
        from PySide6.QtWidgets import QApplication

        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


def main(child: str, what: str) -> None:
    """Open the window; print its first and last change in milliseconds, or its memory in megabytes."""
    makers: dict[str, Callable[[], object]] = {
        "calcviz": calcviz,
        "empty": empty,
        "matplotlib": matplotlib,
        "pyqtgraph": pyqtgraph,
    }
    watch = Watch(makers[child]())
    if what == "memory":
        watch.rest()
        print(repr(memory()), flush=True)
    else:
        first, last = watch.changes()
        print(repr({"first": (first - BORN) * 1e3, "last": (last - BORN) * 1e3}), flush=True)
    os._exit(0)  # taking a window apart is none of this


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
