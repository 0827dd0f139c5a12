"""Rows: the point of a tangent is dragged."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtWidgets import QApplication

from tests.benchmarks.measuring import Step, Times, in_turn
from tests.benchmarks.outcome import Goal, Outcome, timed
from tests.benchmarks.pictures import Picture, pictures
from tests.benchmarks.stage import AXIS, VIEW, PlaneStage, WindowStage, mouse, proven, settle, sweep

TANGENT = ("f(x) = x^3/6 - x", "derivative(f)", "tangent(f, 1)")
LOW, HIGH = -3.9, 3.9


def standing_texts(count: int) -> list[str]:
    """Rows of curves that a drag does not move."""
    return [f"{3 + k / 2:g} sin(x / {1 + k / 4:g} + {k}) - {k / 3:.3g}" for k in range(count)]


def standing_values(count: int) -> list[np.ndarray]:
    """The same curves for the peers."""
    return [(3 + k / 2) * np.sin(AXIS / (1 + k / 4) + k) - float(f"{k / 3:.3g}") for k in range(count)]


def curves() -> list[np.ndarray]:
    """f and its derivative for the peers."""
    return [_f(AXIS), _df(AXIS)]


def outcomes(steps: int) -> Iterator[Outcome]:
    """The drag alone, with ten curves standing by, and in the whole window."""
    yield _on_the_plane(
        steps, 0, Goal(1.5, 1.0, 4.0, {"matplotlib blit": 1.5 / 3.1, "pyqtgraph tuned": 1.5 / 3.85})
    )
    yield _on_the_plane(steps, 10, Goal(2.0, 1.0, None, {"pyqtgraph as it comes": 2.0 / 85}))
    yield _in_the_window(steps)


def _on_the_plane(steps: int, beside: int, goal: Goal) -> Outcome:
    stage = PlaneStage([*TANGENT, *standing_texts(beside)])
    _take_hold(stage)
    series: dict[str, Step] = {"calcviz": lambda number: stage.drag(3, "a", sweep(number, LOW, HIGH))}
    proven(stage.plane, series["calcviz"])
    made = pictures([*curves(), *standing_values(beside)], 2)
    found = _measured(series, made, steps)
    stage.close()
    title = "drag of the tangent's point: update and repaint of f, f′, tangent, grid, readouts computed"
    if beside:
        title += f"; {beside} curves standing by"
    return timed(title, found["calcviz"], goal, {name: found.get(name) for name in made})


def _in_the_window(steps: int) -> Outcome:
    stage = WindowStage(TANGENT)
    stage.window.rows.select(3)
    series: dict[str, Step] = {"calcviz": lambda number: stage.drag(3, "a", sweep(number, LOW, HIGH))}
    proven(stage.window.plane, series["calcviz"])
    proven(stage.window.inspector, series["calcviz"])
    made = pictures(curves(), 2, words=True)
    found = _measured(series, made, steps)
    stage.close()
    title = "the same in the main window: row, inspector with typeset readouts and plane all painted"
    note = "the peers paint one line of words; they have neither rows nor inspector"
    return timed(title, found["calcviz"], None, {name: found.get(name) for name in made}, note)


def _take_hold(stage: PlaneStage) -> None:
    """Press on the handle, as a person does: what stands is painted once, what is held is painted on it."""
    handle = stage.session.frame.row(3).drawing.handles[0]
    at = QPointF((handle.x - VIEW.x_low) * VIEW.x_unit, (VIEW.y_high - handle.y) * VIEW.y_unit)
    QApplication.sendEvent(stage.plane, mouse(QEvent.Type.MouseButtonPress, at, stage.plane))


def _measured(series: dict[str, Step], made: dict[str, Picture | None], steps: int) -> dict[str, Times]:
    for name, picture in made.items():
        if picture is not None:
            series[name] = proven(picture.canvas, _peer_step(picture))
    found = in_turn(series, steps, rest=settle)
    for picture in made.values():
        if picture is not None:
            picture.close()
    return found


def _peer_step(picture: Picture) -> Step:
    show = tangent_step(picture)
    return lambda number: show(sweep(number, LOW, HIGH))


def tangent_step(picture: Picture) -> Callable[[float], None]:
    """What a peer does for the tangent at x = a: it computes as we do, and shows."""

    def step(x: float) -> None:
        a = round(x, 2)
        y, slope = float(_f(a)), float(_df(a))
        words = f"f'(a) = {slope:.3f}   y = {slope:.4g} x + {y - slope * a:.4g}"
        picture.show(_tangent(a, y, slope), (a, y), words)

    return step


def _tangent(a: float, y: float, slope: float) -> Sequence[tuple[np.ndarray, np.ndarray]]:
    """The line across the window, and the slope's triangle."""
    x = np.array(VIEW.x_range)
    return (x, y + slope * (x - a)), (np.array([a, a + 1, a + 1]), np.array([y, y, y + slope]))


def _f(x: Any) -> Any:
    return x * x * x / 6 - x


def _df(x: Any) -> Any:
    return x * x / 2 - 1
