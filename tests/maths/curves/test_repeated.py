"""Repeated roots: the same polynomial, written as powers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.language.expression import Call, Expression, Name, Number, substitute
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.reader import read_expression
from calcviz.maths.curves.repeated import gathered
from calcviz.maths.evaluate import compiled
from calcviz.maths.exact import exact


def read(source: str) -> Expression:
    return read_expression(source, Names(), frozenset("xy"))


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("x^2 - 2x + 1", "(x - 1)^2"),
        ("1/(x^3 - 3x^2 + 3x - 1)", "1/(x - 1)^3"),
        ("4x^2 - 4x + 1", "4*(x - 1/2)^2"),
        ("x^4 - 2x^2 + 1", "(x^2 - 1)^2"),
        ("x^3 - 3x + 2", "(x + 2)*(x - 1)^2"),
        ("asin(2x/(1 + x^2))", "atan2(2*x/(1 + x^2), sqrt((x^2 - 1)^2/(1 + x^2)^2))"),
        ("acos(x^2)", "acos(x^2)"),
        ("-x^2 + 2x - 1", "-(x - 1)^2"),
    ],
)
def test_repeated_roots_become_powers(source: str, result: str) -> None:
    assert text(gathered(read(source))) == result


@pytest.mark.parametrize(
    "source",
    ["x^2 - 1", "x^2 + 1", "3x + 4", "x^2 - 2x*y + y^2", "sin(x)^2 + 2sin(x) + 1", "x^x + 1", "5", "x/x + 1"],
)
def test_the_rest_stays_as_it_was_typed(source: str) -> None:
    assert gathered(read(source)) == read(source)


@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(1, 3)), min_size=1, max_size=3),
    st.fractions(min_value=-20, max_value=20, max_denominator=12),
)
def test_values_stay_the_same(roots: list[tuple[int, int]], at: Fraction) -> None:
    coefficients = np.array([1], dtype=object)
    for root, times in roots:
        for _ in range(times):
            coefficients = np.convolve(coefficients, np.array([1, -root], dtype=object))
    degree = len(coefficients) - 1
    terms = tuple(
        Call("multiply", (Number(int(c)), Call("power", (Name("x"), Number(degree - k)))))
        if k < degree
        else Number(int(c))
        for k, c in enumerate(coefficients)
    )
    e = Call("add", terms)

    assert exact(substitute(gathered(e), {"x": Number(at)})) == exact(substitute(e, {"x": Number(at)}))


def test_noise_at_a_sevenfold_root_is_gone() -> None:
    x = 1 + np.linspace(-0.01, 0.01, 101)
    e = read("x^7 - 7x^6 + 21x^5 - 35x^4 + 35x^3 - 21x^2 + 7x - 1")
    assert compiled(gathered(e), ("x",))(x) == pytest.approx((x - 1) ** 7, rel=1e-12, abs=0)
