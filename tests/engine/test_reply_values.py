"""What programs are told of an answer: the keys of `calcviz calc --json`, and a text that reads back."""

from math import inf, nan

import pytest

from calcviz.drawing import Drawing
from calcviz.engine.answers import line
from calcviz.engine.derivation_lines import as_text
from calcviz.engine.frame import FrameRow
from calcviz.engine.replies import lines, number_parts, rounded_up, solutions
from calcviz.engine.reply_values import reply
from calcviz.language.expression import Question
from calcviz.language.names import Names
from calcviz.language.rows import read_row
from calcviz.language.statements import ListRow, QuestionRow
from calcviz.maths.calculus.answer import Answer
from calcviz.scene.document import Row


def asked(text):
    statement = read_row(text, Names()).statement
    assert isinstance(statement, QuestionRow)
    return statement.asked


def expression(text):
    """What a text means, by reading it as a question's body."""
    return asked(f"simplify({text})").body


def items(text):
    statement = read_row(text, Names()).statement
    assert isinstance(statement, ListRow)
    return statement.items


INTEGRAL = asked("integral(x^2, x, 0, 1)")
LIMIT = asked("limit(1/x, x, 0)")
SOLVE = asked("solve(x^2 = 2, x)")


def test_the_limit_of_the_language():
    """Literally as the page of the language has it."""
    found = reply(LIMIT, Answer("undefined", sides=(-inf, inf)))
    assert found == {"kind": "undefined", "reason": "left limit -∞, right limit +∞"}


def test_an_exact_number():
    found = reply(INTEGRAL, Answer("exact", (expression("1/3"),), value=1 / 3))
    assert found == {
        "kind": "number", "text": "1/3", "latex": r"\frac{1}{3}", "value": 1 / 3, "status": "exact",
    }  # fmt: skip


def test_a_number_with_its_error():
    found = reply(INTEGRAL, Answer("numeric", value=0.25, error=1e-12))
    assert (found["kind"], found["text"], found["value"]) == ("number", "0.25", 0.25)
    assert (found["status"], found["error"]) == ("numeric", 1e-12)
    assert line({"input": "", **found}) == "0.25 with an error of at most 1e-12"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (1e-12, "1e-12"),
        (1.0000001e-12, "2e-12"),
        (0.0095, "0.01"),
        (3.0, "3"),
        (1.2e-310, "2e-310"),
        (7.2e10, "8e10"),
    ],
)
def test_an_error_is_rounded_up(error, said):
    """Also the smallest: no power of ten that a float can be is as small as they are."""
    assert rounded_up(error) == said
    assert float(said) >= error


@pytest.mark.parametrize(
    ("value", "error", "said"),
    [
        (-8 / 3, 4e-14, ("-2.666666667", "4e-10")),
        (3.14159, 1e-4, ("3.1416", "0.0002")),
        (0.25, 1e-12, ("0.25", "1e-12")),
        (0.0, 1e-15, ("0", "1e-15")),
    ],
)
def test_what_is_shown_encloses_the_true_value(value, error, said):
    """Ten digits with the error of sixteen would claim what is not so."""
    shown, bound = number_parts(Answer("numeric", value=value, error=error))
    assert (shown, bound) == said
    assert abs(float(shown) - value) + error <= float(bound) * (1 + 1e-12)


def test_a_number_without_a_bound_is_unconfirmed():
    found = reply(INTEGRAL, Answer("numeric", value=0.25))
    assert found["status"] == "unconfirmed" and "error" not in found
    assert line({"input": "", **found}) == "0.25: unconfirmed"


def test_infinity_is_no_float_of_json():
    found = reply(LIMIT, Answer("exact", value=inf))
    assert (found["kind"], found["text"], found["value"]) == ("number", "inf", None)
    assert line({"input": "", **found}) == "inf"


def test_an_antiderivative_is_one_of_many():
    found = reply(asked("integral(x^2, x)"), Answer("exact", (expression("x^3/3"),)))
    assert (found["kind"], found["text"], found["constant"]) == ("expression", "x^3/3", "C")
    assert line({"input": "", **found}) == "x^3/3 + C"


def test_what_diverges_is_undefined():
    found = reply(INTEGRAL, Answer("diverges", reason="the area grows without bound at x = 0"))
    assert found == {"kind": "undefined", "reason": "diverges: the area grows without bound at x = 0"}


def test_what_nobody_knows_stays_a_question():
    """It is not undefined: nothing is proven."""
    question = asked("integral(sin(x^3) e^-x, x)")
    found = reply(question, Answer("unknown", reason="no closed form was found"))
    assert (found["kind"], found["status"]) == ("expression", "unknown")
    assert asked(found["text"]) == question
    assert line({"input": "", **found}).endswith(": no closed form was found")


def test_solutions_are_a_list():
    answer = Answer("exact", (expression("-sqrt(2)"), expression("sqrt(2)")))
    found = reply(SOLVE, answer)
    assert (found["kind"], found["text"]) == ("vector", "[-sqrt(2), sqrt(2)]")
    assert found["value"] == pytest.approx([-(2**0.5), 2**0.5])
    assert items(found["text"]) == answer.results


def test_no_solution_is_an_answer():
    found = reply(SOLVE, Answer("exact"))
    assert (found["kind"], found["value"], found["status"]) == ("vector", [], "exact")


def test_a_family_of_solutions_has_no_values():
    answer = Answer("exact", (expression("x*pi"),), remark="x is any whole number")
    found = reply(SOLVE, answer)
    assert "value" not in found
    assert (found["text"], found["remark"]) == ("[x*pi]", "x is any whole number")
    assert line({"input": "", **found}) == "[x*pi]; x is any whole number"


def test_solutions_of_several_unknowns_are_the_rows_of_a_matrix():
    question = asked("solve(x + y = 3, x y = 2, x, y)")
    (pairs,) = [items("[(1, 2), (2, 1)]")]
    found = reply(question, Answer("exact", pairs))
    assert (found["kind"], found["text"], found["value"]) == ("matrix", "[(1, 2), (2, 1)]", [[1, 2], [2, 1]])


def test_an_inequality_is_answered_by_a_condition():
    (condition, other) = asked("solve(x < -1 , x)").body, asked("solve(x > 1, x)").body
    question = asked("solve(x^2 > 1, x)")
    found = reply(question, Answer("exact", (condition, other)))
    assert (found["kind"], found["text"]) == ("expression", "x < -1 or x > 1")
    assert "value" not in found
    near = asked("solve(x < 1.73205080757, x)").body
    assert solutions(question, Answer("numeric", (near,)), 3, 5).replace(" ", "").endswith("x<1.7321")
    row = FrameRow(
        Row(1), "question", Drawing(), question=question, answer=Answer("exact", (condition, other))
    )
    assert [line.sign for line in lines(row)[1:]] == ["", ""]
    said = as_text(
        ((line.of, line.rule, line.text) for line in lines(row)), (line.sign for line in lines(row))
    )
    assert ":" not in said and "=" not in said


def test_one_side_that_does_not_exist():
    found = reply(LIMIT, Answer("undefined", sides=(2.0, nan)))
    assert found["reason"] == "left limit 2, right limit none"


def test_both_sides_that_do_not_exist_have_their_reason():
    found = reply(LIMIT, Answer("undefined", reason="oscillates", sides=(nan, nan)))
    assert found["reason"] == "oscillates"


def test_every_question_has_a_sentence():
    from calcviz.engine.reply_words import question_words, title

    for text, words in {
        "integral(x^2, x, 0, 1)": "the integral of x^2 over x from 0 to 1",
        "integral(x y, x, 0, 1, y, 0, 2)": "the integral of x\u2009y over x from 0 to 1, y from 0 to 2",
        "integral(x, x)": "the antiderivative of x by x",
        "limit(1/x, x, 0, left)": "the limit of 1/x for x towards 0 from the left",
        "sum(k, k, 1, 5)": "the sum of k for k from 1 to 5",
        "solve(x = 2, x)": "the solutions of x = 2 for x",
        "series(x, x, 0, 3)": "the Taylor polynomial of x at x = 0 of order 3",
        "simplify(x/x)": "x/x simplified",
    }.items():
        question = asked(text)
        assert isinstance(question, Question)
        assert question_words(question) == words
        assert title(question)
