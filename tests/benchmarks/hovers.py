"""Row: the pointer moves over a curve without a button; its point is read, and the plate is painted."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from calcviz.ui.landmarks import Landmarks
from calcviz.views.geometry import pixel_x, pixel_y
from tests.benchmarks.drags import TANGENT, standing_texts
from tests.benchmarks.measuring import in_turn
from tests.benchmarks.outcome import Goal, Outcome, timed
from tests.benchmarks.stage import PlaneStage, proven, settle, sweep


def outcomes(steps: int) -> Iterator[Outcome]:
    """A curve with its landmarks, and the same among ten others."""
    for beside, goal in ((0, Goal(2.0, 1.0, None)), (10, Goal(2.0, 1.5, None))):
        yield _over_the_curve(steps, beside, goal)


def _over_the_curve(steps: int, beside: int, goal: Goal) -> Outcome:
    stage = PlaneStage([*TANGENT, *standing_texts(beside)])
    found = Landmarks(stage.session, stage.plane)
    stage.session.survey(found.show)
    stage.plane.set_selected_row(1)
    settle()

    def move(number: int) -> None:
        x = sweep(number, -3.5, 3.5)
        view, y = stage.plane.view(), stage.session.value_at(1, x) or 0.0
        _move(stage, QPointF(pixel_x(view, x) + 1.5, pixel_y(view, y) + 4.0))

    times = in_turn({"calcviz": proven(stage.plane, move)}, steps, rest=settle)["calcviz"]
    many = len(stage.plane.readings.curves.marks)
    stage.close()
    title = f"hover: the point of the curve read and painted, {many} landmarks to snap to"
    if beside:
        title += f"; {beside} curves standing by"
    return timed(title, times, goal, {})


def _move(stage: PlaneStage, at: QPointF) -> None:
    """A move of the mouse, painted when this returns."""
    none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    place = stage.plane.mapToGlobal(at)
    QApplication.sendEvent(stage.plane, QMouseEvent(QEvent.Type.MouseMove, at, place, none, none, keys))
    QApplication.processEvents()
