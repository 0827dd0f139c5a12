"""Hints: one at a time, beside what they speak of, gone for good once done or closed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calcviz.ui.bubble import TIP, Bubble, placed
from calcviz.ui.hints import NAMES, Hints, begin_hints
from calcviz.ui.import_bar import ImportBar
from calcviz.ui.preferences import Preferences
from calcviz.ui.window import Window
from calcviz.views.hits import handle_pixel
from calcviz.views.paint import handles_of
from tests.ui.conftest import Open

KEY = Qt.Key


@pytest.fixture
def hints(open_rows: Open) -> Callable[..., Hints]:
    """Hints in a window on these rows, after a calm moment."""

    def begin(*rows: str, seen: set[str] = frozenset()) -> Hints:  # type: ignore[assignment]
        window = open_rows(*rows)
        window.remembered.hints_seen = set(seen)
        begin_hints(window)
        QApplication.processEvents()
        (made,) = window.findChildren(Hints)
        made.consider()
        return made

    return begin


def window_of(hints: Hints) -> Window:
    window = hints.parent()
    assert isinstance(window, Window)
    return window


def handle_places(window: Window) -> list[QPoint]:
    plane = window.plane
    return [
        plane.mapTo(window, handle_pixel(plane.view(), handle).toPoint())
        for _, handle in handles_of(plane.rows())
    ]


def place_of(window: Window, part: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def body(bubble: Bubble) -> QRect:
    return bubble.geometry().adjusted(TIP, TIP, -TIP, -TIP)


def test_the_first_empty_row_is_explained_and_typing_ends_it(
    hints: Callable[..., Hints], qtbot: QtBot
) -> None:
    shown = hints()
    window = window_of(shown)
    assert shown.bubble is not None
    assert shown.bubble.words == "Type a formula, e.g. x^2"
    editor = window.rows.row(1).editor
    assert not body(shown.bubble).intersects(QRect(editor.mapTo(window, QPoint(0, 0)), editor.size()))
    assert not body(shown.bubble).intersects(place_of(window, window.tools))
    qtbot.keyClicks(editor, "x")
    assert shown.bubble is None
    assert window.remembered.hints_seen == {"formula"}
    shown.consider()
    assert shown.bubble is None  # a graph has no point


def test_the_first_handle_is_explained_and_dragging_ends_it(
    hints: Callable[..., Hints], qtbot: QtBot
) -> None:
    shown = hints("f(x) = x^2", "tangent(f, 1)", "P = (1.5, 3)")
    window = window_of(shown)
    assert shown.bubble is not None
    assert "Drag this point" in shown.bubble.words
    for place in handle_places(window):
        assert not body(shown.bubble).contains(place)
    at = window.plane.mapFrom(window, handle_places(window)[0])
    qtbot.mousePress(window.plane, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(window.plane, at + QPoint(30, 0))
    qtbot.waitUntil(lambda: shown.bubble is None)
    qtbot.mouseRelease(window.plane, Qt.MouseButton.LeftButton, pos=at + QPoint(30, 0))
    assert "handle" in window.remembered.hints_seen


def test_it_goes_along_with_its_point(hints: Callable[..., Hints]) -> None:
    shown = hints("tangent(x^2, 1)")
    window = window_of(shown)
    assert shown.bubble is not None
    before = shown.bubble.pos()
    window.plane.zoom(1.5)
    QApplication.processEvents()
    window.session.set_viewport(window.plane.view())
    assert shown.bubble is not None
    assert shown.bubble.pos() != before
    assert not body(shown.bubble).contains(handle_places(window)[0])
    assert "handle" not in window.remembered.hints_seen


def test_a_point_in_space_is_explained_and_turning_ends_it(hints: Callable[..., Hints]) -> None:
    shown = hints("g(x, y) = x y", "gradient(g, (1, 1))", seen={"handle"})
    window = window_of(shown)
    space = window.viewing.space
    assert space is not None and shown.bubble is not None
    assert "turn the box" in shown.bubble.words
    assert place_of(window, space).contains(body(shown.bubble))
    camera = space.picture.camera()
    assert camera is not None
    (handle,) = (handle for _, handle in space.handles())
    at = QPointF(*camera.pixel(handle.x, handle.y, handle.z)).toPoint()
    assert not body(shown.bubble).contains(space.mapTo(window, at))
    window.actions_by_name["look_corner"].trigger()
    space.setFocus()
    QTest.keyClick(space, KEY.Key_Left)
    space.flush()
    assert shown.bubble is None
    assert window.remembered.hints_seen == {"handle", "space"}
    shown.consider()
    assert shown.bubble is None


@pytest.mark.parametrize("change", ["layout_space", "layout_plane", "smaller"])
def test_it_follows_its_view_or_goes_with_it(hints: Callable[..., Hints], qtbot: QtBot, change: str) -> None:
    shown = hints("g(x, y) = x y", "gradient(g, (1, 1))", seen={"handle", "slider", "formula"})
    window = window_of(shown)
    space = window.viewing.space
    assert space is not None and shown.bubble is not None
    before = shown.bubble.pos()
    if change == "smaller":
        window.resize(1100, 640)
    else:
        window.actions_by_name[change].trigger()
    if change == "layout_plane":
        qtbot.waitUntil(lambda: shown.bubble is None)
        return
    qtbot.waitUntil(lambda: shown.bubble is not None and shown.bubble.pos() != before)
    QApplication.processEvents()
    camera = space.picture.camera()
    assert camera is not None
    (handle,) = (handle for _, handle in space.handles())
    at = space.mapTo(window, QPointF(*camera.pixel(handle.x, handle.y, handle.z)).toPoint())
    assert place_of(window, space).contains(body(shown.bubble))
    assert shown.bubble.geometry().adjusted(-20, -20, 20, 20).contains(at)
    assert not body(shown.bubble).contains(at)


def test_a_bar_over_the_rows_takes_it_along(hints: Callable[..., Hints]) -> None:
    made = hints("")
    window, bubble = window_of(made), made.bubble
    assert bubble is not None
    before = place_of(window, window.rows.row(1).editor)
    window.importing.begin_text("x\ty\tz\n1\t2\t3")
    QApplication.processEvents()
    after = place_of(window, window.rows.row(1).editor)
    (bar,) = window.findChildren(ImportBar)
    assert after.y() > before.y() + 50
    assert made.bubble is not None and not body(made.bubble).intersects(place_of(window, bar))
    assert abs(body(made.bubble).center().y() - after.center().y()) < after.height()


def test_a_slider_is_explained_beside_its_row(hints: Callable[..., Hints]) -> None:
    shown = hints("a = 1", "a x")
    window = window_of(shown)
    assert shown.bubble is not None
    assert "triangle" in shown.bubble.words
    assert not body(shown.bubble).intersects(place_of(window, window.tools))
    assert not body(shown.bubble).intersects(QRect(QPoint(0, 0), window.rows.size()).translated(0, 30))
    window.session.preview_value(1, "a", 2.0)
    assert shown.bubble is None
    assert "slider" in window.remembered.hints_seen


@pytest.mark.parametrize("way", ["escape", "cross"])
def test_it_is_closed_for_good(hints: Callable[..., Hints], qtbot: QtBot, way: str) -> None:
    shown = hints("tangent(x^2, 1)")
    window = window_of(shown)
    assert shown.bubble is not None
    if way == "cross":
        qtbot.mouseClick(shown.bubble.close_button, Qt.MouseButton.LeftButton)
    else:
        window.activateWindow()
        qtbot.waitActive(window)
        qtbot.keyClick(window.plane, KEY.Key_Escape)
    assert shown.bubble is None
    shown.consider()
    assert shown.bubble is None
    assert window.remembered.hints_seen == {"handle"}


def test_one_at_a_time_and_none_on_a_sheet(hints: Callable[..., Hints]) -> None:
    shown = hints("a = 1", "tangent(x^2, a)")
    window = window_of(shown)
    first = shown.bubble
    shown.consider()
    assert shown.bubble is first
    shown.forget()
    window.pages.lay("welcome")
    shown.consider()
    assert shown.bubble is None
    window.sheets.clear()
    shown.consider()
    assert shown.bubble is not None
    assert "knob" in shown.bubble.words


def test_another_document_takes_it_away_but_not_for_good(hints: Callable[..., Hints]) -> None:
    shown = hints("tangent(x^2, 1)")
    window = window_of(shown)
    window.files.new()
    assert shown.bubble is None
    assert window.remembered.hints_seen == set()


def test_it_takes_no_focus_and_says_its_words(hints: Callable[..., Hints]) -> None:
    shown = hints("tangent(x^2, 1)")
    assert shown.bubble is not None
    assert shown.bubble.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert shown.bubble.accessibleName() == shown.bubble.words
    assert not shown.bubble.isAncestorOf(QApplication.focusWidget() or window_of(shown))


def test_who_has_seen_them_all_is_left_alone_until_he_asks(open_rows: Open) -> None:
    window = open_rows("tangent(x^2, 1)")
    window.remembered.hints_seen = set(NAMES)
    begin_hints(window)
    assert window.findChildren(Hints) == []
    dialog = Preferences(window)
    dialog.hints.click()
    (shown,) = window.findChildren(Hints)
    shown.consider()
    assert shown.bubble is not None
    assert window.remembered.hints_seen == set()


def test_the_last_one_ends_it_all(hints: Callable[..., Hints]) -> None:
    shown = hints("tangent(x^2, 1)", seen={"formula", "space", "slider"})
    window = window_of(shown)
    listening = len(window.session.listeners)
    shown.forget()
    assert window.remembered.hints_seen == set(NAMES)
    assert len(window.session.listeners) == listening - 1
    assert window.findChildren(Hints) == []


def test_a_bubble_finds_a_place_that_covers_nothing() -> None:
    within = QRect(0, 0, 400, 300)
    for x in range(0, 400, 25):
        for y in range(0, 300, 25):
            aim = QRect(x - 9, y - 9, 18, 18)
            other = QRect(x - 9, y - 40, 18, 18)
            found = placed(QSize(180, 30), aim, within, (other,))
            assert found is not None
            place, _ = found
            assert within.contains(place)
            assert not place.intersects(aim)
            assert not place.intersects(other)
    assert placed(QSize(500, 30), QRect(100, 100, 18, 18), within) is None
