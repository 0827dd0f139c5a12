"""Bounds read off the shape of an expression hold for every value."""

import random

import pytest
from mpmath import mp, mpf

from calcviz.language.expression import Call, Expression, Name, Number
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.reader import parse
from calcviz.maths.derivatives.reach import reach, whole_number
from tests.maths.random_expressions import expression
from tests.maths.references import DIGITS, TooLarge
from tests.maths.slopes import value


@pytest.mark.parametrize(
    "written", ["e^x", "x^2 + 1", "x^4 + abs(x) + 0.1", "cosh(x)", "2^x + 1/e^x", "x*x + 2"]
)
def test_positive(written: str) -> None:
    e = parse(written, Names())
    assert isinstance(e, Expression)
    assert reach(e).positive


def test_nothing_is_promised_of_a_variable() -> None:
    bounds = reach(Call("add", (Name("x"), Number(1))))
    assert bounds.low is None and bounds.high is None and not bounds.nonnegative


def test_whole_numbers_as_they_are_written() -> None:
    assert whole_number(Call("negate", (Number(3),))) == -3
    assert whole_number(Call("divide", (Number(4), Number(2)))) is None


def test_bounds_hold_over_the_whole_table() -> None:
    rng = random.Random("reach")
    bounded = 0
    with mp.workdps(DIGITS):
        for _ in range(2500):
            e = expression(rng, rng.randint(2, 4))
            bounds = reach(e)
            if bounds.low is None and bounds.high is None:
                continue
            try:
                found = value(e, {"x": mpf(rng.uniform(-4, 4)), "y": mpf(rng.uniform(-2, 2))})
            except TooLarge:
                continue
            if found is None:
                continue
            bounded += 1
            room = mpf(10) ** -30 * (1 + abs(found))
            for limit, side in ((bounds.low, 1), (bounds.high, -1)):
                if limit is not None:
                    edge = mpf(limit.numerator) / limit.denominator
                    assert side * (found - edge) >= -room, (text(e), bounds, found)
    assert bounded > 300
