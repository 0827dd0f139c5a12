"""Coordinates with the digits that a pixel can mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.scene.snap import snapped, stepped


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_a_point_moves_by_less_than_a_pixel(value, unit):
    """Rounding is never seen."""
    assert abs(snapped(value, unit) - value) * unit <= 0.5 + 1e-6


@pytest.mark.parametrize(
    ("value", "unit", "answer"),
    [(1.23456, 60, 1.23), (1.23456, 6, 1.2), (1234.5, 0.05, 1230), (float("inf"), 60, float("inf"))],
)
def test_digits_follow_the_zoom(value, unit, answer):
    """Two decimals where a unit has 60 pixels, tens where it has a twentieth."""
    assert snapped(value, unit) == answer


@pytest.mark.parametrize(
    ("value", "step", "log", "moved"),
    [
        (2.0, 0.1, False, 2.1),
        (2.0, 0.1, True, 2.1),
        (2000.0, 0.1, True, 2100.0),
        (2000.0, -0.1, True, 1900.0),
        (1000.0, -0.1, True, 990.0),
        (0.003, 0.1, True, 0.0031),
        (1.0, -1.0, True, 0.9),
        (3.0, -10.0, True, 0.3),
        (-2.0, 0.1, True, -1.9),
    ],
)
def test_a_step_is_a_part_of_the_power_of_ten_on_a_logarithmic_axis(value, step, log, moved):
    """So that it is seen everywhere, and never leads to 0."""
    assert stepped(value, step, log) == moved


def test_where_a_unit_has_no_end_nothing_is_rounded():
    """At 0 on a logarithmic axis, which is nowhere."""
    assert snapped(0.0, float("inf")) == 0.0
