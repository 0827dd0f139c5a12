"""Domains as conditions: exact over the whole table, said briefly, implied where they follow."""

import random

import pytest
from mpmath import mp, mpf

from calcviz.language.expression import Expression, Name
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.reader import parse
from calcviz.maths.derivatives.conditions import Bound, Condition, atoms, conjunction, domain, follows
from tests.maths.random_expressions import expression
from tests.maths.references import DIGITS, TooLarge, true_condition
from tests.maths.slopes import value

NAMES = Names(numbers=frozenset("ay"))


def read(written: str) -> Expression:
    e = parse(written, NAMES)
    assert isinstance(e, Expression), e
    return e


def condition_text(condition: Expression | None) -> str:
    return "" if condition is None else text(condition)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x^2 + sin(x)", ""),
        ("1/x", "x != 0"),
        ("1/(2x - 6)", "x != 3"),
        ("1/(x (x - 1)^2)", "x != 0 and x != 1"),
        ("sqrt(x)/x", "x > 0"),
        ("sqrt(3 - x)", "x <= 3"),
        ("sqrt(-2x)", "x <= 0"),
        ("ln(x^2)", "x != 0"),
        ("ln(x^2 + 1)", ""),
        ("ln(e^x + 1)", ""),
        ("ln(ln(x))", "x > 1"),
        ("asin(x)", "-1 <= x <= 1"),
        ("x^(1/3)", ""),
        ("x^(-1/3)", "x != 0"),
        ("x^(3/4)", "x >= 0"),
        ("x^pi", "x >= 0"),
        ("1/(x^2 + 1)", ""),
        ("1/abs(x)", "x != 0"),
        ("sqrt(x) {0 < x < 4}", "0 < x < 4"),
    ],
)
def test_domains_are_said_briefly(written: str, expected: str) -> None:
    assert condition_text(conjunction(domain(read(written)))) == expected


def test_domains_are_exact_over_the_whole_table() -> None:
    rng = random.Random("domains")
    inside = outside = 0
    with mp.workdps(DIGITS):
        for _ in range(1500):
            e = expression(rng, rng.randint(2, 4))
            conditions = [c.written() if isinstance(c, Bound) else c for c in domain(e)]
            numbers = {"x": mpf(rng.uniform(-3, 3)), "y": mpf(rng.uniform(-2, 2))}
            try:
                exists = value(e, numbers) is not None
                claimed = all(true_condition(c, numbers) for c in conditions)
            except TooLarge:
                continue
            assert exists == claimed, (text(e), [text(c) for c in conditions], numbers)
            inside, outside = inside + exists, outside + (not exists)
    assert inside > 400 and outside > 200


def bound(written: str) -> Condition:
    (condition,) = atoms(read(written))
    return condition


@pytest.mark.parametrize(
    ("claim", "known"),
    [
        ("x != 0", "x > 0"),
        ("x != 0", "x < -1"),
        ("x >= 0", "x > 0"),
        ("x > -1", "x >= 0"),
        ("x < 1", "x^2 < 1"),
        ("x > -3/2", "x^2 <= 2"),
        ("x <= 1/2", "4*x^2 <= 1"),
        ("x > 0 or a > 0", "x > 0"),
    ],
)
def test_what_follows(claim: str, known: str) -> None:
    assert follows(bound(claim), [bound(known)])


@pytest.mark.parametrize(
    ("claim", "known"), [("x > 0", "x != 0"), ("x > 0", "x >= 0"), ("x < 1", "x^2 <= 1"), ("x > 0", "a > 0")]
)
def test_what_does_not_follow(claim: str, known: str) -> None:
    assert not follows(bound(claim), [bound(known)])


def test_a_chain_is_written_as_one() -> None:
    x = Name("x")
    assert condition_text(conjunction([Bound(x, "<", 4), Bound(x, ">", 0), Bound(x, "!=", 7)])) == "0 < x < 4"
