"""Fingers in space: one turns or drags a point, two keep what is under them."""

from dataclasses import replace
from math import hypot

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from calcviz.views.space.view import SpaceView
from tests.views.space.test_view import World

FREE = QPoint(40, 440)


@pytest.fixture(scope="module")
def screen(qapp: object) -> QPointingDevice:
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


@pytest.fixture
def world(qtbot: QtBot) -> World:
    return World(qtbot)


class Hand:
    """Fingers on a view of space."""

    def __init__(self, view: SpaceView, screen: QPointingDevice) -> None:
        self._view, self._screen = view, screen

    def down(self, *places: QPoint) -> None:
        touch = QTest.touchEvent(self._view, self._screen)
        for number, place in enumerate(places):
            touch.press(number, place, self._view)
        touch.commit()

    def slide(self, *places: QPoint) -> None:
        touch = QTest.touchEvent(self._view, self._screen)
        for number, place in enumerate(places):
            touch.move(number, place, self._view)
        touch.commit()
        self._view.repaint()

    def second(self, still: QPoint, place: QPoint) -> None:
        """Another finger comes down beside one that is there."""
        touch = QTest.touchEvent(self._view, self._screen)
        touch.stationary(0).press(1, place, self._view)
        touch.commit()

    def up(self, *places: QPoint) -> None:
        touch = QTest.touchEvent(self._view, self._screen)
        for number, place in enumerate(places):
            touch.release(number, place, self._view)
        touch.commit()


@pytest.fixture
def hand(world: World, screen: QPointingDevice) -> Hand:
    return Hand(world.view, screen)


def test_one_finger_turns_the_space(world: World, hand: Hand) -> None:
    before = world.view.space()
    hand.down(FREE)
    hand.slide(FREE + QPoint(60, -20))
    hand.up(FREE + QPoint(60, -20))
    after = world.view.space()
    assert after.azimuth != before.azimuth and after.elevation != before.elevation
    assert replace(after, azimuth=before.azimuth, elevation=before.elevation) == before
    assert not world.named("handle_dragged")


def test_a_finger_takes_a_point_from_farther_away_and_drags_it_along_the_surface(
    world: World, hand: Hand
) -> None:
    start, goal = world.pixel(0.5, -0.8), world.pixel(0.9, 0.2)
    beside = QPoint(12, 12)
    hand.down(start + beside)
    hand.slide(goal + beside)
    hand.up(goal + beside)
    row_id, name, x, y = world.named("handle_dragged")[-1]
    assert (row_id, name) == (2, "P")
    assert (x, y) == pytest.approx((0.9, 0.2), abs=0.06)
    assert world.named("handle_released")
    assert not world.named("space")


def test_two_fingers_apart_zoom_and_together_back(world: World, hand: Hand) -> None:
    before = world.view.space()
    one, other = QPoint(220, 240), QPoint(420, 240)
    wide = QPoint(50, 0)
    hand.down(one, other)
    hand.slide(one, other)
    hand.slide(one - wide, other + wide)
    assert world.view.space().zoom == pytest.approx(1.5 * before.zoom)
    hand.slide(one, other)
    hand.up(one, other)
    assert world.view.space().zoom == pytest.approx(before.zoom)


def test_two_fingers_keep_what_is_under_them(world: World, hand: Hand) -> None:
    camera = world.view.picture.camera()
    assert camera is not None
    one, other = (QPoint(round(x), round(y)) for x, y in (camera.pixel(-1, 0, 0), camera.pixel(1, 0, 0)))
    way = QPoint(30, -24)
    hand.down(one, other)
    hand.slide(one, other)
    hand.slide(one + way, other + way)
    hand.up(one + way, other + way)
    moved = world.view.picture.camera()
    assert moved is not None
    for place, x in ((one + way, -1), (other + way, 1)):
        there = moved.pixel(x, 0, 0)
        assert hypot(there[0] - place.x(), there[1] - place.y()) < 4


def test_a_second_finger_puts_a_dragged_point_back(world: World, hand: Hand) -> None:
    start = world.pixel(0.5, -0.8)
    hand.down(start)
    hand.slide(start + QPoint(20, 0))
    hand.second(start + QPoint(20, 0), QPoint(100, 100))
    hand.slide(start + QPoint(20, 0), QPoint(100, 100))
    assert world.named("drag_cancelled") and not world.named("handle_released")
    hand.up(start + QPoint(20, 0), QPoint(100, 100))
