"""Lines between the processes: answers come back as they were, and nothing else is believed."""

from math import inf, nan

import pytest

from calcviz.language.expression import Call, Name, Number
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.post import answer_line, question_line, read_answer, read_question
from calcviz.symbolic.sentences import spoken
from tests.symbolic.battery import question

ANSWERS = [
    Answer("exact", (Number(1), Name("x")), 1.5, remark="any_integer"),
    Answer("numeric", value=-inf, error=1e-300),
    Answer("undefined", reason="sides_differ", sides=(-inf, 0.1)),
    Answer("unknown", reason="no_form"),
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_answers_come_back(answer: Answer) -> None:
    assert read_answer(answer_line(7, answer)) == (7, answer)


def test_undefined_side_comes_back() -> None:
    _, answer = read_answer(answer_line(1, Answer("undefined", sides=(nan, 2.0))))
    assert answer.sides is not None and answer.sides[0] != answer.sides[0] and answer.sides[1] == 2.0


def test_question_comes_back() -> None:
    asked = read_question(question_line(3, question("limit(1/x, x, 0, left)"), 2.5))
    assert asked == (3, question("limit(1/x, x, 0, left)"), 2.5, "en")


def test_answer_that_is_too_large_is_unknown() -> None:
    huge = Answer("exact", (Call("add", (Name("x"),) * 9000),))
    assert read_answer(answer_line(1, huge)) == (1, Answer("unknown", reason="long"))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[",
        "{}",
        "[1]",
        "[[[[",
        "[1, 2, 3, 4]",
        '[1, 1, "en", ["name", "x"]]',
        '[1, 1, "tlh", ["ask", "simplify", ["name", "x"], [], ""]]',
        '["1", 1, "en", ["ask", "simplify", ["name", "x"], [], ""]]',
        "[" * 100_000,
        "[1, " + "9" * 3_000_000 + "]",
    ],
)
def test_other_lines_are_refused(line: str) -> None:
    for read in (read_question, read_answer):
        with pytest.raises(ValueError):
            read(line)


@pytest.mark.parametrize(
    "parts",
    [
        '["certain", [], null, null, null, null, null]',
        '["exact", [1], null, null, null, null, null]',
        '["exact", [], true, null, null, null, null]',
        '["exact", [], null, null, 3, null, null]',
        '["exact", [], "x", null, null, null, null]',
        '["exact", [], null, null, null, null, [1]]',
    ],
)
def test_other_answers_are_refused(parts: str) -> None:
    with pytest.raises(ValueError):
        read_answer(f"[1, {parts}]")


def test_codes_are_spoken() -> None:
    assert spoken("time") == "no exact answer was found in time"
    assert spoken("case:n:-1") == "for n = -1 the formula is another one"
    assert spoken("a sentence of its own") == "a sentence of its own"
    assert spoken(None) is None
