"""What is read on the plane becomes a row, in one step that can be undone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from calcviz.ui.keeping import free_name
from calcviz.ui.plane_menu import add_reading, menu_with_name, row_under
from calcviz.ui.window import Window
from calcviz.views.geometry import pixel_x, pixel_y
from tests.ui.conftest import Open

LEFT = Qt.MouseButton.LeftButton


def spot(window: Window, x: float, y: float, dy: int = 2) -> QPoint:
    view = window.plane.view()
    return QPoint(round(pixel_x(view, x)), round(pixel_y(view, y)) + dy)


def surveyed(window: Window) -> None:
    """Let the landmarks of what is shown arrive, as after a moment of rest."""
    window.landmarks.follow()
    window.session.survey(window.landmarks.show)


def click(window: Window, at: QPoint) -> None:
    QTest.mouseMove(window.plane, at + QPoint(40, 40))
    QTest.mouseMove(window.plane, at)
    QTest.mouseClick(window.plane, LEFT, pos=at)


def texts(window: Window) -> list[str]:
    return [row.text for row in window.session.document.rows]


@pytest.mark.parametrize(
    ("rows", "place", "kept"),
    [
        (("f(x) = x^2 - 2",), (2**0.5, 0), "P = (sqrt(2), 0)"),
        (("f(x) = x^2 - 2x",), (1, -1), "P = (1, -1)"),
        (
            ("f(x) = x^2", "P = (7, 1)", "x + 1"),
            (1.618034, 2.618034),
            "Q = ((1 + sqrt(5))/2, (3 + sqrt(5))/2)",
        ),
        (("f(x) = sin(x)/x",), (0, 1), "P = (0, 1)"),
    ],
)
def test_a_click_on_a_landmark_keeps_it_exactly(
    open_rows: Open, rows: tuple[str, ...], place: tuple[float, float], kept: str
) -> None:
    window = open_rows(*rows)
    surveyed(window)
    click(window, spot(window, *place))
    assert texts(window) == [rows[0], kept, *rows[1:]]
    assert window.session.frame.rows[1].problem is None
    handle = window.session.frame.rows[1].drawing.handles[0]
    assert (handle.x, handle.y) == pytest.approx(place, abs=1e-6)
    assert window.rows.current == window.session.frame.rows[1].row.id
    assert kept[0] in window.tools.tip.text()
    assert window.tools.tip.text().endswith("The curve is in row 1.")
    window.session.undo()
    assert texts(window) == list(rows)


def test_a_landmark_that_is_not_known_exactly_is_kept_on_its_curve(open_rows: Open) -> None:
    window = open_rows("f(x) = x e^x - 2 cos(x)")
    surveyed(window)
    extremes = [
        mark for mark in window.plane.readings.curves.marks if {"minimum", "maximum"} & set(mark.kinds)
    ]
    click(window, extremes[-1].at.toPoint())
    text = texts(window)[1]
    assert text.startswith("P = (") and text.endswith("))") and ", f(" in text
    handle = window.session.frame.rows[1].drawing.handles[0]
    assert handle.x == pytest.approx(extremes[-1].best.landmark.x, abs=1e-9)


def test_a_kept_point_slides_along_the_curve(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2/4")
    at = spot(window, 3, 2.25)
    QTest.mouseMove(window.plane, at)
    QTest.mouseDClick(window.plane, LEFT, pos=at)
    QTest.mouseRelease(window.plane, LEFT, pos=at)
    text = texts(window)[1]
    x = text.removeprefix("P = (").split(",")[0]
    assert text == f"P = ({x}, f({x}))" and float(x) == pytest.approx(3, abs=0.05)
    window.session.preview_drag(2, "point", -2.0, 99.0)
    window.session.commit()
    assert texts(window)[1] == "P = (-2, f(-2))"
    assert window.session.frame.rows[1].drawing.handles[0].y == 1.0


def test_nothing_is_kept_by_accident(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2 - 2", "x + 5")
    surveyed(window)
    click(window, spot(window, -4, 1))
    click(window, spot(window, 5, -5))
    click(window, spot(window, 2.45, 4.0))
    assert texts(window) == ["f(x) = x^2 - 2", "x + 5"]


def test_landmarks_go_with_their_curve_and_come_anew(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2 - 2", "x + 5")
    surveyed(window)
    readings = window.plane.readings
    assert {mark.rows for mark in readings.curves.marks} == {(1,), (2,), (1, 2)}
    window.session.edit(1, "f(x) = x^2 - 3")
    assert {mark.rows for mark in readings.curves.marks} == {(2,)}
    surveyed(window)
    assert {mark.rows for mark in readings.curves.marks} == {(1,), (2,), (1, 2)}
    window.session.show(2, False)
    assert {mark.rows for mark in readings.curves.marks} == {(1,)}


def test_landmarks_stay_while_the_view_moves(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2 - 2")
    surveyed(window)
    before = len(window.plane.readings.curves.marks)
    window.plane.zoom(1.25)
    window.plane.flush()
    assert len(window.plane.readings.curves.marks) == before > 0


def test_the_menu_copies_and_keeps_what_is_read(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2 - 2")
    surveyed(window)
    QTest.mouseMove(window.plane, spot(window, 2**0.5, 0))
    plate = window.plane.readings.plate
    assert plate is not None
    menu: QMenu = menu_with_name(window, 1)
    add_reading(window, menu, plate.reading)
    by_text = {action.text(): action for action in menu.actions()}
    by_text["Copy (sqrt(2), 0)"].trigger()
    assert QGuiApplication.clipboard().text() == "(sqrt(2), 0)"
    by_text["Keep this point"].trigger()
    assert texts(window)[1] == "P = (sqrt(2), 0)"
    menu.deleteLater()


def test_names_are_capital_letters_from_p_on() -> None:
    assert free_name(["f(x) = x", "P = 3"]) == "Q"
    assert free_name([f"{chr(k)} = 1" for k in range(ord("P"), ord("Z") + 1)]) == "A"
    full = [f"{chr(k)} = 1" for k in range(ord("A"), ord("Z") + 1)]
    assert free_name(full) == "P_1" and free_name([*full, "P_1 = 2"]) == "P_2"


def test_the_keys_read_and_keep_too(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2 - 2")
    surveyed(window)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.actions_by_name["trace"].trigger()
    QTest.keyClick(window.plane, Qt.Key.Key_N)
    QTest.keyClick(window.plane, Qt.Key.Key_Return)
    assert texts(window)[1] == "P = (sqrt(2), 0)"


def test_solutions_are_read_from_dot_to_dot_and_kept(open_rows: Open) -> None:
    window = open_rows("solve(y^2 = 4, y)", "solve(x^2 = 9, x)")
    surveyed(window)
    window.rows.select(1)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.actions_by_name["trace"].trigger()
    for _ in range(3):
        QTest.keyClick(window.plane, Qt.Key.Key_Left)
    QTest.keyClick(window.plane, Qt.Key.Key_Right)
    QTest.keyClick(window.plane, Qt.Key.Key_Return)
    assert texts(window) == ["solve(y^2 = 4, y)", "P = (0, 2)", "solve(x^2 = 9, x)"]


def test_a_click_keeps_a_solution_and_the_menu_is_that_of_its_row(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2", "solve(f(x) = 4, x)")
    surveyed(window)
    at = spot(window, 2, 4)
    QTest.mouseMove(window.plane, at + QPoint(40, 40))
    QTest.mouseMove(window.plane, at)
    assert row_under(window, at) == 2
    click(window, at)
    assert texts(window) == ["f(x) = x^2", "solve(f(x) = 4, x)", "P = (2, 4)"]


def test_a_landmark_of_a_member_of_a_family_is_kept_as_numbers(open_rows: Open) -> None:
    window = open_rows("f(x) = ([1, 2] x)^3 - 3x")
    surveyed(window)
    click(window, spot(window, 0.3535533906, -0.7071067812))
    assert texts(window)[1].startswith("P = (") and "f(" not in texts(window)[1]
