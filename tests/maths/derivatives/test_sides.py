"""Slopes and limits from either side, the reasons why a slope does not exist, and the derivative traps."""

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from calcviz.language.expression import Call, Expression
from calcviz.language.messages import use_language
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.reader import parse
from calcviz.maths.derivatives.differentiate import derivative
from calcviz.maths.derivatives.sides import Sides, Slope, one_sided, one_sided_limit, shortest, slope
from calcviz.maths.evaluate import compiled
from tests.maths.random_expressions import expression
from tests.maths.references import DIGITS, TooLarge
from tests.maths.slopes import true_slope

NAMES = Names(numbers=frozenset("ay"))
INF = math.inf


def read(written: str) -> Expression:
    e = parse(written, NAMES)
    assert isinstance(e, Expression), e
    return e


def slope_of(written: str, at: float, **parameters: float) -> Slope:
    return slope(read(written), "x", at, parameters)


@pytest.mark.parametrize(
    ("written", "at", "expected"),
    [
        ("3x^2 - 4x", 1.0, 2.0),
        ("0.01x^2 + 0.1x", 5.0, 0.2),
        ("floor(x)", 1.5, 0.0),
        ("x abs(x)", 0.0, 0.0),
        ("abs(x^3)", 0.0, 0.0),
        ("sqrt(x^4)", 0.0, 0.0),
        ("x^2 abs(x)", 0.0, 0.0),
        ("max(x, abs(x))", 1.0, 1.0),
        ("{x < 1: x^2, x >= 1: 2x - 1}", 1.0, 2.0),
        ("{x = 0: 0, x != 0: x^2 sin(1/x)}", 0.0, 0.0),
        ("{x = 0: 0, x != 0: e^(-1/x^2)}", 0.0, 0.0),
        ("{x = 0: 1, x != 0: sin(x)/x}", 0.0, 0.0),
        ("{x = 2: 4, x != 2: (x^2 - 4)/(x - 2)}", 2.0, 1.0),
        ("floor(x^2) + x", 0.0, 1.0),
        ("gcd(6, 4) x", 3.0, 2.0),
        ("5 + (x - 1)^3", 1.0, 0.0),
        ("5 + (x - 1)^8", 1.0, 0.0),
        ("cos(((x^2 - 1)(x - 1))^2)", 1.0, 0.0),
        ("sqrt(x)/sqrt(x)", 1.7, 0.0),
        ("tan(x) cot(x)", 1.3, 0.0),
        ("x^(1/ln x)", 2.3, 0.0),
        ("sin(x)^2 + cos(x)^2", 0.3, 0.0),
    ],
)
def test_slopes_that_exist(written: str, at: float, expected: float) -> None:
    assert slope_of(written, at) == Slope(expected, expected, expected)


@pytest.mark.parametrize(
    ("written", "at", "left", "right", "reason"),
    [
        ("abs(x)", 0.0, -1.0, 1.0, "corner"),
        ("abs(3x - 0.3)", 0.1, -3.0, 3.0, "corner"),
        ("abs(sin(x))", math.pi, -1.0, 1.0, "corner"),
        ("sqrt(x^2)", 0.0, -1.0, 1.0, "corner"),
        ("max(x, 0)", 0.0, 0.0, 1.0, "corner"),
        ("relu(x)", 0.0, 0.0, 1.0, "corner"),
        ("leakyrelu(x)", 0.0, 0.01, 1.0, "corner"),
        ("max(x^2, x)", 1.0, 1.0, 2.0, "corner"),
        ("x floor(x)", 0.0, -1.0, 0.0, "corner"),
        ("abs(x - 0.3) + abs(x - 0.7)", 0.3, -2.0, 0.0, "corner"),
        ("{x < 0: -x, x >= 0: x^2}", 0.0, -1.0, 0.0, "corner"),
        ("10000 abs(x - 3)", 3.0, -10000.0, 10000.0, "corner"),
        ("sqrt(x)", 0.0, None, INF, "vertical"),
        ("cbrt(x)", 0.0, INF, INF, "vertical"),
        ("x^(1/3)", 0.0, INF, INF, "vertical"),
        ("x^(2/3)", 0.0, -INF, INF, "vertical"),
        ("sqrt(1 - x^2)", 1.0, -INF, None, "vertical"),
        ("asin(x)", 1.0, INF, None, "vertical"),
        ("sqrt(abs(x))", 0.0, -INF, INF, "vertical"),
        ("x^(3/2)", 0.0, None, 0.0, "end"),
        ("x^2 {0 <= x <= 1}", 1.0, 2.0, None, "end"),
        ("{x = 0: 1}", 0.0, None, None, "end"),
        ("floor(x)", 1.0, None, 0.0, "jump"),
        ("ceil(x)", 1.0, 0.0, None, "jump"),
        ("round(x)", 0.5, None, 0.0, "jump"),
        ("mod(x, 1)", 2.0, None, 1.0, "jump"),
        ("sign(x)", 0.0, None, None, "jump"),
        ("1e-20 floor(x)", 1.0, None, 0.0, "jump"),
        ("{x = 0: 0, x != 0: 1/x}", 0.0, None, None, "jump"),
        ("{x = 0: 0, x != 0: x sin(1/x)}", 0.0, None, None, "oscillates"),
        ("1/x", 0.0, None, None, "undefined"),
        ("ln(x)", -1.0, None, None, "undefined"),
        ("sin(x)/x", 0.0, None, None, "undefined"),
        ("tan(x)", math.pi / 2, None, None, "undefined"),
    ],
)
def test_slopes_that_do_not_exist(
    written: str, at: float, left: float | None, right: float | None, reason: str
) -> None:
    found = slope_of(written, at)
    assert found == Slope(None, left, right, reason)  # type: ignore[arg-type]
    assert found.sentence
    assert one_sided(read(written), "x", at, {}) == Sides(left, right)


@pytest.mark.parametrize(
    ("written", "at", "sentence"),
    [
        ("abs(x)", 0.0, "slope -1 from the left, 1 from the right"),
        ("leakyrelu(x)", 0.0, "slope 0.01 from the left, 1 from the right"),
        ("x^(2/3)", 0.0, "slope -∞ from the left, ∞ from the right"),
        ("cbrt(x)", 0.0, "the tangent is vertical"),
        ("sqrt(x)", 0.0, "nothing on the left, slope ∞ from the right"),
        ("floor(x)", 1.0, "the function jumps here"),
        ("1/x", 0.0, "the function is not defined here"),
    ],
)
def test_the_reason_in_words(written: str, at: float, sentence: str) -> None:
    use_language("en")
    assert slope_of(written, at).sentence == sentence
    assert slope_of("x^2", at).sentence is None


@pytest.mark.parametrize(
    ("written", "at", "left", "right", "reason"),
    [
        ("acos(cos x)", 0.0, -1.0, 1.0, "corner"),
        ("acos(cos x)", math.pi, 1.0, -1.0, "corner"),
        ("asin(sin x)", math.pi / 2, 1.0, -1.0, "corner"),
        ("asin(2x/(1 + x^2))", 1.0, 1.0, -1.0, "corner"),
        ("acos((1 - x^2)/(1 + x^2))", 0.0, -2.0, 2.0, "corner"),
        ("sqrt(1 - cos(x)^2)", 0.0, -1.0, 1.0, "corner"),
        ("sqrt(x^2 - 2x + 1)", 1.0, -1.0, 1.0, "corner"),
        ("sqrt(sin x)", math.pi, -INF, None, "vertical"),
        ("asin(x) + acos(x)", 1.0, 0.0, None, "end"),
        ("floor(3cos x)", 0.0, None, None, "jump"),
        ("floor(sin x)", math.pi / 2, None, None, "jump"),
        ("1/(2x + 1/2 + mod(2, x^2 - 1))", 0.0, None, None, "jump"),
    ],
)
def test_cancellation_hides_no_corner(
    written: str, at: float, left: float | None, right: float | None, reason: str
) -> None:
    found = slope_of(written, at)
    assert (found.value, found.reason) == (None, reason)
    assert found.left == pytest.approx(left, abs=1e-6) and found.right == pytest.approx(right, abs=1e-6)


@pytest.mark.parametrize(
    ("written", "at", "expected"),
    [
        ("1/(x - 10^9)", 1e9 + 2, -0.25),
        ("tan x", 1.570796327, 1 / math.cos(1.570796327) ** 2),
        ("x^2 - 2x + 1", 1 - 2.0**-27, -(2.0**-26)),
    ],
)
def test_a_smooth_function_has_a_slope_beside_a_pole_or_a_root(
    written: str, at: float, expected: float
) -> None:
    assert slope_of(written, at).value == pytest.approx(expected)


def test_parameters_are_sliders() -> None:
    assert slope_of("a x^2", 3.0, a=0.5).value == 3.0
    assert slope_of("abs(x - a)", 0.5, a=0.5).reason == "corner"
    assert slope_of("x^a", 0.0, a=1.5).reason == "end"
    assert slope_of("x^a", 0.0, a=2.0).value == 0.0
    assert slope_of("x^a", 0.0, a=3.0).value == 0.0


def test_derivative_traps() -> None:
    """The traps of kind derivative that one variable has."""
    assert text(derivative(read("abs(x)"), "x")) == "x/abs(x)"
    assert slope_of("{x < 0: 0, otherwise: 1}", 0.0).value is None
    assert compiled(derivative(read("x^x"), "x"), ("x",))(np.array([2.0, -2.0, 0.0])).tolist()[
        0
    ] == pytest.approx(4 * (math.log(2) + 1))
    assert np.isnan(compiled(derivative(read("x^x"), "x"), ("x",))(np.array([-2.0, 0.0]))).all()
    assert slope_of("tan(x)", math.pi / 2).value is None
    assert slope_of("sqrt(x^2 + y^2)", 0.0, y=0.0).value is None


@pytest.mark.parametrize(
    ("written", "at", "left", "right"),
    [
        ("sin(x)/x", 0.0, 1.0, 1.0),
        ("1/x", 0.0, -INF, INF),
        ("floor(x)", 1.0, 0.0, 1.0),
        ("abs(x)/x", 0.0, -1.0, 1.0),
        ("e^(1/x)", 0.0, 0.0, INF),
        ("sin(1/x)", 0.0, None, None),
        ("sqrt(x)", 0.0, None, 0.0),
        ("(x^2 - 1)/(x - 1)", 1.0, 2.0, 2.0),
        ("x^x", 0.0, None, 1.0),
    ],
)
def test_limits_from_either_side(written: str, at: float, left: float | None, right: float | None) -> None:
    f = compiled(read(written), ("x",))
    for side, expected in ((-1, left), (1, right)):
        found = one_sided_limit(f, at, side)
        assert found == expected or (found is not None and found == pytest.approx(expected, abs=1e-6))


def test_the_shortest_number_that_may_be_meant() -> None:
    assert shortest(0.4999999997, 1e-8) == 0.5
    assert shortest(-1e-12, 1e-10) == 0.0
    assert shortest(1 / 3, 1e-6) == 0.333333
    assert shortest(1.25, 0.0) == 1.25


eighths = st.integers(-40, 40).map(lambda k: k / 8)


@given(eighths, eighths, eighths, eighths)
def test_a_corner_has_the_slopes_of_its_two_lines(m: float, n: float, at: float, height: float) -> None:
    """max and min of two lines that meet: the one-sided slopes are those of the lines."""
    e = _roof(m, n, at, height)
    found = slope(e, "x", at, {})
    if m == n:
        assert found == Slope(m, m, m)
    else:
        assert found == Slope(None, min(m, n), max(m, n), "corner")


def _roof(m: float, n: float, at: float, height: float) -> Expression:
    lines = [read(f"({k}) (x - ({at})) + ({height})") for k in (m, n)]
    return Call("max", tuple(lines))


def test_random_formulas_never_get_a_wrong_slope() -> None:
    """Where 40 digits see a slope it is found, or nothing is; where they see none, none is claimed."""
    rng = random.Random("slopes")
    found = missed = 0
    with mp.workdps(DIGITS):
        for _ in range(500):
            e = expression(rng, rng.randint(2, 3))
            x, y = rng.choice((-1.0, 0.0, 1.0, 2.0, rng.uniform(-3, 3))), rng.uniform(-2, 2)
            try:
                exists, expected = true_slope(e, {"x": mpf(x), "y": mpf(y)})
            except TooLarge:
                continue
            answer = slope(e, "x", x, {"y": y}).value
            if exists and expected is not None and abs(expected) < 1e6:
                found, missed = found + (answer is not None), missed + (answer is None)
                if answer is not None:
                    assert answer == pytest.approx(float(expected), rel=1e-5, abs=1e-5), (text(e), x, y)
            elif exists is False:
                assert answer is None, (text(e), x, y, answer)
    assert found > 200 and missed <= found // 50
