"""Axes divided by parts of π say so, and say exactly where."""

from fractions import Fraction
from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.views.parts_of_pi import fraction_of_pi, parts_of_pi
from tests.views.test_ticks import read


def value(label: str) -> float:
    """The number that a label shows."""
    if label == "0":
        return 0.0
    above, _, below = label.replace("−", "-").partition("π")
    above = {"": "1", "-": "-1"}.get(above, above)
    return float(read(above) / Fraction(below.removeprefix("/") or 1)) * pi


@given(st.floats(-1e6, 1e6), st.floats(-6, 8).map(lambda exponent: 10**exponent), st.integers(200, 3000))
def test_labels_are_exact_and_differ(low: float, span: float, length: int) -> None:
    span = max(span, 1e-8 * abs(low))
    divided = parts_of_pi(low, low + span, length, 70, 7)
    assert len(set(divided.labels)) == len(divided.labels) == len(divided.major)
    for each, label in zip(divided.major, divided.labels):
        assert value(label) == pytest.approx(each, rel=1e-9, abs=1e-9 * span)
        assert low - 1e-6 * span <= each <= low + span * (1 + 1e-6)
    gaps = [b - a for a, b in zip(divided.major, divided.major[1:])]
    assert all(gap * length / span >= 70 * 0.79 for gap in gaps)


@pytest.mark.parametrize(
    ("span", "labels"),
    [
        (60.0, ("−8π", "−6π", "−4π", "−2π", "0", "2π", "4π", "6π", "8π")),
        (14.0, ("−2π", "−3π/2", "−π", "−π/2", "0", "π/2", "π", "3π/2", "2π")),
        (4.4, ("−2π/3", "−π/2", "−π/3", "−π/6", "0", "π/6", "π/3", "π/2", "2π/3")),
        (1.0, ("−0.15π", "−0.1π", "−0.05π", "0", "0.05π", "0.1π", "0.15π")),
    ],
)
def test_steps_are_the_usual_ones(span: float, labels: tuple[str, ...]) -> None:
    assert parts_of_pi(-span / 2, span / 2, 800, 76, 7).labels == labels


def test_minor_ticks_lie_between() -> None:
    divided = parts_of_pi(-7, 7, 800, 76, 7)
    assert all(min(abs(each - k * pi / 6) for k in range(-14, 15)) < 1e-9 for each in divided.minor)
    assert not set(divided.minor) & set(divided.major)


def test_fractions_are_written_as_people_write_them() -> None:
    written = [fraction_of_pi(Fraction(k, 6)) for k in (-9, -6, 0, 1, 6, 7, 12)]
    assert written == ["−3π/2", "−π", "0", "π/6", "π", "7π/6", "2π"]
