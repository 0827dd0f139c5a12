"""Numbers and formulas in sentences."""

from math import inf, nan, pi

import pytest

from calcviz.language.spoken import brief, told, told_angle, written


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2.0, "2"),
        (-0.0, "0"),
        (-2.5, "−2.5"),
        (1 / 3, "0.333333"),
        (-1.5e-7, "−1.5×10⁻⁷"),
        (1.23456789e20, "1.23457×10²⁰"),
        (inf, "∞"),
        (-inf, "−∞"),
        (nan, "undefined"),
    ],
)
def test_a_number_is_told_in_few_digits(value: float, words: str) -> None:
    assert told(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.05, "0.05"),
        (-500000.0, "−500000"),
        (20000000.0, "2×10⁷"),
        (-2.2e8, "−2.2×10⁸"),
        (1234567.0, "1234570"),
        (1e6, "1×10⁶"),
        (-1e-10, "−1×10⁻¹⁰"),
        (1e300, "1×10³⁰⁰"),
        (inf, "∞"),
    ],
)
def test_a_long_number_beside_a_line_is_written_with_a_power_of_ten(value: float, words: str) -> None:
    assert brief(value) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("y = 2*x - 3", "y = 2x − 3"),
        ("y = -x", "y = −x"),
        ("-3*pi/2", "−3π/2"),
        ("2 - sqrt(2)", "2 − √2"),
        ("-4*sqrt(6)/9", "−4\u2009√6/9"),
        ("2*x*cos(x^2)", "2x\u2009cos(x^2)"),
        ("1.5e-7*x", "1.5×10⁻⁷\u2009x"),
        ("0.123456789*x", "0.123457x"),
        ("epi", "epi"),
    ],
)
def test_a_formula_is_written_as_by_hand(text: str, words: str) -> None:
    assert written(text) == words


def test_whole_quarter_turns_are_told_by_their_pi() -> None:
    turns = [told_angle(k * pi / 2) for k in (-3, 1, 2, 4, 6)]
    assert turns == ["−3π/2", "π/2", "π", "2π", "3π"]
    assert told_angle(0.0) == "0" and told_angle(6.28) == "6.28" and told_angle(inf) == "∞"
