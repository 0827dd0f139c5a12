"""Integrals and sums inside formulas: values, bounds that hold, and derivatives."""

import math

import numpy as np
import pytest

from calcviz.language.expression import Call, Expression, Name, Number, Question, free_names, substitute
from calcviz.maths.calculus.inside import bounds, names_of
from calcviz.maths.derivatives.differentiate import derivative
from calcviz.maths.evaluate import compiled, value
from calcviz.maths.intervals.enclose import enclosure
from calcviz.maths.intervals.enclosures import DEFINED, UNDEFINED, Interval
from tests.maths.calculus.asked import question

X = np.linspace(-4, 4, 201)

FUNCTIONS = [
    ("integral(t^2, t, 0, x)", lambda x: x**3 / 3, 1e-12),
    ("integral(cos(t), t, x, 2x)", lambda x: np.sin(2 * x) - np.sin(x), 1e-12),
    ("integral(floor(t), t, 0, x)", lambda x: np.floor(x) * (x - (np.floor(x) + 1) / 2), 1e-10),
    ("integral(cos(x t), t, 0, 1)", lambda x: np.sinc(x / np.pi), 1e-10),
    ("integral(x^2, x, 0, x)", lambda x: x**3 / 3, 1e-12),
    ("integral(e^-t, t, 0, inf)", lambda x: 1 + 0 * x, 1e-12),
    ("integral(x y t, t, 0, 1, y, 0, 2)", lambda x: x, 1e-10),
    ("sum(x, x, 1, x^2 - x^2 + 3)", lambda x: 6 + 0 * x, 1e-10),
    ("sum(x^k, k, 0, 3)", lambda x: 1 + x + x**2 + x**3, 1e-10),
]


@pytest.mark.parametrize(("written", "true", "room"), FUNCTIONS, ids=[f[0] for f in FUNCTIONS])
def test_values_on_arrays(written: str, true: object, room: float) -> None:
    assert callable(true)
    found = compiled(question(written), ("x",))(X)
    assert np.abs(found - true(X)).max() <= room


@pytest.mark.parametrize("written", [f[0] for f in FUNCTIONS if not f[0].startswith(("sum", "integral(x y"))])
def test_bounds_hold_and_the_function_is_proven_continuous(written: str) -> None:
    e = question(written)
    edges = np.linspace(-4, 4, 65)
    low, high, state = enclosure(e, ("x",))(Interval(edges[:-1], edges[1:]))
    assert np.all(state == DEFINED)
    for u in (0.0, 0.3, 1.0):
        inside = compiled(e, ("x",))(edges[:-1] + u * np.diff(edges))
        assert np.all((low - 1e-12 <= inside) & (inside <= high + 1e-12))


def test_beyond_a_pole_there_is_nothing() -> None:
    e = question("integral(1/t, t, 1, x)")
    _, _, state = enclosure(e, ("x",))(Interval(np.array([-2.0, 0.5]), np.array([-1.0, 2.0])))
    assert np.asarray(state).tolist() == [UNDEFINED, DEFINED]
    assert np.isnan(compiled(e, ("x",))(np.array([-1.0])))[0]


def test_fixed_ones_are_numbers_with_bounds() -> None:
    e = Call("add", (Number(2), question("integral(x^2, x, 0, 1)")))
    assert value(e, {}) == pytest.approx(7 / 3, abs=1e-14)
    low, high, state = enclosure(e, ())()
    assert low <= 7 / 3 <= high and high - low < 1e-13 and state == DEFINED
    assert math.isnan(value(question("integral(1/x, x, -1, 1)"), {}))
    assert value(question("limit(sin(x)/x, x, 0)"), {}) == 1.0
    assert math.isnan(value(question("limit(1/x, x, 0)"), {}))


DERIVATIVES = [
    ("integral(t^2, t, 0, x)", "x^2"),
    ("integral(sin(t), t, x, x^2)", "2x*sin(x^2) - sin(x)"),
    ("integral(sin(x t), t, 0, 1)", "integral(t*cos(x t), t, 0, 1)"),
    ("integral(x t, t, 0, x)", "3x^2/2"),
    ("sum(x^k, k, 1, n)", "sum(k*x^(k-1), k, 1, n)"),
    ("integral(t, t, 0, 1)", "0"),
]


def read(written: str) -> Expression:
    from calcviz.language.names import Names
    from calcviz.language.reader import read_expression

    return read_expression(written, Names(numbers=frozenset({"n"})), frozenset({"x", "t", "k"}))


@pytest.mark.parametrize(("written", "slope"), DERIVATIVES)
def test_derivatives_follow_the_fundamental_theorem(written: str, slope: str) -> None:
    df, wanted = derivative(read(written), "x"), read(slope)
    x = np.linspace(0.5, 3, 40)
    mine, true = (compiled(e, ("x", "n"))(x, 4.0) for e in (df, wanted))
    assert mine == pytest.approx(true, abs=1e-10)


def test_nothing_that_is_put_in_is_captured() -> None:
    e = question("integral(sin(x t), t, 0, 1)")
    moved = substitute(e, {"x": Name("t")})
    assert free_names(moved) == {"t"}
    assert value(moved, {"t": 2.0}) == pytest.approx((1 - math.cos(2)) / 2, abs=1e-12)


def test_bounds_of_what_is_not_bounded_are_honest() -> None:
    e = question("sum(sin(k x), k, 1, 5)")
    assert isinstance(e, Question) and names_of(e) == ("x",)
    low, high, _ = bounds(e)(enclosure(Name("x"), ("x",))(Interval(X[:-1], X[1:])))
    assert np.all(low == -np.inf) and np.all(high == np.inf)


def test_an_integral_as_a_function_has_landmarks_and_slopes() -> None:
    from calcviz.maths.landmarks.landmark import landmarks
    from calcviz.maths.real import real_function

    f = real_function(question("integral(t^2-1, t, 0, x)"), "x", {})
    found = {(mark.kind, round(mark.x, 9)) for mark in landmarks(f, (-5, 5), (-5, 5), 1000, inflections=True)}
    assert {
        ("maximum", -1.0),
        ("minimum", 1.0),
        ("root", 0.0),
        ("root", 1.732050808),
        ("inflection", 0.0),
    } <= found
    assert (f.slope(1.0).value, f.slope(2.0).value) == (0.0, 3.0)
    steps = real_function(question("integral(floor(t), t, 0, x)"), "x", {})
    assert steps.slope(1.0).reason is not None and steps.slope(0.5).value == 0.0


def test_an_empty_interval_has_no_area_even_at_a_hole() -> None:
    assert value(question("integral(sin(t)/t, t, 0, 0)"), {}) == 0.0
    assert math.isnan(value(question("integral(1/t, t, 0, 0)"), {}))
