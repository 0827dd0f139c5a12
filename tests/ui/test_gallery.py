"""The gallery: found by typing, read on the side, opened by Enter; all of it by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.ui.cards import Card
from calcviz.ui.examples import GROUPS
from calcviz.ui.gallery import Gallery, paragraphs
from tests.ui.conftest import Open

KEY = Qt.Key


@pytest.fixture
def gallery(open_rows: Open) -> Gallery:
    window = open_rows("x^2")
    window.actions_by_name["gallery"].trigger()
    QApplication.processEvents()
    page = window.sheets.lying()[-1]
    assert isinstance(page, Gallery)
    return page


def shown(gallery: Gallery) -> list[Card]:
    return [card for _, cards in gallery.groups if not cards.isHidden() for card in cards.shown()]


def test_every_subject_stands_under_its_heading(gallery: Gallery) -> None:
    assert [heading.text() for heading, _ in gallery.groups] == [subject for subject, _ in GROUPS]
    assert len(shown(gallery)) == sum(len(names) for _, names in GROUPS)


def test_no_picture_is_blank(gallery: Gallery, qtbot: QtBot) -> None:
    cards = shown(gallery)
    qtbot.waitUntil(lambda: all(not card.picture().isNull() for card in cards), timeout=20_000)
    for card in cards:
        image = card.picture().toImage()
        inked = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
        assert len(inked) > 20, card.example.name


def test_words_find_examples_and_enter_opens_the_first(gallery: Gallery, qtbot: QtBot) -> None:
    qtbot.keyClicks(gallery.search, "tan(x) slope")
    assert shown(gallery) == []
    assert gallery.nothing.isVisible()
    assert not gallery.open.isEnabled()
    qtbot.keyClick(gallery.search, KEY.Key_Escape)
    assert len(shown(gallery)) > 20
    qtbot.keyClicks(gallery.search, "sqrt root axis")
    assert [card.example.name for card in shown(gallery)] == ["newton"]
    assert gallery.chosen is shown(gallery)[0].example
    qtbot.keyClick(gallery.search, KEY.Key_Return)
    assert gallery.window_of.session.document.rows[0].text.startswith("# **Newton's method.**")
    assert gallery.window_of.sheets.names() == []


def test_a_click_tells_and_a_double_click_opens(gallery: Gallery, qtbot: QtBot) -> None:
    card = shown(gallery)[2]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert gallery.chosen is card.example
    assert [each for each in shown(gallery) if each.isChecked()] == [card]
    assert gallery.window_of.session.document.rows[0].text == "x^2"
    qtbot.mouseDClick(card, Qt.MouseButton.LeftButton)
    assert gallery.window_of.session.document.rows[0].text.startswith("# **Sliders.**")


def test_keys_lead_from_the_search_through_all_subjects_and_back(gallery: Gallery, qtbot: QtBot) -> None:
    qtbot.keyClick(gallery.search, KEY.Key_Down)
    for card in shown(gallery):
        assert gallery.focusWidget() is card
        assert gallery.chosen is card.example
        qtbot.keyClick(card, KEY.Key_Right)
    for card in reversed(shown(gallery)):
        assert gallery.focusWidget() is card
        qtbot.keyClick(card, KEY.Key_Left)
    assert gallery.focusWidget() is gallery.search


def test_what_is_typed_on_a_picture_is_searched_for(gallery: Gallery, qtbot: QtBot) -> None:
    qtbot.keyClick(gallery.search, KEY.Key_Down)
    qtbot.keyClicks(shown(gallery)[0], "g")
    qtbot.keyClicks(gallery.search, "elu")
    assert gallery.search.text() == "gelu"
    assert {card.example.name for card in shown(gallery)} == {"activations", "activation_slopes"}


def test_escape_goes_back_to_the_document(gallery: Gallery, qtbot: QtBot) -> None:
    window = gallery.window_of
    qtbot.keyClick(gallery.search, KEY.Key_Escape)
    assert window.sheets.names() == []
    assert window.session.document.rows[0].text == "x^2"
    assert window.focusWidget() is window.plane


def test_from_the_welcome_page_and_back_to_it(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows()
    window.pages.lay("welcome")
    window.pages.lay("gallery")
    assert window.sheets.names() == ["welcome", "gallery"]
    window.sheets.lying()[-1].leave()
    assert window.sheets.names() == ["welcome"]
    window.pages.lay("gallery")
    page = window.sheets.lying()[-1]
    assert isinstance(page, Gallery)
    page.open.click()
    assert window.sheets.names() == []


def test_a_text_is_taken_apart_into_paragraphs() -> None:
    assert paragraphs("One\ntwo.\n\n- a\n- b") == ["One two.", "– a", "– b"]


def test_the_text_has_the_formulas_of_the_example(gallery: Gallery) -> None:
    texts = [part.accessibleName() for part in gallery.article._parts if not part.isHidden()]
    assert any("x" in text for text in texts)
    assert not any("$" in text or "**" in text for text in texts)
