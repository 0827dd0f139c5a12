"""Formulas obey the laws of typesetting, never raise, and paint the same on every device."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from calcviz.views.formula.boxes import Letters, Outline, Rule, measure
from calcviz.views.formula.formula import Formula, _font, plain_text, typeset
from calcviz.views.formula.glyphs import glyphs
from calcviz.views.formula.label import LONG, FormulaLabel

pytestmark = pytest.mark.usefixtures("qapp")

SIZE = 20.0
BLACK = QColor("black")

SAMPLES = [
    r"f(x)=x^{2}+3x-1",
    r"f'(a)=\lim_{h\to 0}\frac{f(a+h)-f(a)}{h}",
    r"\int_{-\infty}^{\infty} e^{-x^2/2}\,\mathrm{d}x=\sqrt{2\pi}",
    r"\sum_{n=0}^{\infty}\frac{f^{(n)}(a)}{n!}\left(x-a\right)^n",
    r"\begin{cases}x^2 & \text{if } x\ge 0\\ -x & \text{否则}\end{cases}",
    r"\nabla f=\begin{pmatrix}\frac{\partial f}{\partial x}\\ \frac{\partial f}{\partial y}\end{pmatrix}",
    r"\left|\frac{\sin x}{x}-1\right|<\varepsilon",
    r"\sqrt[3]{1+\sqrt{1+\sqrt{x+\frac{1}{x}}}}",
    r"\bar{x}\;\hat{p}\;\vec{v}\;\dot{y}\;\overline{z+w}\;\widehat{abc}",
    r"\left\{x\in\mathbb{R}\,\middle|\,\frac{1}{x}>0\right\}",
    r"\operatorname{argmax}_{x}\log_{10}\mathbf{F}\approx 3.14",
    r"\begin{aligned}(fg)'&=f'g+fg'\\&=0\end{aligned}",
]
each_sample = pytest.mark.parametrize("latex", SAMPLES)

WORDS = [
    *"abxyαπ012+-*/=<>()[]|!,.'^_{}&~ 中√",
    r"\frac", r"\sqrt", r"\left", r"\right", r"\middle", r"\begin{cases}", r"\end{cases}", r"\begin{matrix}",
    r"\\", r"\sum", r"\int", r"\lim", r"\text{a b}", r"\hat", r"\overline", r"\mathrm", r"\mathbb", r"\bigl",
    r"\displaystyle", r"\slot{m}{0.0}", r"\nonsense", r"\not", r"\binom", r"\limits", r"\left.", r"\{",
    r"\operatorname",
]  # fmt: skip


def total(formula: Formula) -> float:
    return formula.height + formula.depth


def letters(latex: str, size: float = SIZE) -> list[tuple[float, float, Letters]]:
    return [(x, y, mark) for x, y, mark in typeset(latex, size).marks if isinstance(mark, Letters)]


def shown(latex: str) -> str:
    return "".join(mark.text for _, _, mark in letters(latex))


def painted(formula: Formula, *, values: dict[str, str] | None = None, ratio: int = 1) -> QImage:
    width, height = int(formula.width) + 21, int(total(formula)) + 21
    image = QImage(width * ratio, height * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    painter = QPainter(image)
    formula.paint(painter, 10, 10 + formula.height, BLACK, values)
    painter.end()
    return image


def ink(image: QImage) -> QRect:
    """The smallest rectangle around everything that is not white, in logical pixels."""
    found = QRect()
    for y in range(image.height()):
        for x in range(image.width()):
            if image.pixelColor(x, y).lightness() < 200:
                found = found.united(QRect(x, y, 1, 1))
    ratio = int(image.devicePixelRatio())
    return QRect(found.x() // ratio, found.y() // ratio, found.width() // ratio, found.height() // ratio)


# --- laws


def test_a_row_is_as_wide_as_its_parts_and_the_spaces_between() -> None:
    em = SIZE
    widths = [typeset(part, SIZE).width for part in ("a", "+", "b")]
    assert typeset("a+b", SIZE).width == pytest.approx(sum(widths) + 2 * 4 / 18 * em)
    assert typeset("ab", SIZE).width == pytest.approx(widths[0] + widths[2])


@pytest.mark.parametrize(
    ("latex", "space"),
    [
        ("a=b", 10 / 18),
        ("a-b", 8 / 18),
        ("-b", 0),
        ("=-b", 5 / 18),
        (r"\sin b", 3 / 18),
        ("a,b", 3 / 18),
        ("a/b", 0),
    ],
)
def test_spaces_between_classes_are_those_of_the_texbook(latex: str, space: float) -> None:
    pieces = sum(
        (measure(c).advance + measure(c).italic) / 1000 * SIZE
        for c in {
            "a=b": "𝑎=𝑏",
            "a-b": "𝑎−𝑏",
            "-b": "−𝑏",
            "=-b": "=−𝑏",
            r"\sin b": "sin𝑏",
            "a,b": "𝑎,𝑏",
            "a/b": "𝑎/𝑏",
        }[latex]
    )
    assert typeset(latex, SIZE).width == pytest.approx(pieces + space * SIZE)


def test_a_fraction_is_higher_than_its_parts_and_centred_on_its_bar() -> None:
    fraction = typeset(r"\frac{x+1}{y}", SIZE)
    top, bottom = typeset("x+1", SIZE), typeset("y", SIZE)
    assert total(fraction) > total(top) + total(bottom)
    assert fraction.width > max(top.width, bottom.width)
    (bar,) = [(x, y, mark) for x, y, mark in fraction.marks if isinstance(mark, Rule)]
    axis = glyphs().constants["AxisHeight"] / 1000 * SIZE
    assert -bar[1] - bar[2].thickness / 2 == pytest.approx(axis)
    x = next(x for x, _, mark in letters(r"\frac{x+1}{y}") if mark.text == "y")
    assert x + bottom.width / 2 == pytest.approx(fraction.width / 2, abs=0.5)


def test_scripts_are_smaller_and_stand_above_and_below() -> None:
    (_, base_y, base), (_, up, upper) = letters("x^2")
    assert upper.size == pytest.approx(0.7 * base.size) and up < base_y
    (_, _, base), (_, down, lower) = letters("x_2")
    assert lower.size == pytest.approx(0.7 * base.size) and down > 0
    both = {mark.text: (x, y) for x, y, mark in letters("x_1^2")}
    assert both["2"][1] < 0 < both["1"][1] and both["1"][0] <= both["2"][0]
    assert typeset("x^{y^z}", SIZE).height > typeset("x^y", SIZE).height > typeset("x", SIZE).height


def test_scripts_of_scripts_stay_readable() -> None:
    assert min(mark.size for _, _, mark in letters("x^{y^{z^{w}}}", 10)) == 7


@pytest.mark.parametrize(
    "pair", ["()", "[]", "||", (r"\{", r"\}"), (r"\lfloor", r"\rfloor"), (r"\langle", r"\rangle")]
)
@pytest.mark.parametrize(
    "inside",
    ["x", r"\frac{a}{b}", r"\frac{\frac{a}{b}}{\frac{c}{d}}", r"\begin{matrix}a\\b\\c\\d\end{matrix}"],
)
def test_delimiters_cover_what_they_hold(pair: tuple[str, str] | str, inside: str) -> None:
    fenced = typeset(rf"\left{pair[0]} {inside} \right{pair[1]}", SIZE)
    alone = typeset(inside, SIZE)
    pieces = [(y, mark) for _, y, mark in fenced.marks if isinstance(mark, Outline)]
    if not pieces:
        assert total(alone) < 1.2 * SIZE
        return
    y, first = pieces[0]
    em = first.size / 1000
    top = max(measure(c).top + up for c, up in first.pieces) * em - y
    bottom = -min(measure(c).bottom + up for c, up in first.pieces) * em + y
    assert top + bottom >= 0.88 * total(alone)
    assert fenced.height >= alone.height - 0.01 and fenced.depth >= alone.depth - 0.01


def test_pieces_of_an_assembled_delimiter_overlap_without_a_gap() -> None:
    rows = r"\\".join("a" for _ in range(14))
    marks = [
        mark for _, _, mark in typeset(rf"\left({{\begin{{matrix}}{rows}\end{{matrix}}}}\right)", SIZE).marks
    ]
    outline = next(mark for mark in marks if isinstance(mark, Outline))
    assert len(outline.pieces) >= 3
    spans = sorted((measure(c).bottom + up, measure(c).top + up) for c, up in outline.pieces)
    assert all(above[0] < below[1] for below, above in pairwise(spans))


def test_a_root_covers_its_content_and_its_bar_meets_its_sign() -> None:
    inside, root = typeset(r"\frac{a}{b}", SIZE), typeset(r"\sqrt{\frac{a}{b}}", SIZE)
    assert root.height > inside.height and root.depth >= inside.depth and root.width > inside.width
    sign_y, sign = next((y, mark) for _, y, mark in root.marks if isinstance(mark, Outline))
    bar_y = next(y for _, y, mark in root.marks if isinstance(mark, Rule) and mark.hung)
    assert sign.edge is not None
    assert sign_y - sign.edge == pytest.approx(bar_y, abs=0.01 * SIZE)


def test_limits_stand_above_and_below_in_a_display_and_beside_in_a_line() -> None:
    display, line = typeset(r"\sum_{k=1}^{n}", SIZE), typeset(r"\sum_{k=1}^{n}", SIZE, display=False)
    assert display.height > line.height and display.width < line.width
    beside = typeset(r"\sum\nolimits_{k=1}^{n}", SIZE)
    assert beside.width > display.width
    assert typeset(r"\int_a^b", SIZE).width > typeset(r"\int", SIZE).width > 0.5 * SIZE


def test_an_integral_sets_its_lower_limit_further_left() -> None:
    places = {mark.text: x for x, _, mark in letters(r"\int_a^b")}
    assert places["a"] < places["b"]


def test_primes_are_raised_marks_and_join_a_superscript() -> None:
    assert shown("f''") == "f″" and shown("f'''''") == "f′′′′′"
    assert sorted(shown("f'^2")) == sorted("f′2")


def test_columns_of_an_aligned_display_meet_at_their_signs() -> None:
    signs = [x for x, _, mark in letters(r"\begin{aligned}a&=b\\a+b+c&=d\end{aligned}") if mark.text == "="]
    assert len(signs) == 2 and signs[0] == pytest.approx(signs[1])


@given(st.sampled_from(SAMPLES), st.floats(12, 60))
def test_a_formula_scales_with_its_size(latex: str, size: float) -> None:
    formula, larger = typeset(latex, size), typeset(latex, 2 * size)
    assert larger.width == pytest.approx(2 * formula.width, rel=0.12)
    assert total(larger) == pytest.approx(2 * total(formula), rel=0.15)


# --- reading LaTeX


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\alpha\Omega", "αΩ"),
        (r"\mathbb{R}\mathcal{L}", "ℝℒ"),
        (r"\operatorname{sgn}x", "sgnx"),
        (r"\log_{10}x", "log10x"),
        (r"a\le b\ne c", "a≤b≠c"),
        (r"50\%\{a\_b\}", "50%{a_b}"),
        (r"\text{如果 } x", "如果 x"),
        (r"如果x", "如果x"),
        ("a-b*c", "a−b∗c"),
        (r"\frac12", "12"),
        ("x^23", "x23"),
    ],
)
def test_signs_and_names(latex: str, text: str) -> None:
    assert shown(latex) == text


def test_a_number_is_one_word_but_an_argument_without_braces_is_one_digit() -> None:
    assert [mark.text for _, _, mark in letters("12.50")] == ["12.50"]
    sizes = {mark.text: mark.size for _, _, mark in letters("x^23")}
    assert sizes["2"] < sizes["3"]


def test_letters_slant_and_names_and_digits_do_not() -> None:
    faces = {mark.text: mark.face for _, _, mark in letters(r"x\mathrm{d}2\sin\alpha\Gamma\mathbf{F}中")}
    assert faces == {
        "x": "italic", "d": "math", "2": "math", "sin": "math", "α": "italic", "Γ": "math", "F": "bold",
        "中": "sans",
    }  # fmt: skip


def test_unknown_commands_stand_as_they_are_written() -> None:
    assert r"\nonsense" in shown(r"a+\nonsense{b}")


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
@example(r"\left(" * 300)
@example("{" * 3000)
@example(r"\frac" * 500)
@example(r"\displaystyle x" * 400)
@example("x^" * 500)
@example(r"\left(\middle|" * 100)
@example(r"\begin{matrix}" * 100)
@example(r"\sqrt[" * 100)
def test_nothing_raises(latex: str) -> None:
    formula = typeset(latex, SIZE)
    assert formula.width >= 0 or "!" in latex
    painted(typeset(latex[:60], SIZE))
    plain_text(latex)


@given(st.text(max_size=60))
def test_no_text_raises(latex: str) -> None:
    typeset(latex, SIZE)
    plain_text(latex)


# --- painting


@each_sample
def test_ink_stays_within_the_measures(latex: str) -> None:
    formula = typeset(latex, SIZE)
    image = painted(formula, ratio=2)
    room = QRect(10, 10, int(formula.width) + 1, int(total(formula)) + 1).adjusted(-2, -3, 2, 3)
    assert room.contains(ink(image))
    assert ink(image).width() > 0.85 * formula.width


def test_ink_is_of_the_colour_asked_for() -> None:
    image = QImage(60, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#1e1f22"))
    painter = QPainter(image)
    typeset(r"\sqrt{\frac{x}{2}}", SIZE).paint(painter, 5, 35, QColor("#ff0000"))
    painter.end()
    colors = {image.pixelColor(x, y).name() for x in range(60) for y in range(60)}
    assert "#ff0000" in colors and "#000000" not in colors


def test_a_fraction_bar_is_sharp_on_a_screen() -> None:
    for size in range(10, 30):
        image = painted(typeset(r"\frac{\quad}{\quad}", size))
        column = [image.pixelColor(10 + size // 2, y).lightness() for y in range(image.height())]
        assert set(column) == {0, 255}
        assert column.count(0) == max(1, round(0.068 * size))


def test_painting_leaves_the_painter_as_it_was() -> None:
    image = QImage(50, 50, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setFont(QFont("serif", 7))
    painter.setPen(QColor("blue"))
    typeset(r"\sqrt{x}", SIZE).paint(painter, 0, 30, BLACK)
    assert painter.pen().color() == QColor("blue") and painter.font().pointSize() == 7
    painter.end()


@pytest.mark.parametrize("dpi", [72, 96, 1200])
@pytest.mark.parametrize("size", [11, 17, 17.4, 33.3])
def test_what_is_painted_is_as_wide_as_what_was_measured_on_every_device(dpi: int, size: float) -> None:
    image = QImage(10, 10, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))
    for _, _, mark in letters("0^{0^0}", size):
        wide = QFontMetricsF(_font(mark.face, mark.size), image).horizontalAdvance("0")
        assert wide == pytest.approx(0.495 * mark.size, abs=0.02)


def test_letters_stay_text_in_a_vector_file() -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(200, 100))
    painter = QPainter(generator)
    typeset(r"\frac{\sin x}{2}+\text{中}", SIZE).paint(painter, 10, 50, BLACK)
    painter.end()
    svg = bytes(buffer.data().data()).decode()
    texts = re.findall(r">([^<]+)</text>", svg)
    assert texts == ["sin", "x", "2", "+", "中"]
    assert 'font-style="italic"' in svg and "CalcViz Math" in svg


# --- changing numbers


def test_a_slot_keeps_its_place_whatever_number_stands_in_it() -> None:
    source = r"f'(a)=\slot{m}{-00.000}\text{ m}"
    formula = typeset(source, SIZE)
    assert formula.slots == ("m",)
    assert formula.width == pytest.approx(typeset(r"f'(a)={-}00.000\text{ m}", SIZE).width, rel=0.02)
    misses = typeset.cache_info().misses
    first, second = painted(formula, values={"m": "2.000"}), painted(formula, values={"m": "3.000"})
    assert first != second and first != painted(formula)
    assert typeset.cache_info().misses == misses
    tail = QRect(int(formula.width) - 5, 0, 20, 60)
    assert first.copy(tail) == second.copy(tail)


def test_a_hyphen_in_a_number_is_painted_as_a_minus_sign() -> None:
    formula = typeset(r"\slot{m}{-0.0}", SIZE)
    assert painted(formula, values={"m": "-1.5"}) == painted(formula, values={"m": "−1.5"})


def test_the_same_formula_is_typeset_once() -> None:
    assert typeset("x+y+z", 19.0) is typeset("x+y+z", 19.0)


# --- plain text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"f'(a)=\frac{f(b)-f(a)}{b-a}", "f′(a) = (f(b) − f(a))/(b − a)"),
        (r"x^{2}+y^{n}", "x² + yⁿ"),
        (r"\sqrt{2\pi}+\sqrt[3]{h}", "√(2π) + ∛h"),
        (r"\mathbb{R}\ni -3.5", "ℝ ∋ −3.5"),
        (r"\left|x\right|<\frac{1}{2}", "|x| < 1/2"),
        (r"e^{-x}", "e^(−x)"),
        (r"\frac{\partial^{2} g}{\partial x \, \partial y}\left(1, 2\right)", "∂²g/∂x ∂y(1, 2)"),
        (r"\begin{pmatrix} 2 x & -1 \\ y & x \end{pmatrix}", "(2x, −1; y, x)"),
        (r"\text{slope}=\slot{m}{0.0}", "slope = 1.5"),
    ],
)
def test_plain_text(latex: str, text: str) -> None:
    assert plain_text(latex, {"m": "1.5"}) == text


# --- the widget


@pytest.fixture
def label(qtbot: QtBot) -> FormulaLabel:
    widget = FormulaLabel(r"f(x)=\frac{x^2+1}{x-1}+\slot{m}{0.0}", 18)
    qtbot.addWidget(widget)
    return widget


def test_a_label_is_as_large_as_its_formula(label: FormulaLabel) -> None:
    formula = label.formula()
    hint = label.sizeHint()
    assert formula.width <= hint.width() <= formula.width + 6
    assert total(formula) <= hint.height() <= total(formula) + 6
    label.set_latex("x")
    assert label.sizeHint().width() < hint.width()
    assert label.minimumSizeHint().width() <= label.sizeHint().width()


def test_a_label_says_its_formula(label: FormulaLabel) -> None:
    label.set_values({"m": "-2.5"})
    assert label.accessibleName() == "f(x) = (x² + 1)/(x − 1) + −2.5"


def test_a_label_takes_the_colour_of_its_palette(label: FormulaLabel) -> None:
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor("black"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#00ff00"))
    label.setPalette(palette)
    label.resize(label.sizeHint())
    image = label.grab().toImage()
    colors = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert max(color.green() for color in colors) > 200 and max(color.red() for color in colors) < 60


@pytest.mark.parametrize("width", [90, 40, 10])
def test_a_label_that_is_too_narrow_shrinks_and_then_elides(label: FormulaLabel, width: int) -> None:
    label.resize(width, label.sizeHint().height())
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor("white"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("black"))
    label.setPalette(palette)
    image = label.grab().toImage()
    found = ink(image)
    assert found.width() > 0.4 * width or width < 20
    assert found.width() > 1
    edge = [image.pixelColor(image.width() - 1, y).lightness() for y in range(image.height())]
    assert min(edge) == 255


def test_a_long_formula_waits_until_the_next_one_rests(qtbot: QtBot) -> None:
    """Someone is writing it; the first of them is there at once, and so is a short one."""
    first, second, third = ("+".join(["x"] * n) + r"+\slot{m}{0.0}" for n in (LONG, LONG + 1, LONG + 2))
    widget = FormulaLabel("x", 18)
    qtbot.addWidget(widget)
    widget.set_latex(first)
    assert widget.latex() == first
    for latex in (second, third):
        widget.set_latex(latex)
        widget.set_values({})
        widget.grab()
        assert widget.latex() == first
    qtbot.waitUntil(lambda: widget.latex() == third)
    widget.set_latex(second)
    widget.set_latex("y")
    assert widget.latex() == "y"
    assert not widget._rest.isActive()


def test_new_values_do_not_ask_for_a_new_layout(label: FormulaLabel) -> None:
    label.set_values({"m": "1.0"})
    misses = typeset.cache_info().misses
    for step in range(5):
        label.set_values({"m": f"{step}.0"})
        label.grab()
    assert typeset.cache_info().misses <= misses + 1
