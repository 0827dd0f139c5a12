"""Derivatives at a point: to the last digit where they exist, and the truth where they do not."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from calcviz.maths.fields.directions import all_directions, directional, one_sided
from calcviz.maths.fields.existence import differential, slope_at
from calcviz.maths.fields.higher import hessian_at, partial_at
from calcviz.maths.fields.scalar import partial_text
from tests.maths.fields.fields import field
from tests.maths.references import true_value

ORIGIN = (0.0, 0.0)
SMOOTH = [
    "x^2 + y^2",
    "exp(x y)",
    "x^3 - 3 x y^2",
    "sin(x) cos(y)",
    "(1-x)^2 + 100(y-x^2)^2",
    "ln(x^2+y^2+1)",
]
places = st.floats(-3, 3)


def holed(formula: str) -> str:
    """The formula away from 0, continued by 0."""
    return f"{{x^2 + y^2 > 0: {formula}, x = 0: 0}}"


def test_curriculum() -> None:
    d = differential(field("x^2 + y^2"), (3.0, 4.0))
    assert d.value == 25 and d.gradient == (6, 8) and d.differentiable == "proven" and d.reason is None


@pytest.mark.parametrize("written", [*SMOOTH, "x^y", "sqrt(x^2 + y^2)", "atan(y/x)"])
def test_to_the_last_digit(written: str) -> None:
    g, P = field(written), (1.25, 0.75)
    d = differential(g, P)
    assert d.differentiable == "proven" and d.gradient is not None
    with mp.workdps(40):
        for k, name in enumerate("xy"):
            others = {"x": mpf(P[0]), "y": mpf(P[1])}
            truth = mp.diff(lambda t, name=name, o=others: true_value(g.expression, {**o, name: t}), P[k])
            assert abs(d.gradient[k] - truth) <= 1e-14 * (1 + abs(truth))


@pytest.mark.parametrize(
    ("written", "partials", "reason"),
    [
        ("sqrt(x^2 + y^2)", (None, None), "no slope along x: slope -1 from the left, 1 from the right"),
        ("abs(x) + y", (None, 1.0), "no slope along x: slope -1 from the left, 1 from the right"),
        (holed("x^2 y/(x^4 + y^2)"), (0.0, 0.0), "not continuous"),
        (holed("x y/(x^2 + y^2)"), (0.0, 0.0), "not continuous"),
        (holed("x^2 y/(x^2 + y^2)"), (0.0, 0.0), "no tangent plane"),
        (holed("x^3 y/(x^4 + y^2)"), (0.0, 0.0), "no tangent plane"),  # all directional derivatives are 0
        ("sqrt(abs(x y))", (0.0, 0.0), "no tangent plane"),
        ("cbrt(x y)", (0.0, 0.0), "no tangent plane"),
        ("{x y >= 0: x y, x = 0: 0}", (0.0, 0.0), "not defined all around"),
        ("x y/(x^2 + y^2)", (None, None), "the function is not defined here"),
    ],
)
def test_not_differentiable(written: str, partials: tuple[float | None, ...], reason: str) -> None:
    d = differential(field(written), ORIGIN)
    assert d.partials == partials and d.differentiable == "no" and d.tangent is None
    assert d.reason is not None and reason in d.reason


@pytest.mark.parametrize(
    "written",
    ["abs(x y)", "(x^2 + y^2)^0.75", holed("x y (x^2-y^2)/(x^2+y^2)"), holed("(x^2+y^2) sin(1/(x^2+y^2))")],
)
def test_differentiable_where_no_formula_proves_it(written: str) -> None:
    d = differential(field(written), ORIGIN)
    assert d.differentiable == "seen" and d.tangent == (0, 0) and d.reason is None


@given(st.sampled_from(SMOOTH), places, places, st.floats(0, 2 * np.pi))
@settings(max_examples=60, deadline=None)
def test_directional_is_the_gradient_times_the_direction(
    written: str, x: float, y: float, angle: float
) -> None:
    g = field(written)
    gradient = differential(g, (x, y)).gradient
    slope = directional(g, (x, y), angle).value
    assert gradient is not None and slope is not None
    expected = gradient[0] * np.cos(angle) + gradient[1] * np.sin(angle)
    size = 1 + abs(gradient[0]) + abs(gradient[1])
    assert slope == pytest.approx(expected, abs=1e-6 * size)
    assert all_directions(g, (x, y), np.array([angle]))[0] == pytest.approx(expected, abs=1e-9 * size)


def test_all_directions_without_a_gradient() -> None:
    angles = np.linspace(0.1, 3.0, 7)
    found = all_directions(field(holed("x^2 y/(x^4 + y^2)")), ORIGIN, angles)
    assert np.allclose(found, np.cos(angles) ** 2 / np.sin(angles), rtol=1e-4)
    cone = field("sqrt(x^2 + y^2)")
    assert np.isnan(all_directions(cone, ORIGIN, angles)).all()
    assert np.allclose(one_sided(cone, ORIGIN, angles), 1)


@given(st.sampled_from(SMOOTH), places, places)
@settings(max_examples=60, deadline=None)
def test_the_hessian_is_symmetric_and_right(written: str, x: float, y: float) -> None:
    assume(abs(x) + abs(y) > 1e-3)
    g = field(written)
    H = hessian_at(g, (x, y)).value
    assert H is not None and H[0][1] == H[1][0]
    h = 1e-4
    gx = (g.partial("x")(x, y + h) - g.partial("x")(x, y - h)) / (2 * h)
    gyy = (g.partial("y")(x, y + h) - g.partial("y")(x, y - h)) / (2 * h)
    assert (H[0][1], H[1][1]) == pytest.approx((gx, gyy), rel=1e-4, abs=1e-2)


def test_unequal_mixed_derivatives() -> None:
    H = hessian_at(field(holed("x y (x^2-y^2)/(x^2+y^2)")), ORIGIN)
    assert H.matrix == ((0, -1), (1, 0)) and H.value is None
    assert H.reason == "the mixed derivatives differ: ∂²g/∂y∂x is -1, ∂²g/∂x∂y is 1"


def test_missing_second_derivatives() -> None:
    cone = hessian_at(field("sqrt(x^2 + y^2)"), ORIGIN)
    assert cone.matrix == ((None, None), (None, None)) and "∂²g/∂x²" in str(cone.reason)
    H = hessian_at(field("x abs(x) + y"), (0.0, 1.0))
    assert H.matrix == ((None, 0), (0, 0)) and "slope -2 from the left" in str(H.reason)
    assert "without bound" in str(hessian_at(field("(x^2 + y^2)^0.75"), ORIGIN).reason)
    assert hessian_at(field("ln(x)"), ORIGIN).reason == "the function is not defined here"


def test_higher_orders() -> None:
    g = field("x^3 y^2")
    assert partial_at(g, ("x", "x", "y"), (2.0, 3.0)).value == 72
    assert partial_text("g", ("x", "x", "y")) == "∂³g/∂y∂x²"
    assert slope_at(field("x^y"), "y", (2.0, 3.0)).value == pytest.approx(8 * np.log(2), rel=1e-15)
