"""Sentences for people: whole, with names, signs and code as they are."""

import re

import pytest

from calcviz.concepts import discover
from calcviz.language.messages import use_language
from calcviz.language.spoken import rounded
from calcviz.maths.functions.table import TABLE
from calcviz.scene.document import Document, Row
from calcviz.session import Session
from calcviz.ui.sentences import capital, joined, problem_sentences, rich, sentence, spoken

discover()
assert TABLE


def said(*texts: str) -> str:
    """What the window says of the last of these rows."""
    rows = tuple(Row(k, text) for k, text in enumerate(texts, start=1))
    problem = Session(Document(rows)).frame.rows[-1].problem
    assert problem is not None
    return joined(problem_sentences(problem))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("foo(x)", "Nothing is named `foo`. Did you mean `floor`?"),
        ("sin", "`sin` needs an argument."),
        ("1,5", "A decimal point is written `.`. Did you mean `1.5`?"),
        ("(x+1", "`)` is missing for the `(` before `x+1`."),
        ("f(x) = 2(x + (x^2 - 3x + 1)", "`)` is missing for the `(` before `x + (x^2 -…`."),
        ("x^2 + y^2 = z", "Not yet: implicit surface. A later version of CalcViz draws and computes this."),
        ("x +", "A number or name is missing after `+`."),
    ],
)
def test_a_problem_is_said_in_whole_sentences(text: str, words: str) -> None:
    assert said(text) == words


def test_the_hint_of_a_second_definition_is_a_sentence_too() -> None:
    assert (
        said("f(x) = x", "f(x) = x^2") == "`f` is defined in row 1 already. Choose another name, such as `g`."
    )


def test_no_gap_stands_before_a_stop() -> None:
    words = rich("Did you mean `sin`? `a`, `b` and `c` have no value, such as `g`.")
    plain = re.sub(r"<[^>]*>", "", words).replace("&nbsp;", " ")
    assert not re.search(r" [.,?]", plain) and " b  and" in plain


def test_chinese_sentences_join_without_a_space() -> None:
    use_language("zh_CN")
    try:
        assert said("sin") == "`sin` 缺少自变量。"
        assert " " not in said("f(x) = x", "f(x) = x^2").split("。")[1]
    finally:
        use_language("en")


def test_programs_still_read_where_the_bracket_stands() -> None:
    problem = Session(Document((Row(1, "(x+1"),))).frame.rows[0].problem
    assert problem is not None
    assert (problem.message, problem.start) == ("`)` is missing for `(` at 0", 4)
    assert problem.partner == (0, 1)


def test_code_is_set_off() -> None:
    assert ";.&" in rich("`.`") and "`" not in rich("`.`")
    assert "&lt;" in rich("`<`")


def test_sentences_are_for_people() -> None:
    moved = spoken("the tangent at 1 is y = 2.7200000000000006*x - 3")
    assert moved == "The tangent at 1 is y = 2.72\u2009x − 3"
    assert sentence("slope -1 from the left, 1 from the right") == "Slope −1 from the left, 1 from the right."
    assert spoken("the step is 1.5e-07") == "The step is 1.5×10⁻⁷"
    assert spoken("write `x-1`") == "Write `x-1`"
    assert rounded("at 0.25") == "at 0.25"


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("nothing is named `foo`", "Nothing is named `foo`"),
        ("a number is missing", "A number is missing"),
        ("a is undefined", "a is undefined"),
        ("sqrt(-1) is undefined", "sqrt(-1) is undefined"),
        ("log x is base 10", "log x is base 10"),
        ("tangent needs a function", "tangent needs a function"),
        ("f 在 1 处的差商", "f 在 1 处的差商"),
        ("", ""),
        ("a 中每个数对应一个", "a 中每个数对应一个"),
    ],
)
def test_a_name_keeps_its_letter(words: str, read: str) -> None:
    assert capital(words) == read
