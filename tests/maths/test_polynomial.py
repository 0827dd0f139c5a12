"""Polynomials read from expressions: their coefficients, their limits, and their centred form."""

from fractions import Fraction

import numpy as np
import pytest

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.reader import read_expression
from calcviz.maths.exact import exact
from calcviz.maths.intervals.enclose import Interval, enclosure
from calcviz.maths.polynomial import centred, divided, limit, numerator, quadratic_rest


def read(written: str) -> Expression:
    return read_expression(written, Names(numbers=frozenset("a")), frozenset("x"))


@pytest.mark.parametrize(
    ("written", "coefficients"),
    [
        ("(x-1)^2", (1, -2, 1)),
        ("x/2 - 0.1", (Fraction(-1, 10), Fraction(1, 2))),
        ("1/x + 1/(x-1)", (-1, 2)),
        ("x - x", ()),
        ("a x + 1", (1, 3)),
        ("(x^2-1)/(x-1)", (-1, 0, 1)),
    ],
)
def test_numerators(written: str, coefficients: tuple[Fraction, ...]) -> None:
    assert numerator(read(written), "x", {"a": Fraction(3)}) == coefficients


@pytest.mark.parametrize("written", ["sin x", "x^a", "2^x", "sqrt(x)", "abs(x)", "(x^30)^2", "b x"])
def test_what_is_no_polynomial(written: str) -> None:
    e = read_expression(written, Names(numbers=frozenset("ab")), frozenset("x"))
    assert numerator(e, "x", {"a": Fraction(1, 2)}) is None


def test_limits_of_quotients() -> None:
    assert limit(read("(x^2-1)/(x-1)"), "x", {}, Fraction(1)) == 2
    assert limit(read("(x-2)^2/(x^2-5x+6)"), "x", {}, Fraction(2)) == 0
    assert limit(read("1/(x-1)"), "x", {}, Fraction(1)) is None
    assert limit(read("sin(x)/x"), "x", {}, Fraction(0)) is None


def test_zeros_are_set_aside() -> None:
    p = numerator(read("(x-1)(x+2/3)(x^2-x-1)"), "x", {})
    assert p is not None
    assert quadratic_rest(p, [1.0, -0.6666666666666667, 1.618]) == (-1, -1, 1)
    assert quadratic_rest(p, [1.0]) is None
    assert divided(p, Fraction(2)) is None


@pytest.mark.parametrize(
    ("written", "shifted"),
    [
        ("x^2 - 5x + 6", "-1/4 + 1*(x - 5/2)^2"),
        ("x^2 + 2x", "-1 + 1*(x + 1)^2"),
        ("x^3 - 3x", None),
        ("x^2 - 4", None),
        ("x + 1", None),
        ("a x^2 + x", None),
        ("sin(x) + x^2 + x", None),
        ("x^5 + x^4", None),
        ("1/x + x^2 + x", None),
    ],
)
def test_centred(written: str, shifted: str | None) -> None:
    found = centred(read(written))
    assert (found and text(found)) == shifted


@pytest.mark.parametrize("written", ["x^2-5x+6", "x^3-6x^2+11x-6", "2x^4-x^3/3+7x^2+x-0.1", "0.3x^2+(x-1)^3"])
def test_the_centred_form_is_the_same_polynomial(written: str) -> None:
    e = read(written)
    found = centred(e)
    assert found is not None
    for k in range(-6, 7):
        at = {"x": Fraction(k, 3)}
        assert exact(found, at) == exact(e, at)


def test_bounds_beside_a_zero_keep_away_from_it() -> None:
    f = enclosure(read("x^2 - 5x + 6"), ("x",))
    cells = Interval(np.array([3.001, 2.001, 1.0, -1e308]), np.array([3.1, 2.9, 1.9, 1e308]))
    low, high, _ = f(cells)
    assert low[0] > 0
    assert high[1] < 0
    assert low[2] > 0
    assert low[3] <= -0.25
    assert high[3] > 1e300
