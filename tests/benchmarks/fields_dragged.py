"""Rows: a point is dragged to which a gradient, a tangent plane and a level curve belong, over what rests."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtWidgets import QApplication

from tests.benchmarks.measuring import Step, in_turn
from tests.benchmarks.outcome import Goal, Outcome, timed
from tests.benchmarks.space import SpaceStage
from tests.benchmarks.stage import VIEW, PlaneStage, mouse, proven, settle, sweep

FORMULA = "g(x, y) = sin(x) cos(y) + x/4"
DEPENDENT = ("gradient(g, P)", "tangent_plane(g, P)", "level_curve(g, P)")
RESTING = ("level_curves(g)", "gradient_field(g)")
TITLE = "a point dragged: gradient, tangent plane and level curve, over level curves and the gradient field"


def outcomes(steps: int) -> Iterator[Outcome]:
    """In the plane and in space."""
    yield _in_the_plane(steps)
    yield _in_space(steps)


def _in_the_plane(steps: int) -> Outcome:
    stage = PlaneStage([FORMULA, "P = (1, -1)", *RESTING, *DEPENDENT])
    handle = stage.session.frame.row(2).drawing.handles[0]
    at = QPointF((handle.x - VIEW.x_low) * VIEW.x_unit, (VIEW.y_high - handle.y) * VIEW.y_unit)
    QApplication.sendEvent(stage.plane, mouse(QEvent.Type.MouseButtonPress, at, stage.plane))

    def step(number: int) -> None:
        stage.drag(2, handle.name, sweep(number, -4.0, 4.0), sweep(number, 3.0, -3.0))

    series: dict[str, Step] = {"calcviz": proven(stage.plane, step)}
    found = in_turn(series, steps, rest=settle)
    stage.close()
    note = "the engine's work and the picture; at a new place in each step"
    return timed(f"{TITLE}: in the plane", found["calcviz"], Goal(8.0, 5.0, 12.0), {}, note)


def _in_space(steps: int) -> Outcome:
    stage = SpaceStage((FORMULA, *DEPENDENT, *RESTING))
    series: dict[str, Step] = {"calcviz": lambda number: stage.drag(sweep(number, -2.0, 2.0))}
    proven(stage.view, series["calcviz"])
    found = in_turn(series, min(steps, 60), warm_up=3, rest=lambda: settle(50))
    stage.close()
    note = "the engine's work for both views and the picture of space, coarse as in motion"
    return timed(f"{TITLE}: in space", found["calcviz"], Goal(16.7, 10.0), {}, note)
