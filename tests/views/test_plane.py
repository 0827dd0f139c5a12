"""The plane as a person meets it: wheel, hand and keys are answered in mathematical coordinates."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calcviz.scene.document import Viewport
from calcviz.views.navigation import at_pixel
from calcviz.views.plane import PlaneView
from calcviz.views.theme import DARK
from tests.views.desk import NOTHING, Desk
from tests.views.frames import colored, picture, pixels, sine_and_tangent, tangent

FREE = QPoint(60, 270)


def test_it_shows_the_picture(desk: Desk) -> None:
    desk.plane._settle()
    shown = pixels(desk.plane.grab().toImage())
    assert (shown == picture(desk.frame)).all()


def test_the_wheel_zooms_at_the_pointer_and_finer_with_ctrl(desk: Desk) -> None:
    at = QPoint(100, 50)
    before, unit = at_pixel(desk.plane.view(), 100, 50), desk.plane.view().x_unit
    desk.wheel(at, 1, NOTHING)
    assert at_pixel(desk.plane.view(), 100, 50) == pytest.approx(before)
    assert desk.plane.view().x_unit == pytest.approx(1.15 * unit)
    desk.wheel(at, -1, NOTHING)
    assert desk.plane.view().x_unit == pytest.approx(unit)
    desk.wheel(at, 1, Qt.KeyboardModifier.ControlModifier)
    assert desk.plane.view().x_unit == pytest.approx(1.03 * unit)
    assert desk.frame.viewport == desk.plane.view()


def test_the_paper_follows_the_hand(desk: Desk) -> None:
    desk.press(FREE)
    desk.move(FREE + QPoint(24, -48))
    desk.release(FREE + QPoint(24, -48))
    assert desk.plane.view().x_low == pytest.approx(-11)
    assert desk.plane.view().y_low == pytest.approx(-8.25)
    assert not desk.named("row_clicked")


def test_an_axis_is_scaled_by_its_numbers(desk: Desk) -> None:
    desk.press(QPoint(440, 160))
    desk.move(QPoint(340, 160))
    desk.release(QPoint(340, 160))
    view = desk.plane.view()
    assert view.x_high == pytest.approx(20) and view.y_high == 6.25
    assert not desk.plane.equal_scale
    desk.plane.equal_scale = True
    assert desk.plane.view().y_high == pytest.approx(12.5)
    desk.plane.home()
    assert desk.plane.view().x_range == (-10, 10) and desk.plane.equal_scale


@pytest.mark.parametrize("miss", [QPoint(0, 0), QPoint(8, -8), QPoint(-12, 0)])
def test_a_handle_is_taken_near_it_and_does_not_jump(desk: Desk, miss: QPoint) -> None:
    start = desk.handle() + miss
    desk.press(start)
    assert not desk.named("handle_dragged")
    desk.move(start + QPoint(24, 0))
    desk.release(start + QPoint(24, 0))
    ((row_id, name, x, _),) = desk.named("handle_dragged")
    assert (row_id, name) == (2, "a")
    assert x == pytest.approx(2, abs=1e-9)
    assert desk.log[-1] == ("handle_released",)
    assert desk.named("row_clicked") == [(2,)]


def test_beside_a_handle_the_paper_is_taken(desk: Desk) -> None:
    start = desk.handle() + QPoint(-14, 14)
    desk.press(start)
    desk.move(start + QPoint(24, 0))
    desk.release(start + QPoint(24, 0))
    assert not desk.named("handle_dragged") and desk.named("viewport_changed")


def test_of_two_handles_the_nearer_one_is_taken(desk: Desk) -> None:
    desk.show(replace(desk.frame, rows=(*desk.frame.rows, tangent(1.4, number=3))))
    desk.press(desk.handle(1) + QPoint(2, 0))
    assert desk.named("row_clicked") == [(3,)]
    desk.release(desk.handle(1))


def test_moves_within_one_refresh_collapse_into_the_last(desk: Desk) -> None:
    start = desk.handle()
    desk.press(start)
    for step in range(1, 11):
        desk.slide(start + QPoint(step, 0))
    desk.release(start + QPoint(10, 0))
    told = desk.named("handle_dragged")
    assert len(told) < 10
    assert told[-1][2] == pytest.approx(1 + 10 / 24)
    assert desk.log[-1] == ("handle_released",)


def test_escape_cancels_a_drag(desk: Desk) -> None:
    start = desk.handle()
    desk.press(start)
    desk.move(start + QPoint(40, 0))
    QTest.keyClick(desk.plane, Qt.Key.Key_Escape)
    desk.slide(start + QPoint(80, 0))
    desk.release(start + QPoint(80, 0))
    assert len(desk.named("handle_dragged")) == 1
    assert len(desk.named("drag_cancelled")) == 1
    assert not desk.named("handle_released")


def test_escape_puts_a_panned_view_back(desk: Desk) -> None:
    before = desk.plane.view()
    desk.press(FREE)
    desk.move(FREE + QPoint(90, 0))
    assert desk.plane.view() != before
    QTest.keyClick(desk.plane, Qt.Key.Key_Escape)
    desk.plane._latest.flush()
    assert desk.plane.view() == before == desk.frame.viewport
    desk.release(FREE)


def test_a_click_on_a_curve_names_its_row_and_one_beside_it_none(desk: Desk) -> None:
    view = desk.plane.view()
    top = QPoint(round((-4.71 - view.x_low) * view.x_unit), round((view.y_high - 1) * view.y_unit) + 3)
    for at in (top, FREE):
        desk.press(at)
        desk.release(at)
    assert desk.named("row_clicked") == [(1,)]


@pytest.mark.parametrize(
    ("keys", "step"),
    [
        (NOTHING, 1.0),
        (Qt.KeyboardModifier.ShiftModifier, 0.1),
        (Qt.KeyboardModifier.ControlModifier, 10.0),
    ],
)
def test_keys_move_the_selected_handle(desk: Desk, keys: Qt.KeyboardModifier, step: float) -> None:
    QTest.keyClick(desk.plane, Qt.Key.Key_Tab)
    QTest.keyClick(desk.plane, Qt.Key.Key_Right, keys)
    QTest.keyClick(desk.plane, Qt.Key.Key_Down, keys)
    assert desk.named("handle_nudged") == [(2, "a", step, 0.0), (2, "a", 0.0, -step)]
    assert len(desk.named("handle_released")) == 2
    assert not desk.named("viewport_changed")


def test_keys_do_not_move_a_handle_that_is_gone(desk: Desk) -> None:
    QTest.keyClick(desk.plane, Qt.Key.Key_Tab)
    desk.show(replace(desk.frame, rows=desk.frame.rows[:1]))
    QTest.keyClick(desk.plane, Qt.Key.Key_Right)
    assert not desk.named("handle_nudged") and desk.named("viewport_changed")


def test_tab_goes_through_the_handles_and_out_again(desk: Desk) -> None:
    desk.show(replace(desk.frame, rows=(*desk.frame.rows, tangent(3.0, number=3))))
    visited = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        QTest.keyClick(desk.plane, key)
        visited.append(desk.plane.keys.selected)
    assert visited == [(2, "a"), (3, "a"), None]
    QTest.keyClick(desk.plane, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert desk.plane.keys.selected == (3, "a")


def test_a_ring_shows_which_handle_the_keys_move(desk: Desk) -> None:
    plain = desk.plane.grab().toImage()
    QTest.keyClick(desk.plane, Qt.Key.Key_Tab)
    if not desk.plane.hasFocus():
        pytest.skip("this platform gives no focus")
    ringed = pixels(desk.plane.grab().toImage())
    at = desk.handle()
    ring = colored(ringed, "#1a73e8", 40)
    assert ring[at.y() - 16 : at.y() + 17, at.x() - 16 : at.x() + 17].sum() > 40
    assert (ringed != pixels(plain)).any()


def test_arrows_pan_and_signs_zoom_where_no_handle_is_selected(desk: Desk) -> None:
    QTest.keyClick(desk.plane, Qt.Key.Key_Right)
    desk.plane._latest.flush()
    assert desk.plane.view().x_low > -10 and desk.plane.view().y_low == -6.25
    QTest.keyClick(desk.plane, Qt.Key.Key_Home)
    for key, grown in ((Qt.Key.Key_Plus, True), (Qt.Key.Key_Minus, False), (Qt.Key.Key_Equal, True)):
        unit = desk.plane.view().x_unit
        QTest.keyClick(desk.plane, key)
        assert (desk.plane.view().x_unit > unit) == grown
    QTest.keyClick(desk.plane, Qt.Key.Key_Home)
    desk.plane._latest.flush()
    assert desk.frame.viewport.x_range == (-10, 10)


def test_resizing_keeps_the_scale_and_is_told(desk: Desk) -> None:
    unit = desk.plane.view().x_unit
    desk.plane.resize(640, 500)
    QApplication.processEvents()
    desk.plane._latest.flush()
    view = desk.plane.view()
    assert (view.width, view.height) == (640, 500)
    assert view.x_unit == pytest.approx(unit) and view.y_unit == pytest.approx(unit)
    assert desk.frame.viewport == view


def test_a_document_of_another_size_is_fitted_into_the_window(desk: Desk) -> None:
    desk.show(sine_and_tangent(view=Viewport(0, 4, 0, 4, 900, 900)))
    QApplication.processEvents()
    view = desk.plane.view()
    assert (view.width, view.height) == (480, 300)
    assert view.y_range == pytest.approx((0, 4)) and view.x_low < 0
    assert desk.frame.viewport == view


def test_the_pointers_place_is_told_and_written_into_the_corner(desk: Desk) -> None:
    told: list[tuple[float, float]] = []
    desk.plane.pointer_moved.connect(lambda x, y: told.append((x, y)))
    before = pixels(desk.plane.grab().toImage())
    desk.slide(QPoint(300, 100))
    assert told[-1] == pytest.approx((2.5, 25 / 12))
    after = pixels(desk.plane.grab().toImage())
    assert (before != after)[270:, 380:].any() and not (before != after)[:260, :150].any()
    QApplication.sendEvent(desk.plane, QEvent(QEvent.Type.Leave))
    assert desk.log[-1] == ("pointer_left",)
    assert (pixels(desk.plane.grab().toImage()) == before).all()


@pytest.mark.parametrize(
    ("at", "shape"),
    [
        (None, Qt.CursorShape.OpenHandCursor),
        (QPoint(440, 160), Qt.CursorShape.SizeHorCursor),
        (QPoint(230, 40), Qt.CursorShape.SizeVerCursor),
        (FREE, Qt.CursorShape.ArrowCursor),
    ],
)
def test_the_cursor_says_what_can_be_done(desk: Desk, at: QPoint | None, shape: Qt.CursorShape) -> None:
    desk.slide(at or desk.handle())
    assert desk.plane.cursor().shape() == shape


def test_who_does_not_see_the_picture_hears_the_rows_sentence(desk: Desk) -> None:
    desk.plane.set_selected_row(2)
    assert desk.plane.accessibleDescription() == "Row 2 is drawn."
    desk.plane.set_selected_row(None)
    assert desk.plane.accessibleDescription() == ""


def test_another_theme_repaints_all(desk: Desk) -> None:
    desk.plane.set_theme(DARK)
    desk.plane._settle()
    assert (pixels(desk.plane.grab().toImage()) == picture(desk.frame, DARK)).all()


def test_fit_shows_a_far_handle(desk: Desk) -> None:
    desk.show(replace(desk.frame, rows=(*desk.frame.rows, tangent(30.0, number=3))))
    desk.plane.fit()
    assert desk.plane.view().x_high > 30


def test_a_plane_that_is_seen_late_shows_all_of_its_range(qtbot: QtBot) -> None:
    """Its first size is one pixel: all of the range fitted into that is a thousandfold range in the end."""
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(658, 734)
    plane = PlaneView(room)
    plane.take(Viewport(-11, 11, -6, 6))
    for _ in range(2):  # until the document is no longer one that was opened just now
        QApplication.processEvents()
    plane.setGeometry(0, 0, 658, 1)
    room.show()
    plane.setGeometry(0, 0, 658, 367)
    QApplication.processEvents()
    assert plane.view().x_range == pytest.approx((-11, 11), rel=0.1)
