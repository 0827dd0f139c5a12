"""One start in a process of its own: a window is opened and tells when it was painted for the last time."""

import os
import sys

BORN = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
"""When this process was started, in seconds since the epoch."""


def main(child: str) -> None:
    """Open the window, wait until nothing changes any more, print milliseconds and megabytes."""
    window = {"calcviz": calcviz, "empty": empty, "matplotlib": matplotlib, "pyqtgraph": pyqtgraph}[child]()
    Watch(window).run()


def calcviz() -> object:
    """The main window as `calcviz` opens it, on the welcome document."""
    from calcviz.app import make_application, make_window
    from calcviz.ui.remembered import Remembered

    application = make_application()
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


keep: list[object] = []


class Watch:
    """Notes when the window was painted, and whether its picture changed after the first complete one."""

    def __init__(self, window: object) -> None:
        self.window = window

    def run(self) -> None:
        """Show the window and wait for 1.5 seconds of quiet; nothing else is done in between."""
        from time import time

        from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject
        from PySide6.QtWidgets import QApplication, QWidget

        application = QApplication.instance()
        window = self.window
        assert isinstance(application, QApplication) and isinstance(window, QWidget)
        painted: list[float] = []

        class Paints(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Paint):
                    painted.append(time())
                return False

        paints = Paints()
        application.installEventFilter(paints)
        window.show()
        _turn(application, painted)
        first = max(time(), painted[-1])
        picture = window.grab().toImage()
        marks = [(first, picture)]
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < 1500:
            seen = len(painted)
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            if len(painted) > seen:
                now = painted[-1]
                picture = window.grab().toImage()
                if picture != marks[-1][1]:
                    marks.append((now, picture))
        tell((marks[0][0] - BORN) * 1e3, (marks[-1][0] - BORN) * 1e3)
        os._exit(0)


def _turn(application: object, painted: list[float]) -> None:
    """Work until a turn of the loop paints nothing any more."""
    from PySide6.QtWidgets import QApplication

    assert isinstance(application, QApplication)
    while True:
        seen = len(painted)
        application.processEvents()
        if painted and len(painted) == seen:
            return


def tell(first: float, last: float) -> None:
    """Print what was found as one line of JSON."""
    import json

    from tests.benchmarks.measuring import memory

    found = memory()
    figures = {"first": first, "last": last, "rss": found.get("rss", 0.0), "pss": found.get("pss", 0.0)}
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
