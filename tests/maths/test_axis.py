"""Coordinates and pixels of an axis, linear or logarithmic, either way round."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.maths.axis import Axis

lengths = st.floats(10, 5000)
fractions = st.floats(0, 1)


@st.composite
def log_axes(draw):
    """From deep zoom to six hundred decades, upwards or downwards."""
    ratio = 10 ** draw(st.one_of(st.floats(1e-9, 1e-3), st.floats(1e-3, 8), st.floats(8, 300)))
    low = min(10 ** draw(st.floats(-299, 290)), 1e300 / ratio)
    ends = low, low * ratio
    return Axis(*(ends if draw(st.booleans()) else ends[::-1]), draw(lengths), True)


@st.composite
def linear_axes(draw):
    """Ranges that can be told apart."""
    low = draw(st.floats(-1e6, 1e6))
    ends = low, low + 10 ** draw(st.floats(-3, 6))
    return Axis(*(ends if draw(st.booleans()) else ends[::-1]), draw(lengths))


@given(st.one_of(log_axes(), linear_axes()), fractions)
def test_a_pixel_comes_back(axis, fraction):
    """To a coordinate and back, within what the digits of a float allow."""
    pixel = fraction * axis.length
    assert axis.pixel(axis.value(pixel)) == pytest.approx(pixel, abs=2e-3)


@given(st.one_of(log_axes(), linear_axes()), st.lists(fractions, min_size=1, max_size=20))
def test_arrays_agree_with_numbers(axis, places):
    """The same pixels, the same coordinates."""
    values = axis.values(np.array(places))
    pixels = axis.pixels(values)
    for place, value, pixel in zip(places, values.tolist(), pixels.tolist(), strict=True):
        assert axis.value(place * axis.length) == pytest.approx(value, rel=1e-9, abs=1e-9)
        assert axis.pixel(value) == pytest.approx(pixel, abs=1e-6 * axis.length)


@given(log_axes())
def test_a_logarithmic_axis_has_equal_ratios_at_equal_distances(axis):
    """Its middle is the geometric mean of its ends."""
    middle = axis.value(axis.length / 2)
    assert middle == pytest.approx(math.sqrt(axis.low) * math.sqrt(axis.high), rel=1e-9)


@given(st.one_of(log_axes(), linear_axes()), fractions)
def test_the_unit_is_the_slope_there(axis, fraction):
    """Pixels over coordinates, for a small step."""
    value = axis.value(fraction * axis.length)
    step = 1e-3 / axis.unit(value)
    if value + step == value or step > 1e-3 * abs(value) or step < 1e-9 * abs(value):
        return
    assert abs(axis.pixel(value + step) - axis.pixel(value)) == pytest.approx(1e-3, rel=2e-2)


def test_what_is_not_positive_lies_far_beyond_the_low_end():
    """Left of the view, or below it, but never at infinity."""
    right, down = Axis(0.01, 100.0, 800, True), Axis(100.0, 0.01, 600, True)
    for value in (0.0, -1.0, -1e300):
        assert -1e6 < right.pixel(value) < -10_000
        assert 10_000 < down.pixel(value) < 1e6
    assert np.isnan(right.pixels(np.array([np.nan]))).all()
    assert right.pixels(np.array([-1.0]))[0] == pytest.approx(right.pixel(-1.0))


def test_beyond_the_floats_there_is_no_coordinate():
    """A pan that would leave them is answered by 0 or infinity, which no view takes."""
    axis = Axis(1e-300, 1e300, 600, True)
    assert axis.value(10_000) == math.inf
    assert axis.value(-10_000) == 0.0


def test_the_unit_can_be_divided_by_everywhere():
    """At 0, below it, and at the ends of the floats."""
    axis = Axis(1e-300, 1e300, 600, True)
    for value in (0.0, -5.0, 5e-324, 1e308, -1e308):
        assert 0 < axis.unit(value) < math.inf
        assert 0 < 1 / axis.unit(value) < math.inf
    assert axis.unit(-5.0) == axis.unit(5.0)
