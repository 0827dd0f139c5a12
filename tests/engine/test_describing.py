"""Whole sentences about what is seen, with numbers that are true."""

import pytest

from calcviz.engine.describing import row_sentence, space_sentence, view_sentence
from calcviz.engine.landmarks import Place
from calcviz.maths.fields.box import Box
from calcviz.scene.document import Document, Row, Space, Viewport
from calcviz.session import Session


def said(*texts: str, visible: bool = True) -> str:
    """The sentence of the first of these rows, once its landmarks are known."""
    session = Session(Document(tuple(Row(k, text, visible=visible) for k, text in enumerate(texts, 1))))
    places: list[Place] = []
    session.survey(lambda survey: places.extend(survey.places))
    return row_sentence(session.frame.rows[0], session.frame, places)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("f(x) = x^2 - 2x - 2", "f: in view roots at x = 1 − √3 and x = 1 + √3, a minimum at (1, −3)"),
        ("f(x) = sqrt(x)", "f: in view defined from 0 on, a root at x = 0"),
        ("sqrt(x^2 - 4)", "sqrt(x^2 − 4): in view defined up to −2 and from 2 on, roots at x = −2 and x = 2"),
        ("sqrt(4 - x^2)", "sqrt(4 − x^2): in view defined from −2 to 2, roots at x = −2 and x = 2, "),
        ("1/x", "1/x: in view a pole at x = 0"),
        ("x/x", "x/x: in view a hole at (0, 1)"),
        ("f(x) = floor(x)", "f: in view jumps at "),
        ("tan x", "tan x: in view roots at 7 places, poles at 6 places"),
        ("f(x) = x^2 + 100", "f: in view above the picture"),
        ("f(x) = -x^2 - 100", "f: in view below the picture"),
        ("f(x) = sin(1/x)", "f: in view in places too fast to be followed, "),
        ("f(x) = ln(-1 - x^2)", "f is undefined everywhere in the view"),
        ("h(x, y, z) = x y z", "a function of 3 variables: nothing to draw, but h(x, y, 1) can be drawn"),
        ("f(x) = 2", "the graph of f"),
        ("a = 2", "a = 2, a slider from −5 to 5"),
        ("2 + 3", "2 + 3 = 5"),
        ("b = 1/3", "b = 1/3 = 0.333333"),
        ("P = (1, 2)", "the point P is at (1, 2)"),
        ("", "an empty row"),
        ("# What is a slope?", "What is a slope?"),
    ],
)
def test_a_row_is_described(text: str, words: str) -> None:
    assert said(text).startswith(words)


def test_what_cannot_be_read_says_so() -> None:
    assert "missing" in said("(x + 1")
    assert "1/0" in said("1/0")


def test_curves_that_meet_say_where() -> None:
    assert said("f(x) = x^2", "g(x) = x + 2").endswith("it meets g at (−1, 1) and (2, 4)")


def test_a_hidden_row_is_said_to_be_hidden() -> None:
    assert said("f(x) = 2", visible=False) == "the graph of f; hidden"


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (Viewport(-10, 10, -6, 6), "x from −10 to 10, y from −6 to 6"),
        (Viewport(0.1, 0.1001, -6, 6.123456), "x from 0.1 to 0.1001, y from −6 to 6.12"),
        (
            Viewport(0.01, 1000, 1e-7, 1, x_scale="log", y_scale="log"),
            "x from 0.01 to 1000, y from 1×10⁻⁷ to 1",
        ),
        (Viewport(1000000, 1000000.5, 0, 1), "x from 1000000 to 1000000.5, y from 0 to 1"),
    ],
)
def test_the_view_is_told_with_the_digits_that_mean_something(view: Viewport, words: str) -> None:
    assert view_sentence(view) == words


def test_space_is_described_by_its_ranges_and_its_direction() -> None:
    words = space_sentence(Box(-2.0, 2.0, -3.0, 3.0, 0.0, 13.0), Space(azimuth=-30.4, elevation=28.0))
    assert words == (
        "space: x from −2 to 2, y from −3 to 3, z from 0 to 13; turned by 330°, seen from 28° above"
    )


def test_a_function_of_two_variables_says_its_own_sentence() -> None:
    assert "level curves" in said("g(x, y) = x^2 + y^2")
    assert "in view" not in said("F(x, y) = (x, y)")


def test_vectors_and_matrices_are_said_by_their_components() -> None:
    session = Session(Document((Row(1, "g(x, y) = x^2 - y^2"), Row(2, "∇g(3, 4)"), Row(3, "hessian(g)"))))
    rows = session.frame.rows
    assert row_sentence(rows[1], session.frame).endswith("= (6, −8)")
    assert row_sentence(rows[2], session.frame).endswith("= ((2, 0), (0, −2))")
