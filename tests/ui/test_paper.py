"""Axes and grid: switches that say how the view is, and a small window in which ends are typed."""

from collections.abc import Callable
from math import pi

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.ui.axes_dialog import AxesDialog, LimitField
from calcviz.ui.window import Window
from calcviz.views.axes import axes

Open = Callable[..., Window]


@pytest.fixture
def window(open_rows: Open) -> Window:
    return open_rows("f(x) = x^2", "tangent(f, 1)")


@pytest.fixture
def dialog(window: Window) -> AxesDialog:
    window.actions_by_name["axes"].trigger()
    found = window.findChild(AxesDialog)
    assert isinstance(found, AxesDialog)
    return found


def enter(field: LimitField, text: str) -> None:
    """Type into a field and press Return."""
    field.setFocus()
    field.selectAll()
    field.insert(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def told(window: Window, qtbot: QtBot) -> None:
    """Wait until the session has heard of the view."""
    qtbot.waitUntil(lambda: window.session.viewport == window.plane.view())


def test_switches_say_how_the_view_is(window: Window) -> None:
    actions, plane = window.actions_by_name, window.plane
    assert actions["equal"].isChecked()
    assert actions["grid_square"].isChecked()
    actions["log_y"].trigger()
    assert plane.view().y_log and actions["log_y"].isChecked()
    assert not actions["equal"].isEnabled() and not actions["pi_y"].isEnabled()
    plane.back()
    window.paper.follow()
    assert not actions["log_y"].isChecked()
    assert actions["equal"].isEnabled()


@pytest.mark.parametrize("name", ["square", "polar", "none"])
def test_one_grid_is_chosen(window: Window, name: str) -> None:
    """A click on the chosen one leaves it chosen."""
    for _ in range(2):
        window.actions_by_name[f"grid_{name}"].trigger()
        assert window.plane.view().grid == name
        on = [
            kind for kind in ("square", "polar", "none") if window.actions_by_name[f"grid_{kind}"].isChecked()
        ]
        assert on == [name]


def test_equal_scale_is_a_switch(window: Window, qtbot: QtBot) -> None:
    """It stays while the window takes another size, and can be left and taken up again."""
    equal, plane = window.actions_by_name["equal"], window.plane
    window.resize(900, 800)
    qtbot.waitUntil(lambda: window.session.viewport.width == plane.width())
    assert equal.isChecked()
    equal.trigger()
    assert not equal.isChecked() and not plane.view().equal
    equal.trigger()
    assert equal.isChecked() and plane.equal_scale


def test_what_has_no_effect_on_a_logarithmic_axis_says_why(window: Window, dialog: AxesDialog) -> None:
    actions = window.actions_by_name
    tip = actions["grid_polar"].statusTip()
    actions["grid_polar"].trigger()
    actions["log_y"].trigger()
    assert [actions[name].isEnabled() for name in ("pi_x", "pi_y", "grid_polar")] == [True, False, False]
    assert actions["pi_y"].toolTip() == "Not on a logarithmic axis"
    assert actions["grid_polar"].statusTip() == "Only where both axes are linear"
    grid, numbers = dialog.grid, dialog.lines["y"].numbers
    assert not numbers.isEnabled() and numbers.toolTip() == "Not on a logarithmic axis"
    assert grid.isEnabled() and grid.currentData() == "square"
    place = grid.findData("polar")
    assert not grid.model().flags(grid.model().index(place, 0)) & Qt.ItemFlag.ItemIsEnabled
    assert "linear" in grid.itemData(place, Qt.ItemDataRole.ToolTipRole)
    grid.setCurrentIndex(grid.findData("none"))
    grid.activated.emit(grid.currentIndex())
    assert window.plane.view().grid == "none"
    actions["log_y"].trigger()
    assert actions["grid_polar"].isEnabled() and actions["grid_polar"].statusTip() == tip
    assert grid.model().flags(grid.model().index(1, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_ends_are_typed_as_expressions(window: Window, dialog: AxesDialog) -> None:
    """Equal scale is kept; what was typed stays readable."""
    x = dialog.lines["x"]
    enter(x.low, "-2pi")
    enter(x.high, "2π")
    view = window.plane.view()
    assert view.x_range == (-2 * pi, 2 * pi)
    assert view.in_equal_scale
    assert x.low.text() == "-2pi"
    dialog.equal.click()
    enter(dialog.lines["y"].high, "1e3")
    assert window.plane.view().y_high == 1000
    assert window.plane.view().x_range == view.x_range


@pytest.mark.parametrize("text", ["1/", "abc", "12", "1/0", "-1e300", "x"])
def test_what_is_no_end_is_said_beside_the_field(window: Window, dialog: AxesDialog, text: str) -> None:
    """The view stays; Escape brings back what stood there."""
    line, before = dialog.lines["x"], window.plane.view()
    shown = line.low.text()
    enter(line.low, text)
    assert window.plane.view() == before
    assert line.problem.isVisible()
    assert line.problem.words()
    assert not line.problem.offers()
    QTest.keyClick(line.low, Qt.Key.Key_Escape)
    assert line.low.text() == shown
    assert not line.problem.isVisible()
    assert dialog.isVisible()


def test_a_logarithmic_axis_takes_positive_ends_only(window: Window, dialog: AxesDialog) -> None:
    line = dialog.lines["x"]
    line.scale.setCurrentIndex(1)
    line.scale.activated.emit(1)
    assert window.plane.view().x_range == (pytest.approx(0.1), 10)
    assert not line.numbers.isEnabled() and not dialog.equal.isEnabled()
    enter(line.low, "0")
    assert line.problem.isVisible()
    enter(line.low, "1e-6")
    assert window.plane.view().x_low == 1e-6
    assert not line.problem.isVisible()


def test_kinds_and_grid_are_chosen(window: Window, dialog: AxesDialog, qtbot: QtBot) -> None:
    dialog.lines["x"].numbers.setCurrentIndex(1)
    dialog.lines["x"].numbers.activated.emit(1)
    dialog.grid.setCurrentIndex(1)
    dialog.grid.activated.emit(1)
    assert (window.plane.view().x_ticks, window.plane.view().grid) == ("pi", "polar")
    told(window, qtbot)
    assert window.session.seen.viewport.grid == "polar"


def test_fields_follow_the_view(window: Window, dialog: AxesDialog, qtbot: QtBot) -> None:
    window.plane.zoom(2.0)
    told(window, qtbot)
    assert dialog.lines["x"].low.text() == "−5"


def test_a_double_click_on_the_numbers_of_an_axis_opens_it_there(window: Window) -> None:
    plane = window.plane
    number = next(each for each in axes(plane.view()).y_numbers if each.text == "4")
    QTest.mouseDClick(plane, Qt.MouseButton.LeftButton, pos=QPointF(number.box.center()).toPoint())
    dialog = window.findChild(AxesDialog)
    assert isinstance(dialog, AxesDialog)
    QApplication.processEvents()
    assert dialog.focusWidget() is dialog.lines["y"].low


def test_it_goes_by_escape_and_opens_again(window: Window, dialog: AxesDialog, qtbot: QtBot) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(AxesDialog) is None)
    window.paper.open("y")
    assert window.findChild(AxesDialog) is not None


def test_a_language_chosen_meanwhile_closes_it(window: Window, dialog: AxesDialog, qtbot: QtBot) -> None:
    window.choose_language("zh_CN")
    qtbot.waitUntil(lambda: window.findChild(AxesDialog) is None)
    assert window.actions_by_name["equal"].isChecked()


def test_arrows_step_by_parts_of_the_power_of_ten(window: Window, qtbot: QtBot) -> None:
    """0.1 at 1, 10 at 100: on a logarithmic axis both are seen."""
    window.actions_by_name["log_x"].trigger()
    told(window, qtbot)
    window.session.nudge(2, "a", 1.0, 0.0)
    window.session.commit()
    assert window.session.document.row(2).text == "tangent(f, 1.1)"
    window.session.edit(2, "tangent(f, 300)")
    window.session.nudge(2, "a", 1.0, 0.0)
    window.session.commit()
    assert window.session.document.row(2).text == "tangent(f, 310)"
