"""The pointer reads the nearest curve and snaps to its landmarks; keys do the same."""

from dataclasses import replace
from math import nan, sin

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviz.engine.landmarks import Place
from calcviz.maths.landmarks.point import Kind, Landmark
from calcviz.views.geometry import pixel_x, pixel_y
from calcviz.views.reading import NEAR, Reading
from tests.views.desk import NOTHING, Desk
from tests.views.fields import bowl, circles
from tests.views.frames import VIEW, colored, curve, pixels, row, tangent

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
PI = np.pi
FREE = QPoint(60, 270)


def place(kind: Kind, x: float, y: float, *rows: int, x_text: str | None = None, y_text: str = "0") -> Place:
    return Place(Landmark(kind, x, y, x_text, y_text if x_text else None), rows or (1,))


PLACES = (
    place("root", -PI, 0, x_text="-pi"),
    place("root", 0, 0, x_text="0"),
    place("y_intercept", 0, 0, x_text="0"),
    place("maximum", PI / 2, 1, x_text="pi/2", y_text="1"),
    place("root", PI, 0, x_text="pi"),
    place("intersection", 4.4934, -0.9761, 1, 3),
    place("pole", 7.5, nan, 1, x_text="15/2"),
)


@pytest.fixture
def sine(desk: Desk) -> Desk:
    """sin as row 1, called f, with its landmarks; and a line as row 3."""
    first = replace(desk.frame.rows[0], kind="function", function_text="f")
    line = replace(row(3, curve(lambda x: x - 8, VIEW)), kind="function", function_text="g")
    desk.show(replace(desk.frame, rows=(first, tangent(5.6), line)))
    desk.plane.readings.value = lambda row_id, x: sin(x) if row_id == 1 else None
    desk.plane.readings.show_places(PLACES)
    return desk


def at(desk: Desk, x: float, y: float, dx: int = 0, dy: int = 0) -> QPoint:
    view = desk.plane.view()
    return QPoint(round(pixel_x(view, x)) + dx, round(pixel_y(view, y)) + dy)


def slide(desk: Desk, to: QPoint, keys: Qt.KeyboardModifier = NOTHING) -> Reading | None:
    """Move the pointer there and answer what is read."""
    place, none = QPointF(to), Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, place, desk.plane.mapToGlobal(place), none, none, keys)
    QApplication.sendEvent(desk.plane, event)
    return reading(desk)


def reading(desk: Desk) -> Reading | None:
    shown = desk.plane.readings.plate
    return None if shown is None else shown.reading


def sentence(desk: Desk) -> str:
    shown = desk.plane.readings.plate
    assert shown is not None
    return shown.sentence


def kept(desk: Desk) -> list[Reading]:
    found: list[Reading] = []
    desk.plane.point_kept.connect(found.append)
    return found


def test_the_curve_is_read_over_the_pointer_with_the_digits_of_a_pixel(sine: Desk) -> None:
    found = slide(sine, at(sine, -2, sin(-2), dy=6))
    assert found is not None and found.row.row.id == 1 and found.mark is None
    assert found.x == pytest.approx(-2, abs=0.1) and round(found.x, 2) == found.x
    assert found.y == sin(found.x)
    assert sentence(sine) == f"f: (−{abs(found.x):.2f}, −{abs(found.y):.2f})"


def test_a_root_is_no_empty_circle(sine: Desk) -> None:
    """That would say that the point is left out."""
    sine.plane.set_selected_row(1)
    shown = sine.plane.grab().toImage()
    assert shown.pixelColor(at(sine, PI, 0, 1, -1)).lightness() < 170


def test_no_sign_covers_the_circle_of_an_end(sine: Desk) -> None:
    sine.plane.set_selected_row(1)
    sine.plane.readings.show_places(())
    bare = sine.plane.grab().toImage()
    sine.plane.readings.show_places((place("end", 0, 0), place("root", 0, 0), place("y_intercept", 0, 0)))
    assert sine.plane.grab().toImage() == bare


def test_far_from_curves_nothing_is_read(sine: Desk) -> None:
    assert slide(sine, at(sine, -2, sin(-2), dy=round(NEAR) + 4)) is None
    assert slide(sine, FREE) is None


def test_a_line_without_a_function_is_read_as_it_is_drawn(sine: Desk) -> None:
    found = slide(sine, at(sine, 5, -3, dx=1))
    assert found is not None and found.row.row.id == 3
    assert found.y == pytest.approx(found.x - 8, abs=0.02)


def test_the_pointer_snaps_and_the_plate_says_to_what(sine: Desk) -> None:
    found = slide(sine, at(sine, PI, 0, 6, 6))
    assert found is not None and found.mark is not None and found.x == PI
    assert sentence(sine) == "root: f: (π, 0)"
    assert sine.plane.cursor().shape() == Qt.CursorShape.PointingHandCursor
    slide(sine, at(sine, 0, 0, 2, 2))
    assert sentence(sine).startswith("root, intercept on the y-axis: f: (0, 0)")
    slide(sine, at(sine, 4.4934, -0.9761, 0, 2))
    assert sentence(sine) == "intersection of f and g: ≈ (4.4934, −0.9761)"


def test_a_landmark_is_left_later_than_it_is_found_and_never_with_alt(sine: Desk) -> None:
    near, beside = at(sine, PI / 2, 1, 0, 2), at(sine, PI / 2, 1, 13, 0)
    found = slide(sine, beside)
    assert found is not None and found.mark is None
    slide(sine, near)
    found = slide(sine, beside)
    assert found is not None and found.mark is not None
    found = slide(sine, near, ALT)
    assert found is not None and found.mark is None


def test_a_pole_is_read_beside_its_curve_only(sine: Desk) -> None:
    x, y = 7.5, sin(7.5)
    slide(sine, at(sine, x, y, 2, 3))
    assert sentence(sine) == "pole: f: x = 15/2"
    assert slide(sine, at(sine, x, 3, 2, 0)) is None


def test_the_plate_lies_in_the_view_and_clear_of_the_pointer(sine: Desk) -> None:
    for x in np.linspace(-9.9, 9.9, 60):
        spot = at(sine, float(x), sin(x), 0, 4)
        if slide(sine, spot) is None:
            continue
        shown = sine.plane.readings.plate
        assert shown is not None
        assert not shown.place.contains(QPointF(spot))
        assert shown.place.left() >= 0 and shown.place.right() <= 480
        assert shown.place.top() >= 0 and shown.place.bottom() <= 300
        assert shown.bounds.contains(shown.place)


def test_what_is_read_is_painted_in_the_colour_of_its_row_and_goes_again(sine: Desk) -> None:
    sine.plane._settle()
    slide(sine, FREE)
    before = pixels(sine.plane.grab().toImage())
    slide(sine, at(sine, -2, sin(-2), 0, 4))
    shown = sine.plane.readings.plate
    assert shown is not None
    box = shown.place.toRect()
    plate = colored(pixels(sine.plane.grab().toImage()), "#2259c5", 40)
    assert plate[box.top() : box.bottom(), box.left() : box.right()].sum() > 20
    slide(sine, FREE)
    assert (pixels(sine.plane.grab().toImage()) == before).all()


def test_landmarks_are_seen_on_the_selected_curve_and_where_one_reads(sine: Desk) -> None:
    readings = sine.plane.readings
    assert readings.marks() == []
    slide(sine, at(sine, -2, sin(-2), 0, 4))
    assert len(readings.marks()) == 6
    slide(sine, FREE)
    assert readings.marks() == []
    plain = pixels(sine.plane.grab().toImage())
    sine.plane.set_selected_row(3)
    assert [mark.kinds for mark in readings.marks()] == [("intersection",)]
    seen = pixels(sine.plane.grab().toImage())
    there = at(sine, 4.4934, -0.9761)
    x, y = there.x(), there.y()
    assert (seen != plain)[y - 5 : y + 6, x - 5 : x + 6].any()
    assert not (seen != plain)[:, : x - 10].any()


def test_a_click_keeps_a_landmark_and_nothing_else(sine: Desk) -> None:
    found = kept(sine)
    spot = at(sine, PI, 0, 3, 3)
    slide(sine, spot)
    sine.press(spot)
    sine.release(spot)
    assert [each.x for each in found] == [PI]
    assert not sine.named("row_clicked") and not sine.named("viewport_changed")
    for spot in (at(sine, -2, sin(-2), 0, 4), FREE):
        slide(sine, spot)
        sine.press(spot)
        sine.release(spot)
    assert len(found) == 1 and sine.named("row_clicked") == [(1,)]


def test_a_drag_from_a_landmark_moves_the_paper_and_keeps_nothing(sine: Desk) -> None:
    found = kept(sine)
    spot = at(sine, PI, 0, 3, 3)
    slide(sine, spot)
    sine.press(spot)
    sine.move(spot + QPoint(24, 0))
    assert reading(sine) is None
    sine.release(spot + QPoint(24, 0))
    assert not found and sine.plane.view().x_low == pytest.approx(-11)
    assert sine.plane.view().x_high == pytest.approx(9)


def test_a_double_click_keeps_a_point_of_the_curve(sine: Desk) -> None:
    found = kept(sine)
    spot = at(sine, -2, sin(-2), 0, 4)
    slide(sine, spot)
    QTest.mouseDClick(sine.plane, Qt.MouseButton.LeftButton, pos=spot)
    assert [(each.mark, each.row.row.id) for each in found] == [(None, 1)]


def test_what_changes_under_the_pointer_is_not_read_any_more(sine: Desk) -> None:
    slide(sine, at(sine, PI, 0, 3, 3))
    sine.show(replace(sine.frame, rows=sine.frame.rows[1:]))
    assert reading(sine) is None
    sine.plane._settle()
    assert reading(sine) is None and sine.plane.readings.marks() == []


def test_keys_go_along_the_curve_and_from_landmark_to_landmark(sine: Desk) -> None:
    told: list[str] = []
    sine.plane.reading_told.connect(told.append)
    sine.plane.set_selected_row(1)
    sine.plane.trace()
    assert reading(sine) is not None and sine.plane.tracing.row == 1
    start = reading(sine)
    assert start is not None
    for key, keys, pixels_moved in (
        (Qt.Key.Key_Right, NOTHING, 5),
        (Qt.Key.Key_Right, SHIFT, 1),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier, -50),
    ):
        before = reading(sine)
        QTest.keyClick(sine.plane, key, keys)
        after = reading(sine)
        assert before is not None and after is not None
        assert after.x - before.x == pytest.approx(pixels_moved / VIEW.x_unit)
        assert after.y == sin(after.x)
    QTest.keyClick(sine.plane, Qt.Key.Key_N)
    QTest.keyClick(sine.plane, Qt.Key.Key_N)
    assert sentence(sine) == "maximum: f: (π/2, 1)" == told[-1]
    assert sine.plane.accessibleDescription() == told[-1]
    QTest.keyClick(sine.plane, Qt.Key.Key_N, SHIFT)
    QTest.keyClick(sine.plane, Qt.Key.Key_N, SHIFT)
    assert sentence(sine) == "root: f: (−π, 0)"
    assert not sine.named("viewport_changed") and not sine.named("handle_nudged")


def test_keys_change_the_curve_keep_a_point_and_end(sine: Desk) -> None:
    found = kept(sine)
    sine.plane.set_selected_row(1)
    sine.plane.trace()
    QTest.keyClick(sine.plane, Qt.Key.Key_Up)
    assert sine.named("row_clicked") == [(3,)]
    assert sine.plane.tracing.row == 3
    QTest.keyClick(sine.plane, Qt.Key.Key_Down)
    QTest.keyClick(sine.plane, Qt.Key.Key_Return)
    assert [each.row.row.id for each in found] == [1]
    QTest.keyClick(sine.plane, Qt.Key.Key_Escape)
    assert sine.plane.tracing.row is None and reading(sine) is None
    QTest.keyClick(sine.plane, Qt.Key.Key_Right)
    assert sine.named("viewport_changed")


def test_the_view_comes_along(sine: Desk) -> None:
    sine.plane.trace()
    for _ in range(6):
        QTest.keyClick(sine.plane, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    sine.plane.flush()
    found = reading(sine)
    assert found is not None and sine.plane.view().x_high > 10
    assert 0 < found.at.x() < 480


def test_the_pointer_ends_the_reading_of_the_keys(sine: Desk) -> None:
    sine.plane.trace()
    slide(sine, FREE)
    assert sine.plane.tracing.row is None and reading(sine) is None


def test_near_a_level_curve_the_value_of_the_function_is_read(desk: Desk) -> None:
    desk.plane.readings.height = lambda row_id, x, y: x * x + y * y if row_id == 4 else None
    first = row(4, circles())
    desk.show(replace(desk.frame, rows=(replace(first, drawing=replace(first.drawing, title="g")),)))
    found = slide(desk, at(desk, 1.8, 2.4, dx=2))
    assert found is not None and found.height == pytest.approx(found.x**2 + found.y**2)
    assert sentence(desk).startswith("g") and "= 9" in sentence(desk).replace("9.", "9")
    assert slide(desk, at(desk, 8.0, 2.4)) is None


def test_on_a_map_of_colours_the_value_is_read_everywhere_it_exists(desk: Desk) -> None:
    desk.plane.readings.height = lambda row_id, x, y: nan if x > 4 else x - y
    desk.show(replace(desk.frame, rows=(row(4, bowl()),)))
    found = slide(desk, at(desk, -1.0, 0.5))
    assert found is not None and found.height == pytest.approx(-1.5, abs=0.1)
    assert slide(desk, at(desk, 4.5, 0.5)) is None
