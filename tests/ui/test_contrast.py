"""Contrast, measured: 4.5 for every text on its ground, 3 for every line and grip that says something."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from calcviz.scene.document import Style
from calcviz.ui import theme
from calcviz.ui.bullet import _INKS
from calcviz.ui.highlighting import _TONES
from calcviz.ui.theme import DARK, LIGHT, Look
from calcviz.ui.window import Window
from calcviz.views import theme as pictures
from calcviz.views.theme import contrast
from tests.ui.conftest import Open
from tests.ui.test_going import TYPICAL

TEXT, LINE = 4.5, 3.0
LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
THEMES = pytest.mark.parametrize("choice", ["light", "dark", "print"])

INKS = ("ink", "soft", "quiet", "accent", "problem", "number", "function", "keyword")
GROUNDS = ("pane", "raised", "field", "selected", "problem_ground", "hover")


@LOOKS
@pytest.mark.parametrize(("ink", "ground"), [*product(INKS, GROUNDS)])
def test_text_can_be_read_on_every_ground(look: Look, ink: str, ground: str) -> None:
    assert contrast(getattr(look, ink), getattr(look, ground)) >= TEXT


@LOOKS
def test_text_on_the_accent_and_in_selections_can_be_read(look: Look) -> None:
    assert contrast(look.on_accent, look.accent) >= TEXT
    palette = theme._palette(look)
    role = QPalette.ColorRole
    for text, ground in (
        (role.PlaceholderText, role.Base),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.ButtonText, role.Button),
        (role.Link, role.Base),
    ):
        assert contrast(palette.color(text).name(), palette.color(ground).name()) >= TEXT, text


@LOOKS
def test_focus_rings_grips_and_tracks_stand_out(look: Look) -> None:
    for ground in ("pane", "raised", "field", "selected"):
        assert contrast(look.accent, getattr(look, ground)) >= LINE
        assert contrast(look.faint, getattr(look, ground)) >= LINE
    assert contrast(look.accent, look.border) >= LINE  # the edge of a field before and after


@LOOKS
def test_every_tone_of_a_formula_is_one_of_the_inks(look: Look) -> None:
    assert set(_TONES.values()) <= set(INKS)


@pytest.mark.parametrize("picture", [pictures.LIGHT, pictures.DARK, pictures.PRINT], ids=lambda p: p.name)
def test_curves_their_names_and_their_discs(picture: pictures.Theme) -> None:
    for color in range(len(picture.curves)):
        style = Style(color=color)
        assert contrast(picture.color(style), picture.paper) >= LINE
        assert contrast(picture.text_color(style), picture.paper) >= TEXT
        assert max(contrast(ink, picture.color(style)) for ink in _INKS) >= TEXT
    assert contrast(picture.selection, picture.paper) >= LINE
    assert contrast(picture.number, picture.paper) >= TEXT


def texts(window: Window) -> Iterator[QWidget]:
    """What shows words in one ink on one ground."""
    for part in window.findChildren(QWidget):
        if part.isVisible() and part.isEnabled() and not part.visibleRegion().isEmpty():
            if isinstance(part, QLabel | QPushButton | QLineEdit) and part.text().strip():
                yield part


def measured(part: QWidget) -> float:
    """The contrast of the strongest ink of a picture with its commonest colour, the ground."""
    image = part.window().grab(QRect(part.mapTo(part.window(), QPoint(0, 0)), part.size())).toImage()
    colors = Counter(
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    )
    ground = colors.most_common(1)[0][0]
    return max(contrast(color, ground) for color in colors)


def assert_readable(window: Window, least: int) -> None:
    """Every text of the window has the contrast, and there are at least so many."""
    found = {f"{type(part).__name__} {part.property('text')}": measured(part) for part in texts(window)}
    assert len(found) >= least
    assert {words: ratio for words, ratio in found.items() if ratio < TEXT} == {}


@THEMES
def test_words_on_the_screen_have_it_too(open_rows: Open, choice: str) -> None:
    window = open_rows(*TYPICAL, "sqrt(2")
    try:
        window.choose_theme(choice)  # type: ignore[arg-type]
        window.actions_by_name["sentence"].trigger()
        window.speaking.rest()
        window.message.tell("Something happened.", bad=True, action="Do it", what=lambda: None)
        window.rows.select(4)
        QApplication.processEvents()
        assert_readable(window, 11)
    finally:
        window.choose_theme("light")


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("sheet", ["welcome", "gallery"])
def test_words_on_the_sheets_have_it_too(open_rows: Open, sheet: str, choice: str) -> None:
    window = open_rows("x")
    try:
        window.choose_theme(choice)  # type: ignore[arg-type]
        window.pages.lay(sheet)
        QApplication.processEvents()
        assert_readable(window, 4)
    finally:
        window.choose_theme("light")
