"""Levels that people would choose."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.maths.fields.grid import grid
from calcviz.maths.fields.nice import level_values, multiples, nice_step
from tests.maths.fields.fields import field


def levels_of(written: str, half: float = 5.0) -> tuple[float, ...]:
    window = (-half, half)
    return level_values(grid(field(written), window, window, 101, 101).values).values


def test_equal_steps() -> None:
    assert levels_of("x^2 + y^2") == tuple(range(5, 50, 5))
    assert levels_of("x y", 3.0) == (-8, -6, -4, -2, 0, 2, 4, 6, 8)


@pytest.mark.parametrize(
    "written", ["x^2 + y^2", "x^2 - y^2", "x y", "sqrt(x^2+y^2)", "x^3 - 3x y^2", "1/(x^2+y^2)", "1/|x-y|"]
)
def test_about_as_many_as_are_wanted(written: str) -> None:
    for half in (2.0, 5.0, 7.0, 10.0):
        assert 7 <= len(levels_of(written, half)) <= 15


def test_a_hole_so_deep_that_it_is_a_pole_is_not_where_levels_begin() -> None:
    assert len([level for level in levels_of("sin(1/(x^2+y^2))") if level > 0.005]) >= 6


def test_rosenbrock_goes_up_from_its_valley() -> None:
    values = levels_of("(1-x)^2 + 100(y-x^2)^2", 2.0)
    assert values[0] <= 0.5 and values[-1] == 2000
    assert {1.0, 10.0, 100.0, 1000.0} <= set(values)
    assert tuple(-v for v in levels_of("-(1-x)^2 - 100(y-x^2)^2", 2.0)[::-1]) == values


def test_a_pole_does_not_count() -> None:
    assert max(levels_of("1/(x^2+y^2)")) <= 10
    poles = levels_of("1/(x - y - 0.001)")
    assert 0 in poles and max(poles) <= 10 and min(poles) >= -10 and len(poles) >= 8


@pytest.mark.parametrize("written", ["3", "ln(-1)", "x/x", "0x", "sin(x)^2 + cos(x)^2"])
def test_a_constant_and_nothing_have_no_levels(written: str) -> None:
    assert levels_of(written) == ()


def test_texts() -> None:
    values = level_values(np.linspace(-0.3, 0.3, 1000))
    below = ["-0.25", "-0.2", "-0.15", "-0.1", "-0.05"]
    assert list(values.texts) == [*below, "0", *(text[1:] for text in below[::-1])]


def test_steps() -> None:
    assert [nice_step(v) for v in (1.0, 1.1, 2.0, 3.0, 5.1, 0.03, 1e-9)] == [1, 2, 2, 5, 10, 0.05, 1e-9]
    assert multiples(0.1, 0.25, 0.75) == (0.3, 0.4, 0.5, 0.6, 0.7)


@given(st.floats(-1e9, 1e9), st.floats(1e-6, 1e9), st.sampled_from(["even", "up", "down", "both", "pole"]))
def test_levels_rise_and_lie_among_the_values(start: float, span: float, kind: str) -> None:
    t = np.linspace(0, 1, 400)
    shape = {"even": t, "up": t**9, "down": 1 - t**9, "both": (2 * t - 1) ** 9, "pole": 1 / (t + 1e-5)}[kind]
    values = start + span * shape
    levels = level_values(values)
    assert list(levels.values) == sorted(set(levels.values)) and len(levels.values) <= 16
    assert all(values.min() <= level <= values.max() for level in levels.values)
    if span > 1e-6 * abs(start):
        assert len(levels.values) >= 4
    assert [float(text) for text in levels.texts] == list(levels.values)


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("x e^(-x^2-y^2)", 0.2),
        ("e^(-x^2-y^2)", 0.5),
        ("-e^(-x^2-y^2)", -0.0001),
        ("5 e^(-2(x-3)^2-y^2)", 2.0),
    ],
)
def test_a_hill_in_a_wide_plain_has_its_levels(text: str, high: float) -> None:
    """Though it takes less of the view than a pole might."""
    g = grid(field(text), (-11.0, 11.0), (-6.0, 6.0), 160, 90)
    levels = level_values(g.values)
    assert levels.values[-1] >= high and levels.high == pytest.approx(float(g.values.max()), abs=0.01)
    assert levels.low == pytest.approx(float(g.values.min()), abs=0.01)


@pytest.mark.parametrize("text", ["1/x", "1/(x - y)", "1/(x^2 + y^2)", "tan(x)"])
def test_what_rises_beside_a_pole_is_no_hill(text: str) -> None:
    g = grid(field(text), (-11.0, 11.0), (-6.0, 6.0), 160, 90)
    assert level_values(g.values).high < float(np.nanmax(g.values)) / 4
