"""Points in space go over the floor, up and down by their arrows, and along curves."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from calcviz.drawing.space import SpaceHandle
from calcviz.scene.document import Document, Row, Space
from calcviz.session import Session
from calcviz.views.space.lifts import AWAY, HEAD
from calcviz.views.space.view import SpaceView
from tests.views.space.test_fingers import Hand

LEFT, NOTHING = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Desk:
    """A session and the view of space that shows it, as the window joins them."""

    def __init__(self, qtbot: QtBot, *rows: str) -> None:
        self.session = Session(Document(tuple(Row(k, text) for k, text in enumerate(rows, 1))))
        self.session.look_at_space(True)
        self.space = Space()
        self.view = SpaceView()
        qtbot.addWidget(self.view)
        self.view.resize(640, 480)
        self.view.handle_dragged.connect(self.session.preview_drag)
        self.view.handle_pulled.connect(self.session.preview_in_space)
        self.view.handle_nudged.connect(self.session.nudge)
        self.view.handle_raised.connect(self.session.raise_handle)
        self.view.handle_released.connect(self.session.commit)
        self.session.listeners.append(self.show)
        self.show()
        self.view.show()

    def show(self) -> None:
        self.view.show_frame(self.session.frame, self.space)

    def text(self) -> str:
        return self.session.document.rows[-1].text

    def handle(self, name: str) -> SpaceHandle:
        return next(handle for _, handle in self.view.handles() if handle.name == name)

    def pixel(self, x: float, y: float, z: float) -> QPoint:
        camera = self.view.picture.camera()
        assert camera is not None
        return QPointF(*camera.pixel(x, y, z)).toPoint()

    def drag(self, a: QPoint, b: QPoint) -> None:
        QTest.mouseMove(self.view, a)
        QTest.mousePress(self.view, LEFT, NOTHING, a)
        for share in (0.5, 1.0):
            QTest.mouseMove(self.view, a + (b - a) * share)
            self.view.repaint()
        QTest.mouseRelease(self.view, LEFT, NOTHING, b)


DATA = "D = [(1, 2, 3), (-2, 1, 0), (3, -3, 1.5)]"
ARROW = QPoint(0, -round(AWAY - HEAD / 2))


def test_a_point_of_data_moves_over_the_floor_and_undo_puts_it_back(qtbot: QtBot) -> None:
    desk = Desk(qtbot, DATA)
    goal = desk.pixel(3.0, -1.0, 0.0)
    desk.drag(desk.pixel(-2, 1, 0), goal)
    x, y, z = desk.session.scene.item(1).concept.points[1]  # type: ignore[union-attr]
    assert (x, y, z) == (pytest.approx(3, abs=0.06), pytest.approx(-1, abs=0.06), 0)
    assert desk.text().startswith("D = [(1, 2, 3), (") and desk.text().endswith("0), (3, -3, 1.5)]")
    desk.session.undo()
    assert desk.text() == DATA


def test_an_arrow_lifts_it_and_nothing_else(qtbot: QtBot) -> None:
    desk = Desk(qtbot, DATA)
    at = desk.pixel(3, -3, 1.5)
    QTest.mouseMove(desk.view, at)
    desk.drag(at + ARROW, desk.pixel(3, -3, 2.5) + ARROW)
    x, y, z = desk.session.scene.item(1).concept.points[2]  # type: ignore[union-attr]
    assert (x, y) == (3, -3) and z == pytest.approx(2.5, abs=0.05)


def test_above_the_box_the_height_grows_with_the_hand_alone(qtbot: QtBot) -> None:
    """The box grows to hold the point; were heights told in the grown one, it would run away."""
    desk = Desk(qtbot, "P = (1, 1, 2)")
    at = desk.pixel(1, 1, 2)
    QTest.mouseMove(desk.view, at)
    unit = at.y() - desk.pixel(1, 1, 1).y()
    desk.drag(at + ARROW, at + ARROW + QPoint(0, unit))
    assert desk.handle("point").z == pytest.approx(3, abs=0.15)


def test_keys_lift_the_chosen_point(qtbot: QtBot) -> None:
    desk = Desk(qtbot, DATA)
    desk.view.keys.select_next(True)
    QTest.keyClick(desk.view, Qt.Key.Key_PageUp)
    QTest.keyClick(desk.view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(desk.view, Qt.Key.Key_Right)
    assert desk.text() == "D = [(1.1, 2, 2.1), (-2, 1, 0), (3, -3, 1.5)]"


def test_a_finger_chooses_a_point_and_lifts_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot, DATA)
    hand = Hand(desk.view, QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen))
    at, goal = desk.pixel(3, -3, 1.5), desk.pixel(3, -3, 0.5)
    hand.down(at)
    hand.up(at)
    hand.down(at + ARROW)
    hand.slide(goal + ARROW)
    hand.up(goal + ARROW)
    x, y, z = desk.session.scene.item(1).concept.points[2]  # type: ignore[union-attr]
    assert (x, y) == (3, -3) and z == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("touched", [False, True])
def test_a_point_is_dragged_along_a_curve_in_space(qtbot: QtBot, qapp: object, touched: bool) -> None:
    desk = Desk(qtbot, "c(t) = (3cos t, 3sin t, t)", "velocity(c, 1)")
    handle = desk.handle("t")
    c = desk.session.scene.item(2).concept.c  # type: ignore[union-attr]
    start, goal = desk.pixel(handle.x, handle.y, handle.z), desk.pixel(*c(4.0))
    if touched:
        device: QPointingDevice = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
        hand = Hand(desk.view, device)
        hand.down(start)
        hand.slide(goal)
        hand.up(goal)
    else:
        desk.drag(start, goal)
    assert desk.session.scene.item(2).concept.t == pytest.approx(4, abs=0.03)  # type: ignore[union-attr]


def test_who_looks_from_above_sees_no_arrows(qtbot: QtBot) -> None:
    desk = Desk(qtbot, DATA)
    desk.space = Space(elevation=90.0)
    desk.show()
    at = desk.pixel(1, 2, 3)
    QTest.mouseMove(desk.view, at)
    desk.drag(at + ARROW, at + ARROW + QPoint(9, 0))
    assert desk.text() == DATA and desk.view.space() != desk.space
