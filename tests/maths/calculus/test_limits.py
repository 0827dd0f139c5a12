"""Limits against mpmath and the textbook: values within their bounds, both sides, and what does not exist."""

from collections.abc import Callable
from math import inf, isnan, nan
from typing import Any

import pytest
from mpmath import mp, mpf

from calcviz.engine.reply_words import side_text
from calcviz.maths.calculus.limits import spelled
from tests.maths.calculus.asked import DIGITS, ask, assert_near

FINITE: list[tuple[str, Callable[[], Any]]] = [
    ("sin(x)/x, x, 0", lambda: mpf(1)),
    ("sin(3x)/x, x, 0", lambda: mpf(3)),
    ("sin(3x)/sin(5x), x, 0", lambda: mpf(3) / 5),
    ("sin(3x)/sin(5x), x, pi", lambda: mpf(3) / 5),
    ("(e^x-1)/x, x, 0", lambda: mpf(1)),
    ("(2^x-1)/x, x, 0", lambda: mp.log(2)),
    ("ln(1+x)/x, x, 0", lambda: mpf(1)),
    ("tan(x)/x, x, 0", lambda: mpf(1)),
    ("asin(x)/x, x, 0", lambda: mpf(1)),
    ("(1-cos(x))/x^2, x, 0", lambda: mpf(1) / 2),
    ("(1-cos(x))/x, x, 0", lambda: mpf(0)),
    ("(x-sin(x))/x^3, x, 0", lambda: mpf(1) / 6),
    ("(tan(x)-sin(x))/x^3, x, 0", lambda: mpf(1) / 2),
    ("(e^x-1-x)/x^2, x, 0", lambda: mpf(1) / 2),
    ("x sin(1/x), x, 0", lambda: mpf(0)),
    ("x^2 cos(1/x), x, 0", lambda: mpf(0)),
    ("x^x, x, 0", lambda: mpf(1)),
    ("x ln(x), x, 0", lambda: mpf(0)),
    ("sqrt(x) ln(x), x, 0", lambda: mpf(0)),
    ("(1+x)^(1/x), x, 0", lambda: mp.e),
    ("(1+2x)^(1/x), x, 0", lambda: mp.exp(2)),
    ("cos(x)^(1/x^2), x, 0", lambda: mp.exp(mpf(-1) / 2)),
    ("(sin(x)/x)^(1/x^2), x, 0", lambda: mp.exp(mpf(-1) / 6)),
    ("(1+1/x)^x, x, inf", lambda: mp.e),
    ("(1+2/x)^(3x), x, inf", lambda: mp.exp(6)),
    ("sqrt(x^2+x)-x, x, inf", lambda: mpf(1) / 2),
    ("sqrt(x+1)-sqrt(x), x, inf", lambda: mpf(0)),
    ("x-sqrt(x^2-1), x, inf", lambda: mpf(0)),
    ("sin(x)/x, x, inf", lambda: mpf(0)),
    ("(x+sin(x))/x, x, inf", lambda: mpf(1)),
    ("(x^2+sin(x))/x^2, x, inf", lambda: mpf(1)),
    ("ln(x)/x, x, inf", lambda: mpf(0)),
    ("ln(x)^5/x, x, inf", lambda: mpf(0)),
    ("x^10/e^x, x, inf", lambda: mpf(0)),
    ("e^x, x, -inf", lambda: mpf(0)),
    ("x e^x, x, -inf", lambda: mpf(0)),
    ("(3x^2+1)/(2x^2-5), x, inf", lambda: mpf(3) / 2),
    ("(3x^2+1)/(2x^3-5), x, -inf", lambda: mpf(0)),
    ("(x^2-1)/(x-1), x, 1", lambda: mpf(2)),
    ("(x^3-8)/(x-2), x, 2", lambda: mpf(12)),
    ("(x^2-5x+6)/(x^2-4), x, 2", lambda: mpf(-1) / 4),
    ("(sqrt(x)-2)/(x-4), x, 4", lambda: mpf(1) / 4),
    ("(cbrt(x)-1)/(x-1), x, 1", lambda: mpf(1) / 3),
    ("(x-1)/ln(x), x, 1", lambda: mpf(1)),
    ("(1-x) tan(pi x/2), x, 1", lambda: 2 / mp.pi),
    ("cos(x)/(x-pi/2), x, pi/2", lambda: mpf(-1)),
    ("atan(x), x, inf", lambda: mp.pi / 2),
    ("atan(x), x, -inf", lambda: -mp.pi / 2),
    ("tanh(x), x, inf", lambda: mpf(1)),
    ("e^(-1/x^2), x, 0", lambda: mpf(0)),
    ("x(pi/2-atan(x)), x, inf", lambda: mpf(1)),
    ("(3^x+5^x)^(1/x), x, inf", lambda: mpf(5)),
    ("gamma(x) x, x, 0", lambda: mpf(1)),
    ("asin(x), x, 1", lambda: mp.pi / 2),
    ("sqrt(x), x, 0", lambda: mpf(0)),
    ("x^2, x, 3", lambda: mpf(9)),
    ("e^x, x, 1", lambda: mp.e),
    ("|x|, x, 0", lambda: mpf(0)),
    ("{x < 1: x, x > 1: 2-x}, x, 1", lambda: mpf(1)),
    ("floor(x), x, 1.5", lambda: mpf(1)),
    ("x floor(1/x), x, 0, right", lambda: mpf(1)),
    ("floor(x), x, 3, left", lambda: mpf(2)),
    ("floor(x), x, 3, right", lambda: mpf(3)),
    ("|x|/x, x, 0, left", lambda: mpf(-1)),
    ("e^(1/x), x, 0, left", lambda: mpf(0)),
    ("atan(1/x), x, 0, right", lambda: mp.pi / 2),
]

INFINITE = [
    ("1/x, x, 0, right", inf),
    ("1/x, x, 0, left", -inf),
    ("1/x^2, x, 0", inf),
    ("-1/(x-2)^4, x, 2", -inf),
    ("ln(x), x, 0", -inf),
    ("ln(x), x, inf", inf),
    ("ln(ln(x)), x, inf", inf),
    ("x^3, x, -inf", -inf),
    ("tan(x), x, pi/2, left", inf),
    ("e^(1/x), x, 0, right", inf),
    ("x+sin(x), x, inf", inf),
    ("cot(x), x, 0, left", -inf),
]

TWO_SIDES = [
    ("1/x, x, 0", -inf, inf),
    ("|x|/x, x, 0", -1, 1),
    ("sign(x), x, 0", -1, 1),
    ("floor(x), x, 1", 0, 1),
    ("atan(1/x), x, 0", -1.5707963267948966, 1.5707963267948966),
    ("e^(1/x), x, 0", 0, inf),
    ("tan(x), x, pi/2", inf, -inf),
    ("x/(|x|+x^2), x, 0", -1, 1),
    ("frac(x), x, 3", 1, 0),
    ("1/(1+e^(1/x)), x, 0", 1, 0),
    ("{x < 1: x, x > 1: 3-x}, x, 1", 1, 2),
    ("floor(x^2), x, sqrt(2)", 1, 2),
]

BANDS = [
    ("sin(1/x), x, 0", "-1 and 1"),
    ("cos(1/x)+2, x, 0", "1 and 3"),
    ("|sin(1/x)|, x, 0", "0 and 1"),
    ("sin(x), x, inf", "-1 and 1"),
    ("sin(ln(x)), x, 0, right", "-1 and 1"),
    ("x sin(x), x, inf", "without bound"),
    ("sin(1/x)/x, x, 0", "without bound"),
]

NOWHERE = ["sqrt(x), x, 0, left", "asin(x), x, 2", "ln(x), x, -1", "sqrt(-1-x^2), x, inf", "x, x, 1/0"]


def test_there_are_enough_of_them() -> None:
    assert len(FINITE) + len(INFINITE) + len(TWO_SIDES) + len(BANDS) + len(NOWHERE) >= 80


@pytest.mark.parametrize(("written", "true"), FINITE, ids=[written for written, _ in FINITE])
def test_the_limit_is_within_the_bound(written: str, true: Callable[[], Any]) -> None:
    with mp.workdps(DIGITS):
        assert_near(ask(f"limit({written})"), true(), 1e-4)


@pytest.mark.parametrize(("written", "true"), INFINITE)
def test_infinite_limits(written: str, true: float) -> None:
    answer = ask(f"limit({written})")
    assert (answer.standing, answer.value) == ("numeric", true)


@pytest.mark.parametrize("written", ["ln(x)^100/x, x, inf", "x^100 e^(-sqrt(x)), x, inf", "2^x/x^2, x, inf"])
def test_what_grows_at_first_is_not_taken_for_infinite(written: str) -> None:
    assert ask(f"limit({written})").standing in ("unconfirmed", "unknown")


@pytest.mark.parametrize(
    "written", ["e^(-x/10^300), x, inf", "10^(-50) floor(x), x, 0", "(1+1/x)^(10^6 x), x, inf"]
)
def test_scales_beyond_floats_leave_a_limit_open(written: str) -> None:
    assert ask(f"limit({written})").standing in ("unconfirmed", "unknown")


@pytest.mark.parametrize(("written", "left", "right"), TWO_SIDES)
def test_different_sides_are_both_told(written: str, left: float, right: float) -> None:
    answer = ask(f"limit({written})")
    assert answer.standing == "undefined" and answer.value is None and answer.reason
    assert answer.sides == pytest.approx((left, right), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("written", "band"), BANDS)
def test_oscillations_are_told_with_their_band(written: str, band: str) -> None:
    answer = ask(f"limit({written})")
    assert answer.standing == "undefined" and answer.reason is not None and band in answer.reason


@pytest.mark.parametrize("written", NOWHERE)
def test_there_is_no_limit_where_the_function_is_not(written: str) -> None:
    answer = ask(f"limit({written})")
    assert answer.standing == "undefined" and answer.reason


def test_an_end_of_the_domain_has_a_limit_with_a_remark() -> None:
    answer = ask("limit(sqrt(x), x, 0)")
    assert answer.remark and answer.sides is not None and isnan(answer.sides[0]) and answer.sides[1] == 0


@pytest.mark.parametrize("written", ["sin(e^x), x, inf", "x!^(1/x)/x, x, inf"])
def test_what_values_do_not_tell_is_not_claimed(written: str) -> None:
    assert ask(f"limit({written})").standing in ("unknown", "unconfirmed")


@pytest.mark.parametrize(("value", "said"), [(inf, "+∞"), (-inf, "-∞"), (nan, "none"), (0.5, "0.5")])
def test_a_side_is_spelled_as_in_the_window(value: float, said: str) -> None:
    assert spelled(value) == said == side_text(value)
