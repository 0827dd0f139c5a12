"""Points on curves, ends of their ranges, and points of data go where a finger or the mouse takes them."""

from math import pi, sqrt

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from calcviz.scene.document import Document, Row, Viewport
from calcviz.session import Session
from calcviz.views.hits import handle_pixel
from calcviz.views.plane import PlaneView

VIEW = Viewport(-6, 6, -4, 4, 480, 320)


@pytest.fixture(scope="module")
def screen(qapp: object) -> QPointingDevice:
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


class Table:
    """A session and the plane that shows it, as the window joins them."""

    def __init__(self, qtbot: QtBot, *rows: str) -> None:
        self.session = Session(Document(tuple(Row(k, text) for k, text in enumerate(rows, 1)), VIEW))
        self.plane = PlaneView()
        qtbot.addWidget(self.plane)
        self.plane.resize(480, 320)
        self.plane.handle_dragged.connect(self.session.preview_drag)
        self.plane.handle_nudged.connect(self.session.nudge)
        self.plane.handle_released.connect(self.session.commit)
        self.session.listeners.append(lambda: self.plane.show_frame(self.session.frame))
        self.plane.show_frame(self.session.frame)
        self.plane.show()

    def text(self) -> str:
        return self.session.document.rows[-1].text

    def spot(self, name: str) -> QPoint:
        handles = self.session.frame.rows[-1].drawing.handles
        found = next(each for each in handles if each.name == name)
        return handle_pixel(self.session.frame.viewport, found).toPoint()

    def place(self, x: float, y: float) -> QPoint:
        view = self.session.frame.viewport
        return QPointF(view.x_axis.pixel(x), view.y_axis.pixel(y)).toPoint()

    def drag(self, start: QPoint, goal: QPoint, screen: QPointingDevice | None) -> None:
        """With a finger, which is no more exact than a few pixels; without a screen by the mouse."""
        plane = self.plane
        if screen is None:
            QTest.mousePress(plane, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
            for share in (0.5, 1.0):
                QTest.mouseMove(plane, start + (goal - start) * share)
            plane.flush()
            QTest.mouseRelease(plane, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, goal)
            return
        beside = QPoint(8, -9)
        QTest.touchEvent(plane, screen).press(0, start + beside, plane).commit()
        for share in (0.3, 0.7, 1.0):
            QTest.touchEvent(plane, screen).move(0, start + beside + (goal - start) * share, plane).commit()
            plane.flush()
        QTest.touchEvent(plane, screen).release(0, goal + beside, plane).commit()


BY_HAND = pytest.mark.parametrize("touched", [False, True])


@BY_HAND
@pytest.mark.parametrize(
    ("rows", "name", "goal", "field", "value"),
    [
        (("c(t) = (3cos t, 2sin t)", "velocity(c, 1)"), "t", (-3, 0), "t", pi),
        (("c(t) = (t, t^2)", "velocity(c, 1)"), "t", (-sqrt(2), 2), "t", -sqrt(2)),
        (("(t, sin t) for -1 <= t <= 2",), "high", (3, 0.14), "high", 3),
        (("(t, sin t) for -1 <= t <= 2",), "low", (-3, -0.14), "low", -3),
        (("r = 2 for 0 <= theta <= pi/2",), "high", (-2, 0), "high", pi),
        (("r = theta/2 for 0 <= theta <= pi",), "high", (-1.6, -1.5), "high", 1.25 * pi),
    ],
)
def test_it_goes_along_the_curve(
    qtbot: QtBot,
    screen: QPointingDevice,
    touched: bool,
    rows: tuple[str, ...],
    name: str,
    goal: tuple[float, float],
    field: str,
    value: float,
) -> None:
    table = Table(qtbot, *rows)
    table.drag(table.spot(name), table.place(*goal), screen if touched else None)
    assert getattr(table.session.scene.items[-1].concept, field) == pytest.approx(value, abs=0.07)
    before = table.text()
    assert before != rows[-1]
    table.session.undo()
    assert table.text() == rows[-1]


@BY_HAND
def test_a_point_of_data_goes_where_it_is_taken(qtbot: QtBot, screen: QPointingDevice, touched: bool) -> None:
    table = Table(qtbot, "D = [(1, 2), (-3, 1), (4, -2)]")
    table.drag(table.spot("points.2"), table.place(-1, -3), screen if touched else None)
    x, y = table.session.scene.items[0].concept.points[1]  # type: ignore[union-attr]
    assert (x, y) == (pytest.approx(-1, abs=0.03), pytest.approx(-3, abs=0.03))
    assert table.text().startswith("D = [(1, 2), (-") and table.text().endswith("), (4, -2)]")
    table.session.undo()
    assert table.text() == "D = [(1, 2), (-3, 1), (4, -2)]"


def test_keys_move_the_end_of_a_range_along_the_curve(qtbot: QtBot) -> None:
    table = Table(qtbot, "(t, sin t) for -1 <= t <= 2")
    table.plane.keys.select_next(True)
    QTest.keyClick(table.plane, Qt.Key.Key_Left)
    assert table.text() == "(t, sin t) for -1.1 <= t <= 2"
