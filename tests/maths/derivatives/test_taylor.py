"""Taylor coefficients against known series, and bounds on the remainder against the remainder itself."""

from fractions import Fraction
from math import cos, exp, factorial, inf, isinf, log, sin

import mpmath
import numpy as np
import pytest

from calcviz.maths.derivatives.taylor import remainders, taylor, way
from calcviz.maths.landmarks.closed import Closed
from tests.maths.functions_of import function as f


def rationals(text: str, a: float, n: int) -> list[Fraction | None]:
    return [None if c is None else c.rational for c in taylor(f(text), a, n).exact]


KNOWN = {
    "e^x": lambda k: Fraction(1, factorial(k)),
    "sin(x)": lambda k: Fraction((0, 1, 0, -1)[k % 4], factorial(k)),
    "cos(x)": lambda k: Fraction((1, 0, -1, 0)[k % 4], factorial(k)),
    "1/(1 - x)": lambda k: Fraction(1),
    "ln(1 + x)": lambda k: Fraction((-1) ** (k + 1), k) if k else Fraction(0),
    "atan(x)": lambda k: Fraction((0, 1, 0, -1)[k % 4], k) if k else Fraction(0),
    "sinh(x)": lambda k: Fraction(k % 2, factorial(k)),
    "x^5 - 3x^2": lambda k: Fraction({2: -3, 5: 1}.get(k, 0)),
    "1/(1 + x^2)": lambda k: Fraction((1, 0, -1, 0)[k % 4]),
}


@pytest.mark.parametrize("text", KNOWN)
def test_the_series_of_the_textbook_are_exact(text: str) -> None:
    assert rationals(text, 0.0, 12) == [KNOWN[text](k) for k in range(13)]


def test_tangent_and_hyperbolic_tangent() -> None:
    assert rationals("tan(x)", 0.0, 7) == [0, 1, 0, Fraction(1, 3), 0, Fraction(2, 15), 0, Fraction(17, 315)]
    assert rationals("tanh(x)", 0.0, 5) == [0, 1, 0, Fraction(-1, 3), 0, Fraction(2, 15)]


@pytest.mark.parametrize(
    ("text", "a"),
    [("e^sin(x)", 0.7), ("sqrt(1 + x^2)", -1.3), ("x^x", 1.4), ("ln(x)/x", 2.1), ("x^(5/3)", 0.9),
     ("gamma(x)", 1.7), ("erf(x)", 0.4), ("2^x cos(3x)", 0.2), ("asin(x/2)", 0.6), ("sigmoid(x)", 1.1)],
)  # fmt: skip
def test_coefficients_agree_with_forty_digits(text: str, a: float) -> None:
    made = {
        "e^sin(x)": lambda x: mpmath.exp(mpmath.sin(x)),
        "sqrt(1 + x^2)": lambda x: mpmath.sqrt(1 + x * x),
        "x^x": lambda x: x**x,
        "ln(x)/x": lambda x: mpmath.log(x) / x,
        "x^(5/3)": lambda x: x ** (mpmath.mpf(5) / 3),
        "gamma(x)": mpmath.gamma,
        "erf(x)": mpmath.erf,
        "2^x cos(3x)": lambda x: 2**x * mpmath.cos(3 * x),
        "asin(x/2)": lambda x: mpmath.asin(x / 2),
        "sigmoid(x)": lambda x: 1 / (1 + mpmath.exp(-x)),
    }[text]
    with mpmath.workdps(40):
        wanted = [float(c) for c in mpmath.taylor(made, mpmath.mpf(a), 8)]
    assert taylor(f(text), a, 8).coefficients == pytest.approx(wanted, rel=1e-11, abs=1e-12)


@pytest.mark.parametrize("text", ["e^x", "sin(3x)", "1/(1 + x^2)", "x e^(-x^2)", "cos(x)^3", "sqrt(2 + x)"])
@pytest.mark.parametrize("n", [0, 1, 4, 9])
def test_no_remainder_is_larger_than_its_bound(text: str, n: int) -> None:
    """And the bound is no idle one: near the point it is the size of the remainder."""
    g, a = f(text), 0.3
    T = taylor(g, a, n)
    for end in (1.9, -1.5):
        x = way(a, end, 60)
        (bound,) = remainders(g, a, n, x)
        rest = np.abs(g.values(x) - T(x))
        assert (rest <= bound + 1e-14).all()
        assert np.isfinite(bound).all()
        assert bound[5] < 1e-13 + 60 * rest[5]


def test_no_bound_is_claimed_across_a_kink_a_pole_or_a_jump() -> None:
    for text in ("abs(x)", "1/x", "floor(x)", "{x < 0: 0, x^4}", "sqrt(x)", "x^(4/3)"):
        (bound,) = remainders(f(text), 1.5, 3, way(1.5, -1.0, 50))
        assert isinf(bound[-1])
        assert np.isfinite(bound[0])
        assert not np.isfinite(bound[np.argmax(np.isinf(bound)) :]).any()


def test_a_polynomial_leaves_nothing() -> None:
    for text in ("x^3 - 2x", "abs(x)", "max(x, x - 1)"):
        (bound,) = remainders(f(text), 1.0, 3, way(1.0, 0.5, 20))
        assert (bound == 0).all()


def test_a_parameter_takes_part() -> None:
    g = f("sin(k x)", k=2.0)
    assert taylor(g, 0.0, 3).coefficients == pytest.approx([0, 2, 0, -8 / 6])
    (bound,) = remainders(g, 0.0, 3, np.array([0.5]))
    assert abs(sin(1.0) - (1.0 - 8 / 6 / 8)) <= bound[0] <= 2**4 / 24 / 16 + 1e-9


def test_where_the_sides_differ_there_is_no_further_derivative() -> None:
    T = taylor(f("abs(x)"), 0.0, 3)
    assert (T.missing, T.left, T.right, T.coefficients) == ("torn", -1.0, 1.0, (0.0,))
    T = taylor(f("x abs(x)"), 0.0, 4)
    assert (T.missing, T.left, T.right, T.coefficients) == ("torn", -1.0, 1.0, (0.0, 0.0))
    assert taylor(f("abs(x)"), 2.0, 3).coefficients == (2.0, 1.0, 0.0, 0.0)
    assert taylor(f("{x < 0: sin(x), x - x^3/6}"), 0.0, 4).missing is None


def test_where_there_is_no_derivative_none_is_made_up() -> None:
    assert taylor(f("sqrt(x)"), 0.0, 2).missing == "none"
    T = taylor(f("x^(4/3)"), 0.0, 2)
    assert (T.missing, T.coefficients) == ("none", (0.0, 0.0))
    assert taylor(f("1/x"), 0.0, 2).missing == "undefined"
    assert taylor(f("sin(1/x)"), 0.0, 2).missing == "undefined"
    assert taylor(f("x sin(1/x)"), 0.0, 2).missing == "undefined"


def test_a_hole_is_filled() -> None:
    T = taylor(f("sin(x)/x"), 0.0, 4)
    assert T.hole and T.missing is None
    assert [c.rational for c in T.exact if c is not None] == [1, 0, Fraction(-1, 6), 0, Fraction(1, 120)]
    assert rationals("(1 - cos(x))/x^2", 0.0, 2) == [Fraction(1, 2), 0, Fraction(-1, 24)]
    assert taylor(f("(x^2 - 1)/(x - 1)"), 1.0, 2).coefficients == (2.0, 1.0, 0.0)


def test_a_flat_function_is_told_from_a_constant() -> None:
    for text in ("e^(-1/x^2)", "{x = 0: 0, e^(-1/x^2)}", "{x > 0: e^(-1/x), 0}"):
        T = taylor(f(text), 0.0, 6)
        assert T.flat and T.coefficients == (0.0,) * 7
    assert not taylor(f("0 x"), 0.0, 6).flat
    assert not taylor(f("x^4"), 0.0, 3).flat


def test_closed_forms_with_e_pi_and_roots() -> None:
    T = taylor(f("e^x"), 1.0, 3)
    assert all(isinstance(c, Closed) and float(c) == pytest.approx(exp(1) / factorial(k))
               for k, c in enumerate(T.exact))  # fmt: skip
    assert taylor(f("ln(x)"), 2.0, 2).coefficients == pytest.approx([log(2), 0.5, -0.125])
    assert taylor(f("sin(x)"), 0.3, 2).coefficients == pytest.approx([sin(0.3), cos(0.3), -sin(0.3) / 2])


def test_nothing_is_raised_for_what_has_no_rule() -> None:
    assert taylor(f("gcd(x, 6)"), 1.0, 3).missing in ("none", "undefined")
    (bound,) = remainders(f("gcd(x, 6)"), 1.0, 3, way(1.0, 2.0, 4))
    assert (bound == inf).all()


def test_a_function_that_is_an_integral_has_a_series() -> None:
    T = taylor(f("x integral(sin(t^2), t, 0, x) + 1"), 1.0, 2)
    value = float(mpmath.quad(lambda t: mpmath.sin(t**2), [0, 1]))
    assert T.missing is None
    assert list(T.coefficients) == pytest.approx([1 + value, value + sin(1), sin(1) + cos(1)], abs=1e-12)
    x = np.linspace(1, 2, 9)[1:]
    (bound,) = remainders(f("integral(sin(t^2), t, 0, x)"), 1.0, 1, x)
    rest = [float(mpmath.quad(lambda t: mpmath.sin(t**2), [1, b])) - sin(1) * (b - 1) for b in x]
    assert (np.abs(rest) <= bound).all() and np.isfinite(bound).all()


def test_what_has_no_series_raises_nothing() -> None:
    assert taylor(f("sum(x^k, k, 0, x)"), 0.5, 3).missing is not None
