"""Difference quotients, with the figures of the curriculum to every digit."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.maths.derivatives.differences import Function, backward, central, extrapolated, forward, table
from calcviz.maths.evaluate import compiled


def function(written: str) -> Function:
    e = parse(written, Names())
    assert isinstance(e, Expression), e
    f = compiled(e, ("x",))
    return lambda x: float(f(x))


@pytest.mark.parametrize(
    ("written", "a", "expected"),
    [
        ("0.01x^2 + 0.1x", 5.0, 0.1999999999990898),
        ("x^2 + 16", 3.0, 6.00000000000378),
        ("9 + x^2", 4.0, 7.999999999999119),
    ],
)
def test_central_quotients_at_one_ten_thousandth(written: str, a: float, expected: float) -> None:
    assert central(function(written), a, 1e-4) == expected


def test_the_table_of_the_curriculum() -> None:
    rows = table(function("3x^2 - 4x"), 1.0, (0.1, 0.01, 0.001, 0.0001, 0.00001))
    assert [f"{row.forward:.5f}" for row in rows] == ["2.30000", "2.03000", "2.00300", "2.00030", "2.00003"]
    assert [f"{row.backward:.5f}" for row in rows] == ["1.70000", "1.97000", "1.99700", "1.99970", "1.99997"]
    assert all(row.central == pytest.approx(2, abs=1e-10) for row in rows)


def test_no_quotient_where_f_is_undefined() -> None:
    root = function("sqrt(x)")
    assert forward(root, 0.0, 0.25) == 2.0
    assert math.isnan(backward(root, 0.0, 0.25)) and math.isnan(central(root, 0.0, 0.25))


@given(st.floats(-3, 3), st.floats(1e-3, 1))
def test_central_is_the_mean_of_the_other_two(a: float, h: float) -> None:
    f = function("x^3 - 2x")
    assert central(f, a, h) == pytest.approx((forward(f, a, h) + backward(f, a, h)) / 2, abs=1e-9)


@pytest.mark.parametrize("a", [-2.0, 0.0, 0.7, 3.0])
def test_extrapolation_finds_slopes_of_smooth_functions(a: float) -> None:
    found = extrapolated(function("sin(x) e^(x/2)"), a)
    exact = math.exp(a / 2) * (math.cos(a) + math.sin(a) / 2)
    assert found.reliable and abs(found.value - exact) <= found.error <= 1e-8


def test_a_function_rough_at_every_scale_is_marked_unreliable() -> None:
    def weierstrass(x: float) -> float:
        return sum(0.6**k * math.cos(7**k * math.pi * x) for k in range(18))

    assert not extrapolated(weierstrass, 0.3).reliable
    assert not extrapolated(function("sqrt(x)"), 0.0).reliable
