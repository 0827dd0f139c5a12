"""Trigonometric functions of π·u against 40 digits, where numpy's sine of a rounded angle is off."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from mpmath import mp, mpf

from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.derivatives.differentiate import derivative
from calcviz.maths.evaluate import value
from calcviz.maths.functions import half_turns
from calcviz.maths.intervals import half_turns as enclose
from calcviz.maths.intervals.enclosures import DEFINED, UNDEFINED, Enclosure

TRUE: dict[str, Callable[[mpf], mpf]] = {
    "sin": mp.sinpi,
    "cos": mp.cospi,
    "tan": lambda u: mp.sinpi(u) / mp.cospi(u),
    "cot": lambda u: mp.cospi(u) / mp.sinpi(u),
    "sec": lambda u: 1 / mp.cospi(u),
    "csc": lambda u: 1 / mp.sinpi(u),
}

PLACES = np.array(
    [k / 4 + d for k in range(-17, 18) for d in (0.0, 1e-9, -1e-15)]
    + np.random.default_rng(1).uniform(-50, 50, 300).tolist()
    + [1e6 + 0.5, 1e15 + 0.5, -123456.75]
)


@pytest.mark.parametrize("name", list(TRUE))
def test_values_and_bounds(name: str) -> None:
    with np.errstate(all="ignore"):
        found = getattr(half_turns, name)(PLACES)
        low, high, state = getattr(enclose, name)(Enclosure(PLACES, PLACES, DEFINED))
    for u, v, lo, hi, s in zip(PLACES, found, low, high, np.broadcast_to(state, found.shape)):
        with mp.workdps(40):
            try:
                true = TRUE[name](mpf(float(u)))
            except ZeroDivisionError:
                assert math.isnan(v) and s == UNDEFINED
                continue
            assert lo <= true <= hi
            assert abs(v - true) <= 4e-16 * abs(true) * 2


@pytest.mark.parametrize(
    ("written", "x", "expected"),
    [
        ("sin(pi x)", 3.0, 0.0),
        ("sign(cos(pi x))", 2.5, 0.0),
        ("cos(2pi x/3)", 0.75, 0.0),
        ("sin(pi(x - 1) + pi/2)", 0.5, 0.0),
        ("-sin(-pi x/2)", 1.0, 1.0),
        ("sin(10^15 pi x)", 1.0, 0.0),
        ("tan(pi x)", 0.5, math.nan),
        ("1/sin(pi x^2)", 2.0, math.nan),
    ],
)
def test_what_is_written_with_pi_is_exact(written: str, x: float, expected: float) -> None:
    e = read_expression(written, Names(), frozenset("x"))
    assert value(e, {"x": x}) == pytest.approx(expected, abs=0, nan_ok=True)


def test_a_derivative_is_undefined_at_a_pole() -> None:
    e = read_expression("tan(pi x)", Names(), frozenset("x"))
    assert math.isnan(value(derivative(e, "x"), {"x": 1.5}))
