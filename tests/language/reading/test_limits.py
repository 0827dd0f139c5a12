"""What would take too long or too much is refused by its place, and harmless numbers are not."""

from fractions import Fraction

import pytest

from calcviz.language.expression import Expression, Number
from calcviz.language.names import Names
from calcviz.language.problems import Problem
from calcviz.language.reader import parse

LARGE = "this number is too large to compute"
REFUSED = [
    ("9^9^9^9", 0, 7, LARGE),
    ("9^9^9", 0, 5, LARGE),
    ("9.0^9^9^9", 0, 9, LARGE),
    ("(10^9)!", 0, 7, LARGE),
    ("factorial(10^7)", 0, 15, LARGE),
    ("gamma(1e9)", 0, 10, LARGE),
    ("1e999999999", 0, 11, LARGE),
    ("1e400", 0, 5, LARGE),
    ("2e308", 0, 5, LARGE),
    ("1e-999", 0, 6, "this number is too small to compute"),
    ("exp(exp(exp(10.0)))", 0, 19, LARGE),
    ("atan(9^9^9 (x-1))", 5, 10, LARGE),
    ("x^(9^9^9)", 3, 8, LARGE),
    ("1/9^9^9", 2, 7, LARGE),
    ("2^-(9^9^9)", 4, 9, LARGE),
    ("x + 10^200*10^200", 4, 17, LARGE),
    ("f(9^9^9)", 2, 7, LARGE),
    ("x {x < 9^9^9}", 7, 12, LARGE),
    ("(" * 2000 + ")" * 2000, 60, 61, "this is nested too deeply"),
    ("(" * 100, 60, 61, "this is nested too deeply"),
    ("sin " * 100 + "x", 244, 245, "this is nested too deeply"),
    ("a" * 100_000, 2000, 100_000, "this is too long: at most 2,000 characters"),
    ("9" * 5000, 0, 5000, "this number is too long"),
    ("x+" + "9" * 500, 2, 502, "this number is too long"),
    ("0." + "1" * 400, 0, 402, "this number is too long"),
    ("x!" * 900, 0, 1800, "this formula has too many parts: at most 1,500"),
]


@pytest.mark.parametrize(("typed", "start", "end", "message"), REFUSED)
def test_refused(typed: str, start: int, end: int, message: str, names: Names) -> None:
    assert parse(typed, names) == Problem(start, end, message)


@pytest.mark.parametrize(
    "typed",
    ["2^100", "170!", "x^1000", "10^308", "1e308", "1e-300", "exp(700)", "0^-1", "(-8)^(1/3)", "x^9^9",
     "0e999", "1/2/3/4", "9^-9^9", "(" * 60 + "x" + ")" * 60],
)  # fmt: skip
def test_harmless(typed: str, names: Names) -> None:
    assert isinstance(parse(typed, names), Expression)


def test_left_deep_quotients_are_nested_too(names: Names) -> None:
    problem = parse("1" + "/2" * 100, names)
    assert isinstance(problem, Problem) and problem.message == "this is nested too deeply"


def test_numbers_are_exact(names: Names) -> None:
    assert parse("1e20", names) == Number(10**20)
    assert parse("2.50e-1", names) == Number(Fraction(1, 4))
    assert parse("2.0", names) == Number(2)
    assert parse("3.", names) == Number(3)
