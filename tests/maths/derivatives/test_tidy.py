"""Clean-up: what becomes shorter, what must stay, and that no value and no hole is lost."""

import random

import pytest
from mpmath import mp, mpf

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.reader import parse
from calcviz.maths.derivatives.tidy import tidy
from tests.maths.random_expressions import expression
from tests.maths.references import DIGITS, TooLarge
from tests.maths.slopes import value

NAMES = Names(numbers=frozenset("abcy"))


def read(written: str) -> Expression:
    e = parse(written, NAMES)
    assert isinstance(e, Expression), e
    return e


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x + 0", "x"),
        ("1*x*1", "x"),
        ("0*x", "0"),
        ("x - x", "0"),
        ("2*3*x", "6*x"),
        ("x*2", "2*x"),
        ("x + x", "2*x"),
        ("3*x - x", "2*x"),
        ("x^2 + 3*x + 2*x^2", "3*x^2 + 3*x"),
        ("sin(x)*x + x*sin(x)", "2*x*sin(x)"),
        ("x*x^2", "x^3"),
        ("x^(1/3)*x^(1/3)", "x^(2/3)"),
        ("1/x/x", "1/x^2"),
        ("--x", "x"),
        ("-(-x)*-1", "-x"),
        ("x/2 + x/2", "x"),
        ("x/3 + x/3", "2*x/3"),
        ("0.1*x + 0.2*x", "0.3*x"),
        ("x^1", "x"),
        ("x^0", "1"),
        ("2^3*x", "8*x"),
        ("(x^2)^3", "x^6"),
        ("a - (b - a)", "2*a - b"),
        ("2*(x + 1) + 3", "2*x + 5"),
    ],
)
def test_becomes_shorter(written: str, expected: str) -> None:
    assert text(tidy(read(written))) == expected


@pytest.mark.parametrize("written", ["x/x", "x^2/x", "sqrt(x)^2", "sqrt(x)*sqrt(x)", "1/x*x", "2^200*3^200"])
def test_stays_because_of_a_hole_or_its_size(written: str) -> None:
    e = tidy(read(written))
    assert text(e) not in ("1", "x") and len(text(e)) <= len(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0*(1/x)", "0 {x != 0}"),
        ("1/x - 1/x", "0 {x != 0}"),
        ("0*ln(x)", "0 {x > 0}"),
        ("sqrt(x) - sqrt(x) + 1", "1 {x >= 0}"),
        ("0/(x*(x - 1))", "0 {x != 0 and x != 1}"),
        ("0*sqrt(1 - x^2)", "0 {x^2 <= 1}"),
        ("(1/x)^0", "1 {x != 0}"),
        ("0*ln(x^2 + 1)", "0"),
        ("0*x^pi", "0 {x >= 0}"),
    ],
)
def test_what_is_dropped_must_have_been_defined(written: str, expected: str) -> None:
    assert text(tidy(read(written))) == expected


def test_values_and_domains_stay_the_same_over_the_whole_table() -> None:
    rng = random.Random("tidy")
    compared = 0
    with mp.workdps(DIGITS):
        for _ in range(1200):
            e = expression(rng, rng.randint(2, 4))
            clean = tidy(e)
            for x in (mpf(rng.uniform(-3, 3)), mpf(rng.choice((-1, 0, 1, 2)))):
                numbers = {"x": x, "y": mpf(rng.uniform(-2, 2))}
                try:
                    before, after = value(e, numbers), value(clean, numbers)
                except TooLarge:
                    continue
                compared += 1
                if before is None or after is None:
                    assert before is after, (text(e), text(clean), x)
                elif abs(before) < 1e12:
                    assert abs(before - after) <= mpf(10) ** -20 * (1 + abs(before)), (
                        text(e),
                        text(clean),
                        x,
                    )
    assert compared > 1500
