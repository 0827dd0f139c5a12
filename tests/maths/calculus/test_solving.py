"""Equations and inequalities in one unknown: every solution certified, none missed, none invented."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

from calcviz.language.expression import Expression
from calcviz.language.notation import text
from calcviz.maths.evaluate import value
from tests.maths.calculus.asked import DIGITS, ask

ALONE = "proven: there are no others"


def numbers(results: tuple[Expression, ...]) -> list[float]:
    return [value(e, {}) for e in results]


def root(f: Any, near: float) -> Any:
    return mp.findroot(f, near)


EQUATIONS: list[tuple[str, Any]] = [
    ("x = cos(x)", lambda: [root(lambda x: x - mp.cos(x), 0.7)]),
    ("x^2 = 2", lambda: [-mp.sqrt(2), mp.sqrt(2)]),
    ("|x| = 2", lambda: [-2, 2]),
    ("ln(x) + ln(x+3) = 1", lambda: [(mp.sqrt(9 + 4 * mp.e) - 3) / 2]),
    ("(x^2-1)/(x-1) = 0", lambda: [-1]),
    ("x^2 - 2x + 1 = 0", lambda: [1]),
    ("(x^2-2)^2 = 0", lambda: [-mp.sqrt(2), mp.sqrt(2)]),
    ("x^3 - 3x + 1 = 0", lambda: [2 * mp.cos(mp.pi * k / 9) for k in (8, 4, 2)]),
    ("x^5 + x + 1 = 0", lambda: [root(lambda x: x**5 + x + 1, -0.75)]),
    ("x^5 - x = 0", lambda: [-1, 0, 1]),
    ("e^x = 3x", lambda: [root(lambda x: mp.exp(x) - 3 * x, g) for g in (0.6, 1.5)]),
    ("e^x = 5", lambda: [mp.log(5)]),
    ("2^x = 5000", lambda: [mp.log(5000, 2)]),
    ("ln(x) = -40", lambda: [mp.exp(-40)]),
    ("ln(|x|) = -50", lambda: [-mp.exp(-50), mp.exp(-50)]),
    ("x^2 = 10^8", lambda: [-10000, 10000]),
    ("x^x = 2", lambda: [root(lambda x: x**x - 2, 1.56)]),
    ("e^(-x^2) = 1/2", lambda: [-mp.sqrt(mp.log(2)), mp.sqrt(mp.log(2))]),
    (
        "sin(x) = x/10",
        lambda: [root(lambda x: mp.sin(x) - x / 10, g) for g in (-8.4, -7.07, -2.85, 0, 2.85, 7.07, 8.4)],
    ),
    ("x + sin(x) = 0", lambda: [0]),
    ("sqrt(x) = 0", lambda: [0]),
    ("sqrt(x+1) = x-1", lambda: [3]),
    ("sqrt(x) = 3", lambda: [9]),
    ("1/(x-1) + 1/(x-2) = 0", lambda: [mpf(3) / 2]),
    ("1/x = 4", lambda: [mpf(1) / 4]),
    ("e^(1/x) = 2", lambda: [1 / mp.log(2)]),
    ("x ln(x) = 0", lambda: [1]),
    ("max(x, 1-x) = 2", lambda: [-1, 2]),
    ("sign(x) = 0", lambda: [0]),
    ("|x-1| + |x+1| = 4", lambda: [-2, 2]),
    ("||x|-1| = 1/2", lambda: [mpf(-3) / 2, mpf(-1) / 2, mpf(1) / 2, mpf(3) / 2]),
    ("atan(x) = 1", lambda: [mp.tan(1)]),
    ("tanh(x) = 1/2", lambda: [mp.atanh(mpf(1) / 2)]),
    ("cbrt(x) = -2", lambda: [-8]),
    ("x^4 - 5x^2 + 4 = 0", lambda: [-2, -1, 1, 2]),
    ("x^3 = 0", lambda: [0]),
    ("(x-1)^3 (x+2)^2 = 0", lambda: [-2, 1]),
    ("erf(x) = 1/2", lambda: [mp.erfinv(mpf(1) / 2)]),
    ("{x < 0: x+1, x >= 0: x-1} = 0", lambda: [-1, 1]),
    ("log(x) = 2", lambda: [100]),
    ("1000x = 1", lambda: [mpf(1) / 1000]),
    ("x = 999.5", lambda: [mpf("999.5")]),
]

NONE = ["x^2 + 1 = 0", "1/x = 0", "|x| = -1", "sqrt(x) = -2", "cosh(x) = 1/2", "x = x + 1", "sin(x) = 2"]

PERIODIC = [
    ("tan(x) = 0", [0.0], "of pi"),
    ("sin(x) = 0", [0.0], "of pi"),
    ("sin(x) = 1/2", [mp.pi / 6, 5 * mp.pi / 6], "of 2*pi"),
    ("cos(x) = 1", [0.0], "of 2*pi"),
    ("sin(x)^2 = 1", [mp.pi / 2], "of pi"),
    ("cos(pi x) = 0", [0.5], "of 1"),
]

CONDITIONS = [
    ("x^2 < 4", ["-2 < x < 2"]),
    ("x^2 >= 4", ["x <= -2", "x >= 2"]),
    ("1/x < 1", ["x < 0", "x > 1"]),
    ("(x-1)^2 <= 0", ["x = 1"]),
    ("(x-1)^2 > 0", ["x < 1", "x > 1"]),
    ("0 < x^2 - 1 <= 3", ["-2 <= x < -1", "1 < x <= 2"]),
    ("sqrt(x) < 2", ["0 <= x < 4"]),
    ("ln(x) <= 0", ["0 < x <= 1"]),
    ("x^3 > x", ["-1 < x < 0", "x > 1"]),
    ("|x-1| < 2", ["-1 < x < 3"]),
    ("(x-1)/(x+2) >= 0", ["x < -2", "x >= 1"]),
    ("x^2 + 1 > 0", ["x = x"]),
    ("floor(x) = 2", ["2 <= x < 3"]),
    ("sin(x) > 0 and 0 < x < 20", ["0 < x < pi", "2*pi < x < 3*pi", "4*pi < x < 5*pi", "6*pi < x < 20"]),
]

REPEATED = [
    ("sin(x) > 0", ["2*pi*k < x < 2*pi*k + pi"]),
    ("cos(x) > 0", ["2*pi*k - pi/2 < x < 2*pi*k + pi/2"]),
    ("cos(x) >= 1", ["x = 2*pi*k"]),
    ("tan(x) > 1", ["pi*k + pi/4 < x < pi*k + pi/2"]),
    ("not sin(pi x) > 0", ["2*k + 1 <= x <= 2*k + 2"]),
    ("sin(x)^2 > 0", ["pi*k < x < pi*k + pi"]),
    ("sin(x) > 0 and cos(x) > 0", ["2*pi*k < x < 2*pi*k + pi/2"]),
]


def test_there_are_enough_of_them() -> None:
    assert len(EQUATIONS) + len(NONE) + len(PERIODIC) + len(CONDITIONS) >= 60


@pytest.mark.parametrize(("written", "true"), EQUATIONS, ids=[written for written, _ in EQUATIONS])
def test_all_solutions_are_found_within_the_bound(written: str, true: Any) -> None:
    answer = ask(f"solve({written}, x)")
    assert answer.standing == "numeric" and answer.error is not None
    found = numbers(answer.results)
    with mp.workdps(DIGITS):
        wanted = sorted(mpf(x) for x in true())
        assert len(found) == len(wanted), answer
        for mine, x in zip(found, wanted):
            assert abs(mpf(mine) - x) <= answer.error + 1e-16 * abs(x)
            assert answer.error <= 1e-9 * max(1, *(abs(x) for x in wanted))
    assert answer.value == (found[0] if len(found) == 1 else None)


@pytest.mark.parametrize("written", NONE)
def test_no_solution_is_proven(written: str) -> None:
    answer = ask(f"solve({written}, x)")
    assert (answer.standing, answer.results) == ("numeric", ()) and answer.reason


@pytest.mark.parametrize(("written", "first", "period"), PERIODIC)
def test_periodic_solutions_are_told_with_their_period(written: str, first: list[Any], period: str) -> None:
    answer = ask(f"solve({written}, x)")
    assert answer.standing == "numeric" and answer.remark is not None and answer.remark.endswith(period)
    assert numbers(answer.results) == pytest.approx([float(x) for x in first], abs=1e-14)


@pytest.mark.parametrize(("written", "parts"), CONDITIONS)
def test_inequalities_are_answered_with_conditions(written: str, parts: list[str]) -> None:
    assert [text(e) for e in ask(f"solve({written}, x)").results] == parts


@pytest.mark.parametrize(("written", "parts"), REPEATED)
def test_conditions_that_repeat_are_told_for_every_period(written: str, parts: list[str]) -> None:
    answer = ask(f"solve({written}, x)")
    assert [text(e) for e in answer.results] == parts and answer.standing == "numeric"
    assert answer.remark == "k is any whole number"


def test_solutions_beyond_the_window_are_found_where_bounds_allow() -> None:
    assert ask("solve(x^2 = 10^8, x)").remark == ALONE


def test_of_too_many_solutions_the_nearest_are_shown() -> None:
    answer = ask("solve(x sin(x) = 1, x)")
    assert len(answer.results) == 24 and answer.remark is not None and "638" in answer.remark


def test_where_poles_crowd_a_smaller_window_is_searched() -> None:
    answer = ask("solve(tan(x) = x, x)")
    found = numbers(answer.results)
    assert [x for x in found if x > 1] == pytest.approx(
        [4.493409457909064, 7.725251836937707, 10.904121659428899, 14.066193912831473]
    )
    assert any(abs(x) < 1e-9 for x in found) and answer.remark is not None and "16" in answer.remark


def test_what_floats_cannot_decide_is_not_called_proven() -> None:
    answer = ask("solve(sin(1/x) = 0, x)")
    assert answer.remark is not None and "more" in answer.remark


@pytest.mark.parametrize("seed", range(12))
def test_zeros_of_random_polynomials_are_all_found(seed: int) -> None:
    rng = np.random.default_rng(seed)
    places = sorted({Fraction(int(n), 4) for n in rng.integers(-30, 30, 4)})
    factors = "".join(f"(x-({place}))" for place in places)
    answer = ask(f"solve({factors} (x^2+{seed + 1}) = 0, x)")
    assert numbers(answer.results) == [float(place) for place in places] and answer.remark == ALONE
