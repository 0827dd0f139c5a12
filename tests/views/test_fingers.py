"""One finger is a pointer with a wide reach; two keep the paper under them."""

from dataclasses import replace
from math import pi

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest

from calcviz.engine.landmarks import Place
from calcviz.maths.landmarks.point import Landmark
from calcviz.views.geometry import pixel_x, pixel_y
from calcviz.views.navigation import at_pixel
from calcviz.views.reading import Reading
from tests.views.desk import Desk

FREE = QPoint(60, 270)


@pytest.fixture(scope="module")
def screen(qapp: object) -> QPointingDevice:
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


class Hand:
    """Fingers on the plane of a desk."""

    def __init__(self, desk: Desk, screen: QPointingDevice) -> None:
        self._plane, self._screen = desk.plane, screen

    def down(self, *places: QPoint) -> None:
        touch = QTest.touchEvent(self._plane, self._screen)
        for number, place in enumerate(places):
            touch.press(number, place, self._plane)
        touch.commit()

    def slide(self, *places: QPoint) -> None:
        touch = QTest.touchEvent(self._plane, self._screen)
        for number, place in enumerate(places):
            touch.move(number, place, self._plane)
        touch.commit()
        self._plane.flush()

    def up(self, *places: QPoint) -> None:
        touch = QTest.touchEvent(self._plane, self._screen)
        for number, place in enumerate(places):
            touch.release(number, place, self._plane)
        touch.commit()


@pytest.fixture
def hand(desk: Desk, screen: QPointingDevice) -> Hand:
    return Hand(desk, screen)


def test_a_finger_takes_a_handle_from_farther_away(desk: Desk, hand: Hand) -> None:
    start = desk.handle() + QPoint(-14, 18)
    hand.down(start)
    hand.slide(start + QPoint(24, 0))
    hand.up(start + QPoint(24, 0))
    ((row_id, name, x, _),) = desk.named("handle_dragged")
    assert (row_id, name) == (2, "a") and x == pytest.approx(2)
    assert desk.named("handle_released")


def test_a_finger_moves_the_paper(desk: Desk, hand: Hand) -> None:
    hand.down(FREE)
    hand.slide(FREE + QPoint(24, 0))
    hand.up(FREE + QPoint(24, 0))
    assert desk.plane.view().x_low == pytest.approx(-11)


def test_two_fingers_keep_the_paper_under_them(desk: Desk, hand: Hand) -> None:
    a, b = QPoint(100, 100), QPoint(200, 100)
    c, d = QPoint(80, 160), QPoint(280, 160)
    wanted = [at_pixel(desk.plane.view(), each.x(), each.y()) for each in (a, b)]
    hand.down(a, b)
    hand.slide(a, b)
    hand.slide(c, d)
    hand.up(c, d)
    for place, point in zip((c, d), wanted, strict=True):
        assert at_pixel(desk.plane.view(), place.x(), place.y()) == pytest.approx(point)
    assert not desk.named("handle_dragged")
    assert desk.plane.history.has_past


def test_the_first_touch_reads_and_the_second_keeps(desk: Desk, hand: Hand) -> None:
    kept: list[Reading] = []
    desk.plane.point_kept.connect(kept.append)
    desk.show(replace(desk.frame, rows=desk.frame.rows[:1]))
    desk.plane.readings.show_places((Place(Landmark("root", pi, 0.0, "pi", "0"), (1,)),))
    view = desk.plane.view()
    at = QPoint(round(pixel_x(view, pi)) + 3, round(pixel_y(view, 0)) + 3)
    hand.down(at)
    hand.up(at)
    assert not kept and desk.plane.readings.snapped
    hand.down(at)
    hand.up(at)
    assert [reading.x for reading in kept] == [pi]
