"""Boxes, hands, wheels and the ways back, as a person makes them on the plane."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviz.scene.document import Viewport
from calcviz.views.navigation import at_pixel
from tests.views.desk import LEFT, NOTHING, Desk
from tests.views.frames import colored, picture, pixels, sine_and_tangent

RIGHT, MIDDLE = Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
FREE, FAR = QPoint(60, 270), QPoint(180, 195)
MOUSE = QContextMenuEvent.Reason.Mouse


def drag(
    desk: Desk, button: Qt.MouseButton, a: QPoint, b: QPoint, keys: Qt.KeyboardModifier = NOTHING
) -> None:
    QTest.mousePress(desk.plane, button, keys, a)
    desk.move(b)
    QTest.mouseRelease(desk.plane, button, keys, b)
    desk.plane.flush()


def box_of(view: Viewport, a: QPoint, b: QPoint) -> tuple[float, ...]:
    (x0, y0), (x1, y1) = at_pixel(view, a.x(), a.y()), at_pixel(view, b.x(), b.y())
    return min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)


def seen(view: Viewport) -> tuple[float, ...]:
    return (*view.x_range, *view.y_range)


@pytest.mark.parametrize(("button", "keys"), [(RIGHT, NOTHING), (LEFT, Qt.KeyboardModifier.ShiftModifier)])
def test_a_box_fills_the_view(desk: Desk, button: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
    wanted = box_of(desk.plane.view(), FREE, FAR)  # it has the shape of the view
    drag(desk, button, FAR, FREE, keys)
    assert seen(desk.plane.view()) == pytest.approx(wanted)
    assert desk.frame.viewport == desk.plane.view()


def test_equal_scale_stays_and_all_of_the_box_is_seen(desk: Desk) -> None:
    flat = FREE + QPoint(200, -20)
    x_low, x_high, y_low, y_high = box_of(desk.plane.view(), FREE, flat)
    drag(desk, RIGHT, FREE, flat)
    view = desk.plane.view()
    assert view.x_range == pytest.approx((x_low, x_high)) and desk.plane.equal_scale
    assert view.y_low < y_low and view.y_high > y_high


def test_a_box_begins_over_a_handle_too(desk: Desk) -> None:
    drag(desk, RIGHT, desk.handle(), desk.handle() + QPoint(100, 60))
    assert desk.named("viewport_changed") and not desk.named("handle_dragged")


def test_the_box_is_seen_while_it_is_drawn(desk: Desk) -> None:
    QTest.mousePress(desk.plane, RIGHT, NOTHING, FREE)
    desk.move(FAR)
    edge = colored(pixels(desk.plane.grab().toImage()), "#1a73e8", 60)
    assert edge[194:198, 60:180].sum() > 60 and edge[200:265, 58:63].sum() > 30
    QTest.mouseRelease(desk.plane, RIGHT, NOTHING, FAR)


def test_a_tiny_box_and_a_cancelled_one_change_nothing(desk: Desk) -> None:
    before = desk.plane.view()
    drag(desk, RIGHT, FREE, FREE + QPoint(60, 5))
    QTest.mousePress(desk.plane, RIGHT, NOTHING, FREE)
    desk.move(FAR)
    QTest.keyClick(desk.plane, Qt.Key.Key_Escape)
    QTest.mouseRelease(desk.plane, RIGHT, NOTHING, FAR)
    assert desk.plane.view() == before and desk.plane.pointer.box is None


def test_an_armed_box_is_drawn_with_the_left_button_once(desk: Desk) -> None:
    wanted = box_of(desk.plane.view(), FREE, FAR)
    desk.plane.zoom_box()
    desk.slide(desk.handle())
    assert desk.plane.cursor().shape() == Qt.CursorShape.CrossCursor
    drag(desk, LEFT, FREE, FAR)
    view = desk.plane.view()
    assert seen(view) == pytest.approx(wanted)
    drag(desk, LEFT, FREE, FAR)
    assert desk.plane.view().x_unit == pytest.approx(view.x_unit)
    desk.plane.zoom_box()
    QTest.keyClick(desk.plane, Qt.Key.Key_Escape)
    assert not desk.plane.pointer.boxing


class Menus:
    """Counts the menus that reach the widget around the plane, and asks for them as a desktop does."""

    def __init__(self, desk: Desk) -> None:
        self.plane = desk.plane

    def ask(self, at: QPoint) -> bool:
        """Whether the question went past the plane."""
        event = QContextMenuEvent(MOUSE, at, self.plane.mapToGlobal(at))
        QApplication.sendEvent(self.plane, event)
        return not event.isAccepted()


def test_the_menu_waits_for_the_button_to_be_let_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[QPoint] = []
    menus = Menus(desk)
    assert menus.ask(FREE)
    QTest.mousePress(desk.plane, RIGHT, NOTHING, FREE)
    assert not menus.ask(FREE)
    send = QApplication.sendEvent

    def sent(to: QObject, event: QEvent) -> bool:
        assert isinstance(event, QContextMenuEvent)
        again.append(event.pos())
        return send(to, event)

    monkeypatch.setattr(QApplication, "sendEvent", sent)
    QTest.mouseRelease(desk.plane, RIGHT, NOTHING, FREE)
    assert again == [FREE]


def test_no_menu_follows_a_box(desk: Desk) -> None:
    menus = Menus(desk)
    drag(desk, RIGHT, FREE, FAR)
    assert not menus.ask(FAR)
    assert menus.ask(FAR)


def test_space_and_the_middle_button_take_the_paper_over_a_handle(desk: Desk) -> None:
    start = desk.handle()
    drag(desk, MIDDLE, start, start + QPoint(24, 0))
    assert desk.plane.view().x_low == pytest.approx(-11)
    QTest.keyPress(desk.plane, Qt.Key.Key_Space)
    desk.slide(desk.handle())
    assert desk.plane.cursor().shape() == Qt.CursorShape.OpenHandCursor
    drag(desk, LEFT, desk.handle(), desk.handle() + QPoint(24, 0))
    QTest.keyRelease(desk.plane, Qt.Key.Key_Space)
    assert desk.plane.view().x_low == pytest.approx(-12)
    assert not desk.named("handle_dragged")
    desk.press(desk.handle())
    assert desk.plane.pointer.held == (2, "a")
    desk.release(desk.handle())


def test_alt_makes_the_wheel_faster(desk: Desk) -> None:
    unit = desk.plane.view().x_unit
    desk.wheel(QPoint(100, 50), 1, Qt.KeyboardModifier.AltModifier)
    assert desk.plane.view().x_unit == pytest.approx(1.6 * unit)


def test_a_double_click_looks_closer_and_on_an_axis_asks_for_its_numbers(desk: Desk) -> None:
    asked: list[str] = []
    desk.plane.axis_double_clicked.connect(asked.append)
    before, unit = at_pixel(desk.plane.view(), 60, 270), desk.plane.view().x_unit
    QTest.mouseDClick(desk.plane, LEFT, pos=FREE)
    assert desk.plane.view().x_unit == pytest.approx(2 * unit)
    assert at_pixel(desk.plane.view(), 60, 270) == pytest.approx(before)
    desk.plane.home()
    QTest.mouseDClick(desk.plane, LEFT, pos=QPoint(440, 160))
    QTest.mouseDClick(desk.plane, LEFT, pos=QPoint(230, 40))
    assert asked == ["x", "y"]


def test_the_side_buttons_go_through_the_views(desk: Desk) -> None:
    first = seen(desk.plane.view())
    drag(desk, LEFT, FREE, FREE + QPoint(40, 0))
    second = seen(desk.plane.view())
    QTest.mouseClick(desk.plane, Qt.MouseButton.BackButton, pos=FREE)
    assert seen(desk.plane.view()) == pytest.approx(first)
    assert desk.named("viewport_changed")
    QTest.mouseClick(desk.plane, Qt.MouseButton.ForwardButton, pos=FREE)
    assert seen(desk.plane.view()) == pytest.approx(second)


def test_a_view_is_found_again_in_a_window_of_another_size(desk: Desk) -> None:
    unit = desk.plane.view().x_unit
    desk.plane.zoom(2)
    desk.plane.resize(640, 500)
    QApplication.processEvents()
    desk.plane.back()
    view = desk.plane.view()
    assert (view.width, view.height) == (640, 500)
    assert view.x_unit == pytest.approx(unit) and view.x_low + view.x_high == pytest.approx(0)


def test_larger_than_life(desk: Desk) -> None:
    desk.plane.set_magnification(1.6)
    QApplication.processEvents()
    view = desk.plane.view()
    assert (view.width, view.height) == (300, 188)
    assert view.x_range == (-10, 10)
    desk.plane._settle()
    shown = pixels(desk.plane.grab().toImage())
    painted = picture(sine_and_tangent(view=view), ratio=1.6)
    assert (shown == painted[:300, :480]).mean() > 0.995
    at = desk.handle() * 1.6
    desk.press(at)
    desk.move(at + QPoint(24, 0))
    desk.release(at + QPoint(24, 0))
    ((_, _, x, _),) = desk.named("handle_dragged")
    assert x == pytest.approx(1 + 24 / 1.6 / view.x_unit)
    assert desk.plane.spot(QPointF(160, 80)) == QPointF(100, 50)
