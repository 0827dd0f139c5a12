"""Questions with known answers, and the judgement of answers by arithmetic that is not the program's."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from mpmath import mp, mpf

from calcviz.language.expression import (
    Call,
    Constant,
    Expression,
    Number,
    Question,
    Tuple,
    free_names,
    rebuild,
)
from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.language.rows import read_row
from calcviz.language.statements import QuestionRow
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.client import Client
from tests.maths.references import Undefined, true_condition, true_value

PATIENCE = 60.0
"""Seconds: a busy machine must not change an answer."""

NEAR = mpf(10) ** -30


class Case(NamedTuple):
    """A question as it is typed, what is known of it, and the standing that the answer must have ("any")."""

    asked: str
    known: str
    standing: str = "any"
    more: str = ""


def cases(name: str) -> list[Case]:
    """The lines of a table beside this file."""
    lines = (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [Case(*line.split("\t")) for line in lines if line]


def each(name: str) -> pytest.MarkDecorator:
    """The cases of a table as parameters of a test."""
    return pytest.mark.parametrize("case", cases(name), ids=lambda case: case.asked)


def question(text: str) -> Question:
    """The question of a row."""
    reading = read_row(text, Names())
    assert isinstance(reading.statement, QuestionRow), reading.problem
    return reading.statement.asked


def tree(text: str) -> Expression:
    """An expression in x, y, z and k."""
    return read_expression(text, Names(numbers=frozenset({"k"})))


def asked(client: Client, text: str) -> Answer:
    """The answer to a question."""
    return client.ask(question(text), seconds=PATIENCE)


def number(e: Expression) -> mpf:
    """A constant at 40 digits; ±inf as themselves."""
    match e:
        case Call("negate", (inner,)) if "inf" in repr(inner):
            return -mp.inf
    if "Constant(name='inf')" in repr(e):
        return mp.inf
    with mp.workdps(40):
        return true_value(e, {})


def same(a: mpf, b: mpf) -> bool:
    """Whether two numbers are equal as far as 40 digits tell."""
    return bool(a == b or abs(a - b) <= NEAR * (1 + abs(b)))


Judge = Callable[[Case, Answer], None]


def of_value(case: Case, answer: Answer) -> None:
    """An exact value is the known one; what is undefined or diverges is never given a value."""
    if case.known in ("undefined", "diverges"):
        assert answer.standing not in ("exact", "numeric"), answer
        return
    known = number(tree(case.known))
    if answer.standing == "exact":
        (result,) = answer.results
        assert same(number(result), known), answer
        if mp.isfinite(known):
            assert answer.value == pytest.approx(float(known), rel=1e-15, abs=1e-300)
        else:
            assert answer.value == float(known)
    else:
        assert answer.standing not in ("undefined", "diverges"), answer
    if answer.standing in ("exact", "numeric") and answer.value is not None and mp.isfinite(known):
        assert abs(answer.value - float(known)) <= (answer.error or 0.0) + 1e-14 * abs(float(known)) + 1e-300


def of_antiderivative(case: Case, answer: Answer) -> None:
    """On each interval an exact F rises by as much as the known one, and has a value everywhere."""
    if answer.standing != "exact":
        return
    (F,), known = answer.results, tree(case.known)
    with mp.workdps(40):
        for low, high in (map(mpf, interval.split()) for interval in case.standing.split(";")):
            places = [low + (high - low) * k / 41 for k in range(42)]
            gaps = [true_value(F, {"x": x}) - true_value(known, {"x": x}) for x in places]
            assert all(abs(gap - gaps[0]) < mpf(10) ** -25 for gap in gaps), (answer, gaps)


def of_polynomial(case: Case, answer: Answer) -> None:
    """An exact series has the known values at many places."""
    if case.known == "undefined":
        assert answer.standing != "exact", answer
        return
    assert answer.standing != "undefined", answer
    if answer.standing == "exact":
        (result,), known = answer.results, tree(case.known)
        with mp.workdps(40):
            for x in (mpf(k) / 7 for k in range(-30, 31) if k):
                assert same(true_value(result, {"x": x}), true_value(known, {"x": x})), answer


def of_solutions(case: Case, answer: Answer) -> None:
    """Solutions that are given exist; where the answer is exact or numeric there are no others."""
    known = [] if case.known == "none" else [tree(part) for part in case.known.split(";")]
    given, expected = _points(answer.results), _points(tuple(known))
    decimals = any("." in part for part in case.known.split(";"))
    room = mpf(10) ** -6 if decimals else NEAR  # known numbers are written to seven digits at least

    def among(point: tuple[mpf, ...], points: list[tuple[mpf, ...]]) -> bool:
        return any(all(abs(a - b) <= room * (1 + abs(b)) for a, b in zip(point, other)) for other in points)

    families = any(free_names(e) for e in (*answer.results, *known) if not isinstance(e, Tuple))
    limit = 12 if families else mp.inf  # members of families are compared in a window
    assert all(among(p, expected) for p in given if abs(p[0]) < limit), answer
    if answer.standing in ("exact", "numeric"):
        assert all(among(p, given) for p in expected if abs(p[0]) < limit), answer


def _points(results: tuple[Expression, ...]) -> list[tuple[mpf, ...]]:
    """The numbers of solutions; of families the members for whole numbers up to 30."""
    points = []
    with mp.workdps(40):
        for e in results:
            parts = e.items if isinstance(e, Tuple) else (e,)
            letters = sorted(set().union(*map(free_names, parts)))
            assert letters in ([], ["k"]), e
            for k in range(-30, 31) if letters else [0]:
                points.append(tuple(true_value(part, {"k": mpf(k)}) for part in parts))
    return points


def bounded(e: Expression) -> Expression:
    """A condition with a large number for ∞, which has no value."""
    return Number(10**30) if e == Constant("inf") else rebuild(e, bounded)


def of_region(case: Case, answer: Answer) -> None:
    """An exact region holds the known places and no others, close to its ends too."""
    if answer.standing != "exact":
        return
    known = () if case.known == "none" else (bounded(tree(case.known)),)
    with mp.workdps(40):
        ends = [mpf(k) / 2 for k in range(-12, 13)] + [mp.log(2), mp.pi]
        places = [end + s * mpf(10) ** -j for end in ends for s in (-1, 0, 1) for j in (1, 6, 12)]
        for x in [*places, mpf(1000), mpf(-1000)]:
            given = any(true_condition(bounded(e), {"x": x}) for e in answer.results)
            assert given == any(true_condition(e, {"x": x}) for e in known), (answer, x)


def of_form(case: Case, answer: Answer) -> None:
    """A simpler form has the values of the original and of the known form, and is no longer than that."""
    (result,), known, original = answer.results, tree(case.known), question(case.asked).body
    names = sorted(free_names(original))
    assert len(repr(result)) <= len(repr(known)) + 60
    with mp.workdps(40):
        for k in range(1, 40):
            numbers = {name: mpf(k * (2 * j + 3)) / 17 - 2 for j, name in enumerate(names)}
            try:
                value = true_value(original, numbers)
            except Undefined:
                continue
            assert same(true_value(result, numbers), value) and same(true_value(known, numbers), value)


def judged(client: Client, case: Case, judge: Judge) -> Answer:
    """Ask, and see that the answer is right and as certain as it was."""
    answer = asked(client, case.asked)
    judge(case, answer)
    if case.standing in ("exact", "numeric", "undefined", "diverges"):
        assert answer.standing == case.standing, answer
    return answer
