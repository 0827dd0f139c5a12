"""What is near the pointer is found, and what is nearer is found first."""

import numpy as np
from PySide6.QtCore import QPointF

from calcviz.drawing import Bars, Handle, Markers
from calcviz.views.hits import HIT_RADIUS, handle_at, row_at
from tests.views.fields import VIEW as FIELD_VIEW
from tests.views.fields import field_frame
from tests.views.frames import VIEW, curve, row


def test_a_handle_is_hit_within_its_radius_and_not_beyond() -> None:
    rows = (row(1, Handle("a", 0, 0)),)
    assert HIT_RADIUS >= 12
    for angle in np.linspace(0, 6, 13):
        near, far = (
            QPointF(240 + r * np.cos(angle), 150 + r * np.sin(angle))
            for r in (HIT_RADIUS - 0.1, HIT_RADIUS + 0.1)
        )
        assert handle_at(VIEW, rows, near) is not None
        assert handle_at(VIEW, rows, far) is None


def test_of_two_handles_at_one_place_the_front_one_is_taken() -> None:
    found = handle_at(VIEW, (row(1, Handle("a", 0, 0)), row(2, Handle("b", 0, 0))), QPointF(241, 150))
    assert found is not None and found[1].name == "b"


def test_the_nearest_curve_is_the_one_that_is_meant() -> None:
    rows = (row(1, curve(lambda x: 0 * x, VIEW)), row(2, curve(lambda x: 0 * x - 0.4, VIEW)))
    assert row_at(VIEW, rows, QPointF(300, 151)) == 1
    assert row_at(VIEW, rows, QPointF(300, 158)) == 2
    assert row_at(VIEW, rows, QPointF(300, 200)) is None


def test_a_hidden_curve_is_not_hit() -> None:
    assert row_at(VIEW, (row(1, curve(lambda x: 0 * x, VIEW), visible=False),), QPointF(300, 150)) is None


def test_a_column_that_is_crossed_often_is_hit_within_its_bar() -> None:
    bars = Bars(np.array([1.0]), np.array([-2.0]), np.array([2.0]))
    rows = (row(1, bars),)
    assert row_at(VIEW, rows, QPointF(264, 170)) == 1
    assert row_at(VIEW, rows, QPointF(264, 250)) is None


def test_arrows_and_level_curves_are_taken_for_their_rows() -> None:
    rows = field_frame().rows
    on_circle = QPointF(240 - 3 * FIELD_VIEW.x_unit * 0.8, 150 - 3 * FIELD_VIEW.y_unit * 0.6)
    on_vector = QPointF(240 + 1.5 * FIELD_VIEW.x_unit, 150 - 1.5 * FIELD_VIEW.y_unit)
    assert row_at(FIELD_VIEW, rows[:1], on_circle) == 1
    assert row_at(FIELD_VIEW, rows, on_vector) == 3
    assert row_at(FIELD_VIEW, rows[2:3], on_circle) is None


def test_a_dot_is_hit_and_a_circle_at_the_end_of_a_curve_is_not() -> None:
    place = np.zeros(1)
    dot, circle = row(1, Markers(place, place, "dot")), row(1, Markers(place, place, "open"))
    assert row_at(VIEW, (dot,), QPointF(243, 147)) == 1
    assert row_at(VIEW, (dot,), QPointF(260, 150)) is None
    assert row_at(VIEW, (circle,), QPointF(240, 150)) is None
