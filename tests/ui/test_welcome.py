"""The welcome page: one click and a live example stands there; whoever types has begun."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from calcviz.ui.examples import FIRST, examples
from calcviz.ui.files import Files
from calcviz.ui.welcome import Welcome, open_example
from calcviz.ui.window import Window
from tests.ui.conftest import Open

KEY = Qt.Key


@pytest.fixture
def welcome(open_rows: Open, qtbot: QtBot) -> Callable[..., Welcome]:
    """Lay the welcome page over a window on these rows."""

    def lay(*rows: str) -> Welcome:
        window = open_rows(*rows)
        window.pages.lay("welcome")
        QApplication.processEvents()
        return page_of(window)

    return lay


def page_of(window: Window) -> Welcome:
    page = window.sheets.lying()[-1]
    assert isinstance(page, Welcome)
    return page


def wait_for_pictures(page: Welcome, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: all(not card.picture().isNull() for card in page.cards.cards))


def colors_in(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_eight_pictures_are_painted_in_the_theme(welcome: Callable[..., Welcome], qtbot: QtBot) -> None:
    page = welcome()
    wait_for_pictures(page, qtbot)
    assert [card.example.name for card in page.cards.cards] != []
    assert {card.example.name for card in page.cards.cards} == set(FIRST)
    for card in page.cards.cards:
        image = card.picture().toImage()
        assert image.pixelColor(3, 3).lightness() > 200
        assert len(colors_in(image)) > 20, card.example.name
    page.window_of.choose_theme("dark")
    wait_for_pictures(page, qtbot)
    qtbot.waitUntil(lambda: page.cards.cards[-1].picture().toImage().pixelColor(3, 3).lightness() < 60)
    page.window_of.choose_theme("light")


def test_a_click_on_a_picture_gives_a_live_example_with_its_point_in_hand(
    welcome: Callable[..., Welcome], qtbot: QtBot
) -> None:
    page = welcome()
    window = page.window_of
    card = page.cards.cards[0]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert window.sheets.names() == []
    assert window.sheets.currentWidget() is window.splitter
    assert window.session.document.rows[0].text.startswith("# **Take hold of a tangent.**")
    assert window.session.path is None
    assert not window.session.modified
    selected = window.plane.keys.selected
    assert selected is not None
    before = window.session.document.row(selected[0]).text
    qtbot.keyClick(window.plane, KEY.Key_Right)
    assert window.session.document.row(selected[0]).text != before
    assert window.session.undo_title is not None


@pytest.mark.parametrize("name", ["graph", "product", "descent", "rounding"])
def test_every_example_begins_with_a_point_in_hand(open_rows: Open, qtbot: QtBot, name: str) -> None:
    window = open_rows()
    open_example(window, examples((name,))[0])
    assert window.plane.keys.selected is not None
    assert window.rows.current == window.plane.keys.selected[0]
    before = [row.text for row in window.session.document.rows]
    qtbot.keyClick(window.plane, KEY.Key_Left)
    assert [row.text for row in window.session.document.rows] != before


def test_arrows_move_among_the_pictures_and_enter_opens(
    welcome: Callable[..., Welcome], qtbot: QtBot
) -> None:
    page = welcome()
    assert page.cards.columns == 4
    cards = page.cards.cards
    qtbot.keyClick(page.formula, KEY.Key_Down)
    assert page.focusWidget() is cards[0]
    qtbot.keyClick(cards[0], KEY.Key_Right)
    qtbot.keyClick(cards[1], KEY.Key_Down)
    assert page.focusWidget() is cards[5]
    qtbot.keyClick(cards[5], KEY.Key_Left)
    qtbot.keyClick(cards[4], KEY.Key_Up)
    qtbot.keyClick(cards[0], KEY.Key_Up)
    assert page.focusWidget() is page.formula
    qtbot.keyClick(page.formula, KEY.Key_Return)
    qtbot.keyClick(cards[0], KEY.Key_Return)
    assert page.window_of.session.document.rows[0].text.startswith("# **Take hold")


@pytest.mark.parametrize("on_a_card", [False, True])
def test_typing_begins_a_document_with_that_text(
    welcome: Callable[..., Welcome], qtbot: QtBot, on_a_card: bool
) -> None:
    page = welcome()
    window = page.window_of
    if on_a_card:
        page.cards.cards[2].setFocus()
    qtbot.keyClicks(page.cards.cards[2] if on_a_card else page.formula, "y")
    assert window.sheets.names() == []
    assert [row.text for row in window.session.document.rows] == ["y"]
    editor = window.rows.row(window.session.document.rows[0].id).editor
    assert window.focusWidget() is editor
    assert editor.textCursor().atEnd()


def test_escape_shows_the_empty_document(welcome: Callable[..., Welcome], qtbot: QtBot) -> None:
    page = welcome()
    window = page.window_of
    qtbot.keyClick(page.formula, KEY.Key_Escape)
    assert window.sheets.names() == []
    assert window.focusWidget() is window.rows.row(1).editor


def test_new_gives_an_empty_document(welcome: Callable[..., Welcome], qtbot: QtBot) -> None:
    page = welcome("x^2")
    buttons = {button.text(): button for button in page.findChildren(QPushButton)}
    qtbot.mouseClick(buttons["New"], Qt.MouseButton.LeftButton)
    assert [row.text for row in page.window_of.session.document.rows] == [""]
    assert page.window_of.sheets.names() == []


def test_who_stays_with_his_document_stays_on_the_page(
    welcome: Callable[..., Welcome], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = welcome("x^2")
    monkeypatch.setattr(Files, "may_leave", lambda _: False)
    qtbot.keyClicks(page.formula, "s")
    assert page.window_of.sheets.names() == ["welcome"]
    assert [row.text for row in page.window_of.session.document.rows] == ["x^2"]
    assert page.formula.text() == ""


def test_beside_a_document_worked_on_an_example_has_its_own_window(
    welcome: Callable[..., Welcome], qtbot: QtBot
) -> None:
    window = welcome("x^2").window_of
    window.session.edit(1, "x^3")
    window.pages.lay("welcome")
    page = page_of(window)
    qtbot.mouseClick(page.cards.cards[0], Qt.MouseButton.LeftButton)
    (other,) = [each for each in window.windows.open if each is not window]
    qtbot.addWidget(other)
    assert window.sheets.names() == []
    assert window.session.document.rows[0].text == "x^3"
    assert other.session.document.rows[0].text.startswith("# **Take hold")
    assert other.plane.keys.selected is not None


def test_recent_files_open_and_missing_ones_are_pale(open_rows: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_rows()
    there, gone = tmp_path / "there.calcviz", tmp_path / "gone.calcviz"
    there.write_text('{"format": "calcviz", "version": 1, "rows": [{"text": "x^5"}]}')
    for path in (gone, there):
        window.remembered.remember_file(path)
    window.pages.lay("welcome")
    page = page_of(window)
    first, second = page.recent.files
    assert (first.isEnabled(), second.isEnabled()) == (True, False)
    assert first.when.startswith("today")
    assert second.when == "missing"
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert window.sheets.names() == ["welcome"]
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert window.session.document.rows[0].text == "x^5"
    assert window.sheets.names() == []


def test_a_file_that_cannot_be_read_is_told_on_the_page(open_rows: Open, tmp_path: Path) -> None:
    window = open_rows()
    bad = tmp_path / "bad.calcviz"
    bad.write_text("nothing")
    window.pages.lay("welcome")
    window.files.open(bad)
    assert window.message.isVisible()
    assert window.message.parent() is page_of(window)
    window.sheets.clear()
    assert window.message.isVisible()
    assert window.message.parent() is window.views


def test_the_tick_is_remembered(welcome: Callable[..., Welcome], qtbot: QtBot) -> None:
    page = welcome()
    assert page.window_of.remembered.welcome
    page.at_start.click()
    assert not page.window_of.remembered.welcome


def test_another_language_is_spoken_on_the_page_too(welcome: Callable[..., Welcome]) -> None:
    window = welcome().window_of
    window.choose_language("zh_CN")
    assert window.sheets.names() == ["welcome"]
    assert page_of(window).cards.cards[0].example.title == "拖动一条切线"
    assert len(window.session.listeners) == len(set(window.session.listeners))
    window.choose_language("en")


@pytest.mark.parametrize(("width", "columns"), [(1500, 4), (1000, 4), (760, 2), (420, 1)])
def test_the_page_reflows(welcome: Callable[..., Welcome], width: int, columns: int) -> None:
    page = welcome()
    page.window_of.resize(width, 700)
    QApplication.processEvents()
    if page.width() > width:
        pytest.skip("the window cannot be as narrow")
    assert page.cards.columns == columns
    edges = [card.geometry().right() for card in page.cards.cards]
    assert max(edges) <= page.cards.width()
    tops = [card.geometry() for card in page.cards.cards]
    assert not any(a.intersects(b) for a in tops for b in tops if a is not b)


def test_every_card_says_what_it_is(welcome: Callable[..., Welcome]) -> None:
    for card in welcome().cards.cards:
        assert card.accessibleName() == card.example.title
        assert len(card.accessibleDescription()) > 20
        assert "$" not in card.accessibleDescription()


def test_a_presentation_begins_without_the_page(welcome: Callable[..., Welcome]) -> None:
    window = welcome("x^2").window_of
    window.presentation.start()
    assert window.sheets.names() == []
    window.presentation.stop()
