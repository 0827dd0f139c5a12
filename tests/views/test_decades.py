"""Logarithmic axes are divided where powers of ten are, and never without labels."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.maths.axis import Axis
from calcviz.views.decades import decades, labels
from tests.views.test_ticks import read


def value(label: str) -> float:
    """The number that a label shows; 10ⁿ is 1×10ⁿ."""
    return float(read(f"1×{label}" if label.startswith("10") and not label.isascii() else label))


@given(
    st.floats(-299, 298),
    st.one_of(st.floats(1e-6, 0.5), st.floats(0.5, 3), st.floats(3, 600)),
    st.integers(200, 3000),
)
def test_ticks_are_in_view_and_labels_say_where(exponent: float, span: float, length: int) -> None:
    low = 10**exponent
    high = 10 ** min(exponent + span, 300)
    if high - low < 1e-8 * high:
        return
    divided = decades(low, high, length, 60, 7)
    axis = Axis(low, high, length, True)
    pixels = [axis.pixel(each) for each in divided.major]
    assert len(set(divided.labels)) == len(divided.labels) == len(divided.major)
    for each, label in zip(divided.major, divided.labels):
        assert low * (1 - 1e-9) <= each <= high * (1 + 1e-9)
        assert value(label) == pytest.approx(each, rel=1e-12)
    assert all(b - a >= 60 * 0.69 for a, b in pairwise(pixels))
    assert all(low * (1 - 1e-9) <= each <= high * (1 + 1e-9) for each in divided.minor)
    assert not set(divided.major) & set(divided.minor)
    assert len(divided.major) + len(divided.minor) < 1500


@given(st.floats(-250, 250), st.floats(0.3, 12), st.integers(500, 2000))
def test_no_axis_is_without_numbers(exponent: float, span: float, length: int) -> None:
    """From a doubling on there are at least two, as on any other axis."""
    low = 10**exponent
    assert len(decades(low, low * 10**span, length, 60, 7).major) >= 2 - (span > 1 and length < 800)


def test_decades_have_all_nine_divisions() -> None:
    divided = decades(0.01, 1000, 800, 60, 7)
    assert divided.labels == ("0.01", "0.1", "1", "10", "100", "1000")
    assert {0.02, 0.09, 5.0, 900.0} <= set(divided.minor)


def test_many_decades_are_passed_over_and_written_as_powers() -> None:
    divided = decades(1e-300, 1e300, 600, 60, 7)
    assert divided.labels[:2] == ("10⁻³⁰⁰", "10⁻²⁰⁰")
    assert "10⁰" in divided.labels


def test_within_a_decade_there_are_1_2_5_and_within_less_even_steps() -> None:
    assert decades(1, 100, 900, 60, 7).labels == ("1", "2", "5", "10", "20", "50", "100")
    assert decades(2, 4, 900, 60, 7).labels[:3] == ("2", "2.2", "2.4")


def test_labels_are_alike() -> None:
    assert labels([(1, -2), (5, 0)]) == ("0.01", "5")
    assert labels([(1, -9), (5, 0)]) == ("10⁻⁹", "5×10⁰")
