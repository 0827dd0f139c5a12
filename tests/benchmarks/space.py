"""Rows: a surface turned, in motion and at rest, and a point dragged on it; beside the surfaces of others."""

from collections.abc import Callable, Iterator

import numpy as np

from calcviz.session import Session
from calcviz.views.space import looking
from calcviz.views.space.view import SpaceView
from tests.benchmarks.measuring import Step, Times, in_turn
from tests.benchmarks.outcome import Goal, Outcome, timed
from tests.benchmarks.screen import available, screen
from tests.benchmarks.space_peers import PEERS, measured
from tests.benchmarks.stage import application, closed, document, proven, settle, sweep

WIDTH, HEIGHT, DPI = 960, 640, 100
FORMULA = "g(x, y) = sin(x) cos(y) + x/4"
SCENES = (
    ("the surface of g with its level curves on the floor", (FORMULA,)),
    (
        "the surface, its level curves, a tangent plane and ∇g",
        (FORMULA, "tangent_plane(g, P)", "gradient(g, P)"),
    ),
)


def outcomes(steps: int) -> Iterator[Outcome]:
    """Turned in motion and at rest, alone and with all that stands on it; then the point dragged."""
    application()
    for title, texts in SCENES:
        for cells, fine, goal in ((40, False, Goal(16.7, 10.0)), (80, True, Goal(50.0, 33.0))):
            yield _turned(f"{title}, turned: {cells + 1}²", texts, cells, fine, goal, steps)
    yield _dragged(steps)


def _turned(title: str, texts: tuple[str, ...], cells: int, fine: bool, goal: Goal, steps: int) -> Outcome:
    stage = SpaceStage(texts)
    series: dict[str, Step] = {"calcviz": lambda number: stage.turn(5.0 * (number + 1), fine=fine)}
    proven(stage.view, series["calcviz"])
    canvas = None
    try:
        canvas = Surface(cells)
        series["matplotlib plot_surface"] = canvas.turn
    except ImportError:
        pass
    found = in_turn(series, min(steps, 30), warm_up=2, rest=lambda: settle(50))
    stage.close()
    if canvas is not None:
        closed(canvas.canvas)
    peers = {"matplotlib plot_surface": found.get("matplotlib plot_surface")}
    notes = ["the peers turn the surface alone, without level curves, planes and arrows"]
    if len(texts) == 1:
        for name, (times, why) in _asked_of_opengl(cells, min(steps, 30)).items():
            peers[name] = times
            notes += [why] if why else []
    return timed(title, found["calcviz"], goal, peers, *notes)


def _asked_of_opengl(cells: int, steps: int) -> dict[str, tuple[Times | None, str]]:
    """The times of the peers that need a screen with OpenGL, or why there are none."""
    if not available():
        return {name: (None, f"{name} is left out: there is no Xvfb") for name in PEERS}
    found = {}
    with screen() as shown:
        for name in PEERS:
            times, why = measured(name, cells, steps, shown.name)
            found[name] = Times(tuple(times)) if times else None, why
    return found


def _dragged(steps: int) -> Outcome:
    stage = SpaceStage(SCENES[1][1])
    series: dict[str, Step] = {"calcviz": lambda number: stage.drag(sweep(number, -2.0, 2.0))}
    proven(stage.view, series["calcviz"])
    found = in_turn(series, min(steps, 40), warm_up=3, rest=lambda: settle(50))
    stage.close()
    title = "a point dragged: surface, level curves, tangent plane and ∇g"
    return timed(title, found["calcviz"], Goal(16.7, 10.0), {}, "the engine's work and the picture")


class SpaceStage:
    """Our view of space on a session with a point P."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        rows = (texts[0], "P = (1, -1)", *texts[1:])
        self.session = Session(document(rows))
        self.session.look_at_space(True)
        self.view = SpaceView()
        self.view.resize(WIDTH, HEIGHT)
        self._show: Callable[[], None] = lambda: self.view.show_frame(self.session.frame, self.session.space)
        self.session.listeners.append(self._show)
        self._show()
        self.view.show()
        settle()

    def turn(self, azimuth: float, *, fine: bool) -> None:
        """One step of a turn, painted when this returns, as in motion or as at rest."""
        space = looking.from_direction(self.view.space(), "corner")
        self.view.go(looking.turned(space, azimuth, 0.0))
        self.view.picture.moving = not fine
        self.view.repaint()

    def drag(self, x: float) -> None:
        """One step of a drag of P, painted when this returns."""
        row, handle = self.view.handles()[0]
        self.view.picture.moving = True
        self.session.preview_drag(row.row.id, handle.name, x, -1.0 + x / 5)
        self.view.repaint()

    def close(self) -> None:
        """Leave the stage to the next."""
        self.session.listeners.clear()
        closed(self.view)


class Surface:
    """matplotlib's surface of the same function on as many cells, shaded, in a Qt canvas."""

    def __init__(self, cells: int) -> None:
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure

        figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI)
        self.canvas = FigureCanvasQTAgg(figure)  # type: ignore[no-untyped-call]
        self._axes = figure.add_subplot(projection="3d")
        x, y = np.meshgrid(*[np.linspace(-5, 5, cells + 1)] * 2)
        z = np.sin(x) * np.cos(y) + x / 4
        self._axes.plot_surface(x, y, z, rcount=cells + 1, ccount=cells + 1, cmap="viridis")
        self.canvas.resize(WIDTH, HEIGHT)
        self.canvas.show()
        settle(50)

    def turn(self, number: int) -> None:
        """One step of a turn, painted when this returns."""
        self._axes.view_init(28.0, 5.0 * number)
        self.canvas.draw()  # type: ignore[no-untyped-call]
        self.canvas.repaint()
