"""Expressions by the distance from a place: the same values, without cancellation."""

from fractions import Fraction
from math import pi, sqrt

import pytest

from calcviz.language.notation import text
from calcviz.maths.calculus.shifting import Place, at_distance, place
from calcviz.maths.evaluate import value
from tests.maths.calculus.asked import question


@pytest.mark.parametrize(
    ("x", "exact", "turned"),
    [
        (2.0, Fraction(2), False),
        (1 / 3, Fraction(1, 3), False),
        (pi / 2, Fraction(1, 2), True),
        (0.0, Fraction(0), False),
    ],
)
def test_simple_numbers_are_recognised(x: float, exact: Fraction, turned: bool) -> None:
    assert place(x) == Place(x, exact, turned)


def test_other_numbers_stay_floats() -> None:
    assert place(sqrt(2)) == Place(sqrt(2))


@pytest.mark.parametrize(
    ("written", "at", "sign", "moved"),
    [
        ("(x^2-1)/(x-1)", 1.0, 1, "(2 + x)*x/x"),
        ("1/sqrt(1-x)", 1.0, -1, "1/sqrt(x)"),
        ("tan(x)", pi / 2, -1, "-cot((-1)*x)"),
        ("cos(2x)", pi, 1, "cos(2*x)"),
        ("sin(pi x)", 1.0, 1, "-sin(x*pi)"),
        ("ln(x)", 0.0, 1, "ln(x)"),
    ],
)
def test_nothing_cancels(written: str, at: float, sign: int, moved: str) -> None:
    body = question(f"integral({written}, x, 0, 1)").body
    assert text(at_distance(body, "x", place(at), sign)) == moved


@pytest.mark.parametrize(
    "written", ["sin(3x)^2+x^3", "sec(x)/(2+x)", "cot(x/2)-csc(x)", "e^x ln(x+3) |x-1|", "sin(pi x/2) x"]
)
@pytest.mark.parametrize("at", [0.5, 1.0, pi / 2, 3 * pi / 4, sqrt(3)])
@pytest.mark.parametrize("sign", [-1, 1])
def test_the_values_are_the_same(written: str, at: float, sign: int) -> None:
    body = question(f"integral({written}, x, 0, 1)").body
    moved = at_distance(body, "x", place(at), sign)
    for d in (0.01, 0.3):
        assert value(moved, {"x": d}) == pytest.approx(
            value(body, {"x": at + sign * d}), rel=1e-11, abs=1e-11
        )
