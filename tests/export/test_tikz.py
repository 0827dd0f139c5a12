"""A figure for LaTeX is what is seen: it compiles, and its numbers are those of the curves."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from calcviz.export.figure import Figure
from calcviz.export.formats import save
from calcviz.export.tikz import tikz_text
from calcviz.export.tikz_paper import MOST_POINTS, sparse
from calcviz.language.messages import use_language
from calcviz.scene.document import Document, Row, Viewport
from calcviz.session import Session
from calcviz.views.theme import DARK, LIGHT, PRINT
from tests.views.fields import LEVELS, bowl, circles, field_frame, vectors
from tests.views.frames import VIEW, everything, row

pytestmark = pytest.mark.usefixtures("qapp")
FIGURE = Figure(10, 6.25, 10)
BORDERED = replace(FIGURE, border=True)
_POINT = re.compile(r"\((-?[\d.]+(?:e[-+]?\d+)?),(-?[\d.]+(?:e[-+]?\d+)?)\)")


def figure_of(*rows: str, view: Viewport = VIEW, figure: Figure = FIGURE) -> str:
    session = Session(Document(tuple(Row(k, text) for k, text in enumerate(rows, 1))))
    figure = figure.with_panels(session.frame)
    session.set_viewport(figure.viewport(view))
    return tikz_text(session.frame, figure)


def plotted(text: str) -> list[np.ndarray]:
    """The points of each plot, shape (n, 2)."""
    found = re.findall(r"\\addplot\[forget plot, row[^\]]*\] coordinates \{(.*?)\};", text, re.S)
    return [np.array(_POINT.findall(each), float) for each in found]


def test_pieces_lie_on_the_function_and_leave_a_gap_at_the_pole() -> None:
    pieces = plotted(figure_of("1/(x - 2)"))
    assert len(pieces) == 2
    assert pieces[0][:, 0].max() < 2 < pieces[1][:, 0].min()
    for x, y in np.concatenate([piece[1:-1] for piece in pieces]):
        assert y == pytest.approx(1 / (x - 2), abs=3e-2 if abs(y) > 5 else 1e-3)


def test_points_that_a_line_passes_are_left_out() -> None:
    x = np.linspace(0, 500, 1200)
    assert sparse(x, 2 * x) == [0, 1199]
    kept = sparse(x, 100 * np.sin(x / 30))
    assert 20 < len(kept) < 300
    between = np.interp(x, x[kept], (100 * np.sin(x / 30))[kept])
    assert abs(between - 100 * np.sin(x / 30)).max() < 0.2
    assert len(sparse(x, np.random.default_rng(1).normal(0, 90, 1200))) <= MOST_POINTS


def test_ends_points_and_labels_stand_where_they_are() -> None:
    text = figure_of("(x^2 - 1)/(x - 1)", "tangent(x^2, 1.5)", view=replace(VIEW, x_low=-4, x_high=4))
    assert re.search(r"only marks.*fill=paper, draw=row1.* coordinates \{\n  \(1,2\)\n\};", text)
    assert re.search(r"only marks.*fill=row2.* coordinates \{\n  \(1.5,2.25\)\n\};", text)
    assert re.search(r"\\node.* = 3\$", text)
    assert "xtick={" in text and "{$-2$}" in text


def test_dashes_colours_and_opacity_are_those_of_the_theme() -> None:
    text = tikz_text(everything(), replace(FIGURE, theme=PRINT))
    assert r"\definecolor{row2}{HTML}{000000}" in text
    assert text.count("dash pattern=on ") >= 3
    assert r"\definecolor{paper}{HTML}{16181D}" in tikz_text(everything(), replace(FIGURE, theme=DARK))


def test_far_from_zero_coordinates_count_from_the_view() -> None:
    text = figure_of("x - 1000", view=replace(VIEW, x_low=999.999, x_high=1000.001, y_low=-1e-3, y_high=1e-3))
    assert "% The coordinates are x - (1000.0)." in text
    [piece] = plotted(text)
    assert np.ptp(piece[:, 0]) > 2e-3 and abs(piece).max() < 2e-3


def sound(text: str) -> None:
    """Braces and environments are paired, and every number is finite."""
    bare = re.sub(r"(?m)(?<!\\)%.*$", "", text)
    assert bare.count("{") == bare.count("}") and bare.count("[") == bare.count("]")
    assert re.findall(r"\\begin\{(\w+)\}", bare) == re.findall(r"\\end\{(\w+)\}", bare)[::-1]
    assert not re.search(r"\b(nan|inf)\b", bare) and text.isascii()


LOG = replace(
    VIEW, x_low=0.1, x_high=1000.0, y_low=0.1, y_high=1000.0, equal=False, x_scale="log", y_scale="log"
)
WAYS = {
    "light": (everything(), FIGURE),
    "clear": (everything(), replace(FIGURE, theme=replace(LIGHT, clear=True), border=True)),
    "bare": (everything(), replace(FIGURE, theme=replace(LIGHT, bare=True), handles=True)),
    "empty": (replace(everything(), rows=()), FIGURE),
    "field": (field_frame(), FIGURE),
    "map": (field_frame(mapped=True), replace(FIGURE, theme=DARK)),
    "corner": (everything(replace(VIEW, x_low=30, x_high=50, y_low=1e5, y_high=1e6, equal=False)), FIGURE),
}


def test_every_dress_is_sound() -> None:
    for frame, figure in WAYS.values():
        sound(tikz_text(frame, figure))


@pytest.mark.parametrize(
    "view", [LOG, replace(VIEW, x_ticks="pi"), replace(VIEW, grid="polar"), replace(VIEW, grid="none")]
)
def test_every_kind_of_axes_is_sound(view: Viewport) -> None:
    text = figure_of("x^2", "tangent(x^2, 2)", view=view)
    sound(text)
    assert ("xmode=log" in text) == view.x_log
    assert ("grid=both" in text) == (view.grid == "square")


def test_further_planes_stand_below_or_beside_the_plane() -> None:
    """Each with axes of its own, as wide and as high as on the screen, and the names of its axes."""
    text = figure_of("linked(x^3, 1)")
    assert text.count(r"\begin{axis}") == text.count("anchor=south west") == 4
    heights = [float(found) for found in re.findall(r", height=([\d.]+)cm", text)]
    assert heights == [heights[0]] * 4 and sum(heights) < 6.25
    names = re.findall(r"ylabel=\{\$(.*?)\$\}", text)
    assert names == ["y", "y'", "y''", r"\int y"]
    text = figure_of("riemann(x^2, 0, 1, 4)", figure=BORDERED)
    assert [float(found) for found in re.findall(r"width=([\d.]+)cm, height", text)] == [
        pytest.approx(4.8, abs=0.1)
    ] * 2
    assert "xlabel={$n$}" in text and r"\left|S_n - A\right|" in text
    assert text.count("rectangle (10cm,6.25cm)") == 1


def test_chinese_words_are_set_where_a_package_for_them_is() -> None:
    use_language("zh_CN")
    try:
        text = figure_of("differentiation_error(e^x, 1)")
    finally:
        use_language("en")
    assert r"\text{中心}" in text and r"\usepackage[scheme=plain]{ctex}" in text
    assert "compile with xelatex or lualatex" in text
    assert "ctex" not in figure_of("# 切线", "x^2")  # a remark, which is not set


def test_what_is_typed_is_no_tex() -> None:
    text = figure_of("# note \\end{document}\n$%&", "x^2 + \\input{a}")
    sound(text)
    assert text.count(r"\end{document}") == 1


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="LaTeX is not installed here")
def test_it_compiles(tmp_path: Path) -> None:
    """All ways in one document, for TeX takes longer to begin than to draw."""
    texts = [tikz_text(*way) for way in WAYS.values()]
    texts += [figure_of("x^2", "tangent(x^2, 2)", view=view) for view in (LOG, replace(VIEW, grid="polar"))]
    texts += [figure_of("linked(x^3, 1)"), figure_of("differentiation_error(e^x, 1)", figure=BORDERED)]
    head = (
        texts[0]
        .partition(r"\begin{document}")[0]
        .replace(r"\documentclass[border=1pt]{standalone}", r"\documentclass{article}")
    )
    bodies = [
        re.sub(
            r"(?s).*?(\\definecolor\{paper\}.*?)\\begin\{document\}(.*?)\\end\{document\}\n", r"\1\2", each
        )
        for each in texts
    ]
    path = tmp_path / "all.tex"
    path.write_text(head + "\\begin{document}\n" + "\n\n".join(bodies) + "\n\\end{document}\n")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", path.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert not re.search(r"(?m)^(!|Package pgfplots Warning|LaTeX Font Warning)", done.stdout), done.stdout[
        -2000:
    ]


def test_the_file_is_the_text(tmp_path: Path) -> None:
    save(everything(), FIGURE, tmp_path / "a.tex")
    assert (tmp_path / "a.tex").read_text() == tikz_text(everything(), FIGURE)


def test_a_field_has_its_arrows_its_numbers_and_its_bar() -> None:
    text = tikz_text(field_frame(), FIGURE)
    assert text.count("-{Stealth[") == 45
    assert re.findall(r"rotate=\S+, inner sep=0pt.*?\{\$([\d.]+)\$\};", text)[: len(LEVELS)]
    assert r"{$|F|$}" in text and text.count("\\filldraw[fill=row4") == 2
    tail, tip = re.findall(
        r"\\draw\[color=row1,.*?\] \(axis cs:(\S+?)\) -- \(axis cs:(\S+?)\);",
        tikz_text(replace(field_frame(), rows=(row(1, vectors((1.0, 1.0, 2.0, 0.5))),)), FIGURE),
    )[0]
    assert (tail, tip) == ("1,1", "3,1.5")


def test_a_map_leaves_out_what_is_undefined_and_axes_lie_over_it() -> None:
    text = tikz_text(replace(field_frame(), rows=(row(1, bowl(), circles()),)), FIGURE)
    cells = re.findall(r"\\fill\[color=\{rgb.*?\] \(axis cs:(\S+?),\S+?\) rectangle \(axis cs:(\S+?),", text)
    assert cells and max(float(right) for left, right in cells if float(left) < 3.4) < 4.3
    assert text.index("rectangle") < text.index("-stealth]") < text.index("no markers, draw=ink")


def test_signs_of_points_are_marks_that_differ() -> None:
    """A maximum points up, a minimum is turned about, a saddle is a cross."""
    marks = re.findall(r"mark=(\S+),.*?mark options=\{(.*?)\}", figure_of("critical_points(cos(x) cos(y))"))
    assert {(mark, "rotate=180" in options) for mark, options in marks} == {
        ("triangle*", True),
        ("triangle*", False),
        ("x", False),
    }
