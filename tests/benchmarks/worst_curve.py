"""Row: the worst curve, sin(1/x), 2 px antialiased: traced and painted."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from calcviz.scene.document import Viewport
from tests.benchmarks.measuring import Step, in_turn
from tests.benchmarks.outcome import Goal, Outcome, timed
from tests.benchmarks.stage import HEIGHT, WIDTH, Floats, PlaneStage, closed, proven, settle, sweep

REACHES = (10.0, 1.0, 0.1)
PATH_POINTS = 2400
"""Two points a column: what one path needs at least to show the oscillation as a band."""


def outcomes(steps: int) -> Iterator[Outcome]:
    """From far away, near, and so near that a tenth of the window is filled."""
    for reach in REACHES:
        view = Viewport(-reach, reach, -1.5, 1.5, WIDTH, HEIGHT)
        stage = PlaneStage(["a = 1 in [0.5, 2]", "sin(a/x)"], view)
        path = OnePath(reach)
        series: dict[str, Step] = {
            "calcviz": lambda number, stage=stage: stage.slide(1, "a", sweep(number, 0.9, 1.1)),
            "one path": lambda number, path=path: path.take(sweep(number, 0.9, 1.1)),
        }
        for widget, name in ((stage.plane, "calcviz"), (path, "one path")):
            proven(widget, series[name])
        found = in_turn(series, min(steps, 60), warm_up=3, rest=settle)
        stage.close()
        closed(path)
        title = f"the worst curve, sin(a/x) for |x| ≤ {reach:g}: evaluated, certified, 2 px antialiased"
        note = f"one path: {PATH_POINTS} points evaluated and stroked as a single polyline, without grid"
        yield timed(title, found["calcviz"], Goal(8.3, 5.0), {"one path": found["one path"]}, note)


class OnePath(QWidget):
    """A widget that strokes the curve as one polyline."""

    def __init__(self, reach: float) -> None:
        super().__init__()
        self._x: Floats = np.linspace(-reach, reach, PATH_POINTS)
        self._reach = reach
        self._points = QPolygonF()
        self.resize(WIDTH, HEIGHT)
        self.show()
        settle(50)

    def take(self, a: float) -> None:
        """Evaluate and paint."""
        y = np.sin(a / self._x)
        across, up = (self._x / self._reach + 1) * WIDTH / 2, (1.5 - y) * HEIGHT / 3
        self._points = QPolygonF([QPointF(*at) for at in zip(across.tolist(), up.tolist())])
        self.repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White paper and the curve."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#2462c2"), 2.0))
        painter.drawPolyline(self._points)
        painter.end()
