"""The quantile of a density lies within its proven distance of that of scipy, wherever the density lies."""

import pytest
from scipy import stats

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.maths.calculus.quantiles import quantile
from calcviz.maths.real import RealFunction

DENSITIES = {
    "normalpdf(x)": stats.norm,
    "1/(pi (1 + x^2))": stats.cauchy,
    "{x >= 0: e^(-x), 0}": stats.expon,
    "{0 <= x <= 1: 1, 0}": stats.uniform,
    "e^(-|x|)/2": stats.laplace,
    "normalpdf(x - 100)": stats.norm(100),
    "1000 normalpdf(1000x)": stats.norm(0, 0.001),
    "{0 < x: e^(-x)/sqrt(pi x), 0}": stats.gamma(0.5),
}


def density(text: str) -> RealFunction:
    e = parse(text, Names())
    assert isinstance(e, Expression)
    return RealFunction(e, "x")


@pytest.mark.parametrize("text", DENSITIES)
@pytest.mark.parametrize("p", [0.01, 0.5, 0.95])
def test_it_is_as_near_as_it_says(text: str, p: float) -> None:
    found, true = quantile(density(text), p), float(DENSITIES[text].ppf(p))
    assert found.value is not None and found.error is not None
    assert abs(found.value - true) <= found.error + 1e-14 * abs(true)
    assert found.error <= 1e-8 * max(abs(true), 1e-3)


def test_there_is_none_outside_of_0_and_1() -> None:
    for p in (0.0, 1.0, -1.0, float("nan")):
        assert quantile(density("normalpdf(x)"), p).value is None
    assert quantile(density("x^2"), 0.5).value is None


def test_a_gap_leaves_its_error_open() -> None:
    found = quantile(density("{0 <= x <= 1: 1/2, 2 <= x <= 3: 1/2, 0}"), 0.5)
    assert found.value is not None and 1 - 1e-9 <= found.value <= 2 + 1e-9 and found.error is None
