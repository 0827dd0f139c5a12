"""Row: from a mouse event that is posted to the picture that is painted, in units of an empty QWidget."""

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.drags import HIGH, LOW, TANGENT, curves, tangent_step
from tests.benchmarks.measuring import Times
from tests.benchmarks.outcome import Goal, Outcome, Peer
from tests.benchmarks.pictures import Picture, pictures
from tests.benchmarks.stage import (
    HEIGHT,
    VIEW,
    WIDTH,
    Paints,
    PlaneStage,
    application,
    closed,
    mouse,
    settle,
    sweep,
)

EMPTY = "empty QWidget"
PAUSE = 20
"""Milliseconds between two events: the mouse of a person, one event for each refresh of the screen."""


def outcomes(steps: int) -> Iterator[Outcome]:
    """Each widget is sent the same moves of a held mouse, in turn."""
    stage = PlaneStage(TANGENT)
    handle = stage.session.frame.row(3).drawing.handles[0]
    stage.plane.handle_dragged.connect(stage.session.preview_drag)
    QApplication.sendEvent(
        stage.plane, mouse(QEvent.Type.MouseButtonPress, _pixel(handle.x, handle.y), stage.plane)
    )
    empty = Empty()
    made = pictures(curves(), 2)
    ears = {name: Ear(picture) for name, picture in made.items() if picture is not None}
    widgets: dict[str, QWidget] = {EMPTY: empty, "calcviz": stage.plane}
    widgets |= {name: picture.canvas for name, picture in made.items() if picture is not None}
    found = _in_turn(widgets, steps)
    del ears
    stage.close()
    closed(empty)
    for picture in made.values():
        if picture is not None:
            picture.close()
    unit = found[EMPTY].median
    ours = found["calcviz"]
    peers = tuple(Peer(name, found[name].median / unit if name in found else None) for name in made)
    notes = (
        f"in milliseconds: {ours.median:.2f} (p95 {ours.p95:.2f}, best {ours.best:.2f}); "
        f"{EMPTY} {unit:.2f} (best {found[EMPTY].best:.2f}) on {application().platformName()}",
    )
    title = "input to pixel, posted mouse event to the end of the paint event, in units of an empty QWidget"
    yield Outcome(
        title,
        ours.median / unit,
        "×",
        Goal(1.5, 1.25, None, {"matplotlib blit": 1.5 / 2.3}),
        peers,
        notes=notes,
    )


class Empty(QWidget):
    """What Qt itself takes: a widget as large as the others, painted anew when the mouse moves, empty."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(WIDTH, HEIGHT)
        self.show()
        settle(50)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ask to be painted."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but the background, which Qt has filled."""


class Ear(QWidget):
    """Lets a peer's picture follow the mouse, as its own events report it."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._show: Callable[[float], None] = tangent_step(picture)
        canvas = picture.canvas
        if hasattr(canvas, "mpl_connect"):
            canvas.mpl_connect("motion_notify_event", lambda event: self._show(float(event.xdata or 0.0)))
        else:
            plot = canvas.parent()
            there = plot.getViewBox().mapSceneToView
            plot.scene().sigMouseMoved.connect(lambda at: self._show(float(there(at).x())))


def _pixel(x: float, y: float) -> QPointF:
    return QPointF((x - VIEW.x_low) * VIEW.x_unit, (VIEW.y_high - y) * VIEW.y_unit)


def _in_turn(widgets: dict[str, QWidget], steps: int) -> dict[str, Times]:
    found: dict[str, list[float]] = {name: [] for name in widgets}
    for number in range(steps + 3):
        at = _pixel(sweep(number, LOW, HIGH), 0.0)
        for name, widget in widgets.items():
            settle(PAUSE)
            time = _answered(widget, at)
            if number >= 3:
                found[name].append(time)
    return {name: Times(tuple(times)) for name, times in found.items()}


def _answered(widget: QWidget, at: QPointF) -> float:
    """Milliseconds from the event posted until the widget has been painted; AssertionError after a second."""
    paints = Paints(widget)
    application().installEventFilter(paints)
    start = perf_counter()
    QApplication.postEvent(widget, mouse(QEvent.Type.MouseMove, at, widget))
    while not paints.count and perf_counter() - start < 1:
        QApplication.processEvents()
    time = (perf_counter() - start) * 1e3
    application().removeEventFilter(paints)
    if not paints.count:
        raise AssertionError(f"{type(widget).__name__} did not answer the mouse")
    return time
