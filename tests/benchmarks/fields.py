"""Rows: a field of 40² arrows, and level curves on 256² and 512² places, evaluated and painted."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from calcviz.drawing import Arrows, Drawing, LevelCurves, Primitive
from calcviz.engine.frame import FrameRow
from calcviz.language.expression import Call, Expression, Name, Number
from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.maths.fields.levels import level_curves, level_through
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.document import Row
from calcviz.views.background import blank_board, paint_background
from calcviz.views.items import Canvas
from calcviz.views.paint import paint_rows
from calcviz.views.theme import LIGHT
from tests.benchmarks.measuring import Step, Times, in_turn
from tests.benchmarks.outcome import Goal, Outcome, timed
from tests.benchmarks.stage import HEIGHT, VIEW, WIDTH, Floats, application, closed, proven, settle, sweep

SIDE = 40
LEVELS = tuple(float(k) for k in range(10, 121, 10))
DPI = 100
X, Y = np.meshgrid(np.linspace(*VIEW.x_range, SIDE), np.linspace(*VIEW.y_range, SIDE))


def outcomes(steps: int) -> Iterator[Outcome]:
    """The field, then the level curves of both sizes."""
    application()
    yield _arrows(steps)
    for side, goal in ((256, Goal(5.0, 3.0)), (512, Goal(12.0, 8.0))):
        yield _through(side, goal, steps)
        yield _levels(side, steps)


def _arrows(steps: int) -> Outcome:
    sheet = Sheet()
    series: dict[str, Step] = {"calcviz": lambda number: sheet.show_item(_field(sweep(number, 0.5, 1.5)))}
    others = {"matplotlib quiver": Quiver, "pyqtgraph ArrowItem, one each": ArrowItems}
    proven(sheet, series["calcviz"])
    found = run_beside(series, others, steps)
    peers: dict[str, Times | None] = {name: found.get(name) for name in others}
    closed(sheet)
    note = "values and arrows anew in each step, on paper kept from the one before"
    return timed(f"a field of {SIDE}² arrows, painted", found["calcviz"], Goal(4.0, 3.0), peers, note)


def _levels(side: int, steps: int) -> Outcome:
    """Many at once: a comparison, for which no target was set."""
    sheet = Sheet(quick=side == 256)
    series: dict[str, Step] = {
        "calcviz": lambda number: sheet.show_item(_contours(side, sweep(number, 0.5, 1.5)))
    }
    others = {"matplotlib contour": lambda: Contour(side), "pyqtgraph IsocurveItem": lambda: Isocurves(side)}
    proven(sheet, series["calcviz"])
    found = run_beside(series, others, steps)
    peers: dict[str, Times | None] = {name: found.get(name) for name in others}
    closed(sheet)
    title = f"{len(LEVELS)} level curves of a x² + y² + sin(x y) on {side}² places, found and painted"
    note = "both peers draw each anew as well; matplotlib writes the levels on its lines, pyqtgraph does not"
    return timed(title, found["calcviz"], None, peers, note)


def _through(side: int, goal: Goal, steps: int) -> Outcome:
    """One implicit curve: that through a point of a function whose parameter a slider moves."""
    sheet = Sheet(quick=side == 256)
    made = parse("y^2 + sin(x*y)", Names())
    assert isinstance(made, Expression)
    formula = Call("add", (Call("multiply", (Name("a"), Call("power", (Name("x"), Number(2))))), made))

    def step(number: int) -> None:
        g = ScalarField(formula, ("x", "y"), (("a", sweep(number, 0.5, 1.5)),))
        found = level_through(g, (2.0, 1.3), VIEW.x_range, VIEW.y_range, side, side)
        lines, level = found.strokes, found.level
        assert level is not None
        item = LevelCurves(lines.x, lines.y, lines.starts, lines.of, (level,), (f"{level:.4g}",))
        sheet.show_item(item)

    found = run_beside({"calcviz": proven(sheet, step)}, {}, steps)
    closed(sheet)
    title = f"the level curve through a point on {side}² places, found and painted"
    return timed(title, found["calcviz"], goal, {}, "each with another parameter: nothing is remembered")


def run_beside(series: dict[str, Step], others: dict[str, Any], steps: int) -> dict[str, Times]:
    """Ours and the peers that are installed, in turn; each has shown that it paints what changes."""
    made = []
    for name, make in others.items():
        try:
            peer = make()
        except ImportError:
            continue
        made.append(peer)
        series[name] = proven(peer.canvas, peer.step)
    found = in_turn(series, min(steps, 30), warm_up=2, rest=lambda: settle(50))
    for peer in made:
        closed(peer.canvas)
    return found


def _components(a: float) -> tuple[Floats, Floats]:
    return a * X - Y, X + a * Y


def _field(a: float) -> Arrows:
    u, v = _components(a)
    length = np.hypot(u, v)
    share = 0.45 * np.minimum(1.0, length / 8) / np.maximum(length, 1e-9)
    return Arrows(X.ravel(), Y.ravel(), (u * share).ravel(), (v * share).ravel(), "field")


def _contours(side: int, a: float) -> LevelCurves:
    """The lines for one value of a: found by the mathematics of the program, and no remembered ones."""
    made = parse(f"{a!r}*x^2 + y^2 + sin(x*y)", Names())
    assert isinstance(made, Expression)
    lines = level_curves(ScalarField(made, ("x", "y")), VIEW.x_range, VIEW.y_range, side, side, LEVELS)
    texts = tuple(f"{level:g}" for level in LEVELS)
    return LevelCurves(lines.x, lines.y, lines.starts, lines.of, LEVELS, texts)


def _heights(side: int, a: float) -> Floats:
    x, y = np.linspace(*VIEW.x_range, side)[None, :], np.linspace(*VIEW.y_range, side)[:, None]
    heights: Floats = a * x**2 + y**2 + np.sin(x * y)
    return heights


class Sheet(QWidget):
    """Paper with axes and one primitive, painted as the plane paints what moves."""

    def __init__(self, *, quick: bool = True) -> None:
        super().__init__()
        self._quick = quick
        self._rows: tuple[FrameRow, ...] = ()
        self._paper = QPixmap(WIDTH, HEIGHT)
        painter = QPainter(self._paper)
        paint_background(painter, VIEW, LIGHT, 1.0)
        painter.end()
        self.resize(WIDTH, HEIGHT)
        self.show()
        settle(50)

    def show_item(self, item: Primitive) -> None:
        """Paint it now."""
        self.show_rows((FrameRow(Row(1, "field"), "concept", Drawing((item,))),))

    def show_rows(self, rows: tuple[FrameRow, ...]) -> None:
        """The same for rows."""
        self._rows = rows
        self.repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The primitive on its paper."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPixmap(0, 0, self._paper)
            board = blank_board(VIEW)
            paint_rows(Canvas(painter, VIEW, LIGHT, 1.0, self._quick, board), self._rows)
        finally:
            painter.end()


class _Matplotlib:
    """An Axes in a Qt canvas, as large as ours."""

    def __init__(self) -> None:
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure

        figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI)
        self.canvas: Any = FigureCanvasQTAgg(figure)
        self.axes: Any = figure.add_axes((0.03, 0.04, 0.96, 0.95))
        self.axes.set(xlim=VIEW.x_range, ylim=VIEW.y_range)
        self.canvas.resize(WIDTH, HEIGHT)
        self.canvas.show()
        settle(50)

    def draw(self) -> None:
        """Draw everything now."""
        self.canvas.draw()
        self.canvas.repaint()


class Quiver(_Matplotlib):
    """quiver, whose vectors are set anew."""

    def __init__(self) -> None:
        super().__init__()
        self._arrows = self.axes.quiver(X, Y, *_components(1.0))

    def step(self, number: int) -> None:
        """One step."""
        self._arrows.set_UVC(*_components(sweep(number, 0.5, 1.5)))
        self.draw()


class Contour(_Matplotlib):
    """contour with its labels, made anew."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side
        self._lines: Any = None

    def step(self, number: int) -> None:
        """One step."""
        if self._lines is not None:
            self.axes.clear()
        x, y = np.linspace(*VIEW.x_range, self._side), np.linspace(*VIEW.y_range, self._side)
        self._lines = self.axes.contour(x, y, _heights(self._side, sweep(number, 0.5, 1.5)), levels=LEVELS)
        self.axes.clabel(self._lines)
        self.draw()


class _Pyqtgraph:
    """A PlotWidget, as large as ours."""

    def __init__(self) -> None:
        import pyqtgraph as pg

        pg.setConfigOptions(antialias=True, background="w", foreground="k")
        self._pg = pg
        self.plot = self.canvas = pg.PlotWidget()
        self.plot.resize(WIDTH, HEIGHT)
        self.plot.setRange(xRange=VIEW.x_range, yRange=VIEW.y_range, padding=0)
        self.plot.show()
        settle(50)

    def isocurve(self, level: float, side: int, width: float) -> Any:
        """An IsocurveItem where its places are in the view: it takes their numbers for coordinates itself."""
        item = self._pg.IsocurveItem(level=level, pen=self._pg.mkPen("#2462c2", width=width))
        wide, high = VIEW.x_high - VIEW.x_low, VIEW.y_high - VIEW.y_low
        place = QTransform.fromTranslate(VIEW.x_low, VIEW.y_low).scale(wide / side, high / side)
        item.setTransform(place)
        self.plot.addItem(item)
        return item


class ArrowItems(_Pyqtgraph):
    """An ArrowItem for each arrow, turned in each step: the library has no other."""

    def __init__(self) -> None:
        super().__init__()
        pen = self._pg.mkPen("#2462c2", width=1)
        self._items = [self._pg.ArrowItem(tailLen=12, headLen=7, pen=pen) for _ in range(SIDE * SIDE)]
        for item, x, y in zip(self._items, X.ravel().tolist(), Y.ravel().tolist()):
            item.setPos(x, y)
            self.plot.addItem(item)

    def step(self, number: int) -> None:
        """One step."""
        u, v = _components(sweep(number, 0.5, 1.5))
        for item, angle in zip(self._items, np.degrees(np.arctan2(v, -u)).ravel().tolist()):
            item.setStyle(angle=angle)
        self.plot.viewport().repaint()


class Isocurves(_Pyqtgraph):
    """An IsocurveItem for each level."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side
        self._items = [self.isocurve(level, side, 1) for level in LEVELS]

    def step(self, number: int) -> None:
        """One step."""
        heights = _heights(self._side, sweep(number, 0.5, 1.5)).T
        for item in self._items:
            item.setData(heights)
        self.plot.viewport().repaint()
