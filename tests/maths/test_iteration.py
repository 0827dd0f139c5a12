"""What becomes of Newton's iteration."""

from math import sqrt

import pytest

from calcviz.maths.iteration import LONG, newton
from tests.maths.functions_of import function


def test_square_root_of_two() -> None:
    found = newton(function("x^2 - 2"), 1.0)
    assert found.iterates[1:4] == pytest.approx([1.5, 17 / 12, 577 / 408], rel=1e-15)
    assert found.ending == "root" and found.root == pytest.approx(sqrt(2), rel=1e-15)
    assert len(found.iterates) < 9


def test_a_cycle_goes_on_as_long_as_one_likes() -> None:
    found = newton(function("x^3 - 2x + 2"), 0.0)
    assert (found.ending, found.period) == ("cycle", 2)
    assert found.first(5) == (0.0, 1.0, 0.0, 1.0, 0.0, 1.0)
    assert newton(function("x^3 - 2x + 2"), 0.1).ending == "cycle"
    swinging = newton(function("sqrt(abs(x))"), 1.0)
    assert (swinging.ending, swinging.first(3)) == ("cycle", (1.0, -1.0, 1.0, -1.0))


def test_a_horizontal_tangent_and_none_at_all() -> None:
    assert newton(function("x^2 - 2"), 0.0).ending == "flat"
    assert newton(function("abs(x) - 1"), 0.0).ending == "no slope"
    assert newton(function("floor(x)"), 2.5).ending == "flat"


def test_no_real_root_is_proven() -> None:
    found = newton(function("x^2 + 1"), 0.7)
    assert found.rootless and found.ending == "wandering" and len(found.iterates) == LONG + 1
    assert newton(function("ln(-1 - x^2)"), 1.0).rootless
    assert not newton(function("x^2 - 1"), 1.5).rootless


def test_the_domain_is_left() -> None:
    found = newton(function("ln(x)"), 3.0)
    assert found.ending == "outside" and found.iterates[-1] < 0
    assert newton(function("ln(x)"), -1.0).iterates == (-1.0,)


@pytest.mark.parametrize(
    ("text", "start"), [("cbrt(x)", 1.0), ("x e^(-x)", 2.0), ("1/x", 1.0), ("atan(x)", 1.5)]
)
def test_it_runs_away(text: str, start: float) -> None:
    assert newton(function(text), start).ending == "away"


def test_a_double_root_is_reached_slowly() -> None:
    found = newton(function("x^2"), 1.0)
    assert found.ending == "root" and found.root == 0.0 and found.iterates[3] == 0.125
    shifted = newton(function("(x - 3)^3"), 1.0)
    assert shifted.ending == "root" and shifted.root == pytest.approx(3.0, abs=1e-9)


def test_a_parameter_takes_part() -> None:
    assert newton(function("x^2 - c", c=9.0), 1.0).root == 3.0
