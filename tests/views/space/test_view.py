"""The view of space under real mouse and keys."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.drawing import Floats
from calcviz.drawing.space import SpaceHandle, space_line
from calcviz.scene.document import Space
from calcviz.views.space.view import SpaceView
from calcviz.views.theme import DARK, LIGHT
from tests.views.frames import pixels
from tests.views.space.worlds import frame, mesh, row

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
NOTHING, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def hill(x: Floats, y: Floats) -> Floats:
    made: Floats = 1.2 * np.exp(-(x * x + y * y) / 2)
    return made


class World:
    """A view with a hill and a point on it, which follows; what is reported is noted."""

    def __init__(self, qtbot: QtBot) -> None:
        self.view = SpaceView()
        qtbot.addWidget(self.view)
        self.view.resize(640, 480)
        self.log: list[tuple[object, ...]] = []
        self.surface = row(1, mesh(hill, cells=40))
        for name in ("handle_dragged", "handle_nudged", "row_clicked"):
            getattr(self.view, name).connect(lambda *told, name=name: self.log.append((name, *told)))
        for name in ("handle_released", "drag_cancelled"):
            getattr(self.view, name).connect(lambda name=name: self.log.append((name,)))
        self.view.space_changed.connect(lambda space: self.log.append(("space", space)))
        self.view.handle_dragged.connect(lambda _, __, x, y: self.put(x, y))
        self.put(0.5, -0.8)
        self.view.show()

    def put(self, x: float, y: float) -> None:
        z = float(hill(np.array(x), np.array(y)))
        down = space_line(np.array([x, x]), np.array([y, y]), np.array([z, -2.0]), "construction")
        self.view.show_frame(frame(self.surface, row(2, down, SpaceHandle("P", x, y, z, "P"))))

    def pixel(self, x: float, y: float, z: float | None = None) -> QPoint:
        camera = self.view.picture.camera()
        assert camera is not None
        height = float(hill(np.array(x), np.array(y))) if z is None else z
        return QPointF(*camera.pixel(x, y, height)).toPoint()

    def drag(self, a: QPoint, b: QPoint, button: Qt.MouseButton = LEFT, keys: object = NOTHING) -> None:
        QTest.mousePress(self.view, button, keys, a)  # type: ignore[call-overload]
        for share in (0.5, 1.0):
            QTest.mouseMove(self.view, a + (b - a) * share)
            self.view.repaint()
        QTest.mouseRelease(self.view, button, keys, b)  # type: ignore[call-overload]

    def named(self, name: str) -> list[tuple[object, ...]]:
        return [entry[1:] for entry in self.log if entry[0] == name]


@pytest.fixture
def world(qtbot: QtBot) -> World:
    return World(qtbot)


@pytest.mark.parametrize("perspective", [True, False])
def test_a_point_is_dragged_along_the_surface(world: World, perspective: bool) -> None:
    world.view.go(replace(world.view.space(), perspective=perspective))
    world.drag(world.pixel(0.5, -0.8), world.pixel(-0.4, -1.0))
    row_id, name, x, y = world.named("handle_dragged")[-1]
    assert (row_id, name) == (2, "P")
    assert (x, y) == (pytest.approx(-0.4, abs=0.03), pytest.approx(-1.0, abs=0.05))
    assert world.log[-1] == ("handle_released",)
    assert world.named("row_clicked") == [(2,)]


def test_the_background_turns_and_with_shift_it_moves(world: World) -> None:
    before = world.view.space()
    world.drag(QPoint(20, 20), QPoint(60, 40))
    turned = world.view.space()
    assert turned.azimuth < before.azimuth and turned.elevation > before.elevation
    world.drag(QPoint(20, 20), QPoint(84, 20), keys=SHIFT)
    assert world.view.space().pan == pytest.approx((0.1, 0.0))
    world.drag(QPoint(20, 20), QPoint(20, 68), MIDDLE)
    assert world.view.space().pan == pytest.approx((0.1, -0.1))
    world.drag(world.pixel(0.5, -0.8), QPoint(100, 100), RIGHT)
    assert world.view.space().azimuth != turned.azimuth and not world.named("handle_dragged")


def test_escape_puts_back_what_was_turned(world: World) -> None:
    before = world.view.space()
    QTest.mousePress(world.view, LEFT, NOTHING, QPoint(20, 20))
    QTest.mouseMove(world.view, QPoint(90, 90))
    assert world.view.space() != before
    QTest.keyClick(world.view, Qt.Key.Key_Escape)
    assert world.view.space() == before


def test_escape_cancels_a_drag_of_a_point(world: World) -> None:
    QTest.mousePress(world.view, LEFT, NOTHING, world.pixel(0.5, -0.8))
    QTest.mouseMove(world.view, world.pixel(0.0, -1.0))
    QTest.keyClick(world.view, Qt.Key.Key_Escape)
    assert world.log[-1] == ("drag_cancelled",)


def test_a_click_on_a_surface_selects_its_row_and_one_beside_it_none(world: World) -> None:
    QTest.mouseClick(world.view, LEFT, NOTHING, world.pixel(-0.5, -1.5))
    QTest.mouseClick(world.view, LEFT, NOTHING, QPoint(5, 5))
    assert world.named("row_clicked") == [(1,)]


def wheel(view: SpaceView, keys: Qt.KeyboardModifier, at: QPoint) -> None:
    turn = QPoint(0, 120)
    spot, phase = QPointF(at), Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        spot, view.mapToGlobal(spot), QPoint(), turn, Qt.MouseButton.NoButton, keys, phase, False
    )
    QApplication.sendEvent(view, event)


def test_the_wheel_zooms_at_the_pointer_and_with_ctrl_the_ranges(world: World) -> None:
    at = world.pixel(1.5, -1.5)
    wheel(world.view, NOTHING, at)
    assert world.view.space().zoom > 1
    assert (world.pixel(1.5, -1.5) - at).manhattanLength() <= 2
    wheel(world.view, CTRL, at)
    assert world.view.space().x_high == pytest.approx(5 / 1.15)


def test_keys_turn_and_zoom_and_leave_letters_to_the_rows(world: World) -> None:
    view = world.view
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.space().azimuth == Space().azimuth + 5
    QTest.keyClick(view, Qt.Key.Key_Up, SHIFT)
    assert view.space().elevation == Space().elevation + 1
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.space().zoom == 1.25
    looked = view.space()
    for text in "xyzp0127":
        event = QKeyEvent(QEvent.Type.KeyPress, ord(text.upper()), NOTHING, text)
        QApplication.sendEvent(view, event)
        assert not event.isAccepted() and view.space() == looked
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.space() == Space()


def test_tab_goes_to_the_point_and_arrows_move_it(world: World) -> None:
    view = world.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Left, SHIFT)
    assert world.named("handle_nudged") == [(2, "P", -0.1, 0.0)]
    assert world.log[-1] == ("handle_released",)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert len(world.named("handle_nudged")) == 1 and view.space().azimuth == 25


def test_after_a_part_was_mended_the_picture_is_that_of_a_whole(world: World) -> None:
    view = world.view
    view.repaint()
    world.put(-0.3, -1.1)
    mended = view.grab().toImage()
    view.set_theme(DARK)
    view.grab()
    view.set_theme(LIGHT)
    off = np.abs(pixels(mended) - pixels(view.grab().toImage())).max(2)
    assert (off > 40).mean() < 1e-4


def test_the_coarse_picture_gives_way_to_the_fine_one(world: World, qtbot: QtBot) -> None:
    world.view.look_from("corner")
    world.view.zoom(1.1)
    assert world.view.picture.moving
    qtbot.waitUntil(lambda: not world.view.picture.moving)


def test_an_empty_frame_and_one_without_a_box_can_be_looked_at(world: World) -> None:
    for shown in (frame(), frame(box=None)):
        world.view.show_frame(shown, Space(azimuth=10))
        assert not world.view.grab().isNull()
        QTest.mouseClick(world.view, LEFT, NOTHING, QPoint(200, 200))
        QTest.keyClick(world.view, Qt.Key.Key_Tab)
    assert world.view.accessibleName()


def test_what_shows_nothing_in_space_makes_nothing_anew_there(world: World) -> None:
    """A row that is being typed in the plane must not have all surfaces cut again at each letter."""
    picture, typed = world.view.picture, row(2)
    world.view.show_frame(frame(world.surface, typed))
    before = picture.scene()
    world.view.show_frame(frame(world.surface, replace(typed, faded=True), row(3)))
    assert before is not None
    assert picture.scene() is before


def test_magnified_everything_is_larger_and_still_found(world: World) -> None:
    world.view.set_magnification(2.0)
    assert world.view.sheet_size() == (320, 240)
    world.view.grab()
    QTest.mouseClick(world.view, LEFT, NOTHING, world.pixel(-0.5, -1.5) * 2)
    assert world.named("row_clicked") == [(1,)]


@pytest.mark.parametrize(("cells", "coarse"), [(30, False), (100, True)])
def test_what_takes_long_to_paint_is_coarse_while_it_changes(qtbot: QtBot, cells: int, coarse: bool) -> None:
    world = World(qtbot)
    first, second = (frame(row(k, mesh(hill, cells=cells))) for k in (1, 2))
    world.view.show_frame(first)
    world.view.grab()
    qtbot.waitUntil(lambda: not world.view.picture.moving)
    world.view.grab()
    world.view.show_frame(first)
    assert not world.view.picture.moving  # nothing has changed
    world.view.show_frame(second)
    assert world.view.picture.moving is coarse
    qtbot.waitUntil(lambda: not world.view.picture.moving)


def test_a_picture_made_in_turns_is_the_one_made_at_once(qtbot: QtBot) -> None:
    world, heavy = World(qtbot), frame(row(1, mesh(hill, cells=100)))
    view = world.view
    view.show_frame(heavy)
    view.grab()
    turns = list(view.picture.in_turns())
    assert len(turns) > 5  # no part is a long wait
    view.picture.moving = False
    made = pixels(view.grab().toImage())
    view.set_theme(DARK)
    view.set_theme(LIGHT)
    view.picture.moving = False
    assert (made == pixels(view.grab().toImage())).all()


def test_what_changes_while_a_picture_is_made_is_in_it(qtbot: QtBot) -> None:
    world, (first, second) = World(qtbot), (frame(row(k, mesh(hill, cells=100))) for k in (1, 2))
    view = world.view
    view.show_frame(first)
    view.grab()
    view._settle_timer.stop()
    view._settle()
    next(view._finer)  # somewhere in the middle
    view.show_frame(second)
    qtbot.waitUntil(lambda: not view.picture.moving)
    view.grab()
    assert view.picture._painted is not None and view.picture._painted.scene is view.picture.scene()
    assert view.picture.scene().rows == second.rows  # type: ignore[union-attr]
