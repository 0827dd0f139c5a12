"""Double and triple integrals against known values."""

from collections.abc import Callable
from typing import Any

import pytest
from mpmath import mp, mpf

from tests.maths.calculus.asked import DIGITS, ask, assert_near

KNOWN: list[tuple[str, Callable[[], Any]]] = [
    ("x y, x, 0, 1, y, 0, 2", lambda: mpf(1)),
    ("x y, x, 1, 0, y, 0, 2", lambda: mpf(-1)),
    ("x y, x, 0, y, y, 0, 2", lambda: mpf(2)),
    ("e^(-x^2-y^2), x, -inf, inf, y, -inf, inf", lambda: mp.pi),
    ("e^(-x-2y), x, 0, inf, y, 0, inf", lambda: mpf(1) / 2),
    ("1/(x^2 y^3), x, 1, inf, y, 1, inf", lambda: mpf(1) / 2),
    ("|x-y|, x, 0, 1, y, 0, 1", lambda: mpf(1) / 3),
    ("1/sqrt(x+y), x, 0, 1, y, 0, 1", lambda: mpf(8) / 3 * (mp.sqrt(2) - 1)),
    ("1, x, -sqrt(1-y^2), sqrt(1-y^2), y, -1, 1", lambda: mp.pi),
    ("sqrt(x^2+y^2), x, 0, 1, y, 0, 1", lambda: (mp.sqrt(2) + mp.asinh(1)) / 3),
    ("sin(x y), x, 0, pi, y, 0, pi", lambda: mp.euler + 2 * mp.log(mp.pi) - mp.ci(mp.pi**2)),
    ("x y z, x, 0, 1, y, 0, 1, z, 0, 1", lambda: mpf(1) / 8),
    ("1, x, 0, sqrt(1-y^2-z^2), y, 0, sqrt(1-z^2), z, 0, 1", lambda: mp.pi / 6),
    ("x+y+z, x, 0, 1-y-z, y, 0, 1-z, z, 0, 1", lambda: mpf(1) / 8),
]


@pytest.mark.parametrize(("written", "true"), KNOWN, ids=[written for written, _ in KNOWN])
def test_the_true_error_is_within_the_bound(written: str, true: Callable[[], Any]) -> None:
    with mp.workdps(DIGITS):
        assert_near(ask(f"integral({written})"), true(), 1e-5)


def test_what_is_undefined_on_a_part_is_undefined() -> None:
    answer = ask("integral(sqrt(1-x^2-y^2), x, 0, 1, y, 0, 1)")
    assert answer.standing == "undefined" and answer.reason


def test_a_half_without_values_is_seen_at_once() -> None:
    assert ask("integral(ln(x) + y, x, -1, 1, y, 0, 1)").standing == "undefined"


def test_an_infinite_volume_is_not_given_a_number() -> None:
    assert ask("integral(1/(x^2+y^2), x, 0, 1, y, 0, 1)").standing in ("unconfirmed", "unknown", "diverges")


@pytest.mark.parametrize(
    "written",
    [
        "1/(x-y), x, 0, 1, y, 0, 1",
        "(x^2-y^2)/(x^2+y^2)^2, x, 0, 1, y, 0, 1",
        "x y/(x^2+y^2)^2, x, -1, 1, y, -1, 1",
    ],
)
def test_infinities_of_both_signs_do_not_cancel(written: str) -> None:
    assert ask(f"integral({written})").standing != "numeric"
