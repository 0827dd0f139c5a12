"""Labels stand in the view, beside one another and beside the curves."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from calcviz.views.geometry import Strokes
from calcviz.views.labels import Board
from tests.views.frames import VIEW

SHEET = QRectF(0, 0, VIEW.width, VIEW.height)
START = np.array([0])


def test_the_first_choice_is_right_above() -> None:
    place = Board().place(QPointF(200, 100), 40, 15, 8, VIEW)
    assert place.left() > 200 and place.bottom() < 100


@given(st.floats(0, 480), st.floats(0, 300), st.floats(5, 120), st.floats(5, 60))
def test_a_label_never_leaves_the_view(x: float, y: float, width: float, height: float) -> None:
    assert SHEET.contains(Board().place(QPointF(x, y), width, height, 8, VIEW))


def test_labels_of_one_point_do_not_cover_one_another() -> None:
    board = Board()
    places = [board.place(QPointF(200, 100), 40, 15, 8, VIEW) for _ in range(4)]
    assert not any(a.intersects(b) for a, b in combinations(places, 2))


def test_labels_of_close_points_stand_in_two_rows_above_what_is_taken() -> None:
    board = Board()
    board.keep_free(QRectF(0, 104, VIEW.width, 40))
    places = [board.place(QPointF(200 + 35 * k, 100), 50, 15, 8, VIEW) for k in range(4)]
    assert not any(a.intersects(b) for a, b in combinations(places, 2))


def test_labels_side_by_side_are_not_read_as_one() -> None:
    board = Board()
    first = board.place(QPointF(200, 100), 40, 15, 8, VIEW)
    second = board.place(QPointF(first.right() - 4, 104), 40, 15, 8, VIEW)
    assert not second.adjusted(-3, 0, 3, 0).intersects(first)


def test_a_label_stands_beside_a_rising_line() -> None:
    board = Board()
    board.keep_visible(Strokes(np.array([0.0, 300.0]), np.array([300.0, 0.0]), START))
    place = board.place(QPointF(150, 150), 40, 15, 8, VIEW)
    corners = [(place.left(), place.bottom()), (place.right(), place.top())]
    across = [(place.left(), place.top()), (place.right(), place.bottom())]
    assert len({x + y > 300 for x, y in corners + across}) == 1


def test_a_gap_between_two_strokes_is_free() -> None:
    gap = Strokes(np.array([0.0, 100, 300, 400]), np.array([80.0, 80, 80, 80]), np.array([0, 2]))
    board = Board()
    board.keep_visible(gap)
    assert board.place(QPointF(200, 95), 40, 15, 8, VIEW).bottom() < 95


def test_a_label_moves_off_an_axis_that_its_end_meets() -> None:
    for axis in (QRectF(240, 0, 8, VIEW.height), QRectF(0, 74, VIEW.width, 8)):
        board = Board(axes=[axis])
        place = board.place(QPointF(200, 100), 40, 15, 8, VIEW)
        assert not place.intersects(axis)
        assert place.bottom() <= 100 and place.left() > 180
    through = Board(axes=[QRectF(220, 0, 8, VIEW.height)]).place(QPointF(200, 100), 40, 15, 8, VIEW)
    assert through == Board().place(QPointF(200, 100), 40, 15, 8, VIEW)


def test_a_copy_knows_the_same_and_changes_nothing() -> None:
    board = Board()
    board.keep_free(QRectF(200, 60, 80, 40))
    copy = board.copy(VIEW)
    first = copy.place(QPointF(200, 100), 40, 15, 8, VIEW)
    assert not first.intersects(QRectF(200, 60, 80, 40))
    assert board.place(QPointF(200, 100), 40, 15, 8, VIEW) == first


@given(st.floats(0, 6.28))
def test_a_label_at_the_tip_of_an_arrow_stands_away_from_its_tail(angle: float) -> None:
    """Even where curves cross everything beyond the tip."""
    board, at = Board(), QPointF(250, 150)
    outward = 90 * QPointF(np.cos(angle), np.sin(angle))
    x, y = (each.ravel().astype(float) for each in np.meshgrid(np.arange(0, 500, 6), np.arange(0, 300, 6)))
    beyond = (x - at.x()) * outward.x() + (y - at.y()) * outward.y() > 0
    board.keep_visible(Strokes(x[beyond], y[beyond], START))
    place = board.place(at, 60, 15, 8, VIEW, outward)
    assert not any(place.contains(at - t * outward) for t in np.linspace(0, 1, 50))


@given(st.lists(st.tuples(*[st.floats(2, 400)] * 2, *[st.floats(1, 60)] * 2), min_size=1, max_size=9))
def test_many_rectangles_at_once_are_crossed_as_each_alone(boxes: list[tuple[float, ...]]) -> None:
    board = Board()
    board.keep_visible(Strokes(np.array([0.0, 300.0, 280.0]), np.array([300.0, 0.0, 290.0]), START))
    left, top, wide, tall = np.array(boxes).T
    found = board.crossings(left, top, left + wide, top + tall, VIEW) > 0
    each = [board.crosses(QRectF(*box), VIEW) for box in boxes]
    assert found.tolist() == each
