"""Definite integrals against mpmath: the true error within the bound, and what has no value said so."""

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

from calcviz.language.expression import Call, Name, Number, Question
from calcviz.maths.calculus.gauss import rule
from calcviz.maths.calculus.numerically import numerically
from calcviz.maths.functions.building import number
from tests.maths.calculus.asked import DIGITS, ask, assert_near, question
from tests.maths.calculus.integrals import known_integrals

KNOWN = known_integrals()


@pytest.mark.parametrize("points", [4, 7, 16, 32])
def test_the_nodes_are_those_of_gauss(points: int) -> None:
    x, w = rule(points)
    nodes, weights = np.polynomial.legendre.leggauss(points)
    assert np.abs(x - nodes).max() < 2e-16
    assert np.abs(w / weights - 1).max() < 1e-13


def test_there_are_enough_of_them() -> None:
    assert len({written for written, _ in KNOWN}) >= 150


@pytest.mark.parametrize(("written", "true"), KNOWN, ids=[written for written, _ in KNOWN])
def test_the_true_error_is_within_the_bound(written: str, true: Callable[[], Any]) -> None:
    with mp.workdps(DIGITS):
        assert_near(ask(written), true(), 1e-5)


@pytest.mark.parametrize(
    "written",
    [
        "integral(tan(x), x, 0, pi)",
        "integral(1/x, x, -1, 1)",
        "integral(1/x, x, 1, inf)",
        "integral(1/x, x, 0, 1)",
        "integral(1/(1-x), x, 0, 1)",
        "integral(1/(x^2-2), x, 0, 2)",
        "integral(1/x^2, x, -1, 1)",
        "integral(sec(x), x, 0, pi/2)",
        "integral(1/(x ln(x)), x, 2, inf)",
        "integral(1/(e^x-1), x, 0, 1)",
        "integral((1-cos(x))/x^3, x, 0, 1)",
        "integral(ln(1+1/x), x, 1, inf)",
        "integral(x, x, 0, inf)",
        "integral(e^x, x, 0, inf)",
        "integral(2, x, -inf, 0)",
        "integral(sin(x), x, 0, inf)",
        "integral(x sin(x), x, 0, inf)",
        "integral(e^(1/x), x, 0, 1)",
        "integral(1/sqrt(x), x, 1, inf)",
        "integral(1/ln(x), x, 0, 2)",
        "integral(e^sin(x)/sqrt(x), x, 1, inf)",
        "integral(sin(x)^2/x, x, 1, inf)",
    ],
)
def test_what_diverges_is_said_to(written: str) -> None:
    answer = ask(written)
    assert answer.standing == "diverges" and answer.value is None and answer.reason


@pytest.mark.parametrize(
    "written",
    [
        "integral(sqrt(x), x, -1, 1)",
        "integral(ln(x), x, -2, -1)",
        "integral(sqrt(1-x^2), x, -2, 2)",
        "integral(1/x, x, 0, 0)",
        "integral(asin(x), x, 0, 3)",
        "integral(x, x, 0, 1/0)",
    ],
)
def test_what_is_undefined_on_the_way_is_undefined(written: str) -> None:
    answer = ask(written)
    assert answer.standing == "undefined" and answer.reason


def test_the_same_ends_give_nothing_at_all() -> None:
    answer = ask("integral(sin(x)^3, x, 2, 2)")
    assert (answer.standing, answer.value, answer.error) == ("numeric", 0.0, 0.0)


def test_conditional_convergence_is_remarked() -> None:
    assert ask("integral(sin(x)/x, x, 0, inf)").remark
    assert ask("integral(sin(x)/x^2, x, 1, inf)").remark is None


def test_a_violent_oscillation_has_an_honest_bound() -> None:
    answer = ask("integral(sin(x^2) e^x, x, 0, 50)")
    assert answer.value is not None and answer.error is not None
    true = mpf("-39721287838957944126.4053")  # by erf of a complex argument, at 60 digits
    assert abs(mpf(answer.value) - true) <= answer.error <= 1e-6 * abs(true)


def test_where_accuracy_cannot_be_reached_nothing_is_claimed() -> None:
    answer = ask("integral(1/(1+x^2 sin(x)^2), x, 0, inf)")
    assert answer.standing in ("unconfirmed", "unknown", "diverges") and answer.reason


BODIES = ("sin(x)", "e^(x/3)", "1/(1+x^2)", "|x-1|", "floor(x)", "sqrt(x+9)", "cbrt(x)", "erf(x)", "x^3-2x")


@pytest.mark.parametrize("seed", range(40))
def test_laws_of_integrals(seed: int) -> None:
    """Additivity over intervals, linearity, and the sign of the other direction."""
    rng = random.Random(seed)
    f, g = (question(f"integral({rng.choice(BODIES)}, x, 0, 1)").body for _ in range(2))
    a, b, c = (Fraction(rng.randint(-80, 80), 10) for _ in range(3))
    factor = Number(rng.randint(2, 9))

    def integral(body: Any, low: Fraction, high: Fraction) -> tuple[float, float]:
        answer = numerically(Question("integral", body, ("x",), (number(low), number(high))))
        assert answer.standing == "numeric" and answer.value is not None and answer.error is not None, answer
        return answer.value, answer.error

    def same(one: tuple[float, float], *others: tuple[float, float], times: float = 1.0) -> None:
        total = sum(value for value, _ in others) * times
        room = one[1] + sum(error for _, error in others) * abs(times) + 1e-15 * abs(total)
        assert abs(one[0] - total) <= room

    whole = integral(f, a, b)
    same(whole, integral(f, a, c), integral(f, c, b))
    same(whole, integral(f, b, a), times=-1.0)
    same(integral(Call("multiply", (factor, f)), a, b), whole, times=float(factor.value))
    same(integral(Call("add", (f, g)), a, b), whole, integral(g, a, b))


def test_numbers_of_other_names_are_taken() -> None:
    from calcviz.maths.calculus.quadrature import Bound, definite
    from calcviz.maths.calculus.shifting import place

    body = Call("multiply", (Name("a"), Name("x")))
    answer = definite(body, "x", Bound(place(0.0)), Bound(place(2.0)), {"a": 3.0})
    assert_near(answer, mpf(6), 1e-12)


@pytest.mark.parametrize(
    "written", ["floor(sqrt(x)) {x != x}", "sqrt(x-x-1) + floor(x)", "{x^2 = -1: round(x)}"]
)
def test_bounds_alone_are_no_value(written: str) -> None:
    """Where a function is undefined without a proof, a narrow bound of its values must not count as one."""
    assert ask(f"integral({written}, x, 1, 4)").standing in ("undefined", "unknown")


def test_jumps_from_sign_to_sign_are_not_taken_for_growth() -> None:
    """The integral of (-1)^⌊x⌋/x from 1 on is -ln(π/2), by the product of Wallis."""
    assert ask("integral((-1)^floor(x)/x, x, 1, inf)").standing not in ("diverges", "undefined")
