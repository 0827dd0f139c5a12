"""Rows: implicit curves and regions whose parameter a slider moves, found and painted, beside their peers."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from calcviz.concepts import discover
from calcviz.drawing import Drawing
from calcviz.engine.frame import FrameRow
from calcviz.maths.fields.grid import remembered
from calcviz.scene.document import Document, Row
from calcviz.session import Session
from tests.benchmarks.fields import Sheet, _Matplotlib, run_beside
from tests.benchmarks.measuring import Times
from tests.benchmarks.outcome import Goal, Outcome, timed
from tests.benchmarks.stage import VIEW, application, closed, settle, sweep

CURVES = ("x^3 + y^3 = 3a x y", "y^2 = x^2(x + a)", "sin(x) + a cos(y) = 0.3")
REGIONS = ("x^2 + a y^2 < 9 and y > x/3", "1/x < a")
NOTE = "each with another parameter: nothing is remembered"


def outcomes(steps: int) -> Iterator[Outcome]:
    """Curves as they are dragged and at rest, then regions."""
    application()
    discover()
    for written in CURVES:
        yield _row(written, True, Goal(5.0, 3.0), steps, {})
        yield _row(written, False, Goal(12.0, 8.0), steps, _others(written))
    for written in REGIONS:
        yield _row(written, True, Goal(5.0, 3.0), steps, {})


def _others(written: str) -> dict[str, Any]:
    if written != CURVES[0]:
        return {}
    return {"matplotlib contour": Contour, "pyqtgraph IsocurveItem": Isocurve, "sympy plot_implicit": Sympy}


def _row(written: str, moving: bool, goal: Goal, steps: int, others: dict[str, Any]) -> Outcome:
    sheet = Sheet(quick=moving)
    scene = Session(Document((Row(1, "a = 1"), Row(2, written)))).scene

    def step(number: int) -> None:
        remembered.forget()
        concept = scene.with_numbers({"a": sweep(number, 0.5, 1.5)}).items[1].concept
        assert concept is not None
        drawing: Drawing = concept.draw(VIEW)
        sheet.show_rows((FrameRow(Row(2, written), "curve", drawing),))

    found = run_beside({"calcviz": step}, others, steps)
    closed(sheet)
    peers: dict[str, Times | None] = {name: found.get(name) for name in others}
    title = f"{written}, {'while it moves' if moving else 'at rest'}, found and painted"
    return timed(title, found["calcviz"], goal, peers, NOTE)


def _values(side: int, a: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    x, y = np.linspace(*VIEW.x_range, side)[None, :], np.linspace(*VIEW.y_range, side)[:, None]
    values: np.ndarray[Any, np.dtype[np.float64]] = x**3 + y**3 - 3 * a * x * y
    return values


class Contour(_Matplotlib):
    """contour at the level 0 on 512² places."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Any = None

    def step(self, number: int) -> None:
        """One step."""
        if self._lines is not None:
            self._lines.remove()
        ends = (*VIEW.x_range, *VIEW.y_range)
        self._lines = self.axes.contour(_values(512, sweep(number, 0.5, 1.5)), [0.0], extent=ends)
        self.draw()


class Isocurve:
    """IsocurveItem on 512² places."""

    def __init__(self) -> None:
        import pyqtgraph

        self.canvas: Any = pyqtgraph.PlotWidget()
        self.canvas.resize(1200, 800)
        self._curve: Any = pyqtgraph.IsocurveItem(level=0.0)
        self.canvas.addItem(self._curve)
        self.canvas.show()
        settle(50)

    def step(self, number: int) -> None:
        """One step."""
        self._curve.setData(_values(512, sweep(number, 0.5, 1.5)))
        self._curve.generatePath()
        self.canvas.viewport().repaint()


class Sympy(_Matplotlib):
    """plot_implicit with its interval method; only its points are found, nothing is painted."""

    def __init__(self) -> None:
        import sympy

        super().__init__()
        self._sympy: Any = sympy

    def step(self, number: int) -> None:
        """One step."""
        x, y = self._sympy.symbols("x y")
        a = sweep(number, 0.5, 1.5)
        plot = self._sympy.plot_implicit(
            self._sympy.Eq(x**3 + y**3, 3 * a * x * y), (x, *VIEW.x_range), (y, *VIEW.y_range), show=False
        )
        series = plot[0]
        (series.get_points if hasattr(series, "get_points") else series.get_data)()
