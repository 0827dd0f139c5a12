"""Critical points: found, exact, classified, and the truth about those that cannot be listed."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcviz.maths.fields.critical import Critical, critical_points
from tests.maths.fields.fields import field


def found(written: str, half: float = 3.0) -> Critical:
    return critical_points(field(written), (-half, half), (-half, half))


def told(written: str, half: float = 3.0) -> list[tuple[float, float, str]]:
    return [(p.x, p.y, p.kind) for p in found(written, half).points]


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("x^2 - y^2", [(0, 0, "saddle")]),
        ("(1-x)^2 + 100(y-x^2)^2", [(1, 1, "minimum")]),
        ("x^3 + y^3 - 3x y", [(0, 0, "saddle"), (1, 1, "minimum")]),
        ("x^4 - 2x^2 + y^2", [(-1, 0, "minimum"), (0, 0, "saddle"), (1, 0, "minimum")]),
        ("1 - (x - 1/3)^2 - (y + 2/7)^2", [(1 / 3, -2 / 7, "maximum")]),
        ("x^4 + y^4", [(0, 0, "minimum")]),
        ("x^2 + y^4", [(0, 0, "minimum")]),
        ("3 - x^4 - (y - 1)^4", [(0, 1, "maximum")]),
        ("-x^2 - y^6", [(0, 0, "maximum")]),
        ("x^2 - y^4", [(0, 0, "saddle")]),
        ("x^2 + y^3 + 2", [(0, 0, "saddle")]),
        ("(y - x^2)(y - 2x^2)", [(0, 0, "undecided")]),
        ("x^2 (1 + y)^3 + y^2", [(0, 0, "minimum")]),
        ("x^3 - 3 x y^2", [(0, 0, "saddle")]),
        ("x + y", []),
        ("1/(x - y)", []),
        ("1/(x^2 + y^2)", []),
        ("tan(x) + y^2", []),
        ("floor(x) + y", []),
        ("ln(-1 - x^2 - y^2)", []),
    ],
)
def test_points(written: str, points: list[tuple[float, float, str]]) -> None:
    assert told(written) == points
    for p in found(written).points:
        assert p.exact == (Fraction(p.x).limit_denominator(100), Fraction(p.y).limit_denominator(100))
        assert (p.reason is not None) == (p.kind == "undecided")


def test_all_of_many() -> None:
    points = found("sin(x) cos(y)", 5.0).points
    assert len(points) == 24 and {p.kind for p in points} == {"minimum", "maximum", "saddle"}
    for p in points:
        saddle = p.kind == "saddle"
        assert abs(np.sin(p.x)) == pytest.approx(0 if saddle else 1, abs=1e-14)
        assert p.value == (0 if saddle else pytest.approx(1 if p.kind == "maximum" else -1))


def test_tips() -> None:
    for written, kind in (("sqrt(x^2 + y^2)", "minimum"), ("1 - abs(x) - abs(y)", "maximum")):
        (p,) = found(written).points
        assert (p.x, p.y, p.kind, p.differentiable) == (0, 0, kind, False)
        assert p.reason == "the function is not differentiable here"
    (p,) = found("{x^2 + y^2 > 0: x y (x^2-y^2)/(x^2+y^2), x = 0: 0}").points
    assert (p.x, p.y, p.kind, p.differentiable) == (0, 0, "undecided", True)


@pytest.mark.parametrize(
    ("written", "reason", "isolated"),
    [
        ("x^2", "the critical points fill a curve", []),
        ("(x^2 + y^2 - 1)^2", "the critical points fill a curve", [(0, 0, "maximum")]),
        ("3", "the gradient is zero everywhere here: every point is critical", []),
        ("floor(x) + floor(y)", "the gradient is zero wherever it exists: all those points are critical", []),
        ("sin(20x) cos(20y)", "there are too many critical points in this window", []),
    ],
)
def test_what_is_not_listed(written: str, reason: str, isolated: list[tuple[float, float, str]]) -> None:
    assert found(written).reason == reason and told(written) == isolated


@settings(max_examples=30, deadline=None)
@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(0.1, 5), st.floats(0.1, 5), st.floats(-3, 3))
def test_a_quadratic_form_anywhere(a: float, b: float, p: float, q: float, r: float) -> None:
    g = field("p (x-a)^2 + r (x-a)(y-b) + q (y-b)^2", a=a, b=b, p=p, q=q, r=r)
    points = critical_points(g, (-3.0, 3.0), (-3.0, 3.0)).points
    determinant = 4 * p * q - r * r
    if abs(determinant) > 1e-3:
        (point,) = points
        assert (point.x, point.y) == pytest.approx((a, b), abs=1e-9)
        assert point.kind == ("minimum" if determinant > 0 else "saddle")


@pytest.mark.parametrize("written", ["x^2 y^2", "x y/(x^2+y^2)", "x^2 ln(x^2+y^2)", "sin(x^2+y^2)/(x^2+y^2)"])
def test_points_on_a_curve_of_them_and_rounding_are_not_listed(written: str) -> None:
    g = critical_points(field(written), (-3.1, 2.7), (-1.9, 4.3))
    assert g.reason == "the critical points fill a curve"
    assert all(p.kind == "minimum" and abs(p.x) > 0.6 for p in g.points)


@pytest.mark.parametrize(
    ("written", "kind"), [("x^4 + y^2", "minimum"), ("(y - x^2)(y - 3x^2)", "undecided")]
)
def test_a_singular_point_is_where_it_is_meant(written: str, kind: str) -> None:
    assert told(written) == [(0.0, 0.0, kind)]


def test_several_singular_points_are_no_curve() -> None:
    found = critical_points(field("sin(x+y) cos(2y) - 2x/3"), (-3.1, 2.9), (-2.7, 3.2))
    assert found.reason is None and len(found.points) >= 5
    assert all(abs(np.cos(p.x + p.y) * np.cos(2 * p.y) - 2 / 3) < 1e-7 for p in found.points)
