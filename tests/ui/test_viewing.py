"""Plane and space in one window: which is seen, what follows what, and what is remembered."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from calcviz.scene.document import Document, Row, Viewport
from calcviz.ui.place_field import PlaceField
from calcviz.ui.remembered import Remembered
from calcviz.ui.window import Window
from calcviz.views.space.view import SpaceView
from tests.ui.conftest import Open

ROWS = ("g(x, y) = x^2 - y^2", "gradient(g, (1, 1))")


def press(window: Window, name: str, within: QWidget | None = None) -> None:
    if within is not None:
        window.views.current = within
    window.actions_by_name[name].trigger()
    QApplication.processEvents()


def space_of(window: Window) -> SpaceView:
    assert window.viewing.space is not None
    return window.viewing.space


def place(window: Window) -> tuple[float, float]:
    handle = window.session.frame.row(2).drawing.handles[0]
    return handle.x, handle.y


def test_space_comes_with_what_is_to_be_seen_in_it(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2")
    assert window.viewing.seen == (True, False) and window.viewing.space is None
    assert window.session.frame.box is None
    window.session.edit(1, "g(x, y) = x^2")
    assert window.viewing.seen == (True, True)
    assert window.session.frame.box is not None and window.session.frame.rows[0].space
    window.session.edit(1, "g(x, y) = x^2 +")
    assert window.viewing.seen == (True, True), "what is being typed takes nothing away"
    window.session.edit(1, "g(x, y) = x^2 + y")
    window.session.show(1, False)
    assert window.viewing.seen == (True, False)
    assert window.session.frame.box is None


def test_a_layout_is_chosen_and_taken_back(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    for name, seen in (("plane", (True, False)), ("space", (False, True)), ("both", (True, True))):
        press(window, f"layout_{name}")
        assert window.viewing.seen == seen
        assert window.session.document.layout == name
        assert window.actions_by_name[f"layout_{name}"].isChecked()
        assert not window.actions_by_name["layout_auto"].isChecked()
    press(window, "undo")
    assert window.viewing.seen == (False, True)
    assert not window.actions_by_name["trace"].isEnabled()
    assert not window.plane.isVisible() and window.focusWidget() is not window.plane


def test_a_plane_that_comes_back_beside_space_fills_its_place(open_rows: Open) -> None:
    """It is given its size while it is being shown, and Qt tells nothing of that."""
    window = open_rows(*ROWS)
    seen = window.plane.view()
    for _ in range(3):
        press(window, "layout_space")
        press(window, "layout_auto")
        view = window.plane.view()
        assert (view.width, view.height) == window.plane.sheet_size() == (seen.width, seen.height)
        assert view.x_range == pytest.approx(seen.x_range)


def test_a_new_document_shows_its_range_where_space_goes_or_comes(open_rows: Open) -> None:
    """The plane takes its final size only after it has the viewport: half of it would be seen, or twice."""
    window = open_rows(*ROWS)
    window.session.new()
    QApplication.processEvents()
    assert not window.viewing.seen[1]
    assert window.plane.view().x_range == pytest.approx((-10, 10))
    window.plane.flush()
    wide = Viewport(-4, 4, -1, 1)
    window.session.new(Document((Row(1, ROWS[0]),), wide))
    QApplication.processEvents()
    assert window.viewing.seen[1]
    assert window.plane.view().x_range == pytest.approx((-4, 4))


def test_the_border_is_remembered(open_rows: Open, remembered: Remembered) -> None:
    window = open_rows(*ROWS)
    assert window.views.share == 0.5
    press(window, "wider_plane")
    press(window, "wider_plane")
    assert remembered.split == pytest.approx(0.6)
    window.choose_size("large")
    assert window.views.share == pytest.approx(0.6)
    window.choose_size("normal")
    taken = window.views._splitter
    taken.splitterMoved.emit(10, 1)
    assert window.views.share == pytest.approx(taken.sizes()[0] / sum(taken.sizes()))
    remembered._store.setValue("split", "wide")
    assert remembered.split == 0.5


def test_views_stand_as_the_room_is(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    for width, height, way in ((1900, 700, Qt.Orientation.Horizontal), (1280, 1000, Qt.Orientation.Vertical)):
        window.resize(width, height)
        QApplication.processEvents()
        assert window.views._splitter.orientation() == way
        assert window.viewing.seen == (True, True)
    window.views.resize(200, 200)
    assert window.viewing.seen in ((True, False), (False, True))
    window.views.resize(900, 600)
    assert window.viewing.seen == (True, True)


def test_a_point_dragged_in_space_moves_in_the_plane_in_the_same_frame(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    space = space_of(window)
    undo = window.session.undo_title
    space.handle_dragged.emit(2, "P", 2.0, 0.5)
    assert place(window) == (2.0, 0.5)
    shown = next(row for row in window.plane.rows() if row.row.id == 2)
    assert (shown.drawing.handles[0].x, shown.drawing.handles[0].y) == (2.0, 0.5)
    held = next(handle for row, handle in space.handles() if row.row.id == 2)
    assert (held.x, held.y) == (2.0, 0.5)
    space.handle_dragged.emit(2, "P", 2.5, 1.5)
    space.handle_released.emit()
    assert window.session.document.row(2).text == "gradient(g, (2.5, 1.5))"
    press(window, "undo")
    assert window.session.document.row(2).text == ROWS[1] and window.session.undo_title == undo
    space.handle_dragged.emit(2, "P", 2.0, 0.5)
    space.drag_cancelled.emit()
    assert place(window) == (1.0, 1.0) and window.session.undo_title == undo


def test_a_point_dragged_with_the_mouse_in_space(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    space = space_of(window)
    QApplication.processEvents()
    row, handle = space.handles()[0]
    assert row.row.id == 2
    at = QPointF(*space.picture.camera().pixel(handle.x, handle.y, handle.z)).toPoint()
    QTest.mousePress(space, Qt.MouseButton.LeftButton, pos=at)
    for step in range(1, 6):
        QTest.mouseMove(space, at + QPoint(6 * step, 2 * step))
    space.flush()
    assert place(window) != (1.0, 1.0)
    QTest.mouseRelease(space, Qt.MouseButton.LeftButton, pos=at + QPoint(30, 10))
    assert window.session.document.row(2).text != ROWS[1]
    assert window.rows.current == 2


def test_actions_mean_the_view_that_was_entered_last(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    space, view = space_of(window), window.plane.view()
    press(window, "zoom_in", space)
    assert space.space().zoom == pytest.approx(1.25) and window.plane.view() == view
    press(window, "home", space)
    assert space.space().zoom == 1.0
    for name, turned in (("look_x", (90.0, 0.0)), ("look_z", (0.0, 90.0)), ("look_corner", (30.0, 28.0))):
        press(window, name)
        assert (space.space().azimuth, space.space().elevation) == turned
    press(window, "perspective")
    space.flush()
    assert not window.session.space.perspective and not space.space().perspective
    assert not window.actions_by_name["perspective"].isChecked()
    press(window, "equal_space")
    assert window.session.space.equal and window.actions_by_name["equal_space"].isChecked()
    press(window, "reset_space")
    space.flush()
    assert window.session.space == window.session.document.space
    press(window, "zoom_in", window.plane)
    assert window.plane.view() != view and space.space().zoom == 1.0


def test_the_document_keeps_how_space_is_looked_at(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    press(window, "look_x")
    space_of(window).flush()
    assert window.session.seen.space.azimuth == 90.0
    assert not window.session.modified


def test_a_point_is_typed_in_the_inspector(open_rows: Open) -> None:
    window = open_rows(*ROWS, "Q = (1, 2)", "gradient(g, Q)")
    window.rows.select(2)
    field = window.inspector.parameters.field("P")
    assert isinstance(field, PlaceField)
    x, y = field.fields
    y.lineEdit().setText("3/2")
    y.lineEdit().setModified(True)
    QTest.keyClick(y, Qt.Key.Key_Return)
    assert window.session.document.row(2).text == "gradient(g, (1, 1.5))"
    x.stepBy(1)
    assert place(window) == (1.1, 1.5)
    window.rows.select(4)
    bound = window.inspector.parameters.field("P")
    assert isinstance(bound, PlaceField)
    bound.fields[0].stepBy(-1)
    window.session.commit()
    assert window.session.document.row(3).text == "Q = (0.9, 2)"
    assert window.session.document.row(4).text == "gradient(g, Q)"


def test_space_is_described_by_typed_numbers(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    press(window, "axes", space_of(window))
    dialog = window.paper._dialog
    assert dialog is not None and dialog.pages.currentWidget() is dialog.space
    page = dialog.space
    low, high = page.ends["x"]
    high.setText("2pi")
    high.entered.emit()
    assert window.session.space.x_high == pytest.approx(6.2831853)
    low.setText("9")
    low.entered.emit()
    assert not page.problem.isHidden() and window.session.space.x_low == -5.0
    low.setText("-1")
    low.entered.emit()
    assert page.problem.isHidden() and window.session.frame.box is not None
    assert window.session.frame.box.x_low == -1.0
    page.automatic.click()
    assert window.session.space.z_low is not None
    page.automatic.click()
    assert window.session.space.z_low is None
    page.azimuth.changed.emit(45.0)
    assert space_of(window).space().azimuth == 45.0
    dialog.close()


def test_a_presentation_shows_both(open_rows: Open) -> None:
    window = open_rows("# One", "f(x) = x^2", "# Two", *ROWS)
    assert window.viewing.seen == (True, True)
    press(window, "present")
    assert window.viewing.seen == (True, False), "the surface belongs to the second step"
    press(window, "next_step")
    assert window.viewing.seen == (True, True)
    caption = window.presentation.caption
    assert caption is not None and caption.isVisible()
    QTest.keyClick(space_of(window), Qt.Key.Key_Escape)
    assert not window.presentation.active
    assert window.viewing.seen == (True, True)


def test_the_theme_dresses_space_too(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    try:
        window.choose_theme("dark")
        assert space_of(window).picture.theme.name == "dark"
    finally:
        window.choose_theme("light")


def test_the_plane_can_be_left_out_of_everything(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    press(window, "layout_space")
    window.take_focus()
    assert window.viewing.entered is space_of(window)
    for name in ("home", "fit", "zoom_in", "zoom_out", "copy_picture", "tell", "next_pane"):
        press(window, name)
    assert window.plane not in window.going.panes() and space_of(window) in window.going.panes()


def test_tab_and_arrows_move_points_of_further_planes_and_of_space(open_rows: Open) -> None:
    window = open_rows("g(x, y) = x^2 - y^2", "partials(g, (1, 1))")
    panels, space = window.viewing.panels, space_of(window)
    assert panels is not None
    told: list[str] = []
    window.speaking.say = told.append  # type: ignore[method-assign]
    for view, key, text in (
        (panels.planes[0], Qt.Key.Key_Right, "partials(g, (1.1, 1))"),
        (panels.planes[1], Qt.Key.Key_Left, "partials(g, (1.1, 0.9))"),
        (space, Qt.Key.Key_Up, "partials(g, (1.1, 1))"),
    ):
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Tab)
        QTest.keyClick(view, key)
        assert window.session.document.row(2).text == text
    assert [text.split(":")[0] for text in told if "arrow keys" in text] == ["Point a", "Point b", "Point P"]


def test_back_and_forward_mean_the_view_that_was_entered(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    space, actions = space_of(window), window.actions_by_name
    first, plane = space.space(), window.plane.view()

    def offered() -> tuple[bool, bool]:
        return actions["view_back"].isEnabled(), actions["view_forward"].isEnabled()

    space.setFocus()
    assert offered() == (False, False)
    press(window, "look_x")
    space.history.settle()
    press(window, "perspective")
    assert offered() == (True, False)
    window.plane.setFocus()
    assert offered() == (False, False)
    space.setFocus()
    press(window, "view_back")
    press(window, "view_back")
    assert space.space() == first and offered() == (False, True)
    press(window, "view_forward")
    assert (space.space().azimuth, space.space().perspective) == (90.0, True)
    QTest.mouseClick(space, Qt.MouseButton.BackButton)
    assert space.space() == first and window.plane.view() == plane
    window.session.new()
    window.documents_changed()
    assert offered() == (False, False)


def test_further_planes_stand_beside_the_plane(open_rows: Open, remembered: Remembered) -> None:
    window = open_rows("F(x, y) = (x^2 - y, x y)", "jacobian_map(F, (1, 1))")
    panels = window.viewing.panels
    assert panels is not None and panels.shown >= 1 and not panels.isHidden()
    assert window.planes.seen == (True, True) and window.viewing.seen == (True, False)
    assert panels in window.going.panes()
    window.planes.give(0.7)
    assert remembered.panels_split == pytest.approx(0.7)
    window.choose_size("large")
    assert window.planes.share == pytest.approx(0.7) and window.viewing.panels is not panels
    window.choose_size("normal")
    window.session.show(2, False)
    assert window.planes.seen == (True, False)


def test_stacked_planes_stand_below_the_plane(open_rows: Open, remembered: Remembered, qtbot: QtBot) -> None:
    """However wide the window is; their border is not that of planes at the side."""
    window = open_rows("f(x) = x^3/6 - x")
    window.resize(1600, 700)
    QApplication.processEvents()

    def told() -> bool:
        """Whether the session knows what the plane shows: it is told in the next refresh of the screen."""
        seen = window.session.viewport
        return (seen.width, seen.height) == window.plane.sheet_size()

    qtbot.waitUntil(told)
    low, high = window.session.viewport.y_range
    assert window.session.insert(1, "linked(f, 1)") == 2
    QApplication.processEvents()
    qtbot.waitUntil(told)
    panels, before = window.viewing.panels, remembered.panels_split
    assert panels is not None and panels.stacked == 3
    assert window.session.viewport.y_low <= low < high <= window.session.viewport.y_high, "all that was seen"
    assert window.planes.width() > window.planes.height()
    lefts = [plane.mapTo(window, plane.rect().topLeft()) for plane in (window.plane, *panels.planes)]
    assert {place.x() for place in lefts} == {lefts[0].x()}
    assert sorted(place.y() for place in lefts) == [place.y() for place in lefts]
    assert {plane.width() for plane in panels.planes} == {window.plane.width()}
    window.planes.give(0.5)
    assert remembered.panels_split == before and window.planes.share == pytest.approx(0.5)
    window.session.edit(2, "jacobian_map((x^2 - y, x y), (1, 1))")
    QApplication.processEvents()
    panels = window.viewing.panels
    assert panels is not None and panels.stacked == 0 and window.planes.share == pytest.approx(before)
    assert panels.mapTo(window, panels.rect().topLeft()).x() > window.plane.width()


@pytest.mark.parametrize(
    ("curve", "space"),
    [("(cos(t), sin(t))", False), ("(cos(t), sin(t), t)", True)],
)
def test_space_comes_only_with_a_velocity_in_space(open_rows: Open, curve: str, space: bool) -> None:
    window = open_rows(f"velocity({curve}, 1)")
    assert window.viewing.lies_in_space() is space
