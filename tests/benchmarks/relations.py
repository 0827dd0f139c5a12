"""Rows: implicit curves and regions whose parameter a slider moves, found and painted, beside their peers."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from calcviz.concepts import discover
from calcviz.drawing import Drawing
from calcviz.engine.frame import FrameRow
from calcviz.maths.fields.grid import remembered
from calcviz.scene.document import Document, Row
from calcviz.session import Session
from tests.benchmarks import browser_peers
from tests.benchmarks.fields import Sheet, _Matplotlib, _Pyqtgraph, run_beside
from tests.benchmarks.measuring import Times
from tests.benchmarks.outcome import Goal, Outcome, Peer, timed
from tests.benchmarks.stage import VIEW, application, closed, proven, sweep

CURVES = ("x^3 + y^3 = 3a x y", "y^2 = x^2(x + a)", "sin(x) + a cos(y) = 0.3")
REGIONS = ("x^2 + a y^2 < 9 and y > x/3", "1/x < a")
NOTE = "each with another parameter: nothing is remembered"


def outcomes(steps: int) -> Iterator[Outcome]:
    """Curves as they are dragged and at rest, then regions."""
    application()
    discover()
    for written in CURVES:
        yield _row(written, True, Goal(5.0, 3.0), steps, _others(written, 256))
        yield _row(written, False, Goal(12.0, 8.0), steps, _others(written, 512))
    for written in REGIONS:
        yield _row(written, True, Goal(5.0, 3.0), steps, {})


def _others(written: str, side: int) -> dict[str, Any]:
    """Who draws the first curve too; the slow ones, which choose how fine they are, are asked once."""
    if written != CURVES[0]:
        return {}
    on_places = {
        f"matplotlib contour {side}²": partial(Contour, side),
        f"pyqtgraph IsocurveItem {side}²": partial(Isocurve, side),
        f"sympy_plot_backends {side}²": partial(Spb, side),
    }
    if side < 512:
        return on_places
    return on_places | {"sympy plot_implicit": Sympy, "sympy_plot_backends, adaptive": AdaptiveSpb}


def _row(written: str, moving: bool, goal: Goal, steps: int, others: dict[str, Any]) -> Outcome:
    sheet = Sheet(quick=moving)
    scene = Session(Document((Row(1, "a = 1"), Row(2, written)))).scene

    def step(number: int) -> None:
        remembered.forget()
        concept = scene.with_numbers({"a": sweep(number, 0.5, 1.5)}).items[1].concept
        assert concept is not None
        drawing: Drawing = concept.draw(VIEW)
        sheet.show_rows((FrameRow(Row(2, written), "curve", drawing),))

    found = run_beside({"calcviz": proven(sheet, step)}, others, steps)
    closed(sheet)
    peers: dict[str, Times | Peer | None] = {name: found.get(name) for name in others}
    if others:
        values = tuple(sweep(number, 0.5, 1.5) for number in range(steps))
        peers |= browser_peers.beside(browser_peers.Work(0, values, VIEW.x_range, VIEW.y_range))
    title = f"{written}, {'while it moves' if moving else 'at rest'}, found and painted"
    return timed(title, found["calcviz"], goal, peers, NOTE)


def _values(side: int, a: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    x, y = np.linspace(*VIEW.x_range, side)[None, :], np.linspace(*VIEW.y_range, side)[:, None]
    values: np.ndarray[Any, np.dtype[np.float64]] = x**3 + y**3 - 3 * a * x * y
    return values


class Contour(_Matplotlib):
    """contour at the level 0 on side² places."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side
        self._lines: Any = None

    def step(self, number: int) -> None:
        """One step."""
        if self._lines is not None:
            self._lines.remove()
        ends = (*VIEW.x_range, *VIEW.y_range)
        self._lines = self.axes.contour(_values(self._side, sweep(number, 0.5, 1.5)), [0.0], extent=ends)
        self.draw()


class Isocurve(_Pyqtgraph):
    """IsocurveItem on side² places."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side
        self._curve: Any = self.isocurve(0.0, side, 2)

    def step(self, number: int) -> None:
        """One step."""
        self._curve.setData(_values(self._side, sweep(number, 0.5, 1.5)).T)
        self.plot.viewport().repaint()


class Sympy(_Matplotlib):
    """plot_implicit with its interval method, which is its own; what it fills is painted on the same axes."""

    def __init__(self) -> None:
        import sympy

        super().__init__()
        self._sympy: Any = sympy

    def step(self, number: int) -> None:
        """One step."""
        self.axes.clear()
        equation, *ranges = _equation(self._sympy, sweep(number, 0.5, 1.5))
        plot = self._sympy.plot_implicit(equation, *ranges, show=False)
        plot.ax = self.axes  # otherwise it opens a window of its own for each
        plot._process_series(plot._series, self.axes)
        self.axes.set(xlim=VIEW.x_range, ylim=VIEW.y_range)
        self.draw()


class Spb(_Matplotlib):
    """implicit_2d of sympy_plot_backends on side² places, its parameter set as quickly as it can."""

    def __init__(self, side: int) -> None:
        import spb
        import sympy

        super().__init__()
        self._a = sympy.Symbol("a")
        equation, *ranges = _equation(sympy, self._a)
        series = spb.implicit_2d(equation, *ranges, params={self._a: 1.0}, n=side)
        self._plot: Any = spb.MB(*series, ax=self.axes, show=False, legend=False)
        self._plot.draw()

    def step(self, number: int) -> None:
        """One step."""
        self._plot.update_interactive({self._a: sweep(number, 0.5, 1.5)})
        self.draw()


class AdaptiveSpb(_Matplotlib):
    """The same by interval arithmetic, as fine as it chooses; it knows no parameters: a plot for each."""

    def __init__(self) -> None:
        import spb
        import sympy

        super().__init__()
        self._spb, self._sympy = spb, sympy

    def step(self, number: int) -> None:
        """One step."""
        self.axes.clear()
        equation, *ranges = _equation(self._sympy, sweep(number, 0.5, 1.5))
        series = self._spb.implicit_2d(equation, *ranges, adaptive=True)
        self._spb.MB(*series, ax=self.axes, show=False, legend=False).draw()
        self.draw()


def _equation(sympy: Any, a: Any) -> tuple[Any, Any, Any]:
    """The first of CURVES with the ranges of the view, as sympy has it."""
    x, y = sympy.symbols("x y")
    return sympy.Eq(x**3 + y**3, 3 * a * x * y), (x, *VIEW.x_range), (y, *VIEW.y_range)
