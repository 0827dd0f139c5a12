"""Curves that turn: read where the pointer is, and followed by keys all the way round."""

from math import hypot

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from calcviz.views.geometry import Strokes
from calcviz.views.travelling import Way
from tests.concepts.figures import opened
from tests.views.desk import Desk
from tests.views.frames import VIEW
from tests.views.test_reading import at, reading, slide


def show(desk: Desk, *rows: str) -> None:
    session = opened(*rows, viewport=VIEW)
    desk.show(session.frame)
    desk.plane.readings.value = session.value_at


def test_a_way_goes_through_all_strokes_and_begins_again() -> None:
    """Gaps between strokes take no pixels."""
    x, y = np.array([0.0, 10, 10, 50, 60]), np.array([0.0, 0, 20, 0, 0])
    way = Way([Strokes(x, y, np.array([0, 3]))])
    assert way.place(QPointF(11, 5)) == 15
    assert way.point(15) == QPointF(10, 5)
    assert way.point(way.moved(15, 20)) == QPointF(55, 0)
    assert way.moved(35, 10) == 5
    assert way.moved(5, -10) == 35


def test_the_branch_under_the_pointer_is_read(desk: Desk) -> None:
    show(desk, "(3cos(t), 3sin(t))")
    for y in (2.4, -2.4):
        found = slide(desk, at(desk, 1.8, y))
        assert found is not None and (found.x, found.y) == pytest.approx((1.8, y), abs=0.05)


def test_each_member_of_a_family_is_read_for_itself(desk: Desk) -> None:
    show(desk, "a = [1, 2, 3]", "y = a x/4")
    for a in (1, 2, 3):
        found = slide(desk, at(desk, 4.0, a))
        assert found is not None and found.y == pytest.approx(a * found.x / 4, abs=0.02)


def test_keys_go_round_a_closed_curve(desk: Desk) -> None:
    """A step is as long on the steep sides as on top, and a whole turn comes back."""
    show(desk, "(3cos(t), 3sin(t))")
    desk.plane.set_selected_row(1)
    desk.plane.trace()
    seen = []
    for _ in range(60):
        QTest.keyClick(desk.plane, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        found = reading(desk)
        assert found is not None and hypot(found.x, found.y) == pytest.approx(3, abs=0.02)
        seen.append((found.x, found.y))
    assert {(x > 0, y > 0) for x, y in seen} == {(a, b) for a in (True, False) for b in (True, False)}
