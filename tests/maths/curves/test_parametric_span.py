"""Over what part of its parameter a curve is drawn where none is written."""

from collections.abc import Callable
from math import e, inf, pi, tau
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcviz.maths.axis import Axis
from calcviz.maths.curves.parametric_span import TURNS, closing, seen
from calcviz.maths.curves.window import Window, of_screen
from tests.maths.curves.test_parametric import HEIGHT, WIDTH, curve, ink, polar, screen

Real = Any
Pair = tuple[Real, Real]

WINDOW = Window((Axis(-10.0, 10.0, 1200.0), Axis(-20 / 3, 20 / 3, 800.0)))
ALL = -inf, inf


@pytest.mark.parametrize(
    ("x", "y", "period"),
    [
        ("cos t", "sin t", tau), ("sin(7t)", "sin(5t)", tau), ("cos(t/3)", "sin(t/2)", 6 * tau),
        ("cos(2pi t)", "sin(2pi t + 1)", 1.0), ("sin(pi t/3)", "2", 6.0), ("tan t", "sec t", tau),
        ("t", "sin t", None), ("cos(pi t)", "sin t", None), ("1", "2", None),
        ("cos t", "sin(sqrt(2)t)", None),
    ],
)  # fmt: skip
def test_a_period_is_proven_by_the_formula(x: str, y: str, period: float | None) -> None:
    assert closing(curve(x, y)) == (None if period is None else pytest.approx(period))


def test_the_numbers_of_sliders_count() -> None:
    assert closing(curve("sin(a t)", "cos(b t)", a=0.5, b=1.5)) == pytest.approx(2 * tau)
    assert closing(curve("sin(a t)", "cos t", a=2**0.5)) is None


@pytest.mark.parametrize(
    ("x", "y", "low", "high"),
    [
        ("t", "t^2", -((20 / 3) ** 0.5), (20 / 3) ** 0.5),
        ("t", "sin t", -10, 10),
        ("ln t", "t", 0, 20 / 3),
        ("exp(t)", "exp(-t)", -np.log(20 / 3), np.log(10)),
        ("1000t", "t^2", -0.01, 0.01),
        ("floor(t)", "t", -20 / 3, 20 / 3),
        ("t cos t", "t sin t", -12, 12),
    ],
)
def test_it_ends_where_the_curve_leaves_the_view(x: str, y: str, low: float, high: float) -> None:
    left, right = seen(curve(x, y), ALL, WINDOW)
    assert left <= low + 1e-9 and right >= high - 1e-9
    assert right - left <= 1.1 * (high - low)


@pytest.mark.parametrize(("x", "y"), [("(1-t^2)/(1+t^2)", "2t/(1+t^2)"), ("1/t", "1/t^2"), ("exp(-t)", "0t")])
def test_it_ends_where_the_rest_is_one_point(x: str, y: str) -> None:
    c = curve(x, y)
    _, right = seen(c, ALL, WINDOW)
    away = WINDOW.pixels(c.values(right * np.logspace(0, 6, 50)) - c.values(np.array([right])))
    assert np.abs(away - WINDOW.pixels(np.zeros((2, 1)))).max() < 1.0


def test_what_never_leaves_and_never_repeats_is_drawn_for_a_turn() -> None:
    assert seen(curve("cos t", "sin(sqrt(2)t)"), ALL, WINDOW) == (0.0, tau)
    assert seen(polar("sin(sqrt(2)theta)"), (0.0, inf), WINDOW) == (0.0, 6 * tau)
    assert seen(polar("ln(theta)"), (0.0, inf), WINDOW) == (0.0, 6 * tau)
    assert seen(polar("theta/10"), (0.0, inf), WINDOW)[1] < TURNS


def test_a_spiral_has_as_many_turns_as_are_in_view() -> None:
    _, high = seen(polar("theta"), (0.0, inf), WINDOW)
    x, y = polar("theta").values(np.linspace(high, 40, 9000))
    assert 10 < high < 13 and not ((np.abs(x) < 10) & (np.abs(y) < 20 / 3)).any()
    near = Window((Axis(-1.0, 1.0, 1200.0), Axis(-0.6, 0.6, 800.0)))
    assert seen(polar("theta"), (0.0, inf), near)[1] < 1.3
    assert seen(polar("sin(theta/3)"), (0.0, inf), WINDOW) == (0.0, pytest.approx(3 * pi))


def test_an_end_that_is_written_stays() -> None:
    assert seen(curve("t", "t^2"), (-1.0, 9.0), WINDOW) == (-1.0, 9.0)
    assert seen(curve("t", "t^2"), (1.0, inf), WINDOW)[0] == 1.0
    low, high = seen(curve("t", "t^2"), (-inf, 2.0), WINDOW)
    assert high == 2.0 and low == pytest.approx(-((20 / 3) ** 0.5), abs=0.1)
    assert seen(curve("cos t", "sin t"), (pi, inf), WINDOW) == (pi, 3 * pi)


@settings(max_examples=40)
@given(
    st.floats(-3, 3),
    st.floats(-3, 3),
    st.floats(-3, 3),
    st.floats(-3, 3),
    st.integers(1, 3),
    st.integers(1, 3),
)
def test_nothing_in_view_is_left_out(a: float, b: float, c: float, d: float, n: int, m: int) -> None:
    """Polynomials leave the view for good, unless both are constant: every t in view is in the span."""
    if abs(a) < 0.1 or abs(c) < 0.1:
        return
    path = curve(f"a t^{n} + b", f"c t^{m} + d t", a=a, b=b, c=c, d=d)
    low, high = seen(path, ALL, WINDOW)
    t = np.sinh(np.linspace(-7, 7, 4001))
    x, y = path.values(t)
    inside = (np.abs(x) < 10) & (np.abs(y) < 20 / 3)
    assert not inside.any() or (low <= t[inside].min() and t[inside].max() <= high)


def test_the_euler_spiral_of_growth_goes_both_ways() -> None:
    low, high = seen(curve("exp(t/4)cos t", "exp(t/4)sin t"), ALL, WINDOW)
    assert e ** (low / 4) < 0.02 and e ** (high / 4) > 10


WHOLE: dict[str, tuple[Callable[[Real], Pair], tuple[float, float]]] = {
    "t^2; t^3": (lambda t: (t * t, t**3), (-40, 40)),
    "tan t; sec t": (lambda t: (mpmath.tan(t), mpmath.sec(t)), (0, tau)),
    "sin(7t); cos(5t)": (lambda t: (mpmath.sin(7 * t), mpmath.cos(5 * t)), (0, tau)),
    "floor(t); t": (lambda t: (mpmath.floor(t), t), (-90, 90)),
    "3t/(1+t^3); 3t^2/(1+t^3)": (lambda t: (3 * t / (1 + t**3), 3 * t * t / (1 + t**3)), (-90, 90)),
    "exp(-t/5)cos t; exp(-t/5)sin t": (lambda t: _around(mpmath.exp(-t / 5), t), (-40, 90)),
    "r = sin(theta/3)": (lambda t: _around(mpmath.sin(t / 3), t), (0, 3 * tau)),
    "r = theta": (lambda t: _around(t, t), (0, 20 * tau)),
    "r = 1/theta": (lambda t: _around(1 / t, t), (0.01, 3 * tau)),
    "r = tan(theta)": (lambda t: _around(mpmath.tan(t), t), (0, tau)),
    "r = 2cos(3theta) - 3": (lambda t: _around(2 * mpmath.cos(3 * t) - 3, t), (0, tau)),
}


def _around(r: Real, t: Real) -> Pair:
    return r * mpmath.cos(t), r * mpmath.sin(t)


@pytest.mark.parametrize("width", [20.0, 2.0, 200.0])
@pytest.mark.parametrize("row", WHOLE)
def test_all_of_a_curve_in_view_is_inked(row: str, width: float) -> None:
    """Points with 40 digits, of more of the parameter than is drawn: all have ink within half a pixel."""
    on = screen(width, 0.31, 0.17)
    window = of_screen(on)
    c = polar(row.removeprefix("r = ")) if row.startswith("r = ") else curve(*row.split("; "))
    drawn = c.path(*seen(c, (0.0 if c.radius else -inf, inf), window), window)
    found = window.pixels(ink(drawn, on))
    exact, (low, high) = WHOLE[row]
    with mpmath.workdps(40):
        places = [exact(mpmath.mpf(low) + (high - low) * (mpmath.mpf(k) + 0.37) / 300) for k in range(300)]
        px = window.pixels(np.array([[float(x), float(y)] for x, y in places]).T)
    for at in px[:, (px > 1).all(0) & (px[0] < WIDTH - 1) & (px[1] < HEIGHT - 1)].T:
        assert np.hypot(*(found - at[:, None])).min() < 0.5
