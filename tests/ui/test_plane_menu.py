"""The menu that opens on the plane: of the row that is there, or of the view."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from calcviz.ui.plane_menu import row_under
from calcviz.ui.window import Window
from calcviz.views.geometry import pixel_x, pixel_y
from tests.ui.conftest import Open

Menus = list[list[str]]
MOUSE = QContextMenuEvent.Reason.Mouse


def pixel(window: Window, x: float, y: float) -> QPoint:
    view = window.plane.view()
    return QPoint(round(pixel_x(view, x)), round(pixel_y(view, y)))


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> Menus:
    """The entries of every menu that is opened; without a screen Qt cannot show one."""
    found: Menus = []

    def popup(menu: QMenu, where: QPoint) -> None:
        found.append([action.text() for action in menu.actions() if not action.isSeparator()])

    monkeypatch.setattr(QMenu, "popup", popup)
    return found


def ask(window: Window, place: QPoint, reason: QContextMenuEvent.Reason = MOUSE) -> None:
    event = QContextMenuEvent(reason, place, window.plane.mapToGlobal(place))
    QApplication.sendEvent(window.plane, event)


def test_on_the_paper_it_is_the_view(open_rows: Open, menus: Menus) -> None:
    window = open_rows("x^2", "tangent(x^2, 1)")
    ask(window, pixel(window, -6, -4))
    assert menus[0][:3] == ["&Home", "&Fit", "&Back"]
    assert {"&Zoom into a box", "&Equal scale", "&Export…"} <= set(menus[0])
    assert "Delete row" not in menus[0]


def test_on_a_curve_it_is_its_row_under_its_name(open_rows: Open, menus: Menus) -> None:
    window = open_rows("x", "sin(x) - 3", "tangent(x^2, 1)")
    ask(window, pixel(window, -6, -6))
    assert menus[0][0] == "x"
    assert "Delete row" in menus[0]
    assert window.rows.current == 1
    ask(window, pixel(window, 1, 1))
    assert menus[1][0] == "tangent(x^2, 1)"


def test_a_handle_is_found_before_the_curve(open_rows: Open) -> None:
    window = open_rows("x^2", "tangent(x^2, 1)")
    assert row_under(window, pixel(window, 1, 1)) == 2
    assert row_under(window, pixel(window, -2, 4)) == 1
    assert row_under(window, pixel(window, -6, -4)) is None


def test_the_menu_key_asks_for_the_selected_row(open_rows: Open, menus: Menus) -> None:
    window = open_rows("x", "x & 1")
    window.rows.select(1)
    ask(window, pixel(window, -6, 6), QContextMenuEvent.Reason.Keyboard)
    assert menus[0][0] == "x"


def test_shift_f10_is_the_menu_key(open_rows: Open, menus: Menus) -> None:
    window = open_rows("x")
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.plane.setFocus()
    QTest.keyClick(window.plane, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert menus[0][0] == "x"
    window.rows.focus_row(1)
    QTest.keyClick(window.rows.at(0).editor, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert "Delete row" in menus[1]
