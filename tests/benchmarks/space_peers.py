"""One step of a turn of a surface in a program that asks OpenGL, in a process and on a screen of its own.

Run as a script it needs nothing of the project, so that the peers may be installed for another Python, which
CALCVIZ_PEERS names. Without a graphics card Mesa stands in for one and computes the pixels.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

WIDTH, HEIGHT = 960, 640
WARM_UP = 3
PATIENCE = 120.0


def pyqtgraph(cells: int) -> Callable[[int], Any]:
    """GLSurfacePlotItem with its mesh lines, shaded."""
    gl: Any = import_module("pyqtgraph.opengl")
    app = import_module("pyqtgraph").mkQApp()
    view = gl.GLViewWidget()
    view.resize(WIDTH, HEIGHT)
    x, y, z = mesh(cells)
    item = gl.GLSurfacePlotItem(x=x[0], y=y[:, 0], z=z.T.copy(), shader="shaded", drawEdges=True)
    view.addItem(item)
    view.setCameraPosition(distance=20)
    view.show()
    app.processEvents()

    def turn(number: int) -> Any:
        view.setCameraPosition(azimuth=5.0 * number)
        return view.grabFramebuffer(), app, item  # waits for the pixels, be the window seen or not

    return turn


def pyvista(cells: int) -> Callable[[int], Any]:
    """A StructuredGrid coloured by its heights, with its edges."""
    pv: Any = import_module("pyvista")
    x, y, z = mesh(cells)
    plotter = pv.Plotter(off_screen=True, window_size=(WIDTH, HEIGHT))
    plotter.add_mesh(pv.StructuredGrid(x, y, z), scalars=z.ravel(order="F"), show_edges=True, cmap="viridis")
    plotter.show(auto_close=False)

    def turn(number: int) -> Any:
        plotter.camera.azimuth = 5.0 * number
        plotter.render()
        return plotter.render_window.WaitForCompletion()

    return turn


def mesh(cells: int) -> Any:
    """x, y and z of the surface that all turn, each (cells + 1, cells + 1)."""
    x, y = np.meshgrid(*[np.linspace(-5, 5, cells + 1)] * 2)
    return x, y, np.sin(x) * np.cos(y) + x / 4


PEERS = {"pyqtgraph GLSurfacePlotItem": pyqtgraph, "pyvista": pyvista}


def measured(name: str, cells: int, steps: int, display: str) -> tuple[list[float], str]:
    """The milliseconds of each step on that display, or none and a sentence that says why there are none."""
    peers = os.environ.get("CALCVIZ_PEERS", sys.executable)
    known = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": ""}
    command = [peers, str(Path(__file__)), name, str(cells), str(steps)]
    try:
        run = subprocess.run(command, env=known, capture_output=True, text=True, timeout=PATIENCE, check=True)
        return list(map(float, json.loads(run.stdout.splitlines()[-1]))), ""
    except (OSError, subprocess.SubprocessError, ValueError, IndexError) as problem:
        told = (getattr(problem, "stderr", "") or str(problem)).strip().splitlines()
        return [], f"{name} is left out: {told[-1][:90] if told else 'it ended without a word'}"


def main(name: str, cells: str, steps: str) -> None:
    """Turn, and write how long each step took."""
    turn = PEERS[name](int(cells))
    times = []
    for number in range(WARM_UP + int(steps)):
        begin = perf_counter()
        turn(number)
        times.append((perf_counter() - begin) * 1e3)
    print(json.dumps(times[WARM_UP:]), flush=True)
    os._exit(0)  # some drivers end with a crash


if __name__ == "__main__":
    main(*sys.argv[1:4])
