"""What a function does at a point is said truly, in both languages."""

from collections.abc import Iterator

import pytest

from calcviz.language.messages import use_language
from calcviz.scene.document import Document, Row
from calcviz.session import Session


def said(command: str, function: str = "f(x) = x^2 - 2x - 2") -> str:
    """The sentence of a command below a function."""
    return Session(Document((Row(1, function), Row(2, command)))).frame.rows[1].drawing.sentence


@pytest.fixture
def chinese() -> Iterator[None]:
    use_language("zh_CN")
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("tangent(f, 2)", "f rises at x = 2, slope 2; the tangent is y = 2x − 6"),
        ("tangent(f, 0)", "f falls at x = 0, slope −2; the tangent is y = −2x − 2"),
        ("tangent(f, 1)", "f has slope 0 at x = 1; the tangent is y = −3"),
        ("normal(f, 1)", "f has slope 0 at x = 1; the normal is x = 1"),
        ("normal(f, 2)", "f rises at x = 2, slope 2; the normal is y = −0.5x − 1"),
        (
            "secant(f, 1, 1)",
            "the secant of f through x = 1 and x = 2 has slope 1, the tangent at x = 1 slope 0; "
            "the secant is y = x − 4",
        ),
        (
            "secant(f, 2, 0)",
            "f rises at x = 2, slope 2; the secant has become the tangent y = 2x − 6",
        ),
        ("derivative(f)", "the derivative of f is 2x − 2"),
        ("derivative(f, 2)", "the derivative of f of order 2 is 2"),
        (
            "difference_quotients(f, 2, 0.5)",
            "f rises at x = 2, slope 2; with h = 0.5, forward 2.5, backward 1.5, central 2",
        ),
        ("P = (1, 1/3)", "the point P is at (1, 0.333333)"),
        ("(1, 2)", "the point is at (1, 2)"),
    ],
)
def test_each_concept_says_what_is_seen(command: str, words: str) -> None:
    assert said(command) == words


@pytest.mark.parametrize(
    ("function", "at", "words"),
    [
        ("|x|", 0, "f is not differentiable at x = 0 (slope −1 from the left, 1 from the right)"),
        ("sqrt(x)", -1, "f is undefined at x = −1"),
        ("sqrt(x)", 0, "f has a vertical tangent at x = 0; the tangent is x = 0"),
        ("x^(3/2)", 0, "f begins at x = 0, slope 0 from the right"),
        ("(-x)^(3/2)", 0, "f ends at x = 0, slope 0 from the left"),
        ("floor(x)", 1, "f jumps at x = 1"),
        (
            "{x = 0: 0, otherwise: x sin(1/x)}",
            0,
            "f is not differentiable at x = 0: its slope oscillates and tends to nothing",
        ),
    ],
)
def test_where_there_is_no_tangent_it_says_why(function: str, at: float, words: str) -> None:
    assert said(f"tangent(f, {at})", f"f(x) = {function}") == words


@pytest.mark.usefixtures("chinese")
def test_in_chinese_too() -> None:
    assert said("tangent(f, 2)") == "f 在 x = 2 处上升，斜率为 2；切线为 y = 2x − 6"
    assert said("tangent(f, 0)", "f(x) = |x|") == "f 在 x = 0 处不可导（左导数为 −1，右导数为 1）"


def test_a_graph_without_a_name_is_called_the_graph() -> None:
    assert said("tangent(x^3, 1)").startswith("the graph rises at x = 1, slope 3")
