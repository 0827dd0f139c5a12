"""Derivations line by line: as text, in LaTeX, aloud, folded, in Chinese."""

from collections.abc import Iterator

import pytest

from calcviz.cli import main
from calcviz.concepts import discover
from calcviz.engine.answers import answer, line
from calcviz.engine.derivation_lines import LAST, MOST, as_latex, line_latex, line_parts, lines
from calcviz.engine.describing import row_sentence
from calcviz.engine.frame import FrameRow
from calcviz.language.messages import use_language
from calcviz.scene.document import Document, Row
from calcviz.session import Session
from calcviz.views.formula.formula import plain_text

discover()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    use_language("en")


def session(*texts: str) -> Session:
    return Session(Document(tuple(Row(k, each) for k, each in enumerate(texts, 1))))


def last(*texts: str) -> FrameRow:
    return session(*texts).frame.rows[-1]


def test_text_for_people() -> None:
    found = session("g(x, y) = x^2 y + sin(x y)", "steps(∂g/∂x)")
    row = found.frame.rows[-1]
    assert line(answer(found.scene.item(2), row, found.scene)).splitlines() == [
        "2*y*x + y*cos(x*y)",
        "∂g/∂x = ∂/∂x[x^2*y + sin(x*y)]",
        "  = ∂/∂x[x^2*y] + ∂/∂x[sin(x*y)]    (sum rule)",
        "  = y*∂/∂x[x^2] + ∂/∂x[sin(x*y)]    (constant multiple rule, y held constant)",
        "  = y*∂/∂x[x^2] + cos(x*y)*∂/∂x[x*y]    (chain rule, outside: trigonometric rule)",
        "  = y*∂/∂x[x^2] + cos(x*y)*(y*∂/∂x[x])    (constant multiple rule, y held constant)",
        "  = y*(2*x) + cos(x*y)*(y*1)    (power rule)",
        "  = 2*y*x + y*cos(x*y)    (tidying up)",
    ]


def test_answers_for_programs() -> None:
    found = session("steps(d/dx x^2)", "f(x) = x^2", "steps(f'(3))")
    first = answer(found.scene.item(1), found.frame.rows[0], found.scene)
    assert first == {
        "input": "steps(d/dx x^2)",
        "kind": "expression",
        "text": "2*x",
        "latex": "2 x",
        "status": "exact",
        "steps": [
            {"of": "d/dx[x^2]", "rule": "", "text": "d/dx[x^2]", "latex": r"\frac{d}{d x}\left[x^{2}\right]"},
            {"of": "d/dx[x^2]", "rule": "power rule", "text": "2*x", "latex": "2 x"},
        ],
    }
    there = answer(found.scene.item(3), found.frame.rows[2], found.scene)
    assert (there["kind"], there["value"], there["status"]) == ("expression", 6, "exact")
    assert there["steps"][-1]["text"] == "2*3"


def test_calc_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "--lang", "zh_CN", "steps(d/dx x^2)"]) == 0
    assert capsys.readouterr().out == "2*x\nd/dx[x^2]\n  = 2*x    (幂函数求导公式)\n"


def test_latex_to_paste() -> None:
    row = last("f(x) = 3x^2", "steps(f'(x))")
    assert as_latex(lines(row.derivations)).splitlines() == [
        r"\begin{align*}",
        r"f'\left(x\right) &= \frac{d}{d x}\left[3 x^{2}\right] \\",
        r"&= 3 \frac{d}{d x}\left[x^{2}\right] && \text{constant multiple rule} \\",
        r"&= 3 \left(2 x\right) && \text{power rule} \\",
        r"&= 6 x && \text{tidying up}",
        r"\end{align*}",
    ]


FORMULAS = (
    "x^2 sin(x) - 3x", "-x sin(x) - 2(x + 1)(x - 2)/3", "{x < 0: -x, x >= 0: x^2} + 1", "abs(x^2 - 1)", "x^x",
    "(x {x > 0}) + x^2", "-(x + 1)(x - 1)", "2*(1/2)*x - (-2)*x", "max(x, 1/x) floor(x)",
)  # fmt: skip


@pytest.mark.parametrize("written", FORMULAS)
def test_the_pieces_of_a_line_make_the_line(written: str) -> None:
    (derivation,) = last(f"steps(d/dx ({written}))").derivations
    for step in derivation.steps:
        assert " ".join(line_parts(step.after)) == line_latex(step.after)
        assert "DΩ" not in plain_text(line_latex(step.after)) and "Ω" not in line_latex(step.after)


def test_many_lines_are_folded_and_say_so() -> None:
    row = last("steps(diff(x^30, x, 20))")
    shown = lines(row.derivations)
    assert len(shown) == MOST
    assert [each.rule for each in shown if not each.parts] == [shown[MOST - LAST - 1].rule]
    assert shown[MOST - LAST - 1].rule.endswith("lines are left out here")
    whole = [step for each in row.derivations for step in each.steps]
    assert shown[MOST - LAST - 1].rule.startswith(f"{len(whole) + len(row.derivations) - MOST + 1} ")


def test_a_formula_that_is_too_long_is_not_shown() -> None:
    row = last("steps(d/dx (" + " ".join(f"sin({k}x)" for k in range(1, 25)) + "))")
    assert lines(row.derivations)[-1].text == "…"
    assert "too long" in lines(row.derivations)[-1].rule


def test_said_aloud() -> None:
    found = session("f(x) = x^2 sin(x)", "steps(f'(x))")
    said = row_sentence(found.frame.rows[1], found.frame)
    assert said.endswith("by product rule, power rule, trigonometric rule, tidying up")
    assert said.startswith("f'(x) = 2x")


def test_in_chinese() -> None:
    use_language("zh_CN")
    row = last("g(x, y) = x y^2", "steps(∂g/∂y)")
    rules = [each.rule for each in lines(row.derivations)]
    assert rules == ["", "常数倍法则，视 x 为常数", "幂函数求导公式", "化简整理"]
