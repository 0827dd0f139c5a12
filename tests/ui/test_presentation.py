"""Presenting: the plane alone, steps, the panes at the edges, and everything back after it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviz.ui.window import Window
from tests.ui.conftest import Open

LECTURE = ("# One", "f(x) = x^2", "# Two", "tangent(f, 1)", "# Three", "derivative(f)")


def press(window: Window, name: str) -> None:
    window.actions_by_name[name].trigger()


def point(window: Window, at: QPoint) -> None:
    """The pointer moves there; sent, since a screen without a pointer would take it back."""
    there = QPointF(at)
    left = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        there,
        window.plane.mapToGlobal(there),
        left,
        left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window.plane, event)


def seen(window: Window) -> list[int]:
    return [row.row.id for row in window.plane._layers.rows if row.row.visible and row.drawing.primitives]


def test_steps_show_what_has_been_spoken_of(open_rows: Open) -> None:
    window = open_rows(*LECTURE)
    document = window.session.document
    press(window, "present")
    assert window.menuBar().isHidden() and window.tools.isHidden() and window.rows.isHidden()
    assert seen(window) == [2]
    press(window, "next_step")
    assert seen(window) == [2, 4]
    for _ in range(3):
        press(window, "next_step")
    assert seen(window) == [2, 4, 6]
    assert window.presentation.caption is not None
    assert window.presentation.caption.note.accessibleName() == "Three"
    assert window.presentation.caption.count.text() == "3 of 3"
    press(window, "previous_step")
    assert seen(window) == [2, 4]
    QTest.keyClick(window.plane, Qt.Key.Key_Escape)
    assert not window.presentation.active
    assert seen(window) == [2, 4, 6]
    assert window.session.document is document and not window.session.modified


def test_a_step_is_spoken_of_before_what_comes_later(open_rows: Open) -> None:
    """Numbers and hidden rows are no steps; the selected row is not told of before it is seen."""
    window = open_rows("a = 2", "x^2", "tangent(x^2, a)")
    window.rows.select(3)
    press(window, "present")
    assert seen(window) == [2]
    assert window.presentation.caption is not None
    assert window.presentation.caption.count.text() == "1 of 2"
    assert window.speaking.sentence() == "The graph of x^2."
    press(window, "next_step")
    assert seen(window) == [2, 3]
    assert "tangent" in window.speaking.sentence().lower()


def test_everything_stands_where_it_stood(open_rows: Open) -> None:
    window = open_rows("x^2")
    sizes, state = window.splitter.sizes(), window.windowState()
    window.actions_by_name["present"].trigger()
    window.choose_size("large")
    assert window.rows.isHidden() and window.presentation.active
    window.choose_size("normal")
    window.actions_by_name["present"].trigger()
    window.resize(1280, 800)
    QApplication.processEvents()
    assert window.splitter.sizes() == sizes
    assert window.windowState() == state
    assert window.rows.isVisible() and window.menuBar().isVisible() and window.tools.isVisible()
    assert not window.actions_by_name["next_step"].isEnabled()


def test_what_is_seen_fills_the_screen_and_comes_back(open_rows: Open) -> None:
    """The audience sees the same things larger, not more of the plane."""
    window = open_rows("x^2")
    view = window.plane.view()
    window.actions_by_name["present"].trigger()
    QApplication.processEvents()
    shown = window.plane.view()
    wider = (shown.x_high - shown.x_low) / (view.x_high - view.x_low)
    taller = (shown.y_high - shown.y_low) / (view.y_high - view.y_low)
    assert min(wider, taller) == pytest.approx(1.0)
    window.actions_by_name["present"].trigger()
    window.resize(1280, 800)
    QApplication.processEvents()
    assert window.plane.view() == view


def test_a_note_takes_no_more_room_than_it_needs(open_rows: Open) -> None:
    """Its first width, before the plane had the screen, must not count."""
    window = open_rows("# The slope of the sine is the cosine. Drag the point.", "sin x")
    window.choose_size("projector")
    window.actions_by_name["present"].trigger()
    QApplication.processEvents()
    caption = window.presentation.caption
    assert caption is not None
    assert caption.height() < 200


@pytest.mark.parametrize("rows", [("sin x", "cos x"), ("# One", "sin x", "# Two", "cos x")])
def test_the_number_of_a_step_leaves_the_coordinates_room(open_rows: Open, rows: tuple[str, ...]) -> None:
    """They stand at the foot of the plane, at its right; a number alone is in the middle of its plate."""
    window = open_rows(*rows)
    window.actions_by_name["present"].trigger()
    QApplication.processEvents()
    caption = window.presentation.caption
    assert caption is not None and caption.isVisible()
    assert caption.geometry().bottom() <= window.views.height() - 32
    if caption.note.isHidden():
        middle = caption.count.geometry().center().x()
        assert abs(middle - caption.rect().center().x()) <= 1


def test_a_maximised_window_is_so_again(open_rows: Open) -> None:
    """Whether it was presented or only filled the screen."""
    window = open_rows("x^2")
    window.showMaximized()
    for name in ("present", "full_screen"):
        window.actions_by_name[name].trigger()
        assert window.isFullScreen()
        window.actions_by_name[name].trigger()
        assert not window.isFullScreen() and window.isMaximized()


def test_a_note_is_readable_in_a_theme_chosen_meanwhile(open_rows: Open) -> None:
    window = open_rows("# One", "sin x")
    window.actions_by_name["present"].trigger()
    caption = window.presentation.caption
    assert caption is not None
    for choice, light in (("dark", False), ("light", True)):
        window.choose_theme(choice)
        ground = caption.grab().toImage().pixelColor(caption.width() // 2, 4)
        assert (ground.lightness() > 128) == light


def test_panes_come_at_the_edges_and_go_with_a_click(open_rows: Open) -> None:
    window = open_rows("x^2", "tangent(x^2, 1)")
    window.actions_by_name["present"].trigger()
    point(window, QPoint(300, 200))
    assert window.rows.isHidden()
    point(window, QPoint(1, 200))
    assert window.rows.isVisible()
    QTest.mouseClick(window.plane, Qt.MouseButton.LeftButton, pos=QPoint(500, 40))
    assert window.rows.isHidden()
    point(window, QPoint(window.plane.width() - 1, 200))
    assert window.inspector.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.inspector.isHidden() and window.presentation.active


def test_the_second_escape_always_ends(open_rows: Open) -> None:
    window = open_rows("x^2", "tangent(x^2, 1)")
    for held in ("a handle", "a curve", "a pane", "a row", "the dark"):
        window.actions_by_name["present"].trigger()
        QApplication.processEvents()
        window.presentation.go(9)
        window.plane.keys.select_next(True)
        assert window.plane.keys.selected is not None
        if held == "a curve":
            window.plane.trace()
        elif held == "a pane":
            point(window, QPoint(1, 200))
        elif held == "a row":
            window.presentation.bring(window.rows)
            window.rows.focus_row(1)
        elif held == "the dark":
            QTest.keyClick(window.plane, Qt.Key.Key_B)
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
        assert window.presentation.active and window.plane.keys.selected is None, held
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
        assert not window.presentation.active, held
        QApplication.processEvents()


def test_no_ring_runs_round_the_whole_screen(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.actions_by_name["present"].trigger()
    QApplication.processEvents()
    plane = window.plane
    before = plane.grab().toImage().pixelColor(QPoint(1, 40))
    QTest.keyClick(plane, Qt.Key.Key_Plus)
    QTest.keyClick(plane, Qt.Key.Key_Minus)

    assert plane.hasFocus() and plane.ringed
    assert plane.grab().toImage().pixelColor(QPoint(1, 40)) == before
    window.actions_by_name["present"].trigger()
    assert plane.grab().toImage().pixelColor(QPoint(1, 40)) != before


def test_one_row_at_a_time_shows_its_grip(open_rows: Open) -> None:
    window = open_rows("x^2", "x^3")
    first, second = window.rows.at(0), window.rows.at(1)
    place = QPointF(4.0, 10.0)
    for row in (first, second):
        QApplication.sendEvent(row, QEnterEvent(place, place, place))
    assert (first._entered, second._entered) == (False, True)
    second.hide()
    assert not second._entered


def test_a_clicker_makes_the_screen_dark(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.actions_by_name["present"].trigger()
    middle = window.plane.rect().center()
    QTest.keyClick(window.plane, Qt.Key.Key_B)
    assert window.views.grab().toImage().pixelColor(middle).lightness() == 0
    QTest.keyClick(window.plane, Qt.Key.Key_B)
    assert window.views.grab().toImage().pixelColor(middle).lightness() > 0
    assert len(window.session.document.rows) == 1


def test_the_light_follows_the_pointer(open_rows: Open) -> None:
    window = open_rows("x^2")
    window.actions_by_name["present"].trigger()
    at = QPoint(300, 200)
    dark = window.views.grab().toImage().pixelColor(at + QPoint(9, 9))
    point(window, at)
    assert window.views.grab().toImage().pixelColor(at + QPoint(9, 9)) != dark
    window.actions_by_name["pointer_light"].trigger()
    assert window.views.grab().toImage().pixelColor(at + QPoint(9, 9)) == dark


def test_a_dark_screen_stays_dark_in_parts_made_anew(open_rows: Open) -> None:
    window = open_rows(*LECTURE)
    press(window, "present")
    QTest.keyClick(window.plane, Qt.Key.Key_B)
    window.choose_size("large")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dark = window.presentation._dark
    QApplication.processEvents()
    assert dark is not None and dark.parent() is window.views
    assert dark.isVisible() and dark.geometry() == window.views.rect()
    QTest.keyClick(window.plane, Qt.Key.Key_B)
    assert window.presentation._dark is None
    press(window, "present")
    window.choose_size("normal")
