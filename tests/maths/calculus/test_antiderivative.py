"""The integral as a function of its end: against primitives, across kinks and jumps, up to poles."""

from collections.abc import Callable

import numpy as np
import pytest
from mpmath import mp

from calcviz.maths.calculus.antiderivative import Antiderivative
from calcviz.maths.calculus.integrand import integrand
from tests.maths.calculus.asked import question

CASES: list[tuple[str, float, Callable[[float], float], float]] = [
    ("x^2", 0.0, lambda x: x**3 / 3, 1e-12),
    ("sin(x)", 1.0, lambda x: np.cos(1.0) - np.cos(x), 1e-12),
    ("e^(-x^2)", 0.0, lambda x: float(mp.sqrt(mp.pi) / 2 * mp.erf(x)), 1e-12),
    ("|x|", -2.0, lambda x: (x * abs(x) + 4) / 2, 1e-12),
    ("floor(x)", 0.0, lambda x: np.floor(x) * (np.floor(x) - 1) / 2 + np.floor(x) * (x - np.floor(x)), 1e-10),
    ("sign(x)", 0.0, abs, 1e-11),
    ("1/sqrt(|x|)", 0.0, lambda x: 2 * np.sign(x) * np.sqrt(abs(x)), 1e-8),
    ("ln(|x|)", 0.0, lambda x: x * np.log(abs(x)) - x if x else 0.0, 1e-8),
    ("sin(x)/x", 0.0, lambda x: float(mp.si(x)), 1e-11),
    ("cos(40x)", 0.0, lambda x: np.sin(40 * x) / 40, 1e-11),
]


def made(written: str, start: float) -> Antiderivative:
    return Antiderivative(integrand(question(f"integral({written}, x, 0, 1)").body, "x"), start)


@pytest.mark.parametrize(("written", "start", "true", "room"), CASES, ids=[case[0] for case in CASES])
def test_it_is_the_primitive_that_is_zero_at_the_start(
    written: str, start: float, true: Callable[[float], float], room: float
) -> None:
    F = made(written, start)
    x = np.linspace(-5, 5, 1001)
    assert np.abs(F.values(x) - [true(t) for t in x]).max() <= room
    assert abs(F(start)) <= room


def test_it_ends_at_a_pole_without_an_area_and_at_the_domain() -> None:
    x = np.array([-2.0, -1e-9, 0.0, 1e-3, 1.0, np.e])
    found = made("1/x", 1.0).values(x)
    assert np.isnan(found[:3]).all()
    assert found[3:] == pytest.approx([np.log(1e-3), 0.0, 1.0], abs=1e-9)
    assert np.isnan(made("sqrt(x)", 1.0)(-1.0)) and np.isnan(made("tan(x)", 0.0)(3.0))
    assert not made("1/x", 1.0).continuous(-1.0, 1.0) and made("|x|", 1.0).continuous(-1.0, 1.0)


def test_the_order_of_places_and_repetitions_do_not_matter() -> None:
    F = made("cos(x)", 0.0)
    x = np.array([3.0, -1.0, 3.0, 0.0, 2.0])
    assert F.values(x) == pytest.approx(np.sin(x), abs=1e-12)
    assert F.values(np.array([np.nan, np.inf, 1.0]))[2] == pytest.approx(np.sin(1.0))
    assert np.isnan(F.values(np.array([np.nan, np.inf]))).all()
