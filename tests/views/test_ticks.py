"""Axes are divided evenly, and their labels say exactly where."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.views.ticks import at_precision, decimals, ticks

SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def read(label: str) -> Fraction:
    """The number that a label shows."""
    mantissa, _, power = label.replace("−", "-").partition("×10")
    return Fraction(mantissa) * Fraction(10) ** int(power.translate(SUPERSCRIPTS) or 0)


@given(
    st.floats(-1e12, 1e12),
    st.floats(-12, 12).map(lambda exponent: 10**exponent),
    st.integers(100, 3000),
)
def test_labels_are_exact_and_differ(low: float, span: float, length: int) -> None:
    if span < 1e-10 * abs(low):
        span = 1e-9 * abs(low) + 1e-12
    high = low + span
    divided = ticks(low, high, length, 70, 7)
    assert len(set(divided.labels)) == len(divided.labels) == len(divided.major)
    for value, label in zip(divided.major, divided.labels):
        assert float(read(label)) == value
        assert low - 1e-6 * span <= value <= high + 1e-6 * span
    for before, after in zip(divided.major, divided.major[1:]):
        assert (after - before) * length / span >= 70 * 0.99


@given(st.floats(0.01, 1000), st.integers(300, 2000))
def test_labels_have_room_beside_one_another(span: float, length: int) -> None:
    divided = ticks(1e6, 1e6 + span, length, 20, 7)
    gap = divided.step * length / span
    assert len(divided.major) <= 1 or max(map(len, divided.labels)) * 7 < gap


def test_the_home_view() -> None:
    divided = ticks(-10, 10, 960, 76, 7)
    assert divided.labels == ("−10", "−8", "−6", "−4", "−2", "0", "2", "4", "6", "8", "10")
    assert divided.minor[:4] == (-9.5, -9, -8.5, -7.5)


@pytest.mark.parametrize(
    ("mantissas", "exponent", "labels"),
    [
        ([-5, 0, 5], -1, ("−0.5", "0", "0.5")),
        ([8, 10, 12], 8, ("8×10⁸", "1×10⁹", "1.2×10⁹")),
        ([2, -4], -7, ("2×10⁻⁷", "−4×10⁻⁷")),
        ([1, 20], 3, ("1000", "20000")),
        ([10**9, 10**9 + 2], 0, ("1000000000", "1000000002")),
        ([0], 5, ("0",)),
        ([], 0, ()),
    ],
)
def test_numbers_are_written_as_in_a_textbook(
    mantissas: list[int], exponent: int, labels: tuple[str, ...]
) -> None:
    assert decimals(mantissas, exponent) == labels


def test_an_empty_axis_has_no_ticks() -> None:
    assert ticks(1, 1, 500, 70).major == ()
    assert ticks(0, 1, 0, 70).major == ()


@pytest.mark.parametrize(
    ("value", "pixel", "text"),
    [
        (1.5, 0.02, "1.50"),
        (-0.001, 0.02, "0.00"),
        (-1.234, 0.1, "−1.2"),
        (123456.0, 50.0, "123460"),
        (1.23456e9, 1e6, "1.235×10⁹"),
        (3e-9, 1e-10, "3×10⁻⁹"),
    ],
)
def test_a_pixel_decides_how_many_digits_are_shown(value: float, pixel: float, text: str) -> None:
    assert at_precision(value, pixel) == text


def test_beyond_the_floats_there_is_infinity() -> None:
    assert at_precision(float("inf"), 1e300) == "∞"
    assert at_precision(float("-inf"), 1e300) == "−∞"
