"""Questions and answers as lines of text between the two processes."""

import json
from dataclasses import replace
from math import isfinite
from typing import Any, NamedTuple, get_args

from calcviz.language.expression import Question
from calcviz.language.messages import LANGUAGES, current_language
from calcviz.language.tree import from_json, to_json
from calcviz.maths.calculus.answer import Answer, Standing
from calcviz.maths.functions.table import TABLE  # the words that trees may hold

assert TABLE
LONGEST = 2_000_000
"""Characters that a line may have."""


class Asked(NamedTuple):
    """A question by its number, how many seconds its answer may take, and the language of sentences."""

    number: int
    question: Question
    seconds: float
    language: str


def question_line(number: int, question: Question, seconds: float) -> str:
    """A line that asks; raises ValueError where a tree is refused."""
    return json.dumps([number, seconds, current_language(), to_json(question)]) + "\n"


def read_question(line: str) -> Asked:
    """What a line asks; raises ValueError for anything else."""
    number, seconds, language, tree = _parts(line, 4)
    question = from_json(tree)
    if not isinstance(number, int) or not isinstance(seconds, int | float) or language not in LANGUAGES:
        raise ValueError("this is no question")
    if not isinstance(question, Question):
        raise ValueError("this is no question")
    return Asked(number, question, float(seconds), language)


def answer_line(number: int, answer: Answer) -> str:
    """A line that answers; what cannot be written is said to be unknown."""
    try:
        results = [to_json(e) for e in answer.results]
    except ValueError:
        answer, results = Answer("unknown", reason="long"), []
    parts = [_number(answer.value), _number(answer.error), answer.reason, answer.remark]
    sides = None if answer.sides is None else [_number(side) for side in answer.sides]
    return json.dumps([number, [answer.standing, results, *parts, sides]]) + "\n"


def read_answer(line: str) -> tuple[int, Answer]:
    """The number of the question and its answer; raises ValueError for anything else."""
    number, parts = _parts(line, 2)
    if not isinstance(number, int) or not isinstance(parts, list) or len(parts) != 7:
        raise ValueError("this is no answer")
    standing, results, value, error, reason, remark, sides = parts
    if standing not in get_args(Standing) or not isinstance(results, list):
        raise ValueError("this is no answer")
    if not all(isinstance(word, str | None) for word in (reason, remark)):
        raise ValueError("this is no answer")
    found = Answer(standing, tuple(map(from_json, results)), _float(value), _float(error), reason, remark)
    if sides is None:
        return number, found
    if not isinstance(sides, list) or len(sides) != 2 or None in sides:
        raise ValueError("these are no sides")
    left, right = (float(side) for side in sides)
    return number, replace(found, sides=(left, right))


def _parts(line: str, count: int) -> list[Any]:
    if len(line) > LONGEST:
        raise ValueError("the line is too long")
    try:
        parts = json.loads(line)
    except RecursionError as error:
        raise ValueError("this is nested too deeply") from error
    if not isinstance(parts, list) or len(parts) != count:
        raise ValueError("this is no message")
    return parts


def _number(value: float | None) -> float | str | None:
    """A float as JSON can say it: without infinities."""
    return value if value is None or isfinite(value) else repr(value)


def _float(value: Any) -> float | None:
    if value is None or (isinstance(value, int | float | str) and not isinstance(value, bool)):
        return None if value is None else float(value)
    raise ValueError("this is no number")
