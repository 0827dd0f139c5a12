"""The same picture by matplotlib and by pyqtgraph: standing curves, moving curves, a point with its words."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from tests.benchmarks.stage import AXIS, COLORS, HEIGHT, VIEW, WIDTH, Floats, application, closed

GREY = "#dddddd"
DPI = 100
THICK = 2 * 72 / DPI
"""Two pixels in points."""


class Picture(Protocol):
    """A picture that is shown anew in each step."""

    name: str
    canvas: Any

    def show(self, curves: Sequence[tuple[Floats, Floats]], point: tuple[float, float], words: str) -> None:
        """Show the moving curves, the point and its words, painted when this returns."""
        ...

    def close(self) -> None:
        """Leave the stage to the next."""
        ...


def pictures(standing: Sequence[Floats], moving: int, *, words: bool = False) -> dict[str, Picture | None]:
    """Each peer's picture of standing curves over AXIS and some moving ones; None where it is missing."""
    application()
    makers = {
        "matplotlib blit": lambda: MatplotlibPicture(standing, moving, words, blit=True),
        "matplotlib full redraw": lambda: MatplotlibPicture(standing, moving, words, blit=False),
        "pyqtgraph tuned": lambda: PyqtgraphPicture(standing, moving, words, tuned=True),
        "pyqtgraph as it comes": lambda: PyqtgraphPicture(standing, moving, words, tuned=False),
    }
    made: dict[str, Picture | None] = {}
    for name, make in makers.items():
        try:
            made[name] = make()
        except ImportError:
            made[name] = None
    return made


class MatplotlibPicture:
    """An Axes in a Qt canvas; with `blit` only what moves is drawn anew, over a copy of the rest."""

    def __init__(self, standing: Sequence[Floats], moving: int, words: bool, *, blit: bool) -> None:
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure

        self.name = "matplotlib blit" if blit else "matplotlib full redraw"
        self._blit = blit
        figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI)
        self.canvas = FigureCanvasQTAgg(figure)
        self._axes = axes = figure.add_axes((0.03, 0.04, 0.96, 0.95))
        axes.set(xlim=VIEW.x_range, ylim=VIEW.y_range)
        axes.grid(True, color=GREY, linewidth=0.72)
        for k, y in enumerate(standing):
            axes.plot(AXIS, y, color=COLORS[k % len(COLORS)], linewidth=THICK)
        self._moving = [
            axes.plot([], [], color=COLORS[-1], linewidth=THICK, animated=blit)[0] for _ in range(moving)
        ]
        self._moving.append(axes.plot([], [], "o", color=COLORS[-1], markersize=9, animated=blit)[0])
        self._words = axes.text(0.02, 0.95, "", transform=axes.transAxes, animated=blit) if words else None
        self.canvas.resize(WIDTH, HEIGHT)
        self.canvas.show()
        application().processEvents()
        self.canvas.draw()
        application().processEvents()
        self._rest = self.canvas.copy_from_bbox(figure.bbox)

    def show(self, curves: Sequence[tuple[Floats, Floats]], point: tuple[float, float], words: str) -> None:
        """Take the new values and draw."""
        for line, (x, y) in zip(self._moving, curves):
            line.set_data(x, y)
        self._moving[-1].set_data([point[0]], [point[1]])
        if self._words is not None:
            self._words.set_text(words)
        if not self._blit:
            self.canvas.draw()
            self.canvas.repaint()
            return
        self.canvas.restore_region(self._rest)
        for artist in (*self._moving, *([self._words] if self._words else [])):
            self._axes.draw_artist(artist)
        self.canvas.blit(self.canvas.figure.bbox)  # repaints at once

    def close(self) -> None:
        """Leave the stage to the next."""
        closed(self.canvas)


class PyqtgraphPicture:
    """A PlotWidget as it comes; or tuned: opaque grid in one item, fixed ranges, no checks."""

    def __init__(self, standing: Sequence[Floats], moving: int, words: bool, *, tuned: bool) -> None:
        import pyqtgraph as pg

        self.name = "pyqtgraph tuned" if tuned else "pyqtgraph as it comes"
        pg.setConfigOptions(antialias=True, background="w", foreground="k")
        self._tuned = tuned
        self._plot = plot = pg.PlotWidget()
        plot.resize(WIDTH, HEIGHT)
        plot.setRange(xRange=VIEW.x_range, yRange=VIEW.y_range, padding=0)
        if tuned:
            self._tune(pg)
        else:
            plot.showGrid(x=True, y=True, alpha=0.3)
        for k, y in enumerate(standing):
            item = self._curve(pg, COLORS[k % len(COLORS)])
            item.setData(AXIS, y, **self._checks())
        self._moving = [self._curve(pg, COLORS[-1]) for _ in range(moving)]
        self._point = pg.ScatterPlotItem(size=11, brush=COLORS[-1])
        plot.addItem(self._point)
        self._words = pg.TextItem("", color="k") if words else None
        if self._words is not None:
            self._words.setPos(-9.5, 6.3)
            plot.addItem(self._words)
        plot.show()
        application().processEvents()
        self.canvas = plot.viewport()

    def show(self, curves: Sequence[tuple[Floats, Floats]], point: tuple[float, float], words: str) -> None:
        """Take the new values and paint."""
        for item, (x, y) in zip(self._moving, curves):
            item.setData(x, y, **self._checks())
        self._point.setData([point[0]], [point[1]])
        if self._words is not None:
            self._words.setText(words)
        self.canvas.repaint()

    def close(self) -> None:
        """Leave the stage to the next."""
        closed(self._plot)

    def _tune(self, pg: Any) -> None:
        plot = self._plot
        plot.disableAutoRange()
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(False, False)
        plot.setViewportUpdateMode(plot.ViewportUpdateMode.FullViewportUpdate)
        across, up = np.arange(-10.0, 11.0, 2.0), np.arange(-6.0, 7.0, 2.0)
        x = np.concatenate((np.repeat(across, 2), np.tile(VIEW.x_range, up.size)))
        y = np.concatenate((np.tile(VIEW.y_range, across.size), np.repeat(up, 2)))
        grid = pg.PlotCurveItem(x, y, connect="pairs", pen=pg.mkPen(GREY, width=1), antialias=False)
        grid.setCacheMode(grid.CacheMode.DeviceCoordinateCache)
        plot.addItem(grid)

    def _curve(self, pg: Any, color: str) -> Any:
        """A curve of two pixels: as plot() makes it, or without what plot() puts around it."""
        pen = pg.mkPen(color, width=2)
        if not self._tuned:
            return self._plot.plot(pen=pen)
        item = pg.PlotCurveItem(pen=pen, antialias=True)
        self._plot.addItem(item)
        return item

    def _checks(self) -> dict[str, bool]:
        return {"skipFiniteCheck": True} if self._tuned else {}
