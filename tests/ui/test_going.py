"""Everything by keyboard: Tab comes to every part as it is read, and each shows that it has the keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolBar, QWidget
from pytestqt.qtbot import QtBot

from calcviz.ui.crash_log import Ended
from calcviz.ui.editor import Editor
from calcviz.ui.gallery import Gallery
from calcviz.ui.note import NoteView
from calcviz.ui.recovery import Recovery
from calcviz.ui.window import Window
from calcviz.views.theme import contrast
from tests.ui.conftest import Open

TYPICAL = (
    "# A **note** $x^2$",
    "f(x) = x^2",
    "a = 1",
    "tangent(f, a)",
    "secant(f, 1, 1)",
    "k x",
    "difference_quotients(f, 1)",
)


@pytest.fixture
def entered(open_rows: Open, qtbot: QtBot) -> Open:
    """Open a window that has the keys."""

    def open_it(*texts: str) -> Window:
        window = open_rows(*texts)
        with qtbot.waitActive(window):
            window.activateWindow()
        return window

    return open_it


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def called(part: QWidget) -> tuple[str, str]:
    """What a part is and how it is called; fields are made anew when a row is selected."""
    return type(part).__name__, part.accessibleName() or part.property("text") or ""


def walked(window: Window, key: Qt.Key) -> list[tuple[str, str]]:
    """Every part that a key comes to, from the bar of tools round to it again."""
    QApplication.processEvents()
    first = window.going.stops(window.tools)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[tuple[str, str]] = []
    while focus() is not first or not found:
        found.append(called(focus()))
        QTest.keyClick(focus(), key)
        QApplication.processEvents()
        assert len(found) < 200
    return found


def focusable(window: Window) -> Iterator[QWidget]:
    """What can have the keys; a note that is entered becomes its editor at once."""
    for part in window.findChildren(QWidget):
        tab = part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if isinstance(part, NoteView):
            continue
        if tab and part.isVisible() and part.isEnabled() and part.focusProxy() is None:
            yield part


def seen(window: Window, part: QWidget) -> QImage:
    """The part and a little around it."""
    place = QRect(part.mapTo(window, QPoint(-3, -3)), part.size() + QSize(6, 6))
    return window.grab(place).toImage()


def strength(one: QImage, other: QImage) -> tuple[int, float]:
    """How many pixels of two pictures differ, and how strongly the most different ones do."""
    pairs = {
        (one.pixelColor(x, y).name(), other.pixelColor(x, y).name()): (x, y)
        for x in range(one.width())
        for y in range(one.height())
        if one.pixel(x, y) != other.pixel(x, y)
    }
    count = sum(one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()) for y in range(one.height()))
    return count, max((contrast(*pair) for pair in pairs), default=1.0)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_tab_comes_to_every_part_and_back_again(entered: Open, language: str) -> None:
    window = entered(*TYPICAL)
    window.choose_language(language)
    window.rows.select(7)
    there = walked(window, Qt.Key.Key_Tab)
    assert {called(part) for part in focusable(window)} <= set(there)
    assert window.session.undo_title is None  # who only passes changes nothing
    row, inspector = window.rows.row(2), window.inspector
    fields = [inspector.parameters.field(name) for name in ("a", "h")]
    for parts in (
        [row.bullet, row.editor, row.menu_button],
        [window.plane, inspector.table, *fields, inspector.style_form.color],
    ):
        places = [there.index(called(part), there.index(called(parts[0]))) for part in parts]
        assert places == sorted(places)
    back = walked(window, Qt.Key.Key_Backtab)  # the inspector speaks of another row then
    assert {each for each in there if each[0] in ("Editor", "Bullet", "QToolButton", "Track")} <= set(back)


@pytest.mark.parametrize("choice", ["light", "dark", "print"])
def test_each_part_shows_that_it_has_the_keys(entered: Open, choice: str) -> None:
    window = entered(*TYPICAL)
    try:
        window.choose_theme(choice)  # type: ignore[arg-type]
        window.rows.select(7)
        QApplication.processEvents()
        weak = []
        for part in focusable(window):
            select(window, part)
            part.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            with_keys = seen(window, part)
            other = window.plane if part is not window.plane else window.rows.add_button
            other.setFocus(Qt.FocusReason.OtherFocusReason)
            QApplication.processEvents()
            count, most = strength(with_keys, seen(window, part))
            if count < 20 or most < 3.0:
                weak.append((type(part).__name__, part.accessibleName(), count, round(most, 1)))
        assert weak == []
    finally:
        window.choose_theme("light")


def select(window: Window, part: QWidget) -> None:
    """Select the row of a part before it has the keys: that its row is selected does not show them."""
    for row in window.session.document.rows:
        if window.rows.row(row.id).isAncestorOf(part):
            window.rows.select(row.id)


def test_f6_goes_from_pane_to_pane_where_each_was_left(entered: Open) -> None:
    window = entered(*TYPICAL)
    next_pane, previous = (window.actions_by_name[name] for name in ("next_pane", "previous_pane"))
    window.rows.focus_row(4)
    passed = []
    for _ in range(4):
        next_pane.trigger()
        passed.append(next(pane for pane in window.going.panes() if focus() in window.going.stops(pane)))
    assert passed == [window.tools, window.plane, window.inspector, window.rows]
    assert focus() is window.rows.row(4).editor
    previous.trigger()
    assert window.inspector.isAncestorOf(focus())


def test_f6_comes_to_a_message_to_the_keypad_and_to_a_sheet(entered: Open) -> None:
    window = entered(*TYPICAL)
    window.actions_by_name["keypad"].trigger()
    window.message.tell("Something happened.", action="Do it", what=lambda: None)
    QApplication.processEvents()
    window.plane.setFocus()
    passed = []
    for _ in range(6):
        window.actions_by_name["next_pane"].trigger()
        passed.append(next(pane for pane in window.going.panes() if focus() in window.going.stops(pane)))
    assert window.message in passed and window.writing.keypad in passed
    window.actions_by_name["gallery"].trigger()
    QApplication.processEvents()
    window.actions_by_name["next_pane"].trigger()
    assert isinstance(window.sheets.currentWidget(), Gallery)
    window.actions_by_name["next_pane"].trigger()
    assert window.message.isAncestorOf(focus()) or window.sheets.currentWidget().isAncestorOf(focus())


def test_tab_comes_to_what_was_lost(entered: Open, tmp_path: Path) -> None:
    """The bar that offers unsaved changes stands above everything."""
    window = entered("x")
    report = tmp_path / "report.txt"
    report.write_text("It ended.")
    recovery = Recovery(window, (), Ended(badly=True, report=report))
    recovery.show()
    QApplication.processEvents()
    bar = next(bar for bar in window.findChildren(QToolBar) if bar.isVisible())
    assert window.going.panes()[0] is bar and window.going.stops(bar)
    recovery.finish()


def test_a_presentation_shows_the_rows_to_who_asks_with_keys(entered: Open) -> None:
    window = entered(*TYPICAL)
    window.presentation.start()
    QApplication.processEvents()
    window.plane.setFocus()
    window.actions_by_name["previous_pane"].trigger()
    assert window.rows.isVisible() and window.rows.isAncestorOf(focus())
    window.presentation.leave()
    assert not window.rows.isVisible()
    window.presentation.stop()


def test_the_rows_become_wider_and_narrower_with_keys(entered: Open) -> None:
    window = entered("x")
    before, inspector = window.rows.width(), window.inspector.width()
    window.actions_by_name["wider_rows"].trigger()
    QApplication.processEvents()
    assert window.rows.width() == before + 32
    for _ in range(20):
        window.actions_by_name["narrower_rows"].trigger()
    QApplication.processEvents()
    assert window.rows.width() == window.rows.minimumWidth()
    for _ in range(60):
        window.actions_by_name["wider_rows"].trigger()
    QApplication.processEvents()
    assert window.plane.width() >= window.plane.minimumSizeHint().width()
    assert window.inspector.width() == inspector


def test_the_plane_has_a_ring_only_for_who_uses_keys(entered: Open, qtbot: QtBot) -> None:
    window = entered("f(x) = x^2")
    plane = window.plane
    plane.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not plane.ringed
    qtbot.keyClick(plane, Qt.Key.Key_Left)
    assert plane.ringed
    qtbot.mouseClick(plane, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert not plane.ringed
    window.rows.focus_row(1)
    editor = focus()
    assert isinstance(editor, Editor)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert focus() is plane and plane.ringed
