"""The fonts that travel along hold what is written with them, and measure what the tables say."""

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

from calcviz.places import resource
from calcviz.views import fonts
from calcviz.views.formula.boxes import plain
from calcviz.views.formula.glyphs import glyphs
from calcviz.views.formula.symbols import ACCENTS, CHARACTERS, FENCES, LARGE, PRIMES, SIGNS, lettered

pytestmark = pytest.mark.usefixtures("qapp")

NOTHING = {"ℜ", "✓", "□", "△"}
"""Signs that the interface's font may show instead of the mathematical one."""


def gb2312() -> list[str]:
    cells = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [text for text in (cell.decode("gb2312", "ignore") for cell in cells) if text]


@pytest.mark.parametrize(
    ("font", "family"),
    [
        (lambda: fonts.interface_font(13), "CalcViz Sans"),
        (lambda: fonts.interface_font(13, bold=True), "CalcViz Sans"),
        (lambda: fonts.number_font(12), "CalcViz Text"),
        (lambda: fonts.number_font(12, italic=True), "CalcViz Text"),
        (lambda: fonts.math_font(17), "CalcViz Math"),
        (lambda: fonts.math_font(17, italic=True), "CalcViz Math"),
        (lambda: fonts.math_font(17, bold=True), "CalcViz Math"),
    ],
)
def test_each_font_is_ours_and_not_made_up(font: object, family: str) -> None:
    made = font()  # type: ignore[operator]
    found = QFontInfo(made)
    assert found.family() == family
    assert (found.italic(), found.bold()) == (made.italic(), made.bold())
    assert found.pixelSize() == made.pixelSize()


def test_loading_twice_loads_once() -> None:
    fonts.load()
    before = fonts.load.cache_info().misses
    fonts.load()
    assert fonts.load.cache_info().misses == before


@pytest.mark.parametrize("bold", [False, True])
def test_the_interface_can_write_simplified_chinese(bold: bool) -> None:
    raw = QRawFont.fromFont(fonts.interface_font(20, bold=bold))
    characters = gb2312()
    assert len(characters) == 6763
    assert [c for c in characters if not raw.supportsCharacter(ord(c))] == []
    assert [c for c in "，。、；：？！“”‘’（）《》—…·￥" if not raw.supportsCharacter(ord(c))] == []
    assert [c for c in "AZaz09éßπΔ≤∞→×−√∂°" if not raw.supportsCharacter(ord(c))] == []


@pytest.mark.parametrize("italic", [False, True])
def test_axis_numbers_have_digits_of_one_width_and_a_true_minus(italic: bool) -> None:
    font = fonts.number_font(40, italic=italic)
    raw = QRawFont.fromFont(font)
    assert all(raw.supportsCharacter(ord(c)) for c in "0123456789.−xyπθ")
    widths = {round(QFontMetricsF(font).horizontalAdvance(digit), 1) for digit in "0123456789"}
    assert len(widths) == 1


def test_every_sign_that_a_formula_may_contain_is_in_the_font() -> None:
    signs = {sign for sign, _ in SIGNS.values()} | {sign for sign, _ in CHARACTERS.values()}
    signs |= set(LARGE.values()) | set(FENCES.values()) | set(ACCENTS.values()) | set(PRIMES)
    alphabets = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    signs |= {
        lettered(letter, name) for letter in alphabets for name in ("italic", "bold", "double", "script")
    }
    signs |= {lettered(letter, "italic") for letter in "αβγδεζηθικλμνξοπρσςτυφχψω∂ϵϑϰϕϱϖıȷ"}
    assert sorted(signs - set(glyphs().measures) - NOTHING) == []


@pytest.mark.parametrize(
    ("characters", "font"),
    [
        ("0123456789()+−=∑∫√αΓ∞→≤", lambda: fonts.math_font(200)),
        ("𝑎𝑓ℎ𝑥𝐴𝑉𝜋𝜀𝜕𝜙", lambda: fonts.math_font(200, italic=True)),
        ("𝐅𝐚𝟎𝛚", lambda: fonts.math_font(200, bold=True)),
    ],
)
def test_the_table_of_measures_is_that_of_the_font(characters: str, font: object) -> None:
    made: QFont = font()  # type: ignore[operator]
    for character in characters:
        written = plain(character) if character > "\U0001d3ff" or character == "ℎ" else character
        expected = glyphs().measures[character].advance / 1000 * 200
        assert QFontMetricsF(made).horizontalAdvance(written) == pytest.approx(expected, abs=0.1), character


def test_stretching_signs_come_in_growing_sizes_and_their_forms_are_in_the_font() -> None:
    raw = QRawFont.fromFont(fonts.math_font(20))
    tables = (glyphs().vertical, glyphs().horizontal)
    assert {"(", "{", "|", "√", "∫", "∑"} <= set(glyphs().vertical)
    for stretch in (entry for table in tables for entry in table.values()):
        lengths = [length for _, length in stretch.sizes]
        assert lengths == sorted(lengths)
        forms = [form for form, _ in stretch.sizes] + [part.character for part in stretch.parts]
        assert all(raw.supportsCharacter(ord(form)) for form in forms)


def test_licences_travel_with_the_fonts_and_all_stay_small() -> None:
    files = list(resource("fonts").iterdir())
    licences = "".join(file.name for file in files if file.name.startswith("LICENSE"))
    for file in files:
        if file.suffix in (".ttf", ".otf"):
            assert file.name.split("-")[0] in licences
    for file in (file for file in files if file.name.startswith("LICENSE")):
        assert "SIL OPEN FONT LICENSE Version 1.1" in file.read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in files) < 6_000_000


def test_a_missing_font_is_said(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(fonts, "_FILES", ("CalcVizNone.ttf",))
    with pytest.raises(RuntimeError, match="CalcVizNone"):
        fonts.load.__wrapped__()
