"""Sums against exact fractions and mpmath."""

from collections.abc import Callable
from typing import Any

import pytest
from mpmath import mp, mpf

from calcviz.language.notation import text
from tests.maths.calculus.asked import DIGITS, ask, assert_near

EXACT = [
    ("k^2, k, 1, 10", "385"),
    ("1/k, k, 1, 10", "7381/2520"),
    ("1/2^k, k, 0, 20", "2097151/1048576"),
    ("binomial(10, k), k, 0, 10", "1024"),
    ("(-1)^k k, k, 1, 7", "-4"),
    ("k, k, 5, 1", "0"),
    ("k!, k, 0, 5", "154"),
    ("{mod(k, 2) = 0: k, otherwise: 0}, k, 1, 10", "30"),
]

VALUES: list[tuple[str, Callable[[], Any]]] = [
    ("sin(k), k, 1, 1000", lambda: mp.sin(500) * mp.sin(mpf(1001) / 2) / mp.sin(mpf(1) / 2)),
    ("sqrt(k), k, 1, 100", lambda: mp.fsum(mp.sqrt(k) for k in range(1, 101))),
    ("k^2, k, 1, 100000", lambda: mpf(100000) * 100001 * 200001 / 6),
    ("1/k^2, k, 1, inf", lambda: mp.zeta(2)),
    ("1/k^3, k, 1, inf", lambda: mp.zeta(3)),
    ("1/k^1.1, k, 1, inf", lambda: mp.zeta(mpf("1.1"))),
    ("1/(k(k+1)), k, 1, inf", lambda: mpf(1)),
    ("(-1)^k/k, k, 1, inf", lambda: -mp.log(2)),
    ("(-1)^k/(2k+1), k, 0, inf", lambda: mp.pi / 4),
    ("(-1)^k/sqrt(k), k, 1, inf", lambda: -mp.altzeta(mpf(1) / 2)),
    ("(-1)^k/k^2, k, 1, inf", lambda: -(mp.pi**2) / 12),
    ("1/k!, k, 0, inf", lambda: mp.e),
    ("2^k/k!, k, 0, inf", lambda: mp.exp(2)),
    ("1/2^k, k, 0, inf", lambda: mpf(2)),
    ("k/2^k, k, 1, inf", lambda: mpf(2)),
    ("0.99^k, k, 0, inf", lambda: mpf(100)),
    ("e^-k, k, 0, inf", lambda: mp.e / (mp.e - 1)),
    ("k!/k^k, k, 1, inf", lambda: mp.nsum(lambda k: mp.factorial(k) / k**k, [1, mp.inf])),
    ("1/k^k, k, 1, inf", lambda: mp.nsum(lambda k: 1 / k**k, [1, 40])),
    ("1/(k^2+1), k, -inf, inf", lambda: mp.pi * mp.coth(mp.pi)),
    ("1/(k^2-2), k, 1, inf", lambda: mpf(1) / 4 - mp.pi / (2 * mp.sqrt(2)) * mp.cot(mp.pi * mp.sqrt(2))),
    ("2^k, k, -inf, 0", lambda: mpf(2)),
    ("sin(k)/k^2, k, 1, inf", lambda: mp.clsin(2, 1)),
]

DIVERGENT = [
    "1/k, k, 1, inf",
    "1/sqrt(k), k, 1, inf",
    "1/(k ln(k)), k, 2, inf",
    "ln(1+1/k), k, 1, inf",
    "k/(k+1), k, 1, inf",
    "(-1)^k, k, 0, inf",
    "(-1)^k k, k, 0, inf",
    "2^k, k, 0, inf",
    "1, k, 0, inf",
]


def test_there_are_enough_of_them() -> None:
    assert len(EXACT) + len(VALUES) + len(DIVERGENT) >= 30


@pytest.mark.parametrize(("written", "result"), EXACT)
def test_rational_sums_are_exact(written: str, result: str) -> None:
    answer = ask(f"sum({written})")
    assert [text(e) for e in answer.results] == [result] and answer.standing == "numeric"


@pytest.mark.parametrize(("written", "true"), VALUES, ids=[written for written, _ in VALUES])
def test_the_true_error_is_within_the_bound(written: str, true: Callable[[], Any]) -> None:
    with mp.workdps(DIGITS):
        assert_near(ask(f"sum({written})"), true(), 1e-4)


@pytest.mark.parametrize("written", DIVERGENT)
def test_what_diverges_is_said_to(written: str) -> None:
    answer = ask(f"sum({written})")
    assert answer.standing == "diverges" and answer.value is None and answer.reason


@pytest.mark.parametrize(
    "written", ["1/k, k, 0, 5", "k, k, 0.5, 3", "sqrt(k), k, -3, 3", "k, k, 1, 1/0", "1/(k-3), k, 0, inf"]
)
def test_what_is_undefined_says_why(written: str) -> None:
    answer = ask(f"sum({written})")
    assert answer.standing == "undefined" and answer.reason


def test_conditional_convergence_is_remarked() -> None:
    assert ask("sum((-1)^k/k, k, 1, inf)").remark
    assert ask("sum((-1)^k/k^2, k, 1, inf)").remark is None


def test_disorderly_signs_are_not_believed() -> None:
    assert ask("sum(sin(k)/k, k, 1, inf)").standing == "unknown"
    assert ask("sum(1, k, 1, 10^9)").standing in ("unknown", "numeric")


@pytest.mark.parametrize(
    ("asked", "value"),
    [("sin(k)^2/k^2, k, 1, inf", 1.0707963267948966), ("(2 + cos(k))/k^3, k, 1, inf", 2.85268681359921)],
)
def test_terms_of_one_sign_without_order_are_not_judged_by_few_of_them(asked: str, value: float) -> None:
    found = ask(f"sum({asked})")
    assert found.standing == "numeric" and found.value is not None and found.error is not None
    assert abs(found.value - value) <= found.error < 1e-3


def test_divergence_of_terms_without_order_is_left_open() -> None:
    assert ask("sum(sin(k)^2/k, k, 1, inf)").standing == "unknown"


@pytest.mark.parametrize(
    "written",
    [
        "{k < 100000: 0, k >= 100000: 1/k}, k, 1, inf",
        "floor(k/1000000), k, 1, inf",
        "(-1)^k k^100/2^k, k, 0, inf",
        "k^100/2^k, k, 0, inf",
        "100^k/k!, k, 0, inf",
        "k^k/k!, k, 1, inf",
        "k^-1.0001, k, 1, inf",
    ],
)
def test_what_begins_late_grows_at_first_or_is_too_large_for_floats_is_left_open(written: str) -> None:
    assert ask(f"sum({written})").standing in ("unknown", "unconfirmed")


def test_ratios_that_stay_below_one_converge_however_near() -> None:
    assert_near(ask("sum(k^-1.001, k, 1, inf)"), mp.zeta(mpf("1.001")))
    assert_near(ask("sum(e^(-(k-1000)^2), k, 0, inf)"), mp.nsum(lambda k: mp.exp(-k * k), [-mp.inf, mp.inf]))
