"""Back and forward through the views of the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from calcviz.scene.document import Viewport
from calcviz.ui.window import Window
from tests.ui.conftest import Open

ALT = Qt.KeyboardModifier.AltModifier


def seen(window: Window) -> Viewport:
    window.plane.flush()
    assert window.session.viewport == window.plane.view()
    return window.plane.view()


def offered(window: Window) -> tuple[bool, bool]:
    actions = window.actions_by_name
    return actions["view_back"].isEnabled(), actions["view_forward"].isEnabled()


def test_the_actions_go_back_and_forward_and_are_offered_rightly(open_rows: Open) -> None:
    window = open_rows("x^2")
    assert offered(window) == (False, False)
    first = seen(window)
    window.actions_by_name["zoom_in"].trigger()
    assert offered(window) == (True, False)
    second = seen(window)
    window.actions_by_name["view_back"].trigger()
    assert seen(window).x_range == first.x_range and offered(window) == (False, True)
    window.actions_by_name["view_forward"].trigger()
    assert seen(window).x_range == second.x_range and offered(window) == (True, False)


def test_alt_and_an_arrow_are_the_keys(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    first = seen(window)
    window.plane.zoom(2)
    QTest.keyClick(window.plane, Qt.Key.Key_Left, ALT)
    QTest.keyClick(window.plane, Qt.Key.Key_Shift)  # else Qt takes Alt to be held in the tests that follow
    assert seen(window).x_range == first.x_range


def test_another_document_begins_anew(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.plane.zoom(2)
    assert offered(window)[0]
    window.session.new()
    window.documents_changed()
    assert offered(window) == (False, False)


def test_a_view_is_no_step_of_undo(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.plane.zoom(2)
    window.plane.back()
    assert window.session.undo_title is None and not window.session.modified
