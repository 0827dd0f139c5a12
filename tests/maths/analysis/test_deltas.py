"""Limits, ε and δ: what is called proven holds at every point, and next to the largest δ it fails."""

import random
from math import inf, isfinite, sqrt

import numpy as np
import pytest

from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.analysis.deltas import delta
from calcviz.maths.analysis.limiting import limiting
from calcviz.maths.functions.table import TABLE
from calcviz.maths.real import RealFunction


def function(text: str) -> RealFunction:
    assert TABLE
    return RealFunction(read_expression(text, Names(), frozenset("x")))


@pytest.mark.parametrize(
    ("text", "a", "limit", "epsilon", "expected"),
    [
        ("x^2", 1, 1, 0.5, sqrt(1.5) - 1),
        ("(x^2-1)/(x-1)", 1, 2, 0.1, 0.1),
        ("sqrt(x)", 0, 0, 0.5, 0.25),
        ("3x - 2", 2, 4, 0.3, 0.1),
        ("sin(x)/x", 0, 1, 1e-6, 0.00244949),
        ("abs(x)", 0, 0, 0.7, 0.7),
        ("1/x", inf, 0, 0.1, 0.1),
        ("floor(x)", 1, 1, 0.5, None),
        ("abs(x)/x", 0, 1, 1.0, None),
        ("sin(1/x)", 0, 0, 0.5, None),
    ],
)
def test_the_largest(text: str, a: float, limit: float, epsilon: float, expected: float | None) -> None:
    found = delta(function(text), a, limit, epsilon, 20.0 if isfinite(a) else 1.0)
    assert found.delta == (expected and pytest.approx(expected, rel=1e-5))
    if found.delta is None:
        assert found.offending is not None
        x, y = found.offending
        assert abs(x - a) < 1e-6 and abs(y - limit) >= epsilon


@pytest.mark.parametrize(
    "text", ["x^3 - 2x", "sin(x)/(x^2 + 1)", "e^x cos(3x)", "x abs(x - 1)", "ln(x + 12)", "atan(5x)"]
)
def test_it_holds_within_and_fails_beside(text: str) -> None:
    """At a thousand places nearer than δ; and at the offending point it does not."""
    f, rng = function(text), random.Random(3)
    for _ in range(5):
        a, epsilon = rng.uniform(-2, 2), 10 ** rng.uniform(-3, 0.5)
        limit = limiting(f, a).value
        assert limit is not None
        found = delta(f, a, limit, epsilon, 5.0)
        assert found.delta is not None
        x = a + np.linspace(-found.delta, found.delta, 1001)[1:-1]
        assert np.all(np.abs(f.values(x) - limit) < epsilon)
        if found.offending is not None:
            at, y = found.offending
            assert f(at) == pytest.approx(y, rel=1e-9, abs=1e-12) and abs(y - limit) >= epsilon
            assert abs(at - a) == pytest.approx(found.delta, rel=1e-6)


@pytest.mark.parametrize(
    ("text", "a", "value", "left", "right"),
    [
        ("sin(x)/x", 0, 1, 1, 1),
        ("1/x", 0, None, -inf, inf),
        ("floor(x)", 1, None, 0, 1),
        ("abs(x)/x", 0, None, -1, 1),
        ("atan(1/x)", 0, None, -1.5707963267948966, 1.5707963267948966),
        ("sin(1/x)", 0, None, None, None),
        ("1/x^2", 0, inf, inf, inf),
        ("(3-x)/(2x^2-6x)", 3, -1 / 6, -1 / 6, -1 / 6),
        ("sqrt(x)", 0, 0, None, 0),
        ("e^(1/x)", 0, None, 0, inf),
        ("tan(x)", 1.5707963267948966, None, inf, -inf),
        ("atan(x)", inf, 1.5707963267948966, 1.5707963267948966, 1.5707963267948966),
    ],
)
def test_limits_and_their_sides(
    text: str, a: float, value: float | None, left: float | None, right: float | None
) -> None:
    found = limiting(function(text), a)
    for one, other in ((found.value, value), (found.left, left), (found.right, right)):
        assert one == (other if other is None else pytest.approx(other, abs=1e-12))
    assert found.value is not None or found.reason
